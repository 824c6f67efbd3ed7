/* lexicon_it - Italian, see lexicon.h. */

#include "worker/nlu/lexicon.h"

static const char *const  phrases[] = {
    "class det: un|una|uno|il|la|lo|l|qualche|vostro|vostra|altro|altra|vera|"
        "vero",
    "class person: persona|umano|umana|qualcuno|operatore|operatrice|agente|"
        "consulente|addetto|addetta|rappresentante|responsabile|impiegato|"
        "impiegata|supervisore|direttore|direttrice|essere|assistente|"
        "commesso|commessa|tecnico|direzione",
    "class noun: persona|umano|umana|operatore|operatrice|agente|consulente|"
        "addetto|addetta|rappresentante|responsabile|supervisore|impiegato",
    "class talk: parlare|parlarne|parlo|comunicare|chattare|discutere|"
        "conversare|contattare|parlate|parli|conferire",
    "class pass: passami|passatemi|passarmi|passi|passa|passate|mettimi|"
        "mettetemi|mettermi|mettete|trasferiscimi|trasferitemi|trasferirmi|"
        "collegami|collegatemi|connettimi|connettetemi|dirottami|mandami|"
        "chiamami|chiamatemi|datemi|dammi|fammi|fatemi",
    "class want: voglio|vorrei|preferisco|necessito|desidero|bisogno|serve|"
        "pretendo|esigo|preferirei|volevo|vogliamo|avere",
    "class more: che|per|subito|adesso|ora|vero|vera|reale|grazie|e|pf|non|"
        "urgentemente|please",
    "class bot: bot|robot|macchina|chatbot|computer|risponditore|automa",

    "person: @talk con|a ?@det ?@det @person",
    "person: @talk con ?il|l|lo assistenza|servizio|supporto",
    "person: @pass ?in ?contatto ?con|a|ad ?@det ?@det @noun|qualcuno",
    "person: @pass parlare con ?@det ?@det @person",
    "person: mettere|messo|messa|entrare in contatto con ?@det ?@det @person",
    "person: contattare ?@det ?@det @noun|qualcuno",
    "person: @want ?di ?@det ?@det umano|umana|persona|operatore|operatrice|"
        "consulente|addetto|agente|responsabile|supervisore >",
    "person: @want ?di ?@det ?@det umano|umana|operatore|operatrice",
    "person: @want ?di ?@det ?@det @noun @more",
    "person: @want ?di qualcuno che|reale|vero|in",
    "person: @want ?di ?una assistenza|aiuto|contatto umana|umano",
    "person: esigo|pretendo la direzione",
    "person: che mi|ci segua|aiuti|richiami|risponda ?@det ?@det @noun",
    "person: essere contattato|contattata|richiamato|richiamata|aiutato|"
        "assistito da ?@det ?@det @person",
    "person: puo|potrebbe|possa chiamarmi|richiamarmi|aiutarmi ?@det ?@det "
        "@noun",
    "person: mi chiami|richiami|contatti|aiuti ?@det ?@det @person",
    "person: c e ?@det ?@det @person ?li|disponibile|che|con|reale|vera",
    "person: ^ ?un|una|uno ?vero|vera operatore|operatrice|umano|consulente|"
        "agente|addetto|responsabile ?umano|reale|vero ?per ?favore|piacere|"
        "grazie|subito >",
    "person: ^ ?una persona|qualcuno vera|reale|umana|in",
    "person: ^ ?una persona per ?favore|piacere >",
    "person: ^ ?una vera persona",
    "person: persona|qualcuno in carne ed|e ossa",
    "person+: non voglio|vorrei|intendo ?piu parlare|chattare|discutere con "
        "?un|una|questo|questa @bot",
    "person+: basta ?con ?il ?i ?questo ?parlare @bot",
    "person+: non voglio ?piu ?un|questo @bot",

    "block: @person di !carne|voi|persona|turno|servizio|supporto|vendita|"
        "assistenza",
    "block: mio|mia|miei|nostro|nostra ?ex @person",
    "block: @person immobiliare|segreto|doganale|fiscale|finanziario|"
        "assicurativo|legale|ecologico|sanitario|turistico|telefonico|"
        "giuridica|fisica|adulta|anziana",
    "block: per|a|ogni una|1|ogni persona",
    "block: risorse|diritti umane|umani",

    "negator: non|no|senza|nemmeno|neanche|mai|ne|nessun|nessuna",
    "negfill: mi|ho|bisogno|di|serve|voglio|c|e|necessario|devo|vorrei|ci|"
        "occorre|che|per|ora|ancora|mica|avevo|desidero|a|importa|piu|ha",

    "greeting: ciao|ciaoo|salve|buongiorno|buonasera|buonpomeriggio|ehi|hey|"
        "hello|buondi|ehila|pronto",
    "greeting: buon giorno|pomeriggio|di",
    "greeting: buona sera",
    "greeting: ciao|salve|buongiorno a ?tutti|voi",
    "greeting: come va|stai|sta|state ?tutto|bene",
    "greeting: tutto bene",
    "greeting: \360\237\221\213",
    "thanks: grazie|graziee|grz|ringrazio|arrivederci|addio|arrivederla",
    "thanks: grazie mille|tante|infinite|a ?lei|voi|te|tutti",
    "thanks: mille|tante|molte grazie",
    "thanks: grazie ?mille ?tante per|dell|della|del|di ?tutto|il|la|l|vostro|"
        "tuo|suo|aver ?aiuto|risposta|informazione|informazioni|"
        "disponibilita|tempo|pazienza|supporto|cuore",
    "thanks: la|ti|vi ringrazio ?molto|tanto|per ?tutto",
    "thanks: a presto|dopo|domani|risentirci",
    "thanks: ci vediamo|sentiamo ?presto|domani|dopo",
    "thanks: buona giornata|serata|notte|domenica|settimana|continuazione",
    "thanks: buon weekend|lavoro|fine ?settimana|proseguimento",
    "thanks: molto|troppo|gentilissimo|gentilissima ?gentile|gentili",
    "thanks: gentilissimi|gentilissimo|gentilissima",
    "thanks: e|era ?era tutto",
    "thanks: cordiali saluti",
    "thanks: saluti",
    "thanks: \360\237\231\217",
    "yes: si|sii|siii|certo|certamente|ok|okay|esatto|esattamente|perfetto|"
        "assolutamente|ovvio|sicuro|volentieri|daccordo|benissimo|yes|vabene",
    "yes: va bene|benissimo|bn",
    "yes: d accordo",
    "courtesy: per favore|piacere|cortesia",
    "courtesy: pf",
    "yes: certo che si",
    "yes: con piacere",
    "yes: come no",
    "yes: si ?lo voglio|vorrei|grazie",
    "yes: ci sto",
    "yes: mi va ?bene",
    "yes: fallo pure",
    "yes: procedi|procediamo|proceda ?pure",
    "yes: \360\237\221\215",
    "yes: \360\237\221\214",
    "no: no|noo|nono|non|niente|nulla|mai|negativo",
    "no: no grazie",
    "no: non ?mi ?c ?e ?ho serve|occorre|necessario|importa|ora|adesso|bisogno",
    "no: non ?fa niente|importa",
    "no: per ora|adesso no",
    "no: lascia|lasci|lasciate stare|perdere",
    "no: meglio di no",
    "no: sto|va bene cosi",
    "no: nient altro",
    "no: nulla|niente altro",
    "no: \360\237\221\216",
    "filler: molto|tanto|allora|ora|adesso|gia|tutto|bene|ok|"
        "signore|signora|team|tutti|a|voi|e|ancora|super|ottimo|perfetto|cosi|"
        "mille|davvero|lei|te|di|nuovo|amico|pure|cortesia",
    "asks: che|cosa|cos|quale|quali|chi|quando|quanto|quanta|quanti|quante|"
        "dove|"
        "come|perche|posso|puo|potete|avete|fate|accettate|c|ci|qual|sapete|"
        "vendete|si|dov|com|e",
    "opening: gentile|gentili|egregio|egregi|egregia|spettabile|spett|caro|"
        "cara|cari|care|carissimi|carissimo|carissima|gent",
    "opening: alla cortese attenzione",
    "closing: cordiali|distinti|cari|tanti|molti|migliori saluti",
    "closing: i miei|nostri ?piu cordiali|distinti|migliori saluti",
    "closing: un ?caro ?cordiale saluto|abbraccio",
    "closing: saluti|cordialmente|distintamente ?e ?cordiali",
    "closing: con i|la|ogni|"
        "osservanza ?migliore ?migliori ?piu ?cordiali saluti|stima|"
        "osservanza",
    "closing: in attesa di un|vostra|vostro|sua|suo|riscontro",
    "closing: ringraziando|ringraziandola|ringraziandovi",
    "closing: grazie|ringrazio ?mille ?molte in anticipo",
    "closing: resto|rimango|restiamo in attesa",
    "closing: porgo|porgiamo ?i|le ?miei|nostri ?piu cordiali|distinti|"
        "migliori saluti",
    "closing: inviato|inviata da ?mio ?il iphone|ipad|outlook|smartphone|"
        "android|telefono|yahoo",
    "closing: con affetto|simpatia|cordialita",
    NULL
};

