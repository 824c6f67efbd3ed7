/*
 * decide_own - words of a tenant's own: how they are read, where they are
 * found, what a negation does, and that a stored scene finds them again.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"
#include "worker/nlu/lexicon.h"

static own_words_t  own;


static void
test_reading(void)
{
    char      longest[OWN_TEXT_MAX + 8];
    uint32_t  a = 0, b = 0;

    ok(own_words_add(&own, "Plan  PRÉMIUM", &a) == NULL, "two words");
    is_str(own.phrase[0].text, "plan premium", "are folded");
    ok(own_words_add(&own, "plan premium", &b) == NULL && a == b
       && own.n == 1, "the same again is the same");
    ok(own_words_add(&own, "notar*", &b) == NULL, "a stem");
    is_str(own.phrase[1].text, "notar*", "keeps its star");
    ok(own_words_add(&own, "ab*", &b) == NULL, "a short one");
    is_str(own.phrase[2].text, "ab", "is a word");
    ok(own_words_add(&own, "...", &b) != NULL, "no word is none");
    ok(own_words_add(&own, "¿", &b) == NULL && own.phrase[3].text[0] == '\0',
       "what looks like one is never found");

    memset(longest, 'a', sizeof(longest));
    longest[OWN_TEXT_MAX] = '\0';
    ok(own_words_add(&own, longest, &b) != NULL, "256 bytes are too many");

    for (unsigned i = own.n; i < OWN_WORDS_MAX; i++) {
        char  text[16];

        snprintf(text, sizeof(text), "word %u", i);
        (void) own_words_add(&own, text, &b);
    }

    ok(own_words_add(&own, "one more", &b) != NULL && own.n == OWN_WORDS_MAX,
       "there is an end to them");
}


/* The rule of `when`, asked of one message; what was said before it is
 * "before", when there is something. */

static bool
holds(const char *when, const char *before, const char *text)
{
    const said_t   said[] = { { .customer = true, .text = slice_str(before) },
                              { .customer = true, .text = slice_str(text) } };
    unsigned       from = *before == '\0';
    json_t        *json = json_pack("{s:i, s:[{s:s, s:b, s:[o]}]}",
        "version", 1, "rules", "id", "own", "hard", 1, "when",
        json_loads(when, 0, NULL));
    char           err[200] = "";
    const char    *gone;
    rules_t       *rules = rules_load(json, decide_patterns(), err,
                                      sizeof(err));
    scene_t        scene, again;
    verdict_t      v = { 0 }, w = { 0 };
    json_t        *stored;
    int            es = lexicon_index("es");

    json_decref(json);
    if (rules == NULL) {
        diag("%s", err);
        return false;
    }

    scene_read(decide_patterns(), said + from, 2 - from, es, NULL, &scene);
    scene_own(decide_patterns(), &rules->own, said + from, 2 - from, es,
              &scene);
    judge(rules, decide_patterns(), &scene, &v);

    stored = scene_json(decide_patterns(), &scene);
    ok(scene_load(decide_patterns(), stored, &again, &gone), "stored");
    judge(rules, decide_patterns(), &again, &w);
    ok(v.escalate == w.escalate, "the stored scene says the same: %s", text);

    json_decref(stored);
    free(rules);
    return v.escalate;
}


static void
test_finding(void)
{
    static const char  premium[] = "{\"phrase\": [\"plan premium\","
                                   " \"notar*\"]}";

    ok(holds(premium, "", "Quiero el PLAN Prémium, por favor"), "as it stands");
    ok(holds(premium, "", "lo vi en una notaría"), "a stem");
    ok(!holds(premium, "", "el plan es premium"), "not with words between");
    ok(!holds(premium, "", "tengo un plan. Premium es caro"),
       "not across sentences");
    ok(!holds(premium, "", "un plan premiumplus"), "not inside a word");
    ok(!holds(premium, "", "un plan"), "not half of it");
    ok(!holds(premium, "", "no plan premium"), "not under a negation");
    ok(holds(premium, "", "no, plan premium"), "which ends with its clause");
    ok(holds("{\"phrase\": [\"plan premium\"], \"negated\": true}", "",
             "no plan premium"), "unless that is wanted");
    ok(!holds(premium, "el plan premium", "hola"), "not in an older message");
    ok(holds("{\"phrase\": [\"plan premium\"], \"scope\": \"before\"}",
             "el plan premium", "hola"), "unless that is wanted");
    ok(holds("{\"phrase\": [\"plan premium\"], \"scope\": \"any\"}",
             "el plan premium", "hola"), "or any");
    ok(holds("{\"phrase\": [\"plan premium\"], \"not\": true}", "", "hola"),
       "turned round");
}


int
main(void)
{
    const char *const  sets[] = {
        "decide.rules=config/rules.json", "decide.dir=config/nlu/decide"
    };
    char               err[512] = "";

    ok(config_load(NULL, sets, 2, err, sizeof(err)), "config: %s", err);
    ok(decide_init(err, sizeof(err)), "rules and packs: %s", err);
    language_init();

    test_reading();
    test_finding();

    decide_release();
    config_release();

    return done_testing();
}
