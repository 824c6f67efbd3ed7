# Italian (chat spelling).  Apostrophes are blanks.
# Form: worker/decide/pattern_load.c.  Packs and what they do: config/rules.json.

negator = non nn no senza ne mai nessun nessuno nessuna niente nulla zero nemmeno neanche
negfill = mi ho bisogno di serve voglio c e necessario devo vorrei ci occorre che per ora ancora mica avevo desidero a piu ha si un una lo la gli le l stato stata problema problemi con sono vi ti il i avuto sia parlare passare chiamare trasferire mettere vado

@det = un uno una il lo la i gli le l mio mia miei vostro vostra suo sua qualche questo questa quel quello altro altra qualcun
@to = con a al allo alla ad
@human = persona persone umano umana umani operatore operatrice operatori agente agenti consulente consulenti addetto addetta rappresentante impiegato impiegata qualcuno gente venditore venditrice tecnico specialista collega dipendente commesso assistente incaricato referente
@boss = supervisore responsabile responsabili direttore direttrice direzione capo manager superiore superiori titolare dirigente proprietario gestore principale caporeparto coordinatore amministratore
@talk = parlare parlo parlarne parlar chattare conversare comunicare contattare discutere interagire dialogare confrontarmi
@pass = passami passatemi passarmi passa passare mi passi trasferiscimi trasferitemi trasferirmi trasferisci trasferite trasferire mettimi mettetemi mettermi metta collegami collegatemi connettimi connetta dammi datemi mandami mandatemi chiamami chiamatemi inoltrami chiama chiamate trovami fammi fatemi indirizzami smistami
@want = voglio vorrei desidero preferisco esigo chiedo pretendo necessito bisogno richiedo preferirei gradirei devo vogliamo vorremmo serve servirebbe vojo
@bot = bot bots robot macchina chatbot computer automatico automatica risponditore ia intelligenza programma
@order = ordine ordini pacco pacchi prodotto prodotti articolo articoli acquisto spedizione consegna scatola merce telefono cellulare televisore tv schermo tablet computer portatile frigorifero frigo lavatrice macchina macchinetta scarpe vestito camicia pantaloni maglietta giacca sedia tavolo divano materasso cibo pizza torta bottiglia bottiglie bicchiere bicchieri vaso vasi specchio libro giocattolo bici bicicletta lampada orologio occhiali monitor tastiera stampante valigia borsa fiori mazzo tazza tazze piatto piatti cuffie frullatore apparecchio dispositivo pezzo pezzi cosa cose mobile maglione anello collana confezione busta spesa merci
@money = soldi denaro rimborso euro importo somma dollari pagamento quattrini dindi
@charge = addebit* addebito addebitato addebitati addebitata addebitate prelev* prelievo fattur* scalato scalati pagato pagamento
@arrive = arrivato arrivata arrivati arrivate arriva ricevuto ricevuta ricevuti consegnato consegnata consegnati mandato spedito inviato portato inviata mandata trovato
@broken = rotto rotta rotti rotte danneggiato danneggiata danneggiati danneggiate difettoso difettosa difettosi spaccato spaccata ammaccato ammaccata graffiato graffiata crepato crepata scheggiato strappato strappata bagnato bagnata schiacciato schiacciata distrutto distrutta incrinato marcio marcia marci scaduto scaduta scaduti ammuffito ammuffita usato usata aperto aperta macchiato macchiata bucato bucata incompleto incompleta rovinato rovinata pezzi frantumi mille sciolto bruciato piegato storto guasto guasta manomesso avariato scheggiata fracassato sporco sporca
@wrong = sbagliato sbagliata sbagliati sbagliate diverso diversa diversi altro altra altri errato errata vuoto vuota vuoti

[person]
+ bot|robot|macchina no ?una ?un ?con persona|umano|qualcuno|operatore
telefono|numero|linea dove|a|con|cui ?cui ... risponde|rispondano|rispondono ... gente|qualcuno|persona|persone
risponda|risponde|rispondono gente|qualcuno|persone
faccia a faccia
di persona
qualcuno|gente di|dall|dietro|li voi|altra|dentro
qualcuno che ... parli|parla|sappia|capisca|conosca|possa|sia|ascolti|conosce|sa
uno|una|un dei|delle|di vostri|vostre|voi ?consulenti|operatori|colleghi|tecnici
mi passa|passi|passate|chiama|richiama ?la|il|un|una ragazza|signora|signore|collega|negozio|segreteria|dottoressa|dottore|titolare
@talk @to|cn ?@det ?vero|vera|altro|altra @human
@talk @to|cn ?@det ?vostro ?servizio|assistenza|ufficio|clienti|reparto|team|centralino|negozio|centro|amministrazione|supporto
contattare|contatto|contatto ... @human|umano|ufficio|assistenza|servizio
@pass ... ?in ?contatto ?@to ?@det ?vero|vera @human
@pass ... assistenza|servizio|reparto|ufficio|supporto|centralino
mi|ci ?puo|potete|puoi|potrebbe|potresti|fate|fai passa|passi|passare|passate|trasferisce|trasferire|trasferite|mette|mettere|mettete|collega|collegare|chiama|chiamare|parlare ... @human|umano|ufficio|assistenza
@want ... @human umano|umana|vero|vera|reale|in
@want ?parlare|di|con|un|a ... operatore|operatrice|umano|agente|consulente|persona|addetto|rappresentante ?umano|reale ?per ?favore $
@want ?un|di|con|una ... operatore|operatrice|umano|agente|consulente|persona che|adesso|ora|subito|per|pf|grazie|e|non|qui
@want ?che ?mi ?essere ... contatt*|richiam*|chiam*|telefon* ... ?da|un|una|al|qualcuno|@human|subito
@want che ... @human|qualcuno ?mi|ci ... risponda|aiuti|chiami|contatti|richiami|spieghi
@want ... assistenza|aiuto|supporto|contatto umana|umano|personale|personalizzata
qualcuno|@human che|puo|potrebbe|possa ?mi|possa|ci ?puo|possa mi|ci|aiuti|aiutare|aiutarmi|risponda|rispondermi|chiami|chiamarmi|richiami|richiamarmi|contattarmi|capisca|ascolti|spieghi|risolva|spiegarmi|contatti
mi|ci puo|potete|potrebbe|puoi|potreste|fa|fate ... chiamare|richiamare|contattare|telefonare ... ?qualcuno|un|una
puo|potete|potrebbe|potreste|puoi|fatemi|fate ... chiamarmi|richiamarmi|contattarmi|telefonarmi|richiamare
c|ce|esiste|avete ?e ... @human|qualcuno ?umano|in|vero|disponibile|reale|la|li|di|con|che|dietro $
c|ce|esiste ?e ?un|una|qualche ?vero|vera @human|qualcuno ?umano|vero|reale disponibile|qui|con|che|dietro|in|la|li|reale|a|vero
c e qualcuno
^ ?un|una|un @human ?umano|umana|reale|vero|subito ?per ?favore|grazie|pf $
^ assistenza|operatore|aiuto umana|umano|reale
persona|persone|umano|qualcuno|gente in ?carne ?e ?ossa
persona|operatore|gente|umano|essere|persone vera|vero|reale|umano|umana|umani|fisica|vere|reali
vero|vera|veri|vere ?essere ?e ?proprio operatore|persona|umano|persone
in carne|persona ?e ?ossa
come|dove|quale|qual ?posso|si|faccio|e|puo ... @talk|contatto|contatt*|parlo @to|un|una|qualcuno ?@det @human|qualcuno
numero|telefono ?di ?per|a ... @talk|chiamare|contattare|assistenza|servizio|clienti|parlare
chiamatemi|richiamatemi|contattatemi|richiamami|telefonatemi|fatemi ?subito|per|al|oggi|chiamare|richiamare|parlare
operatore|operatrice|umano|consulente subito|adesso|ora|grazie|pf|please
preferisco|preferirei|meglio ... persona|umano|telefono|voce|qualcuno|operatore|chiamata
+ non @want|ho|intendo ?piu ?di ?voglia parlare|chattare|parlo|perdere|scrivere|continuare ... @bot
+ basta|stanco|stufo|stufa|stanca|smettila ?di ?parlare ?con ... @bot
+ non @want ?piu ?un|una|il|risposte @bot|automatiche
sei|siete|parlo|sto|e ?un|una|parlando|solo ?con ?un @bot ?o|vero|no
togli|togliete|spegnete|niente ... @bot

[manager]
direzione|gestore|titolare|proprietario deve|dovrebbe|la veda|vedere|sapere|lo
tuo|suo|un|il|tua coordinatore|coordinatrice|caposquadra|capoturno|supervisora|supervisore|responsabile|superiore
sappia|informata|informato ?la direzione|il|al direttore|direttrice
conoscenza|orecchie della|del|alla direzione|direttore
con|col|dal|al|alla ?il|la|lo ?suo|sua|vostro|loro capo|capa|superiore|superiori|titolare|direttrice|direttore
chi comanda|dirige ?li ?da ?qui
parlare|voglio|passi|passatemi|passami|chiamate|chiami ?con|col|il ... responsabile|capo|titolare
arrivare|sapere ... capo|direzione|direttore|responsabile|superiore
@talk ?@to|col|coi|cn ?@det ?vostro ?tuo @boss
@talk|vedere|contattare|chiamare|chiama|chiamate|chiamatemi ... supervisore|responsabile|direttore|direzione|capo|manager|superiore|titolare|dirigente
@pass ... @boss
@want ... supervisore|responsabile|direttore|direttrice|direzione|capo|manager|superiore|titolare|dirigente $
@want|esigo ... ?parlare|vedere|con|il|un ... supervisore|responsabile|direttore|direzione|capo|superiore|titolare|manager
dove|chi e ?qui ?li ?il ?la ?vostro responsabile|capo|direttore|superiore|titolare $
chi comanda
^ ?un|una|il ?vostro supervisore|responsabile|direttore|capo|manager ?per ?favore|subito|grazie|ora $
@boss subito|adesso|immediatamente|ora
qualcuno|@human ... ?di|con|che|piu ... autorita|potere|superiore|alto|decidere|decide|decisioni|sopra|comandi|comanda|competente|grado
escalation ... caso|problema|supervisore|responsabile|pratica|reclamo|favore
livello|grado superiore|piu

