/* people - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "canned.title": "Respostas prontas",
    "canned.none": "Nenhuma resposta pronta serve.",

    "agents.add": "Adicionar agente",
    "agents.role": "Função",
    "agents.capacity": "Conversas ao mesmo tempo",
    "agents.languages": "Idiomas",
    "agents.specialties": "Especialidades",
    "agents.password": "Pelo menos 10 caracteres. Sem ela não pode entrar.",
    "agents.keep": "Vazio: como estava",
    "agents.load": "{n} de {most}",
    "teams.add": "Adicionar equipe",
    "teams.none": "Ainda não há equipes.",
    "teams.members": "{n} agentes",

    "canned.add": "Adicionar resposta",
    "canned.shortcut": "Atalho",
    "canned.letters": "a-z, 0-9, - e _",
    "canned.variables": "Preenchidas ao enviar: {names}",
    "canned.personal": "Só para mim",
    "canned.mine": "minha",

    "teams.members_one": "1 agente",
};

export default pt;
