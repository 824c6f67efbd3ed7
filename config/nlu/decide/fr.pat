# French (France, Belgium, Canada, Africa, chat spelling).  Apostrophes are
# blanks.  Form: worker/decide/pattern_load.c.  What packs do: config/rules.json.

negator = pas ne n jamais aucun aucune sans ni rien non nul nulle zero personne
negfill = je j ai a ai pas besoin de d du l le la les un une vous me te ete est il m vraiment encore jamais veux veut eu que en y plus suis ca cela c avoir etre probleme problemes souci soucis avec se fait parler passer transferer appeler vais va

@det = un une des le la les l mon ma mes votre vos notre nos ton ta ce cet cette ces quelqu autre
@to = a à au aux avec
@human = personne humain humaine humains agent agents conseiller conseillere conseillers operateur operatrice operateurs representant responsable employe employee vendeur vendeuse gens collegue technicien specialiste interlocuteur interlocutrice teleconseiller correspondant collaborateur assistant conseillère
@boss = superviseur superviseure manager managers gerant gerante gerance chef cheffe patron patronne directeur directrice direction superieur superieure superieurs responsable hierarchie dirigeant proprietaire boss encadrant
@talk = parler parle parlez discuter echanger joindre contacter communiquer dialoguer tchatter chatter contact causer entretenir
@pass = passe passez passer transfere transferez transferer mets mettez mettre connectez connecte dirigez orientez redirigez transmettez donne donnez trouvez appelez basculez envoyez filez renvoyez
@want = veux voudrais souhaite desire exige prefere demande besoin aimerais voulons veut faut reclame souhaiterais veu voudrai prefererais
@bot = bot bots robot robots machine chatbot ordinateur automate automatique ia repondeur logiciel programme
@order = commande commandes colis paquet produit produits article articles achat livraison carton boite telephone portable tele television ecran ordinateur tablette frigo refrigerateur lave cafetiere machine chaussures baskets robe chemise pantalon veste manteau chaise table canape matelas repas pizza gateau bouteille bouteilles verre verres miroir vase livre jouet velo lampe montre lunettes moniteur clavier imprimante valise fleurs bouquet tasse tasses assiette assiettes casque mixeur appareil piece pieces meuble pull bague collier aspirateur trucs sac aliments courses
@money = argent sous euros thune fric remboursement somme dollars paiement francs pognon montant
@charge = debite debitee debites debiter debit facture facturee factures facturer preleve preleves prelevement prelevements prelevee prelever paye payee encaisse encaissee compte paiement retire ponctionne charge
@arrive = arrive arrivee arrives arrivees recu recue recus livre livree livres livrees receptionne envoye envoyee expedie trouve reçu reçue ouvert ouvre
@broken = casse cassee casses cassees brise brisee brises abime abimee abimes endommage endommagee endommages fele fissure fissuree raye rayee rayes defectueux defectueuse dechire dechiree dechires ecrase ecrasee cabosse mouille mouillee trempe perime perimee perimes pourri pourrie pourris moisi moisie troue trouee tache tachee use ouvert ouverte ouverts incomplet incomplete detruit detruite explose fendu fendue tordu tordue fichu foutu brule hs miettes morceaux vrac pete petee fondu renverse eventre deforme ebreche decongele
@wrong = mauvais mauvaise mauvaises mauvaises autre autres different differente errone erronee vide vides faux fausse

[person]
+ pas ?un ?une ?le ?de ?la bot|robot|machine ?svp ?mais ?une ?un ?plutot personne|humain|conseiller|quelqu
ligne|numero|telephone ou ... gens|quelqu|on|personne ... decroche|decrochent|repond|repondent
quelqu un|une|y chez|derriere|la vous|bas|ecran
face a face
en personne|chair
avoir|joindre ... au|bout ?du telephone|fil
il me faudrait|faut une|un personne|conseiller|humain|quelqu
quelqu|quelquun ?un qui ... parle|parler|sache|comprenne|connaisse|puisse|comprend|connait|soit|ecoute
un|une de vos|votre conseillers|conseilleres|agents|collegues|techniciens|equipe
me|m|nous passer|passez|passe ?la|le|l|une|un personne|dame|monsieur|fille|vendeuse|vendeur|boutique|accueil|collegue
@talk @to|a|à ?@det ?vrai|vraie|autre ?@human humain|humaine|personne|conseiller|conseillere|agent|operateur|representant|responsable|technicien|vendeur|interlocuteur|collegue|employe|gens
@talk @to|a|un|une|au ?@det ?vrai|vraie ?de ?chair @human
@talk a|à|avec quelqu|qqn|quelquun ?un
@talk a|à|avec|le|au|du ?@det service|equipe|support|sav|accueil|clientele|departement|standard|magasin|bureau
@pass ?moi|me|nous|mettez ?en ?relation|contact ... @human|service|sav|quelqu|quelquun
mettez|mettre|met|mets ?moi|nous|en ?moi ?nous ?en relation|contact|ligne|communication avec
me|nous|m transferer|passer|transferez|passez|transfere|passe|mettre|orienter|rediriger|renvoyer ... @human|quelqu|quelquun|service
@want ... @human humain|humaine|reel|reelle|vrai|vraie|physique
@want ... vrai|vraie|reel|reelle|veritable @human|quelqu
@want d|un|une|a|de|l|qu|parler|avoir ?un|une ?vrai|vraie|autre conseiller|conseillere|agent|humain|operateur|operatrice|representant|etre|interlocuteur ?humain ?svp $
@want d|un|une|a|de ?un|une conseiller|conseillere|agent|humain|operateur|operatrice|representant|interlocuteur qui|maintenant|svp|stp|pour|s|tout|au|pas|ici
@want que|qu ?un|une|on|quelqu ?un|@human ?me|m|nous ?rappelle|appelle|contacte|reponde|aide|telephone|prenne|recontacte|explique
@want ?une ?de ?l ?d ?un aide|assistance|contact|service|soutien|interlocuteur humaine|humain|personnalise|personnalisee
quelqu|quelquun|qqn|@human ?un ... peut|pourrait|pourrais|peux|puisse|pouvez ... aider|appeler|rappeler|contacter|repondre|expliquer|joindre|prendre|telephoner
peut|pourrait|pouvez|pourriez|peux|puis|pourrais ?vous|on|je|j ?me|m|nous ... rappeler|appeler|parler|joindre|telephoner|contacter ... @human|quelqu|quelquun|telephone|svp
pouvez|pourriez|peux|pourrais vous|tu me|m rappeler|appeler|telephoner
y|il ?a ?y a ?t ?il ?pas quelqu|quelquun|qqn|@det|personne|un|moyen ?un ?vrai @human|ici|pour|derriere|humain|qui|vrai
y a ?t ?il un|une|moyen|quelqu ... @human|humain|parler|joindre|ligne
^ ?un|une @human ?humain|humaine|reel|reelle ?svp|stp|maintenant|s|vite $
^ ?un|une ?vrai|vraie humain|conseiller|conseillere|operateur|personne ?svp|stp|maintenant|s|vite $
etre humain
humain svp|stp|maintenant|s
vrai|vraie|vrais|veritable|reelle ?etre|de humain|personne|gens|conseiller|agent|interlocuteur
personne reelle|physique|vivante|humaine
de chair|vive ?et ?voix ?d ?os
comment|ou|quel ?je ?puis ?peut ?faire ?fait ?est ?on ... @talk|joindre|contacter|joins|contacte ... @human|quelqu|quelquun|humain|service|conseiller
numero|telephone ?de ?pour ... joindre|appeler|parler|contacter|service|conseiller|humain
rappelez|appelez|contactez|rappelle|telephonez|appelle moi|nous|svp|vite
me|m|nous ?faire ?etre ?faites rappelle|appelle|rappeler|recontacte|recontacter|rappelez|appelez ... ?svp|vite|plait|au|aujourd|demain|possible|par
conseiller|conseillere|operateur|humain|agent maintenant|vite|svp|stp|tout|immediatement|plait
prefere|mieux ... humain|quelqu|conseiller|telephone|personne|voix|parler
+ ne|pas|plus|veux ... @talk|parler|discuter|perdre|ecrire|echanger ... @bot
+ marre|assez|ras|stop|fatigue ?le ?bol ... @bot
+ pas|plus ?d|de|un|une|veux|envie ?un|une|de|d @bot
vous|tu|c|j|je|t|est ... es|etes|est|parle|suis ?pas|a|qu|avec ?un|une|a ?juste @bot ou|non|n
arretez|coupez|virez|enlevez ... @bot