[abuse]
idiota|idioti|imbecille|imbecilli|stupido|stupida|stupidi|cretino|cretini|deficiente|deficienti|coglione|coglioni|cazzo|cazzi|cazzate|merda|merde|stronzo|stronzi|stronza|vaffanculo|fanculo|vaffa|bastardi|bastardo|puttana|troia|incompetente|incompetenti|incapace|incapaci|incompetenza|ladri|truffatori|truffatore|buffoni|buffone|pagliacci|pagliaccio|bugiardi|bugiardo|schifo|schifosi|schifoso|schifosa|vergognatevi|vergognati|delinquenti|mascalzoni|pezzenti|animali|inetti|inetto|inutili|farabutti|disonesti|porci|porco|asini|ridicoli|mmerda|ritardati|ritardato|rompicoglioni|minchia|spazzatura|monnezza|imbroglioni|cialtroni|criminali|lestofanti|scemi|scemo|minorati|palle|maledetti|maledetto
figli|figlio di ?una|gran ?buona puttana|troia|cane
andate|vai|va|andatevene|vada ?tutti ?a|al|in|all ... fanculo|quel|cagare|diavolo|inferno|paese|culo|farvi
vi|ti dovete|dovreste|devi|dovresti vergognare
fate|fai|mi|ci|fa ?fate ?proprio ?veramente ?davvero schifo|pena|schifooo|ridere|cagare|vomitare
branco|massa|banda|manica di
chiudi|chiudete ?la|quella bocca|becco
peggior|peggiore|peggio|peggiori ... azienda|servizio|negozio|ditta|compagnia|esperienza|assistenza|app|banca|sito
rotto|rompete|rotta|rompere|rompi ?i|il|le|mi|ci coglioni|cazzo|palle|scatole
vi odio

[anger]
sono|siamo|mi|davvero|ormai|veramente ?molto|davvero|veramente|piu ?che furioso|furiosa|furibondo|furibonda|arrabbiato|arrabbiata|arrabbiatissim*|incazzato|incazzata|indignato|indignata|infuriato|infuriata|esasperato|esasperata|nero|nera|adirato|sdegnato|imbestialito|inferocito|schifato|schifata|incavolato|incavolata|sconcertato|allibito|allibita|imbufalito
stufo|stufa|stufi|stanco|stanca|arcistufo ?davvero di|della|del|dei|marcio
non|nn ne ?posso ?poss piu
ne ho ?le ?piene|abbastanza|fin
e|che|una|un|questa|questo|vera|davvero ?è|e ?una|un|uno ?vera|vero|autentica ?propria vergogna|schifo|scandalo|truffa|furto|ladrocinio|presa|buffonata|disastro|indecenza|incubo|insulto|pagliacciata|ladrata|follia|assurdita|barzelletta|mancanza|delirio|rapina|porcheria
inaccettabile|inammissibile|intollerabile|vergognoso|vergognosa|scandaloso|scandalosa|indecente|assurdo|assurda|ridicolo|ridicola|vergogna|indegno|pazzesco|indecoroso|inqualificabile|imbarazzante|inconcepibile|oltraggioso|scandalo|offensivo|allucinante
servizio|assistenza|azienda|esperienza|negozio|app|sito|qualita|trattamento|supporto ... pessimo|pessima|orribile|terribile|schifoso|schifosa|vergognoso|vergognosa|disastroso|penoso|penosa|indecente|scandaloso|scadente|disgustoso|osceno|inesistente|deludente|zero
pessimo|pessima|orribile|schifoso|vergognoso|disastroso|penoso|indecente|terribile|disgustoso ... servizio|assistenza|azienda|esperienza|negozio|app|sito|trattamento|supporto|comportamento
mancanza|manca ?totale di ?ogni ?qualsiasi rispetto|serieta|professionalita|educazione
mi|ci|vi|ti ?state|stai|avete|stanno|avete|state ... prendete|prendendo|preso|presi|prendere|prendi ?in ?per giro|culo|fondelli|scemo|stupido|idiota
presa ?in|per in ?giro|culo|fondelli
in giro
state|stai scherzando|burlando|scherzate
scherziamo|scherzate
mai piu
non ... mai piu
piu ?non ... compr*|ordin*|da ... voi
mi|ci|avete ?avete ?hanno|state ... derubat*|truffat*|fregat*|rubat*|ingannat*|mentit*|rubando|fregando|imbrogliat*
basta
e ora ?di
ma come osate|permettete|vi
come vi permettete|osate
vi|farò|faro|scriverò|scrivero|metto|metterò ?distruggo|rovino ... recension*|recensione|social|facebook|giornali|tutti|reputazione|pubblicita
rimborsatemi|rispondete|risolvete|muovetevi|datevi ... subito|immediatamente|ora|adesso|mossa|svegliatevi
muovetevi|svegliatevi|sveglia

[frustration]
block frustration: volte ?al|alla|a giorno|settimana|mese
block frustration: mille volte ?grazie
block frustration: # volte #
quante volte ... devo|dobbiamo|ripetere|chiamare|scrivere|dire
seconda|terza|quarta|quinta|sesta|decima|ennesima|millesima|centesima volta|mail|email|segnalazione|chiamata|richiesta
#|due|tre|quattro|cinque|sei|sette|dieci|mille|molte|varie|tante|cento|troppe|diverse|quante|parecchie|svariate volte
#|due|tre|quattro|cinque|sei|molte|varie|mille|diverse|decine|troppe|tante mail|email|messaggi|chiamate|telefonate|segnalazioni|richieste|solleciti|pec|tentativi
da|aspetto|sono|e|ormai|attendo|passati|passate|sto ?ormai ?sono ?oltre ?piu ?quasi ?ben ?gia ?aspettando ?piu ?di ?da #|un|una|due|tre|quattro|cinque|sei|sette|otto|dieci|quindici|varie|vari|molti|giorni|settimane|mesi|ore|lunedi|martedi|mercoledi|giovedi|venerdi|tanto|settimana|mese|mezz|tutta|tutto ... giorni|settimane|settimana|mesi|mese|ore|ora|giorno|mattina|minuti|anni|anno|tempo|scorsa|ormai ... aspett*|attend*|che|senza|e|provo|cerco|chiamo|scrivo|attesa|nessuno|niente|ancora|chiedo|sollecito|cercando|provando
aspetto|attendo|aspettando|attesa|attendendo|aspettiamo ... da|ancora|invano ... ?piu|giorni|settimane|mesi|ore|settimana|un|#|tre|due|lunedi|ieri|secoli|una|vita
sto|stiamo|ancora ... aspettando|attendendo|attesa
ancora|tuttora|sempre ... nessun|nessuna|niente|nulla|senza|non|attesa ... risposta|soluzione|notizie|ricevuto|rimborso|risolto|riscontro|arrivato|visto|consegna|pacco|notizia|aggiornamento
senza ?alcuna ?avere ?ricevere ?nessuna|una risposta|soluzione|notizie|riscontro ... ?da
nessuno ?che ?mi|ci|vi|ha|e|si ?ha ?mai ?sa ?mi risponde|risposto|risolve|aiuta|aiutato|fa|sa|chiama|chiamato|richiamato|richiama|venuto|interviene|degna|presentato|considera|contattato|ascolta|risolto|da|muove|dice
non|nn ?mi|ci|vi ?avete ?ha ?hanno ?mai ?risponde risponde|rispondete|rispondono|risposto ... ?nessuno|mai|piu
avete|mi|ci|hanno|sempre ?mi ?ci ?avevate ?avevano ?avete promesso|detto|assicurato|garantito|promettete|dite ... e|ma|che|invece ... niente|non|mai|ancora|nulla|nessuno
promess* ... mantenut*|vuote|marinaio|#|niente|non
sempre|ogni|solita|solite|solito|stessa|stesso ?la|le|lo|volta|mi ?dite ?la ?lo stessa|stesso|stesse|scusa|scuse|storia|solfa|cosa|problema|rinvii
ancora|altra ?volta ?lo|la|con stesso|stessa|problema|guasto|ritardo|errore
di nuovo ?lo|la|con stesso|stessa|problema|guasto|ritardo|errore
mi|ci ?state ?fate ?avete ... rimbalz*|rimpall*|sballott*|palleggi*|girare|scaricate|scaricabarile|giro
da un ... all|all|a altro|altra
stanco|stanca|esausto|esausta|esasperato|esasperata|snervante|frustrato|frustrata|frustrante|frustrazione|disperato|disperata|sfinito|sfinita|estenuante|logorante|snervato|stressato ?di|da|per ?tutto
stufo
sono|stufa stufa|di|d|dei|delle|del ?di
gia ?vi ?ho ?ne ?ve ?l ?lo ... volte|ieri|settimana|mail|tutto|mesi
vi|ve ?ne ?lo|l ho ?gia scritto|chiamato|detto|spiegato|segnalato|mandato|contattato|chiesto|sollecitato|ripetuto ... volte|volta|ieri|settimana|giorni|tutto|e|mesi
ho ?vi gia ?vi scritto|chiamato|detto|spiegato|segnalato|mandato|contattato|chiesto|sollecitato|ripetuto|inviato
perso|perdere|perdendo|perdo|perdita|sprecato ?ho ... ?di|il|la|mio|una|mezza|un|tutta ?mio tempo|mattinata|giornata|pomeriggio|ore|ora
pazienza ... finit*|limite|limiti|esaurit*|pers*|colm*
perso|perdendo|perdo|finito ?la ?mia pazienza
quanto|quanti ancora|tempo ... aspettare|attendere|devo|dobbiamo
fino a quando ... devo|aspett*|dobbiamo|pensate
per quanto tempo ... ancora|devo
mi|ci avete|hanno|lasciato|state|lasciate ... abbandonat*|piantat*|mollat*|ignorat*|ignorando|attesa|aspettare|ignorate|appeso
ignorato|ignorata|ignorate|ignorando|ignorati
colmo
e ancora|tuttora non|niente|nulla
non se|si ?ne puo|viene ?piu|capo

