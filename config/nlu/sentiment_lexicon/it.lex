# Italian, with what dialects gave to everybody, chat.  An apostrophe is a
# blank: "c'è" is "c e".  Form: ../README.md.

endings A: o a i e
endings E: e i
endings HE: o a hi he
endings SIMO: o a i e issimo issima issimi issime
endings IO: io ia i ie
endings TORE: tore tori trice trici
endings ARE: are o i a iamo ate ano ato ata ati ate ava avano ando erà ò
endings ERE: ere o i e iamo ete ono uto uta uti ute eva evano endo erà
endings IRE: ire isco isci isce iamo ite iscono ito ita iti ite iva endo irà

# --- good ---------------------------------------------------------------

[praise 2]
ottim%A, ottimamente, eccellent%E, eccellenza, eccezional%E, eccezionalmente, fantastic%A, fantastich%E
fantastici, meraviglios%A, meraviglia, una meraviglia, meravigliat%A, spettacolar%E, spettacolo
uno spettacolo, strepitos%A, stupend%SIMO, stupendo, splendid%A, splendido, magnific%A, magnifici, favolos%A
incredibil%E, straordinari%A, straordinario, sensazional%E, superlativ%A, sublim%E, divin%A, perfett%SIMO
perfetto, perfettamente, alla perfezione, perfezione, impeccabil%E, ineccepibil%E, inappuntabil%E
irreprensibil%E, formidabil%E, fenomenal%E, fenomeni, fenomeno, superb%A, top, il top, super top, topissimo
al top, 9 stelle, cinque stelle, 9 e lode, dieci e lode, trenta e lode, voto 9|dieci, da 9|dieci, 9 su 9
dieci su dieci, numero uno, numeri uno, numeri 9, i numeri uno, siete i numeri, il migliore, la migliore
i migliori, le migliori, siete i migliori, migliore in assoluto
miglior servizio|acquisto|ristorante|pizza|assistenza|negozio|hotel|albergo, una bomba, bomba, da urlo
da paura, da sballo, da favola, da sogno, un sogno, una favola, una figata, figata, fig%HE, ficat%A, ficata
figo, figa sta, fighissim%A, fichissim%A, fichissimo, figossimo, mitic%A, mitici
siete mitici|grandi|unici|fantastici|super|speciali|fortissimi|bravissimi|angeli|stupendi|eccezionali|meravigliosi|il|dei|una|degli ?top|angeli|geni|numeri|garanzia|grandi
grandi ragazzi, grandissim%A, grandissimi
grande squadra|servizio|professionalità|staff|gentilezza|disponibilità|lavoro
gran bel|bella|lavoro|servizio|staff, un gran bel, bravissim%A, bravi, bravo davvero, brava davvero
bravi davvero|tutti|ragazzi, bellissim%A, bellissimo, bello bello, belliss, stupefacent%E, delizios%A, delizia
una delizia, squisit%SIMO, squisito, buonissim%A, buono da, divino, da leccarsi i, leccarsi i baffi
da leccarsi le, gustosissim%A, gustos%A, gnam, buono buono, una goduria, goduria, libidine, capolavoro
un capolavoro, opera d arte, un gioiello, gioiell%A, una chicca, chicca, una perla, un amore, amori, un tesoro
tesori, un angelo, angeli, un mito, miti, un portento, una garanzia, garanzia di qualità|serietà, una certezza
una sicurezza, spaccano, spacca, spaccate, avete spaccato, tanta roba
troppo forte|forti|bello|bella|belli|buono|buona|avanti|bravi|gentili, na bomba, na meraviglia
ammazza che buon%A|bell%A, bono, bonissim%A
ador%ARE, lo adoro, la adoro, vi adoro, li adoro, adorabil%E, amo quest%A|il|la|questo, vi amo, lo amo, la amo
li amo, amo amo, innamorat%A, innamorata persa, me ne sono innamorat%A, mi sono innamorat%A, entusiast%E
entusiasta, entusiasti, entusiasmo, entusiasm%ARE, felicissim%A, felic%E, felicità, contentissim%A, content%A
strafelic%E, arcicontent%A, soddisfatt%SIMO, soddisfatto, soddisfazione
pienamente|totalmente|completamente|molto|più soddisfatt%A, super soddisfatt%A, stracontent%A
al settimo cielo, settimo cielo, commoss%A, commuov%ERE, commozione, pianto di|dalla gioia, lacrime di gioia
emozionat%A, emozionant%E, emozione, colpit%A positivamente, colpit%A dalla|dal
sorpres%A positivamente|in|piacevolmente, piacevolmente sorpres%A, piacevole sorpresa, bella sorpresa
conquistat%A, mi avete conquistat%A, conquist%ARE, incantat%A, incantevol%E, affascinant%E, rapit%A
estasiat%A, senza parole che bell%A, non ho parole per ringraziar%A|la gentilezza, oltre ogni aspettativa|le
oltre le aspettative|mie, superat%A ?ogni|le|tutte aspettativ%E
super%ARE ogni|le|tutte aspettativa|aspettative|mie, meglio di quanto|così|come|cosi, meglio di così
meglio di cosi, meglio non si può, non si può chiedere di|altro
non potevo chiedere|sperare|desiderare di|altro|meglio, non avrei potuto chiedere|sperare
non poteva andare meglio
mai visto|mangiato|trovato|avuto|provato un|una|così|niente ?servizio|personale|così|di ?bello|buono|bene|gentile|meglio
mai mangiat%A così, mai più senza, non cambierei, non cambio più, non vi cambio, insuperabil%E, imbattibil%E
inarrivabil%E, senza pari, senza paragoni, senza eguali, impareggiabil%E, consigl%ARE vivamente, consiglio
consiglio a|vivamente|assolutamente|tutti|caldamente|davvero|sicuramente, lo consiglio, la consiglio
li consiglio, ve lo consiglio, vi consiglio a|di venire, consigliatissim%A, consigliat%A, super consigliat%A
straconsigliat%A, consigliabil%E, da consigliare, lo consiglierò|consiglierei|raccomando, raccomand%ARE
raccomandatissim%A, ci torn%ARE, ci torno, ci torneremo, ci tornerò, torneremo, tornerò, ritornerò
ritorneremo, torneremo sicuramente|presto|volentieri|di, ci tornerei, ricompr%ARE, ricomprerò, riordinerò
acquisterò ancora|di|nuovamente|sicuramente, comprerò ancora|di|sicuramente, a occhi chiusi, ad occhi chiusi
occhi chiusi, senza pensarci due, cliente fedele|soddisfatto|soddisfatta, cliente per sempre|vita
clienti soddisfatti|fedeli, avete guadagnato un|una cliente, mi avete salvat%A, mi ha salvat%A
mi avete salvato la|il|le, ci avete salvat%A, salvat%A la vita|vacanza|serata|festa|giornata|matrimonio
salvavita, mi avete rallegrat%A|migliorato|svoltato la, svoltato la giornata, complimenti, complimentoni
complimentissimi, i miei complimenti, tanti complimenti, congratulazioni, applausi, chapeau, tanto di cappello
giù il cappello, standing ovation, bravissimi, bravò
vale ogni|tutti|il|i|la centesimo|euro|i|prezzo|soldi|pena|viaggio, soldi ben spesi, soldi spesi bene
ne vale la pena, ne è valsa la, ne vale|valeva assolutamente, vale la pena, valsa la pena
rapporto qualità prezzo, ottimo rapporto, qualità prezzo, continuate così, continuate cosi, continua così
avanti così, sempre così, non cambiate mai, non cambiate
nulla da eccepire|ridire|dire|invidiare|aggiungere
niente da eccepire|ridire|dire|invidiare|aggiungere|recriminare, nulla di cui lamentar%E|lamentarmi
non mi posso lamentare, non mi lamento, non posso lamentarmi, non posso che|proprio parlar%E|lamentarmi
non ho nulla di cui|da, nessuna lamentela, zero lamentele|problemi|difetti|stress|pensieri
senza un solo|una problema|difetto|intoppo|sbavatura, nessun problema riscontrato|mai|da|con
neanche un problema|graffio|difetto|intoppo, mai un problema|ritardo|disguido|intoppo|errore
mai avuto problemi|un|nessun, mai avuto un problema, non delud%ERE mai, non deludono mai, non deludono
non delude, non delude mai, mai delus%A, non mi ha delus%A, non mi avete delus%A|mai
non sono rimast%A delus%A, non me ne pento, non ve ne pentirete, mai pentit%A, una bellezza, che bellezza
che bell%A, che belli, che bontà, che buon%A, che meraviglia, che spettacolo, che gioia
che gentili|gentilezza|bravi|carini|carino|dolci|servizio|velocità|felicità|emozione|delizia|figata|sollievo|piacere|professionalità
[praise 1.5]
molto buon%A|ben%E|bell%A|bello|gentil%E|disponibil%E|cortes%E|brav%A|carin%A|professional%E|content%A|felic%E|soddisfatt%A|veloc%E|rapid%A|puntual%E|utile|utili|pulit%A|accoglient%E|comod%A|preparat%A|competent%E|efficient%E|piacevol%E|simpatic%A|educat%A|pazient%E|pratic%A|bene|apprezzat%A|curat%A
davvero buon%A|ottimo|ottima|ben%E|bell%A|gentil%E|brav%A|content%A|soddisfatt%A|carin%A|bravi|fantastic%A|super|notevole|comod%A|top
veramente buon%A|ottimo|ottima|ben%E|bell%A|gentil%E|brav%A|content%A|soddisfatt%A|carin%A|bravi|super|top
proprio bell%A|buon%A|bene|brav%A|content%A|carin%A|soddisfatt%A, tanto carin%A|gentil%E|brav%A|buon%A
super gentil%E|veloc%E|content%A|disponibil%E|brav%A|bene|carin%A|comod%A|buon%A|felice|efficienti|professionali
così gentil%E|brav%A|buon%A|carin%A|bell%A|bene, gentilissim%A, gentilissimi, gentilezza, gentil%E e
disponibilissim%A, disponibilità, cortesissim%A, cordial%E, cordialità, cortesia e|squisita, garbat%A
carinissim%A, carin%A, premuros%A, attenti, attent%A al|ai|alle|e, accoglient%E, accoglienza, ospital%E
ospitalità, calore, caloros%A, simpaticissim%A, simpatic%A, professionalità, professional%E, professionist%E
professionisti, competenza, competent%E, preparatissim%A, preparat%A, serietà, seri e, seri%A e, affidabil%E
affidabilità, onest%A, onestà, trasparent%E, puntualissim%A, puntualità, puntual%E, precis%A e|puntual%E
precisissim%A, precisione, velocissim%A, velocità, velocissimi, rapidissim%A, rapidità, celer%E, celerità
tempestiv%A, in un lampo, in un attimo, in un batter, alla velocità della, a tempo di record, tempo record
in anticipo
arrivato|arrivata|arrivati|arrivate prima|subito|perfetto|perfettamente|integro|puntuale|velocemente|presto|in|tutto ?anticipo|tempo|bene|perfetto|orario
prima del previsto, in perfetto orario, spedizione veloce|rapida|velocissima|lampo|perfetta|super|fulminea
consegna veloce|rapida|velocissima|lampo|perfetta|puntuale|impeccabile, risolto subito|tutto|in|velocemente
subito risolto, risolto in|tutto|subito, problema risolto, tutto risolto, risolt%A, avete risolto
mi avete|hanno|ha aiutat%A|risolto|sistemato|rimborsat%A|accontentat%A|coccolat%A ?molto|tantissimo|tutto|subito
ci avete|hanno coccolat%A|accolt%A|fatto|aiutat%A, sistemat%A tutto|in|subito
tutto sistemato|perfetto|bene|ok|a|liscio|benissimo|fantastico|ottimo|in|bellissimo ?posto|regola
tutto a posto ora|finalmente, è andato tutto|bene, andato tutto bene|liscio, andat%A benissimo|bene, benissimo
liscio come l, come l olio, a meraviglia, come nuov%A, come un guanto, calza a pennello, a pennello
calza perfettamente, funziona perfettamente|benissimo|bene|alla|alla|di|da|a ?perfezione|nuovo|meraviglia|dio
funzionano benissimo|bene|perfettamente, ora funziona, adesso funziona
finalmente funziona|arrivato|risolto|un|una|qualcuno|ce ?servizio|che, finalmente è arrivat%A, per fortuna
meno male, menomale, che sollievo, sollievo, sollevat%A, mi sento sollevat%A, mi sono tolt%A un
un peso in meno, tirato un sospiro, sospiro di, tranquill%A adesso|ora, rasserenat%A, rassicurat%A, mi piace
mi piacciono, mi è piaciut%A, ci è piaciut%A, mi sono piaciut%A, piaciutissim%A, piaciut%A
piac%ERE lavorare|avere, è un piacere, un vero piacere, è stato un piacere, un piacere, piacevol%E
piacevolissim%A, mi sono trovat%A bene|benissimo|a|molto|davvero
ci siamo trovat%A bene|benissimo|molto|da|davvero, mi trovo bene|benissimo|da|molto|davvero
ci troviamo bene|benissimo, trovat%A benissimo|bene, trattat%A benissimo|bene|come|con
trattat%A come una|un|dei re|regina|principessa|principi, accolt%A bene|benissimo|con
serviti bene|benissimo|con, seguit%A passo|benissimo|bene|con|in
assistenza fantastica|eccellente|top|ottima|super|perfetta|veloce|impeccabile|rapida
buon servizio|prodotto|lavoro|rapporto|acquisto, bel lavoro|posto|servizio|locale|ambiente|negozio|prodotto
buona qualità|esperienza|assistenza|cucina|notizia
bella esperienza|notizia|scoperta|gente|persona|idea|soddisfazione, belle persone, bella gente, brava gente
ben fatt%A, fatto bene, fatta bene, fatti bene, ben curat%A, curat%SIMO, di qualità, alta qualità
ottima qualità, qualità eccellente|ottima|top|superiore|altissima, solid%A, robust%A, comodissim%A, comod%A
confortevol%E, morbidissim%A, pulitissim%A, pulit%A e, profumat%A, freschissim%A, eleganti, elegant%E
raffinat%A, efficientissim%A, efficient%E, efficienza, efficac%E, evviva, urrà, yuppi, wow, uau, yes
olè, vai così, mica male, niente male, non male, non è male, non è niente male, per niente male
nient affatto male, non mi è dispiaciut%A, non mi dispiace, non dispiac%ERE, non sono male, non è affatto male
niente di cui lamentarsi, nulla di negativo, più che buon%A|soddisfatt%A|content%A|bene|positiv%A|ottim%A
promoss%A, promossi, stra promoss%A, approvat%A, pollice in su, positiv%A, positivissim%A, esperienza positiva
affare, un affare, affarone, occasione
[praise 1]
buon%A, bene, bell%A, bel, bei, begli, brav%A, bravo, content%A, meglio ora|adesso|di|del, migliorat%A
migliora, miglioramento, util%E, utilissim%A, comodo, pratic%A, veloc%E, rapid%A, facil%E da, semplicissim%A
facilissim%A, grand%E, forte, forti, gentil%E, simpatici, fortunat%A, serenità, seren%A, piacere, apprezz%ARE
apprezzatissim%A, apprezzabil%E, grat%A, riconoscent%E, gratitudine, stima, stim%ARE, dolc%E, dolcissim%A
tener%A, amorevol%E, curat%A, ricc%A, abbondant%E, generos%A, tutto ok ora, ora va, adesso va
ora va bene|benissimo, tornat%A a funzionare, ci siamo riusciti, ce l avete|abbiamo fatta, successo, riuscit%A
azzeccat%A, indovinat%A, ideal%E, conforme