[manager]
direction|gerant|gerante|patron|patronne de|doit|devrait|qu voir|voit|soit|regarde|sache
ton|votre|un|le|ta coordinateur|coordinatrice|superviseur|superviseuse|responsable|chef ?d ?de equipe|service|ligne|secteur
direction|directeur|gerant ... au courant|courant|informe*|informee
connaissance de ?la ?votre direction|hierarchie
avec|voir|joindre|contacter|a son|sa|votre|leur|ses|vos chef|cheffe|patron|patronne|superieur|superieure|superieurs|responsable|directeur|directrice|hierarchie
celui|celle|personne qui commande|dirige|decide
qui dirige|commande ?ici ?chez ?vous
gerant|gerante|patron|patronne|chef|directeur|directrice ...5 est|la|mots|dire|service ?il ?la $
remonter|remontez ... chef|direction|hierarchie|responsable|superieur
@talk ?@to|au|a|le|avec ?@det ?votre @boss
@talk|voir|joindre|avoir|appelez ... superviseur|manager|gerant|chef|patron|directeur|directrice|direction|superieur|superieure|hierarchie|responsable
@pass|appelez ?moi|nous|le ... @boss
@want ... superviseur|manager|gerant|gerante|chef|patron|directeur|directrice|direction|superieur|superieure|hierarchique|hierarchie|responsable $
@want|exige|demande ... ?parler|voir|joindre|avoir ... superviseur|manager|gerant|chef|patron|directeur|direction|superieur|responsable|hierarchie
ou|qui est ?donc ?le ?la|votre @boss
^ ?un|une|le|la ?votre superviseur|manager|gerant|chef|patron|responsable|directeur ?svp|maintenant|vite $
@boss maintenant|immediatement|svp|vite|tout
quelqu|@human ?un ... plus|de|avec|au|ayant haut|place|autorite|pouvoir|dessus|responsable|grade|decide|competent
quelqu|@human ?un ?qui qui|a|peut ... decider|decision|decisions|decide|autoriser|pouvoir|autorite
escalad* ... superviseur|manager|responsable|dossier|cas|probleme|niveau|svp|reclamation
niveau superieur|hierarchique|au

[abuse]
idiot|idiots|idiote|imbecile|imbeciles|stupide|stupides|debile|debiles|cons|conne|connard|connards|connasse|connerie|conneries|merde|merdes|merdique|putain|pute|putes|salaud|salauds|salope|enfoire|enfoires|encule|encules|bordel|incompetent|incompetente|incompetents|incapables|incapable|incompetence|voleurs|escrocs|escroc|arnaqueurs|arnaqueur|menteurs|menteur|clowns|clown|guignols|rigolos|charlots|branleurs|branquignols|minables|minable|pourris|abrutis|abruti|cretins|cretin|degueulasse|degueulasses|ordures|ordure|fdp|ntm|ptn|mrd|bouffons|bouffon|bandits|malhonnetes|batard|batards|nazes|naze|foutage|chiant|chiants|chier|tocards|tocard|ringards|feignasses|crapules|racaille|pd
fils|bande|tas|espece|espèce de|d ?pute|voleurs|chien|incapables|clowns|escrocs|imbeciles|nuls|con|cons|rien|abrutis
va|allez ?vous ?te ?tous ... faire|foutre|enfer|diable|voir|chier|brûler
ferme ta|la ?gueule
ta gueule
foutez|fout|fichez|foutre|foutent|foutes ... de|du|la|gueule|moi|nous|monde
pire|pires entreprise|service|magasin|boite|experience|societe|marque|site|appli|compagnie|banque|sav|que
casse|cassez ... couilles|pieds|burnes
nique|niquez
honte a|à

[anger]
nuls ou quoi
vous etes ... nuls|nul|minables|incapables
suis|je|sommes|c ?vraiment|tres|plus|extremement|hors|completement|absolument|super furieux|furieuse|enerve|enervee|revolte|revoltee|outre|outree|scandalise|scandalisee|indigne|indignee|exaspere|exasperee|remonte|remontee|colere|furax|degoute|degoutee|ulcere|fache|fachee|enrage
hors de moi
en colere
ras le|la bol|casquette
marre|assez
j en|n peux ?ai ?plus|marre|assez
inadmissible|inacceptable|scandaleux|scandaleuse|honteux|honteuse|intolerable|inexcusable|revoltant|revoltante|insupportable|lamentable|deplorable|pitoyable|ridicule|aberrant|aberrante|hallucinant|ecœurant|ecoeurant|abusif|abuse|catastrophique|execrable|minable|indigne|grotesque
c|est|une|un|vraie|quelle|de|du ?est ?une|un|de|du ?la ?vraie|veritable|pure|belle ?l honte|arnaque|scandale|blague|vol|escroquerie|foutage|foutaise|plaisanterie|farce|desastre|catastrophe|cauchemar|insulte|mascarade|torchon|n|mepris|manque
service|accueil|sav|societe|experience|site|appli|entreprise|qualite|support|livraison ... nul|nulle|horrible|lamentable|deplorable|catastrophique|pourri|pourrie|execrable|honteux|honteuse|inadmissible|inacceptable|desastreux|minable|zero|affreux|merdique|pitoyable|degueulasse|scandaleux
nul|horrible|lamentable|deplorable|catastrophique|execrable|honteux|desastreux|affreux|pitoyable ... service|accueil|sav|societe|experience|site|appli|entreprise|qualite|support
manque ?total de ?respect|serieux|professionnalisme|considération
vous|on|tu ... moquez|moquer|moque|rigolez|plaisantez|blaguez
prenez|prend|prendre ... pour|comme ?un|des|une ?con|idiot|idiots|imbecile|cons|pigeon|pigeons|vache|lapin|imbeciles
se moque|moquer|fout|foutre|moquent|fiche de|du ?qui
plus jamais
jamais plus|je ?je ?ne ... recommand*|acheter*|commander*|reviendrai|remettr*|achete*
c|ca est|ça ?inadmissible trop|suffit|assez
ca suffit
vous|on|ils m|nous|me|m|avez|ont ?ont ?avez ?a vole|arnaque|arnaquee|escroque|menti|trompe|roule|arnaquez|volez|mentez
je|on vais|va ?vous ... avis|reseaux|partout|facebook|twitter|pub|publicite|detruire|reputation|tripadvisor|google|trustpilot|afficher
remboursez|repondez|reglez|agissez|bougez ... maintenant|immediatement|vite|tout|cul
comment osez
oser|osez
bonjour|quel|quelle|au mepris|culot|honte

[frustration]
block frustration: fois ?par|sans jour|semaine|mois|frais
block frustration: en ?plusieurs|deux|trois|quatre|# fois
block frustration: # fois #
deuxieme|troisieme|quatrieme|cinquieme|sixieme|dixieme|enieme|nieme|centieme fois|relance|mail|message|appel
#|# eme|e|ieme fois|relance|mail|message|appel
#|deux|trois|quatre|cinq|six|sept|dix|mille|plusieurs|cent|maintes|combien|cents fois
#|deux|trois|quatre|cinq|six|plusieurs|mille|nombreux|multiples|dizaine|tant mails|emails|messages|appels|relances|courriers|tentatives|tickets|courriels
depuis|ca|cela|fait|attends|attend|bientot|plus|pendant|passe|patiente|il|patienté ?fait ?a ?y ?plus|deja|maintenant|bientot|presque ?de ?d #|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|plusieurs|des|longtemps|lundi|mardi|mercredi|jeudi|vendredi|hier|debut|le|tout ... jours|semaines|semaine|mois|heures|heure|matin|minutes|ans|an|jour|temps|quinzaine ... attends|attend|que|toujours|sans|rien|pas|aucune|attente|patiente|et|essaie|j|personne|demande|appelle|reclame|relance
j attends|patiente ... depuis|toujours|encore|jours|semaines|mois|heures|ca
attends|patiente|patienté|attendons ... depuis #|des|deux|trois|une|plusieurs|un|quatre|lundi|janvier|hier|mardi|le
toujours|encore|tjrs|tjs ?en ?pas ?aucun ?aucune ?rien ?sans ... reponse|attente|nouvelle|nouvelles|solution|recu|retour|rien|rembourse|resolu|livre|regle
toujours rien
toujours|encore ?pas pas|aucun|aucune|rien ?de ?eu ... reponse|nouvelle|nouvelles|solution|recu|retour|rembours*|resolu|livre|regle|commande|colis|servi|internet
sans ?aucune ?aucun|la|reponse|nouvelle|nouvelles|solution|retour ... depuis|reponse|nouvelles|retour|malgre|apres
personne ?ne ?n ?me ?m ?y ?vous repond|repondu|rappelle|aide|fait|sait|a|resout|daigne|decroche|vient|venu|prend|reagit|bouge|ecoute|regle|est
on|vous ne|n ... jamais ... repond|repondu|rappele|aide|rappelle|repondez
on|vous|ils ?m|nous|on ?m ?avait ?avez ?a ?aviez ?ont ?avaient promis|promet|promettez|dit|assure|garanti|promettent|promise ... et|mais|pourtant|que|rien|toujours ... rien|toujours|pas|jamais|aucun|encore|personne
promesse|promesses|promis ... #|tenu*|rien|vide|non|toujours|encore|pas
toujours|encore|a|chaque|sans ?chaque fois|la|les|le ?a ?les|la ?le meme|memes|excuse|excuses|probleme|histoire|chanson|baratin
encore ?une|et|le|la ?fois ?le ?la ?encore meme|probleme|panne|retard|erreur|fois
encore et ?toujours
balade|baladez|ballade|ballote|renvoie|renvoye|renvoyez|trimballe|promene|tourne ... service|services|droite|autre|rond|l|d|de|vers|depuis
d|de un|l|service|services ... a|l ?l autre|autre
tourne|tourner|tourne|tournons ... rond
fatigue|fatiguee|epuise|epuisee|lasse|lassee|desespere|desesperee|frustre|frustree|frustrant|desespoir|desesperant|decourage|decouragee|exasperant|agacant|penible|saoule|saoulee|use
deja ... #|plusieurs|deux|trois|maintes ... fois|mails|messages|appels|reprises
j|je ?vous ?l ?ai ?ai deja ... explique|ecrit|appele|dit|envoye|demande|signale|contacte|reclame|relance|telephone|repete ... fois|hier|semaine|vous|rien|et|mois
perdu|perdre|perds|perte ... de|mon|mes|du|une|journee ... temps|journee|heures|matinee|apres
patience ... bout|limite|limites|fin|perd*|epuis*
a bout ?de ?patience|nerfs
combien de ?fois|temps|jours|semaines ... attendre|repeter|faut|dois|expliquer|encore|vais
jusqu a|quand quand
quand ... enfin
laisse|laissez|laissee|laisses|plante|plantee|plantes ?moi ?nous attendre|plan|sans|depuis
abandonne|abandonnee|lache|ignore|ignores|ignoree|ignorez moi|nous|mes|depuis|par
m|me|nous|on ?m ?nous ignore|ignorez|ignorent|laisse|laissez|abandonne|lache|plante
goutte|comble
plus ?que ?de marre

