/*
 * context - what of a conversation fits, its summary, what is learnt of a
 * customer, and the mood of a reply.
 */

#include "t/unit/tap.h"
#include "worker/answer/context.h"
#include "worker/answer/mood.h"
#include "worker/answer/profile.h"
#include "worker/answer/summary.h"
#include "worker/answer/texts.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"

static pool_t  *pool;

#define S(customer, text)  { customer, { (const uint8_t *) text, \
                                         sizeof(text) - 1 }, 0 }


static void
test_said(void)
{
    turn_t   t = { .context = NULL };
    said_t   said[CONTEXT_SAID_MAX];
    json_t  *recent = json_array();

    t.context = json_pack("{s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:n}],"
        " s:[{s:s}], s:{s:i, s:s, s:I}, s:{s:{s:b}}}",
        "recent", "role", "customer", "text", "hola", "role", "bot", "text",
        "buenas", "role", "customer", "text", "messages", "text", "y ahora",
        "memory", "failures", 1, "summary", "C: x", "summary_seq",
        (json_int_t) 7, "tenant", "settings", "pacing", 1);

    is_int(context_said(&t, false, said), 2, "what was said, without holes");
    ok(said[0].customer && !said[1].customer, "and by whom");
    is_int(context_said(&t, true, said), 3, "and what is said now");
    is_int(context_failures(&t), 1, "failures");
    is_str(context_summary(&t), "C: x", "the summary");
    is_int(context_summary_seq(&t), 7, "how far it goes");
    ok(context_switch(&t, "pacing", false), "a switch of the tenant");
    ok(context_switch(&t, "other", true), "and one it does not have");

    for (unsigned i = 0; i < CONTEXT_SAID_MAX + 10; i++) {
        json_array_append_new(recent, json_pack("{s:s, s:s+}", "role",
            "customer", "text", "m", i == 10 ? "first" : ""));
    }

    json_object_set_new(t.context, "recent", recent);
    is_int(context_said(&t, false, said), CONTEXT_SAID_MAX, "not too many");
    is_mem((const char *) said[0].text.data, said[0].text.len, "mfirst", 6,
           "the oldest ones go");
    json_decref(t.context);
}


static void
test_prune(void)
{
    const said_t  said[] = {
        S(true, "aaaaaaaaa"), S(false, "bbbbbbbbb"), S(true, "ccccccccc"),
        S(false, "ddddddddd"), S(true, "eeeeeeeee")
    };

    is_int(context_prune(said, 5, 1000), 0, "everything fits");
    is_int(context_prune(said, 5, 12), 2, "the newest three do");
    is_int(context_prune(said, 5, 8), 4, "it begins with the customer");
    is_int(context_prune(said, 5, 0), 5, "nothing fits");
}


static void
test_recent(void)
{
    static char   longer[400];
    const said_t  said[] = {
        S(true, "uno"), S(true, "dos"), S(false, "tres"), S(true, "cuatro"),
        S(false, "cinco"), { true, { (uint8_t *) longer, 300 }, 0 }
    };
    slice_t       s;

    for (unsigned i = 0; i < 300; i += 2) {
        memcpy(longer + i, "\xc3\xb1", 2);
    }

    s = summary_recent(pool, said, 6);
    ok(strncmp((const char *) s.data, "Customer: dos\nBot: tres\nCustomer: "
       "cuatro\nBot: cinco\nCustomer: ", 62) == 0, "the last five, and who");
    is_int(s.len, 62 + 200, "cut at 100 characters, not bytes");
    is_str((const char *) summary_recent(pool, said, 0).data, "",
           "of nothing, nothing");
}


