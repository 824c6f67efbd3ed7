/* voice - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "admin.voice": "Personalidade e instruções",
    "voice.persona": "Personalidade",
    "voice.prompts": "Instruções",
    "voice.prompt": "Instruções",
    "voice.hint": "O que se diz a um modelo antes de tudo, em vez do texto do programa. {tenant} passa a ser o nome da organização; pré-visualize em vazio para partir do nosso.",
    "voice.note": "O que muda, para os colegas",
    "voice.preview": "Pré-visualizar",
    "voice.default": "Voltar ao do programa",
    "voice.told": "O que se diria a um modelo",
    "voice.tokens": "cerca de {n} tokens",
    "voice.message": "Uma mensagem de cliente, para ver o que vai com ela",
    "voice.user": "Enviado como do cliente",
    "voice.assistant": "Enviado como do bot",
    "voice.dropped": "Omitidos, porque dão ordens: {n} fragmentos",
    "voice.versions": "Versões",
    "voice.program": "O texto do programa",
    "voice.now": "em uso",
    "voice.again": "Usar de novo a versão {n}",
};

export default pt;