[bot_repeat]
+ vous|tu ?me ?m ?l ?avez|as|venez|as deja dit|repondu|envoye|donne|pose|propose|demande|explique
+ vous|tu me|m|l ... avez|as|repetez|redites|redonnez|renvoyez ?deja dit|repondu|envoye|repete|meme|donne|propose
+ ca|cela|deja|je|j|c|l|tout ?je|j ?l ?ai|est deja dit|essaye|fait|lu|vu|repondu|tente|envoye|donne|explique
+ c|ce|ca|pas n|est|ne|repond|la ?est pas ?du|ce|a ?tout ?que|ma ?ce ?que ?question ?j|je ?ai ?demande
+ pas ... ma|la question
+ pas ... ce que|qu ?j|je ?ai demand*|veux|dit
+ ne|n|comprenez|comprends|lisez|lis|ecoutez|repondez|reponds|avez|as|me|m|vous|tu ?ne|n ?me|m ?comprenez|comprends|lisez|ecoutez|repondez|aidez|avez|as|a|comprend|repond|aide|sert ... pas|rien|jamais ?du|compris|repondu|lu|ma|ecoute|a|aide ?tout
+ vous|tu ?ne ?n ?me ?m comprenez|comprends|lisez|ecoutez|repondez|aidez|servez|sers pas|rien|jamais
meme|memes|identique|toujours|pareille reponse|reponses|message|messages|chose|phrase|lien|texte|rengaine|question|blabla
la|le meme|pareil ... ?qu|que|chose|encore avant|tout|toujours|fois
toujours|encore ?et ?la|le|les|pareil meme|memes|pareil|identique
arretez|arrete|cessez|stop ?de ?d ?me repet*|repeter|envoyer|copier|me|dire|coller
repetez|repete|repetes|repetition|radotez|radote|redites|redis|repeter ... meme|toujours|boucle|chose|vous|sans|encore
tourne|tournez|tournes|en|reponse|reponses|message ... boucle|rond|circuit
disque|perroquet raye
reponse|reponses|message|messages ... automatique|automatiques|toute|toutes|generique|generiques|robot|type|types|pre|formatee|standard|automatisee
lisez|relisez|lis|relis ?bien|donc|ce|mon ?que|message|ma|mes|question|j
encore ?une|ce|cette|le|la fois|lien|meme|reponse
+ ca|cela|votre|ta|cette|ce|c ?reponse|lien|chat|bot ?ne ?n ?me ?m repond|aide|sert|resout|avance|regle|est|m pas|rien|aucun|aucunement|inutile
+ sert|servez|sers a|à ?rien
inutile|inutiles ... bot|robot|chat|reponse|assistant
bot|robot|chat|reponse|assistant|chatbot ... inutile|nul|nulle|pourri|bidon

[still]
toujours|encore|continue|continu|persiste|tjrs ... pas|rien|meme|en|aucun|impossible|bloque|panne|plante|le|erreur ... marche|fonctionne|probleme|message|change|connecter|panne|erreur|allume|acces|bloque|s|plante|chose|signal|ouvrir|demarre|effet
ne|ca|cela|il|elle|toujours ?ne ?n ?s ?se marche|fonctionne|allume|demarre|charge|connecte|ouvre|change|va toujours|pas|plus ?pas|aucun|mieux|rien|aucune
toujours|encore le|la|les|un|une meme|memes
+ deja|j|je ?ai ?deja ?tout essaye|fait|redemarre|reinitialise|verifie|teste|tente|suivi|reinstalle|debranche ... et|mais|rien|pas|ca|toujours|plusieurs|meme|deja|fois
+ j ai ?bien ?deja ?tout|l essaye|redemarre|reinitialise|teste|tente|suivi|reinstalle|fait ?tout|ca|cela|vos|la|les|votre
+ deja fait|essaye|teste|tente|verifie|redemarre
+ ca|cela|rien|n|ne|non ?ne|n ?a ?plus marche|fonctionne|change|resout|a|aide|fait ?toujours ?plus pas|rien|marche|fonctionne|plus|change|aide|suffi ?non ?plus
+ rien ?n|ne|y ?y fonctionne|marche|change|fait|a|y
+ pas ?plus ?non ?mieux marche|fonctionne|plus
meme|memes erreur|probleme|message|resultat|panne|souci|chose|bug
aucun|sans|pas|aucune ?de changement|effet|resultat|succes|difference|amelioration
sans succes|resultat|effet
en vain

[confusion]
+ trouve|vois ?le ?la pas|plus ... bouton|icone|option|menu|onglet|lien|ca
suis ?vraiment ?tres ?trop nul|nulle|mauvais|mauvaise|pas avec|en|doue|douee|a
+ pas|plus ?tres doue|douee|fort|forte ?avec|en|pour ca|informatique|telephone
+ comprends|compris|comprend|pige|saisis|saisi|capte|comprendre|comprenez|pigé|suis|piges|comprnds ?toujours|encore|vraiment|absolument ?du ?rien|pas|plus|goutte|que|tout|mal|keud ?tout|rien|du|bien
+ pas|rien|plus|toujours|n|jamais|mal ?ai|j|je|tout|a|pas|trop|bien|bien|encore ?toujours ?rien ?pas ?tout compris|comprends|pige|comprend|saisi|capte|clair|claire|claires|comprendre|pigé
+ ne|je|j|n|y ?n ?ne|y comprends|comprend ... pas|rien|plus
y|j comprends|comprend rien|goutte|plus
pas|toujours|rien|peu|plus ?pas|tres|trop|du ?tout ?tres clair|claire|claires
perdu|perdue|paume|paumee|embrouille|embrouillee|confus|confuse|noye|larguee|largue
m|me embrouillez|embrouille|perdez|perds|melange|embrouilles
expli*|reexpli* ?moi|me|vous|pouvez ?encore|autrement|mieux|plus|pas|une|simplement|ca|different* ?fois|simplement|clair|clairement|lentement|pas|simple
qu|que|c|ca|quoi|veut ?est ?ce ?que ?c|ca|cela|a ?est ?que veut|signifie|quoi|voulez|entendez ?dire
ca veut ?dire
c est quoi
trop|tres|hyper|bien complique|compliquee|technique|confus|compliques|flou|floue
plus|en simple|simplement|francais|clair|clairement ?svp|mots
sais|ne|sait ... pas|plus ... comment|quoi|ou|quel|faire|cliquer|aller
pas a|à pas
hein|je|suis ?suis ?completement ?totalement ?un ?peu perdu|perdue
trop vite|complique|technique
ou ?est ?je dois|clique|cliquer

