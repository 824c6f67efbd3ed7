# French: France, Belgium, Québec, Africa, chat.  An apostrophe is a blank:
# "c'est" is "c est", "cest" a word of its own.  Form: ../README.md.

endings A: - e s es
endings S: - s
endings EUX: eux euse euses
endings IF: if ive ifs ives
endings EUR: eur eurs euse euses rice rices
endings EL: el elle els elles
endings AL: al ale aux ales
endings IER: ier ière iers ières
endings ANT: ant ante ants antes
endings ER: er e es ons ez ent é ée és ées ait aient ant
endings IR: ir is it issons issez issent i ie ies issant issait

# --- good ---------------------------------------------------------------

[praise 2]
excellent%A, excellemment, génial%A, géniaux, super, superbe%S, magnifique%S, merveill%EUX, merveilleusement
merveille%S, une merveille, formidable%S, extraordinaire%S, exceptionn%EL, sensationn%EL, fantastique%S
fabul%EUX, incroyable%S, sublime%S, splendide%S, somptu%EUX, grandiose%S, impeccable%S, impec, nickel
nickel chrome, parfait%A, parfaitement, perfection, irréprochable%S, remarquable%S, inégalable%S, imbattable%S
incomparable%S, idéal%A, top, top du top, au top, topissime, le top
trop bien|bon|bonne|bons|beau|belle|beaux|belles|cool|top|fort|forts|forte|contente|content|gentil|gentille|gentils|mignon|mignonne|hâte
tro bien|bon|cool, trop de la balle, de la balle, de la bombe, une tuerie, tuerie, une dinguerie, dinguerie
un régal, régal, régal%ER, on s est régalés|régalé, me suis régalé%A, un délice, délice%S, délici%EUX
succulent%A, exquis, exquise, savour%EUX, fond%ANT, à tomber, à se damner, à tomber par terre, une pépite
pépite%S, une perle, perle%S, une perle rare, des perles, des amours, un amour, un ange, des anges, adorable%S
un bijou, un chef d œuvre|oeuvre, chef d oeuvre, un bonheur, que du bonheur, du bonheur, un plaisir
quel plaisir, vrai plaisir, un vrai régal|plaisir|bonheur|délice|bijou, un sans faute, sans faute
carton plein, chapeau, chapeau bas, bravo, bravissimo, félicitations à|pour|aux, toutes mes félicitations
félicit%ER, je vous félicite, je tire mon chapeau, rien à redire|dire|reprocher|ajouter|signaler
rien à dire de plus, 9 sur 9, dix sur dix, vingt sur vingt, 9 étoiles, cinq étoiles, numéro 9, au poil
du tonnerre, d enfer, canon, extra, terrible ce resto|concert, chouette%S, sympa, sympas, super sympa
hyper sympa, gavé bon, trop stylé, stylé%A, ouf ce|de qualité, un truc de ouf, un truc de fou, ça déchire
déchirent, ça envoie, envoie du lourd, ça tue, ça dépote, ça gère, vous gérez, gèrent, ils gèrent
vous assurez, assurent, ils assurent, ça assure, vous déchirez, au taquet, écoeurant de bon, écœurant comme c
malade mental, ben bon|bonne|content|contente, ben content%A, pas mal bon|bonne|content|contente, le fun
c est le fun, tiguidou, écoeurant, numéro un, en masse content, bien l fun, débile comment c, sur la coche
sua coche
ador%ER, j adore, j ai adoré, jadore, on a adoré, adoré, nous avons adoré, aime beaucoup|trop|énormément
j aime beaucoup|trop|énormément, on aime, kiff%ER, je kiffe, kif, un kif, kiffant, conquis, conquise
conquises, séduit%A, charmé%A, ravi%A, ravissant%A, enchanté%A, comblé%A, émerveill%ER, émerveillé%A
enthousiasmé%A, enthousiaste%S, emballé%A, bluffé%A, bluff%ANT, époustoufl%ANT, épat%ANT, épaté%A
impressionn%ANT, impressionné%A, émue, ému, touché%A par, ému aux larmes, émue aux larmes, pleuré de joie
aux anges, heur%EUX, heureux, heureuse, très heureux|heureuse, trop heureux|heureuse, content%A
super content%A, hyper content%A, satisfait%A, très satisfait%A
entièrement|pleinement|totalement|complètement satisfait%A, plus que satisfait%A, satisfaction,
satisfaction totale
entière satisfaction, soulag%ER, soulagé%A, quel soulagement, soulagement, ouf enfin|merci
enfin reçu|arrivé|résolu|réparé|livré, reconnaissant%A, très reconnaissant%A, coup de coeur
coup de cœur, gros coup de coeur|cœur, fan, je suis fan, fan absolue, ultra fan, accro, addict, pas déçu%A
pas du tout déçu%A, jamais déçu%A, jamais été déçu%A, ne déçoit jamais|pas, ne déçoivent jamais|pas
vaut le détour|coup, valait le coup|détour, ça vaut le coup|détour, vaut chaque|largement, vaut son|le prix
bon rapport qualité, rapport qualité prix, rapport qualité, recommand%ER, je recommande, je vous recommande
je le|la|les recommande, recommande vivement|fortement|chaudement|totalement|à|les|yeux, à recommander
recommandé à, conseille vivement|à|fortement, je conseille, je reviendrai
reviendrai avec|sans|très|c|certainement, on reviendra, nous reviendrons, reviendrons
j y retournerai|retourne, on y retourne|retournera, y retournerai, les yeux fermés, sans hésiter
sans hésitation, n hésitez pas foncez, foncez, allez y les, à refaire, je rachèterai|recommanderai|recommande
je recommanderai, cliente|client fidèle|conquise|conquis|ravi|ravie|satisfaite|satisfait
au delà de|des mes|nos|attentes|espérances, dépasse toutes|mes|nos, dépassé mes|nos|toutes
mieux que prévu|ce|je, encore mieux que, meilleur que ce|prévu, le meilleur, la meilleure, les meilleurs
les meilleures, meilleur service|resto|restaurant|achat|accueil|café|équipe
j ai jamais|rarement vu|eu|mangé d|un|une|aussi ?accueil bon|bien, jamais mangé|vu|bu aussi|d bon|bien
rien de mieux, que demander de plus, on ne peut|saurait rêver|faire|demander mieux
on peut pas rêver|faire mieux, rêver mieux, mention spéciale, petits soins, aux petits oignons
aux petits soins
vous êtes les|des|au|un|une meilleurs|meilleures|champions|amours|anges|top|génie|perle|ange|chef|chefs|stars|cœurs|coeurs
les meilleurs, champion%S, chefs, vous êtes géniaux|formidables|super|incroyables|adorables|au|trop
sauv%ER la|ma|notre vie|mise|journée|soirée|fête, vous m avez sauvé%A|aidé, vous nous avez sauvé%A
m a sauvé%A, sauvé%A la vie|mise, ça fait chaud au, chaud au coeur|cœur, fait ma|notre journée, illumin%ER
bonheur, joie, quelle joie, grande joie, continuez comme|ainsi, continuez comme ça, ne changez rien|pas
changez rien, longue vie à, zéro défaut|problème|souci|reproche|bug, sans aucun problème|souci|défaut
sans problème|souci|accroc|encombre, aucun problème à|depuis|avec, aucun souci à|depuis
aucun reproche|défaut|regret, pas un|une seul|seule problème|souci|reproche|panne|retard
jamais eu de|un|le problème|problèmes|souci|soucis|moindre, jamais aucun problème|souci
comme sur des roulettes, comme un gant, comme neuf|neuve, roule%S, ça roule nickel
marche|fonctionne|marchent|fonctionnent nickel|parfaitement|impeccable|très|super|à|bien|parfait|merveille
à merveille, à la perfection, va comme un, tip top, en parfait|excellent état, béni%A, dieu vous bénisse
que dieu vous
[praise 1.5]
très bon|bonne|bons|bonnes|bien|beau|belle|beaux|belles|joli|jolie|jolis|gentil|gentille|gentils|gentilles|agréable|agréables|aimable|aimables|professionnel|professionnelle|professionnels|pro|pros|efficace|efficaces|rapide|rapides|réactif|réactive|réactifs|serviable|serviables|sympa|sympas|sympathique|sympathiques|poli|polie|polis|propre|confortable|pratique|compétent|compétente|compétents|patient|patiente|attentionné|attentionnée|accueillant|accueillante|satisfaisant|chaleureux|chaleureuse|soigné|soignée|arrangeant|complet|utile
tres bon|bonne|bien|content|contente|satisfait|satisfaite|rapide|sympa|belle|beau
hyper bon|bien|content|contente|rapide|réactif|réactifs|efficace|gentil|gentille|pratique|pro
super bon|bonne|bien|beau|belle|rapide|gentil|gentille|gentils|pratique|efficace|service|équipe|accueil|expérience|qualité|produit|réactif|pro|boulot|travail|ambiance
vraiment bon|bonne|bien|beau|belle|top|sympa|gentil|gentille|parfait|agréable|super|génial|efficace
franchement bon|bien|top|bravo|sympa|génial|rien|super|parfait
si gentil|gentille|rapide|agréable|bon|beau|belle|bien|gentils|aimable
bon boulot|travail|accueil|produit|service|achat|choix
bonne qualité|équipe|adresse|expérience|ambiance|nouvelle|surprise|humeur|table
belle équipe|surprise|expérience|découverte|adresse|qualité|boutique|ambiance
bel accueil|hôtel|endroit|objet|emballage, agréablement surpris%A, bonnes ondes
beau travail|boulot|geste|produit|cadeau, gros bravo|plus|merci, grand bravo, un grand bravo
accueil chaleureux|parfait|au|sympa|souriant|adorable|impeccable, chaleur%EUX, souri%ANT, souriants, sourire
bienveill%ANT, bienveillance, à l écoute, serviable%S, aimable%S, gentil, gentille, gentils, gentilles
gentillesse, amabilité, polie, courtois, courtoise, courtoisie, prévenant%A, attentionné%A, délicat%A
disponible%S et, dispo et, professionnalisme, professionn%EL, pros, pro jusqu, compétent%A, compétence
efficace%S, efficacité, réact%IF, réactivité, rapide%S comme, rapidité, ultra rapide
rapide et efficace|soigné|sérieux, livré en avance|9|9|temps|rapidement
livraison rapide|éclair|express|nickel|parfaite|impeccable|dans, reçu rapidement|en|plus tôt|avance|parfait
en avance, arrivé plus|en|avant tôt|avance|date|l, à l heure pile|parfait|merci, pile à l, pile poil
ponctu%EL, ponctualité, dans les temps, dans les délais, en un temps record, temps record
en 9 minutes|min|secondes chrono, en deux minutes|jours|secondes|temps, en moins de 9|deux|dix|cinq
tout de suite résolu|réglé, réglé en|rapidement|tout, résolu en|rapidement|tout, vite réglé%A|fait
problème réglé|résolu, c est réglé|résolu|bon|réparé
ça remarche|refonctionne|marche|fonctionne enfin|nickel|parfaitement|bien|maintenant, tout est rentré
tout fonctionne, tout marche, sérieux et|du, fiable%S, fiabilité, honnête%S, honnêteté, transparent%A
de confiance, en toute confiance, toute confiance, confiance totale, soigné%A, soigneusement, bien emballé%A
bien fait%A, bien conseillé%A, bien reçu%A parfait|merci, bien accueilli%A, bien servi%A, de qualité
grande qualité, haute qualité, qualité au|top|irréprochable, solide%S, costaud, confortable%S, confort
douillet%S, cosy, moelleux, agréable%S, plais%ANT, joli%A, jolie, mignon, mignonne, chou, trop chou, raffiné%A
élégant%A, frais et, généreux, copieux, copieuse, savoureux, goûteux, goûtu, miam, miam miam, hum, youpi
yes, yess, hourra, yeah, wouhou, ouais trop, waouh, wahou, ouah, wow, whaou, oh là quelle|c beau
quel bonheur|plaisir|talent|service|accueil|goût
quelle rapidité|efficacité|équipe|gentillesse|merveille|délicatesse|qualité|classe, quel beau|bel
quelle belle, la classe, classe, franchement classe, grande classe, bien vu, bien joué, joli coup
joli travail, respect, pouce en l, ça fait plaisir, fait plaisir, fait très plaisir, me fait plaisir
plaisir de, plaisir à, avec plaisir que, enchantement, se porte à, lumineux, pas mauvais%A, pas mal
pas mal du tout, pas mal le|la|les|du|pour|ce|cette|comme, pas dégueu, pas dégueulasse, pas vilain, pas moche
pas trop mal, pas cher et, pas si mal, loin d être mauvais, ne me plains pas, me plains pas
peux pas me plaindre, pas à me plaindre, peut pas se plaindre, rien à envier, je ne regrette pas|rien
regrette pas, ne regrette pas, aucun regret, pas piqué%A des, c est pas rien, c est pas de refus
[praise 1]
bon, bonne, bons, bonnes, bien, beau, belle, beaux, belles, bel, mieux, mieux maintenant|qu, meilleur%A
utile%S, pratique%S, facile%S, cool, positif, positive, content, fluide%S, réussi%A, réussite, succès, aidé%A
m a bien|beaucoup aidé%A, bien aidé%A, une aide précieuse, précieu%EUX, précieux, précieuse
ça marche enfin|bien|super|maintenant, fonctionne bien, ça fonctionne, ça remarche, apprécié%A, appréci%ER
appréciable%S, j apprécie, honorable, correct et, propre et, charmant%A, convivial%A, authentique%S
intéressant%A comme, plaisant, reposant, chanceux, fier, fière

