/* channels - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "admin.channels": "Canali",
    "channels.add": "Aggiungi un account",
    "channels.none": "Non ci sono ancora canali",
    "channels.off": "disattivato",
    "channels.setup": "Configura e prova",
    "channels.account.whatsapp": "Id del numero di telefono",
    "channels.account.page": "Id della pagina o dell'account",
    "channels.account.twilio": "Il nostro indirizzo (+1555… o whatsapp:+1555…)",
    "channels.endpoint": "Nome nell'URL",
    "channels.endpoint.hint": "Vuoto: quello dell'account",
    "channels.app_secret": "Segreto dell'app",
    "channels.auth_token": "Auth token",
    "channels.token": "Token di accesso",
    "channels.sid": "Account SID (AC…)",
    "channels.hidden": "Conservato sigillato, mai più mostrato",
    "channels.made": "L'account è creato",
    "channels.once": "Copialo ora: si vede solo questa volta.",
    "channels.url": "URL di callback",
    "channels.verify": "Token di verifica",
    "channels.secret": "Segreto di firma",
    "channels.seen": "visto",
    "channels.waits": "non ancora",
    "channels.good": "bene",
    "channels.bad": "errore",
    "channels.result": "Esito della prova",
    "channels.test": "Prova questo webhook",
    "channels.register": "Registra presso il fornitore",
    "channels.app_id": "Id dell'app",
    "channels.waba": "Id dell'account WhatsApp Business",

    "channels.step.app": "URL e segreto",
    "channels.step.app.how": "Crea un'app presso il fornitore e aggiungi l'account con il suo segreto.",
    "channels.step.token": "Token di accesso",
    "channels.step.token.how": "Incolla un token senza scadenza: aggiungi di nuovo l'account con esso.",
    "channels.step.verified": "Il fornitore ha verificato l'URL",
    "channels.step.verified.how": "Registra, o inserisci URL e token nelle impostazioni dell'app.",
    "channels.step.webhook": "È arrivato un webhook firmato",
    "channels.step.webhook.how": "Scrivi un messaggio a questo account.",
    "channels.step.sent": "Una risposta è stata accettata",
    "channels.step.sent.how": "Il fornitore non ha ancora accettato nulla.",
};

export default it;
