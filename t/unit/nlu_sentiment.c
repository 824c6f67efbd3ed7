/*
 * nlu_sentiment - the rules over the lexicons, mechanism by mechanism, in
 * five languages; no models are loaded, so nothing here depends on training.
 */

#include "t/unit/tap.h"
#include "worker/nlu/phrase.h"
#include "worker/nlu/sentiment.h"

#define V  SENTIMENT_VERY_NEGATIVE
#define N  SENTIMENT_NEGATIVE
#define O  SENTIMENT_NEUTRAL
#define P  SENTIMENT_POSITIVE
#define M  SENTIMENT_MIXED

typedef struct {
    const char         *language;
    sentiment_label_t   label;
    const char         *text;
} case_t;

static const case_t  plain[] = {
    { "es", P, "Me encant\u00f3, excelente servicio" },
    { "es", N, "La comida estuvo p\u00e9sima" },
    { "es", O, "\u00bfA qu\u00e9 hora abren ma\u00f1ana?" },
    { "en", P, "Absolutely love it, thank you so much" },
    { "en", N, "This is a terrible product" },
    { "en", O, "What time do you open tomorrow?" },
    { "pt", P, "Adorei, atendimento excelente" },
    { "pt", N, "A comida estava p\u00e9ssima" },
    { "pt", O, "Que horas abre amanh\u00e3?" },
    { "fr", P, "Service impeccable, je recommande" },
    { "fr", N, "La nourriture \u00e9tait d\u00e9gueulasse" },
    { "fr", O, "\u00c0 quelle heure ouvrez-vous demain ?" },
    { "it", P, "Servizio eccellente, lo consiglio" },
    { "it", N, "Il cibo era pessimo" },
    { "it", O, "A che ora aprite domani?" },
};

static const case_t  negation[] = {
    { "es", N, "no me gust\u00f3 para nada el producto" },
    { "es", P, "no est\u00e1 nada mal el hotel" },
    { "es", N, "no es muy bueno" },
    { "es", N, "no est\u00e1 bien" },
    { "en", N, "I'm not happy with this" },
    { "en", P, "not bad at all" },
    { "en", N, "the food wasn't very good" },
    { "pt", N, "n\u00e3o gostei do quarto" },
    { "pt", P, "nada mal esse lugar" },
    { "fr", N, "je ne suis pas du tout satisfait" },
    { "fr", P, "franchement c'est pas mal du tout" },
    { "it", N, "non sono per niente soddisfatto" },
    { "it", P, "non \u00e8 niente male" },
    { "it", P, "tutto arrivato senza problemi, ottimo" },
};

static const case_t  idioms[] = {
    { "es", P, "qued\u00f3 padr\u00edsimo" },
    { "es", P, "una pasada de sitio" },
    { "es", N, "ya me tienen harta" },
    { "en", P, "you went above and beyond" },
    { "en", P, "can't fault the staff" },
    { "en", N, "what a rip off" },
    { "pt", P, "show de bola" },
    { "pt", N, "caf\u00e9 meia boca" },
    { "fr", N, "pas terrible votre appli" },
    { "fr", N, "c'est du foutage de gueule" },
    { "fr", P, "je me suis r\u00e9gal\u00e9" },
    { "it", P, "una figata" },
    { "it", N, "non ne posso pi\u00f9" },
};

static const case_t  emoji[] = {
    { "es", P, "\U0001f60d\U0001f60d" },
    { "en", P, "\u2764\ufe0f \U0001f389" },
    { "it", N, "\U0001f44e\U0001f644" },
    { "fr", V, "\U0001f621\U0001f92c" },
    { "pt", O, "\U0001f4e6 123" },
};

static const case_t  loud[] = {
    { "es", V, "LLEVO TRES SEMANAS ESPERANDO, NADIE RESPONDE" },
    { "en", V, "STILL NO REPLY, I AM SICK OF THIS" },
    { "pt", V, "NINGU\u00c9M RESPONDE, CANSEI DE ESPERAR" },
    { "fr", V, "PERSONNE NE R\u00c9POND, J'EN AI MARRE" },
    { "it", V, "NESSUNO RISPONDE, SONO STUFO" },
    { "es", P, "EXCELENTE SERVICIO, MIL GRACIAS" },
    { "en", O, "MY ORDER NUMBER IS AB1234" },
    { "es", P, "graciasssss, hermosooooo" },
    { "it", N, "pessimoooo" },
};

