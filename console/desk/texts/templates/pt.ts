/* templates - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "templates.title": "Modelos",
    "templates.hint": "O que o WhatsApp aprovou e os agentes podem enviar passadas as 24 horas. Traga-o de lá ou escreva-o aqui tal como está lá.",
    "templates.fetch": "Trazer do WhatsApp",
    "templates.fetched": "Trazido do WhatsApp",
    "templates.counts": "{made} novos, {changed} alterados, {same} iguais, {gone} que já não existem.",
    "templates.left_out": "Não podem ser enviados daqui",
    "templates.add": "Adicionar modelo",
    "templates.none": "Não há modelos",
    "templates.name": "como no WhatsApp: a-z, 0-9, _",
    "templates.category": "Categoria",
    "templates.category.utility": "utilidade",
    "templates.category.marketing": "marketing",
    "templates.category.authentication": "autenticação",
    "templates.status": "Estado no WhatsApp",
    "templates.status.approved": "aprovado",
    "templates.status.paused": "pausado",
    "templates.status.rejected": "rejeitado",
    "templates.header": "Cabeçalho",
    "templates.footer": "Rodapé",
    "templates.blanks": "{n} lacunas",
    "templates.blanks_one": "1 lacuna",
    "templates.look": "Como fica",
    "templates.known": "conforme consta desde",
    "lack.name": "o nome",
    "lack.language": "o idioma",
    "lack.category": "a categoria",
    "lack.pending": "o WhatsApp ainda não decidiu",
    "lack.body": "não tem um texto que sirva",
    "lack.heading": "o título tem lacunas ou não é texto",
    "lack.footer": "a última linha é longa demais",
    "lack.button": "um botão precisa de algo próprio",
    "lack.component": "tem partes que aqui não se conhecem",
    "lack.blanks": "as lacunas não são {{1}} a {{20}}",
};

export default pt;
