/* channels - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "admin.channels": "Canais",
    "channels.add": "Adicionar uma conta",
    "channels.none": "Ainda não há canais",
    "channels.off": "desligada",
    "channels.setup": "Configurar e testar",
    "channels.account.whatsapp": "Id do número de telefone",
    "channels.account.page": "Id da página ou conta",
    "channels.account.twilio": "O nosso endereço (+1555… ou whatsapp:+1555…)",
    "channels.endpoint": "Nome na URL",
    "channels.endpoint.hint": "Vazio: o da conta",
    "channels.app_secret": "Segredo da aplicação",
    "channels.auth_token": "Auth token",
    "channels.token": "Token de acesso",
    "channels.sid": "Account SID (AC…)",
    "channels.hidden": "Fica selado e não volta a ser mostrado",
    "channels.made": "A conta está criada",
    "channels.once": "Copie agora: só é mostrado desta vez.",
    "channels.url": "URL de callback",
    "channels.verify": "Token de verificação",
    "channels.secret": "Segredo de assinatura",
    "channels.seen": "visto",
    "channels.waits": "ainda não",
    "channels.good": "bem",
    "channels.bad": "errado",
    "channels.result": "Resultado do teste",
    "channels.test": "Testar este webhook",
    "channels.register": "Registar no fornecedor",
    "channels.app_id": "Id da aplicação",
    "channels.waba": "Id da conta WhatsApp Business",

    "channels.step.app": "URL e segredo",
    "channels.step.app.how": "Crie uma aplicação no fornecedor e adicione a conta com o segredo.",
    "channels.step.token": "Token de acesso",
    "channels.step.token.how": "Cole um token que não expire: adicione a conta de novo com ele.",
    "channels.step.verified": "O fornecedor verificou a URL",
    "channels.step.verified.how": "Registe, ou escreva URL e token nas definições da aplicação.",
    "channels.step.webhook": "Chegou um webhook assinado",
    "channels.step.webhook.how": "Escreva uma mensagem a esta conta.",
    "channels.step.sent": "Uma resposta foi aceite",
    "channels.step.sent.how": "O fornecedor ainda não aceitou nada.",
};

export default pt;
