/* overview - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "over.now": "Maintenant",
    "over.past": "Ce qui s'est passé",
    "period.24h": "24 heures",
    "period.7d": "7 jours",
    "period.30d": "30 jours",

    "over.waiting": "Attendent une personne",
    "over.late": "En retard",
    "over.with": "Avec des agents",
    "over.angry": "En colère",
    "over.agents": "Agents en ligne",
    "over.room": "place pour {n}",
    "over.rate": "Messages de la dernière minute",
    "over.calls": "{n} appels aujourd'hui",
    "over.failed": "{n} en échec",
    "over.in": "Des clients",
    "over.bot": "Du bot",
    "over.agent": "Des agents",
    "over.escalated": "Transférées",
    "over.most": "maximum : {n}",
    "over.table": "En tableau",
    "over.within": "la moitié en {half}, neuf sur dix en {most}",
    "over.assigned": "Attribution, moyenne",
    "over.first": "Première réponse, moyenne",
    "over.resolution": "Résolution, moyenne",
    "over.rating": "Note moyenne",
    "over.ratings": "{n} notes",
    "over.nothing": "Rien ne s'est passé pendant cette période.",
    "over.course": "Au fil du temps",
    "over.of.sentiment": "Humeur",
    "over.of.language": "Langue",
    "over.of.intent": "Ce qu'ils veulent",
    "over.of.reason": "Pourquoi une personne",
    "over.of.channel": "Canal",
    "over.of.decision": "Bot ou personne",
    "over.of.ticket": "Tickets par priorité",

    "over.ratings_one": "1 note",
    "over.calls_one": "1 appel aujourd'hui",
};

export default fr;
