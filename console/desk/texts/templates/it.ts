/* templates - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "templates.title": "Modelli",
    "templates.hint": "Ciò che WhatsApp ha approvato e gli agenti possono inviare dopo le 24 ore. Si recupera da lì o si scrive qui com'è lì.",
    "templates.fetch": "Recupera da WhatsApp",
    "templates.fetched": "Recuperato da WhatsApp",
    "templates.counts": "{made} nuovi, {changed} cambiati, {same} uguali, {gone} spariti.",
    "templates.left_out": "Non si possono inviare da qui",
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
    "lack.name": "il nome",
    "lack.language": "la lingua",
    "lack.category": "la categoria",
    "lack.pending": "WhatsApp non ha ancora deciso",
    "lack.body": "non ha un testo adatto",
    "lack.heading": "il titolo ha spazi vuoti o non è testo",
    "lack.footer": "l'ultima riga è troppo lunga",
    "lack.button": "un pulsante richiede qualcosa di suo",
    "lack.component": "ha parti che qui non si conoscono",
    "lack.blanks": "gli spazi vuoti non sono da {{1}} a {{20}}",
};

export default it;