[thanks 1]
grazie, graz, grz, grazzie, thx, thanks, tks, ringrazio, ringraziamo, ringraziar%E, ringraziamenti
ringraziamento, merci, graziee
[thanks 2]
grazie mille per|davvero|di|a|ancora|ragazzi|tutto|siete ?tutto|cuore|la|il|voi|tutti, mille grazie
grazie infinite, infinitamente grat%A|grazie, infinite grazie, grazie di cuore|tutto|nuovo, di cuore grazie
di vero cuore, di cuore, grazie ancora, grazie davvero, davvero grazie, grazie grazie
grazie per ?tutto|la|il|l|aver|avermi|averci|essere ?gentilezza|pazienza|disponibilità|aiuto|velocità|supporto|servizio|splendida|ottimo|professionalità|cortesia|aiutat%A|risolto|salvat%A
grazie a voi|tutti|tutto|lei, grazie per avermi, grazie per averci
un grazie di|enorme|speciale|grande|particolare|sincero|a, un grande grazie, un enorme grazie
ringrazio tantissimo|infinitamente|di|tutto|davvero|immensamente
vi ringrazio tanto|tantissimo|di|infinitamente|davvero|per, non so come ringraziar%E|ringraziarvi
non so come avrei, come ringraziarvi, come farei senza
[plain]
grazie in anticipo, grazie anticipatamente, in anticipo grazie, ringrazio anticipatamente
ringrazio in anticipo, ringraziando in|anticipatamente, ringraziandovi in|anticipatamente
vi ringrazio in anticipo, no grazie, grazie no, grazie lo stesso
grazie per l attenzione|la|il|le ?risposta|riscontro|info|chiarimento|informazioni|attenzione
grazie della risposta|disponibilità|cortese, grazie del riscontro, buongiorno, buon giorno, buonasera
buona sera, buona giornata, buona serata, buonanotte, buona notte, buon pomeriggio, buon lavoro, buon weekend
buon week, buon fine
buon anno|natale|compleanno|viaggio|appetito|pranzo|divertimento|proseguimento|ferragosto
buone feste|vacanze|ferie, buona domenica|pasqua|settimana|fortuna|continuazione, buona fortuna, buondì
va bene, vabbè, vabbe, va bene grazie|allora|così|ok|per|se, va benissimo, vanno bene, andrebbe bene
per me va bene, ok va bene, bene allora|grazie|ok|a|attendo, bene ok, benissimo allora|attendo|grazie
perfetto allora|grazie|attendo|a|ok|ci, ok perfetto, perfetto grazie, ottimo allora|grazie|attendo, ok ottimo
ok bene, benvenut%A, sto bene, stia bene, tutto bene, tutto bene grazie|e, come va, se va bene, bene o|male
a fin di, bene in vista, bel tempo, buono sconto|regalo|acquisto|spesa, buoni sconto|regalo|pasto, un buono
il buono, buona norma, buon senso, meglio se|il|la|in|alle|di|chiamare|sentirci|domani|lasciare|prendere
sarebbe meglio|possibile|bello|ottimo|perfetto|comodo, è meglio, qual è il miglior|migliore|modo
il miglior|migliore modo|prezzo|orario|offerta|tariffa, miglior prezzo|offerta|orario, la soluzione migliore
quale mi consigli%A|consigliate, cosa mi consigli%A|consigliate, mi consigliate, mi consiglia
consigliate di|un|una|qualcosa, che mi consigliate, forte sconto, più comod%A, mi è comod%A, mi farebbe comodo
fa comodo, più veloc%E possibile, il più presto|velocemente, al più presto, prima possibile
il prima possibile, quanto prima, appena possibile, quando è comod%A, pizza grande|piccola, taglia grande
più grand%E, grande o, facile da usare|pulire|montare, sarei grat%A, vi sarei grat%A, le sarei grat%A
sarei felice di, sarei content%A, piacere mio|sono|di, piacere di conoscer%E, mi piacerebbe, ci piacerebbe
mi farebbe piacere, con piacere, per piacere, garanzia, in garanzia, felice anno|giornata, cordiali saluti
in amore, amor proprio, dolce o, dolci e, dolci senza, forte di, carta di, prova del nove

