/* templates - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "templates.title": "Modèles",
    "templates.hint": "Ce que WhatsApp a approuvé et que les agents peuvent envoyer après 24 heures. Son état y est noté à la main.",
    "templates.add": "Ajouter un modèle",
    "templates.none": "Il n’y a pas de modèles",
    "templates.name": "comme chez WhatsApp : a-z, 0-9, _",
    "templates.category": "Catégorie",
    "templates.category.utility": "utilitaire",
    "templates.category.marketing": "marketing",
    "templates.category.authentication": "authentification",
    "templates.status": "État chez WhatsApp",
    "templates.status.approved": "approuvé",
    "templates.status.paused": "suspendu",
    "templates.status.rejected": "refusé",
    "templates.header": "En-tête",
    "templates.footer": "Pied",
    "templates.blanks": "{n} champs",
    "templates.blanks_one": "1 champ",
    "templates.look": "Aperçu",
    "templates.known": "tel que connu depuis",
};

export default fr;
