/* channels - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "admin.channels": "Canaux",
    "channels.add": "Ajouter un compte",
    "channels.none": "Il n'y a pas encore de canal",
    "channels.off": "désactivé",
    "channels.setup": "Configurer et tester",
    "channels.account.whatsapp": "Identifiant du numéro",
    "channels.account.page": "Identifiant de la page ou du compte",
    "channels.account.twilio": "Notre adresse (+1555… ou whatsapp:+1555…)",
    "channels.endpoint": "Nom dans l'URL",
    "channels.endpoint.hint": "Vide : celui du compte",
    "channels.app_secret": "Secret de l'application",
    "channels.auth_token": "Auth token",
    "channels.token": "Jeton d'accès",
    "channels.sid": "Account SID (AC…)",
    "channels.hidden": "Conservé scellé, plus jamais affiché",
    "channels.made": "Le compte est créé",
    "channels.once": "Copiez-le maintenant : il ne sera plus affiché.",
    "channels.url": "URL de rappel",
    "channels.verify": "Jeton de vérification",
    "channels.secret": "Secret de signature",
    "channels.seen": "vu",
    "channels.waits": "pas encore",
    "channels.good": "bien",
    "channels.bad": "erreur",
    "channels.result": "Résultat du test",
    "channels.test": "Tester ce webhook",
    "channels.register": "Déclarer chez le fournisseur",
    "channels.app_id": "Identifiant de l'application",
    "channels.waba": "Identifiant du compte WhatsApp Business",

    "channels.step.app": "URL et secret",
    "channels.step.app.how": "Créez une application chez le fournisseur et ajoutez le compte avec son secret.",
    "channels.step.token": "Jeton d'accès",
    "channels.step.token.how": "Collez un jeton sans expiration : ajoutez le compte à nouveau avec lui.",
    "channels.step.verified": "Le fournisseur a vérifié l'URL",
    "channels.step.verified.how": "Déclarez, ou saisissez URL et jeton dans les réglages de l'application.",
    "channels.step.webhook": "Un webhook signé est arrivé",
    "channels.step.webhook.how": "Écrivez un message à ce compte.",
    "channels.step.sent": "Une réponse a été acceptée",
    "channels.step.sent.how": "Le fournisseur n'a encore rien accepté.",
};

export default fr;