# --- courtesy and plain requests ----------------------------------------

[courtesy 1]
per favore, perfavore, x favore, per cortesia, per piacere, cortesemente, gentilmente, pf, plis, pls, scusi
scusate, scusa, mi scusi, mi scuso, chiedo scusa, perdonate, perdoni, mi perdoni, permesso
mi dispiace disturbar%E, scusate il disturbo, scusi il disturbo, buongiorno, buonasera, buon giorno
buona sera, salve, ciao, buondì, gentile, gentili, spett, spettabile, egregi, distinti saluti, cordiali saluti
cordialmente, saluti, un saluto, vorrei, volevo, volevamo, vorremmo, gradirei, desidererei, avrei bisogno|una
avremmo bisogno, sarebbe possibile, è possibile, si potrebbe, si può, potrei, potremmo, potreste, potrebbe
potete, può, puoi, riuscite a, riuscireste
mi potete|può|potreste|potrebbe|sapete|sa|sapreste|saprebbe|direste|dite|dice|puoi, ci potete|potreste|può
potreste per, se possibile, se fosse possibile, se potete, se può, se riuscite
quando potete|può|riuscite|avete, con calma, senza fretta, non c è fretta|problema, nessuna fretta
nessun problema, non è urgente, niente di grave, niente di urgente, non fa niente, fa niente, non importa
figuratevi, figurati, tranquilli, capisco, comprendo, può capitare, capita, può succedere
attendo vostro|un|vostre|conferma|riscontro|risposta|sue|suo|notizie
in attesa di un|vostro|riscontro|risposta|conferma|cortese, resto in attesa, rimango in attesa
resto a disposizione, in attesa, fatemi sapere, mi faccia sapere, fammi sapere
vi chiedo la|di|se|cortesemente|gentilmente, chiedevo se, la pregherei, vi prego di, vi pregherei
[ask 1]
^ quanto|quanta|quanti|quante, ^ quando, ^ dove, ^ dov, ^ come, ^ che, ^ cosa, ^ chi, ^ quale|quali|qual
^ avete, ^ fate, ^ accettate, ^ spedite, ^ consegnate, ^ siete, ^ c è, ^ ci sono, ^ posso, ^ possiamo
^ si può, ^ è possibile|aperto|incluso|compreso|disponibile, ^ a che, ^ fino a, ^ entro quando|quanto
^ vendete, ^ fa, ^ per, a che ora|punto, che orari, quanto costa|viene|costano|dura|tempo|ci, quali sono
qual è, dove si trova|siete
vorrei sapere|prenotare|cambiare|ordinare|disdire|un|una|fare|informazioni|acquistare|prendere|modificare|spostare|confermare
volevo sapere|chiedere|prenotare|cambiare|ordinare|informazioni|informarmi
ho bisogno di un|una|cambiare|sapere|fare|informazioni, una domanda, una informazione, un informazione
un info, info su|per, informazioni su|per|sul|sulla, mi serve|servirebbe un|una|la|il|sapere, cerco
sto cercando, in allegato, allego, vi allego, vi invio|mando|scrivo|comunico|informo|confermo|lascio
le invio|mando|confermo|comunico, ecco il|la|i|mio, il mio numero|indirizzo|codice|ordine|nome|cognome|email
numero ordine, numero d ordine, a nome, a nome di, mi chiamo, sono il|la, per conferma, confermo, confermiamo
avviso che, vi avviso, giusto per, solo per sapere, lasciate in|al|alla|pure

# --- bad verdicts -------------------------------------------------------