[thanks 1]
merci, mercii, mci, mrc, mrci, remerci%ER, remerciements, remercions, thx, thanks, merki, marci, merci bien
[thanks 2]
mille mercis|merci|fois, merci mille fois
merci infiniment|énormément|du|de|pour|vraiment|encore|encor ?tout|toute|votre|vos|ce|cette|la|le ?coeur|cœur|votre|gentillesse|aide|patience|rapidité|réactivité|efficacité|accueil|professionnalisme|disponibilité|excellent|super
un grand merci, grand merci, un immense merci, immense merci, un gros merci, gros merci, un énorme merci
merci merci, merci à vous|toute|tous|l pour|l|équipe, merci à toute, merci beaucoup pour|à|vraiment|infiniment
de tout coeur|cœur, du fond du coeur|cœur, je ne sais comment vous, sais pas comment vous remercier
éternellement reconnaissant%A, sans vous je
[plain]
merci d avance, d avance merci, merci par avance, vous remerciant par|d, en vous remerciant
vous remercie par|d avance, je vous remercie d avance, non merci
merci de me|bien|nous|votre|confirmer|répondre|faire|vérifier|m|vouloir|revenir
merci de votre retour|réponse|compréhension, merci pour votre retour|réponse|compréhension|confirmation
merci pour l info|information
bonne journée|soirée|nuit|continuation|réception|fin|semaine|année|fêtes|chance|vacances|route|et|appétit
bon week|weekend|courage|après|dimanche|lundi|appétit|anniversaire|ménage|voyage|noël|retour|rétablissement
bon anniv, joyeux noël|anniversaire, joyeuses fêtes, bonjour, bonsoir, salut, bien à vous|toi
bien cordialement, très bien merci|alors|c|je|et|pour, bien sûr
c est bien le|la|ça|au|à|ce|pour|vous|chez|demain|noté, est ce bien, bien le|la, ou bien, eh bien, hé bien
bien reçu, bien noté|pris|compris|entendu|arrivé, c est noté, aussi bien, bien que, bien entendu
bien avant|après, et bien, bon alors|ben|bah|je|d|du|de|pour|marché|à|et|ok
bon de commande|réduction|achat|retour|livraison, bons d|de
le bon numéro|modèle|code|jour|endroit|service|format|moment|horaire
la bonne taille|adresse|référence|date|couleur|pointure|personne|version
bonne taille|adresse|date|heure|personne, bon numéro|moment|service|code, c est bon pour|c, ah bon
ok super|parfait|nickel|cool, super merci|alors|j|et|je, parfait merci|alors|j|je|pour|c
nickel merci|alors|je, cool merci|alors, d accord parfait, ok c est bon, super u, super et en|quand
mieux vaut, tant mieux, au mieux, le mieux serait|est|c
ce serait super|bien|top|parfait|gentil|sympa|mieux|possible
ça serait super|bien|top|parfait|gentil|sympa|mieux|possible, serait top|super|parfait|idéal|bien, serait il
belle mère|soeur|sœur|fille|famille, beau frère|père|fils, bonne foi, quel est le meilleur|mieux
quelle est la meilleure, le meilleur moment|horaire|prix|moyen, meilleur moment|prix|délai|tarif
la meilleure façon|option|date|heure|solution|offre, meilleures salutations
meilleurs voeux|vœux|sentiments|délais, meilleurs délais, plus rapide|rapidement possible|que|pour
aussi vite|rapidement que, dès que possible, au plus vite, le plus vite, le plus tôt, rapide s il|c
facile à|de, plaisir d offrir, avec plaisir, ça marche merci|pour|alors|je|ok, ça marche, ça roule
pas de souci|soucis|problème|problèmes, pas grave, c est pas grave, ce n est pas grave, y a pas de souci|mal
rien de grave, aucun souci|problème, fan de votre page, frais de port|livraison|dossier, frais bancaires
je serais ravi%A, serais ravi%A, ravi%A de vous|faire|pouvoir|collaborer, heur%EUX de vous|savoir|pouvoir
content%A de vous savoir, très bonne|bon journée|soirée|continuation|week|fin|weekend|année
excellente|excellent journée|soirée|continuation|week|fin|weekend, belle journée|soirée|continuation|fin

