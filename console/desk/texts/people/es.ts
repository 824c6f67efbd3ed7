/* people - español. */

import type en from "./en";

const es: Record<keyof typeof en, string> = {
    "canned.title": "Respuestas guardadas",
    "canned.none": "Ninguna respuesta guardada encaja.",

    "agents.add": "Añadir agente",
    "agents.role": "Función",
    "agents.capacity": "Conversaciones a la vez",
    "agents.languages": "Idiomas",
    "agents.specialties": "Especialidades",
    "agents.password": "Al menos 10 caracteres. Sin ella no puede entrar.",
    "agents.keep": "Vacío: como estaba",
    "agents.load": "{n} de {most}",
    "teams.add": "Añadir equipo",
    "teams.none": "Aún no hay equipos.",
    "teams.members": "{n} agentes",

    "canned.add": "Añadir respuesta",
    "canned.shortcut": "Atajo",
    "canned.letters": "a-z, 0-9, - y _",
    "canned.variables": "Se rellenan al enviar: {names}",
    "canned.personal": "Solo para mí",
    "canned.mine": "mía",

    "teams.members_one": "1 agente",
};

export default es;
