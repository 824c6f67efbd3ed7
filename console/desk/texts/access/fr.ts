/* access - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "keys.add": "Créer une clé",
    "keys.until": "Valable jusqu'au",
    "keys.never": "Vide : n'expire jamais",
    "keys.scopes": "Ce qu'elle peut faire",
    "keys.made": "La clé",
    "keys.once": "Copiez-la maintenant : elle n'est montrée qu'une fois.",
    "keys.lost": "Elle a été créée, mais son texte s'est perdu en route et n'est gardé nulle part : révoquez-la et créez-en une autre.",
    "keys.none": "Aucune clé",
    "keys.revoke": "Révoquer",
    "keys.revoked": "révoquée",
    "keys.expired": "expirée",
    "keys.used": "dernière utilisation",
    "keys.unused": "jamais utilisée",

    "usage.limits": "Limites",
    "usage.month": "Ce mois par jour",
    "usage.warn": "Avertir à partir de",
    "usage.none": "Vide : pas d'avertissement",
    "usage.messages": "Messages",
    "usage.calls": "Appels de modèles",
    "usage.tokens": "Tokens",
    "limit.messages_day": "Messages aujourd'hui",
    "limit.messages_month": "Messages ce mois",
    "limit.tokens_day": "Tokens aujourd'hui",
    "limit.tokens_month": "Tokens ce mois",
    "limit.media_bytes": "Fichiers",
    "limit.agents": "Agents",
    "limit.tasks": "Tâches à la fois",
    "level.ok": "ok",
    "level.soft": "au-dessus de l'alerte",
    "level.hard": "au-dessus de la limite",

    "audit.status": "Statut",
    "actor.agent": "Agent",
    "actor.key": "Clé d'API",
    "actor.cli": "Ligne de commande",
    "actor.nobody": "Personne",
};

export default fr;
