/*
 * texts - sentences of customers in five languages, with numbers that differ.
 */

#include <stdio.h>

#include "t/media/samples/samples.h"

#define SENTENCES  12
#define GOODS      8

const char *const  language_codes[LANGUAGES] = { "es", "en", "pt", "fr", "it" };

static const char *const  sentences[LANGUAGES][SENTENCES] = {
    { "Hola, el pedido número %u todavía no ha llegado a mi casa.",
      "La factura del mes pasado era de %u euros y ya está pagada.",
      "¿Cuándo estará disponible la talla %u en la tienda del centro?",
      "Me gustaría cambiar la dirección de entrega por la calle Mayor %u.",
      "El técnico vendrá mañana por la tarde entre las cuatro y las seis.",
      "Según el contrato, la garantía cubre también las piezas pequeñas.",
      "Por favor, envíenme el recibo con el importe total de %u euros.",
      "El niño rompió la caja y falta una pieza de color añil.",
      "Gracias por la atención, quedo a la espera de su respuesta.",
      "La reunión del jueves será en la oficina número %u, segunda planta.",
      "No puedo iniciar sesión aunque la contraseña sea correcta.",
      "El reembolso debería aparecer en su cuenta dentro de %u días." },
    { "Hello, order number %u has still not arrived at my house.",
      "The invoice of last month was for %u pounds and it has been paid.",
      "When will size %u be available in the shop in the city centre?",
      "I would like to change the delivery address to High Street %u.",
      "The engineer will come tomorrow afternoon between four and six.",
      "According to the contract the warranty also covers small parts.",
      "Please send me the receipt with the total amount of %u pounds.",
      "The parcel was damaged and one of the blue pieces is missing.",
      "Thank you for your help, I am looking forward to your answer.",
      "The meeting on Thursday will be in office number %u, second floor.",
      "I cannot sign in although the password is certainly correct.",
      "The refund should appear in your account within %u days." },
    { "Olá, a encomenda número %u ainda não chegou à minha casa.",
      "A fatura do mês passado era de %u euros e já está paga.",
      "Quando estará disponível o tamanho %u na loja do centro?",
      "Gostaria de mudar a direção de entrega para a rua Direita %u.",
      "O técnico virá amanhã à tarde entre as quatro e as seis horas.",
      "Segundo o contrato, a garantia também cobre as peças pequenas.",
      "Por favor, envie-me o recibo com o valor total de %u euros.",
      "A caixa chegou partida e falta uma das peças de cor azul.",
      "Obrigado pela atenção, fico à espera da sua resposta.",
      "A reunião de quinta-feira será no escritório número %u, segundo andar.",
      "Não consigo iniciar a sessão embora a senha esteja correta.",
      "O reembolso deverá aparecer na sua conta dentro de %u dias." },
    { "Bonjour, la commande numéro %u n'est pas encore arrivée chez moi.",
      "La facture du mois dernier était de %u euros et elle est déjà payée.",
      "Quand la taille %u sera-t-elle disponible au magasin du centre ?",
      "Je voudrais changer l'adresse de livraison pour la rue Haute %u.",
      "Le technicien viendra demain après-midi entre quatre et six heures.",
      "Selon le contrat, la garantie couvre également les petites pièces.",
      "Veuillez m'envoyer le reçu avec le montant total de %u euros.",
      "Le colis était abîmé et il manque une des pièces de couleur bleue.",
      "Merci de votre aide, je reste dans l'attente de votre réponse.",
      "La réunion de jeudi aura lieu au bureau numéro %u, deuxième étage.",
      "Je ne peux pas me connecter bien que le mot de passe soit correct.",
      "Le remboursement devrait paraître sur votre compte sous %u jours." },
    { "Buongiorno, l'ordine numero %u non è ancora arrivato a casa mia.",
      "La fattura del mese scorso era di %u euro ed è già stata pagata.",
      "Quando sarà disponibile la taglia %u nel negozio del centro?",
      "Vorrei cambiare l'indirizzo di consegna in via Garibaldi %u.",
      "Il tecnico verrà domani pomeriggio tra le quattro e le sei.",
      "Secondo il contratto la garanzia copre anche i pezzi più piccoli.",
      "Per favore, mi mandi la ricevuta con l'importo totale di %u euro.",
      "Il pacco era danneggiato e manca uno dei pezzi di colore blu.",
      "Grazie per l'attenzione, resto in attesa della vostra risposta.",
      "La riunione di giovedì sarà nell'ufficio numero %u, secondo piano.",
      "Non riesco ad accedere benché la parola d'ordine sia corretta.",
      "Il rimborso dovrebbe apparire sul suo conto entro %u giorni." },
};

static const char *const  things[LANGUAGES][GOODS] = {
    { "PAN INTEGRAL", "LECHE ENTERA", "TOMATE RAMA", "ACEITE OLIVA",
      "QUESO CURADO", "AGUA MINERAL", "ARROZ", "MANZANA GOLDEN" },
    { "BROWN BREAD", "WHOLE MILK", "TOMATOES", "OLIVE OIL", "CHEDDAR",
      "MINERAL WATER", "RICE", "GOLDEN APPLES" },
    { "PAO DE FORMA", "LEITE GORDO", "TOMATE", "AZEITE VIRGEM",
      "QUEIJO FLAMENGO", "AGUA MINERAL", "ARROZ", "BANANA" },
    { "PAIN COMPLET", "LAIT ENTIER", "TOMATES", "HUILE OLIVE", "FROMAGE",
      "EAU MINERALE", "RIZ", "POMMES GOLDEN" },
    { "PANE INTEGRALE", "LATTE INTERO", "POMODORI", "OLIO OLIVA",
      "FORMAGGIO", "ACQUA MINERALE", "RISO", "MELE GOLDEN" },
};

static const char *const  totals[LANGUAGES] = {
    "TOTAL", "TOTAL", "TOTAL", "TOTAL", "TOTALE"
};

static const char *const  taxes[LANGUAGES] = {
    "IVA INCLUIDO", "VAT INCLUDED", "IVA INCLUIDO", "TVA INCLUSE",
    "IVA INCLUSA"
};

static const char *const  thanks[LANGUAGES] = {
    "GRACIAS POR SU COMPRA", "THANK YOU FOR SHOPPING", "OBRIGADO PELA VISITA",
    "MERCI DE VOTRE VISITE", "GRAZIE E ARRIVEDERCI"
};


const char *
sentence(int language)
{
    static char  line[256];

    snprintf(line, sizeof(line), sentences[language][pick(SENTENCES)],
             10 + pick(9000));

    return line;
}


const char *
goods(int language)
{
    return things[language][pick(GOODS)];
}


const char *
word_total(int language)
{
    return totals[language];
}


const char *
word_tax(int language)
{
    return taxes[language];
}


const char *
word_thanks(int language)
{
    return thanks[language];
}
