/* access - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "keys.add": "Crear clave",
    "keys.until": "Válida hasta",
    "keys.never": "Vacío: no caduca",
    "keys.scopes": "Qué puede hacer",
    "keys.made": "La clave",
    "keys.once": "Cópiala ahora: solo se muestra esta vez.",
    "keys.lost": "Se ha creado, pero su texto se perdió por el camino y no se guarda: revócala y crea otra.",
    "keys.none": "No hay claves",
    "keys.revoke": "Revocar",
    "keys.revoked": "revocada",
    "keys.expired": "caducada",
    "keys.used": "último uso",
    "keys.unused": "nunca usada",

    "usage.limits": "Límites",
    "usage.month": "Este mes por día",
    "usage.warn": "Avisar a partir de",
    "usage.none": "Vacío: sin aviso",
    "usage.messages": "Mensajes",
    "usage.calls": "Llamadas a modelos",
    "usage.tokens": "Tokens",
    "limit.messages_day": "Mensajes hoy",
    "limit.messages_month": "Mensajes este mes",
    "limit.tokens_day": "Tokens hoy",
    "limit.tokens_month": "Tokens este mes",
    "limit.media_bytes": "Archivos",
    "limit.agents": "Agentes",
    "limit.tasks": "Tareas a la vez",
    "level.ok": "bien",
    "level.soft": "sobre el aviso",
    "level.hard": "sobre el límite",

    "audit.status": "Estado",
    "actor.agent": "Agente",
    "actor.key": "Clave de API",
    "actor.cli": "Línea de comandos",
    "actor.nobody": "Nadie",
};

export default es;