static const case_t  mixed[] = {
    { "es", M, "la comida excelente, pero la atenci\u00f3n p\u00e9sima" },
    { "en", M, "lovely staff but the room was disgusting" },
    { "pt", M, "o produto \u00e9 \u00f3timo, mas a entrega foi p\u00e9ssima" },
    { "fr", M, "le repas \u00e9tait excellent mais l'accueil lamentable" },
    { "it", M, "cibo ottimo ma servizio pessimo" },
};

static const case_t  sarcasm[] = {
    { "es", N, "gracias por nada" },
    { "es", N, "qu\u00e9 bien, otra semana m\u00e1s esperando" },
    { "en", N, "oh great, another delay" },
    { "en", N, "thanks for nothing" },
    { "pt", N, "parab\u00e9ns pela demora" },
    { "fr", N, "bravo pour le retard" },
    { "it", N, "complimenti per il ritardo" },
};

static const case_t  courtesy[] = {
    { "es", O, "Buenas tardes, el pedido lleg\u00f3 roto, \u00bfpodr\u00edan "
               "cambiarlo? Muchas gracias de antemano" },
    { "en", O, "Hello, the lamp arrived broken, could I have a refund "
               "please?" },
    { "pt", O, "Boa tarde, o produto veio com defeito, poderiam trocar, "
               "por favor?" },
    { "fr", O, "Bonjour, mon colis est arriv\u00e9 ab\u00eem\u00e9, "
               "pourriez-vous m'\u00e9changer l'article s'il vous "
               "pla\u00eet ?" },
    { "it", O, "Buongiorno, il pacco \u00e8 arrivato danneggiato, potreste "
               "sostituirlo per favore?" },
};

/* Food, pets, pests and parties: insults only where somebody is called so. */
static const case_t  animals[] = {
    { "es", O, "\u00bfvenden comida para perros?" },
    { "es", O, "\u00bfaceptan animales en el hotel?" },
    { "es", O, "\u00bftienen carne de cerdo?" },
    { "es", O, "\u00bfes normal que el animal coma esto?" },
    { "es", O, "el payaso de la fiesta, \u00bfcu\u00e1nto cobra?" },
    { "es", O, "\u00bfhacen control de ratas?" },
    { "en", O, "do you sell traps for rats?" },
    { "en", O, "are pets and other animals allowed?" },
    { "en", O, "how much is a clown for a party?" },
    { "en", O, "the knob of my oven is loose" },
    { "pt", O, "voc\u00eas vendem ra\u00e7\u00e3o para porcos?" },
    { "pt", O, "aceitam animais no hotel?" },
    { "pt", O, "quanto custa o palha\u00e7o para a festa?" },
    { "fr", O, "vendez-vous de la nourriture pour chiens ?" },
    { "fr", O, "avez-vous du porc ?" },
    { "fr", O, "quel est le jour de ramassage des ordures ?" },
    { "it", O, "avete carne di maiale?" },
    { "it", O, "accettate animali in camera?" },
    { "it", O, "il formaggio di capra \u00e8 disponibile?" },
    { "es", V, "son unos animales" },
    { "es", V, "pedazo de animal" },
    { "es", V, "sois unos payasos" },
    { "es", V, "ratas" },
    { "en", V, "you are all clowns" },
    { "en", V, "you rats" },
    { "en", V, "bunch of clowns" },
    { "pt", V, "voc\u00eas s\u00e3o uns palha\u00e7os" },
    { "pt", V, "bando de porcos" },
    { "pt", V, "seu palha\u00e7o" },
    { "fr", V, "bande de clowns" },
    { "fr", V, "vous \u00eates des chiens" },
    { "fr", V, "sale porc" },
    { "it", V, "siete dei pagliacci" },
    { "it", V, "branco di animali" },
    { "it", V, "siete solo dei maiali" },
};