[dispute]
paiement|prelevement|debit|achat|operation|montant|virement que je|j ?ne ?n ?ai ?l reconnais|connais|identifie|fait|autorise|comprends
coup*|suspend*|resili* ... alors|bien|pourtant|quoique ... paye|regle|regler|jour
deux|trois|quatre|plusieurs|# mensualites|prelevements|debits|paiements|factures|echeances|abonnements ... parti|partis|partie|parties|passe|passes|preleve*|debite*
sont|ont|ete partis|parties|passes|preleve*|debite* deux|trois|plusieurs|# mensualites|prelevements|debits|paiements|factures
@charge ... deux|double|2|trois|doublon|plusieurs|3 ?fois
deux|double|doublement|2|trois|3|doublon|plusieurs ?fois ?le|la|un|meme|de|du debite|debitee|preleve|prelevement|prelevements|facture|facturee|paye|payee|debit|debits|facturation|encaisse|paiement|paiements|factures
deux|2|trois|plusieurs fois ... @charge|carte|compte|montant|somme
en double
preleve|debite|facture|factures|prelevement|paye|preleves|compte ... trop|plus|supplement|erreur|tort|indu*|excessif|exorbitant
trop percu|preleve|paye|facture|cher
preleve|debite|facture|prelevement|debit|prelevee|factures|prelevez|facturez|debitez|ponctionne|retire|encaisse|prelevements ... alors|sans|non|pas|jamais|apres|malgre|pour|que|inconnu|n ... resilie|annule|autorise|autorisation|commande|demande|souscrit|accord|resiliation|annulation|rien|reconnais|consentement|prevenir|recu|utilise|signe|justifie|raison|service|abonne|voulu|livre
resilie|annule|resiliation|annulation|rendu|retourne|renvoye|desabonne ... et|mais|vous|toujours|on|pourtant|encore|continue ... preleve|prelevez|debite|facture|prelevement|debitez|facturez|prelevements|paye|payer|prelever|facturer
continue|continuez|continuent|toujours|encore|persistez ... preleve|prelever|debiter|facturer|prelevement|facture|debite|prelevez|debitez|facturez
prelevement|prelevements|debit|debits|transaction|operation|paiement|achat|montant|facture|frais|somme|abonnement ... inconnu|inconnue|inconnus|inexplique|injustifie|injustifies|abusif|bizarre|suspect|errone|incorrect|caches|imprevus|indu|etrange|double
prelevement|prelevements|debit|debits|transaction|operation|paiement|achat|montant|facture|frais|somme|abonnement ... pas|non|sans|jamais ?ete ?mon ?a ?de autorise|autorises|autorisee|reconnais|reconnu|demande|demandee|souscrit|souscrite|moi|accord|prevenir|fait|du|due|signe|voulu|consentement|justifie
ne|n|pas reconnais|ai|connais ?pas|jamais ?autorise ?fait ?ce|cet|cette|ces|le|la|l|un|une|d ?de prelevement|debit|transaction|operation|paiement|achat|depense|montant|facture
facture|factures|montant|somme|note|addition|total|prix|mensualite|tarif|ticket ... pas|faux|fausse|erreur|errone|erronee|incorrect|double|trop|elevee|eleve|anormal|anormale|exorbitant*|gonfle*|augmente|explose|correspond
erreur ... facture|facturation|montant|prelevement|caisse|debit
paye|payee|regle|debite|debitee|preleve|preleves|encaisse|pris|verse ... mais|et|pourtant|sans|alors ... rien|jamais|pas|aucune|aucun|toujours|ni|confirm* ... ?recu|confirmation|commande|arrive|livre|acces|reservation|billet|billets|valide|apparait|enregistr*
contest* ... prelevement|facture|debit|paiement|montant|transaction|frais|achat|somme|cette|ce|operation
conteste|contester|contestation|litige|opposition ... facture|prelevement|paiement|debit|banque|carte|montant|frais|somme|transaction
rembours*|avoir|remboursement ... pas|jamais|toujours|rien|aucun ... recu|arrive|vu|credite|eu|apparu|visible|verse|effectue|fait|parvenu|compte
toujours|jamais|pas|attends|rien|aucun|ou ?pas|est|recu|ete|mon|vu ... rembours*
devez|doit|doivent ?me|m ... argent|euros|#|remboursement|sous|somme|difference
abonnement|assurance|option|frais|adhesion ... jamais|pas|sans|n ... souscri*|demande*|command*|voulu|accept*|autoris*|signe*|accord
facture|preleve|debite|paye #|de|la ... au|lieu ... #|lieu

[fraud]
connexion|connexions|acces|session|identification ...7 pas moi
connexion|acces|connecte ...4 autre|etranger|inconnu ?pays|ville|appareil
appel|appele|sms|mail|message ...8 donne|communique|saisi|dit ...5 code|mot|carte|pin|coordonnees
faux|fausse|pretendu conseiller|site|page|mail|sms|livreur|technicien|banquier|employe
site|page ...4 faux|fausse|bidon
pirat*|hack*|phishing|hameconn*|usurp*|escroqu*|fraud*|arnaqu*
vole|volee|volees|voles|derobe|derobee|pirate ... carte|compte|identite|donnees|telephone|portable|mot|sac|portefeuille|code|argent|numero|points|coordonnees
carte|compte|identite|telephone|portable|portefeuille|donnees|mot|profil|ligne|boite ... vole|volee|volees|pirat*|hack*|usurp*|compromis*|clone*|vide|derob*|fuite|detourn*
quelqu|quelquun|inconnu|tiers|voleur|escroc|hacker|pirate|personne|autre|on ?un ?d ?autre ?s ?a est|a|utilise|pirate|achete|commande|accede|change|ouvert|fait|essaie|utilise|depense|retire|connecte|pris|vide|tente|souscrit ... mon|ma|mes|nom|compte|carte|mot|achats|identite|connecte|coordonnees|insu
connexion|connexions|acces|achat|achats|transaction|transactions|operation|operations|virement|virements|retrait|retraits|commande|paiement|paiements|credit|pret|debit ... pas|jamais|inconnu*|suspect*|frauduleu*|autre|etrange*|bizarre*|non|autoris* ... moi|fait|effectu*|autoris*|reconnais|mien|origine|connais|passe|valide|pays|appareil|ai
inconnu*|suspect*|frauduleu*|bizarre*|non|etrange* ?autoris* ... connexion|transaction|achat|acces|virement|retrait|activite|operation|paiement
activite|transaction|transactions|mouvement|mouvements|operation|operations|connexion|achat|virement|paiement|paiements|debit ... suspect*|frauduleu*|inhabituel*|etrange*|bizarre*|inconnu*|louche*
ce|c n|est est ?pas pas|moi moi|qui
pas moi ?qui
n|jamais|pas|ni ?ai ?jamais|pas ?fait|passe|effectue|autorise|commande ... cet|cette|ces|ce|aucun ... achat|commande|transaction|virement|operation|paiement|retrait|compte|credit|pret|achats
fait|ete|suis|fais|victime|c|est ... arnaquer|arnaque|pirater|pirate|escroquer|escroque|avoir|hacker|hacke|fraude|usurpation|hameconnage|escroquerie|phishing
lien|mail|email|message|sms|appel|site|page|numero|courriel|appele ... faux|fausse|suspect|frauduleux|demandant|demande|faisant|pretendant|bizarre|louche ... code|mot|banque|coordonnees|carte|vous|passer|votre|nom|societe|conseiller|frauduleux|passe
donne|saisi|communique|entre|clique|rentre|fourni ... code|mot|donnees|carte|coordonnees|lien|identifiants ... faux|arnaque|escroc|site|lien|inconnu|suspect|mail|sms|appel|pretendu
faisant|faire|fait|pretend|font ... passer ... pour vous|votre|moi|conseiller|la
bloqu*|opposition|suspend* ... carte|compte|volee|urgence|vol|vite|cb
perdu|vole ... carte|portefeuille|cb
faux|fausse site|page|profil|compte|boutique|appel|sms|mail|conseiller

