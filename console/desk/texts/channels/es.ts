/* channels - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "admin.channels": "Canales",
    "channels.add": "Añadir una cuenta",
    "channels.none": "Todavía no hay canales",
    "channels.off": "desconectada",
    "channels.setup": "Configurar y probar",
    "channels.account.whatsapp": "Id del número de teléfono",
    "channels.account.page": "Id de la página o cuenta",
    "channels.account.twilio": "Nuestra dirección (+1555… o whatsapp:+1555…)",
    "channels.endpoint": "Nombre en la URL",
    "channels.endpoint.hint": "Vacío: el de la cuenta",
    "channels.app_secret": "Secreto de la aplicación",
    "channels.auth_token": "Auth token",
    "channels.token": "Token de acceso",
    "channels.sid": "Account SID (AC…)",
    "channels.hidden": "Se guarda sellado y no se vuelve a mostrar",
    "channels.made": "La cuenta está creada",
    "channels.once": "Cópialo ahora: solo se muestra esta vez.",
    "channels.url": "URL de devolución",
    "channels.verify": "Token de verificación",
    "channels.secret": "Secreto de firma",
    "channels.seen": "visto",
    "channels.waits": "aún no",
    "channels.good": "bien",
    "channels.bad": "mal",
    "channels.result": "Resultado de la prueba",
    "channels.test": "Probar este webhook",
    "channels.register": "Registrar en el proveedor",
    "channels.app_id": "Id de la aplicación",
    "channels.waba": "Id de la cuenta de WhatsApp Business",

    "channels.step.app": "URL y secreto",
    "channels.step.app.how": "Crea una aplicación en el proveedor y añade la cuenta con su secreto.",
    "channels.step.token": "Token de acceso",
    "channels.step.token.how": "Pega un token que no caduque: añade otra vez la cuenta con él.",
    "channels.step.verified": "El proveedor ha verificado la URL",
    "channels.step.verified.how": "Regístralo o escribe URL y token en los ajustes de la aplicación.",
    "channels.step.webhook": "Ha llegado un webhook firmado",
    "channels.step.webhook.how": "Escribe un mensaje a esta cuenta.",
    "channels.step.sent": "Una respuesta fue aceptada",
    "channels.step.sent.how": "El proveedor aún no ha aceptado nada.",
};

export default es;