[gripe 2]
pessim%A, pessimo, pessimamente, orribil%E, orrendo, orrend%A, orrore, un orrore, terribil%E
tremend%A servizio, spaventos%A, disastros%A, disastro, un disastro, catastrof%E, catastrofic%A, catastrofe
tragedia, tragic%A, schifo, uno schifo, che schifo, fa schifo, fanno schifo, fate schifo, faceva schifo
schif%ARE, schifezza, schifezze, schifos%SIMO, schifoso, disgusto, disgustos%A, disgustat%A, disgust%ARE
ripugnant%E, rivoltant%E, vomitevol%E, vomito, immangiabil%E, imbevibil%E, inutilizzabil%E, inservibil%E
inutil%E, inutilissim%A, non serve a niente|nulla, non serve a un, non servite a
non vale niente|nulla|la|i|un, non valgono niente|nulla, non ne vale, merda, una merda, di merda, cagata
una cagata, cagate, cesso, un cesso, monnezza, munnezza, spazzatura, immondizia, pattume, porcheria, porcherie
ciofeca, una ciofeca, ciarpame, patacca, che pacco, sola, una sola, na sola, bufala
una bufala, fregatura, una fregatura, che fregatura, freg%ARE, fregat%A, bidone, un bidone, bidonat%A
mi hanno bidonat%A, fiasco, flop, delusion%E, delusione, una delusione, che delusione, delus%A, delusissim%A
deludent%E, delud%ERE, mi avete delus%A, mi ha delus%A, amareggiat%A, amarezza, rammaricat%A, sconcertat%A
sconcertant%E, sconvolt%A, sconcert%A, allucinant%E, assurd%A, assurdità, un assurdità, ridicol%A
ridicolaggine, siete ridicoli, barzelletta, una barzelletta, pagliacciata, una pagliacciata, buffonata
una buffonata, farsa, una farsa, una presa in giro, presa in giro, prese in giro, prese per il, presa per il
presa per i, prendere in giro, prendendo in giro, prendete in giro, prendono in giro, preso per i fondelli|il
pres%A in giro, mi prendete|state per|prendendo|in, ci prendete per|in, vi prendete gioco, prendersi gioco
mi state prendendo, state scherzando, scherzate, è uno scherzo, scherzo di cattivo, sembra uno scherzo
da ridere, fa ridere, fate ridere, fanno ridere, fate pena, fanno pena, fa pena, una pena, penos%A, pietos%A
pietà, patetic%A, miserevol%E, squallid%A, squallore, misera figura, figuraccia, brutta figura, figura di
mediocr%E, mediocrità, scadent%E, scadente, scarsissim%A, scars%A, infim%A, bassa qualità
qualità bassa|scarsa|pessima|scadente
poca serietà|professionalità|cortesia|trasparenza|chiarezza|attenzione|educazione|cura|pulizia|disponibilità|voglia
zero serietà|professionalità|rispetto|assistenza|considerazione|empatia|voglia|organizzazione|cortesia|comunicazione
nessun rispetto|aiuto|supporto|riguardo
nessuna serietà|professionalità|considerazione|cortesia|assistenza|educazione|scusa
mancanza di rispetto|serietà|professionalità|considerazione|educazione|comunicazione|tatto
mancanza di rispetto, mancate di rispetto, non è professionale, non è serio
poco seri%A|seri|professional%E|gentil%E|chiar%A|pulit%A|cortes%E|affidabil%E|convincent%E|onest%A|trasparent%E|disponibil%E
per niente seri%A|seri|gentil%E|professional%E|content%A|soddisfatt%A|buon%A|utile|chiar%A
per nulla content%A|soddisfatt%A|professional%E|gentil%E|seri, incompetent%E, incompetenza, incapac%E
incapacità, inefficient%E, inefficienza, disorganizzat%A, disorganizzazione, disservizio, disservizi
negligent%E, negligenza, menefreghismo, menefreghist%E, menefreghisti, se ne fregano, se ne frega
ve ne fregate, fregarsene, strafottent%E, strafottenza, irresponsabil%E, irresponsabilità, superficial%E
superficialità, approssimativ%A, approssimazione, dilettant%E, dilettanti, dilettanti allo, maleducat%A
maleducazione, scortes%E, scortesia, sgarbat%A, villan%A, cafon%E, cafoni, cafone, arrogant%E, arroganza
presuntuos%A, supponent%E, supponenza, antipatic%A, odios%A, sgradevol%E, indisponent%E, acid%A al, svogliat%A
trattat%A male|malissimo|da|come|di|con ?schifo|cani|pezza|merda|sufficienza, trattat%A a pesci
trattano male|malissimo|come|la
mi sento pres%A|truffat%A|ingannat%A|imbrogliat%A|derubat%A|ignorat%A|tradit%A|umiliat%A, ingannat%A
ingannevol%E, inganno, imbrogliat%A, imbroglio, un imbroglio, pubblicità ingannevole, specchietto per
mi sono sentit%A pres%A|umiliat%A|trattat%A|ignorat%A, spennat%A, spenn%ARE, ladrocinio, spropositat%A, esos%A
prezzi folli|assurdi|esagerati|alti, costa troppo, carissim%A, car%A per quello|arrabbiat%A, salatissim%A
un furto, indecent%E, indecenza, un indecenza, invivibil%E, inqualificabil%E, indecoros%A, indegn%A
imbarazzant%E, vergognos%A servizio, peggio, peggior%E, peggiore, il peggio, la peggiore, il peggiore
i peggiori, peggior servizio|acquisto|esperienza|assistenza|azienda|hotel|ristorante|operatore
peggio di così|prima|cosi, sempre peggio, di male in peggio, peggio non si può, peggior%ARE, peggiorat%A
cal%ARE la qualità, calata la qualità, la qualità è calat%A|peggiorat%A|scesa|crollata
non è più quello|come|quella|la, una volta era|eravate|erano, prima era meglio, era meglio prima, scadut%A
decadut%A
mai più, mai piu, mai e poi mai, non ci torn%ARE|tornerò|torneremo|torno ?più, non ci tornerei, non tornerò
non torneremo, non ci metto più, non ci metterò, non comprerò più|mai, non compro più, non acquisterò più|mai
non ordino|ordinerò più|mai, non rinnov%ARE|rinnoverò, non consigli%ARE, non lo consiglio, non la consiglio
non li consiglio, non vi consiglio, non consiglio, non consiglierei|consiglierò, sconsigli%ARE, sconsiglio
lo sconsiglio, sconsigliat%A, sconsigliatissim%A, sconsigliabil%E, da evitare, evitare, evitate, evitatel%A
state alla larga, alla larga, girate al largo, fuggite, da fuggire, scappate, statene lontani, me ne pento
mi pento, mi sono pentit%A, pentit%A, pentitissim%A, rimpiang%ERE, perso un cliente, perso una cliente
avete perso un|una|me, perdete un cliente, perdete un|una
cambio operatore|gestore|banca|fornitore|negozio|compagnia, passo ad altro|un|altri|alla, vado altrove
andrò altrove, mi rivolgo altrove, passo alla concorrenza, alla concorrenza, soldi buttati, buttati via
soldi sprecati, soldi buttati via|al, buttato via i|soldi, buttare i soldi, perdita di tempo|soldi|denaro
perso tempo|una|solo|mezza|un ?giornata|tempo, tempo perso, tempo sprecato|buttato
spreco di tempo|soldi|denaro, zero stelle, nessuna stella, una stella, 9 stella è, stella è troppo
[gripe 1.5]
male, malissimo, molto male, fatto male, fatta male, fatti male, fatte male, brutt%A, brutto, bruttissim%A
brutta esperienza|sorpresa|figura|gente|impressione, brutte maniere, cattiv%A
cattivo servizio|odore|gusto|sapore, cattiva qualità|gestione|educazione
molto delus%A|lent%A|car%A|scortes%E|maleducat%A|male|arrabbiat%A|deludent%E|sporc%A|insoddisfatt%A|scadent%E|seccat%A|rumoros%A|frustrant%E|fredd%A
troppo car%A|lent%A|salat%A|rumoros%A|piccol%A|tardi|complicat%A|cott%A|alto|alti, lentissim%A, lent%A
lentezza, lumaca, lumache, a passo di, tempi biblici, biblici, insoddisfatt%A, insoddisfazione
insoddisfacent%E, scontent%A, scontentezza, malcontent%A, dispiaciut%A, contrariat%A, infastidit%A
fastidios%A, fastidio, che fastidio, irritant%E, irritat%A, irritazione, innervosit%A, nervoso, che nervoso
mi fa innervosire, incazzat%A, incazz%ARE, incavolat%A, incavol%ARE, arrabbiat%A, arrabbi%ARE
arrabbiatissim%A, rabbia, che rabbia, mi fa rabbia, fa rabbia, seccat%A, seccant%E, scocciat%A, scocciatura
scocciant%E, rompimento, palle, due palle, che palle, che noia, noios%A, noia, pall%A, palloso, una palla
mortale, stressant%E, stressat%A, stress, frustrant%E, frustrat%A, frustrazione, snervant%E, sfiancant%E
estenuant%E, esasperant%E, preoccupant%E, scandaloso il, triste, trist%E, tristezza, che tristezza, squallido
peccato, che peccato, un peccato, purtroppo pessim%A|delus%A|non, deprimente, sporc%A, sporchissim%A, sporco
sporchi, sporche, sporcizia, lercio, lurid%A, puzz%ARE, puzzolent%E, puzza, puzzava, ammuffit%A, muffa
stantio, stanti%A, rancid%A, marci%A, marc%A, gommos%A, insipid%A, sciap%A, senza sapore, bruciat%A, crud%A
stracott%A, scott%A, unt%A, mollicci%A, fredd%A e, gelat%A e immangiabile, duro come, scomod%A, rumoros%A
rumorosissim%A, angusto, vecchi%A e, malandat%A, fatiscent%E, malridott%A, trascurat%A, bruttin%A
complicatissim%A, macchinos%A, farraginos%A, dozzinal%E, economico e, cheap, non mi piac%ERE, non mi piace
non mi è piaciut%A, non ci è piaciut%A, non mi piacciono, non piace, non mi convince, non convinc%E
non mi ha convint%A, non mi ha entusiasmat%A, non entusiasma, non soddisfa
non sono content%A|soddisfatt%A|felice|convint%A|per, non siamo content%A|soddisfatt%A, non soddisfatt%A
non rispettate|rispettano|rispetta|mantenete|mantengono, non è quello che|ho
non è come|quello descritto|in|promesso|che, non era come|quello|quella, non corrisponde, non conforme
nulla a che vedere, niente a che vedere, mi aspettavo di|molto|altro|meglio|qualcosa
ci aspettavamo di|molto|altro|meglio, aspettavo di meglio|più, lascia a desiderare, lascia molto a desiderare
lasciano a desiderare, a desiderare, così così, cosi cosi, mah, bah, boh insomma, insomma, nulla di che
niente di che, niente di speciale|eccezionale, nulla di speciale|eccezionale, senza infamia, non un granché
non è un granché, un granché, non è granché, granché, non è giusto, ingiust%A, ingiustizia
non è corretto|normale|serio|possibile|accettabile|ammissibile|bello|onesto
non mi sembra|pare giusto|corretto|serio|normale|il, non si fa così, non si lavora così
non si può lavorare|trattare|continuare, così non va|si, così non si può|fa, non va bene così|per
non va affatto, non ci siamo, non ci siamo proprio, avete toppato, toppat%A, scorrettezza, scorrett%A
disonest%A, disonestà, sleal%E, losc%A, poca chiarezza, non mi fido, fiducia persa, perso la fiducia
persa la fiducia, perdere la fiducia, perso fiducia, non ci si può fidare, inaffidabil%E, inattendibil%E
non affidabil%E, dubbios%A serietà, cialtron%E, cialtronata, accozzaglia, raffazzonat%A, arronzat%A
alla carlona, alla meno peggio, alla buona, a casaccio, coi piedi, con i piedi, fatto coi, una tristezza
che tristezza, che vergogna, na vergogna, mannaggia, accidenti, cavolo, diamine, porca miseria, ma dai
ma per favore, ma perfavore, ma fatemi il, fatemi il piacere
ma siamo|state|scherziamo|vi seri|scherzando|rendete, siamo alla follia|frutta|pazzia
siamo alle comiche|solite, roba da matti|pazzi, da matti, cose da pazzi|matti, da non credere
non ci posso credere, incredibile come|che|quanto, inconcepibil%E, da denuncia, da galera, una odissea
odissea, un odissea, calvario, un calvario, un incubo, incubo, inferno, un inferno, un dramma, che casino
casino, un casino, casini, bordello, un bordello, caos, un caos, macello, un macello, confusione totale
lamentel%A, lament%ARE, lamentarmi, reclam%A
[gripe 1]
car%A, costos%A, complicat%A, problematic%A, disagio, disagi, perpless%A, preoccupat%A, inquietant%E
ansia, angoscia, amar%A, delicato, mal, scomodo, difficil%E da, ammaccature ovunque, purtroppo
sfortunatamente, ahimè, pesante, pesanti, faticos%A, debol%E, moscio, mosci, delude un po, pecca, unica pecca
difetto

# --- impatience ---------------------------------------------------------

