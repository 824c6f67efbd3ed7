/* inbox - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "inbox.views": "Parties de la boîte",
    "inbox.choose": "Choisissez une conversation",
    "inbox.hint": "j et k parcourent la liste, ? montre toutes les touches",
    "inbox.none_match": "Rien ne correspond aux filtres",
    "view.pending": "En attente",
    "view.mine": "À moi",
    "view.team": "Équipe",
    "view.all": "Toutes",
    "view.resolved": "Résolues",
    "empty.pending": "Personne n’attend",
    "empty.mine": "Vous n’avez pas de conversation",
    "empty.team": "Votre équipe n’a pas de conversation",
    "empty.all": "Il n’y a pas encore de conversation",
    "empty.resolved": "Rien n’a encore été résolu",

    "filter.title": "Filtres",
    "filter.search": "Chercher",
    "filter.clear": "Retirer les filtres",
    "filter.sort": "Ordre",
    "filter.priority": "Priorité",
    "filter.channel": "Canal",
    "filter.language": "Langue",
    "filter.sentiment": "Humeur",
    "sort.recent": "Plus récentes",
    "sort.waiting": "Attente la plus longue",
    "sort.priority": "Plus urgentes",
    "search.found": "Partout",
    "callbacks.none": "Personne ne demande à être rappelé",
    "callbacks.due": "à faire",
    "callbacks.soon": "dès que possible",
    "callbacks.done": "Rappelé",
    "callbacks.cancel": "Plus nécessaire",
    "tickets.none": "Aucun ticket de ce genre",
    "tickets.outside": "de l'extérieur",
    "tickets.status": "État",
    "tickets.agent": "Chez",
    "tickets.since": "Ouvert",
    "tickets.waiting": "En attente de quelqu'un",
    "tickets.mine": "Les miens",
    "tickets.all": "Tous",
};

export default fr;
