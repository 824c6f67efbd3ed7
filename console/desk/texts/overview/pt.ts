/* overview - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "over.now": "Agora",
    "over.past": "O que aconteceu",
    "period.24h": "24 horas",
    "period.7d": "7 dias",
    "period.30d": "30 dias",

    "over.waiting": "Esperam por uma pessoa",
    "over.late": "Fora do prazo",
    "over.with": "Com agentes",
    "over.angry": "Irritados",
    "over.agents": "Agentes online",
    "over.room": "lugar para {n}",
    "over.rate": "Mensagens no último minuto",
    "over.calls": "{n} chamadas hoje",
    "over.failed": "{n} falharam",
    "over.in": "De clientes",
    "over.bot": "Do bot",
    "over.agent": "De agentes",
    "over.escalated": "Transferidas",
    "over.most": "máximo: {n}",
    "over.table": "Como tabela",
    "over.within": "metade em {half}, nove de dez em {most}",
    "over.assigned": "Atribuição, média",
    "over.first": "Primeira resposta, média",
    "over.resolution": "Resolução, média",
    "over.rating": "Avaliação, média",
    "over.ratings": "{n} avaliações",
    "over.nothing": "Nada aconteceu neste período.",
    "over.course": "Ao longo do tempo",
    "over.of.sentiment": "Humor",
    "over.of.language": "Idioma",
    "over.of.intent": "O que querem",
    "over.of.reason": "Por que uma pessoa",
    "over.of.channel": "Canal",
    "over.of.decision": "Bot ou pessoa",
    "over.of.ticket": "Tickets por prioridade",

    "over.ratings_one": "1 avaliação",
    "over.calls_one": "1 chamada hoje",
};

export default pt;
