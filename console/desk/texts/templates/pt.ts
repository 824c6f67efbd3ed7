/* templates - português. */

import type en from "./en";

const pt: Record<keyof typeof en, string> = {
    "templates.title": "Modelos",
    "templates.hint": "O que o WhatsApp aprovou e os agentes podem enviar após 24 horas. O estado lá é anotado aqui à mão.",
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
};

export default pt;