[bot_repeat]
+ me|mi|l|lo ?l|lo ?l ?hai|ha|avete ?gia ?lo ?l ?hai detto|risposto|mandato|scritto|chiesto|inviato|dato|spiegato ?gia
+ gia ?me|mi ?lo ?l ?hai|ho|ha detto|risposto|fatto|provato|letto|visto|inviato|mandato|spiegato|scritto|dato
+ questo|quello|tutto|l|lo|cio ?l ?lo ho|so ?gia ?gia fatto|provato|letto|visto|detto
+ non|nn e|era|ho ?quello|cio|questo ?che ho|chiesto|domandato|volevo|intendevo ?chiesto
+ non|nn ?ho chiesto questo
+ non|nn ?mi|ci|sta|stai|state|hai|ha|avete|riesci ?mi ?stai|a|state|hai capisci|capito|capisce|capendo|capire|ascolti|ascolta|ascoltando|leggi|legge|leggendo|letto|aiuti|aiuta|aiutando|rispondi|risponde|risposto|servi|serve|comprende|comprendi|rispondendo|risolvi|sai
+ non risponde|rispondi|risponda|rispondete|hai|ha|mi|avete|stai ?risposto ?rispondendo ?alla|alle|a|alla mia|mie|domanda|domande
stessa|stesso|identica|uguale|solita|medesima|stesse risposta|messaggio|cosa|frase|testo|link|domanda|risposte|cose|pappardella
la|lo stessa|stesso ... ?cosa|di|che|risposta prima|sempre|volta|ancora
sempre ?e ?comunque la|lo|le|gli|uguale stessa|stesso|stesse|stessi
ripeti|ripete|ripetete|ripetendo|ripetere|rispondi|dici|dice|mandi|manda|continui|continua|ripetizione ... stessa|stesso|sempre|uguale|cosa|stesse|a|ripetere
smettila|smetti|smettetela|basta di ripetere|ripetermi|mandare|mandarmi|dire|dirmi|copiare
disco|in|sei|bloccato rotto|incantato|loop|circolo|bloccato
giriamo|gira|girando in ?tondo
loop
risposta|risposte|messaggio|messaggi ... automatica|automatiche|automatico|automatici|preimpostata|preimpostate|generica|generiche|preconfezionate|standard|copia
leggi|legga|leggete|rileggi ?bene|quello|cio|il|cosa|che ... ho|scritto|messaggio|domanda|sopra|mio
di|ancora|un nuovo|con|altra ?questo|la|lo|volta stessa|stesso|link|risposta|questo
+ questo|questa|cio|cosi|la ?tua|vostra ?risposta|link non ?mi|ci aiuta|serve|risponde|risolve|funziona|c
inutile|inutili ... bot|robot|risposta|chatbot|assistente
bot|robot|risposta|chatbot|assistente|sei ... ?del ?tutto ?completamente inutile

[still]
continua|continuo|continuano|ancora|sempre|persiste|tuttora|rimane ?a|ad|il|la|lo|con ... non|funzion*|problema|errore|stesso|uguale|bloccat*|spento|guasto|connettere|accendersi|guast*|messaggio|schermata|schermo
ancora|tuttora|comunque|lo|sempre ?stesso non|nn ?mi ?si ?riesco ?va funziona|va|si|parte|accende|apre|carica|connette|riesco|fa|entra|risponde|collega
non|nn ?mi ?si funziona|va|parte|accende|apre|carica|connette|riesco|fa ?ancora|comunque|lo|sempre ancora|comunque|stesso|uguale|lo|lostesso
+ gia|l|ho|le ?ho ?gia ?l ?tutto provato|fatto|riavviato|controllato|verificato|resettato|seguito|tentato|spento|reinstallato|disinstallato ... ma|e|niente|non|nulla|stesso|tutto|uguale|volte|sempre
+ ho ?gia ?l provato|riavviato|resettato|seguito|reinstallato|ricontrollato ?tutto|gia|quello|le|i|tutti|anche
+ gia provato|fatto|riavviato|verificato|tentato|controllato
+ neanche|nemmeno|neppure ?cosi|questo|quello|con ?mi funziona|va|funzionato|risolve|parte|cosi
+ non|nn ?mi|ha|e|si ?ha ?e funzionato|servito|risolto|cambiato|cambia|migliorato|bastato ... ?nulla|niente|a
+ niente|nulla|nessuno|nessuna ?da|di|e ?fare|cambiato|questi funziona|cambia|funzionato|risolve|succede|cambiato|fare
stesso|stessa errore|problema|messaggio|risultato|cosa|situazione|guasto|schermata
nessun|senza risultato|cambiamento|successo|miglioramento|esito|effetto
di|un nuovo|altra ?volta ?lo ?stesso errore|problema
niente da ?fare
non ?ci ?e cambia|cambiato niente|nulla

[confusion]
+ non ?lo ?la ?le trovo|vedo|individuo ... tasto|bottone|icona|opzione|menu|scheda|link
sono ?proprio ?molto ?una ?un negata|negato|imbranat*|scars*|zero ?con ?in ?per
+ non sono ?molto ?tanto pratico|pratica|brava|bravo|capace con|di|in
+ non|nn|ancora|sempre|continuo|no|ci|mica ?riesco|sto|ho|a|ci|mi|l|ancora|ne ?a|ancora|non|ho capisco|capito|capire|capendo|comprendo|compreso|capisce|afferro ... ?nulla|niente
+ capito|capisco|capire niente|nulla|poco|zero
+ non|nn ?mi|e|ancora|tutto ?e ?molto ?ancora ?affatto ?per chiaro|chiara|chiare
+ non|nn so ?piu ?proprio ?cosa|come|dove|che|quale fare|devo|andare|cliccare|si|funziona|procedere|premere
confuso|confusa|confusi|confondi|confondendo|confondete|confusionario|confonde|perso|persa|smarrito|smarrita|incasinato
mi|sono|sto|mi ?sono ?stai|state|sta ?sempre|ancora|completamente|un ?piu ?po perso|persa|confondendo|confuso|confusa|smarrito|incasinato|impazzendo
spieg* ?mi|ce|me ?lo|meglio|di|ancora|in|piu ?altro ?nuovo|meglio|modo|parole|volta|passo|semplice|semplicemente|chiaro
rispieg*
cosa|che ?cosa vuol|significa|vuoi|intendi|intende ?dire $
cosa|che ?cosa vuol|significa|intende|intendi|vuoi ?dire
troppo|molto|tutto ?molto complicato|complesso|tecnico|confuso|difficile
in|con parole italiano|semplici|povere|altre ?povere
parole povere|semplici
eh|boh $
passo passo|per

[dispute]
stacc*|sospe* ... anche|pure|nonostante|sebbene|pero ... pagato|pagata|paga|pago|regola
due|tre|quattro|piu|varie|# rate|rette|addebiti|prelievi|pagamenti|canoni|mensilita|bollette ... partit*|presi|prese|addebitat*|scalat*|prelevat*
partit*|presi|prese|addebitat*|scalat*|prelevat* due|tre|quattro|piu|# rate|rette|addebiti|prelievi|pagamenti|canoni|mensilita|volte
@charge ... due|doppio|doppia|2|tre|duplicat*|raddoppiat* ?volte
due|doppio|doppia|2|tre|3|duplicat*|duplice|stesso ?volte ?il|l|lo|la addebit*|prelievo|prelevat*|pagamento|fattur*|pagato|transazione|importo
#|due|tre|piu|varie volte ... @charge|carta|conto|pagato|scalato|preso|tolto
addebit*|prelev*|fattur*|pagato|scalat*|tolto|preso|presi|messo ... di|piu|in|troppo ... piu|troppo|sbagliat*|errat*|extra|maggior*|errore
addebit*|prelev*|fattur*|scalat*|preso|presi|tolto|ritirato ... non|senza|mai|che|un|per ... riconosco|autorizzat*|richiest*|fatto|ordinat*|comprat*|acquistat*|consenso|sottoscritt*|utilizzat*|ricevut*|disdett*|annullat*|cancellat*|attivat*|avvis*|volevo|dovut*|autorizzazione|motivo|autorizzato|chiesto
disdett*|annullat*|cancellat*|recess*|restituit*|reso|disdetta ... e|ma|continu*|ancora|mi|eppure ... addebit*|prelev*|fattur*|scal*|pagare|pagat*|soldi|bolletta
continu*|ancora|sempre|seguit* ?a|ad ?mi ?ad addebit*|prelev*|fattur*|scal*|prendere
addebit*|prelievo|prelievi|transazione|transazioni|movimento|movimenti|costo|importo|spesa|fattura ... sconosciut*|stran*|indebit*|sbagliat*|errat*|sospett*|ingiustificat*|anomal*|misterios*|doppi*|illegittim*
addebit*|prelievo|prelievi|pagamento|pagamenti|transazione|transazioni|movimento|movimenti|costo|importo|spesa|abbonamento|fattura ... non|mai|senza ?ho ?l ?e ?mai ?la ?il autorizzat*|riconosco|richiest*|fatto|mio|mia|conosco|chiest*|sottoscritt*|attivat*|consenso|avviso|permesso|dovut*
non|nn|disconosco ?riconosco ?ho ?ho ?mai ?riconosco ?autorizzato ?questo|quest|questi|questa|l|un|il ... addebit*|prelievo|pagamento|transazione|acquisto|movimento|spesa
fattura|bolletta|conto|importo|totale|scontrino|prezzo|canone|tariffa ... sbagliat*|errat*|doppi*|troppo|alt*|assurd*|esagerat*|gonfi*|non|errore|spropositat* ... ?torna|corrisponde|quadra|e|esatt*|corrett*
errore ... fattura|bolletta|addebito|importo|conto|fatturazione|calcolo
pagato|pagata|addebitat*|prelevat*|scalat*|bonifico|preso|presi|versato ... ma|e|non|senza|pero|niente ... mai|non|niente|nulla|nessun|nessuna|ancora|risulta|senza ... ?ricevut*|arrivat*|attiv*|conferm*|risulta|ordine|prenotazione|servizio|biglietti|biglietto
contest* ... addebit*|fattura|bolletta|pagamento|importo|transazione|spesa|questo|spese
contestazione|contestare|disconoscere|disconoscimento ... ?addebit*|fattura|pagamento|transazione|bolletta|importo
chargeback
rimbors*|riaccredit*|accredito|storno ... non|mai|ancora|niente|nulla ... ?arrivat*|ricevut*|visto|accreditat*|vedo|fatto|risulta|vist*
non|mai|ancora|dov|dove|aspetto|nessun ?ho|e|mi|il|ancora|avete|un ?avete|mai|mio|visto|ricevuto ?il ?mio|nessun rimbors*|riaccredit*
mi|ci dovete|devono|dovevate|spettano ... soldi|euro|rimborso|#|restituire
abbonamento|assicurazione|servizio|opzione|canone ... mai|non|senza ... richiest*|attivat*|sottoscritt*|autorizzat*|chiest*|volut*|firmat*
mi ... addebitat*|fatturat*|pagare|pagato|prelevato|costato #|euro ... invece|anziche|al|quando|ma ... #|di|posto|gratis