[damage]
roue|roues|anse|poignee|pied|pieds|couvercle|porte|charniere|piece|bras|coin arrache*|casse*|tordu*|decolle*|dechire*|brise*
avait|a|avec|presente|y|montre ?une|un|des ?grosse|grande fente|fissure|fissures|felure|bosse|bosses|rayure|rayures|dechirure|eclat|accroc|tache|taches
block damage: combien ?de ?temps ?jours ?il ?reste ?manque
coule|renverse|fui|repandu|verse|deverse ...5 carton|colis|paquet|sac|partout|boite
commande|achete ...8 et|mais ...4 recu|livre|arrive|envoye|livres|recue|arrivee|livree
recu|livre|envoye|arrive ...5 d|celui|celle un|d autre ?client|personne|couple|quelqu
@order ... @arrive ...4 @broken
@arrive ...5 @broken
@arrive ... tout|toute|tous|completement|totalement|en|bien ?mille @broken
@order ... est|sont|etait|etaient|s ?est ?tout|toute|completement|deja|en|totalement|bien @broken
@broken ... @arrive|livraison|transport|reception|deballage|ouverture
@arrive|envoye|livre ...5 @wrong @order|taille|couleur|modele|chose|truc|adresse|pointure|article|gout|produit
mauvais|mauvaise|autre|errone @order|taille|couleur|modele|pointure|article|reference ... @arrive|recu|recue|envoye
@arrive ... @wrong @order|taille|couleur|modele|article|pointure|produit|adresse|commande
@arrive ...4 autre|different|differente|celle|celui ?chose|que|d|de|a|pas|article
pas|n ?est|correspond ?a ?au ?le|la|ce|celui|du ?ce bon|bonne|meme|que|qui|modele|produit|article|commande|celui|celle|taille|couleur ?j|je|que ?ai ?article|taille|produit|modele|couleur ?que commande|achete|paye|demande|recue|envoye|photo|description|choisi
correspond|ressemble ... pas|rien ... commande|description|photo|annonce|achete|site
commande|achete|voulais|demande|paye ...6 et|mais ...3 @arrive|ai|envoye ...4 @det|#|autre|bleu|noir|rouge|blanc|vert|deux
@order|carton|colis|boite|paquet|sac|enveloppe ... vide|vides|ouvert|ouverte|eventre|pierres|briques|abime
manque|manquait|manquent|manquant|manquante|manquants ...4 @order|pieces|accessoires|moitie|chargeur|notice|vis|partie|un|une|deux|trois|#|cable|la|le
@order|il ...3 manque|manquait|manquent|incomplet|incomplete|manquant
@order ... perdu|perdue !toutes|tous|les|le|la|son|ses
@order ... egare|egaree|vole|volee|disparu|disparue|introuvable
perdu|egare|vole|egaree ... @order
marque|indique|indiquee|note|suivi|statut|dit|affiche|livreur|declare|soi|considere|transporteur|site ...6 livre|livree|remis|distribue|livres ...8 rien|pas|jamais|personne|aucun|or
livre|livree|remis|distribue ...8 rien|pas|jamais ... recu|la|vu|arrive|boite
rien|pas|jamais ... recu|vu|arrive ...8 livre|livree|distribue|marque|indique
livre|livree|remis|depose|laisse|donne ...5 a|au|chez|dans|à ?@det mauvais|mauvaise|autre|voisin|voisine|quelqu|inconnu|n ?adresse|personne|d|importe|porte|immeuble
@det ?mon|ma|mes @order ... jamais arrive|arrivee|recu|livre|venu|arrives
jamais ?ete arrive|recu|livre|arrivee|livree ... @order
n|pas|jamais ?ai ?jamais recu ... @order
casse|cassee|dechire|lache|grille|grillee|decolle|fendu|explose|tombe ... premier|premiere|jour|jours|utilisation|semaine|bout|fois|deja
@order ...4 marche|fonctionne|allume|demarre|charge|s ?pas ?allume pas|plus|jamais|mort ... depart|premier|deballage|neuf|neuve|jour|recu|acheter|hier|peine
marche|fonctionne|fonctionnait pas|plus ... deballage|reception|neuf|neuve|recu|sortie|sorti
arrete|cesse|tombe|tombee|panne ?de|en fonctionner|marcher|panne ... jours|jour|semaine|semaines|apres|neuf|neuve|premier|premiere
defaut ?de fabrication|usine
@arrive|recu ... defectueu*|defaut|panne|hs|mort|morte|rayure|rayures|trou|tache|taches|fissure|moisissure|vers|cheveu|insecte|asticots
est|etait defectueu*|fissure|fissuree|fendu|fendue|raye|rayee|tache|tachee|troue|trouee|moisi|moisie
@order|plat|repas ... froid|froide|cru|crue|brule|brulee|moisi|avarie|cheveu

[refund]
@want|exige|reclame|demande ... rembours*
@want|exige|reclame ... mon|notre argent|sous|fric|pognon|avoir
@want|exige|rendez|rends|rendre|rend|redonnez|recuperer|veux|restituez ?moi|nous ... argent|sous|fric|somme|thune|pognon|euros
rembours* ... moi|nous|me|mon|ma|mes|ce|cette|integral*|maintenant|immediatement|total*|commande|achat|vite|svp|le|la|complet|tout
me|m|nous|etre|te|faire|qu|vous ?me|on|allez|pouvez|devez|fassiez rembours*
demand*|exig*|reclam*|obten*|procede*|effectu*|faire|faites|lance*|engag* ... @det ?mon|un|le remboursement
remboursement ?integral|complet|total|immediat|partiel|svp|de ?immediat ?maintenant|s|svp $
^ remboursement
@want|faut|aimerais|vais|voudrais ... rendre|retourner|renvoyer|retour ... @order|@det|ce|car|parce|le|la|et|cet|ca|article|pas
@want|prefere ... rendre|retourner|renvoyer
rembourse|remboursez|remboursee moi|nous|svp|tout
annul* ... et|pour|avec ... rembours*|argent
reprenez|reprendre|reprends ... @order|votre|le|la|ce|et

[formal]
faire|deposer|porter|formuler|adresser|deposerai|depose|porte|faites|fais|enregistrer|ouvrir|introduire|envoyer|soumettre|rediger|laisser|signaler|poser|emettre|veux|voudrais ?deposer|une|la ?ma reclamation|plainte|reclamations|plaintes|doleance
@want|tiens|vais|viens|voudrais ?a|tiens|me ?à plaindre|reclamer|denoncer
plainte|reclamation ... officielle|officiellement|formelle|formellement|ecrite|ecrit|contre|concernant|livreur|vendeur|employe|conseiller|magasin|direction|courrier|envers|chauffeur
officiellement|formellement ... plain*|reclam*|signal*
reclamation officielle|formelle|ecrite|contre
service|formulaire|adresse|numero|registre|bureau|lettre ?des ?de ?d reclamation|reclamations|plainte|plaintes
ou|comment|qui|aupres ... me|reclamer|plaindre|plainte|reclamation|reclamations|plains
me|m plaindre|plains
vendeur|vendeuse|livreur|conseiller|conseillere|employe|employee|agent|technicien|caissier|caissiere|serveur|serveuse|chauffeur|personnel|accueil|hotesse|receptionniste|facteur|monsieur|dame|gars|vigile|collegue ...6 desagreable|impoli*|grossi*|agressi*|insult*|raccroche|cri*|hurl*|mepris*|irrespectueu*|racist*|odieu*|mal|discrimin*|harcel*|menac*|hautain*|arrogan*|malpoli*|infect|incorrect|moque|deplace*|bouscul*|gueule
accueilli|accueillie|traite|traitee|recu|parle|crie|hurle|insulte|insultee|humilie|humiliee|agresse|agressee|bouscule ...6 comme|mal|chien|moi|dessus|livreur|vendeur|conseiller|employe|personnel|irrespect|facon|voleur|rien
manque de respect ... employe|vendeur|livreur|conseiller|personnel|agent

[legal]
avocat|avocate|avocats ...5 contact*|saisi*|occup*|entendre|dossier|charge|courrier|ecri*|saura|prendra|poursui*|va|attend|aura|mise|appel*|conseill*
contact*|consult*|saisi*|appel*|prend*|voir|passer|nouvelles|parler*|engag*|mandat*|vois ... mon|un|une|notre|avec|d|l|de avocat|avocate|avocats
poursuivre|poursuivrai|poursuites|poursuite|attaquer|attaquerai|assigner|assignation|poursuis ... ?justice|en|judiciaire|judiciaires|vous|tribunal|entreprise|societe
justice|tribunal|tribunaux|juge|prud|procureur|conciliateur|mediateur|huissier|juridique|juridiquement|juridiques|judiciaire|judiciaires|instance|cour|contentieux
porter|porte|porterai|deposer|depot|depose|deposerai plainte ... ?police|gendarmerie|commissariat|contre|justice|procureur
police|gendarmerie|commissariat ... plainte|signal*|prevenir|appel*|porter|declar*|alert*|aller
plainte|porte|appel* ... police|gendarmerie|commissariat|penale|procureur|justice
dgccrf|signalconso|ufc|choisir|cnil|repression|cnam|arcep|acpr|clcv|opc|amf|ombudsman|ligue|saaq|crtc
association|associations|protection|office|defense|droit|code|tribunal|organisme ?de|des|du|la ?la ?defense ?des ?du consommateur|consommateurs|consommation
mise en demeure
lettre recommandee|recommande|avocat
recommande ?avec accuse
action|actions|voie|voies|demarche|demarches|recours|mesures|procedure|procedures|suite|suites en|legale|legales|juridique|juridiques|judiciaire|judiciaires|collective|justice|penale
droits|loi|lois ... consommat*|protege|bafoue|respecte|viol*|prevoit|impose|faire
illegal|illegale|illegales
viol*|non|rupture ... contrat|loi|rgpd|droits|vie
dommages ?et interets
dedommagement|indemnisation|prejudice|indemnites
dernier|derniere avertissement|relance|chance ... avocat|justice|plainte|tribunal|avant|juridique
denoncer*|signaler* ... autorites|fraudes|dgccrf|police|presse|medias