static const case_t  rage[] = {
    { "es", V, "son unos ladrones" },
    { "es", V, "los voy a denunciar, sinverg\u00fcenzas" },
    { "en", V, "you bunch of idiots" },
    { "en", V, "absolute scammers, see you in court" },
    { "pt", V, "bando de ladr\u00f5es" },
    { "fr", V, "bande de voleurs" },
    { "it", V, "siete dei truffatori, vi denuncio" },
    { "es", O, "quiero hablar con el agente de viajes" },
};


static sentiment_t
judge(const case_t *c, sentiment_scores_t *scores)
{
    sentiment_t  s;
    fold_t       fold;
    uint32_t     version;

    fold_text(slice_str(c->text), &fold);
    sentiment_guess(slice_str(c->text), &fold, lexicon_index(c->language), &s,
                    scores, &version);

    return s;
}


static void
cases_run(const char *what, const case_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sentiment_scores_t  scores;
        sentiment_t         s = judge(&cases[i], &scores);

        if (!ok(s.label == cases[i].label, "%s: %s: %s", what,
                cases[i].language, cases[i].text))
        {
            diag("%s: %.2f %.2f %.2f %.2f", sentiment_name(s.label),
                 (double) scores.score[0], (double) scores.score[1],
                 (double) scores.score[2], (double) scores.score[3]);
        }
    }
}

#define RUN(cases)  cases_run(#cases, cases, sizeof(cases) / sizeof(cases[0]))


static void
test_flags(void)
{
    static const case_t  cases[] = {
        { "en", V, "you are all idiots" },
        { "en", N, "I've been waiting 3 weeks and nobody answers" },
        { "en", O, "I don't understand what this charge is" },
    };

    ok(judge(&cases[0], NULL).angry, "an insult is angry");
    ok(judge(&cases[1], NULL).frustrated, "waiting is frustrated");
    ok(!judge(&cases[1], NULL).angry, "and not angry yet");
    ok(judge(&cases[2], NULL).confused, "not understanding is confused");
}


static void
test_numbers(void)
{
    static const case_t  good = { "en", P, "excellent, I love it" };
    static const case_t  bad = { "en", N, "terrible, I hate it" };
    static const case_t  none = { "en", O, "" };

    ok(judge(&good, NULL).polarity > 0.4, "polarity of praise");
    ok(judge(&bad, NULL).polarity < -0.4, "polarity of the opposite");
    ok(judge(&none, NULL).polarity > -0.3 && judge(&none, NULL).polarity < 0.3,
       "no text has none");
    is(judge(&none, NULL).label, O, "and is neutral");
    ok(judge(&good, NULL).score > 0.5 && judge(&good, NULL).score <= 1,
       "a score is a probability");
}


static void
test_evidence(void)
{
    static const case_t  c = { "es", N, "Hola, el caf\u00e9 es p\u00e9simo." };
    sentiment_t          s = judge(&c, NULL);

    is(s.n, 1, "one thing was found");
    is_mem(c.text + s.evidence[0].from,
           s.evidence[0].to - s.evidence[0].from,
           "p\u00e9simo", strlen("p\u00e9simo"), "the span is in bytes");
    ok(strncmp(s.evidence[0].rule, "es.", 3) == 0
       && strstr(s.evidence[0].rule, " gripe") != NULL, "its rule: %s",
       s.evidence[0].rule);
}


/* Whatever comes, it ends, and is the same twice. */

static void
test_hostile(void)
{
    static char  text[20000];
    case_t       c = { "es", O, text };
    sentiment_t  a, b;

    for (size_t i = 0; i + 6 < sizeof(text); i += 6) {
        memcpy(text + i, i % 36 == 0 ? "no mal" : "nada, ", 6);
    }

    a = judge(&c, NULL);
    b = judge(&c, NULL);
    ok(memcmp(&a, &b, sizeof(a)) == 0, "20 KB, twice the same");

    memset(text, 0xf0, sizeof(text) - 1);
    is(judge(&c, NULL).label, O, "bytes that are not UTF-8");
}


int
main(void)
{
    phrase_init();

    RUN(plain);
    RUN(negation);
    RUN(idioms);
    RUN(emoji);
    RUN(loud);
    RUN(mixed);
    RUN(sarcasm);
    RUN(courtesy);
    RUN(rage);
    RUN(animals);

    test_flags();
    test_numbers();
    test_evidence();
    test_hostile();

    sentiment_release();
    return done_testing();
}