[fraud]
accesso|accessi|login|sessione|connessione ...6 non sono|ero|stato ?stato io
accesso|accessi|login ...3 altro|altra|estero|straniero ?paese|citta|dispositivo
chiamat*|sms|messaggio|telefonata|mail ...8 dato|dati|comunicat*|detto|inserit* ...5 codice|pin|password|carta|dati
sito|pagina ...4 falso|falsa|fasull*|finto|finta
finto|finta|falso|falsa|sedicente operatore|sito|pagina|corriere|tecnico|banca|mail|sms|funzionario
hacker*|phishing|clonat*|clonare|truffat*|frod*|furto|hackerat*|rubat*|derubat*|truffa|truffe|raggirat*
rubato|rubata|rubati|clonato|clonata|hackerato|violato|violata|svuotato|svuotata|usato|usata|usano|accesso|entrato ... carta|conto|account|identita|dati|telefono|cellulare|password|portafoglio|profilo|bancomat|numero|soldi|punti
carta|conto|account|identita|dati|telefono|cellulare|password|profilo|bancomat|sim|portafoglio|postepay ... rubat*|clonat*|hackerat*|violat*|compromess*|svuotat*|bucat*|rubare|smarrit*
qualcuno|altro|sconosciuto|altri|estraneo|terzi|ladro|hacker|ignoti|persona ?persona ?e|ha|sta|si|mi ?e|ha|mi|sta|sono entrat*|usat*|usando|comprat*|fatto|acced*|accesso|cambiat*|apert*|spes*|prelev*|acquist*|ordinat*|rubat*|utilizz*|loggat*|tentat*|modificat*|svuotat* ... mio|mia|mie|miei|nome|conto|account|carta|password|acquisti|acquisto|dati|insaputa|soldi
accesso|accessi|login|acquisto|acquisti|transazione|transazioni|bonifico|bonifici|prelievo|prelievi|pagamento|finanziamento|prestito|operazioni|operazione|movimenti ... sospett*|sconosciut*|stran*|anomal*|fraudolent*
accesso|accessi|login|acquisto|acquisti|transazione|transazioni|bonifico|bonifici|prelievo|prelievi|ordine|pagamento|finanziamento|prestito|operazioni|operazione|movimenti ... non|mai ?ho ?e ?l ?mai ?sono fatto|autorizzato|autorizzata|autorizzati|riconosco|mio|effettuat*|mia|miei|mie|stato|io
attivita|transazione|transazioni|movimento|movimenti|operazione|operazioni|accesso|accessi|login|addebito ... sospett*|fraudolent*|anomal*|insolit*|sconosciut*
non sono ?stato ?stata io
non|mai ?ho ?mai fatto|autorizzato|effettuato|ordinato|comprato ?io ... questo|questa|quest|questi|quell|quegli|nessun|alcun ... acquisto|ordine|transazione|bonifico|pagamento|prelievo|acquisti|operazione
stato|stata|sono|caduto|vittima|questa|e ?vittima ?in ?di ?una ?stato truffat*|truffa|frode|phishing|raggir*|hackerat*|furto|clonat*|imbrogliat*
link|email|mail|messaggio|sms|chiamata|sito|numero|pagina|telefonata|chiamato ... fals*|sospett*|finge|fingendo|spacciandosi|chiedeva|chiedendo|chiede|chiesto|strano|fingendosi ... ?password|codice|dati|banca|carta|vostro|voi|pin|nome|operatore
dato|inserito|fornito|cliccato|comunicato|messo ... codice|password|dati|carta|pin|link ... fals*|truffa|truffatore|sito|link|sconosciuto|sospett*|sms|chiamata
spaccia|spacciando|spacciano|spacciandosi|finge|fingendo|fingendosi|fingono ... voi|vostro|operatore|banca|me|per
blocc* ... carta|conto|account|bancomat|subito ... ?rubat*|urgente|subito|immediatamente|mia|la|smarrit*
perso|smarrito|rubato ... carta|portafoglio|bancomat
sito|pagina|profilo|negozio|account falso|falsa|clone|fasullo|fake

[damage]
ruota|ruote|maniglia|manico|gamba|gambe|coperchio|porta|cerniera|pezzo|braccio|angolo staccat*|rott*|spezzat*|piegat*|scollat*|strappat*
aveva|ha|con|presenta|c|era ?e ?era ?una|un|delle|dei ?grossa|grande crepa|crepe|graffio|graffi|ammaccatura|ammaccature|bozzo|strappo|scheggiatura|buco|macchia|macchie
block damage: quanto|quanti|quante ?tempo ?giorni ?ore manca|mancano
rovesciat*|versat*|colat*|fuoriuscit*|perso ...5 scatola|pacco|tutto|busta|confezione|dentro
ordinat* ...6 arrivat*|ricevut*|mandat*|consegnat*
ordinat*|comprat*|acquistat* ...8 e|ma|poi ...4 arrivat*|mandat*|consegnat*|ricevut*
#|due|tre|quattro|meta|alcune @order rotte|rotti|rotta|rotto|distrutte|spaccate
arrivat*|ricevut*|consegnat* ...5 di|d un|un|altra|altro coppia|cliente|persona|altra|altro
@broken|fradic* ...3 e|in ...3 @broken|fradic*
@order ... @arrive ...4 @broken
@arrive ...5 @broken
@arrive ... tutto|tutta|tutti|completamente|totalmente|in|mezzo @broken
@order ... e|sono|era|erano ?tutto|tutta|gia|completamente|in @broken
@broken ... @arrive|consegna|trasporto|spedizione|corriere|apertura
@arrive ...5 @wrong @order|taglia|colore|modello|cosa|indirizzo|misura|numero|gusto|articolo|prodotto
@arrive ... @order|taglia|colore|modello|misura ... @wrong
@wrong @order|taglia|colore|modello|misura ... @arrive
@order|taglia|colore|modello ...3 sbagliat*|errat*|vuot*
@arrive ... vuot*|errat*|sbagliat*
@arrive ...4 altro|altra|altri|diverso|diversa ?@order|colore|modello|da|dal|rispetto|taglia|cosa
mandato|inviato|spedito|consegnato|arrivato ... un|una altro|altra
scatola|pacco|busta|confezione ... vuot*|apert*|manomess*|sassi|mattoni|pietre
ordinato|comprato|pagato|volevo|chiesto|acquistato ...6 e|ma|invece ...3 @arrive|arriva ...4 @det|#|altro|blu|nero|rosso|bianco|verde|due
non|nn e|era|corrisponde|sono ?affatto ?a ?il|la|quello|lo|quella|cio|per ?stesso|niente ?prodotto|modello|taglia|colore ?giusto ?che ?quanto ?ho ?avevo ordinat*|comprat*|acquistat*|pagat*|chiest*|descri*|foto|quello|volevo|giust*
manca|mancano|mancava|mancavano|mancante|mancanti ...4 @order|accessori|accessorio|meta|caricabatterie|manuale|viti|parte|parti|un|una|due|tre|#|cavo|il|la|i|le
@order|scatola|kit ...3 manca|mancano|mancava|incomplet*|mancante
@arrive ... incomplet*|senza ?il|la|i|le|un
@order ... perso|persa|persi|perse !tutti|tutte|i|il|la|le
@order ... smarrit*|rubat*|scompars*|sparit*|disperso
perso|smarrito|rubato|perduto ... @order
risulta|risultava|segnato|dice|tracking|stato|corriere|tracciamento|sito|app|segna|indica|spunta ...6 consegnat*|recapitat* ...8 non|mai|niente|nulla|nessuno|ma|qui ...4 ricevut*|arrivat*|c|visto|ho|e|nulla|niente|trovato
non|mai|nulla|niente ?mi|ho|e|ha ?mai ricevut*|arrivat*|visto ...8 risulta|dice|segna|tracking|segnato ...4 consegnat*|recapitat*
consegnat*|lasciat*|dato|recapitat* ...5 a|ad|al|alla|all|nel|in|da @det|un ?altro|altra ?indirizzo|persona sbagliat*|altro|altra|vicino|sconosciut*|estrane*|indirizzo|persona|qualcuno
mai arrivat*|ricevut*|consegnat*|pervenut*
@order ... mai arrivat*|ricevut*|consegnat*
rotto|rotta|rompe|strappato|staccato|guastato|guasto|fuso|bruciato|scollato|scheggiato|fermato|spento ... prim*|giorno|giorni|uso|settimana|dopo|utilizzo|gia|volta|mese
@order ...4 non|nn ?si ?mi ?neanche ?nemmeno accende|funziona|parte|carica|va|accendeva|funzionava ... appen*|prim*|nuov*|scatola|arrivat*|giorno|comprat*|ieri|oggi|tirato
smesso di ?gia funzionare|caricare|andare ... giorn*|settiman*|prim*|uso|nuov*|dopo
difetto|difetti ?di ?fabbrica|fabbricazione|produzione
@arrive|e|era|sono|arrivato ... difettos*|guast*|graffi|graffio|crepa|buco|macchia|macchie|muffa|vermi|capello|capelli|insett*|ammaccatura|strappo
@order|cibo|piatto ... fredd*|crud*|bruciat*|avariat*|capello|muffa

