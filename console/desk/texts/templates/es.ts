/* templates - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "templates.title": "Plantillas",
    "templates.hint": "Lo que WhatsApp ha aprobado y los agentes pueden enviar tras 24 horas. Su estado allí se anota aquí a mano.",
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
};

export default es;