# --- courtesy and plain requests ----------------------------------------

[courtesy 1]
s il vous plaît|plait, s il te plaît|plait, svp, stp, s v p, sil vous plait, siouplait, sivouplait
excusez moi, excuse moi, pardon, désolé%A de|du|pour, désolé%A, navré%A de, bonjour, bonsoir, cordialement
madame monsieur, madame, monsieur, bjr, bsr, slt, cdt, salutations, bien à vous, auriez vous, pourriez vous
pourrais je, pourrait on, puis je, est il possible, est ce possible, serait il possible, ce serait possible
c est possible, serait ce possible, y aurait il, y a t il moyen|un|une|possibilité
est ce que je|vous|c|on|tu|ça pourrais|peux|pouvez|pourriez|est|peut|serait|auriez, peut on, pouvez vous
vous pouvez me|m|nous, vous pourriez, tu peux|pourrais
je voudrais|souhaiterais|souhaite|voulais|voudrai|aimerais, j aimerais|voudrais, on voudrait|aimerait|souhaite
nous souhaitons|aimerions|souhaiterions|voudrions, si possible, si c est possible, si vous le pouvez
si vous pouvez|pouviez, quand vous pourrez|pouvez|aurez, à l occasion, dans l attente
en attente de votre|vous, j attends votre|vos, merci d avance, pas de souci|problème, pas pressé%A
rien d urgent, pas urgent, je comprends, ça arrive, ce n est pas grave, c est pas grave, il n y a pas de mal
permettez moi, je me permets, auriez vous l amabilité|la|l, avoir l amabilité|obligeance, gentillesse de
aimable de, tenez moi au, je vous prie, je vous serais
[ask 1]
^ quel|quelle|quels|quelles, ^ quand, ^ où, ^ comment, ^ combien, ^ qui, ^ que faut, ^ est ce, ^ avez vous
^ faites vous, ^ vous avez|faites|êtes|livrez|acceptez|prenez|vendez|fermez|ouvrez|proposez|auriez, ^ y a t
^ y a, ^ il y a t, ^ c est combien|quoi|où|quand|possible|ouvert|à, ^ à quelle, ^ de quelle, ^ jusqu à|quand
^ dans combien, ^ peut on, ^ puis je, ^ je peux, ^ on peut, ^ ça coûte|prend|dure|ferme|ouvre
quel est le|votre|l prix|tarif|délai|horaire, quels sont vos|les, combien coûte|ça|de|pour|est, à quelle heure
c est combien, quelle heure, une question, petite question, j ai une question|petite, question sur
savoir si|quand|combien|comment|quel|où, je cherche|recherche
je souhaite|voudrais|veux réserver|savoir|annuler|prendre|modifier|commander|changer|connaître|acheter|retourner|un|une|avoir|obtenir|résilier
besoin d un|une|informations, j ai besoin d|de, renseignement%S, informations sur, info sur, infos sur
ci joint, en pièce jointe, ci jointe, veuillez trouver
je vous joins|envoie|transmets|confirme|informe|signale|contacte|écris, vous trouverez
mon numéro|email|adresse|nom|code est, numéro de commande|client|dossier|suivi, ma commande est|n, au nom de
je m appelle, pour confirmer, je confirme, pour info, juste pour, je préviens, je serai là|absent|absente|chez

# --- bad verdicts -------------------------------------------------------

