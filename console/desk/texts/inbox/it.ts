/* inbox - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "inbox.views": "Parti della posta",
    "inbox.choose": "Scegli una conversazione",
    "inbox.hint": "j e k scorrono l’elenco, ? mostra tutti i tasti",
    "inbox.none_match": "Niente corrisponde ai filtri",
    "view.pending": "In attesa",
    "view.mine": "Mie",
    "view.team": "Squadra",
    "view.all": "Tutte",
    "view.resolved": "Risolte",
    "empty.pending": "Nessuno attende",
    "empty.mine": "Non hai conversazioni",
    "empty.team": "La tua squadra non ha conversazioni",
    "empty.all": "Non ci sono ancora conversazioni",
    "empty.resolved": "Niente è stato ancora risolto",

    "filter.title": "Filtri",
    "filter.search": "Cerca",
    "filter.clear": "Togli i filtri",
    "filter.sort": "Ordine",
    "filter.priority": "Priorità",
    "filter.channel": "Canale",
    "filter.language": "Lingua",
    "filter.sentiment": "Umore",
    "sort.recent": "Più recenti",
    "sort.waiting": "In attesa da più tempo",
    "sort.priority": "Più urgenti",
    "search.found": "Ovunque",
    "callbacks.none": "Nessuno chiede di essere richiamato",
    "callbacks.due": "da fare",
    "callbacks.soon": "appena possibile",
    "callbacks.done": "Richiamato",
    "callbacks.cancel": "Non serve più",
    "tickets.none": "Nessun ticket di questo tipo",
    "tickets.outside": "dall'esterno",
    "tickets.status": "Stato",
    "tickets.agent": "Assegnato a",
    "tickets.since": "Aperto",
    "tickets.waiting": "In attesa di qualcuno",
    "tickets.mine": "Miei",
    "tickets.all": "Tutti",
};

export default it;
