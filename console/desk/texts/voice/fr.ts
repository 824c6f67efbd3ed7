/* voice - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "admin.voice": "Personnalité et consignes",
    "voice.persona": "Personnalité",
    "voice.prompts": "Consignes",
    "voice.prompt": "Consigne",
    "voice.hint": "Ce qui est dit au modèle avant tout, à la place du texte du programme. {tenant} devient le nom de l'organisation ; un aperçu à vide donne notre texte comme base.",
    "voice.note": "Ce qui change, pour les collègues",
    "voice.preview": "Aperçu",
    "voice.default": "Revenir à celle du programme",
    "voice.told": "Ce qui serait dit au modèle",
    "voice.tokens": "environ {n} jetons",
    "voice.message": "Un message de client, pour voir ce qui est envoyé avec",
    "voice.user": "Envoyé comme du client",
    "voice.assistant": "Envoyé comme du bot",
    "voice.dropped": "Omis, car ils donnent des ordres : {n} extraits",
    "voice.versions": "Versions",
    "voice.program": "Le texte du programme",
    "voice.now": "utilisée",
    "voice.again": "Reprendre la version {n}",
};

export default fr;