[impatience 2]
stufo, stuf%A, stufi, sono stuf%A, stufissim%A, mi sono stufat%A, stufat%A, stancat%A, mi sono stancat%A
mi avete stancat%A|stufat%A|rotto|scocciat%A|esasperat%A, stanc%A di, stanc%A delle, stanch%E di, sono stanc%A
stanca di, stanco di, stufa di, non ne posso più, non ne posso piu, non se ne può più, non ce la faccio più
non ce la faccio piu, non reggo più, non sopporto più|piu, non vi sopporto, basta, ora basta, adesso basta
basta così, basta scuse|promesse|con|aspettare|prese|bugie, e basta, ne ho abbastanza, ho abbastanza
piene le tasche|scatole, le palle piene, ne ho piene, ne ho le, le tasche piene, le scatole piene
mi sono rotto|rotta, mi sono rott%A le|i, rotto le scatole|palle|i, rompere le scatole, fino al collo
al limite, sono al limite, esasperat%A, esasperazione, esaurit%A, sfinit%A, esaust%A, disperat%A, disperazione
la pazienza, pazienza ha un|dei, pazienza è finita|esaurita|al, finita la pazienza, finito la pazienza
perso la pazienza, perdere la pazienza, perdendo la pazienza, persa la pazienza, ho finito la, il colmo
è il colmo, colmo dei colmi, goccia che ha, la goccia, ciliegina sulla torta, ci mancava solo, ci mancava pure
fino a quando, quanto ancora, quanto dobbiamo|devo|dovrò|tempo|bisogna ?devo|ancora ?aspettare|attendere
quante volte, quante volte devo|ve|ancora|vi, per l ennesima volta, ennesim%A, ennesima volta
per la seconda|terza|quarta|quinta|milionesima|centesima volta
è la seconda|terza|quarta|quinta|ennesima|decima volta
seconda|terza|quarta|quinta|sesta|decima volta che|in|e|questo|questa|quest
terzo|quarto|quinto|secondo sollecito|messaggio|tentativo|reclamo|rinvio|appuntamento|guasto|tecnico|mese
terza|quarta|seconda|quinta mail|segnalazione|chiamata|richiesta|email|telefonata|settimana, 9 volte
9 volte che, 9 solleciti|mail|email|chiamate|telefonate|messaggi, mille volte
l ho già detto|scritto|spiegato|fatto|mandato|inviato
ho già detto|scritto|spiegato|fatto|mandato|inviato|provato|chiamato|riavviato|risposto|fornito|chiesto|pagato
ve l ho già|detto, gliel ho già, già detto|spiegato|scritto|inviato|fatto mille|tre|due|tutto|più|9|cento|più
vi ho già|scritto|mandato|chiamato|detto ?9|tre|mille|detto|scritto|spiegato|dato|mandato
di nuovo la stessa|lo|il|e|rotto|guasto|in|fermo|bloccato|senza|da|non|sbagliato, ancora una volta
un altra volta, un altra volta la|il|sbagliat%A|rott%A, un altro giorno|mese|ritardo|rinvio|errore|guasto
un altra settimana|bugia|scusa|promessa|giornata, ancora nulla, ancora niente, ancora nessun%A, ancora nessuno
ancora in attesa|alto|ritardo, ancora aspett%ARE, sto ancora aspettando|attendendo
stiamo ancora aspettando|attendendo, ancora non|nn, ancora fermo|ferma|bloccato|rotto|guasto|senza
ancora a|qui, sempre la stessa, sempre lo stesso, sempre le stesse, sempre gli stessi, sempre uguale
sempre peggio, sempre così male, siamo sempre|ancora allo|alle|al|lì|qui, siamo alle solite, alle solite
le solite scuse|promesse|bugie|storie|risposte|cose
la solita storia|scusa|solfa|musica|risposta|presa|tiritera
il solito ritornello|disco|errore|problema|ritardo, i soliti problemi|ritardi
stessa storia|risposta|cosa|solfa|scusa|musica|frase, la stessa risposta|cosa|frase|storia|scusa
stesse risposte|scuse, risposta automatica|preimpostata|standard
risposte automatiche|preimpostate|standard|copia|prestampate, copia incolla, copia e incolla, copiaincolla
frase fatta, frasi fatte, disco rotto, come al solito, come sempre, tanto per cambiare
ogni volta la|lo|che|è|c|una|uguale, ogni santa volta, ogni santo giorno|mese, ogni mese la|lo|è|c|mi
ogni giorno la|una|c|un, tutte le volte, tutti i mesi|giorni la|lo|il|una, tutti i santi, scuse, solo scuse
scuse su, una scusa dopo, una scusa dietro, sempre scuse, sempre una scusa, promess%A non|mai, promesse
solo promesse, promesse mai|non|a|da|al ?mantenute|mantenute|vuoto|marinaio|vento, promesso e|che|mai|un
mi avevate|avete|hanno|aveva|avevano promesso|detto|garantito|assicurato|giurato
ci avevate|avevano|hanno promesso|detto|garantito|assicurato, avevate promesso|detto|garantito|assicurato
dovevate chiamar%E|venire|richiamar%E|arrivare|consegnar%E|richiamarmi|chiamarmi
doveva arrivare|essere|venire, dovevano venire|arrivare|chiamare|richiamare|consegnare
doveva arrivare ieri|lunedì|martedì|giorni|una|settimane, bugie, solo bugie, e niente, e nulla
e poi niente|nulla|il|più, niente di niente, nulla di nulla, il nulla, zero assoluto
e ancora niente|nulla|aspetto, nessuna risposta|notizia|novità|soluzione|spiegazione|comunicazione
nessun riscontro|aggiornamento|avviso|rimborso|segno|cenno
nessuno risponde|chiama|sa|fa|mi|ci|si|richiama|viene|è|ha|vi|risolve|aiuta ?risponde|aiuta|richiama|sa|dice|degna|venuto|risposto|chiamato|presenta|presentato|fa
nessuno che risponde|risponda, non risponde nessuno|mai, non risponde mai, non rispondono|rispondete|risponde
non mi rispondono|rispondete|risponde|avete|ha|hanno ?risposto|richiamato|aiutato, non richiam%ARE
non richiamano|richiamate, non fate nulla|niente, non fanno nulla|niente, non risolvete|risolvono|risolve
non si risolve|presenta|degnano|fanno|fa|muove, non si è presentat%A
non si sono presentati|fatti|degnati|nemmeno|neanche
senza risposta|risposte|soluzione|spiegazioni|notizie|avvisare|preavviso|riscontro|una
senza nessuna|alcuna risposta|spiegazione|notizia|comunicazione|scusa, silenzio totale|assoluto|radio|tombale
ignorat%A, ignor%ARE, mi ignorate|ignorano, spariti, sparit%A, siete spariti, latitant%E, irreperibil%E
irraggiungibil%E
neanche una|un|la|mi|vi|si risposta|chiamata|mail|parola|scusa|avviso|messaggio|telefonata|degnano
nemmeno una|un|la|mi|vi|si risposta|chiamata|mail|parola|scusa|avviso|messaggio|telefonata|degnano
manco una|un|mi|vi|rispondete|rispondono|avvisano|la|a, neppure una|un, visualizz%ARE e, visualizzato e
mi lasciate in, lasciat%A in attesa|a|senza|sol%A|ad|al, in attesa da|al
attesa infinita|estenuante|interminabile|snervante|eterna, attesa di 9|ore|mesi|settimane|giorni, musichetta
mettete giù, messo giù, mettono giù, mi ha attaccat%A|chiuso|riattaccato, attaccato il telefono|in
chiuso il telefono, telefono in faccia, cade la linea, caduta la linea, rimpallat%A, rimpall%ARE, rimpallo
scaricabarile, scarica barile, da un ufficio all, da un operatore all, palleggiarsi, sballottat%A
girare a vuoto, a vuoto, giri di parole, girare intorno, mi fate girare, giostra, menare il can, can per l
aspett%ARE da|ancora|invano|inutilmente|un|una|9|ore|settimane|mesi|giorni, aspetto da|ancora
aspettiamo da|ancora, aspettando da, sto aspettando da|ancora
è da 9|due|tre|un|una|settimane|mesi|giorni|ieri|ore|lunedì|quasi|stamattina, è un mese|ora che
è una settimana|vita|ora che
sono 9|due|tre|quattro|cinque|mesi|settimane|giorni|ore|già|ormai|giorni giorni|mesi|settimane|ore|che
sono giorni|mesi|settimane|ore che
da 9|due|tre|quattro|cinque|un|una|oltre|più|ormai|quasi giorni|settimane|mesi|ore|h|minuti|mese|settimana|ora|anni|di|9|un|una|tre|due
da giorni|settimane|mesi|ore|tempo|secoli|ieri|stamattina|un, giorni di attesa|ritardo, ore di attesa|ritardo
settimane di attesa|ritardo, mesi di attesa|ritardo
dopo 9|due|tre|quattro|ore|giorni|settimane|mesi|una|un giorni|settimane|mesi|ore|telefonate|mail|di|solleciti|chiamate|settimana|mese
un ora di|al|in|che, mezz ora di|al|in, ore al telefono|di|in, ore e ore, mesi che|e, settimane che|e
giorni che, da una vita, una vita, un eternità, eternità, secoli, tutto il giorno|santo|pomeriggio
tutta la mattina|giornata|mattinata|settimana, giornata persa, perso una giornata, perso la giornata|mattina
preso ferie|permesso|un, fatto perdere, mi avete fatto perdere|aspettare|venire|spendere
farmi perdere|aspettare, ci fate|avete aspettare|fatto, ripetere, ripeto, ripet%ERE
devo ripetere|rispiegare|spiegare|ricominciare|sempre|ogni, rispiegare, ricominciare da capo, da capo
punto e a capo, punto e daccapo, da zero
non leggete|capite|ascoltate|avete|state ?letto|nemmeno|leggendo|ascoltando|capendo
leggete quello|almeno|bene, non mi state|stai ascoltando|aiutando|leggendo|rispondendo
non mi aiuta|serve|aiutate|aiutano|ascoltate|ascolta, non aiuta, non è d aiuto
inutile bot|robot|assistente|chat|che, bot inutile, robot inutile
[impatience 1]
di nuovo, nuovamente, un altra, ancora, non ancora, tuttora, tutt ora, c è qualcuno|nessuno
qualcuno mi|può|risponde|risponda|vuole|che ?risponde|risponda|rispondere, qualcuno risponde, pronto, ehi
ehilà, ohi, allora, allora quando|che|mi|ci|questo|questa|sto
quando arriva|arrivate|pensate|avete|mi|si|vi ?decidete|degnate, quando vi decidete, avete intenzione di
pensate di, vi decidete a, volete rispondere|muovervi|darvi, mi volete|vuole rispondere|dire, rispondete
rispondetemi, rispondi, rispondimi, muovetevi, sbrigatevi, sbrigat%A, datevi una mossa, una mossa, svegliatevi
sveglia, fate qualcosa, fate presto|il|qualcosa, risolvete, risolvetel%A, esigo, esigiamo, pretend%ERE
pretendo, voglio una risposta|spiegazione|soluzione|risposte, voglio risposte|spiegazioni
voglio sapere perché|quando|che, voglio indietro, subito, immediatamente, adesso, ora e|subito, urgent%E
urgentissim%A, urgenza, con urgenza, mi serve subito|adesso|oggi|ora, è possibile che, possibile che
ma è possibile, è mai possibile, mai possibile, com è possibile, come è possibile, è così difficile|complicato
così difficile, tanto difficile, ci vuole tanto|molto, che ci vuole, chiedo troppo, è chiedere troppo
troppo chiedere, mio dio, oddio, oh dio, madonna, santo cielo, santo dio, per l amor di|del, ma insomma, uffa
uff, sigh, argh, grr, pff, dai, eddai, e dai, su, ma seriamente, sul serio
davvero, seriamente, ma davvero, in ritardo, ritard%A, ritardo, ritardi, ritardatari, tard%A, tardi, rinvi%ARE
rinviat%A, rimandat%A, rimand%ARE, posticipat%A, sollecit%ARE, sollecito, solleciti, ho sollecitato
da lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gennaio|ieri|stamattina, a oggi, ad oggi
a tutt oggi, tutt oggi, a distanza di, a questo punto, che fine ha|avete fatto, che succede
che sta succedendo, si può sapere, mi dite|sapete quando|che|cosa|perché

