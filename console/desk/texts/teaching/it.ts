/* teaching - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "rules.escalates": "Subentrerebbe una persona",
    "rules.stays": "Resterebbe al bot",
    "rules.reply": "Il bot direbbe",
    "rules.why": "Perché",
    "rules.held": "Regole",
    "rules.scene": "Cosa hanno guardato",
    "rules.evidence": "Prove",
    "rules.preview": "Incolla un messaggio e guarda cosa succede",
    "rules.message": "Il messaggio del cliente",
    "rules.before": "Cosa ha detto prima",
    "rules.lines": "Un messaggio per riga",
    "rules.guess": "Come la capisce il bot",
    "rules.try": "Prova",
    "rules.stored": "Regole in JSON",
    "rules.hint": "Vuoto: quelle del programma. La prova usa ciò che c'è qui, salvato o no.",
    "rules.json": "Non è un oggetto JSON.",

    "kb.add": "Aggiungi un documento",
    "kb.none": "Non ci sono ancora risposte",
    "kb.question": "Domanda",
    "kb.answer": "Risposta",
    "kb.more": "Aggiungi una domanda",
    "kb.imported": "Importato come testo: importa di nuovo il file per cambiarlo.",
    "kb.try": "Che cosa troverebbe il bot?",
    "kb.words": "Parole di un cliente",
    "kb.would": "Il bot risponderebbe",
    "kb.wouldnt": "Verrebbe chiesta una persona",
    "kb.sure": "È sicuro della prima al {n} %; risponde a partire dal {from} %.",
    "kb.unsure": "Quanto il bot sia sicuro si saprà quando un worker è in funzione.",
    "kb.meaning": "Questo si trova con le parole. Il bot cerca anche per significato e può trovare di più: la prova delle regole fa tutto.",
    "kb.score": "punteggio {n}",
    "kb.answers": "{n} risposte",

    "letters.empty": "Non contiene testo.",
    "letters.request": "Richiesta",
    "letters.replayed": "Rigiocato: viene elaborato di nuovo.",
    "letters.hint": "Qui resta ciò che non è stato elaborato. Riprova quando la causa è sparita.",
    "letters.none": "Nessun messaggio non elaborato",
    "letters.was": "riprovato",
    "letters.replay": "Riprova",

    "kb.answers_one": "1 risposta",
};

export default it;
