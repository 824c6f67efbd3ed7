/*
 * inject - one table of rules over folded words; see inject.h.
 *
 * A rule is two lists of words and how far apart they may stand, in any
 * order when `both`.  Stems end in '*'.  Then what no customer writes: role
 * marks, tool names, and a few words written without their gaps.
 */

#include "worker/answer/inject.h"

#include "worker/answer/scan_data.h"
#include "worker/answer/wordlist.h"

typedef struct {
    const char  *name;
    const char  *first, *second;        /* blanks between, before and behind */
    unsigned     reach;                 /* words from one to the other */
    bool         both;                  /* in any order */
} rule_t;

/* "the instructions", whoever gave them */
#define ORDERS \
    " instruction* prompt prompts rules guideline* guidance directive* " \
    "instruccion* regla reglas directriz directrices indicacion* " \
    "instruc* regra regras diretriz* orientac* " \
    "consigne* regle regles instruction* directive* " \
    "istruzion* regola regole direttiv* indicazion* "

#define OVERRIDE \
    " ignore ignores ignoring disregard forget override bypass discard skip " \
    "drop cancel neglect " \
    "ignora ignore ignoren olvida olvide olviden omite omita descarta " \
    "descarte anula anule salta saltate " \
    "ignorar esquece esqueca desconsidere desconsidera desconsiderem " \
    "descarte anule burle " \
    "oublie oubliez ignorez oublier outrepasse contourne neglige negligez " \
    "ecarte annule annulez " \
    "ignora ignorate ignori dimentica dimentichi scorda tralascia " \
    "trascura aggira scarta annulla annullate "

#define DISCLOSE \
    " reveal show print repeat output display tell give write list dump leak " \
    "translate summarize summarise paraphrase quote recite copy share say " \
    "muestra muestrame muestre revela revelame repite repiteme imprime dime " \
    "dame escribe traduce resume copia lista enumera recita comparte " \
    "mostra mostre revele revela repita repete imprima diga escreva traduza " \
    "copie liste recite compartilhe resuma " \
    "affiche affichez montre montrez revele revelez repete repetez imprime " \
    "dis donne donnez ecris ecrivez traduis traduisez copie liste recite " \
    "partage " \
    "mostra mostrami rivela rivelami ripeti stampa dimmi dammi scrivi " \
    "traduci copia elenca recita condividi riassumi "

#define SECRETS \
    " prompt prompts instruction* secret secrets confidential credential* " \
    "apikey apikeys token tokens passwords internals backend " \
    "instruccion* secreto secretos secreta confidencial* credencial* " \
    "instruc* segredo segredos credencia* " \
    "consigne* secrete secretes confidentiel* identifiants " \
    "istruzion* segreto segreti segreta segrete riservat* credenzial* "

#define OTHERS \
    " other others another all every everyone " \
    "otro otros otra otras todos todas demas " \
    "outro outros outra outras todos todas " \
    "autre autres tous toutes " \
    "altro altri altra altre tutti tutte "

#define PEOPLE \
    " customers customer clients tenants tenant users companies accounts " \
    "contacts conversations chats " \
    "clientes cliente usuarios empresas inquilinos contactos conversaciones " \
    "usuarios contatos conversas inquilinos " \
    "clients client utilisateurs locataires comptes conversations " \
    "clienti cliente utenti aziende contatti conversazioni inquilini "

#define CALLS \
    " call calls calling use invoke execute run trigger activate " \
    "llama llame usa use invoca invoque ejecuta ejecute activa active lanza " \
    "chame chama use usa invoque execute acione dispare " \
    "appelle appelez utilise utilisez invoque execute executez lance lancez " \
    "declenche " \
    "chiama chiamate usa invoca esegui eseguite avvia attiva lancia "

#define TOOLS \
    " tool tools function functions api plugin command commands " \
    "herramienta herramientas funcion funciones comando comandos " \
    "ferramenta ferramentas funcao funcoes comando comandos " \
    "outil outils fonction fonctions commande " \
    "strumento strumenti funzione funzioni comando comandi "

