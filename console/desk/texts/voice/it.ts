/* voice - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "admin.voice": "Personalità e istruzioni",
    "voice.persona": "Personalità",
    "voice.prompts": "Istruzioni",
    "voice.prompt": "Istruzione",
    "voice.hint": "Ciò che si dice a un modello prima di tutto, al posto del testo del programma. {tenant} diventa il nome dell'organizzazione; l'anteprima a vuoto dà il nostro testo come base.",
    "voice.note": "Cosa cambia, per i colleghi",
    "voice.preview": "Anteprima",
    "voice.default": "Torna a quella del programma",
    "voice.told": "Ciò che si direbbe a un modello",
    "voice.tokens": "circa {n} token",
    "voice.message": "Un messaggio di un cliente, per vedere che cosa si invia",
    "voice.user": "Inviato come del cliente",
    "voice.assistant": "Inviato come del bot",
    "voice.dropped": "Omessi, perché danno ordini: {n} brani",
    "voice.versions": "Versioni",
    "voice.program": "Il testo del programma",
    "voice.now": "in uso",
    "voice.again": "Usa di nuovo la versione {n}",
};

export default it;
