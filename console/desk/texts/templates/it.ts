/* templates - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "templates.title": "Modelli",
    "templates.hint": "Ciò che WhatsApp ha approvato e gli agenti possono inviare dopo 24 ore. Il suo stato si annota qui a mano.",
    "templates.add": "Aggiungi modello",
    "templates.none": "Non ci sono modelli",
    "templates.name": "come in WhatsApp: a-z, 0-9, _",
    "templates.category": "Categoria",
    "templates.category.utility": "utilità",
    "templates.category.marketing": "marketing",
    "templates.category.authentication": "autenticazione",
    "templates.status": "Stato su WhatsApp",
    "templates.status.approved": "approvato",
    "templates.status.paused": "sospeso",
    "templates.status.rejected": "respinto",
    "templates.header": "Intestazione",
    "templates.footer": "Piè",
    "templates.blanks": "{n} campi",
    "templates.blanks_one": "1 campo",
    "templates.look": "Come appare",
    "templates.known": "come noto da",
};

export default it;
