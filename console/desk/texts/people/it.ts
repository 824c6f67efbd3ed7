/* people - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "canned.title": "Risposte pronte",
    "canned.none": "Nessuna risposta pronta va bene.",

    "agents.add": "Aggiungi un agente",
    "agents.role": "Ruolo",
    "agents.capacity": "Conversazioni contemporanee",
    "agents.languages": "Lingue",
    "agents.specialties": "Specialità",
    "agents.password": "Almeno 10 caratteri. Senza non può accedere.",
    "agents.keep": "Vuoto: come prima",
    "agents.load": "{n} di {most}",
    "teams.add": "Aggiungi un team",
    "teams.none": "Non ci sono ancora team.",
    "teams.members": "{n} agenti",

    "canned.add": "Aggiungi una risposta",
    "canned.shortcut": "Scorciatoia",
    "canned.letters": "a-z, 0-9, - e _",
    "canned.variables": "Compilate all'invio: {names}",
    "canned.personal": "Solo per me",
    "canned.mine": "mia",

    "teams.members_one": "1 agente",
};

export default it;