[safety]
visage|levres|langue|gorge|yeux|fils|fille|bouche|main ...4 gonfl*|enfl*
urticaire|plaques ... apres|depuis|partout
vomit*|malades|diarrhee ...6 mange|diner|restaurant|repas|dine
mauvais|mauvaise medicament|dosage|medicaments|comprimes|dose|ordonnance
medicament|dose errone|erronee
n arrive|peut plus|pas ?a respirer
morceau|bout|eclat de verre|metal|plastique
feu|flammes|etincelles|etincelle|fumee|fume|explose|explosion|exploser|electrocut*|chatai*|decharge|court|brule|fondu|surchauff*|incendie|prend|pris ...7 @order|chargeur|batterie|prise|cable|maison|cuisine|chauffage|radiateur|main|mains|four|adaptateur|fer|appareil|seche|friteuse|micro|trottinette|bouilloire|multiprise|feu|couverture|voiture|cocotte|air|enceinte
@order|chargeur|batterie|prise|cable|radiateur|chauffage|four|adaptateur|fer|seche|friteuse|micro|trottinette|bouilloire|multiprise|cocotte|poussette|voiture|freins|echelle|ascenseur|grille|plaque|chaudiere ...6 feu|flammes|etincelles|fumee|fume|explose|exploser|electrocut*|decharge|courant|brule|brulait|fondu|fondre|surchauff*|incendie|lache|effondre|jus|chauffe|coup
odeur|sent|sens|fuite ...3 gaz|brule|fumee|plastique|cramé|roussi
fuite de gaz
monoxyde|intoxic*|empoisonn*|salmonel*|anaphyla*|listeria
reaction|choc ... allergi*|anaphylactique|cutanee|grave|violente
allergi* ... reaction|gonfl*|hopital|urgence*|respir*|contenait|avait|prevenu|oedeme|plaques|epipen
contenait|contient|avait|presence|traces ...4 arachide|arachides|noix|noisette|gluten|crevette|crevettes|lait|lactose|sesame|cacahuete|cacahuetes|fruits ...5 allergi*|coeliaque
gonfl*|urticaire|brulures|brulure|cloques|vomi|vomit|vomissements|diarrhee|convuls*|evanoui*|asphyxi*|etouff*|plaques|malade|malades ...8 creme|produit|repas|mange|manger|shampoing|shampooing|teinture|medicament|comprime|masque|sirop|complement|fils|fille|bebe|maquillage|parfum|visage|peau|yeux|votre|plat|application|utilis*|apres
creme|produit|repas|mange|shampoing|shampooing|teinture|medicament|comprime|masque|complement|maquillage|burger|poulet|poisson|sushi|sushis|huitres|plat|salade|lait|kebab|tacos|sandwich ...10 gonfl*|urticaire|brulures|brulure|brule|cloques|vomi|vomit|vomissements|diarrhee|convuls*|evanoui*|allergi*|malade|malades|intoxic*|hopital|urgences|etouff*|irrit*
hopital|urgences|ambulance|samu|pompiers|hospitalis*|medecin ...10 @order|produit|repas|mange|intoxic*|allergi*|brul*|coup*|bless*|accident|utilis*|creme|magasin|choc|cause|votre
me|m|s|mon|ma|main|doigt|fils|fille|bebe|enfant|suis|nous|chien ...4 coupe|coupee|blesse|blessee|brule|brulee|electrocute|tombe|tombee|casse|avale|etouffe|etouffee|intoxique|glisse|electrise|fracture ...8 avec|par|en|a|sur|@order|magasin|lame|verre|chaise|sol|escalier|cause|utilis*|piece|pile
verre|metal|plastique|clou|vis|cafard|rat|souris|ver|vers|larve|larves|lame|fil|agrafe|dent|insecte|aiguille|asticot ...4 dans|dedans|au ...3 plat|repas|nourriture|burger|soupe|salade|bouteille|boisson|compote|lait|assiette|pain|pizza|riz|conserve|gateau|yaourt|sandwich|boite|pot|cereales|pates
dangereux|dangereuse|danger|risque ...6 enfant*|bebe|fils|fille|vie|mort|electri*|incend*|feu|sante|mourir|tres|vraiment|quelqu|brul*
c|est|tres|extremement|un ?est ?tres ?vraiment ?un danger|dangereux|dangereuse
mise|vie|sante ?en ?de ?d danger
accident ...6 livreur|freins|magasin|voiture|trottinette|chauffeur|velo|cause|avec|votre|produit|par
bless*|saign*|fractur*|lesion*|decharge ...5 @order|magasin|avec|electri*|enfant|main|produit|fils|fille
avale|avaler|ingere ...4 pile|batterie|piece|bouton|aimant|morceau
freins ...4 pas|lache|lachent|plus

[vulnerable]
plus|sans|manque|manquent|reste ?plus ?de ?d ?ses ?mes ?son ?mon comprimes|medicaments|medicament|cachets|traitement|insuline|ventoline
pense|envie ?a ?d ?en ?de ?y finir|mourir|suicider
j en|peux peux|plus plus ... vivre|finir|continuer
sous oxygene|respirateur|dialyse|insuline
oxygene ...8 courant|electricite|panne|coupe
suicid*
me|mettre|en|veux|vais ?fin ?a ?finir ?vais ?envie ?de tuer|suicider|jours|finir|mourir|flinguer
envie de mourir
plus|n|aucune|pas ... envie|raison|force ... vivre|continuer
insuline|oxygene|respirateur|pacemaker|dialyse|chimio|chimiotherapie|epilep*|medicament|medicaments|traitement|ventoline|inhalateur|epipen|pompe|antibiotique|antibiotiques ...10 urgent*|urgence|aujourd|plus|sans|besoin|manque|grave|fini|danger|retard|pas|demain|dose|rupture|ce|nuit|vital
sans|plus|besoin|urgence|manque|urgent|dernier|dernière ...6 insuline|oxygene|medicament|medicaments|inhalateur|dialyse|comprimes|traitement|ventoline|respirateur
enceinte|handicap*|fauteuil|agee|agees|age|ages|grand|mamie|papi|papy|bebe|nourrisson|enfant|enfants|nouveau|malade|alite*|aveugle|cancer|diabetique|alzheimer|hospitalis*|premature*|cardiaque|autiste|veuve|invalide ...8 sans|urgent*|urgence|seul|seule|bloque*|coince*|enferme*|froid|chauffage|eau|electricite|courant|manger|lait|grave|hopital|besoin|oxygene|meurt|mourir|faim|depend*|chaleur|rue
sans|coupe|coupure|plus|coupez|panne ...6 electricite|courant|eau|chauffage|gaz|lumiere|nourriture|ascenseur|lait|chaude|telephone|internet|frigo ...10 bebe|enfant|enfants|nourrisson|agee|agees|mere|pere|grand|malade|handicap*|enceinte|mari|fils|fille|insuline|oxygene|diabetique|fauteuil|maman|papa
mere|pere|maman|papa|mamie|femme|mari|epouse|fils|fille|bebe|frere|soeur|tante|oncle|voisine|enfant|parents|conjoint|grand ...8 hopital|urgence|urgences|grave|oxygene|insuline|mourant|mourir|operation|coince*|bloque*|enferme*|respire|respirer|convuls*|hospitalis*|decede*|mort|morte|evanoui*|reanimation|infarctus|avc|coma|inconscient*
coince*|bloque*|enferme*|perdu*|seul* ... dans|a|avec|sur|en ...3 ascenseur|route|aeroport|gare|autoroute|rue|nuit|enfants|bebe|voiture|etranger|pays|dehors|froid
violences|violence conjugale|conjugales|domestique
menac*|frapp*|harcel*|poursui*|traqu*|bat ...5 ex|mari|conjoint|compagnon|mort|adresse
mon ex ?mari|compagnon|copain|conjoint ...4 menac*|frapp*|harcel*|retrouv*|localis*|traqu*|suit
urgence medicale|vitale|familiale|absolue
c|est|une|d ?est ?une ?vraie urgence
question de vie
obseques|enterrement|deces|decede|decedee|mort|deuil|funerailles|veillee ...10 demain|aujourd|urgent*|vol|voyage|annul*|billet|fleurs|besoin|compte|ligne|titulaire|mere|pere|epouse|mari|mari|grand
plus|rien|pas|n ... a|de|quoi manger ... enfants|jours|aujourd
rien|quoi|plus|ou ?a|nulle manger|dormir|loger
expuls*|rue ...6 demain|aujourd|enfants|bebe|ce
enfant|fils|fille|bebe ...4 avale|disparu*|seul*|enferme*|coince*|inconscient*|respire
crise|attaque|malaise ?de|d panique|angoisse|epilep*|asthme|cardiaque
douleur|douleurs ... poitrine|thoracique

