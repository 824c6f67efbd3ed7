/* company - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "hours.title": "Horário de atendimento",
    "hours.zone": "Fuso horário",
    "hours.always": "Sempre aberto",
    "hours.week": "Aberto",
    "hours.form": "09:00-14:00, 16:00-20:00; vazio: fechado",
    "hours.holidays": "Feriados",
    "hours.open": "aberto agora",
    "hours.shut": "fechado agora",
    "hours.opens": "abre",
    "brand.title": "Marca",
    "brand.logo": "Logotipo",
    "brand.picture": "PNG, JPEG ou WebP, no máximo 48 KB",
    "brand.bare": "Sem logotipo",
    "brand.contrast": "O texto sobre o fundo tem um contraste de {n}: é preciso 4,5 ou mais.",
    "brand.colours": "Cores",
    "brand.primary": "Principal",
    "brand.accent": "Ligações e marcas",
    "brand.background": "Fundo da barra",
    "brand.text": "Texto da barra",
    "brand.pair": "Um texto da barra precisa do seu fundo.",
    "flag.title": "O que o bot faz",
    "flag.human_handoff": "Passa conversas para pessoas",
    "flag.human_handoff.hint": "desligado: diz que só pode responder a perguntas",
    "flag.sentiment_analysis": "Lê o humor das mensagens",
    "flag.sentiment_analysis.hint": "desligado: cada uma é neutra",
    "flag.response_cache": "Repete uma resposta sem buscá-la de novo",
    "flag.response_cache.hint": "desligado: cada uma é buscada de novo",
    "tenants.title": "Organizações",
    "tenants.add": "Adicionar organização",
    "tenants.slug": "Nome curto",
    "tenants.form": "a-z, 0-9, - e _: é com ele que se entra; não muda",
    "tenants.language": "Idioma",
    "tenants.next": "Ainda ninguém pode entrar. O primeiro administrador cria-se na máquina:",
    "tenants.limits": "O que pode usar. Vazio: sem limite. Um máximo é imposto pelo programa, aconteça o que acontecer.",
    "tenants.used": "{n} usados",
    "tenants.most": "No máximo",
};

export default pt;
