/* texts - what the page itself says, by language; the bot speaks for itself. */

const TEXTS = {
    en: { title: "Chat with us", write: "Write a message", send: "Send", online: "connected",
          offline: "reconnecting…", gap: "The connection was interrupted; something may be missing above.",
          failed: "Not sent. Try again" },
    es: { title: "Chatea con nosotros", write: "Escribe un mensaje", send: "Enviar", online: "conectado",
          offline: "reconectando…", gap: "La conexión se interrumpió; puede faltar algo más arriba.",
          failed: "No enviado. Reintentar" },
    pt: { title: "Fale conosco", write: "Escreva uma mensagem", send: "Enviar", online: "conectado",
          offline: "reconectando…", gap: "A conexão foi interrompida; pode faltar algo acima.",
          failed: "Não enviada. Tentar de novo" },
    fr: { title: "Discutez avec nous", write: "Écrivez un message", send: "Envoyer", online: "connecté",
          offline: "reconnexion…", gap: "La connexion a été interrompue ; il manque peut-être un message.",
          failed: "Non envoyé. Réessayer" },
    it: { title: "Chatta con noi", write: "Scrivi un messaggio", send: "Invia", online: "connesso",
          offline: "riconnessione…", gap: "La connessione si è interrotta; qui sopra potrebbe mancare qualcosa.",
          failed: "Non inviato. Riprova" },
};

const wanted = (navigator.languages ?? [navigator.language])
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag in TEXTS);

export const language = wanted ?? "en";
export const texts = TEXTS[language];
