/* voice - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "admin.voice": "Personalidad e instrucciones",
    "voice.persona": "Personalidad",
    "voice.prompts": "Instrucciones",
    "voice.prompt": "Instrucciones",
    "voice.hint": "Lo que se dice a un modelo antes que nada, en lugar del texto del programa. {tenant} se cambia por el nombre de la organización; previsualiza en vacío para partir del nuestro.",
    "voice.note": "Qué cambia, para los compañeros",
    "voice.preview": "Vista previa",
    "voice.default": "Volver al del programa",
    "voice.told": "Lo que se diría a un modelo",
    "voice.tokens": "unos {n} tokens",
    "voice.message": "Un mensaje de cliente, para ver qué se envía con él",
    "voice.user": "Enviado como del cliente",
    "voice.assistant": "Enviado como del bot",
    "voice.dropped": "Omitidos, porque dan órdenes: {n} fragmentos",
    "voice.versions": "Versiones",
    "voice.program": "El texto del programa",
    "voice.now": "en uso",
    "voice.again": "Volver a usar la versión {n}",
};

export default es;