static void
test_roll(void)
{
    const said_t  said[] = {
        S(true, "Hola. Mi pedido 48213 no ha llegado y ya pasaron diez "
                "d\xc3\xad" "as."),
        S(false, "Hola, lo reviso."), S(true, "ok"),
        S(true, "\xc2\xbfPueden devolverme el dinero del pedido 48213?"),
        S(false, "Claro, la devoluci\xc3\xb3n tarda cinco d\xc3\xad" "as."),
        S(true, "gracias")
    };
    slice_t       one = summary_roll(pool, SLICE_NULL, said, 6), two;

    ok(strstr((const char *) one.data, "C: Mi pedido 48213") != NULL,
       "the matter is in it");
    ok(strstr((const char *) one.data, "devolverme el dinero") != NULL,
       "and the question");
    ok(strstr((const char *) one.data, "48213 no") <
       strstr((const char *) one.data, "devolverme"), "in their order");

    two = one;
    for (unsigned i = 0; i < 40; i++) {
        two = summary_roll(pool, two, said + 1, 4);
    }

    ok(two.len <= SUMMARY_BYTES, "it never grows beyond %d bytes (%zu)",
       SUMMARY_BYTES, two.len);
    ok(strstr((const char *) two.data, "48213") != NULL,
       "rolling on keeps the matter");
    is_int(summary_roll(pool, SLICE_NULL, NULL, 0).len, 0, "of nothing");
}


static const struct {
    const char  *language, *text, *key, *value;     /* NULL: nothing learnt */
} learnt[] = {
    { "es", "Hola, me llamo Ana Luc\xc3\xad" "a y tengo una duda", "name",
      "Ana Luc\xc3\xad" "a" },
    { "es", "mi nombre es pedro", "name", "pedro" },
    { "es", "no me llamo Pedro", "name", NULL },
    { "en", "My name is on the invoice already", "name", NULL },
    { "en", "hi, my name is John Smith. Where is it?", "name", "John Smith" },
    { "pt", "Ol\xc3\xa1, meu nome \xc3\xa9 Jo\xc3\xa3o", "name",
      "Jo\xc3\xa3o" },
    { "fr", "Bonjour, je m'appelle \xc3\x89lodie", "name", "\xc3\x89lodie" },
    { "it", "Ciao, mi chiamo Marco Rossi", "name", "Marco Rossi" },
    { "es", "in English please", "language", "en" },
    { "en", "puede ser en espa\xc3\xb1ol?", "language", "es" },
    { "pt", "fala italiano?", "language", "it" },
    { "en", "I bought an English dictionary", "language", NULL },
    { "fr", "en fran\xc3\xa7" "ais s'il vous pla\xc3\xaet", "language", "fr" },
    { "es", "\xc2\xbfMe puede decir usted el precio?", "tone", "formal" },
    { "es", "oye, \xc2\xbft\xc3\xba sabes el precio?", "tone", "informal" },
    { "fr", "Pouvez-vous m'aider ?", "tone", "formal" },
    { "en", "can you help me", "tone", NULL },
};


static void
test_profile(void)
{
    static const char *const  outs[] = {
        "no me env\xc3\xad" "en m\xc3\xa1s promociones", "STOP",
        "please unsubscribe me", "n\xc3\xa3o quero receber propaganda",
        "ne m'envoyez plus rien", "basta pubblicit\xc3\xa0, grazie"
    };
    json_t  *known = json_pack("{s:s, s:s}", "name", "Ana", "tone", "formal");
    json_t  *patch;

    for (unsigned i = 0; i < sizeof(learnt) / sizeof(learnt[0]); i++) {
        patch = profile_learn(pool, slice_str(learnt[i].text),
                              learnt[i].language, NULL);
        is_str(jsonx_str(patch, learnt[i].key),
               learnt[i].value == NULL ? "" : learnt[i].value,
               learnt[i].text);
    }

    for (unsigned i = 0; i < sizeof(outs) / sizeof(outs[0]); i++) {
        patch = profile_learn(pool, slice_str(outs[i]), "es", NULL);
        is_int(json_array_size(json_object_get(patch, "opt_out")), 1, outs[i]);
    }

    ok(profile_learn(pool, slice_str("deseo dar de baja la luz"), "es", NULL)
       == NULL, "who ends a contract wants to hear of us");
    ok(profile_learn(pool, slice_str("me llamo Ana, te digo"), "es", known)
       == NULL, "what is known is not learnt again");
    is_str(profile_line(pool, known, "anita99", NULL),
           "name: Ana; tone: formal", "a line for the prompt");
    is_str(profile_line(pool, NULL, "anita99", NULL), "name: anita99",
           "else the channel's name");
    is_str(profile_line(pool, NULL, NULL, NULL), "", "else nothing");
    json_decref(known);

    known = json_pack("[ss]", "refund_request", "order_status");
    is_str(profile_line(pool, NULL, "Ana", known), "name: Ana; talked about:"
           " refund_request, order_status", "what it was about so far");
    is_str(profile_line(pool, NULL, NULL, known), "talked about:"
           " refund_request, order_status", "that alone");
    json_decref(known);
}


