/*
 * nlu_signals - what a conversation shows, over written conversations.
 */

#include "t/unit/tap.h"
#include "worker/nlu/phrase.h"
#include "worker/nlu/signals.h"

#define CUSTOMER  true
#define OURS      false
#define SAID(who, what)                                                      \
    { who, { (const uint8_t *) what, sizeof(what) - 1 }, 0 }
#define READ(said, language)                                                 \
    read_all(said, sizeof(said) / sizeof(said[0]), language)


static signals_t
read_all(const said_t *said, unsigned n, const char *language)
{
    signals_t  s;

    signals_read(said, n, lexicon_index(language), NULL, &s);
    return s;
}


static void
test_overlap(void)
{
    static const struct {
        const char  *a, *b;
        bool         same;
    } cases[] = {
        { "\u00bfC\u00f3mo cambio mi contrase\u00f1a?",
          "s\u00ed pero como cambio la contrasena", true },
        { "\u00bfC\u00f3mo reseteo mi contrase\u00f1a?",
          "S\u00ed pero \u00bfc\u00f3mo reseteo la contrase\u00f1a?", true },
        { "\u00bfC\u00f3mo cambio mi contrase\u00f1a?",
          "\u00bfD\u00f3nde queda la tienda de Lima?", false },
        { "where is my parcel number 4471",
          "again: where's the parcel 4471??", true },
        { "onde est\u00e1 meu pedido 55", "e o meu pedido 55, onde esta?",
          true },
        { "comment annuler ma commande", "je veux annuler ma commande svp",
          true },
        { "quando arriva il pacco", "il mio pacco quando arriva?", true },
        { "gracias", "gracias", false },
        { "", "", false },
    };

    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        double  overlap = signals_overlap(slice_str(cases[i].a),
                                          slice_str(cases[i].b));

        ok((overlap > SIGNALS_OVERLAP) == cases[i].same, "%.2f: %s / %s",
           overlap, cases[i].a, cases[i].b);
    }
}


static void
test_repeated(void)
{
    static const said_t  said[] = {
        SAID(CUSTOMER, "How do I reset my password?"),
        SAID(OURS, "Please see our help page."),
        SAID(CUSTOMER, "Yes but how do I reset the password?"),
        SAID(OURS, "Please see our help page."),
        SAID(CUSTOMER, "reset password, how??"),
    };
    signals_t            s = READ(said, "en");

    ok(s.repeated_question, "asked again (%.2f)", s.overlap);
    is(s.attempts, 2, "answered twice");
    ok(s.same_answer, "with the same words");
    is(s.messages, 5, "five messages");
    is(s.questions, 3, "all three were questions");
}


static void
test_new_topic(void)
{
    static const said_t  said[] = {
        SAID(CUSTOMER, "\u00bfD\u00f3nde est\u00e1 mi pedido 4471?"),
        SAID(OURS, "Sale hoy."),
        SAID(CUSTOMER, "perfecto, \u00bfy venden tarjetas de regalo?"),
    };
    signals_t            s = READ(said, "es");

    ok(!s.repeated_question, "another question (%.2f)", s.overlap);
    is(s.attempts, 0, "nothing tried yet");
    ok(!s.same_answer, "one answer is not two");
}


static void
test_frustration(void)
{
    static const said_t  said[] = {
        SAID(CUSTOMER, "NADIE RESPONDE, PESIMO SERVICIO"),
        SAID(OURS, "Lo siento."),
        SAID(CUSTOMER, "sigo esperando, ya van tres semanas"),
        SAID(CUSTOMER, "hola, mi pedido es el 4471"),
        SAID(CUSTOMER, "estoy harto de esperar"),
    };
    sentiment_t          calm = { .label = SENTIMENT_NEUTRAL };
    signals_t            s = READ(said, "es");

    is(s.frustrated, 2, "two of the last three");
    is(s.negatives, 3, "three of the last six");

    signals_read(said, 5, lexicon_index("es"), &calm, &s);
    is(s.frustrated, 1, "the last one is believed as it was judged");
}


static void
test_windows(void)
{
    said_t     said[40];
    signals_t  s;

    for (unsigned i = 0; i < 40; i++) {
        said[i] = (said_t) { true, slice_str("this is terrible?"), 0 };
    }

    signals_read(said, 40, lexicon_index("en"), NULL, &s);
    is(s.messages, 40, "all are counted");
    is(s.negatives, 6, "six are judged");
    is(s.questions, 4, "four are looked at for questions");

    signals_read(NULL, 0, -1, NULL, &s);
    ok(s.messages == 0 && s.negatives == 0 && !s.repeated_question,
       "nothing was said");

    said[0] = (said_t) { false, slice_str("hello"), 0 };
    signals_read(said, 1, -1, NULL, &s);
    ok(s.messages == 1 && s.questions == 0, "only we spoke");
}


int
main(void)
{
    phrase_init();

    test_overlap();
    test_repeated();
    test_new_topic();
    test_frustration();
    test_windows();

    sentiment_release();
    return done_testing();
}
