/* Own sentences, Italian: one list per act. */

static const char *const  it_greeting[] = {
    "ciao", "Ciao!", "CIAO", "salve", "buongiorno", "Buonasera",
    "buon pomeriggio", "ciao a tutti", "ciao, come stai?", "come va?",
    "tutto bene?", "buongiorno a tutti", "salve, buongiorno", "ehi", "hey",
    "ciao 👋", "👋", "ciao ciao", "ciaooo", "buon giorno", "buona sera",
    "buondì", "ehilà", "salve a tutti", "ciao, tutto bene?", "pronto",
    "ciao di nuovo", NULL
};

static const char *const  it_thanks[] = {
    "grazie", "Grazie mille!", "mille grazie", "grazie tante",
    "grazie per tutto", "grazie per l'aiuto", "grazie della risposta",
    "ok grazie", "perfetto, grazie", "arrivederci", "a presto", "a domani",
    "buona giornata", "buona serata", "buon weekend", "molto gentile, grazie",
    "vi ringrazio molto", "la ringrazio", "gentilissimi", "è tutto, grazie",
    "ci sentiamo", "ci vediamo domani", "🙏", "grazie 🙏",
    "grazie infinite", "cordiali saluti", "grazie a voi", NULL
};

static const char *const  it_person[] = {
    "voglio parlare con una persona", "vorrei parlare con un operatore",
    "posso parlare con qualcuno?", "passami un operatore",
    "un operatore per favore", "operatore", "operatore umano",
    "mettetemi in contatto con un consulente",
    "ho bisogno di un operatore", "voglio un umano",
    "preferisco parlare con una persona vera", "una persona reale",
    "buongiorno, vorrei parlare con un addetto",
    "non voglio parlare con un robot", "voglio parlare con il responsabile",
    "mi passi il responsabile", "esigo di parlare con un supervisore",
    "c'è un operatore disponibile?", "vorrei essere contattato da un "
    "consulente", "fatemi parlare con qualcuno", "mi serve un operatore",
    "voglio assistenza umana", "parlare con operatore",
    "trasferitemi a un operatore", "posso chattare con un agente?",
    "non capisco niente, voglio parlare con qualcuno",
    "passatemi una persona", "no, voglio parlare con una persona",
    "contattare un operatore", "mi può richiamare un consulente? vorrei "
    "parlare con un consulente", NULL
};

static const char *const  it_yes[] = {
    "sì", "si", "Sì, per favore", "certo", "va bene", "ok", "d'accordo",
    "volentieri", "certamente", "sì grazie", "perfetto", "esatto",
    "con piacere", "come no", "assolutamente", "👍", "certo che sì", "vabene",
    "per favore", "sì, certo", "sicuro", "benissimo", "mi va bene", "ci sto",
    "siii", "procedi pure", "ok va bene", NULL
};

static const char *const  it_no[] = {
    "no", "No grazie", "non serve", "per ora no", "non ora", "niente",
    "lascia stare", "meglio di no", "nulla", "va bene così", "adesso no",
    "non importa", "non fa niente", "no, niente", "nient'altro", "👎",
    "nient'altro, grazie", "non mi serve", "non è necessario", "mai",
    "no no", "non voglio parlare con un operatore",
    "non mi serve un operatore", "non ho bisogno di un umano",
    "no, non serve", "no grazie mille", "non occorre", NULL
};

static const char *const  it_other[] = {
    "l'agente immobiliare chiede la fattura", "quanto costa a persona?",
    "un tavolo per una persona", "siamo in cinque persone",
    "lavoro nelle risorse umane e voglio un preventivo",
    "la persona che è venuta non ha suonato", "a che ora aprite?",
    "il mio consulente fiscale chiede una prova",
    "ciao, spedite a Napoli?", "dov'è il mio ordine?",
    "voglio cambiare la taglia", "il mio pacco non è arrivato",
    "buongiorno, mi serve una fattura", "accettate la carta?",
    "grazie ma non funziona ancora", "sì ma prima dimmi il prezzo",
    "non ho ricevuto la mail", "il sito non si apre",
    "ok ma quanto ci vuole", "vendete robot da cucina?",
    "voglio un robot aspirapolvere", "ne ho comprati due e arrivato uno",
    "il mio responsabile vuole il certificato", "è una persona anziana",
    "non mi serve un operatore, dimmi solo l'orario",
    "il mio operatore telefonico costa troppo",
    "manca un pezzo nella scatola", "voglio annullare l'acquisto",
    "il mio ordine è il 4471", "a una persona allergica va bene?", NULL
};