# --- outrage, insults, threats ------------------------------------------

[outrage 2]
vergogna, vergogn%ARE, vergognatevi, vergognarvi, dovreste vergognarvi, dovete vergognarvi, una vergogna
vergognos%SIMO, vergognoso, che vergogna, non vi vergognate, senza vergogna, senza pudore, senza ritegno
senza scrupoli, senza dignità, senza cuore, senza coscienza, svergognat%A, spudorat%A, faccia tosta
che coraggio, col coraggio, avete il coraggio, avete la faccia|il, scandalo, uno scandalo, scandalos%A
scandalizzat%A, inaccettabil%E, inammissibil%E, intollerabil%E, insopportabil%E, indecente, ingiustificabil%E
imperdonabil%E, inaudit%A, oltraggios%A, oltraggio, indign%ARE, indignat%A, indignazione, furios%A, furia
furibond%A, infuriat%A, fuori di me, imbestialit%A, inferocit%A, fuori dalla grazia, nera, ner%A di rabbia
mi bolle il, sangue bolle, mi fate ribollire, ribollire il sangue, mandato in bestia, in bestia, odio, vi odio
odi%ARE, detest%ARE, vi detesto, disprezz%ARE, disprezzo, maledett%A, maledetti, maledizione, maledizioni
siate maledetti, crudeli, crudel%E, crudeltà, disuman%A, mostri, mostruos%A, bestial%E, cinic%A, furto
un furto, è un furto, rubare, rub%ARE, rubato, rubate, rubano, rubando, state rubando
mi avete rubato|derubat%A|truffat%A|fregat%A|preso|imbrogliat%A, derubat%A, rapina, una rapina, rapinat%A
truff%ARE, truffa, una truffa, truffat%A, raggiro, raggirat%A, frode, frodi, fraudolent%A, estorsione, ricatto
criminal%E, crimine, associazione a|per delinquere, delinquere, mafia, mafios%A, abuso, sopruso, soprusi
umiliat%A, umiliant%E, umiliazione
trattat%A come un|una|dei|degli|bestie|animali|pezze|spazzatura|delinquenti ?cane|ladro|ladri|cani|animali|criminale|delinquente|pezza|bestie|animale
trattare così|la, trattate le persone|la|i|così, come bestie, come cani, peggio delle bestie
giocate con la|i|le, giocare con la|i|le, state giocando con, sulla pelle, con che coraggio
come vi permettete, come osate, come vi viene, chi vi credete, chi pensate, ma chi vi credete
con quale diritto|coraggio|faccia
andate a quel|fanculo|farvi|cagare|lavorare|all|al ?paese|fottere|inferno|diavolo, andate al diavolo
andatevene, al diavolo, all inferno, spero che chiudiate|falliate|vi|fallite|chiuda|qualcuno|vada|perdiate
spero falliate|chiudiate|vi, dovete fallire|chiudere|andare
dovreste chiudere|fallire|andare|essere|stare|finire
dovrebbero chiuder%E|arrestar%E|chiudervi|arrestarvi|stare|essere|licenziarli|licenziare, chiudete
chiudete bottega|baracca|tutto, da chiudere, fallirete, fallite, in galera, in carcere, licenziat%A
licenziateli
mai visto|vista|subito una|un|tanta|tanto|roba|simile|cosa|niente ?schifo|vergogna|incompetenza|maleducazione|simile|disorganizzazione
in vita mia, mai in vita mia, nella mia vita
peggior azienda|compagnia|servizio|banca|assistenza|operatore|esperienza|hotel|negozio|ristorante|società
peggiore azienda|compagnia|esperienza|banca|assistenza
la peggiore azienda|esperienza|compagnia|banca|assistenza
siete una|uno|la|il|dei|degli|un ?vergogna|schifo|truffa|peggio|peggiori|ladri|rovina|banda|incapaci|incompetenti|disastro|manica|branco|delinquenti|buffoni|insulto
mi fate schifo|pena|vomitare|ribrezzo, fate schifo, fate vomitare|ribrezzo, mi fa schifo
ridatemi i|il|tutto|subito, ridatemi i soldi, rivoglio i miei|soldi|indietro, voglio i miei soldi
fuori i soldi, non vi sopporto più

[insult 3]
idiot%A, idioti, imbecill%E, cretin%A, scem%A, scemi, stupid%A, stupidi, stupidità, deficient%E, deficienti
ebet%E, demente, dementi, mentecatt%A, minorat%A, ritardat%A mental%E, mongoloid%E, handicappati, tont%A
tonti, rincoglionit%A, rimbambit%A, coglion%E, coglioni, coglione, cogliona, testa di cazzo|c|minchia
teste di cazzo|c|minchia, cazzoni, cazzo, cazzi, caz, del cazzo, di sto cazzo, che cazzo, che cavolo, kazzo
minchia, minchioni, minchion%E, stronz%A, stronzi, stronzate, stronzata, bastard%A, bastardi
figli di puttana|troia|mignotta|buona, figlio di puttana|troia|mignotta, puttan%A, puttana, mignott%A, troia
troie, zoccol%A, merde, merdosi, merdos%A, pezzi di merda|m, pezzo di merda|m, gente di merda
azienda di merda, servizio di merda, vaffanculo, vaffa, vaffan, fanculo, affanculo, a fanculo, in culo
nel culo, culo, fottere, fottetevi, fottiti, fottut%A, fottuti, vi fottete, inculat%A, incul%ARE
rompicoglioni, rompipalle, porco dio, porca puttana|troia|madonna, dio cane|porco, ladr%A, ladri
ladro, ladroni, delinquent%E, delinquenti, truffator%E, truffatori, truffaldin%A, imbroglion%E, imbroglioni
farabutt%A, farabutti, furfant%E, canagli%A, canaglie, mascalzon%E, mascalzoni, carogn%A, carogne, vigliacchi
vigliacc%A, infami, infam%E, miserabil%E, pezzent%E, pezzenti, straccion%E, schifosi, schifose, luridi
sanguisugh%E, sanguisughe, avvoltoi, sciacalli, somari, buffon%E, buffoni, cialtroni, ciarlatan%A
ciarlatani, quaquaraquà, pinocchi, bugiard%A, bugiardi, falsi, ipocrit%A, ipocriti, disonesti, corrotti
venduti, incapaci, inetti, inett%A, incompetenti, buoni a nulla, buono a nulla, nullafacenti, fannulloni
fannullon%E, lavativi, scansafatiche, ignorant%E, ignoranti, analfabet%A, trogloditi, cavernicoli, zotic%A
zotici, bifolchi, massa di|d, branco di, banda di, manica di, ammasso di, gentaglia, feccia, rifiuti umani
scarafaggi, topi di, crepate, crepa, morite, muori, ammazzatevi, sparatevi, impiccatevi, sparite, sparisci
levatevi dai|di, levati dai, stai zitto, state zitti, zitto, taci, chiudi il becco|la
ma va a|al cagare|quel|diavolo|fanculo, va a cagare|quel, vai a cagare|quel, andate a cagare

# what is also sold, kept or driven out: an insult only where somebody is called so
siete|sei ?tutti|tutte|proprio|solo|soltanto ?un|una|dei|delle|degli maiale|maiali|animale|animali|bestia|bestie|asino|asini|capra|capre|pagliaccio|pagliacci|clown|parassita|parassiti|verme|vermi|iene|porco|porci
sono ?tutti|tutte|proprio|solo dei|delle|degli maiale|maiali|animale|animali|bestia|bestie|asino|asini|capra|capre|pagliaccio|pagliacci|clown|parassita|parassiti|verme|vermi|iene|porco|porci >
brutti|brutto|brutte|maledett%A|razza|branco|sporco|sporchi|lurido ?di maiale|maiali|animale|animali|bestia|bestie|asino|asini|capra|capre|pagliaccio|pagliacci|clown|parassita|parassiti|verme|vermi|iene|porco|porci
che pagliacci|pagliaccio|bestie|porci >, ^ pagliacci >, ^ maiali >, ^ animali >