[gripe 2]
nul%A, nulle, nulles, nullissime%S, nullité, nullard%S, nul à chier, naze%S, nase%S, merdique%S, de merde
merde, c est de la merde|daube, daube, une daube, foireux, foireuse, foir%ER, pourri%A, pourrie, pourriture
lamentable%S, lamentablement, déplorable%S, pitoyable%S, minable%S, médiocre%S, médiocrité, catastrophique%S
catastrophe, une catastrophe, cata, c est la cata, désastr%EUX, désastre, un désastre, horrible%S, horreur
une horreur, quelle horreur, atroce%S, affreux, affreuse, épouvantable%S, exécrable%S, détestable%S
abominable%S, immonde%S, infâme%S, infect%A, ignoble%S, dégueulasse%S, dégueu, dégoût%ANT, dégoûté%A
dégouté%A, dégoutant%A, dégoût, déguelasse, crade%S, cracra, crasse, crasseux, répugn%ANT
écœurant ce|de|votre, immangeable%S, imbuvable%S, inutilisable%S, inexploitable, inutile%S, ne sert à rien
sert à rien, servent à rien, bon%A à rien, bon%A à jeter, ne vaut rien|pas, vaut pas le|un|son
ne valent rien|pas, une honte totale, du foutage de gueule, foutage de gueule, vous foutez de, se fout%ER de
se foutent de, se fiche de, se fichent de, vous vous fichez|foutez|moquez de, se moqu%ER de, vous moquez de
se moquent de, on se moque, fichent de moi, foutez de nous|moi|ma, du monde, prennent pour, me prennent pour
nous prennent pour, prenez pour des|un|une|qui, prennent pour des|un|une|qui
pour des cons|idiots|pigeons|vaches|imbéciles, pigeon%S, pigeonn%ER, se faire avoir|pigeonner|arnaquer
fait avoir, me suis fait avoir|arnaquer|rouler, on s est fait, mené%A en bateau, mener en bateau, roul%ER dans
roulé%A dans|dans la, berné%A, trompé%A, tromp%ER le client|les, tromperie, mensong%EUX, publicité mensongère
pub mensongère, mensonge%S, ridicule%S, absurde%S, aberrant%A, grotesque%S, risible%S, une blague
c est une blague, quelle blague, vaste blague, une plaisanterie, une mascarade, mascarade, n importe quoi
du n importe quoi, du grand n importe, le cirque, un cirque, quel cirque, guignol%S, bordel, un bordel
quel bordel, foutoir, bazar, déception, une déception, quelle déception, grosse|grande|énorme déception
décev%ANT, décevants, décevante, déçu%A, déçus, deçu%A, decu%A, déçoit, déçoivent, dégringol%ER, désillusion
amère, frustr%ANT, frustré%A, frustration, insatisfait%A, insatisfaction, insatisfais%ANT, mécontent%A
mécontentement, contrarié%A, fâché%A, en colère, énervé%A, agacé%A, excédé%A, exaspéré%A, remonté%A, furax
vénère%S, vener, véner, saoulé%A, soûl%ANT, soul%ANT, saoul%ANT, ça saoule
ça me saoule|soule|gonfle|énerve|gave|rend, me saoule|soule|gonfle|gave, gav%ANT, gonfl%ANT, relou%S
lourdingue, chi%ANT, chiants, fait chier, ça fait chier, emmerd%ER, emmerd%ANT, casse couilles|pieds|bonbons
casse pieds, les boules, j ai les boules|nerfs, rage%ANT, rageant, la rage, j ai la rage, le seum
j ai le seum, seum, énerv%ANT, agaç%ANT, agacement, exaspér%ANT, horripil%ANT, insupportable%S, pénible%S
pire%S, le pire, la pire, les pires, de pire en, pire que, empir%ER, de mal en, ça empire, se dégrade
dégrad%ER, baisse de qualité, en baisse, la qualité baisse|a, n est plus ce|comme, plus ce que c
c était mieux avant, avant c était mieux|bien
plus jamais, jamais plus, je ne reviendrai|recommande|remettrai|commanderai|retournerai|achèterai
ne reviendrai pas|plus|jamais, je reviendrai pas|plus|jamais, on reviendra pas|plus, on ne reviendra|m
on ne nous y|m, reviendrons pas|plus, ne recommande pas|à|absolument, recommande pas, déconseill%ER
je déconseille, à fuir, fuyez, fuir, à éviter, évitez, passez votre chemin, allez ailleurs
j irai ailleurs|voir, irai voir ailleurs, on ira ailleurs|voir
vous perdez un|une|des client|cliente|bon|fidèle, perdu un|une client|cliente, je vous quitte
aller à la concurrence, la concurrence, perte de temps|argent, perte d argent, temps perdu
perdu mon|notre temps|argent|après, perdre mon|son|notre|du|le temps, argent jeté, jeté par les
jet%ER mon argent, de l argent foutu|perdu|jeté, regrette%S, je regrette d avoir|mon|cet|déjà|amèrement
regrett%ER mon|d, grosse erreur, zéro étoile, une étoile, 9 étoile si, aucune étoile, pas mettre 9|zéro
zéro pointé, 9 pointé, carton rouge, bonnet d âne, prix d or, vol%ER comme, du vol manifeste, hors de prix
exorbitant%A, prix abusif%S, abus%IF, abusé%A, c est abusé, abuse%S, vous abusez, exagéré%A, exagér%ER
faut pas abuser|exagérer|pousser|déconner, faut pas pousser, poussez pas, c est du grand, arnaque sur
incompétent%A, incompétence, incapable%S de, incapables, irresponsable%S, irresponsabilité, négligent%A
négligence, amateur%S, amateurisme, branquignol%S, bras cassés, je m en foutisme, je m enfoutisme
jemenfoutisme, s en fout%ER, s en foutent, s en fichent, s en fiche, s en moque%S, s en balek
rien à foutre|faire|cirer, rien à faire de
aucun respect|professionnalisme|sérieux|effort|suivi|geste|scrupule|considération|humanité|savoir|intérêt|conscience|excuse
aucune considération|excuse|politesse|empathie|compétence|volonté|conscience|éducation|compassion
manque de respect|professionnalisme|sérieux|considération|politesse|personnel|communication|rigueur|transparence|tact|goût
manqu%ER de respect|sérieux|professionnalisme
zéro professionnalisme|respect|considération|empathie|communication|service|effort|sérieux|suivi, irrespect
irrespectu%EUX, mépris, mépris%ANT, méprisé%A, mépris%ER, hautain%A, arrog%ANT, arrogance, désagréable%S
désobligeant%A, impoli%A, malpoli%A, grossi%IER, grossièreté, mal élevé%A, odieux, odieuse, agress%IF
antipathique%S, exécrable, mal aimable%S
peu aimable|aimables|sérieux|professionnel|pro|scrupuleux|fiable|courtois|recommandable
pas aimable|sérieux|professionnel|pro|fiable|terrible|terribles|top|normal|cool|acceptable|correct|content|contente|satisfait|satisfaite|sympa|digne|honnête|bon|bonne|bien|propre|frais|ouf|fou|folichon|gentil
pas du tout sérieux|content|contente|satisfait|satisfaite|professionnel|pro|aimable|bon|bien|terrible|correct|normal
pas très content|contente|satisfait|satisfaite|pro|professionnel|sérieux|aimable|propre|bon|bonne|bien|sympa|sérieuse|frais|cool|convaincu|convaincue
pas terrible, pas terribles, pas ouf, pas top, pas fameux, pas fameuse, pas folichon, pas la joie, bof
bof bof, mouais, mwé, mouaip, sans plus, sans intérêt, sans saveur, sans goût, insipide%S, fade%S
quelconque%S, à désirer, laisse à désirer, laiss%ER à désirer, laisse beaucoup à, pas à la hauteur
à la hauteur non, en dessous de|du|des, loin de|d être ce|la|parfait|satisfait|mes|nos|ça, inadapté%A
plate à mort, c est plate, plate, poche, c est poche, broche à foin, tout croche, croche, ostie de, crisse de
tannant, fatiquant, épais, niaiseux, niaiser, niaise, niaisage, arrêtez de niaiser, c est de la marde, marde
de la marde, cochonnerie, cheap, magané, décâlissant, se faire niaiser
[gripe 1.5]
mauvais, mauvaise, mauvaises, mauvais service|accueil|rapport|esprit
mauvaise qualité|foi|expérience|volonté|surprise|humeur|odeur|communication|gestion, mal fait%A, mal reçu%A
mal accueilli%A, mal servi%A, mal cuit%A, mal poli%A, mal fini%A, mal fichu%A, mal foutu%A, mal organisé%A
mal emballé%A, mal passé%A, très mal
trop cher|chère|chers|long|longue|lent|lente|petit|bruyant|salé|cuit|tard|compliqué|sucré|chaud|froid
très cher|chère|long|longue|lent|lente|moyen|moyenne|sale|mauvais|mauvaise|mal|déçu|déçue|déçus|décevant|désagréable|froid|froide|compliqué|pénible|fâché|fâchée|mécontent|mécontente|limite|bruyant|énervé|énervée
super long|cher|déçu|déçue|lent, hyper long|cher|déçu|déçue|lent|décevant, interminable%S, lent%A, lenteur
une lenteur, escargot, moyen moyen, très moyen, moyen bof, limite limite, sale%S, saleté, dégueul, ça pue
pue%S, puant%A, ça sent mauvais|le, froid et, froide et, sec comme, dur comme, trop cuit%A, pas cuit%A
cru%A à, caoutchout%EUX, gras et, huileux, rassis, rassie, périmé et, moisi%A, cafard%S, moche%S, laid%A
vilain%A, cher pour, chérot, arnaqu%EUR, bas de gamme, camelote, pacotille, toc, du toc, ringard%A, bruyant%A
inconfortable%S, exigu, glauque, ennuyeux, ennuyeuse, ennuy%ANT, ennui, chiant, barb%ANT, compliqué%A pour
prise de tête, prise de chou, galère%S, une galère, la galère, quelle galère, galér%ER, c est galère
usine à gaz, mal de tête, stress%ANT, stressé%A, inquiét%ANT, angoiss%ANT, fatig%ANT, fatigu%ANT, ça fatigue
triste%S, tristesse, dommage%S, c est dommage, quel dommage, bien dommage, regrettable%S, malheureusement déçu
désol%ANT, désolant, navr%ANT, affligeant, consternant, consterné%A, attristé%A, blessé%A par votre|vos
vexé%A, vex%ANT, froissé%A, humili%ANT, gên%ANT, gênant, limite malhonnête, malhonnête%S, malhonnêteté
pas normal, c est pas normal, n est pas normal, anormal%A, pas sérieux, c est pas sérieux, pas logique
injuste%S, injustice, pas juste, pas correct, pas acceptable, pas honnête, n aime pas, aime pas, j aime pas
pas aimé, n ai pas aimé|apprécié, ai pas aimé|apprécié, pas apprécié, ne me plaît|convient pas, me plaît pas
me plait pas, ne plaît pas, pas convaincu%A, ne convainc pas, pas conforme à|aux|au, ne correspond pas
correspond pas, rien à voir avec, pas ce que j, pas ce qui était, attendais mieux|plus|autre|à
m attendais à mieux|autre, on s attendait à, espérais mieux|autre|plus, mieux à faire, perdu confiance
plus confiance, aucune confiance, pas confiance, pas fiable, plus aucune confiance, méfi%ER, méfiez vous
sceptique, douteux, douteuse, louche%S, opaque%S
service client inexistant|nul|lamentable|injoignable|catastrophique|déplorable|absent|pitoyable, inexistant%A
injoignable%S, aux abonnés absents, abonnés absents, désinvolture, désinvolte, laxiste, je m attendais
ça craint, craint, ça la fout mal, c est chaud, abusif, pff, pfft, rhaa, grr
mdr la qualité, tout pété, bidon, du bidon, baratin, pipeau, du pipeau, du flan, du vent, poudre aux yeux
attrape couillon|nigaud|touristes, piège à, quelle idée, nan mais
non mais sérieux|allo|franchement|quoi|vous|oh|c, non mais
franchement nul|décevant|limite|abusé|lamentable|bof, c est limite, limite
[gripe 1]
mal, cher, chère, chers, compliqué%A, problématique%S, plaindre, plainte, plaintes, me plaindre, réclamation%S
moyen, moyenne, moyennement, inquiet, inquiet, inquiète, préoccup%ANT, gêné%A, embêt%ANT, embêté%A, embêtant
ennuyé%A, soucieux, dérang%ANT, désagrément, désagréments, erreur encore|de|récurrente, encore une erreur

# --- impatience ---------------------------------------------------------