[refund]
@want|esigo ... rimbors*
@want|esigo|rivoglio|pretendo|ridatemi|restituitemi|ridammi|datemi|rendetemi|riavere|ridarmi|indietro|restituire|restituirmi|ridate ... @money ... ?indietro
rivoglio|ridatemi|ridammi|restituitemi|rendetemi|rimborsatemi|rimborsami|rimborsate|ridatemeli|stornatemi|rimborsarmi|rimborsarci|rimborsi|riaccreditate
@money ... indietro|restituit*|rimborsat*
i|miei|mio miei|mio soldi|denaro ?indietro|subito
rimbors* ... me|mi|mio|mia|tutto|subito|immediat*|complet*|total*|ordine|acquisto|soldi|integral*|l|il
mi|ci|essere|farmi|voglio|chiedo|dovete|potete|fatemi ?potete|dovete|fare|dovreste|essere|puo|fate|rimborsate ?un|il|rimborsare rimbors*
chied*|richied*|esig*|ottenere|procedere|effettuare|fare|fatemi|pretend*|avviare|inoltr* ... @det ?mio|un|il|al rimborso|storno
rimborso ?completo|totale|integrale|immediato|parziale|subito ?subito ?per ?favore|grazie $
^ rimborso
@want|intendo|devo ... restituire|rendere|rimandare|reso|recesso ... @order|@det|perche|questo|non|i|le|la|lo|questi
@want|devo ... restituire|reso
annull* ... e|con|per|voglio ... rimbors*|soldi|denaro
riprendetevi|riprendete

[formal]
fare|presentare|sporgere|inoltrare|aprire|inviare|depositare|faccio|presento|faro|presentero|scrivere|sporgo|registrare|inoltro|apro|esporre|effettuare|lasciare|voglio|farò ?un|una|presentare ?formale ?un reclamo|reclami|denuncia|lamentela|esposto|segnalazione|reclamo|protesta|rimostranza
@want|intendo|devo|desidero ... reclamare|lamentarmi|denunciare|lamentare|reclamo|lamentela
reclamo|lamentela|protesta ... formale|ufficiale|ufficialmente|formalmente|scritto|contro|dipendente|commess*|corriere|operatore|negozio|direzione|verso|riguardo|autista
formalmente|ufficialmente ... reclam*|lament*|segnal*|protest*
ufficio|modulo|indirizzo|numero|libro|registro ?dei ?di ?per ?i ?un reclami|reclamo|lamentele
dove|come|chi|quale ... reclamo|reclami|reclamare|lamentarmi|lamentela|lamento|lamentarsi
commess*|corriere|operatore|operatrice|dipendente|addett*|cassier*|camerier*|autista|tecnico|personale|impiegat*|receptionist|fattorino|vigilante|vostro|ragazz*|signora|collega|autist*|rider ...6 maleducat*|scortes*|sgarbat*|insult*|urlat*|aggressiv*|arrogant*|offes*|razzist*|cafon*|trattat*|discrimina*|minacci*|attaccat*|riso|sbattut*|villan*|irrispettos*|molest*|deris*|spint*|pessim*|strafottente
trattat*|risposto|urlato|insultat*|umiliat*|offes*|aggredit*|deris* ... mal*|male|addosso|dipendente|commess*|cane|pezza|corriere|operatore|personale|ladro|maniera|modo
mi|ci ha|hanno urlat*|insultat*|umiliat*|offes*|aggredit*|minacciat*|discriminat*|deris*|spint*

[legal]
dal|dall|il|da ?un mio|nostro legale|avvocato
mio|nostro legale $
avvocato|avvocati|avvocata|legale|legali ...5 contatt*|scriv*|sent*|parl*|caus*|azion*|proced*|notizie|diffid*|pratica|letter*|vie|far|prend*|dovrete|dovra|gia|mett*|pensera
contatt*|consult*|parl*|senti*|rivolg*|incaric*|dar*|passo|sento|dò|mett*|affid*|chiam*|notizie ... mio|un|il|dal|al|nostro|mano|a|con|agli|ad|miei avvocato|avvocati|legale|legali
denunci* ... vi|polizia|carabinieri|autorita|voi|truffa|azienda|procura|antitrust|guardia
vi denunci*|querel*|cito|faccio|porto|trascin*|trascin*|segnal* ... ?causa|tribunale|in|antitrust
sporg* ... denuncia|querela
denuncia|querela|querelo|querelare|esposto ... polizia|carabinieri|procura|penale|contro|vi|sporg*|postale
querela|querelo|querelare|querelarvi|denunciarvi|denunciarli|denuncero
causa ... fare|faccio|faro|farvi|intent*|legale|vi|tribunale|civile|collettiva
fare|faccio|faro|farvi|faremo|intentare|intento|fara causa
vie|azione|azioni|via|mezzi|procedimento|tutela legali|legale|giudiziaria|giudiziarie|legali
tribunale|tribunali|giudice|giudici|procura|giustizia|pretura|agcom|antitrust|agcm|codacons|adiconsum|federconsumatori|altroconsumo|adusbef|altroconsumo|unc|corecom|conciliazione|conciliaweb|arera|ivass|consob|enac|garante|adoc|nas
associazione|tutela|difesa|diritti|codice|unione ?di ?dei ?del consumatori|consumatore|consumo
diffida|diffido|messa mora|in|vi|legale
diffida
raccomandata|pec ... avvocato|legale|diffida|diffid*
polizia|carabinieri ... chiam*|denunci*|rivolg*|vado|andro|segnal*|avvis*
illegale|illegali
legge|leggi|diritti ... consumat*|violat*|violando|tutela|prevede|viola|rispettat*
violazione|viola|violat*|violando|inadempienza|inadempimento ... contratt*|legge|gdpr|privacy|diritti
risarcimento|risarcire|risarcirmi|danni ... danni|chied*|esig*|chiedero|voglio|morali|pretendo
risarcimento
ultimo|ultima avviso|avvertimento|sollecito|possibilita ... legal*|avvocat*|denunci*|tribunale|prima

