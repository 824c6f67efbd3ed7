/* teaching - français. */

import type en from "./en";

const fr: Record<keyof typeof en, string> = {
    "rules.escalates": "Une personne prendrait le relais",
    "rules.stays": "Cela resterait au bot",
    "rules.reply": "Le bot dirait",
    "rules.why": "Pourquoi",
    "rules.held": "Règles",
    "rules.scene": "Ce qu'elles ont regardé",
    "rules.evidence": "Éléments",
    "rules.preview": "Collez un message, voyez ce qui se passe",
    "rules.message": "Le message du client",
    "rules.before": "Ce qu'il a dit avant",
    "rules.lines": "Un message par ligne",
    "rules.guess": "Selon le bot",
    "rules.try": "Essayer",
    "rules.stored": "Règles en JSON",
    "rules.hint": "Vide : celles du programme. L'essai utilise ce qui est ici, enregistré ou non.",
    "rules.json": "Ce n'est pas un objet JSON.",

    "kb.add": "Ajouter un document",
    "kb.none": "Il n'y a pas encore de réponses",
    "kb.question": "Question",
    "kb.answer": "Réponse",
    "kb.more": "Ajouter une question",
    "kb.imported": "Importé comme texte : importez à nouveau le fichier pour le modifier.",
    "kb.try": "Que trouverait le bot ?",
    "kb.words": "Mots d'un client",
    "kb.would": "Le bot répondrait",
    "kb.wouldnt": "Une personne serait demandée",
    "kb.sure": "Il est sûr de la première à {n} % ; il répond à partir de {from} %.",
    "kb.unsure": "La certitude du bot sera connue quand un worker fonctionnera.",
    "kb.meaning": "Ceci est trouvé par les mots. Le bot cherche aussi par le sens et peut trouver davantage : l'essai des règles fait tout.",
    "kb.score": "score {n}",
    "kb.answers": "{n} réponses",

    "letters.empty": "Ne contient pas de texte.",
    "letters.request": "Requête",
    "letters.replayed": "Rejoué : il est traité à nouveau.",
    "letters.hint": "Ici reste ce qui n'a pu être traité. Rejouez quand la cause a disparu.",
    "letters.none": "Aucun message en échec",
    "letters.was": "rejoué",
    "letters.replay": "Rejouer",

    "kb.answers_one": "1 réponse",
};

export default fr;
