/* company - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "hours.title": "Horaires d'ouverture",
    "hours.zone": "Fuseau horaire",
    "hours.always": "Toujours ouvert",
    "hours.week": "Ouvert",
    "hours.form": "09:00-14:00, 16:00-20:00 ; vide : fermé",
    "hours.holidays": "Jours fériés",
    "hours.open": "ouvert maintenant",
    "hours.shut": "fermé maintenant",
    "hours.opens": "ouvre",
    "brand.title": "Marque",
    "brand.logo": "Logo",
    "brand.picture": "PNG, JPEG ou WebP, 48 Ko au plus",
    "brand.bare": "Sans logo",
    "brand.contrast": "Le texte sur le fond a un contraste de {n} : il faut au moins 4,5.",
    "brand.colours": "Couleurs",
    "brand.primary": "Principale",
    "brand.accent": "Liens et marques",
    "brand.background": "Fond de la barre",
    "brand.text": "Texte de la barre",
    "brand.pair": "Un texte de la barre a besoin de son fond.",
    "flag.title": "Ce que fait le bot",
    "flag.human_handoff": "Passe des conversations à des personnes",
    "flag.human_handoff.hint": "désactivé : il dit qu'il ne peut que répondre à des questions",
    "flag.sentiment_analysis": "Lit l'humeur des messages",
    "flag.sentiment_analysis.hint": "désactivé : chacun est neutre",
    "flag.response_cache": "Redonne une réponse sans la chercher à nouveau",
    "flag.response_cache.hint": "désactivé : chacune est cherchée à nouveau",
    "tenants.title": "Organisations",
    "tenants.add": "Ajouter une organisation",
    "tenants.slug": "Nom court",
    "tenants.form": "a-z, 0-9, - et _ : il sert à se connecter et ne change pas",
    "tenants.language": "Langue",
    "tenants.next": "Personne ne peut encore se connecter. Son premier administrateur se crée sur la machine :",
    "tenants.limits": "Ce qu'elle peut utiliser. Vide : sans limite. Un maximum est imposé par le programme, quoi qu'il arrive.",
    "tenants.used": "{n} utilisés",
    "tenants.most": "Au plus",
};

export default fr;