static void
test_mood(void)
{
    understanding_t  u = { .sentiment.label = SENTIMENT_NEUTRAL };
    const char      *text = "Uno. Dos. Tres.";

    ok(!mood_of(&u).apologise && !mood_of(&u).simplify
       && !mood_of(&u).offer_person, "calm: as it is");

    u.sentiment.confused = true;
    ok(!mood_of(&u).simplify, "lost before anything was said: as it is");
    u.signals.attempts = 1;
    ok(mood_of(&u).simplify && !mood_of(&u).apologise, "lost: simpler");
    u.sentiment.angry = true;
    ok(!mood_of(&u).apologise, "angry, and nobody could say why: none");
    u.sentiment.n = 1;
    ok(mood_of(&u).apologise && !mood_of(&u).simplify,
       "angry: an apology comes first");
    u.signals.frustrated = 1;
    ok(!mood_of(&u).offer_person, "once may happen");
    u.signals.frustrated = 2;
    ok(mood_of(&u).offer_person, "two of the last three: a person");

    u = (understanding_t) { .sentiment.label = SENTIMENT_NEUTRAL,
                            .signals = { .attempts = 1, .questions = 3 } };
    ok(!mood_of(&u).simplify, "three questions are questions");
    u.signals.repeated_question = true;
    ok(mood_of(&u).simplify, "with one asked again: lost");
    ok(mood_of(&u).offer_person, "and a person is offered");
    u.signals.questions = 2;
    ok(!mood_of(&u).simplify, "two of the last four are few");

    for (int i = 0; i < LANGUAGES; i++) {
        const char  *l = lexicons[i]->language;
        slice_t      s = mood_say(pool, (mood_t) { .apologise = true }, l,
                                  slice_str(text), false);

        ok(strncmp((const char *) s.data, texts_get(l, TEXT_SORRY),
                   strlen(texts_get(l, TEXT_SORRY))) == 0
           && strstr((const char *) s.data, text) != NULL, "%s: sorry", l);

        s = mood_say(pool, (mood_t) { .simplify = true }, l, slice_str(text),
                     false);
        ok(strstr((const char *) s.data, "Dos.") != NULL
           && strstr((const char *) s.data, "Tres") == NULL
           && strstr((const char *) s.data, texts_get(l, TEXT_MORE)) != NULL,
           "%s: simpler", l);

        s = mood_say(pool, (mood_t) { .offer_person = true }, l,
                     slice_str(text), false);
        ok(strstr((const char *) s.data, texts_get(l, TEXT_OFFER)) != NULL,
           "%s: an offer", l);

        s = mood_say(pool, (mood_t) { .offer_person = true }, l,
                     slice_str(text), true);
        is_str((const char *) s.data, text, "an offer is made once");
    }
}


int
main(void)
{
    char  err[256];

    pool = pool_new(POOL_CAP_DEFAULT);
    ok(texts_load("config/texts", err, sizeof(err)), "texts");

    test_said();
    test_prune();
    test_recent();
    test_roll();
    test_profile();
    test_mood();

    texts_release();
    pool_free(pool);

    return done_testing();
}