#define BECOME \
    " act pretend roleplay simulate behave impersonate " \
    "actua actue finge finja simula comportate hazte " \
    "aja atue finja simule comporte " \
    "agis agissez fais pretends simule comporte " \
    "agisci fingi simula comportati "

#define BEINGS \
    " as that you administrator admin developer root unrestricted dan system " \
    "hacker model ai jailbreak* debug " \
    "administrador desarrollador programador sistema irrestricto ia " \
    "desenvolvedor administrador sistema " \
    "administrateur developpeur systeme restriction* " \
    "amministratore sviluppatore sistema restrizion* "

static const rule_t  rules[] = {
    { "override", OVERRIDE, ORDERS, 7, false },
    { "override", OVERRIDE, " above arriba acima dessus sopra ", 6, false },
    { "new_orders", ORDERS, " new nueva nuevas nova novas nouvelle* nuove "
      "nuova updated actualizada* atualizada* ", 2, true },
    { "disclose", DISCLOSE, SECRETS, 8, false },
    { "disclose", " your tus tu seu seus sua suas ton tes votre vos tuo tuoi "
      "tua tue su sus vuestra* vostr* ",
      " prompt prompts instruction* instruccion* instruc* consignes istruzioni "
      "directive* directrices diretrizes direttive ", 4, false },
    { "disclose", " system sistema systeme initial inicial* iniziale interno "
      "interne internal oculto oculta hidden cache cache nascost* ",
      " prompt prompts instruction* instruccion* instruc* consigne* istruzion* "
      "message mensaje mensagem messaggio ", 3, true },
    { "tool", CALLS, TOOLS, 5, false },
    { "role", BECOME, BEINGS, 3, false },
    { "role", " from desde partir a da ", " now ahora agora maintenant "
      "adesso desormais ", 3, false },
    { "role", " mode modo modalita ", " developer desarrollador debug god dan "
      "desenvolvedor developpeur sviluppatore administrador admin dios "
      "depuracion depuracao maintenance mantenimiento manutencao "
      "manutenzione sudo root ", 2, true },
};

/* "You are now a ...": what follows is a new part to play. */
static const char *const  roles[] = {
    "you are now a*", "you re now a*", "you are now dan", "eres ahora un*",
    "ahora eres un*", "agora voce e um*", "voce agora e um*",
    "voce e agora um*", "tu es maintenant un*", "vous etes maintenant un*",
    "maintenant tu es un*", "tu es desormais un*", "desormais tu es",
    "desormais vous etes", "ora sei un*", "adesso sei un*", "sei ora un*"
};

#define DATA \
    " data name names phone phones number numbers address addresses " \
    "email emails order orders details conversation conversations chats " \
    "datos nombre nombres telefono telefonos numeros direccion* correo* " \
    "pedido pedidos conversacion* dados nome nomes telefone endereco* " \
    "conversas donnees nom noms adresse adresses commande commandes " \
    "conversations dati nome nomi telefoni numeri indirizzo indirizzi ordine " \
    "ordini conversazioni "

/* Written together, whatever stands between the letters. */
static const char *const  squeezed[] = {
    "ignoreprevious", "ignoreall", "ignoreyour", "systemprompt",
    "promptdelsistema", "promptdosistema", "promptsysteme", "promptdisistema",
    "ignoralasinstrucciones", "ignoreasinstru", "ignorelesinstr",
    "ignorezlesinstr", "ignoraleistruzioni", "escalatetohuman",
    "transfertoagent", "schedulecallback", "lookupcustomer",
    "searchknowledge", "jailbreak", "endofsystem", "begininstructions",
    "toolcalls", "functioncall"
};

/* As it stands, lower case. */
static const char *const  marks[] = {
    "<|", "|>", "[inst]", "[/inst]", "<<sys", "</data", "<data", "<system",
    "</system", "###system", "### system", "[system]", "{\"role\"",
    "\"tool_calls\"", "<tool", "<function", "system:", "assistant:",
    "developer:", "sistema:", "asistente:", "systeme:", "assistente:"
};


static bool
rule_fits(const rule_t *r, const fold_t *text, unsigned i)
{
    unsigned  back = i > r->reach ? i - r->reach : 0;

    if (!wordlist_has(r->first, text, i)) {
        return false;
    }

    return wordlist_find(r->second, text, i + 1, i + r->reach + 1) >= 0
           || (r->both && wordlist_find(r->second, text, back, i) >= 0);
}


