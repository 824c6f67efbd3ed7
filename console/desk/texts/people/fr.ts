/* people - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "canned.title": "Réponses prêtes",
    "canned.none": "Aucune réponse prête ne convient.",

    "agents.add": "Ajouter un agent",
    "agents.role": "Rôle",
    "agents.capacity": "Conversations à la fois",
    "agents.languages": "Langues",
    "agents.specialties": "Spécialités",
    "agents.password": "Au moins 10 caractères. Sans lui, pas de connexion.",
    "agents.keep": "Vide : inchangé",
    "agents.load": "{n} sur {most}",
    "teams.add": "Ajouter une équipe",
    "teams.none": "Il n'y a pas encore d'équipe.",
    "teams.members": "{n} agents",

    "canned.add": "Ajouter une réponse",
    "canned.shortcut": "Raccourci",
    "canned.letters": "a-z, 0-9, - et _",
    "canned.variables": "Remplies à l'envoi : {names}",
    "canned.personal": "Seulement pour moi",
    "canned.mine": "à moi",

    "teams.members_one": "1 agent",
};

export default fr;
