/* Own sentences, French: one list per act. */

static const char *const  fr_greeting[] = {
    "bonjour", "Bonjour !", "BONJOUR", "salut", "coucou", "bonsoir",
    "bonjour à tous", "bonjour madame", "salut, ça va ?", "ça va ?",
    "comment allez-vous ?", "bonjour, comment ça va ?", "bjr", "slt", "hello",
    "hey", "salut 👋", "👋", "bonjour bonjour", "bonsoir à tous",
    "bonjour, vous allez bien ?", "allô", "enchanté", "cc", "bsr",
    "bonjour monsieur", "salut tout le monde", NULL
};

static const char *const  fr_thanks[] = {
    "merci", "Merci beaucoup !", "mille mercis", "merci pour tout",
    "merci pour votre aide", "merci pour la réponse", "ok merci",
    "super, merci", "parfait merci beaucoup", "au revoir", "à bientôt",
    "à demain", "bonne journée", "bonne soirée", "bon week-end", "merci bien",
    "un grand merci", "je vous remercie", "je vous remercie pour votre aide",
    "c'est gentil, merci", "c'est tout, merci", "merci d'avance", "🙏",
    "merci 🙏", "bonne fin de journée", "à plus", "cordialement", NULL
};

static const char *const  fr_person[] = {
    "je veux parler à une personne", "je voudrais parler à un conseiller",
    "puis-je parler à quelqu'un ?", "passez-moi un agent",
    "un humain s'il vous plaît", "conseiller", "conseiller svp",
    "mettez-moi en relation avec un conseiller", "transférez-moi à un agent",
    "je souhaite parler avec un humain", "parler à un conseiller",
    "j'ai besoin d'un conseiller", "je veux un humain",
    "bonjour, je voudrais parler à quelqu'un", "y a-t-il quelqu'un ?"
    " je veux parler à un humain", "il y a quelqu'un ?",
    "je ne veux pas parler à un robot", "je préfère parler à une vraie "
    "personne", "je veux être rappelé par un conseiller",
    "passez-moi le responsable", "j'exige de parler au responsable",
    "je veux parler à votre supérieur", "une vraie personne",
    "est-ce que je peux discuter avec un agent ?",
    "je souhaite échanger avec un opérateur",
    "je ne comprends rien, je veux parler à quelqu'un",
    "contacter un conseiller", "non, je veux parler à une personne",
    "vous pouvez me mettre en contact avec quelqu'un ?",
    "parler au service client", NULL
};

static const char *const  fr_yes[] = {
    "oui", "Oui, s'il vous plaît", "oui merci", "d'accord", "bien sûr", "ok",
    "volontiers", "avec plaisir", "ouais", "tout à fait", "parfait",
    "pourquoi pas", "ça marche", "allez-y", "vas-y", "exactement", "👍",
    "oui je veux bien", "entendu", "absolument", "très bien", "oui svp",
    "ça me va", "évidemment", "carrément", "c'est bon", "ouiii", NULL
};

static const char *const  fr_no[] = {
    "non", "Non merci", "pas besoin", "pas maintenant", "non, pas la peine",
    "ça ira", "ça ira, merci", "pas pour l'instant", "laissez tomber", "nan",
    "non, ce n'est pas nécessaire", "rien d'autre", "surtout pas",
    "pas encore", "👎", "non, rien", "pas vraiment", "pas tout de suite",
    "sans façon", "jamais", "je ne veux pas parler à un humain",
    "pas besoin d'un conseiller", "non, pas besoin", "non non", "pas du tout",
    "ne me passez pas un conseiller", "non, pas maintenant merci", NULL
};

static const char *const  fr_other[] = {
    "l'agent immobilier demande la facture", "combien par personne ?",
    "une table pour une personne", "nous sommes cinq personnes",
    "je travaille aux ressources humaines et je veux un devis",
    "personne ne répond au magasin", "la personne qui est venue n'a pas sonné",
    "mon conseiller bancaire demande une preuve",
    "à quelle heure ouvrez-vous ?", "bonjour, vous livrez à Lyon ?",
    "où est ma commande ?", "je veux changer la taille",
    "mon colis n'est pas arrivé", "bonjour, il me faut une facture",
    "vous acceptez la carte ?", "merci mais ça ne marche toujours pas",
    "oui mais d'abord dites-moi le prix", "je n'ai pas reçu le mail",
    "le site ne s'ouvre pas", "ok mais combien de temps",
    "vous vendez des robots de cuisine ?", "je veux un robot aspirateur",
    "c'est pour une personne âgée", "j'en ai acheté deux et reçu un",
    "mon responsable veut le certificat",
    "pas besoin d'un humain, dites-moi juste l'horaire",
    "il manque une pièce dans la boîte", "je veux annuler mon achat",
    "le droit humain est un principe", "ma commande est le numéro 4471", NULL
};
