/* templates - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "templates.title": "Plantillas",
    "templates.hint": "Lo que WhatsApp ha aprobado y los agentes pueden enviar pasadas las 24 horas. Tráelo de allí o escríbelo aquí igual que allí.",
    "templates.fetch": "Traer de WhatsApp",
    "templates.fetched": "Traído de WhatsApp",
    "templates.counts": "{made} nuevas, {changed} cambiadas, {same} iguales, {gone} que ya no están.",
    "templates.left_out": "No se pueden enviar desde aquí",
    "templates.add": "Añadir plantilla",
    "templates.none": "No hay plantillas",
    "templates.name": "como en WhatsApp: a-z, 0-9, _",
    "templates.category": "Categoría",
    "templates.category.utility": "utilidad",
    "templates.category.marketing": "marketing",
    "templates.category.authentication": "autenticación",
    "templates.status": "Estado en WhatsApp",
    "templates.status.approved": "aprobada",
    "templates.status.paused": "en pausa",
    "templates.status.rejected": "rechazada",
    "templates.header": "Encabezado",
    "templates.footer": "Pie",
    "templates.blanks": "{n} huecos",
    "templates.blanks_one": "1 hueco",
    "templates.look": "Cómo se ve",
    "templates.known": "según consta desde",
    "lack.name": "su nombre",
    "lack.language": "su idioma",
    "lack.category": "su categoría",
    "lack.pending": "WhatsApp aún no ha decidido",
    "lack.body": "no tiene un texto que sirva",
    "lack.heading": "su título tiene huecos o no es texto",
    "lack.footer": "su última línea es demasiado larga",
    "lack.button": "un botón necesita algo propio",
    "lack.component": "tiene partes que aquí no se conocen",
    "lack.blanks": "sus huecos no son {{1}} a {{20}}",
};

export default es;
