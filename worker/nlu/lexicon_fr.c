/* lexicon_fr - French, see lexicon.h. */

#include "worker/nlu/lexicon.h"

static const char *const  phrases[] = {
    "class det: un|une|l|le|la|votre|vrai|vraie|autre|du|des",
    "class person: personne|humain|humaine|agent|conseiller|conseillere|"
        "operateur|operatrice|representant|representante|responsable|"
        "superieur|manager|interlocuteur|employe|employee|collegue|etre|"
        "collaborateur|technicien|gerant|commercial|direction|teleconseiller|"
        "charge|chargee",
    "class noun: personne|humain|humaine|agent|conseiller|conseillere|"
        "operateur|operatrice|representant|responsable|superieur|manager|"
        "interlocuteur",
    "class talk: parler|parle|parlez|discuter|echanger|dialoguer|communiquer|"
        "causer|parlerai|adresser|affaire",
    "class pass: passez|passer|passe|transferez|transferer|transfere|mettez|"
        "mettre|connectez|connecter|orientez|orienter|dirigez|redirigez|"
        "donnez|trouvez|envoyez|basculez",
    "class want: veux|voudrais|souhaite|souhaiterais|besoin|aimerais|prefere|"
        "prefererais|faut|exige|demande|voulons|desire|voulais",
    "class more: qui|pour|svp|stp|maintenant|s|reel|reelle|vite|tout|et|afin|"
        "please|pas",
    "class bot: bot|robot|machine|chatbot|ordinateur|automate|repondeur",

    "person: @talk a|avec|au|aux ?@det ?@det @person",
    "person: @talk a|avec quelqu un",
    "person: @talk au|avec ?le service|support ?client|clientele",
    "person: @talk a|avec ?un|une vrai|vraie personne|humain|conseiller",
    "person: @pass moi|me|nous ?en ?relation|contact|ligne ?a|avec|au|vers "
        "?@det ?@det @person",
    "person: me|nous @pass ?en ?relation|contact ?a|avec|au|vers ?@det ?@det "
        "@person",
    "person: me|nous|moi @pass ?en ?relation|contact ?a|avec quelqu un",
    "person: @pass moi ?en ?contact ?relation ?a|avec quelqu un",
    "person: mis|mise|mettre en relation|contact|ligne avec ?@det ?@det "
        "@person",
    "person: mis|mise|mettre en relation|contact avec quelqu un",
    "person: joindre|contacter|avoir ?@det ?@det agent|conseiller|conseillere|"
        "operateur|operatrice|humain|interlocuteur|responsable",
    "person: joindre|contacter quelqu un",
    "person: exige la direction",
    "person: etre appele|rappele|contacte|recontacte|aide par ?@det ?@det "
        "@person",
    "person: etre appele|rappele|contacte|recontacte|aide par quelqu un",
    "person: @want ?d|de ?@det ?@det humain|humaine|conseiller|conseillere|"
        "operateur|agent|responsable|interlocuteur|manager >",
    "person: @want ?d|de ?@det ?@det humain|conseiller|conseillere @more",
    "person: @want ?d|de une|un ?vraie|vrai personne|interlocuteur|agent >",
    "person: @want ?d|de une|un vraie|vrai personne|interlocuteur|agent|humain",
    "person: @want ?d|de une|un ?vraie|vrai personne|agent|responsable @more",
    "person: @want une|d|de|l ?une aide|assistance|intervention humaine",
    "person: y a t il ?* quelqu|conseiller|humain|personne|agent ?un "
        "disponible|la|qui|pour|ici",
    "person: il y a quelqu un ?la|qui|pour|ici",
    "person: qu un|une ?vraie|vrai @noun me aide|rappelle|reponde|contacte|m",
    "person: ^ ?un|une ?vrai|vraie conseiller|conseillere|humain|operateur|"
        "operatrice|agent|responsable|interlocuteur ?svp|stp|maintenant|s ?il "
        "?vous|te ?plait >",
    "person: ^ ?une vraie|vrai personne|humain",
    "person: personne en chair et os",
    "person+: ne|n|pas veux|parler|voudrais ?pas parler|discuter|a|avec ?a|"
        "avec "
        "?un|une|ce|cette @bot",
    "person+: assez|marre de|du|des ?ce ?ces ?parler ?a ?un @bot|robots|bots",
    "person+: pas ?parler|discuter ?a|avec un|ce @bot",

    "block: agent|agents immobilier|secret|commercial|administratif|"
        "territorial|d|de|immobiliere|comptable|public",
    "block: conseiller|conseillere municipal|bancaire|financier|fiscal|pole|"
        "conjugal",
    "block: mon|ma|mes|notre|nos ?ancien|ex @person",
    "block: par|pour|chaque une|1|chaque personne",
    "block: ressources|droits humaines|humains",
    "block: personne ne|n",
    "block: personne agee|morale|physique|handicapee|malade",

    "negator: pas|sans|non|aucun|aucune|jamais|inutile|ni",
    "negfill: ne|n|besoin|d|de|je|veux|me|la|peine|le|faut|nul|souhaite|"
        "voudrais|"
        "envie|plus|encore|necessaire|forcement|moi|il|est|tout|ai|un|une|a",

    "greeting: bonjour|bonsoir|salut|coucou|hello|hey|bjr|slt|cc|bsr|allo|hi",
    "greeting: bonne journee|matinee a tous",
    "greeting: bonjour|bonsoir|salut a ?tous|vous|toutes",
    "greeting: bonjour|bonsoir madame|monsieur|messieurs|mesdames",
    "greeting: tout le monde",
    "greeting: comment allez|vas|ca ?vous|tu|va ?bien",
    "greeting: ca va ?bien",
    "greeting: vous allez bien",
    "greeting: tu vas bien",
    "greeting: enchante|enchantee",
    "greeting: \360\237\221\213",
    "thanks: merci|mercii|mrc|remerciements|thx",
    "thanks: merci beaucoup|bien|infiniment|d|a ?avance|vous|toi|tous",
    "thanks: grand|mille|encore|un ?grand merci|mercis",
    "thanks: merci ?beaucoup ?bien pour ?tout ?toute ?votre|l|la|le|ton|ta|les "
        "?aide|reponse|infos|informations|information|temps|patience|"
        "explication|explications|accueil|service",
    "thanks: je vous|te remercie ?beaucoup|infiniment|pour ?votre|tout|ton "
        "?aide|reponse",
    "thanks: au revoir",
    "thanks: a bientot|plus|demain|tout|la ?l ?heure|prochaine",
    "thanks: bonne journee|soiree|nuit|continuation|fin ?de ?semaine|journee|"
        "chance",
    "thanks: bon week|weekend|apres|courage ?end|midi",
    "thanks: adieu|bye|tchao|aurevoir",
    "thanks: c est tout|gentil|parfait|super",
    "thanks: ce sera tout",
    "thanks: tres|trop aimable|gentil|aimables",
    "thanks: cordialement",
    "thanks: \360\237\231\217",
    "yes: oui|ouais|ouii|oui|ok|okay|volontiers|exact|exactement|parfait|"
        "absolument|certainement|evidemment|entendu|daccord|carrement|si|yes",
    "yes: d accord",
    "yes: bien sur|entendu",
    "yes: avec plaisir",
    "yes: tout a fait",
    "yes: pourquoi pas",
    "yes: ca marche|roule|me ?va",
    "yes: c est bon|ca|parfait|ok",
    "yes: je veux|voudrais ?bien",
    "yes: allez y",
    "yes: vas y",
    "yes: tres bien",
    "yes: \360\237\221\215",
    "yes: \360\237\221\214",
    "no: non|nan|nn|nope|pas|jamais|aucunement|rien",
    "no: non merci",
    "no: pas besoin|maintenant|la|du|vraiment|pour|necessaire|encore ?peine|"
        "tout|l|le ?instant|moment",
    "no: ce|c n|est ?est pas ?la ?necessaire|peine|besoin",
    "no: pas tout de suite",
    "no: ca ira",
    "no: laissez|laisse tomber",
    "no: surtout pas",
    "no: ?non pas la peine",
    "no: ?non pas besoin",
    "no: ne me|nous passez|transferez|mettez pas ?un|une|de|a ?un conseiller|"
        "agent|humain|personne",
    "no: sans facon",
    "no: rien d autre",
    "no: \360\237\221\216",
    "courtesy: s il vous|te plait",
    "courtesy: svp|stp",
    "filler: vous|te|tres|bien|beaucoup|alors|maintenant|ok|"
        "madame|monsieur|equipe|tout|a|tous|et|super|genial|parfait|encore|mon|"
        "ami|donc|moi|c|est|tellement|votre|aide|pour|journee",
    "asks: que|qu|quel|quelle|quels|quelles|qui|quand|combien|ou|comment|"
        "pourquoi|est|avez|pouvez|puis|peut|peux|faites|acceptez|quoi|y|as|"
        "savez|sais|livrez|vendez|proposez",
    "opening: cher|chere|chers|cheres|madame|monsieur|messieurs|mesdames",
    "opening: a l attention",
    "closing: cordialement|bien|tres ?bien cordialement|vous",
    "closing: cordialement|cdt|sincerement|respectueusement|amicalement",
    "closing: bien|sinceres ?a cordialement|vous|salutations",
    "closing: je|nous vous prie|prions d|de agreer|croire|recevoir",
    "closing: veuillez agreer|recevoir|croire",
    "closing: avec|dans mes|nos|l|cette|"
        "attente ?meilleures ?sinceres ?remerciements salutations|"
        "remerciements|attente|de|d",
    "closing: dans l|cette attente|espoir",
    "closing: en vous remerciant",
    "closing: merci d|par avance",
    "closing: salutations|meilleures ?distinguees ?salutations",
    "closing: ?tres|bonne|belle bonne|belle journee|soiree|fin >",
    "closing: envoye de|depuis mon",
    NULL
};

