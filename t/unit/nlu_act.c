/*
 * nlu_act - greeting, thanks, wish for a person, yes, no; and what only looks
 * like one: 25 own sentences or more per language and act.
 */

#include "t/unit/tap.h"
#include "t/unit/nlu/lists.h"
#include "worker/nlu/act.h"


static act_guess_t
guess(const char *s)
{
    fold_t       fold;
    act_guess_t  g;

    fold_text(slice_str(s), &fold);
    act_guess(&fold, &g);

    return g;
}


/* "ok, thanks" is a yes or thanks: what was asked before decides. */

static bool
fits(act_t want, const act_guess_t *got)
{
    switch (want) {
    case ACT_OTHER:
        return got->act == ACT_OTHER || got->act == ACT_QUESTION;
    case ACT_THANKS:
        return got->act == ACT_THANKS || (got->act == ACT_YES && got->thanked);
    default:
        return got->act == want;
    }
}


static void
test_lists(void)
{
    for (unsigned i = 0; i < SENTENCE_LISTS; i++) {
        const sentences_t  *l = &sentence_lists[i];
        unsigned            n = 0, bad = 0;

        for (; l->list[n] != NULL; n++) {
            act_guess_t  g = guess(l->list[n]);

            if (!fits(l->act, &g)) {
                bad++;
                diag("%s: \"%s\" is %s (%s)", l->language, l->list[n],
                     act_name(g.act), g.rule);
            }
        }

        ok(bad == 0 && n >= 25, "%s %s: %u of %u", l->language,
           act_name(l->act), n - bad, n);
    }
}


static void
test_spans(void)
{
    const char   *s = "oiga, quiero hablar con una persona ya";
    act_guess_t   g = guess(s);

    is_int(g.act, ACT_PERSON, "a wish in the middle");
    ok(memcmp(s + g.from, "hablar con una persona", g.to - g.from) == 0
       && g.to - g.from == strlen("hablar con una persona"),
       "the span is the phrase");
    ok(strncmp(g.rule, "es.", 3) == 0, "and the rule is named: %s", g.rule);

    s = "Buenos días, ¿a qué hora abren?";
    g = guess(s);
    is_int(g.act, ACT_QUESTION, "a question behind a greeting");
    ok(g.greeted, "the greeting is noted");
    ok(strncmp(s + g.content, "a qué hora", 9) == 0, "and cut off");

    g = guess("no necesito un humano, solo dime el horario");
    ok(g.declined_person && g.act == ACT_OTHER, "a negated wish is noted");
}


static void
test_edges(void)
{
    static char  large[100000];
    act_guess_t  g;

    is_int(guess("").act, ACT_NONE, "nothing");
    is_int(guess("?!...").act, ACT_NONE, "punctuation");
    is_int(guess("\xff\xfe\x80 hola \xc3").act, ACT_GREETING, "bad UTF-8");
    is_int(guess("humanidad y personalmente").act, ACT_OTHER,
           "never inside another word");
    is_int(guess("quiero hablar con. Una persona vino ayer").act, ACT_OTHER,
           "never across sentences");

    memset(large, 'a', sizeof(large) - 1);
    is_int(guess(large).act, ACT_OTHER, "one huge word");

    for (size_t i = 0; i + 2 < sizeof(large); i += 2) {
        memcpy(large + i, "b ", 2);
    }
    g = guess(large);
    is_int(g.act, ACT_OTHER, "very many words");
}


int
main(void)
{
    phrase_init();

    test_lists();
    test_spans();
    test_edges();

    return done_testing();
}