[impatience 2]
marre, j en ai marre, jen ai marre, j en ai assez|ras|plein|ma, jen ai assez|ras|plein, ras le bol
ras la casquette, en ai assez, plein le dos|cul, plein les bottes, assez d attendre|de, c est assez, ça suffit
ça suffit maintenant, suffit, ça commence à bien|suffire|faire|être, y en a marre, y a en marre, ya en marre
j en peux plus, je n en peux plus, jen peux plus, peux plus, n en peut plus, en peux plus, à bout
je suis à bout, à bout de|nerfs, à bout de nerfs|patience, bout du rouleau, ma patience, patience a des
perds patience, perdre patience, à bout de patience, patience à bout, las d attendre|de, lass%ANT, lassé%A
fatigué%A de|d, tanné%A, suis tanné%A, tannée, écoeuré%A, écœuré%A, désespér%ANT, désespéré%A, un comble
c est le comble, comble, le pompon, c est le pompon, le bouquet, c est le bouquet, la totale, la goutte d eau
goutte d eau, cerise sur le, jusqu à quand, combien de fois, combien de fois faut|faudra|dois|vais|encore
combien de temps encore|vais|dois|faut|je|on, encore combien de, 9 fois que, 9 fois déjà
9 e|ème|eme|ieme|è fois
deuxième|troisième|quatrième|cinquième|sixième|dixième|énième|nième|millième fois|relance|message|appel|mail|report|réclamation|rendez|semaine|retard|panne|demande
seconde fois|relance, énième
ça fait 9|une|deux|trois|quatre|cinq|un|des|longtemps|plus|plusieurs|bientôt|presque|mille ?fois|jours|semaines|mois|heures|h|ans|semaine|plombes|lustres|heure
cela fait 9|une|deux|trois|quatre|un|des|plus|plusieurs|bientôt
fait 9 jours|semaines|mois|heures|h|fois|minutes|min que
depuis 9|deux|trois|quatre|cinq|une|un|des|plus|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|plusieurs|longtemps|ce|le|la|bientôt|presque jours|semaines|mois|heures|h|ans|semaine|plombes|matin
voilà 9|deux|trois|des|une|un jours|semaines|mois|heures que, y a 9|deux|trois|une|un jours|semaines|mois que
9 jours|semaines|mois|heures|h|minutes|min d attente|que|de|sans|pour|et
deux|trois|quatre|cinq|six jours|semaines|mois|heures d|que|de|sans|et attente|j|retard|silence|toujours|on|je
une heure d|que|au attente|téléphone|j, une semaine que|d|sans, un mois que|d|sans, des heures, des jours
des semaines, des mois, des plombes, pendant des heures|plombes|jours, des lustres, une éternité, éternité
trois plombes, toute la journée|matinée|semaine|soirée pour|à|perdue, toute une journée|matinée
journée perdue|de, journée de perdue, j attends toujours|encore|depuis|et|mon|ma|votre|9|la|un|une
on attend toujours|encore|depuis, nous attendons toujours|encore|depuis, attends toujours|encore|depuis
attends depuis, toujours en attente, toujours pas, tjs pas, tjrs pas, toujours rien, tjs rien, tjrs rien
encore rien, toujours aucun%A, toujours sans, toujours le même|la, toujours la même, toujours les mêmes
toujours pareil, c est toujours pareil|la|le|les, à chaque fois, chaque fois c|que|pareil
chaque mois|semaine|jour c|la|le|une|un, tous les mois|jours|quatre|matins c|la|le, comme d hab
comme d habitude, comme toujours, comme par hasard, pour changer, encore une fois, encore et toujours
encore et encore, une fois de plus, une fois encore, une de plus, un de plus, et encore un|une
encore un jour|retard|mensonge|report|bug|problème|rendez|colis|mois
encore une panne|semaine|promesse|excuse|journée|erreur|relance, encore raté, encore en panne|retard|rade
encore pareil, rebelote, et rebelote, re panne, même rengaine
même histoire|excuse|réponse|problème|chose|discours|message|erreur|blabla|chanson
la même chose|réponse|excuse|rengaine|erreur, toujours la même chanson|histoire|réponse, réponse automatique
réponses automatiques|toutes|type|types, réponse toute faite, copier coller, copié collé, copiés collés
blabla, bla bla, bla bla bla, promesse%S en l|non|pas|jamais|vaine|vides, des promesses, que des promesses
promis et|mais|pour|juré|une|un|hier|un, vous aviez promis|dit, vous avez promis
on m avait|a promis|dit|assuré|juré|annoncé|répondu|raconté, on nous avait|a promis|dit|assuré|annoncé
m aviez promis|dit, était censé%A, devait arriver|être|venir|rappeler|passer|me|intervenir
deviez me|rappeler|venir|passer|livrer, devaient venir|passer|rappeler|livrer, excuse%S bidon|bidons|après
toujours une excuse, que des excuses, assez d excuses, excuses bidon, balad%ER, me baladez, on me balade
me balade%S, me font tourner, tourn%ER en rond, on tourne en rond, tourne en rond, renvo%ER la
se renvoie%S la, renvoient la balle, renvoie la balle, de service en service, d un service à|l
me renvoyez vers|à, me renvoie%S vers|à|de, baladé%A de, trimball%ER
personne ne répond|rappelle|décroche|sait|fait|vient|me|nous|s|bouge|veut|donne|lit|peut
personne répond|rappelle|décroche|sait|vient|fait|me|n|est|ne|pour, personne au bout, personne n a|est
répond pas, ne répondez pas|jamais, répondez pas, ne répondent pas|jamais|plus, répondent pas|jamais|plus
ne répondez pas|jamais|plus|même, répond pas|jamais|plus, ne répond pas|jamais|plus, ne rappel%ER pas|jamais
rappelle|rappellent jamais|pas, décroche%S pas|jamais
pas de réponse|nouvelles|nouvelle|retour|rappel|solution|news|suivi|suite
aucune réponse|nouvelle|nouvelles|solution|explication|news|suite|info|information|visibilité
aucun retour|rappel|suivi|signe|geste|contact
sans réponse|nouvelles|nouvelle|retour|solution|explication|suite
sans aucune réponse|nouvelle|explication|solution, silence radio, lettre morte, ignoré%A, ignor%ER
vous m ignorez, m ignore|ignorent, lapin, posé un lapin, pos%ER un lapin, un lapin, faux bond, fait faux bond
fait poireauter, poireaut%ER, poireauté, poireaute, faire poireauter, patient%ER des|depuis|pendant
fait attendre|patienter, nous faire attendre, me faire attendre, me faire patienter, attendre pour rien
pour rien, attendu pour rien, déplacé%A pour rien, attente interminable|insupportable|infernale|inadmissible
musique d attente, au nez, raccroché%A, raccroch%ER, on me raccroche, m a raccroché, me raccroche
en attente depuis|pendant, en boucle
j ai déjà dit|expliqué|envoyé|fait|donné|tout|essayé|appelé|fourni|répondu|redémarré
déjà dit|expliqué|envoyé|fait|donné|essayé|fourni 9|mille|trois|deux|tout|plusieurs|dix|cent
je vous l ai déjà|dit, je l ai déjà|dit, je vous ai déjà|dit, vous ai déjà, répéter, me répéter, répéter
je répète, tout répéter, tout réexpliquer, réexpliquer, recommencer à zéro, repartir de zéro, repartir à zéro
tout recommencer, vous ne lisez|m|comprenez|répondez pas|écoutez, vous lisez pas|même, lisez pas
ne lisez même, m écoutez pas, ne m écoutez, vous comprenez rien|pas, comprend rien ce, ça ne m aide|avance pas
m aide pas, ça m avance pas, ne m aidez pas, votre robot est|ne|comprend|répond|sert, bot inutile
robot inutile, ce robot ne, tourne à vide, pas foutu%A
même pas répondu|prévenu|capable|un|une|foutu|une|fichu|de|rappelé|s|été
même pas un|une mail|appel|excuse|sms|message|réponse|mot, ni excuse%S, ni appel, ni mail, n a daigné
daign%ER, daigne, personne ne daigne
[impatience 1]
encore, à nouveau, de nouveau, tjs, toujours en panne|bloqué|cassé|retard|sans|en|le|autant
quand est ce que|qu vous|on|allez|je|mon, vous comptez me|répondre|faire|livrer|venir
allez vous me|répondre|enfin|un|livrer, vous allez me|répondre|faire|livrer|enfin répondre|livrer|rembourser
y a quelqu un, il y a quelqu un, ya quelqu un, quelqu un peut|va|pourrait me|répondre|m|enfin
quelqu un répond, allo, allô, vous êtes là, vous dormez|foutez|faites, dépêchez vous, dépêche
grouillez vous, bougez vous, activez, on se bouge, magnez vous, urgent%A, urgence, c est urgent, en urgence
maintenant svp, tout de suite, immédiatement, sur le champ, dans l heure, j exige, exig%ER, exige
nous exigeons, répondez, répondez moi, réponds, faites quelque|votre|le|vite|un, agissez, bougez
débrouillez vous, trouvez une solution, j attends une|des|vos|un explication|explications|réponse|excuses
expliquez vous, sérieux, sérieusement, sérieux là, srx, oh la la, oh là là, olala, roh, rooh, rohh, purée
punaise, mince alors, zut, bordel, mon dieu, bon sang, bon dieu, nom de dieu, allons bon, ça alors
franchement, vraiment, honnêtement, c est pas possible, pas possible, c est pas vrai, pas vrai, c est dingue
dingue, hallucin%ANT, j hallucine, on croit rêver, on marche sur la, on rêve, je rêve
vous plaisantez|rigolez|blaguez|rêvez, c est si compliqué|difficile, si compliqué que, si difficile que
trop demander, trop vous demander, c est trop demander, qu est ce que vous|vs|tu attendez|foutez|faites|fichez
vous attendez quoi, on fait quoi, à quoi bon, à quoi sert|servez|vous, ça traîne, traîn%ER, traine
ça n avance, n avance pas, avance pas, rien n avance|bouge|change|ne, rien ne bouge|change|se|avance|marche
rien ne se passe, rien de nouveau, rien à ce jour, à ce jour rien, à ce jour, en retard, retard%S, retardé%A
reporté%A, report%ER, repoussé%A, décalé%A, délais non, délai dépassé, depuis hier, relanc%ER, relancé
relance%S, mes relances, malgré mes|nos|plusieurs relances|appels|mails|messages

# --- outrage, insults, threats ------------------------------------------