[negotiate]
sommes|serons|on ?est # ... prix|tarif|remise|groupe
vous|je|on ?vous en propose|offre|donne #
#|# ... au lieu de #
#|# ... pour les|la|le deux|paire|lot|tout ... signe|prends|ok|affaire
si|et|pour|quand|je|on|besoin|veux|achete|achetant|nous|prends|prenant|commande ?j|je|on|nous ?vous|en ?achete|prends|commande|achetons|prenons|commandons|prendre|commander|acheter|achetais|achetant|prenant|voudrais|veux|besoin|voulons ... ?plus ?de #|deux|trois|quatre|cinq|six|huit|dix|douze|quinze|vingt|trente|quarante|cinquante|cent|cents|mille|douzaine|plusieurs|gros|quantite|une ...9 remise|reduction|prix|meilleur|rabais|moins|geste|ristourne|promo|offre|devis|tarif|negocier|special|gratuit|baissez|interessant|degressif|cher
remise|reduction|prix|meilleur|tarif|tarifs|rabais|devis|ristourne|geste|moins ...10 #|douzaine|cent|vingt|cinquante|dix|trente|mille|quinze|douze|cinq|trois|six|deux ...1 unites|pieces|cartons|chemises|shirts|licences|personnes|uniformes|chaises|tables|ordinateurs|paires|kilos|kg|tonnes|chambres|nuits|livres|utilisateurs|exemplaires|articles|litres|tasses|billets|casquettes|bouteilles|cahiers|places|postes|salaries|eleves|produits|metres|paquets|telephones|mois|boites|polos|mugs|stylos
en|de|achat|commande|grosse|pour gros|grosse|volume|quantite|quantites|nombre|groupe ...8 remise|prix|tarif|tarifs|negocier|meilleur|devis|reduction|#|pieces|unites|geste|degressif
remise|reduction|prix|tarif|tarifs|devis|rabais ...6 gros|volume|quantite|quantites|groupe|revendeur|revendeurs|grossiste|entreprise|professionnel|professionnels|degressif|degressifs|ce
vous|je|j|te|on ?vous|t|te propose|offre|donne|paye|paie|proposons|offrons|donnerais|paierais|prends|prend ... #|mille|cent|moitie
#|cent ?euros|balles|e|dollars ?cash|et ... je|c|on|j ?le|la|les|suis prends|prend|achete|preneur|bon|affaire|conclu|ok|commande|signe|vendu
faites|fais|laissez|laisse|vendez|descendez|baissez|baisse|acceptez|accepteriez|feriez|accordez|cedez|laisseriez|ferais|descendre|faire|pouvez|laisser|accepter ... a|pour|jusqu|les|le|la|moins|un ?prix ?a ?pour # 
a|à|pour # ?euros|balles|e|dollars ?maximum ... je|prends|on|c|deal|marche|ca|acheteur ?le|prends|fait|achete|prend|affaire|est|bon|va|marche
concurrent|concurrence|ailleurs|amazon|autre|magasin ...8 #|moins|mieux|meilleur ...6 alignez|aligner|alignement|baisser|faites|prix|cher|pouvez|egaler|proposez|alignez
align* ... prix|concurren*|amazon|offre|#|tarif|sur|dessus
concurrent|concurrence|ailleurs|autre|autres|amazon ...5 propos*|vend*|a|ont|fait|offre|offrent|vu ...6 #|moins|mieux|meilleur
contre offre|proposition
negoci*|marchand* ... prix|tarif|contrat|#|volume|quantite|remise
mon|ma|notre budget|offre|proposition|maximum|limite est|de|c|max|serait|d ...4 #|cent|mille
budget ... # ...8 baiss*|ajust*|prix|remise|effort|negoci*|faire|possible

[limitation]
qui alors|donc
qui peut|s ?le ?occupe ?faire alors|donc
succession|heritiers|defunt|defunte
cas|situation|probleme|demande|dossier|question ?est|mon|ma|un ?un|une ?peu|assez|tres|plus|bien|plutot|trop ?particulierement particulier|particuliere|special|speciale|complexe|complique|compliquee|delicat|delicate|exceptionnel|exceptionnelle|specifique|atypique|inhabituel
aucun|aucune ?des|de|d ?vos|ces|les|choix options|choix|option|reponses|reponse|propositions|proposition ... correspond*|convient|aide|concerne|marche|s|adapte
pas|n|ne ... ?dans option|options|menu|liste|choix|propositions|cas
exception|derogation|exceptionnellement|prolongation|dérogatoire|autorisation
manuellement|manuelle|manuel
besoin|necessite|faut|demande ...4 manuel*|humain*|intervention|quelqu|main
site|appli|application|systeme|formulaire|plateforme|portail|page ... ne ?me|m|l|le|s ... laisse|permet|accepte|reconnait|autorise|veut|propose pas|plus
impossible|pas|peux|arrive ... depuis|via|sur|par|moi ... site|appli|application|formulaire|portail|meme|espace|ligne
bot|robot|assistant|chat|chatbot|vous|tu ... ne|n|pouvez|peux|sait|sais ... pas|rien ... aider|resoudre|regler|faire|repondre|peut|traiter
pense|crois|doute ... que|qu ... vous|tu|bot|robot|ca ... pas|puissiez|puisse ... ?aider|capable|resoudre
rectifier|modifier|corriger|changer|corrigez|rectifiez ... nom|titulaire|siret|tva|facture|contrat|adresse|date ... facture|emise|deja|titulaire|contrat|acte|attestation|etablie
plusieurs|deux|trois comptes|commandes|factures|contrats|dossiers|reservations ... fusion*|regroup*|melange*|grouper|fois

[conditional]
si|quand|lorsque|cas|suppos*|s|au|imaginons ?jamais ?cas ?ou ?le|la|mon|ma|je|j|ca|il|elle|c|on|l|les|un|vous ?@order|article|ne|est|n|me|y ?ne ?est ?me ?a ?ai arrive|arrivent|casse|tombe|abime|plait|va|convient|perdu|marche|fonctionne|change|veux|annule|vole|pirate|preleve|defectueux|taille|besoin|trompe|problem*|probleme|perds|recois|plaisent|veut|rembourse|souci|vide
en|au cas de|d|ou
que|qu|quoi se|est|y|on|fais|dois ?passe ... si|quand|en
que faire si|en
avant d|de|que acheter|commander|payer|reserver|souscrire|j|je
et si

[policy]
jusqu a quand|quelle ?date puis|peut|je|on|est
combien|quel|quels|delai|delais ?de ?temps|est|sont|jours|le|les|faut ... rembours*|retour|retours|retourner|echange|reclamation|renvoyer|rendre
quel|quelle|quelles|comment|ou|connaitre|savoir|infos|informations|renseignements|conditions ?est|sont|marche|fonctionne|trouver|sur ?votre|la|les|le|vos politique|conditions|delai|delais|procedure|modalites|regles|retours|garantie ... ?retour|rembours*|retours|echange|annul*|garantie
politique|conditions|delai|delais|procedure|modalites|garantie|frais ?de ?d retour|rembours*|retours|echange|echanges|annulation|retractation
faites|acceptez|proposez|offrez|avez|accordez|peut|est|prenez|sont ?vous|on|ce|les ?des|les|un|que|une ... rembours*|retour|retours|echanges|echange|garantie|satisfait|reprises
peut|puis|pourrais|possible|peux|est ?on|je|de|se|etre ?faire ?le|la|un ... retourner|rembours*|echanger|renvoyer|rendre ... si|dans|sans|apres|en|magasin|jours|cadeau|soldes|ticket|boutique|comment|achete
comment|quelle ?on ?je|se|faut|faire|fait|marche|fonctionne|puis|peut|ca|dois|pour|procedure ?pour ?faire ?le ?un|passe|se|demander ... rembours*|retour|retours|retourner|renvoyer|reclamation|annuler|echanger

[resolved]
^ oui|ouais|ah ...6 merci $
^ ah|ok|bon|bien|ouf|d|voila ...8 merci|parfait|nickel|super $
est|a ete|bien enleve*|leve*|credite*|annule*|rendu*|retabli*
la|maintenant|ca ?c ?il ?est est|a|marche|passe pris|prise|bon|passe|accepte
recupere|retrouve|elle|il|exact|oui ?c ?est ?bien parti|partie|lui|arrive|arrivee|recupere|retrouve
tout va|est ?va ?en bien|ok|bon|ordre|nickel $
recupere|retrouve $
c|ca|tout|ok|merci|finalement|enfin|maintenant|super|j|probleme|voila|parfait ?est|y ?a ?ai ?ca ?bon|est|a|marche|fonctionne|enfin|maintenant|recu|trouve ?bien ?maintenant marche|fonctionne|regle|reglee|resolu|resolue|bon|recu|trouve|reussi|arrive|ok|repare|compris|parfait|credite|rentre|clair|ordre
ca|cela marche|fonctionne|roule|va ?maintenant|mieux|enfin|bien|nickel|merci|parfaitement
probleme|souci|affaire|question|dossier|tout|commande ?est|a|c ?ete ?est resolu|regle|reglee|ordre|resolue|clos|arrange
c|ca etait|venait|est|y ?ma|de|mon|a ?juste|est erreur|faute|wifi|cable|moi|fausse|bon|tromp*|distraction
fausse alerte
oubliez|oublie|laissez|ignorez ... ?c|tomber|merci|bon|rien
plus ?la besoin|necessaire|la|utile|peine ?de
merci ... c|ca|vous|pour|beaucoup|j ... bon|marche|parfait|tout|aide|regle|compris|clair|recu|fonctionne|resolu
j|je|ca|c ?ai ?m|est|y ?a ?bien compris|comprends|aide|aidee|clair|note|parfait|suffit ... ?merci|maintenant|mieux|super|parfait
recu|arrive|livre ... aujourd|hier|matin|parfait*|merci|nickel|bon|impeccable|bien ?etat|merci