/* "the phones of all other customers": people, that they are others, and that
 * something of them is wanted. */

static bool
wants_others(const fold_t *text, unsigned i)
{
    unsigned  near = i > 4 ? i - 4 : 0, far = i > 10 ? i - 10 : 0;

    if (!wordlist_has(PEOPLE, text, i)
        || (wordlist_find(OTHERS, text, near, i) < 0
            && wordlist_find(OTHERS, text, i + 1, i + 3) < 0))
    {
        return false;
    }

    return wordlist_find(DISCLOSE, text, far, i + 10) >= 0
           || wordlist_find(DATA, text, far, i + 10) >= 0;
}


static const char *
rule_of_words(const fold_t *text)
{
    for (unsigned i = 0; i < text->n; i++) {
        for (size_t k = 0; k < sizeof(roles) / sizeof(roles[0]); k++) {
            if (wordlist_phrase(roles[k], text, i) > 0) {
                return "role";
            }
        }

        if (wants_others(text, i)) {
            return "others_data";
        }

        for (size_t k = 0; k < sizeof(rules) / sizeof(rules[0]); k++) {
            if (rule_fits(&rules[k], text, i)) {
                return rules[k].name;
            }
        }
    }

    return NULL;
}


/* Letters of the folded words without gaps. */

static bool
has_squeezed(const fold_t *text)
{
    char    all[FOLD_BYTES_MAX + 1];
    size_t  n = 0;

    for (unsigned i = 0; i < text->n; i++) {
        memcpy(all + n, fold_bytes(text, &text->word[i]), text->word[i].len);
        n += text->word[i].len;
    }

    all[n] = '\0';

    for (size_t k = 0; k < sizeof(squeezed) / sizeof(squeezed[0]); k++) {
        if (strstr(all, squeezed[k]) != NULL) {
            return true;
        }
    }

    return false;
}


static bool
has_mark(slice_t text)
{
    for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
        slice_t  mark = slice_str(marks[k]);

        if (data_is_in(mark, &text, 1)) {
            return true;
        }
    }

    return false;
}


const char *
inject_rule(slice_t text)
{
    fold_t       fold;
    const char  *rule;
    size_t       i = 0;
    slice_t      run;

    if (has_mark(text)) {
        return "mark";
    }

    if (data_next_opaque(text, &i, &run)) {
        return "encoded";
    }

    for (;;) {
        fold_text(text, &fold);
        rule = has_squeezed(&fold) ? "squeezed" : rule_of_words(&fold);

        if (rule != NULL || !fold.truncated || fold.n < 2) {
            return rule;
        }

        /* longer than a fold: on from its middle */

        uint32_t  on = fold.word[fold.n / 2].from;
        text = slice_make(text.data + on, text.len - on);
    }
}


/* U+200B..200F, 202A..202E, 2060..206F, FEFF, tags, C0 but \n and \t. */

static size_t
unseen_len(slice_t t, size_t i)
{
    const uint8_t  *p = t.data + i;
    size_t          left = t.len - i;

    if (p[0] < 0x20) {
        return p[0] != '\n' && p[0] != '\t';
    }

    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x80) {
        return (p[2] >= 0x8b && p[2] <= 0x8f) || (p[2] >= 0xaa && p[2] <= 0xae)
               ? 3 : 0;
    }

    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x81) {
        return p[2] >= 0xa0 && p[2] <= 0xaf ? 3 : 0;
    }

    if (left >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf) {
        return 3;
    }

    return left >= 4 && p[0] == 0xf3 && p[1] == 0xa0 ? 4 : 0;
}


slice_t
inject_visible(pool_t *pool, slice_t text)
{
    uint8_t  *out = pool_alloc(pool, text.len + 1);
    size_t    n = 0;

    for (size_t i = 0; out != NULL && i < text.len; ) {
        size_t  skip = unseen_len(text, i);

        if (skip == 0) {
            out[n++] = text.data[i++];
        }

        i += skip;
    }

    return slice_make(out, n);
}