[outrage 2]
inadmissible%S, inacceptable%S, intolérable%S, impardonnable%S, inexcusable%S, scandal%EUX, scandale
un scandale, quel scandale, honte, une honte, c est honteux, honteux, honteuse, quelle honte, la honte
vous avez pas honte, n avez pas honte, avez vous pas honte, ayez honte, honte à|de vous
vous devriez avoir honte, devriez avoir honte, devriez être, éhonté%A, outr%ANT, outré%A, outrage, outrageant
indigne%S, indign%ER, indigné%A, indignation, révolt%ANT, révolté%A, choqué%A, choqu%ANT, ahuriss%ANT
sidér%ANT, sidéré%A, inhumain%A, cruauté, cruel, cruelle, monstrueux, barbare%S, infamie, une infamie
abject%A, ignominie, écœurant, écœurement, vomir, à vomir, à gerber, gerb%ER, ça me dégoûte, vous me dégoûtez
me dégout%ER, me dégoût%ER, du vol, c est du vol, vol pur|caractérisé|organisé, vol%ER les|des|mon|nos
voleur%S, un vol, arnaque%S, une arnaque, arnaqu%ER, arnaqué%A, escroquerie, une escroquerie, escroqu%ER
escroqué%A, fraude, frauduleux, racket, rackett%ER, extorsion, vous m avez volé|escroqué|arnaqué|pris
on m a volé|arnaqué|escroqué|dépouillé, dépouill%ER, plumé%A, criminel%S, criminelle, crime, mafia, mafieux
cynisme, cynique%S, culot, quel culot, vous avez du culot, un culot, ne manquez pas d|de, ne manque pas de|d
gonflé%A de, sans scrupule%S, sans gêne, sans vergogne, sans coeur, sans cœur, sans âme, haine, la haine
j ai la haine, haïs, je vous hais|déteste|maudis|vomis|méprise, je hais, déteste, détest%ER, je déteste
exècre, maudit%A, maudits, soyez maudits, allez au diable|vous, allez vous faire, allez tous, va au diable
au diable, furieux, furieuse, fou de rage|colère, folle de rage|colère, hors de moi, je suis hors de, fulmine
enragé%A, rage, bouillir, je bous, sang bouillir, ulcéré%A, dégagez, dehors, fermez boutique, mettez la clé
la clé sous, vous devriez fermer|être, devraient être|fermer|avoir|aller
devrait être|fermer interdit|fermé|fermée|viré|en|puni, à fermer, il faut fermer|interdire|virer|enfermer
faut virer|fermer|enfermer, des têtes doivent|tombent|vont, viré%A sur
j espère que vous|votre|ça allez|coulerez|fermerez|boîte|paierez|crèverez|ferez, crev%ER
que vous fassiez faillite, faites faillite, coulez, faites faillite, pour qui vous|se prenez|prennent
vous vous prenez pour|pr, comment osez vous, comment osez, osez vous, de quel droit, vous osez
jouer avec la|ma|notre|l santé|vie|argent, mettre en danger, mise en danger
traité%A comme un|une|du|de|des|la chien|chienne|merde|bétail|animal|voleur|voleuse|criminel|moins
comme un chien|malpropre|voleur|criminel|moins, comme de la merde, comme des chiens|moins|animaux|merdes
comme un moins que, jamais vu ça, jamais vu une|un|pareil|pareille|autant|tel|telle, jamais de ma vie
de ma vie je, jamais on ne m|nous, j ai jamais vu|été ça|autant|une|un|aussi, du jamais vu
pire service|entreprise|boîte|société|banque|expérience|opérateur|compagnie|hôtel|restaurant|site|client|accueil que|de|du|au|qui
la pire, bande de
vous êtes des|un|une|lamentables|nuls|honteux|pitoyables|la|d ?bande|voleurs|escrocs|menteurs|incapables|honte|nuls|rats|monstres|tas|ramassis
une bande de, honte absolue, rendez moi mon|l|mes|tout, rendez l argent, rendez mon argent
remboursez moi immédiatement|tout|maintenant, je veux mon argent, stop, basta, assez, fini les conneries
j en reviens pas, c est de la folie, de qui se moque, se moque t on

[insult 3]
con, conne, cons, connes, connard%S, conard%S, connasse%S, conasse%S, connerie%S, salaud%S, salop%S, salope%S
salopard%S, saloperie%S, enculé%S, enculer, enculés, enc, encule, fils de pute|chien, fdp, ntm
nique ta|vos|ta, niqu%ER, nik%ER, pute%S, putes, putain, ptn, ptain, putin, putain de|d, tg, ta gueule
vos gueules, vos gueule, ferme la, fermez la, ferme ta, bâtard%S, batard%S, merdeux, sous merde%S
grosse merde, grosses merdes, tas de merde, gros tas, bouffon%S, bouffonne, abruti%S, abrutis, abrutie%S
crétin%S, crétine%S, débile%S, débiles, imbécile%S, idiot%A, idiote, idiots, stupide%S, bête%S, bêtes, taré%A
tarés, mongol%S, mongoles, attardé%A, attardés, demeuré%S, neuneu, gogol%S, gogole, triple buse, buse, âne%S
andouille%S, bourricot, incapables, bons à rien, bon à rien, vauriens, vaurien, fumier%S, fumiers
raclure%S, pourritures, pourriture, charogne%S, crevure%S, crevards, crevard%S, rapace%S, vautours
vautour, sangsue%S, vermine, chacals, hyènes
escroc%S, escrocs, voleurs, voleuse%S, menteur%S, menteuse%S, menteurs, tricheur%S, tricheurs, arnaqueur%S
arnaqueurs, charlatan%S, charlatans, truand%S, bandits, bandit%S, gangsters, mafieux, crapule%S, crapules
canaille%S, fripouille%S, filou%S, malfrats, hypocrite%S, hypocrites, lâches, lâche%S
guignols, pantins, branleur%S, branleurs, branleuse%S, glandeurs, feignasse%S, feignants, fainéant%S
fainéants, tocards, tocard%S, minables, losers, ratés, boulets, boulet%S, ploucs
gros nuls, foutus, foutu robot|bot|service|site|colis|truc, va te faire foutre|enculer|voir|mettre
allez vous faire foutre|enculer|voir|mettre, aller vous faire, allez tous vous, je vous emmerde, vous emmerde
emmerde, je t emmerde, allez crever, va crever, crevez, crève%S, va mourir, casse toi, cassez vous, dégage
dégage%S, fous moi la, foutez moi la, foutez le camp, va chier, mange de la|ta, mangez de la
mangez donc|toutes de|d, tabarnak, tabarnac, tabarnouche, câlice, calice, câlisse, calisse, crisse, criss
ostie, osti, esti, ciboire, viarge, estie, maudite marde, maudit cave, cave%S, caves, gang de, gang d
innocents finis, mangeux de, trou de cul, trous de cul, trou du cul, trous du cul, va te crosser, bot de merde
robot de merde, boîte de merde, service de merde, société de merde, opérateur de merde, site de merde
banque de merde, appli de merde, pauvre%S con|conne|type|nul|fille|mec|abruti, pauvres cons|types|nuls
gros con|porc|connard, sale con|voleur|type|connard|chien|bot|robot
sales cons|voleurs|types|rats|arnaqueurs|escrocs, tas de cons|voleurs|nuls|abrutis|incapables|menteurs
bande de cons|voleurs|nuls|abrutis|incapables|menteurs|escrocs|clowns|guignols|rats|connards|salauds|tocards|charlots|branleurs|pourris|crapules|débiles|imbéciles|nazes|charlatans
ramassis de|d, équipe de bras, charlots

# what is also sold, kept or driven out: an insult only where somebody is called so
vous|tu|t êtes|etes|es ?tous ?qu|que|vraiment|juste|rien ?des|un|une|de|d rat|rats|porc|porcs|chien|chiens|clown|clowns|parasite|parasites|blaireau|blaireaux|ordure|ordures
bande|tas|ramassis|espèce|espèces de|d rat|rats|porc|porcs|chien|chiens|clown|clowns|parasite|parasites|blaireau|blaireaux|ordure|ordures
sale|sales|pauvre|pauvres rat|rats|porc|porcs|chien|chiens|clown|clowns|parasite|parasites|blaireau|blaireaux|ordure|ordures, quels|quel clowns|clown|blaireaux|blaireau >, ^ clowns >

[threat 2]
avocat%S, mon avocat, porter plainte, porte plainte, plainte contre vous, déposer plainte, dépose plainte
je porte plainte, vais porter plainte, tribunal, tribunaux, justice, en justice, procès, poursuites
poursuivre en, poursuite%S, voie judiciaire, voies légales, action judiciaire|en|collective, huissier
mise en demeure, dgccrf, répression des fraudes, 9 millions, ufc, que choisir, consommateur%S association
association de consommateurs|défense, signal conso, signalconso, médiateur, opc, police, gendarmerie
commissariat, réseaux sociaux, les réseaux, sur twitter|facebook|tiktok|x|instagram|les
tout balancer|raconter, la presse, les médias, la télé
je vais vous|te afficher|détruire|faire|pourrir|dénoncer|signaler|poursuivre|couler|ruiner|retrouver
vous allez le|me|en|entendre|voir|payer|regretter|avoir regretter|payer|entendre, allez le regretter|payer
le regretter, vous le paierez|payerez|regretterez, vous paierez, vous me le, ça va pas se, ça ne va pas se
ça ne restera pas, en resterai pas, n en resterai pas, n en restera pas, je sais où, tout cramer|casser|péter
foutre le feu, mettre le feu, cramer votre|vos, péter la gueule|les, casser la gueule|figure, je débarque
je vais débarquer|venir|tout|en, gare à vous, vous êtes prévenus, dernier avertissement, dernière chance
sinon je, avis négatif%S, mauvais avis, mauvaise note, faire une mauvaise
je vais laisser|mettre|poster un|une, mauvaise pub, publier partout, tout le monde saura|va

