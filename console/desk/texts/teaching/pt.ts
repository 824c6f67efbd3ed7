/* teaching - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "rules.escalates": "Uma pessoa assumiria",
    "rules.stays": "Ficaria com o bot",
    "rules.reply": "O bot diria",
    "rules.why": "Por quê",
    "rules.held": "Regras",
    "rules.scene": "O que olharam",
    "rules.evidence": "Evidências",
    "rules.preview": "Cole uma mensagem e veja o que acontece",
    "rules.message": "A mensagem do cliente",
    "rules.before": "O que disse antes",
    "rules.lines": "Uma mensagem por linha",
    "rules.guess": "Como o bot entender",
    "rules.try": "Testar",
    "rules.stored": "Regras em JSON",
    "rules.hint": "Vazio: as do programa. O teste usa o que está aqui, salvo ou não.",
    "rules.json": "Não é um objeto JSON.",

    "kb.add": "Adicionar documento",
    "kb.none": "Ainda não há respostas",
    "kb.question": "Pergunta",
    "kb.answer": "Resposta",
    "kb.more": "Adicionar pergunta",
    "kb.imported": "Importado como texto: importe o arquivo de novo para alterar.",
    "kb.try": "O que encontraria o bot?",
    "kb.words": "Palavras de um cliente",
    "kb.would": "O bot responderia",
    "kb.wouldnt": "Seria pedida uma pessoa",
    "kb.sure": "Tem {n} % de certeza da primeira; responde a partir de {from} %.",
    "kb.unsure": "A certeza do bot será conhecida quando um worker estiver a funcionar.",
    "kb.meaning": "Isto é o que se encontra por palavras. O bot procura também pelo sentido e pode encontrar mais: o teste das regras faz tudo.",
    "kb.score": "pontuação {n}",
    "kb.answers": "{n} respostas",

    "letters.empty": "Não contém texto.",
    "letters.request": "Requisição",
    "letters.replayed": "Reenviado: está sendo processado de novo.",
    "letters.hint": "Aqui fica o que não pôde ser processado. Reenvie quando a causa tiver sumido.",
    "letters.none": "Não há mensagens mortas",
    "letters.was": "reenviado",
    "letters.replay": "Reenviar",

    "kb.answers_one": "1 resposta",
};

export default pt;