[safety]
viso|faccia|labbra|lingua|gola|occhi|figlio|figlia|bocca|mano ...4 gonfi*
orticaria|macchie ... dopo|da|per
vomit*|malati|diarrea ...6 mangiat*|cena|cenato|ristorante|pranzo
medicina|farmaco|dose|medicinale|pastiglie sbagliat*|errat*
non riesce|riesco|puo ?a respirare
pezzo|pezzetto|frammento|scheggia|pezzi di vetro|metallo|plastica
fuoco|fiamme|scintille|scintilla|fumo|fumava|esplos*|esplod*|scoppiat*|fulminat*|scossa|scosse|cortocircuito|corto|bruciat*|brucia|fuso|incendi*|surriscald* ...7 @order|caricabatterie|caricatore|batteria|presa|cavo|casa|cucina|stufa|mano|mani|forno|adattatore|ferro|asciugacapelli|phon|friggitrice|microonde|monopattino|bollitore|ciabatta|spina|lavastoviglie|tostapane|coperta|caldaia|piastra|auto
@order|caricabatterie|caricatore|batteria|presa|cavo|stufa|forno|adattatore|ferro|asciugacapelli|phon|friggitrice|microonde|monopattino|bollitore|ciabatta|spina|tostapane|coperta|caldaia|passeggino|auto|freni|scala|ascensore|pentola|piastra|scaldabagno|elettrodomestico ...6 fuoco|fiamme|scintille|fumo|esplos*|esplod*|scoppiat*|scossa|scosse|bruciat*|fuso|incendi*|surriscald*|fulminat*|ceduto|crollat*|scotta|fonde|fumava
odore|puzza|fuga|perdita ...3 gas|bruciato|fumo|plastica
monossido|intossic*|avvelen*|salmonell*|anafilat*|anafilass*|folgorat*
reazione|shock ... allergic*|anafilattic*|cutanea|grave|violenta
allerg* ... reazione|gonfi*|ospedale|pronto|respir*|conteneva|avvert*|soccorso|orticaria|noci|segnalat*
conteneva|contiene|c|presenza|tracce ...4 arachidi|noci|nocciole|glutine|crostacei|latte|lattosio|sesamo|gamberi|frutta ...5 allerg*|celiac*
gonfi*|orticaria|ustioni|ustione|vesciche|vomit*|diarrea|convulsion*|svenut*|soffoc*|bolle|stare ...8 crema|prodotto|cibo|mangiat*|mangiare|shampoo|tinta|medicinale|pastiglia|maschera|sciroppo|integratore|figlio|figlia|bambino|bambina|trucco|profumo|viso|pelle|occhi|usat*|vostro|vostra|pranzo|cena
crema|prodotto|cibo|mangiat*|shampoo|tinta|medicinale|maschera|integratore|trucco|hamburger|pollo|pesce|sushi|cozze|insalata|latte|panino|kebab|piatto|cena|pranzo ...10 gonfi*|orticaria|ustion*|bruciat*|vesciche|vomit*|diarrea|convulsion*|svenut*|allerg*|malissimo|intossic*|ospedale|soccorso|soffoc*|irritat*|male|stat*
ospedale|pronto|ambulanza|118|112|ricoverat*|medico ...10 @order|prodotto|mangiat*|intossic*|allerg*|bruciat*|tagliat*|ferit*|incident*|usat*|crema|negozio|colpa|scossa|causa|vostro
mi|si|ci|mio|mia|mano|dito|figlio|figlia|bambino|bambina|cane|sono ...4 tagliat*|ferit*|bruciat*|ustionat*|folgorat*|cadut*|rott*|ingoiat*|ingerit*|soffocat*|intossicat*|fratturat*|scivolat* ...8 con|per|dal|dalla|sul|sulla|@order|negozio|lama|vetro|sedia|pavimento|scala|causa|usand*|da|un|una|in|pezzo|pila
vetro|vetri|metallo|plastica|chiodo|vite|scarafaggio|topo|verme|vermi|larve|larva|lametta|filo|graffetta|dente|insetto|ago|blatta|scheggia ...4 nel|nella|dentro|in|nell ...3 piatto|cibo|panino|hamburger|zuppa|insalata|bottiglia|bibita|omogeneizzato|latte|pane|pizza|riso|lattina|torta|yogurt|minestra|barattolo|vasetto|pasta|succo|cereali
pericolos*|pericolo|rischio|rischios* ...6 bambin*|figli*|vita|mort*|elettric*|incendi*|fuoco|salute|morire|molto|davvero|farsi|qualcuno|grave|serio
e|è|molto|estremamente|un ?e ?molto ?davvero ?un pericoloso|pericolosa|pericolo|pericolosissim*
vita|salute|in ?pericolo|rischio pericolo|rischio
incidente ...6 corriere|freni|negozio|auto|monopattino|autista|bici|causa|colpa|vostr*|per|con
ferit*|sanguin*|frattur*|lesion*|scossa ...5 @order|negozio|con|elettric*|bambin*|mano|prodotto|figli*
ingoiat*|ingerit*|inghiottit* ...4 pila|batteria|pezzo|bottone|magnete|calamita
freni ...4 non|ceduto|rotti|funzionano|andati

[vulnerable]
senza|finito|finita|finiti|finite|rimasto|rimasta ?senza ?le ?la ?i ?il pastiglie|pillole|medicine|medicina|farmaco|farmaci|compresse|terapia|inalatore
farla finita
pensato|penso ?di ?a farla|morire|uccidermi|ammazzarmi
in|con|sotto ossigeno|dialisi
ossigeno ...8 corrente|luce|saltat*|staccat*
telesoccorso|salvavita ...4 muto|non|rotto|spento|guasto
suicid*|ammazzarmi|uccidermi
voglio|vorrei|mi|penso|preferisco|meglio ?di ?a ?solo farla|morire|finita|ammazz*|uccid*|suicid*|togliermi|sparire ?finita
non voglio|posso ?piu vivere
non ne posso piu di vivere
non voglio piu andare avanti
non ce la ?faccio ?piu ... piu
insulina|ossigeno|respiratore|pacemaker|dialisi|chemio|chemioterapia|epilett*|epiless*|farmaco|farmaci|medicina|medicine|medicinale|medicinali|inalatore|ventolin|salvavita|antibiotic*|terapia|defibrillatore|saturimetro ...10 urgent*|urgenza|oggi|finit*|senza|bisogno|serv*|grave|pericolo|ritard*|non|domani|dose|manc*|scadut*|notte|subito
senza|finit*|bisogno|serve|manca|urgent*|scorta|ultima ...6 insulina|ossigeno|farmaco|farmaci|medicina|medicine|medicinali|inalatore|dialisi|salvavita|terapia|pastiglie|respiratore
incinta|disabil*|carrozzina|anzian*|nonna|nonno|neonat*|bambin*|malat*|allettat*|cieco|cieca|cancro|tumore|diabetic*|alzheimer|ricoverat*|prematur*|cardiopatic*|autistic*|vedova|invalid*|sedia|oncologic* ...8 senza|urgent*|sol*|bloccat*|chius*|freddo|caldo|riscaldamento|acqua|luce|corrente|mangiare|latte|grave|ospedale|bisogno|ossigeno|morendo|morire|fame|dipend*|emergenza|strada
senza|tagliat*|staccat*|manca|mancanza|blackout|guasto|salta|interrott* ...6 luce|corrente|acqua|riscaldamento|gas|elettricita|cibo|ascensore|latte|calda|telefono|frigo|caldaia ...10 bambin*|neonat*|anzian*|nonna|nonno|madre|padre|mamma|papa|malat*|disabil*|incinta|figli*|insulina|ossigeno|diabetic*|carrozzina|marito|moglie|suocera|casa
madre|padre|mamma|papa|nonna|nonno|moglie|marito|figlio|figlia|bambino|bambina|fratello|sorella|zia|zio|vicina|suocera|neonato ...8 ospedale|urgenza|urgente|grave|ossigeno|insulina|morendo|operazione|bloccat*|chius*|respira|respirare|convulsion*|ricoverat*|decedut*|mort*|svenut*|rianimazione|infarto|ictus|coma|incoscient*|intensiva
bloccat*|chius*|intrappolat*|pers*|sol* ... in|nell|su|con|a|all ...3 ascensore|strada|aeroporto|stazione|autostrada|notte|bambini|neonato|macchina|estero|fuori|figli|freddo
violenza domestica|familiare
minacci*|picchi*|perseguit*|stalk*|insegu* ...5 ex|marito|compagno|fidanzato|morte|indirizzo
mio ex ?marito|compagno|fidanzato ...4 minacci*|picchi*|perseguit*|trov*|localizz*|segue
emergenza|urgenza medica|vitale|familiare|assoluta|grave
e|è|una|un ?una|un ?vera emergenza
questione di vita
funerale|decesso|decedut*|morto|morta|lutto|mancato|mancata|funerali|scomparsa ...10 domani|oggi|urgent*|volo|viaggio|annull*|biglietto|fiori|bisogno|conto|linea|intestat*|madre|padre|moglie|marito|mamma|papa|nonna
non ho|abbiamo ... da|dove mangiare|dormire|andare|soldi|vivere
sfratt*|strada ...6 domani|oggi|figli|bambini|neonato
bambin*|figlio|figlia|neonat* ...4 ingoiat*|ingerit*|scompars*|sol*|chius*|bloccat*|incoscient*|respira
attacco|crisi ?di panico|ansia|epilett*|asma|cardiac*|cuore

[negotiate]
siamo|saremo # ... prezzo|tariffa|sconto|gruppo
#|# al posto|invece di #
scendete|scendi a #
#|# ... per entrambi|tutti|tutto ... chiud*|prend*|compro|ok
se|e|per|quando|ne|voglio|vorrei|compro|ordiniamo|prendo|prendendo|comprando|acquistando|ordinando|ordine ?io ?ne ?vi compro|prendo|ordino|compriamo|prendiamo|ordiniamo|acquisto|acquistiamo|comprassi|prendessi|prendere|comprare|acquistare|ordinare|ordinassi|servono|comprando|prendendo|ordinando|di ?almeno ?piu ?di #|due|tre|quattro|cinque|sei|otto|dieci|dodici|quindici|venti|trenta|quaranta|cinquanta|cento|duecento|mille|dozzina|diversi|tanti|entrambi|tutti|molti|grandi ...9 sconto|sconti|prezzo|meglio|migliore|meno|scontate|offerta|promo|preventivo|trattare|speciale|gratis|tariffa|risparmi*|favore|condizioni|abbassa*|fate
sconto|prezzo|prezzi|migliore|tariffa|offerta|preventivo|meno|condizioni ...10 #|dozzina|cento|venti|cinquanta|dieci|trenta|mille|quindici|dodici|cinque|tre|sei|due ...1 unita|pezzi|scatole|magliette|camicie|licenze|persone|divise|sedie|tavoli|computer|paia|chili|kg|tonnellate|camere|notti|libri|utenti|copie|articoli|litri|tazze|biglietti|cappellini|bottiglie|quaderni|posti|postazioni|dipendenti|alunni|prodotti|metri|pacchi|telefoni|mesi|cartoni|felpe
all|in|per|di|acquisto|grosso ingrosso|stock|quantita|quantitativi|volume|volumi|grandi ...8 sconto|prezzo|prezzi|trattare|migliore|preventivo|tariffa|#|pezzi|listino|agevol*
sconto|prezzo|prezzi|tariffa|preventivo|listino ...6 ingrosso|quantita|volume|volumi|gruppo|gruppi|rivenditore|rivenditori|aziendale|aziende|stock|grossista
le|vi|ti|ve|te|io ?ne|lo ?li do|offro|pago|propongo|darei|pagherei|posso ... #|mille|cento|meta
#|# ?euro ?in ?contanti ?e ... lo|la|li|affare|ci|chiudiamo|e ?lo prendo|compro|fatto|sto|fatta|subito|mio|ok
fate|fai|lasciate|lasci|lascia|vendete|scendete|abbassate|accettate|accetteresti|fareste|accetta|scendere|me|facciamo|fa|faresti|lascereste|lasciarmelo|abbassare|potete|lasciarlo ?lo|la|li|me|lascia|fare|lasciate ... a|per|fino|i|le|al|sotto # 
a|per # ?euro ?massimo ?e ... lo|la|li|affare|ci|chiudiamo|e ?lo prendo|compro|fatto|sto|fatta|subito|mio|va|ordino
concorrent*|concorrenza|altrove|amazon|altro|negozio|altra ...8 #|meno|meglio|migliore ...6 pareggi*|uguagli*|abbass*|fate|prezzo|costa|potete|offr*|adegu*|scendere
pareggi*|uguagli*|batt*|adegu* ... prezzo|concorren*|amazon|offerta|#
concorrent*|concorrenza|altrove|altri|altro|amazon|altra ...5 propon*|vend*|ha|fa|fanno|offr*|dato|chied*|visto|fatto ...6 #|meno|meglio|migliore
controfferta|controproposta|contrattare
tratt*|negozi*|contratt* ... prezzo|#|quantita|sconto|sul
mio|mia|nostro|nostra budget|offerta|proposta|massimo|limite e|di|massimo|arriva|sarebbe ... #|cento|mille
budget ... # ...8 abbass*|prezzo|sconto|veni*|tratt*|fare|possibile

