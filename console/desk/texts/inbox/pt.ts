/* inbox - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "inbox.views": "Partes da caixa de entrada",
    "inbox.choose": "Escolha uma conversa",
    "inbox.hint": "j e k percorrem a lista, ? mostra todas as teclas",
    "inbox.none_match": "Nada corresponde aos filtros",
    "view.pending": "Em espera",
    "view.mine": "Minhas",
    "view.team": "Equipa",
    "view.all": "Todas",
    "view.resolved": "Resolvidas",
    "empty.pending": "Ninguém está à espera",
    "empty.mine": "Não tem conversas",
    "empty.team": "A sua equipa não tem conversas",
    "empty.all": "Ainda não há conversas",
    "empty.resolved": "Ainda nada foi resolvido",

    "filter.title": "Filtros",
    "filter.search": "Procurar",
    "filter.clear": "Limpar filtros",
    "filter.sort": "Ordem",
    "filter.priority": "Prioridade",
    "filter.channel": "Canal",
    "filter.language": "Idioma",
    "filter.sentiment": "Humor",
    "sort.recent": "Mais recentes",
    "sort.waiting": "Há mais tempo à espera",
    "sort.priority": "Mais urgentes",
    "search.found": "Em todo o lado",
    "callbacks.none": "Ninguém pediu uma chamada",
    "callbacks.due": "pendente",
    "callbacks.soon": "o quanto antes",
    "callbacks.done": "Chamado",
    "callbacks.cancel": "Já não é preciso",
    "tickets.none": "Não há tickets assim",
    "tickets.outside": "de fora",
    "tickets.status": "Estado",
    "tickets.agent": "Com",
    "tickets.since": "Aberto",
    "tickets.waiting": "À espera de alguém",
    "tickets.mine": "Meus",
    "tickets.all": "Todos",
};

export default pt;
