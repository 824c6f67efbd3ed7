/* templates - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "templates.title": "Modèles",
    "templates.hint": "Ce que WhatsApp a approuvé et que les agents peuvent envoyer après 24 heures. À récupérer là-bas, ou à écrire ici comme là-bas.",
    "templates.fetch": "Récupérer de WhatsApp",
    "templates.fetched": "Récupéré de WhatsApp",
    "templates.counts": "{made} nouveaux, {changed} modifiés, {same} identiques, {gone} disparus.",
    "templates.left_out": "Ne peuvent pas être envoyés d'ici",
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
    "lack.name": "son nom",
    "lack.language": "sa langue",
    "lack.category": "sa catégorie",
    "lack.pending": "WhatsApp n'a pas encore décidé",
    "lack.body": "n'a pas de texte qui convienne",
    "lack.heading": "son titre a des blancs ou n'est pas du texte",
    "lack.footer": "sa dernière ligne est trop longue",
    "lack.button": "un bouton demande quelque chose de particulier",
    "lack.component": "a des parties inconnues ici",
    "lack.blanks": "ses blancs ne vont pas de {{1}} à {{20}}",
};

export default fr;
