/* overview - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "over.now": "Ahora",
    "over.past": "Lo que pasó",
    "period.24h": "24 horas",
    "period.7d": "7 días",
    "period.30d": "30 días",

    "over.waiting": "Esperan a una persona",
    "over.late": "Fuera de plazo",
    "over.with": "Con agentes",
    "over.angry": "Enfadados",
    "over.agents": "Agentes en línea",
    "over.room": "sitio para {n}",
    "over.rate": "Mensajes en el último minuto",
    "over.calls": "{n} llamadas hoy",
    "over.failed": "{n} fallidas",
    "over.in": "De clientes",
    "over.bot": "Del bot",
    "over.agent": "De agentes",
    "over.escalated": "Traspasadas",
    "over.most": "máximo: {n}",
    "over.table": "Como tabla",
    "over.within": "la mitad en {half}, nueve de diez en {most}",
    "over.assigned": "Asignación, media",
    "over.first": "Primera respuesta, media",
    "over.resolution": "Resolución, media",
    "over.rating": "Valoración, media",
    "over.ratings": "{n} valoraciones",
    "over.nothing": "No pasó nada en este tiempo.",
    "over.course": "En el tiempo",
    "over.of.sentiment": "Ánimo",
    "over.of.language": "Idioma",
    "over.of.intent": "Qué quieren",
    "over.of.reason": "Por qué una persona",
    "over.of.channel": "Canal",
    "over.of.decision": "Bot o persona",
    "over.of.ticket": "Tickets por prioridad",

    "over.ratings_one": "1 valoración",
    "over.calls_one": "1 llamada hoy",
};

export default es;