[threat 2]
denunci%ARE, denuncia, denunce, vi denuncio, denunciarvi, denuncerò, avvocat%A, avvocato, avvocati, legale
mio legale, legali, vie legali, per vie legali, azioni legali, azione legale|collettiva, adire le|vie
in tribunale, tribunale, querela, querel%ARE, causa, fare causa, faccio causa, vi faccio causa, farò causa
citazione, diffida, diffid%ARE, class action, giudice di pace, giudice, procura, polizia, carabinieri
guardia di finanza, finanza, polizia postale, agcom, antitrust, agcm, codacons, altroconsumo
associazione consumatori, associazioni consumatori, tutela consumatori, ivass, arera, garante
striscia la notizia, striscia, le iene, giornali, ai giornali, stampa, social, sui social, su tutti i social
trustpilot, recensione negativa|pessima|da|terribile, recensioni negative, vi recensisco
vi rovino|distruggo|sputtano|massacro|faccio|ammazzo|spacco|segnalo|aspetto
vi faccio vedere|chiudere|passare|pentire, ve la faccio pagare, ve la farò pagare, me la pagate, la pagherete
me la pagherete, pagherete, pagherete caro, ve ne pentirete, ve ne farò pentire, vi pentirete, non finisce qui
non finirà qui, vengo lì e|a|di, vengo li e|a, vengo di persona, spacco tutto, spaccare tutto, brucio tutto
dare fuoco, do fuoco, vi brucio, so dove, vedrete, sentirete, avrete notizie, ultimo avviso
ultimo avvertimento, ultima possibilità, segnalerò, segnalazione a|all|alle, sputtan%ARE, lo dirò a tutti
lo sapranno tutti

# --- confusion ----------------------------------------------------------

[confused 2]
non capisco, non ho capito, non capiamo, non ho ben capito, non ci capisco, non ci sto capendo, nn capisco
nn ho capito, capisco poco, non comprendo, non ho compreso
non riesco a capire|trovare|vedere dove|come|la|il|se|cosa|quale, non mi è chiar%A, non è chiar%A
non è molto chiar%A, poco chiar%A, non mi è ben chiar%A, non mi torna, non mi tornano, non torna, non quadra
non mi quadra, i conti non, non coincid%ERE, confus%A, sono confus%A, un po confus%A, fatto confusione
faccio confusione, confond%ERE, mi confondo, confusione, mi sono pers%A, mi perdo, sono pers%A
pers%A tra|nel|nei, smarrit%A tra, incasinat%A, mi sono incasinat%A, impappinat%A, mi sto perdendo
mi gira la testa, spiazzat%A, interdett%A, perpless%A, non so come|dove|cosa|se|quale|che|a, non saprei
non so, non so bene, boh, booh, bo, mah non, nessuna idea, non ne ho idea, non ho idea, non ho la minima
in che senso, in che modo, cioè, cioe, vale a dire, ossia, cosa significa, che significa, cosa vuol dire
che vuol dire, cosa intend%ERE, cosa intendete, che intendete, che cos è, che cosè
cos è il|la|lo|l|un|questo|questa|sto, che sarebbe, cosa sarebbe, cosa si intende, che differenza c|tra|fra
qual è la differenza, differenza tra|fra, la differenza, è la stessa cosa, sono la stessa cosa, è lo stesso
sono la stessa, è uguale, è diverso, quale dei|delle due, quale devo, quale scelgo, ma quindi
quindi devo|è|se|non|il|la|posso, ma allora, dunque, aspetti quindi, aspetta quindi|ma, un attimo, come come
come scusi, come scusa, eh, ehm, ehh
mi spiega|spiegate|spieghi|spiegherebbe|spiegheresti|rispiega|rispiegate|chiarite|chiarisce
può|potete|puoi|potreste|potrebbe spiegarmi|rispiegarmi|chiarirmi|spiegare|rispiegare|chiarire|ripetere|spiegarci
spiegarmi, rispiegarmi, chiarirmi, delucidazion%E, delucidazioni, chiariment%A, chiarimento, chiarimenti
un chiarimento, schiarirmi, mi aiuta|aiutate|aiuti a capire, illuminatemi, mi illumini
in parole povere|semplici, parole povere, più semplice, più semplicemente, terra terra, come se avessi
passo passo, passo per passo, non sono pratic%A, poco pratic%A
non sono molto|tanto|brav%A|capac%E|portat%A|espert%A pratic%A|brav%A|con|espert%A, sono negat%A
negat%A con|per, imbranat%A, impedit%A con, prima volta che uso, non ci arrivo, duro di, arabo, cinese
per me è arabo|cinese, ostrogoto, dove clicco|trovo|vedo|inserisco|premo|metto|lo|la|devo
dove devo cliccare|andare|inserire|mettere, non trovo dove|il|la|come|l, non vedo dove|il|come
come si fa|usa|inserisce|legge|entra|trova, come faccio|devo|funziona a|fare|per, come faccio
cosa devo fare|mettere|inserire|scegliere|scrivere|premere, che devo fare, cosa faccio, che faccio, dubbio
dubbi, ho un dubbio|dei, mi è venuto un|il, mi sorge un, un dubbio, perché c è scritto|due
perché ci sono|mi|appare|compare|risulta|dice|leggo, perchè c è|ci|mi, c è scritto|dice una|9
prima mi dite|dicono|dicevate, uno mi dice, chi dice, uno dice, mi dicono una, mi hanno detto una
sul sito dice|c|leggo|è, ma nella mail|fattura|app, sono due, ne vedo due, vedo due, è normale
è giusto|corretto così, è normale che, è corretto

# --- facts that went wrong ----------------------------------------------

[problem 1]
non funziona, non funzionano, non funzionava, nn funziona, non va, non parte
non si accende|apre|carica|collega|connette, non si avvia, non carica, non apre, non riesco, non riesco ad
non riusciamo, non mi fa|permette|lascia|prende|arriva, non è arrivat%A, non è ancora arrivat%A, non arriva%A
non arriva, non sono arrivat%A, non ho ricevuto, non ho ancora ricevuto, mai arrivat%A, mai ricevut%A
mai consegnat%A, non consegnat%A, mai avut%A, non risulta|vedo
senza internet|linea|acqua|luce|corrente|connessione, rott%A, si è rott%A, guast%A, guasto, si blocca
bloccat%A, bloccato, si spegne, crash%A, crasha, si impalla, impallat%A, in tilt, difettos%A, difett%A
danneggiat%A, ammaccat%A, graffiat%A, graffi, crepat%A, crep%A, scheggiat%A, incrinat%A, strappat%A, bucat%A
macchiat%A, macchi%A, scolorit%A, perd%ERE acqua, perde, perdita, error%E, errore, sbagliat%A, sbaglio
errat%A, incomplet%A, mancant%E, manca, mancano, mancava, mancavano, pers%A, smarrit%A, smarrimento, vuot%A
scadut%A, rubat%A dal, problem%A, problema, problemi, problemino, inconvenient%E, inconveniente, disguido
addebitat%A, addebito, doppio addebito, due volte, addebitato due, non riconosco, rifiutat%A, respint%A
negat%A, rimbors%ARE, rimborso, rimborsi, restitu%IRE, reso, resi, sostitu%IRE, sostituzione, cambio merce
recesso, recedere, disdetta, disdir%E, annull%ARE, annullamento, cancellazione, riparazione, riparare
assistenza, interruzione

# --- irony --------------------------------------------------------------

