/* inbox - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "inbox.views": "Partes de la bandeja",
    "inbox.choose": "Elige una conversación",
    "inbox.hint": "j y k recorren la lista, ? muestra todas las teclas",
    "inbox.none_match": "Nada coincide con los filtros",
    "view.pending": "En espera",
    "view.mine": "Mías",
    "view.team": "Equipo",
    "view.all": "Todas",
    "view.resolved": "Resueltas",
    "empty.pending": "Nadie está esperando",
    "empty.mine": "No tienes conversaciones",
    "empty.team": "Tu equipo no tiene conversaciones",
    "empty.all": "Todavía no hay conversaciones",
    "empty.resolved": "Todavía no se ha resuelto nada",

    "filter.title": "Filtros",
    "filter.search": "Buscar",
    "filter.clear": "Quitar filtros",
    "filter.sort": "Orden",
    "filter.priority": "Prioridad",
    "filter.channel": "Canal",
    "filter.language": "Idioma",
    "filter.sentiment": "Ánimo",
    "sort.recent": "Más recientes",
    "sort.waiting": "Más tiempo en espera",
    "sort.priority": "Más urgentes",
    "search.found": "En todas partes",
    "callbacks.none": "Nadie pide que le llamen",
    "callbacks.due": "pendiente",
    "callbacks.soon": "lo antes posible",
    "callbacks.done": "Llamado",
    "callbacks.cancel": "Ya no hace falta",
    "tickets.none": "No hay tickets así",
    "tickets.outside": "de fuera",
    "tickets.status": "Estado",
    "tickets.agent": "Lo lleva",
    "tickets.since": "Abierto",
    "tickets.waiting": "Esperan a alguien",
    "tickets.mine": "Míos",
    "tickets.all": "Todos",
};

export default es;