[limitation]
allora|e chi ... puo|fa|ha|occupa|decide
eredi|defunto|defunta|successione
caso|situazione|problema|richiesta|pratica|questione ?e|mio|mia|molto|un ?e ?un|una ?po|piu|molto|abbastanza|piuttosto|troppo particolare|speciale|complesso|complessa|complicato|complicata|delicato|delicata|eccezionale|specifico|insolito|diverso|articolat*|diversa|lunga
nessuna|nessuno|nessun ?delle|di|dei|tra ?queste|vostre|le|tue opzioni|opzione|scelte|risposte|risposta|voci ... corrisponde|va|aiuta|riguarda|serve|adatta|applica|bene|risolve|mio|fa
non|nn ?c|vedo|trovo|esiste|e ... opzione|opzioni|menu|lista|scelta|elenco ... per|mio|caso
eccezione|deroga|eccezionalmente|proroga|autorizzazione
manualmente
bisogno|serve|necessita|occorre|richiede ...4 manual*|intervento|umano|qualcuno
sito|app|sistema|modulo|piattaforma|portale|pagina|form ... non ?mi ?me ?lo lascia|permette|accetta|riconosce|fa|consente|prende
non|nn ?mi ?ci ?riesco|si|posso ?a|fa|puo ... dal|dall|sul|da|tramite ... sito|app|modulo|portale|solo|sola|online
bot|robot|assistente|chat|chatbot|tu|lei ... non ?mi ?puoi|puo|sai|sa|riesce|riesci|potrai ... aiut*|risolv*|gestir*|fare|rispond*|serv*
non ?penso|credo ?che ?tu|lei|un|questo ... possa|possiate|puoi|sappia|riesca ... ?aiut*|risolv*|gestir*
correggere|modificare|cambiare|rettificare|correggete|volturare ... nome|intestatario|partita|iva|fattura|contratto|indirizzo|codice|intestazione|ragione ... fattura|emessa|gia|intestat*|contratto|fiscale|atto|emesso
piu|due|tre|diversi|vari account|ordini|fatture|contratti|prenotazioni ... unire|unificare|accorpare|mischiat*|insieme|volta

[conditional]
se|quando|qualora|nel|caso|supponiamo|ipotizz*|mettiamo ?se ?caso ?mi ?il|la|lo|l|non|un|dovesse|dovessi|si ?mio ?mi ?qualcosa|@order ?non ?dovesse ?mi ?si arriva|arrivasse|arrivano|rompe|rompesse|danneggia|danneggiato|rotto|piace|piacesse|va|andasse|perde|perdesse|funziona|funzionasse|cambio|voglio|volessi|annullo|rubano|clonano|addebit*|taglia|serve|sbaglio|smarrisce|difett*|arrivare|rompersi|succede|ripenso
in caso di
cosa|che ?cosa succede|faccio|fare|fate|devo|dovrei|accade ?io ?fare se|in|quando|nel
prima di|che acquistare|comprare|ordinare|pagare|prenotare|l
e se

[policy]
entro quando|quale ?data ?giorno posso|si|ho
fino|entro a ?quando|quale|che ?data ?giorno posso|si|ho
quanto|quanti|quale|qual ?tempo|giorni|e|ci|il|sono ... rimbors*|reso|resi|restitu*|cambio|reclam*
qual|quale|quali|come|sapere|informazioni|info|dove|conoscere ?e|sono|funziona|funzionano|la|le|sui|trovo|sulle|sul|vostra ?vostre|la|le|i|il|vostra ... politica|politiche|condizioni|termini|procedura|modalita|regole|tempi|tempistiche|garanzia|reso|resi ... ?reso|rimbors*|resi|cambio|garanzia|recesso
politica|politiche|condizioni|tempi|termini|procedura|modalita|garanzia|diritto|tempistiche ?di|dei|del|per ?i ?il ?un reso|resi|rimbors*|cambio|cambi|recesso|restituzione
fate|accettate|offrite|avete|prevedete|c|ci|e|e|sono ?e ?la ?il ?i ?dei|un|previsto|possibile ... rimbors*|resi|reso|cambi|cambio|garanzia|soddisfatti
si|posso|potrei|e|possiamo ?puo|possono ?fare ?possibile ?il ... restitu*|reso|cambi*|rimbors*|rendere ... se|entro|senza|dopo|in|negozio|giorni|regalo|saldo|scontrino|online|come|comprato|gratis
come ?si|posso|faccio|funziona|devo|funzionano|e|fare|potrei|per ?fa|fare|per|richiedere|fare ?il|un|i ... rimbors*|reso|resi|restitu*|cambio|reclamo

[resolved]
^ si|esatto|ah ...6 grazie $
^ ah|ok|bene|uff|ecco|va ...8 grazie|perfetto|ottimo $
e|stata|stato|l ?ha|hanno|avete tolt*|accreditat*|stornat*|annullat*|rimoss*|sbloccat*
adesso|ora|ok ?l ?lo ?la ?si ?ha|e|va preso|presa|legge|accettato|andata|andato|passata|passato|apre
arrivata|trovato|trovata|arrivato|sparita|sparito|recuperato|vero|si|esatto ... a|tutto|tutte|tutti|grazie|lui|scusate|bene ?posto
a posto
tutto a|bene|ok|apposto ?posto $
ok|tutto|adesso|ora|finalmente|perfetto|grazie|ho|problema|si|ecco|e|tutto ?tutto|ora|adesso|ho|e|si|mi|a|va|gia ?e ?va|mi funziona|risolto|risolta|arrivato|arrivata|trovato|trovata|riuscito|riuscita|posto|bene|sistemato|sistemata|capito|partito|entrato|accreditato|ricevuto|tornato|rimborsato|chiaro|ok|accende|connesso|parte
funziona|va|risolto|sistemato|trovato|arrivato|riuscito|fatto ?tutto ora|adesso|grazie|tutto|bene|perfetto|perfettamente|finalmente|benissimo|oggi|stamattina|da|io|da|appena
problema|questione|tutto|dubbio|pratica|caso ?e|stato ?stato risolto|risolta|posto|sistemato|chiarito|chiuso|apposto
era|avevo|colpa|stato ?un|il|la|sbagliato|mia|solo|mio errore|wifi|cavo|io|sbagliato|mia|spento|distrazione|mio
falso allarme
lascia|lascia|lasciate|non|dimentica|lasci ?fa ... stare|perdere|niente|fa|importa
non ?c ?e ?mi ?ce|ne ?n serve|occorre|bisogno|importa piu
grazie ... ora|ho|tutto|risolto|cosi|perfetto|funziona|capito|gentilissim*|chiaro|mi
ora|adesso|mi|cosi ?ho|e|mi|hai ?e ?tutto capito|chiaro|chiarissimo|aiutato|bastato|basta|salvato ... ?grazie|perfetto
arrivato ?il|la|mio|oggi|stamattina|tutto ?@order oggi|stamattina|tutto|grazie|perfetto|bene|integro|puntuale|ieri

[decline]
+ non ?si ?ti ?vi disturbi|disturbate|disturbare|scomodi|preoccupi|preoccupate
+ non|nn|senza|niente|inutile ?c ?e ?serve ?occorre ?bisogno ?voglio ?di ?che ?mi ?vi passi|passate|passare|passarmi|chiami|chiamate|chiamarmi|richiami|richiamino|trasferisca|disturbare|disturbate|sentire|scomodare ?con ?il ?la ?un nessuno|qualcuno|operatore|consulente|responsabile|dottoressa|dottore|collega
+ nessuno deve|serve ?che ?mi richiamarmi|chiamarmi|chiami|richiami|telefonarmi
+ niente|senza venditori|operatore|operatori|telefonate|chiamate|commerciali
+ preferisco|preferirei|meglio non parlare|sentire|chiamare
+ per ora|adesso|momento|il ?momento no
+ lasci|lascia|lasciate ?stare .. mi|faccio|arrangio|io
+ inutile scomodare|chiamare|disturbare|passarmi|passare
+ non serve|occorre scomodare|chiamare|disturbare|passarmi|nessuno|un|una|il|l|operatore
+ non|nn|senza|no|nessun ?ho|serve|c|grazie|voglio|e|occorre|mi|necessario ?bisogno|e|serve|necessario|bisogno|di|che .. @human|trasfer*|passare|passarmi|chiam*|telefon*|collega*
+ no grazie .. ?@human|va|sto|preferisco|non
+ preferisco|va|meglio .. te|bot|robot|qui|chat|scrivere|continuare|lei|voi|bene
+ restiamo|continuiamo|resto|continua|con|basta|vai .. te|qui|bot|chat|cosi|tu|bene|tranquillo
+ non ancora|ora|adesso|serve|importa|occorre $
+ ci|me|faccio|provo ?la ?penso|vedo|da|provo .. io|solo|sola|cavo