# --- confusion ----------------------------------------------------------

[confused 2]
comprends pas, je comprends pas|plus|rien|mal, je ne comprends pas|plus|rien|toujours, comprend pas|rien
comprends rien, pas compris, pas tout compris, je n ai pas compris|saisi|bien|tout
j ai pas compris|saisi|tout|bien, j ai pas bien|tout, ai rien compris, n y comprends rien|plus
y comprends rien|plus, pige%S pas, je pige|capte pas|rien|que, capte pas|rien
j ai rien|pas capté|pigé|compris, saisis pas, je saisis pas|mal, je vous suis pas, vous suis plus|pas
je ne vous suis, perdu%A dans|avec|là|entre, je suis perdu%A, suis perdu%A, suis un peu perdu%A
un peu perdu%A, complètement perdu%A, totalement perdu%A, paumé%A, suis paumé%A, largué%A, suis largué%A
dépassé%A, à la ramasse, embrouill%ER, embrouillé%A, m embrouille, je m embrouille, je mélange|confonds
mélang%ER les|tout, confus, confuse, confus%ANT, confusion, mélangé%A, mêlé%A, suis mêlé%A, mêl%ANT, mêlant
j suis mêlé%A, du chinois, chinois, charabia, jargon, pas clair%A, c est pas clair, n est pas clair%A
pas très clair%A, flou%A, c est flou, pas sûr%A de|d|que|si|du|comment|quoi
je sais pas|plus comment|où|quoi|si|lequel|laquelle|quel|ce|trop|par
je ne sais pas|plus comment|où|quoi|si|lequel|laquelle|quel|ce|par
sais pas comment|où|quoi|lequel|laquelle|si|ce, sais plus où|quoi|comment, aucune idée, j y arrive pas|plus
n y arrive pas|plus, y arrive pas, je ne vois pas|plus où|comment|le|la|ce, je vois pas où|comment|le|la|ce|du
je trouve pas où|comment|le|la, ne trouve pas où|comment|le|la, comment ça, comment ça se fait, c est à dire
c est à dire que, cest à dire, c est quoi le|la|ce|cette|un|une|les|ça|la
qu est ce que c|ça|veut|signifie|je ?est|veut|dois, ça veut dire quoi|que|quoi, veut dire quoi
que veut dire|signifie, que signifie%S, qu entendez vous, vous entendez par, signifie quoi
quelle différence|est la, quelle est la différence, la différence entre, différence entre
c est la même chose|pareil, est ce la même|pareil, est ce pareil, c est pareil|la que|chose, c est différent
lequel dois|je|choisir|est, laquelle dois|je|choisir|est, lequel des, laquelle des, donc si je|c|j
donc je dois|peux|c, donc c est|il, du coup je|c|il|ça dois|fais|est|faut, mais alors|du c|je|il|coup
attendez donc|c|je|du, hein, gné, euh, heu, heuu
pourquoi ça|il|c|j|on|deux|y affiche|met|marque|est|dit|demande, pourquoi il y a deux|marqué, je fais quoi
on fait comment, que dois je faire|mettre|choisir|remplir, qu est ce que je dois|fais|mets|suis, que faire
je clique où, je dois cliquer|mettre|faire|aller|choisir|remplir où|quoi
il faut cliquer|mettre|remplir où|quoi, on clique où, où dois je
où est ce que je|c|on clique|trouve|mets|dois, où je clique|trouve|mets|dois
où cliquer|trouver|mettre|aller|se, comment je fais|dois|peux|sais, comment faire|on|dois|ça|fait|marche
comment ça marche|fonctionne, comment marche|fonctionne, expliqu%ER, m expliquer, me réexpliquer
vous pouvez m expliquer, expliquez moi, réexpliqu%ER, pouvez vous m expliquer|éclairer|préciser
éclair%ER ma|moi, éclairez moi, m éclairer, éclaircir, préciser, clarifi%ER, plus simplement
en termes simples, en français simple, étape par étape, pas à pas, je suis nul%A en|avec, suis pas douée|doué
pas doué%A, pas très doué%A|informatique|technologie, je débute, débutant%A, première fois que, je suis novice
un coup c|on|vous, on me dit une|que et, d un côté, contradictoire%S, contredit, se contredisent, incohérent%A
ne correspond pas à|au ce, pas le même|la montant|chose, il y a deux, j ai deux, est ce normal, c est normal
normal que|de|ou, c est normal ça|que

# --- facts that went wrong ----------------------------------------------

[problem 1]
marche pas|plus, ne marche pas|plus, fonctionne pas|plus, ne fonctionne pas|plus, fonctionnent pas|plus
s allume pas|plus, ne s allume, s ouvre pas|plus, démarre pas|plus, ne démarre, charge pas|plus, ne charge
connecte pas|plus, n arrive pas à, j arrive pas à, arrive pas à|plus, impossible de|d, ne peux pas
peux pas me|accéder|ouvrir|payer, pas reçu%A, n ai pas|rien|jamais reçu, ai pas|rien|jamais reçu
jamais reçu%A, rien reçu, pas arrivé%A, n est pas|jamais arrivé%A, jamais arrivé%A, pas livré%A, non livré%A
non reçu%A, pas encore reçu%A, pas venu%A, n est pas venu%A, en panne, panne%S, bug%S, bugue%S, bugg%ER
bogue%S, plant%ER, plante%S, plantage%S, cassé%A, casse%S, brisé%A, fissuré%A, fêlé%A, rayé%A, rayure%S
abîmé%A, abimé%A, endommagé%A, cabossé%A, déchiré%A, troué%A, taché%A, tache%S, fuite%S, fuit, défectu%EUX
défaut%S, défaillant%A, erreur%S, erroné%A, incorrect%A
mauvais article|produit|numéro|modèle|colis|coloris|format
mauvaise taille|adresse|couleur|commande|référence|pointure, incomplet, incomplète%S, manque%S, il manque
manquant%A, manquants, perdu%A, égaré%A, volé%A, vide%S, périmé%A, expiré%A, problème%S, pb, pbs, prob
souci%S, soucis, incident%S, débité%A deux, prélevé%A deux, débité%A, prélev%ER, prélèvement
double prélèvement|débit|facturation, facturé%A deux, facturé%A, refusé%A, rejeté%A, bloqué%A, remboursement%S
rembours%ER, annul%ER, annulation, résili%ER, résiliation, échange, retour, retourner, réparation, réparer
garantie, coupure%S, coupé%A, déconnect%ER

# --- irony --------------------------------------------------------------