[sarcasm 2]
grazie di niente|nulla, grazie per niente|nulla
grazie per aver rovinat%A|pers%A|ignorat%A|fatto perdere|la|il|aspettare
grazie per avermi fatto perdere|ignorat%A|rovinat%A|lasciat%A, grazie per avermi rovinat%A
grazie per il|la|l ?bel|bella|ottimo disservizio|attesa|regalo|ritardo|presa|nulla, grazie tante eh
grazie mille eh, grazie eh
complimenti per|ai|al|davvero ?la|il|l ?ritardo|attesa|disservizio|incompetenza|inefficienza|organizzazione|puntualità
complimenti davvero|vivissimi|eh|anche, complimenti vivissimi, bravi complimenti, ma complimenti, bravi bravi
bravi eh, bravissimi eh, bravi avete|siete|continuate|ancora|anche, bel servizio
bel lavoro eh|davvero|avete|complimenti, bella roba, bella figura, bella assistenza, bell assistenza
bella organizzazione, bella serietà|professionalità, bella professionalità, bel modo di|per
che bello un|un|altro|un|aspettare|pagare|quando|altra|ancora|di|essere, che bello, che bella, che efficienza
che velocità eh, che velocità, che puntualità, che organizzazione, che professionalità, che servizio
che sorpresa, ma che sorpresa|bravi|gentili|bello|strano, che strano, ma che strano, che caso
ma guarda un|che|caso, guarda caso, guarda un po, chissà come mai, chi l avrebbe, ma non mi dire, non mi dire
non mi dite, ma va, ma dai, ottimo direi|ancora|un|altro|adesso|siamo, ottimo altro
perfetto un|altro|ancora|adesso|direi, fantastico un|altro|ancora|adesso|tre|due|9|quindi
fantastica un|ancora, meraviglioso un|altro|ancora|adesso, splendido un|altro|ancora|pratica|adesso
magnifico un|altro|ancora, favoloso un|altro|ancora, stupendo un|altro|ancora, eccellente un|altro|ancora
grandioso, geniale, geniali, che geni, geni, siete dei geni, un genio, bravo genio, bene bene, andiamo bene
bene così eh, di bene in meglio, iniziamo bene, cominciamo bene, certo come no, come no, sì come no
si come no, certo certo, sì certo, si certo, eh certo, ma certo, ovviamente, ovvio, naturalmente, figuriamoci
figurarsi, ci mancherebbe, ci credo poco, come se, sì vabbè, si vabbe, vabbè, see, seh, e certo
adoro aspettare|pagare|essere|quando|stare|perdere|parlare
amo aspettare|pagare|essere|quando|stare|perdere|parlare, mi piace aspettare|pagare|quando|perdere|essere
felicissim%A di aspettare|pagare|aver, content%A di aspettare|pagare|aver
che gioia un|aspettare|pagare|quando|altra, una gioia, un piacere aspettare|parlare|attendere
è un piacere aspettare|attendere|parlare
meno male che era|è|ho|avevo|siete|avete|c ?urgente|espress%A|pagato|la|il, meno male che era urgente
per fortuna che era|è|ho|avevo|siete, fortuna che era|è|ho, spedizione express, consegna express, express
espress%A in, consegna in 9|giornata, consegna lampo eh|9|tre, rapidissimi eh, velocissimi eh
puntualissimi eh, puntuali come|eh, puntuali come sempre, efficienti come sempre, precisi come sempre
come un orologio svizzero, orologio svizzero, record, nuovo record, record mondiale|di, premio, un premio
meritate un premio|oscar|applauso, oscar per|del|dell, medaglia, un applauso a|per|ai, applausi per|a|al|ai
applauso, standing ovation, da incorniciare, da manuale, tanto che ci|fretta, tanto, con calma eh
fate con calma, con comodo, fate con comodo, prendetevela comoda, comoda la vita, non c è fretta eh
senza fretta eh, ahah, haha, ah ah, ahahah, eh sì, lol, che ridere, divertente, molto divertente, comic%A
comico, tragicomic%A, ironia, sarcasmo, ironico, da premio nobel, premio nobel, campioni del, campioni di
fenomeni eh, professionisti eh, altamente professionali eh, alla faccia, alla faccia della|del, viva la|il|l
servizio 9 stelle|cinque|da|impeccabile ?9|cinque|incubo|eh, servizio clienti 9
# --- what acts on others ------------------------------------------------

[boost 1]
molto, molt%A, tanto, tant%A, tantissim%A, moltissim%A, davvero, veramente, proprio, super, stra, iper, mega
ultra, troppo, estremamente, totalmente, completamente, assolutamente, realmente, incredibilmente, pienamente
decisamente, così, cosi, che, quanto, quanta, assai, parecchio, parecchi%A, sempre più, del tutto, un sacco
un botto, un casino di, altamente, immensamente, profondamente, pur%A, ver%A, tutto, tutta, davvero tanto
[damp 1]
un po, un poco, poco, abbastanza, piuttosto, leggermente, quasi, un pochino, pochino, un tantino
relativamente, vagamente, alquanto
[negator 1]
non, nn, no, né, ne, mai, senza, nessun%A, nessun, nessuno, niente, nulla, neanche, nemmeno, neppure, mica
affatto, per niente, per nulla, manco
[contrast 1]
ma, però, pero, tuttavia, comunque, anche se, sebbene, nonostante, malgrado, peccato che|per|il|la
peccato solo, tranne, eccetto, a parte, salvo, se non fosse, invece, unica pecca|nota|cosa|problema
unico neo|difetto|problema|appunto, l unica|unico pecca|neo|cosa|difetto, neo

# --- how long it lasted, what it ruined, what they deserve -----------------

[gripe 1.5]
è durat%A 9|due|tre|un|una|poco|niente|pochi, durat%A 9|due|tre|un|una|poco|niente|pochi, non è durat%A,
non dura, dopo il primo lavaggio|utilizzo|uso,
dopo due|9|tre|pochi|un lavaggi|utilizzi|usi|giorni|mesi|settimane|lavaggio,
al primo lavaggio|utilizzo|uso, alla prima lavata|pioggia,
già da buttare, da buttare, da buttare via,
si è scolorit%A|scucit%A|staccat%A|sfaldat%A|rotto|rotta|rovinat%A|ristrett%A, si sfalda,
si smonta, cade a pezzi, cadono a pezzi, a pezzi, sembra un giocattolo, giocattolo, di cartone, sembra cartone,
di plastica scadente, plasticaccia, sa di niente|plastica|cartone|bruciato,
sapeva di niente|plastica|cartone|bruciato, sopravvalutat%A, tutta fama, tutto fumo, fumo negli occhi,
fumo e niente, non vale il prezzo, non vale quello, rovinat%A la|il|le|tutto|una, rovin%ARE la|il|tutto|una,
mi avete|hanno rovinat%A, ci avete|hanno rovinat%A, guastat%A la festa, spreco, sprecat%A, sprec%ARE,
urlato contro|addosso, mi ha urlato|risposto|chiuso|trattato|sbattuto, risposto male, rispondono male,
risposta sgarbata, con sufficienza, dall alto in basso, con arroganza, modi bruschi, musi lunghi, muso lungo,
scorbutic%A, burber%A, neanche un saluto, nemmeno un saluto, né un saluto, neanche scusa, nemmeno scusa,
senza scusarsi, senza preavviso, senza dire nulla|niente, all improvviso, alla cieca, alla rinfusa,
tirat%A via, fatt%A in fretta, caotic%A, una bolgia, bolgia, un manicomio, manicomio, una tortura, tortura,
un supplizio, supplizio, via crucis, una via crucis, agonia, un agonia, un parto, trafila, trafile,
una trafila, scomodissim%A, squallida, sporchissima, topaia, bettola, tugurio, stamberga, catapecchia, tirchi,
tirchi%A, micragnos%A, porzioni ridicole|misere|da, miser%A, miseria, una miseria, insulso, insuls%A,
stomachevol%E, indigest%A, dozzinale, tarocc%A, taroccat%A, farlocc%A, fasull%A, inventat%A di sana, fuffa,
aria fritta, pressappochismo, pressapochist%E, menefreghista, scaricabarile, rimbalzat%A, rimbalz%ARE, gomma,
muro di gomma, un muro
[outrage 2]
galera, in galera, dietro le sbarre, prigione, devono pagare,
dovete pagare per|caro, paghino,
non avete cuore,
immoral%E, indecenti, sfruttator%E, sfruttatori, approfittator%E, approfittatori, approfittarsi, approfittate,
approfittarvi, speculator%E, speculatori, lucrare, lucrate, sciacallaggio, nauseat%A, nauseant%E, nausea,
voltastomaco, il voltastomaco, conati, da vomitare, ribrezzo, che ribrezzo, ripugnanza,
infamata, canagliata, carognata, bastardata, vigliaccata, barbari%A, barbarie,
gentaccia, come fate a dormire, come dormite,
dovrebbe farvi vergogna, fatevi schifo, fatevi un esame, andate a nascondervi, nascondetevi, sparire,
sotterratevi
[praise 2]
salvator%E, salvatori, sant%A subito, santi, un santo, una santa, artist%E, artista, maestri,
mani d oro, mani di fata, magia, magic%A, pura magia, paradiso, un paradiso, paradisiac%A, sogno realizzato,
oro colato, vale oro, un lusso, lusso, extralusso, successone, un successo, un successone, trionfo, trionfal%E,
una favola, da dieci, crea dipendenza, irresistibil%E, da provare, provare per credere,
assolutamente da provare, imperdibil%E, indimenticabil%E, memorabil%E, coccol%ARE, coccolat%A, coccole,
viziat%A, trattati come|da re|regine|principi|famiglia, come a casa, come a casa propria, come in famiglia,
in famiglia, si sente l amore|la, ci mettono il cuore|passione|anima, passione, con passione,
fatto con amore|cura|passione, fatta con amore|cura|passione, amore per il|i|la, cura dei dettagli|particolari,
cura del cliente, curato nei minimi, nei minimi dettagli|particolari,
tutti contenti|entusiasti|felici|soddisfatti, abbiamo adorato, ha adorato, hanno adorato, entusiasti tutti,
rimast%A a bocca aperta|senza|colpit%A|incantat%A|stupit%A, a bocca aperta, stupit%A, stupisc%E, stupor%E,
piacevolmente colpit%A, fuori dal comune, fuori classe, fuoriclasse, un altro livello, altro livello,
di un altro pianeta, mai una delusione, mai un errore, mai una sbavatura, sempre al top,
sempre impeccabil%E|gentil%E|puntual%E|disponibil%E|perfett%A|ottim%A, sempre una garanzia|certezza|sicurezza,
mission compiuta, missione compiuta, risolto alla grande, alla grande, alla grandissima, alla perfezione,
spacca tutto, che bombe, bombe, gasatissim%A, gasat%A, preso benissimo, presa benissimo
[confused 1]
intricat%A, ingarbugliat%A, groviglio, guazzabuglio, rebus, un rebus, enigma, rompicapo, geroglific%A,
incomprensibil%E, indecifrabil%E, criptic%A, contorti, contort%A, ci capisco poco|niente|nulla,
non ci capisco niente|nulla, faccio fatica a capire|seguire, fatica a capire, sono in alto mare, alto mare,
non vengo a capo, venire a capo, quale vale, qual è quella giusta, qual è quello giusto, quella giusta è,
quale dei due, quale delle due, a che serve|si, a cosa serve|si|corrisponde, a cosa si riferisce,
a che si riferisce, a quale vi, che tipo di, da dove esce|viene|salta
