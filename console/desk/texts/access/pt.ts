/* access - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "keys.add": "Criar chave",
    "keys.until": "Válida até",
    "keys.never": "Vazio: não expira",
    "keys.scopes": "O que pode fazer",
    "keys.made": "A chave",
    "keys.once": "Copie agora: só é mostrada desta vez.",
    "keys.lost": "Foi criada, mas o texto perdeu-se no caminho e não é guardado: revogue-a e crie outra.",
    "keys.none": "Não há chaves",
    "keys.revoke": "Revogar",
    "keys.revoked": "revogada",
    "keys.expired": "expirada",
    "keys.used": "último uso",
    "keys.unused": "nunca usada",

    "usage.limits": "Limites",
    "usage.month": "Este mês por dia",
    "usage.warn": "Avisar a partir de",
    "usage.none": "Vazio: sem aviso",
    "usage.messages": "Mensagens",
    "usage.calls": "Chamadas a modelos",
    "usage.tokens": "Tokens",
    "limit.messages_day": "Mensagens hoje",
    "limit.messages_month": "Mensagens este mês",
    "limit.tokens_day": "Tokens hoje",
    "limit.tokens_month": "Tokens este mês",
    "limit.media_bytes": "Arquivos",
    "limit.agents": "Agentes",
    "limit.tasks": "Tarefas ao mesmo tempo",
    "level.ok": "ok",
    "level.soft": "acima do aviso",
    "level.hard": "acima do limite",

    "audit.status": "Status",
    "actor.agent": "Agente",
    "actor.key": "Chave de API",
    "actor.cli": "Linha de comando",
    "actor.nobody": "Ninguém",
};

export default pt;