[mild]
pazienza $
ma pazienza
fa niente
vabbe|vabbè
niente di che
un|uno ?po|filo|pochino|poco piu|lento|lenta|lungo|macchinoso|ammaccata|ammaccato|caro
nessun problema
ma|per ?il|tutto|resto ?il ?contenuto|prodotto|resto ... integro|bene|perfetto|intatto
un|abbastanza|piuttosto|leggermente ?po|pochino|tantino lento|lenta|tardi|deluso|delusa|caro|confuso|fredd*|piccol*|grand*|seccato|scomodo|lunghetto|scars*
potrebbe|potreste|poteva|potrebbero ... meglio|piu|migliorare|essere
non ?e ?stato ?proprio ?cosi ?un ?poi ?il ?molto grave|male|massimo|granche|dramma|tremendo|urgente
niente|nulla ?di grave|urgente|serio
suggerimento|consiglio|appunto

[hypothetical]
romanzo|storia|copione|film|serie|compito|compiti|tesi|esame|documentario|libro ... su|di|del|sul|sulla|che|dove|per
ipotetic*|ipotesi|curiosita|teoricamente
studio|studente|studentessa|studiando ... legge|giurisprudenza|medicina|infermieristica

[cart]
carrello|checkout

[undelivered]
# non e arrivato niente: si tratta della consegna, qualunque cosa si chieda
non|mai|ancora ?mi|ci ?e|ho|hanno|abbiamo ... arrivato|arrivata|arriva|ricevuto|ricevuta|consegnato|consegnata|consegnano
ancora|sempre niente|nulla|nessuna ?di consegna|arrivato|consegnato
nessuna|senza|mai la|una|alcuna consegna
niente|nulla e|ho|mi ... arrivato|ricevuto
dov|dove ?e ?il|la mio|mia @order

[volume]
#|dieci|dodici|quindici|venti|trenta|quaranta|cinquanta|cento|duecento|mille|dozzina|dozzine ?di unita|pezzi|scatole|magliette|camicie|licenze|divise|sedie|tavoli|computer|portatili|paia|chili|kg|tonnellate|camere|libri|utenti|copie|tazze|cappellini|bottiglie|quaderni|telefoni|posti|dipendenti|felpe|penne
ingrosso|stock|grossista|rivenditore
grandi|grosso|in quantita|quantitativi|volume|ordine

[discount]
che|quale|qual prezzo ?ci ?mi fate|fai|fa|sarebbe
sconto|sconti|scontate|ribasso|agevolazione|scontistica
migliore|miglior|buon prezzo|prezzi|offerta|condizioni
prezzo|tariffa speciale|unitario|ingrosso

[offer]
vuole|vuoi|desidera|preferisce|preferisci|posso|vorresti|volete|vorrebbe|gradisce ... trasfer*|parl*|pass*|mett*|contatt*|operatore|agente|umano|consulente|collega

[unable]
+ non posso|possiamo|riesco !trovare|vedere|localizzare|capire|identificare
+ non posso|possiamo|riesco|sono|siamo ?in ?grado ?di ?da ?qui fare|emettere|cambiare|modificare|gestire|effettuare|accedere|autorizzare|approvare|correggere|firmare|rilasciare|decidere|concedere|rateizzare|annullare|trattare
+ non ho|abbiamo accesso|permesso|permessi|autorizzazione|facolta
+ non ?mi e possibile|consentito|permesso
fuori|oltre dalla|dalle|le mia|mie|portata competenza|competenze|portata

[useless]
non|spiacente|scus*|purtroppo|dispiace ... capit*|capisc*|trovat*|aiutar*|rispond*|informazion*|riesco|so|riconosciut*|compres*
riformul*|ripetere|ripeta|altro|altre modo|parole|domanda
consulti|consulta|visiti|visita|veda|controlli|controlla|clicchi ... faq|pagina|sito|centro|link|sezione|guida|articolo|assistenza
provi|prova|riprovi|riprova|riavvi* ... nuovo|tardi|riavvi*|link|ricaric*

block frustration,dispute,negotiate: in #|dos|duas|dois|deux|trois|due|tre|two|three|tres|quatro|cuatro|quatre|quattro|doce|doze|diez|dez|dix|dieci volte|rate|tranche
block person,manager: agente|agenti|consulente|responsabile|direttore|capo|addetto|operatore di|immobiliare|assicurativ*|in|del|della|marketing|commerciale|viaggi|cucina|progetto|prodotto|segreto|acquisti|atmosferic*|sanitari*|turistic*|all|alla|alle ?viaggi|viaggio|progetto|polizia|commercio|stazione|cucina|borsa|acquisti|call|spionaggio|classe|bagaglio
block person,manager: agente|consulente|capo|direttore|operatore immobiliare|segreto|fiscale|finanziario|legale|commerciale|sportivo|artistico|sanitario|ecologico|olistico|socio
block person,manager: sono|lavoro|come|regalo|mio|mia|nostro|nostra|diventare|fare|per|compleanno|faccio|festa ?un|una|il|la|l|del|come|di|mio|ex|al|per ?mio|ex supervisore|responsabile|direttore|direttrice|capo|manager|titolare|agente|consulente|operatore|rappresentante|venditore|impiegato|tecnico|dirigente|principale|collega
block person,manager: posto|lavoro|corso|costume|film|libro|manuale|gioco|titolo|riunione|colloquio|posizione ... di|del|da|per|con @human|@boss|robot
block person: per|a|ogni|una|due|tre|quattro|cinque|sei|otto|dieci|#|sola|di persona|persone
block person: risorse|diritti|corpo|capelli|grandezza|dimensione|capitale umane|umani|umano ?umani
block person: nessuna|qualche|altra|terza|stessa|prima persona
block person,abuse: robot|robots da|aspirapolvere|cucina|lavapavimenti|tagliaerba|giocattolo|pulizia|lego|pulisci|aspira
block person: aspirapolvere|giocattolo|costume|kit|lego ... robot
block person: persona|persone che|di|a|maggiorenne|giuridica|disabile ?riceve|contatto|riferimento|ritira|firma|incaricata|mobilita|vince|ricevera
block person,manager: responsabile|responsabili di|del|della|dei|sono|siete|e ?il ?la questo|danno|ritardo|danni|acquisti|marketing|accaduto
block legal: sono|lavoro|studio|laurea|regalo|faccio|siamo|figlio ?un|una|come|l|da|in|di|per|al|a|mio avvocato|avvocati|legale
block legal: ora|sede|rappresentante|numero|corso|eta|valore legale
block legal: causa maltempo|sciopero|lavori|ferie|lavoro|pioggia|malattia
block legal: a|per causa|colpa ?di|del|della
block fraud,anger,abuse: e|è|non|sara|sia|vero ?e ?mica ?una|un truffa|fregatura|frode vero|no|giusto
block fraud: corso|libro|assicurazione|contro|prevenzione|protezione|articolo|film|antifrode ...2 frode|frodi|phishing|furto|truffe|truffa
block damage: jeans|cuore|pantaloni|look|denim|stile strappati|rotto|infranto|strappato|strappat*
block damage: aperto|aperta|aperti|apert* ?la|oggi|domani|fino|domenica|anche|adesso|ora|a|il|al|dalle|sabato
block damage: siete|negozio|e|state|sono ?oggi|domani aperti|aperto
block damage: prodotto|prodotti|@order ?e usato|usati
block damage: perso|persa ?la|il password|peso|codice|scontrino
block abuse,anger: sacco|sacchi|sacchetti|bidone|cestino|camion|raccolta ?per|della|di|la ?la spazzatura|immondizia
block abuse: non ?mi fa|fate|e ?per|male ?schifo|affatto|niente|nulla
block safety,anger: fuochi ?d|di artificio
block safety: rilevatore|allarme|sensore|macchina|estintore|anti|contro ?di|del|per|il|anti ?incendio|incendi|fumo|gas|fuoco
block safety: vetro|bicchieri|piano|porta ?di|in|a ?vetro|induzione
block anger,frustration,abuse,formal: non|nessun|nessuna|senza|zero|mai ?ho|abbiamo|avuto|c|e|ci|sono ?avuto ?nessun ?nessuna problema|problemi|lamentela|lamentele|reclamo|reclami
block anger: basta ?cosi|grazie|un|una|poco|solo|che|scrivere|cliccare
block legal: posto|seminario|corso|libro|conferenza ... causa|avvocato|denuncia
block person: cambio|cambiare|scegliere|rete|mobile|impostazioni ... operatore
block abuse,fraud: gioco|film|libro|romanzo ... ladro|ladri|truffa|idiota|bugiardo
block fraud: truffa del secolo
block person: qualsiasi|una ?sola persona ?al|stasera|a
block person: operatrice|operatore|consulente ... bravissim*|gentilissim*|gentile|ottim*
block person: altezza|grandezza|dimensione umana
block frustration: volte al|alla|a|per giorno|settimana|mese|ora|anno
block damage,fraud: rubat*|pers*|rott* ... serie|romanzo|film|gioco|libro
block legal: mio|il|suo|nostro avvocato|avvocata|legale abita|vive|lavora|passa|puo|ritira
block fraud: copr*|inclu*|assicur* ... furto|frode|smarrimento
block safety: rotto|rotta|rotti|rotte ?gli ?il ?la ?le ?i occhiali|lenti|telefono|cellulare|schermo