const lexicon_t  lexicon_it = {
    .language = "it",
    .words =
        "di che e la il un a per in una mi non si ho ma lo ha le ti i con "
        "cosa da se come no ci io questo qui hai sei del bene tu solo me al "
        "mio tutto della te piu va era nel so mia ne fatto o gli alla sono "
        "stato anche molto su suo ora quando quello chi perche lei fare "
        "essere due questa loro poi dei cosi sta mai tempo ancora quella dove "
        "ed dal prima nessuno anni certo lui sua vuoi qualcosa adesso niente "
        "tutti tua casa uno grazie delle ciao buongiorno buonasera salve "
        "favore piacere prego scusa scusi scusate arrivederci domani ieri "
        "oggi sempre qua li quanto quanta quanti quante costa costano prezzo "
        "prezzi ordine ordini ordinato spedizione spedito spedite consegna "
        "consegnato arriva arrivato arrivata arrivare pacco orari orario "
        "aperto aperti aprite chiuso chiudete negozio conto carta pagare "
        "pagamento fattura acquisto comprare comprato reso restituire "
        "rimborso soldi aiuto aiutare aiutarmi aiutami informazione "
        "informazioni domanda problema funziona numero telefono indirizzo "
        "appuntamento prenotare prenotazione tavolo settimana mese anno ore "
        "giorno giorni notte sera mattina gente persona qualcuno parlare dire "
        "dimmi dica sapere sai sa piace piacerebbe male meglio peggio buono "
        "buona buoni nuovo nuova grande piccolo ogni stesso stessa allora "
        "quindi pero oppure invece mentre dopo durante senza contro tra fra "
        "verso sotto sopra dentro fuori gia soltanto troppo poco tanto tanti "
        "tante abbastanza nulla altro altra altri altre questi queste quelli "
        "quelle nostro nostra vostro vostra miei mie tuoi suoi siamo siete "
        "abbiamo avete hanno avevo aveva ero erano stata stati stai sto "
        "stanno posso puo possono puoi potete potrei vorrei voglio vuole "
        "volete devo deve dobbiamo vado vai andare fa faccio fai fate vedere "
        "visto ricevuto ricevere aspetto aspettando aspettare cambiare cambio "
        "annullare rotto rotta sbagliato sbagliata capito capisco perfetto "
        "ottimo benissimo ok vabene nn cmq xke perke sn tt qst magari proprio "
        "forse davvero ecco taglia colore scarpe scatola sconto gratis "
        "disponibile assistenza cliente servizio operatore alle allo agli "
        "dalla dalle dallo dai sulla sul sulle nella nelle nei degli negli "
        "quel quegli quei cui voi noi vi ce glielo mandare mandato mandate "
        "aprimi apri porta acqua figlio madre padre messo mettere preso "
        "prendere torna tornare gentile gentili veloce presto subito vero c "
        "dell all nell dall l po volta volte lunedi martedi mercoledi giovedi "
        "venerdi sabato domenica gennaio febbraio marzo aprile maggio giugno "
        "luglio agosto settembre ottobre novembre dicembre perso persa "
        "dimenticato dimenticata cerco cercare cercando trovo trovare trovato "
        "manca mancano mancava garanzia modello pezzo ritardo corriere "
        "ritirare mandami dammi lasciami ragazzi amico amica lavoro famiglia "
        "bello bella bravo brava aiutateci codice ricevuta scontrino misura "
        "tre quattro cinque sette otto nove dieci venti primo secondo ultimo "
        "preferisco trasferitemi consulente responsabile addetto boh mah beh "
        "insomma purtroppo saprei direi farei sarebbe avrei dovrei potrebbe "
        "sito apre chiude pagina posizione spedire spedisco tranquillo "
        "peccato comunque infatti qualche qualcun alcuni alcune nostri vostri "
        "dov cos quand bel sull",
    .endings =
        "zione zioni mente mento menti ezza anza enza zza ato ati ata ate ito "
        "iti "
        "ita uto uti uta tore trice ggio gia aggi etto etta ino ina ini ando "
        "endo are ere ire arsi ersi irsi armi ermi irmi iamo ete ate ano ono "
        "avo evo ava eva lli lla lle llo tto tta tti nno gno gna glia glie cco "
        "cca ssi sso ssa ta",
    .phrases = phrases
};