[decline]
+ ne|n ?vous ?te ?en derangez|derange|embetez|embete|inquietez|faites ?pas
+ ne|n|pas|inutile|sans ?besoin ?la ?peine ?de ?que ?qu ?me ?m ?nous ?un ?le ?on passer|passez|passe|transferer|transferez|appeler|rappeler|deranger|derangez|contacter ?le ?un ?une ?pas personne|quelqu|quelquun|qqn|responsable|docteur|conseiller|collegue
+ personne n|ne ?a ?besoin|doit ?de ?me appeler|rappeler|telephoner
+ pas de commercial|commerciaux|vendeur|vendeurs|appel|appels|demarchage
+ pas ?tout de|pour|l|maintenant suite|instant|linstant
+ pas|aucune ?l envie ?de parler|discuter
+ laissez|laisse .. je|me
+ inutile de|d deranger|me|m|appeler|transferer|passer|embeter
+ pas|sera ?sera necessaire|utile ?peine
+ la|mais|non ca va
+ pas|non|inutile|sans|plus ?la|merci ?besoin|peine|necessaire|envie|de|d|parler|transferer|passer|l|m|me|appeler|un .. @human|transf*|appel*|rappel*|telephone
+ non merci .. ?@human|vous|ca|je|pas
+ prefere .. vous|bot|robot|ici|chat|ecrit|continuer|tchat|toi|rester|ecrire
+ restons|continuons|reste|avec|ici|vous .. vous|ici|suffit|bien|bot|convient|chat|suffisez|tchat
+ pas encore|maintenant|tout|besoin
+ je|j|on ?vais ?peux .. moi|seul|seule ?meme|debrouille|gere|regler

[mild]
tant pis
pas grave
rien de grave|mechant
ce n est rien
un|une ?tout chouia|poil|peu|brin plus|traine|tordu|augmente|abime|long|longue|lent|lente|tard
mais bon
mais ?le|tout|l|sinon ?contenu|reste|produit|interieur ... intact|bien|bon|nickel|impeccable
un|assez|plutot ?petit peu|brin|poil|tantinet|juste ?lent|long|tard|decu|cher|confus|froid|petit|grand|agace
pourrait|pourriez|aurait|serait ... etre|mieux|plus|mieux|rapide|clair
pas ?si|tres|bien|trop grave|mal|terrible|urgent|mechant
rien de grave|urgent
petite|une suggestion|remarque

[hypothetical]
roman|histoire|scenario|film|serie|devoir|devoirs|memoire|these|examen|documentaire|expose|livre ... sur|de|d|qui|du|ou|pour
hypothese|hypothetiquement|curiosite|theoriquement
etudes|etudie|etudiant|etudiante ... droit|medecine|infirmi*

[cart]
panier|caddie|caddy

[undelivered]
# rien n'est arrive : c'est la livraison, quoi qu'on demande
n|ne ?m ?est|a|suis|ai|avons ?toujours pas|jamais|rien ... arrive|arrivee|livre|livree|recu|recue
toujours|encore pas|rien|aucune ?de ?ete ... livraison|livre|livree|recu|arrive
pas|aucune|sans|jamais de|la|ma|une livraison
rien n est|a ... arrive|livre|recu
ou est|sont|en ma|mon|mes|notre @order

[volume]
#|dix|douze|quinze|vingt|trente|quarante|cinquante|cent|cents|mille|douzaine|douzaines ?de ?d unites|pieces|cartons|chemises|shirts|licences|uniformes|chaises|tables|ordinateurs|paires|kilos|kg|tonnes|chambres|livres|utilisateurs|exemplaires|tasses|mugs|casquettes|bouteilles|cahiers|telephones|places|salaries|polos|stylos
gros|grossiste|revendeur
grosse|grande|en quantite|quantites|commande|nombre|volume

[discount]
quel|a ?quel prix|tarif ?vous ?nous
remise|remises|reduction|rabais|ristourne|geste|degressif|degressifs
meilleur|bon|prix prix|tarif|special|unitaire

[offer]
voulez|souhaitez|veux|souhaites|puis|preferez|desirez ... transf*|parl*|pass*|mett*|contact*|conseiller|agent|humain|relation

[unable]
+ peux|puis|pouvons pas !trouver|voir|localiser|comprendre|identifier|savoir
+ peux|puis|pouvons|pourrai pas ?vous ?le ?la ?les ?y ?directement faire|modifier|emettre|etablir|gerer|acceder|autoriser|corriger|annuler|changer|traiter|effectuer|valider|accorder|signer|decider|delivrer|realiser
+ suis|sommes ?pas en mesure|capacite ?d ?de
+ n|y|en ?y|en ai|avons pas ?l ?le ?d acces|autorisation|droit|droits|habilitation|habilite
+ n|ne est|m ?m ?est pas possible|permis
depasse|hors ?de mes|ma|mon competences|portee|champ

[useless]
pas|desole|desolee|n|malheureusement|navre ... compris|comprends|trouve|aider|repondre|information|reponse|sais|connais|reconnu
reformul*|preciser|precisez|autrement
consultez|visitez|voir|rendez|veuillez|cliquez ... faq|aide|page|site|centre|lien|rubrique|article
essayez|reessayez|redemarrez|veuillez ... nouveau|plus|tard|redemarr*|lien|reessay*

block frustration,dispute,negotiate: en #|dos|duas|dois|deux|trois|due|tre|two|three|tres|quatro|cuatro|quatre|quattro|doce|doze|diez|dez|dix|dieci fois|mensualites|echeances
block person,manager: agent|agents|conseiller|responsable|directeur|chef|assistant de|d|immobilier|en|marketing|commercial|voyage|cuisine|projet|produit|secret|service|achat|achats ?voyage|voyages|projet|securite|police|assurance|entretien|nettoyage|cuisine|artiste|rayon|produit|achats|orchestre|gare
block person,manager: agent|agente|conseiller|chef|directeur immobilier|immobiliere|secret|fiscal|financier|juridique|commercial|patrimoine|artistique|cuisinier|sportif
block person,manager: suis|travaille|comme|cadeau|mon|ma|notre|devenir|etre|metier|pour|anniversaire ?de|un|une|le|la|mon|comme|en ?ancien|un|une|mon superviseur|manager|gerant|gerante|chef|patron|patronne|directeur|directrice|agent|conseiller|operateur|representant|vendeur|vendeuse|employe|technicien
block person,manager: poste|emploi|formation|deguisement|film|livre|manuel|jeu|titre|reunion|entretien|cours ... de|du|pour|avec|d @human|@boss|robot
block person: par|chaque|pour|de|une|deux|trois|quatre|cinq|six|huit|dix|#|seule personne|personnes
block person: ressources|droits|corps|cheveux|capital humaines|humains|humain ?normal
block person: personne ?ne ?n ... repond|est|a|sait|vient|rappelle|ne
block person: ne|n ... personne
block person,abuse: robot|robots cuisine|aspirateur|menage|patissier|jouet|tondeuse|cuiseur|multifonction|lego|de
block person: aspirateur|jouet|deguisement|kit|lego ... robot|robots
block person: personne|personnes qui|de|a|majeure|agee|agees|handicapee|physique ?recoit|contact|prevenir|recevra|signe|charge|mobilite|gagne
block legal: suis|sommes|travaille|cabinet|etudes|cadeau|metier ?d|de|comme|un|une|en|chez avocat|avocate|avocats
block legal: salade|huile|toast|guacamole|puree|noyau ... avocat|avocats
block legal: avocat|avocats mur|murs|bio|crevettes|toast|saumon
block legal: cour|basse|terrain|court de|cour ?tennis|recreation
block fraud,anger,abuse: est|n|c|serait|pas ?est ?ce ?pas ?une arnaque|fraude|escroquerie n|ou|non|pas
block fraud: formation|livre|assurance|contre|prevention|protection|article|film|detection|cours ...2 fraude|fraudes|phishing|vol|piratage
block damage: coeur|jean|jeans|pantalon|pantalons|look|style brise|troue|dechire|troues|dechires
block damage: ouvert|ouverte|ouverts|ouvre ?le|demain|jusqu|dimanche|aujourd|ce|samedi|les
block damage: est|etes|vous|magasin|sera ouvert|ouverts|ouverte
block damage: @order ... d|de occasion|seconde
block damage: perdu|perdre|perds ... mot|poids|code|identifiant|mdp
block abuse,anger: sac|sacs|poubelle|poubelles|camion|bac ?a|de|d|aux ordure|ordures|poubelle
block abuse: pas|mal ?trop con|nul|bete
block safety,anger: feu|feux ?d artifice|rouge|arriere|avant|vert|camp
block safety: detecteur|alarme|capteur|machine|extincteur|contre|anti ?de|a|d ?les ?incendie|fumee|gaz|incendies|feu
block safety: verre|verres ?a|de|d vin|eau|table
block vulnerable,safety: mort|mourir de|à rire|faim|lui
block anger,frustration,abuse,formal: pas|sans|aucune|aucun|zero|jamais ?de|d|eu ?eu ?de plainte|plaintes|probleme|problemes|souci|reclamation|soucis
block legal,formal: place|atelier|stage|conference|formation|livre|seminaire ... plainte|avocat|justice
block person: changer|choisir|reseau|mobile ... operateur
block person: personne sur|dans|de ?la photo|image|taille
block abuse,fraud: jeu|film|livre|roman|piece ... voleur|voleurs|idiot|escroc|menteur
block person: taille|grandeur|echelle humaine
block frustration: pour|une|deux|trois|quatre|par|# ?une personne|personnes
block frustration: fois par|le|la jour|semaine|mois|heure|an
block damage,fraud: vole*|perdu*|casse* ... serie|roman|film|jeu|livre
block legal: mon|le|son|notre avocat|avocate habite|travaille|passe|peut|vit
block fraud: couvr*|inclu*|assur* ... vol|fraude|perte
block refund,dispute: rien a redire|dire|reprocher