[sarcasm 2]
merci pour rien
merci pour le|la|ce|cette|votre|les cadeau|retard|manque|attente|mensonge|foutage|gâchis
merci de m avoir|nous|me fait|laissé|pris|gâché|ignoré|faire, merci d avoir gâché|ruiné|perdu|fait|ignoré|tout
merci mais vraiment
bravo pour|à|les|la|le|encore|vraiment|l|champion|continuez ?le|la|cette|votre|l ?retard|attente|service|organisation|incompétence|artistes|efficacité|équipe|perte
bravo vraiment, bravo encore
félicitations pour le|la|votre|cette|ce retard|incompétence|perte|attente|record|gâchis|exploit
félicitations vous|encore, super encore|on|l|je|donc|le|j|vous|merci|maintenant|deux ?un|une|service|ambiance
super service hein|ouais, super donc, super l organisation|accueil|ambiance|efficacité
génial encore|maintenant|donc|le|je|vous|un|une|deux, parfait encore|maintenant|donc|il|un
magnifique encore|mon|ma|un|le|une|dossier|maintenant|colis, formidable encore|un|une|maintenant|mon|le
excellent encore|maintenant|un|une|voilà, merveilleux encore|un|une|maintenant
fantastique encore|un|une|maintenant|trois, splendide encore, chapeau l artiste|pour|les, chapeau vraiment
quelle efficacité hein|dis|vraiment|trois|9, quelle surprise, quelle belle organisation, quelle organisation
quel professionnalisme hein|vraiment|dis, quel sens de|du, quel service hein|client, quel exploit
quelle réactivité|rapidité hein|9|trois|vraiment|dites, quelle chance, la chance, trop de chance
bien sûr comme, mais bien sûr, mais oui bien|c|mais, oui bien sûr c, ben voyons, bah voyons, ben tiens
bah tiens, tiens donc, comme c est, comme c est bizarre|pratique|étonnant|surprenant|étrange
étonnant non|hein, étonnamment, bizarrement, comme par magie, évidemment, forcément, mais oui, ouais bien|c
ouais c est ça, c est ça ouais|oui, on y croit, j y crois, ben bravo, bah bravo, eh ben bravo, et ben bravo
ah bravo, ah bah super|bravo|génial, ah super, ah génial, oh super, oh génial, oh joie, ô joie, youpi encore
youpi un|une|on, on applaudit, applaudissons, applaudissements, standing ovation, mention spéciale au|à
médaille d or, médaille du, palme de|d, palme d or, prix nobel, oscar du, champions du|de, champion du monde
champions du monde, record battu|du, beau record, nouveau record, record du
j adore attendre|payer|perdre|quand|être|parler|passer|ce|votre|le, j adore quand, j adore être
adore attendre, ravi%A d attendre|avoir|apprendre|de|d, enchanté%A d attendre|avoir, quel bonheur d|de
quel plaisir d|de attendre|perdre|être, quel plaisir d attendre|être|avoir, un plaisir d attendre
du grand art, de l art, du grand service|luxe, du beau travail, beau travail hein|vraiment|les
bien joué les|l|vraiment, joli travail vraiment, heureusement que c|j|vous|on
heureusement que c était urgent|express, livraison express, express en 9|trois|deux, express mon, en express
ironie, ironique%S, ironiquement, mdr, ptdr, xptdr, lol, haha, ha ha, ah ah, hahaha, la bonne blague
trop drôle, très drôle, hilarant, c est à mourir, de rire, à mourir de rire, mort de rire, morte de rire
risible, j en rigole, on en rigole, vive le|la|les service|modernité|progrès|sav
surtout ne vous pressez|changez|dérangez, surtout ne changez, ne vous pressez surtout, prenez votre temps
prenez tout votre, rien que ça, tout va bien, je vous en prie continuez, quel talent, vous avez du talent
faut le faire, il faut le faire, fallait le faire, au moins c est, classe mondiale, du génie, génies
coup de génie, service 9 étoiles|cinq, service au top|client hein|ouais, 9 sur 9 pour

# --- what acts on others ------------------------------------------------

[boost 1]
très, tres, trop, tro, vraiment, super, hyper, ultra, méga, giga, extrêmement, totalement, complètement
absolument, tellement, si, franchement, carrément, grave, vachement, rudement, sacrément, drôlement
incroyablement, énormément, beaucoup, bcp, bien, tout, toute, plus que, fort, bin, ben, tellement, purement
parfaitement, entièrement, profondément, infiniment, quel, quelle, quels, quelles, aussi, une telle, un tel
gros, grosse, énorme, pur, pure
[damp 1]
un peu, peu, assez, plutôt, légèrement, quasi, presque, un brin, un tantinet, vaguement, relativement
moyennement, un chouia
[negator 1]
ne, n, pas, plus, jamais, rien, aucun, aucune, ni, sans, personne, guère, nullement, non, nan, loin d être
[contrast 1]
mais, cependant, toutefois, néanmoins, pourtant, par contre, en revanche, sauf, hormis, à part, malgré
bien que, dommage que|pour, seul bémol, bémol, petit bémol, seul hic, hic, seul point|problème|souci|défaut
seule ombre|chose, ombre au tableau, même si, sauf que, quand même, reste que

# --- how long it lasted, what it ruined, what they deserve -----------------

[gripe 1.5]
a tenu 9|deux|trois|une|un, n a pas tenu, a pas tenu, a duré 9|deux|trois|une|un, tient pas, ne tient pas,
,
en deux|9|trois jours|semaines|lavages|utilisations, dès le premier|la jour|lavage|première, au premier lavage,
à la première utilisation|sortie|pluie, déjà foutu%A, déjà mort%A, a rendu l âme, rendu l âme, a lâché,
m a lâché, s effiloche, décousu%A, part en morceaux|lambeaux, en morceaux, se désagrège,
a rétréci, a déteint, jouet, on dirait du plastique|carton, du plastique, du carton,
goût de carton|plastique|rien|brûlé, cramé%A, surcoté%A, surfait%A, survendu%A, pas à la hauteur, gâch%ER,
gâché%A, gâchis, quel gâchis, ruin%ER ma|notre|mes|la, ruiné%A, pourri ma|notre|mon,
pourri%A la|ma journée|soirée, bousill%ER, bousillé%A, crié dessus, hurlé dessus,
m a crié|hurlé|raccroché|parlé, parlé comme, mal parlé, de haut, regardé%A de haut, prise de haut,
à la tête du, fait la gueule, font la gueule, tire la tronche, tirent la gueule, soupir%ER, en soupirant,
sans prévenir, sans avertir, sans préavis, sans un mot, même pas bonjour, ni bonjour, pas un bonjour,
pas une excuse, aucune excuse, sans s excuser, sans excuses, bâclé%A, bâcl%ER, je m en fous, à l arrache,
à la va vite, chaos, chaotique%S, la pagaille, pagaille, pagaïe, quel bazar, un capharnaüm, souk, le souk,
enfer, l enfer, un enfer, un cauchemar, cauchemar, supplice, un supplice, torture, calvaire, un calvaire,
parcours du combattant, la croix et, casse tête, un casse tête, vétuste%S, délabré%A, miteux, miteuse,
insalubre%S, radin%S, rikiki, riquiqui, ridiculement, maigre%S, chiche%S, mesquin%A, indigeste%S, infâme,
étouffe chrétien, pâteux, fadasse, sec, dégoulinant, dégradé%A, du gros n importe,
du travail de cochon|sagouin, travail de cochon|sagouin
[outrage 2]
prison, en prison, en taule, derrière les barreaux,
qu on les|vous arrête|ferme|enferme, rendre des comptes,
aucune morale|conscience|dignité|décence|humanité|honte|éthique, indécent%A, indécence,
immoral%A, honte de|d, sans foi ni, foi ni loi, sans aucune humanité, aucun coeur, aucun cœur, profiteur%S,
profiter des gens|de, profitez des|de, vous profitez, abus de|caractérisé, abus, crapuleux, malsain%A,
révulsé%A, nauséabond%A, nausée, la nausée, donne envie de vomir|hurler, envie de vomir|hurler|pleurer,
à gerber, pourri jusqu, ignoble,
vous me faites pitié|honte|gerber, comment vous dormez|faites, comment pouvez vous dormir|oser,
comment dormez vous, fermez vos, fermez votre, fermez tout
[praise 2]
sauveur%S, saint, une sainte, artiste%S, magicien%S, magicienne%S, magie, magique%S,
doigts de fée, mains en or, or massif, vaut de l or, trésor%S, un trésor, paradis, un paradis, paradisiaque,
rêve, un rêve, de rêve, féerique%S, enchanteur, addictif, à s en lécher|relever, fondant, divin%A, un luxe,
luxe, grand luxe, chef d œuvres, un succès, gros succès, fait l unanimité, tout le monde a adoré,
conquis toute, comme à la maison, comme chez soi, comme une reine|princesse, comme des rois, comme un roi,
accueillis comme, chouchouté%A, chouchout%ER, dorloté%A, bichonné%A, cocooning, aux petits oignons, gâté%A,
ont été géniaux|super|adorables|parfaits|top|formidables,
a été génial|géniale|super|adorable|parfait|parfaite|top|formidable|incroyable|patient|patiente,
d une gentillesse|efficacité|patience|rapidité|douceur|qualité, gentillesse incroyable|rare, rare de nos,
ça redonne, redonne confiance|foi|le, chaud au coeur|cœur, réchauff%ER le coeur|cœur, bluffée par|de,
scotché%A, sur le cul, sans voix tellement, hors pair, hors norme, hors du commun, haut de gamme, haut la main,
sans conteste, sans hésitation, à recommander les yeux, jackpot, bingo, mission accomplie, pari réussi,
du costaud, ça vaut de l, aucune fausse note, sans fausse note, zéro fausse note, rien à jeter,
tout est bon|parfait|top|super|nickel|beau|au,
tout était bon|parfait|top|super|nickel|délicieux|beau|impeccable, j en redemande, on en redemande,
j ai hâte de revenir, hâte de revenir|recommander|goûter
[confused 1]
embrouille%S, casse tête, énigme, hiéroglyphes, de l hébreu, j y perds mon, y perdre son latin,
perds mon latin, nage complètement, je nage, je patauge, patauge, je cale,
j ai du mal à comprendre|suivre|saisir|m, du mal à comprendre|suivre|saisir, quelle est la bonne|marche,
laquelle est la bonne, lequel est le bon, c est lequel|laquelle, dans quel sens|cas, en quoi consiste|ça,
à quoi sert|correspond|ça, à quoi correspond, qu est ce qui change, ça change quoi, ça correspond à quoi
