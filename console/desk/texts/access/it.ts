/* access - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "keys.add": "Crea una chiave",
    "keys.until": "Valida fino al",
    "keys.never": "Vuoto: non scade",
    "keys.scopes": "Cosa può fare",
    "keys.made": "La chiave",
    "keys.once": "Copiala ora: viene mostrata solo questa volta.",
    "keys.lost": "È stata creata, ma il testo si è perso per strada e non è conservato: revocala e creane un'altra.",
    "keys.none": "Nessuna chiave",
    "keys.revoke": "Revoca",
    "keys.revoked": "revocata",
    "keys.expired": "scaduta",
    "keys.used": "ultimo uso",
    "keys.unused": "mai usata",

    "usage.limits": "Limiti",
    "usage.month": "Questo mese per giorno",
    "usage.warn": "Avvisa da",
    "usage.none": "Vuoto: nessun avviso",
    "usage.messages": "Messaggi",
    "usage.calls": "Chiamate ai modelli",
    "usage.tokens": "Token",
    "limit.messages_day": "Messaggi oggi",
    "limit.messages_month": "Messaggi questo mese",
    "limit.tokens_day": "Token oggi",
    "limit.tokens_month": "Token questo mese",
    "limit.media_bytes": "File",
    "limit.agents": "Agenti",
    "limit.tasks": "Attività contemporanee",
    "level.ok": "ok",
    "level.soft": "sopra l'avviso",
    "level.hard": "sopra il limite",

    "audit.status": "Stato",
    "actor.agent": "Agente",
    "actor.key": "Chiave API",
    "actor.cli": "Riga di comando",
    "actor.nobody": "Nessuno",
};

export default it;
