/* company - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "hours.title": "Horario de atención",
    "hours.zone": "Zona horaria",
    "hours.always": "Siempre abierto",
    "hours.week": "Abierto",
    "hours.form": "09:00-14:00, 16:00-20:00; vacío: cerrado",
    "hours.holidays": "Festivos",
    "hours.open": "abierto ahora",
    "hours.shut": "cerrado ahora",
    "hours.opens": "abre",
    "brand.title": "Marca",
    "brand.logo": "Logotipo",
    "brand.picture": "PNG, JPEG o WebP, 48 KB como máximo",
    "brand.bare": "Sin logotipo",
    "brand.contrast": "El texto sobre el fondo tiene un contraste de {n}: hace falta 4,5 o más.",
    "brand.colours": "Colores",
    "brand.primary": "Principal",
    "brand.accent": "Enlaces y marcas",
    "brand.background": "Fondo de la barra",
    "brand.text": "Texto de la barra",
    "brand.pair": "Un texto de la barra necesita su fondo.",
    "flag.title": "Qué hace el bot",
    "flag.human_handoff": "Pasa conversaciones a personas",
    "flag.human_handoff.hint": "apagado: dice que solo puede responder preguntas",
    "flag.sentiment_analysis": "Lee el ánimo de los mensajes",
    "flag.sentiment_analysis.hint": "apagado: cada uno es neutral",
    "flag.response_cache": "Repite una respuesta sin buscarla de nuevo",
    "flag.response_cache.hint": "apagado: cada una se busca de nuevo",
    "tenants.title": "Organizaciones",
    "tenants.add": "Añadir organización",
    "tenants.slug": "Nombre corto",
    "tenants.form": "a-z, 0-9, - y _: con él se entra; no cambia",
    "tenants.language": "Idioma",
    "tenants.next": "Todavía no puede entrar nadie. Su primer administrador se crea en la máquina:",
    "tenants.limits": "Lo que puede usar. Vacío: sin límite. Un máximo lo hace cumplir el programa, pase lo que pase.",
    "tenants.used": "{n} usados",
    "tenants.most": "Como máximo",
};

export default es;
