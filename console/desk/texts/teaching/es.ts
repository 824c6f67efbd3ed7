/* teaching - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "rules.escalates": "Lo tomaría una persona",
    "rules.stays": "Seguiría con el bot",
    "rules.reply": "El bot diría",
    "rules.why": "Por qué",
    "rules.held": "Reglas",
    "rules.scene": "Qué miraron",
    "rules.evidence": "Pruebas",
    "rules.preview": "Pega un mensaje y mira qué pasa",
    "rules.message": "El mensaje del cliente",
    "rules.before": "Lo que dijo antes",
    "rules.lines": "Un mensaje por línea",
    "rules.guess": "Según lo entienda el bot",
    "rules.try": "Probar",
    "rules.stored": "Reglas en JSON",
    "rules.hint": "Vacío: las del programa. La prueba usa lo que hay aquí, guardado o no.",
    "rules.json": "No es un objeto JSON.",

    "kb.add": "Añadir documento",
    "kb.none": "Aún no hay respuestas",
    "kb.question": "Pregunta",
    "kb.answer": "Respuesta",
    "kb.more": "Añadir pregunta",
    "kb.imported": "Importado como texto: vuelve a importar el archivo para cambiarlo.",
    "kb.try": "¿Qué encontraría el bot?",
    "kb.words": "Palabras de un cliente",
    "kb.would": "El bot respondería",
    "kb.wouldnt": "Se pediría una persona",
    "kb.sure": "Está seguro de la primera al {n} %; responde a partir del {from} %.",
    "kb.unsure": "Lo seguro que está el bot se sabrá cuando funcione un worker.",
    "kb.meaning": "Esto se encuentra por palabras. El bot busca también por el sentido y puede encontrar más: la prueba de las reglas lo hace todo.",
    "kb.score": "puntuación {n}",
    "kb.answers": "{n} respuestas",

    "letters.empty": "No contiene texto.",
    "letters.request": "Petición",
    "letters.replayed": "Reenviado: se procesa otra vez.",
    "letters.hint": "Aquí queda lo que no se pudo procesar. Reenvíalo cuando la causa haya desaparecido.",
    "letters.none": "No hay mensajes fallidos",
    "letters.was": "reenviado",
    "letters.replay": "Reenviar",

    "kb.answers_one": "1 respuesta",
};

export default es;
