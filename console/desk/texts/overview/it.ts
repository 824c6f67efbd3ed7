/* overview - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "over.now": "Adesso",
    "over.past": "Cosa è successo",
    "period.24h": "24 ore",
    "period.7d": "7 giorni",
    "period.30d": "30 giorni",

    "over.waiting": "In attesa di una persona",
    "over.late": "In ritardo",
    "over.with": "Con agenti",
    "over.angry": "Arrabbiati",
    "over.agents": "Agenti online",
    "over.room": "posto per {n}",
    "over.rate": "Messaggi nell'ultimo minuto",
    "over.calls": "{n} chiamate oggi",
    "over.failed": "{n} fallite",
    "over.in": "Dai clienti",
    "over.bot": "Dal bot",
    "over.agent": "Dagli agenti",
    "over.escalated": "Passate",
    "over.most": "massimo: {n}",
    "over.table": "Come tabella",
    "over.within": "metà entro {half}, nove su dieci entro {most}",
    "over.assigned": "Assegnazione, media",
    "over.first": "Prima risposta, media",
    "over.resolution": "Risoluzione, media",
    "over.rating": "Valutazione, media",
    "over.ratings": "{n} valutazioni",
    "over.nothing": "Non è successo nulla in questo periodo.",
    "over.course": "Nel tempo",
    "over.of.sentiment": "Umore",
    "over.of.language": "Lingua",
    "over.of.intent": "Cosa vogliono",
    "over.of.reason": "Perché una persona",
    "over.of.channel": "Canale",
    "over.of.decision": "Bot o persona",
    "over.of.ticket": "Ticket per priorità",

    "over.ratings_one": "1 valutazione",
    "over.calls_one": "1 chiamata oggi",
};

export default it;