const lexicon_t  lexicon_fr = {
    .language = "fr",
    .words =
        "de la le et les des en un du une que est pour qui dans a par plus "
        "pas au sur ne se ce il sont avec son je vous nous on mais ou si leur "
        "y dont tout sans ils elle ses aux cette ces ma mon mes ta ton tes sa "
        "notre nos votre vos me te lui moi toi eux tu j l d c n s m t qu ca "
        "cela ceci etre avoir suis es sommes etes ai as avons avez ont etait "
        "ete fait faire fais faites peut peux pouvez pouvons puis veux veut "
        "voulez voudrais aimerais dois doit faut vais va allez vont aller "
        "bonjour bonsoir salut merci svp stp plait oui non ouais revoir "
        "bientot demain hier aujourd hui maintenant toujours jamais ici "
        "combien quand comment pourquoi quel quelle quels quelles quoi prix "
        "coute cout commande commandes livraison livrer livre livree arrive "
        "arriver arrivee colis envoi envoyer envoye horaires horaire ouvert "
        "ouvre ouverts ferme magasin boutique compte carte payer paiement "
        "facture achat acheter achete retour retourner rembourser "
        "remboursement argent aide aider information question probleme marche "
        "fonctionne numero telephone adresse rendez reserver reservation "
        "table semaine mois an annee heure heures jour jours nuit soir matin "
        "maison gens personne quelqu rien chose choses parler dire dites dis "
        "sais savoir sait connais aime bien mal mieux pire bon bonne mauvais "
        "nouveau nouvelle grand grande petit petite chaque meme memes alors "
        "donc ainsi aussi seulement tres trop peu beaucoup encore deja depuis "
        "avant apres pendant entre chez vers contre sous jusque comme parce "
        "car voici voila accord ok parfait super genial desole desolee pardon "
        "excusez attends attendre attente recu recevoir recois changer "
        "echanger annuler casse cassee perdu perdue compris comprends client "
        "service conseiller taille couleur gratuit remise aucun aucune autre "
        "autres tous toute toutes celui celle ceux cet leurs fois mdr jsp bjr "
        "slt cc pk pq tkt jai cest ouvrez porte mettre mettez mis envoyez "
        "donnez prends prendre pris enfant eau rapide gentil gentille journee "
        "soiree passe passer vite content contente rendre rendu vraiment pres "
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier "
        "mars avril mai juin juillet aout septembre octobre novembre decembre "
        "oublie oubliee cherche chercher trouver trouve manque manquent "
        "garantie modele piece retard livreur recuperer laisse laissez "
        "laisser tomber amis famille travail joli jolie aidez deux trois "
        "quatre cinq six sept huit neuf dix vingt premier deuxieme dernier "
        "prefere transferez responsable operateur tranquille besoin envie "
        "puisque quelque quelques plusieurs toutefois",
    .endings =
        "tion tions ment ments eux euse euses ais ait aient ez er ier iere eur "
        "eurs eau eaux aux ique iques age ages isme iste able ible ance ence "
        "ette ettes elle elles ille ions ons ont ais oit oir oire quer que ee "
        "ees ie ies ui oi ou eul",
    .phrases = phrases
};
