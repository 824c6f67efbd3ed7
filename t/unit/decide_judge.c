/*
 * decide_judge - every reason in every language, the innocents, and what a
 * verdict says; packs and rules of the project, no models.
 */

#include <math.h>

#include "t/unit/tap.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"

#define NOBODY  ""

/* "a: ..." are ours; the parts are separated by " / ". */
static const struct { const char *reason, *text; } sentences[] = {
#include "t/unit/decide_sentences.h"
};


static unsigned
said_split(char *text, said_t said[16])
{
    unsigned  n = 0;

    for (char *s = text; s != NULL && n < 16;) {
        char  *end = strstr(s, " / ");
        bool   ours = strncmp(s, "a: ", 3) == 0;

        if (end != NULL) {
            *end = '\0';
        }
        said[n++] = (said_t) {
            .customer = !ours, .text = slice_str(s + (ours ? 3 : 0))
        };
        s = end != NULL ? end + 3 : NULL;
    }

    return n;
}


static scene_t  seen;                   /* of the conversation judged last */


static void
test_sentences(void)
{
    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
        char       text[1024];
        said_t     said[16];
        verdict_t  v;
        unsigned   n;

        snprintf(text, sizeof(text), "%s", sentences[i].text);
        n = said_split(text, said);
        escalation_judge(said, n, &seen, &v);

        ok(strcmp(v.reason, sentences[i].reason) == 0
           && v.escalate == (*sentences[i].reason != '\0'),
           "%s: %s (%s)", *sentences[i].reason != '\0' ? sentences[i].reason
           : "nobody", sentences[i].text, v.reason);
    }
}


static void
verdict_of(const char *text, verdict_t *v)
{
    said_t  said[] = { { .customer = true, .text = slice_str(text) } };

    escalation_judge(said, 1, &seen, v);
}


static void
test_verdict(void)
{
    static const char *const  wishes[] = {
        "speak to human", "I want a human", "quiero hablar con una persona",
        "quiero hablar con alguien", "quero falar com um atendente",
        "je veux parler à une personne", "voglio parlare con una persona"
    };

    verdict_t  v;

    verdict_of("I want to speak to your manager", &v);
    is_str(priority_name(v.priority), "high", "a manager: high");
    is_str(v.skill, "manager", "who can decide");

    for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
        verdict_of(wishes[i], &v);
        ok(strcmp(v.sentiment, "neutral") == 0
           && strcmp(v.reason, "explicit_request") == 0
           && strcmp(priority_name(v.priority), "medium") == 0,
           "only asks for a person: %s (%s, %s)", wishes[i], v.sentiment,
           v.reason);
    }

    verdict_of("I want a person now, you thieves", &v);
    is_str(v.sentiment, "angry", "who insults does not only ask");

    verdict_of("my card was cloned and someone is buying things", &v);
    is_str(priority_name(v.priority), "urgent", "fraud: urgent");

    verdict_of("quiero que me devuelvan mi dinero", &v);
    is_str(v.category, "refund_request", "the ticket's category");
    is_str(v.stage, "payment", "the stage of the journey");

    verdict_of("malditos ladrones, devuelvan mi dinero", &v);
    is_str(v.sentiment, "angry", "the ticket's sentiment");
    is_str(priority_name(v.priority), "urgent", "an insult is urgent");

    verdict_of("the vase arrived broken and I want my money back", &v);
    is_str(v.category, "refund_request", "what is wanted names the category");
    is_str(v.stage, "delivery", "what went wrong the stage");
    is_str(priority_name(v.priority), "high", "and the priority");

    verdict_of("this is a disgrace, still no delivery, refund me now", &v);
    is_str(v.category, "delivery_problem", "nothing has come: the delivery");
    is_str(priority_name(v.priority), "urgent", "anger is urgent");

    verdict_of("quiero negociar el precio", &v);
    is_str(v.stage, "quotation", "who haggles has not bought yet");

    verdict_of("a qué hora abren?", &v);
    ok(!v.escalate && v.n == 0, "opening hours: nothing holds");
    is_str(priority_name(v.priority), "low", "low");
}


/* A phrase gives way to a model that is sure; without one it does not. */

static void
test_nobody(void)
{
    said_t     said[] = {
        { .customer = true, .text = SLICE_LIT("I have written three times and "
                                              "nobody answers") }
    };
    scene_t    scene;
    verdict_t  v;

    scene_read(decide_patterns(), said, 1, -1, NULL, &scene);
    scene.learned = false;
    judge(decide_rules(), decide_patterns(), &scene, &v);
    is_str(v.reason, "accumulated_frustration", "no model: the phrase counts");

    scene.learned = true;
    scene.reason_score = 0.5;
    judge(decide_rules(), decide_patterns(), &scene, &v);
    ok(v.escalate, "a model in doubt: it counts");

    scene.reason_score = 0.001;
    judge(decide_rules(), decide_patterns(), &scene, &v);
    ok(!v.escalate, "a model that is sure: it does not");
}


/* What speaks against a phrase does so beside it; without a model, so that
 * phrases alone decide. */

static void
test_beside(void)
{
    static const struct { const char *text; bool escalate; } letters[] = {
        { "What do you do if a vase arrives broken?", false },
        { "What do I do if it arrives late? The vase arrived broken.",
          false },
        { "What do I do if it arrives late? We live on the third floor."
          " The bell is the green one. The vase arrived broken.", true },
    };

    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        said_t     said[] = {
            { .customer = true, .text = slice_str(letters[i].text) }
        };
        scene_t    scene;
        verdict_t  v;

        scene_read(decide_patterns(), said, 1, -1, NULL, &scene);
        scene.learned = false;
        judge(decide_rules(), decide_patterns(), &scene, &v);
        ok(v.escalate == letters[i].escalate, "%s: %s",
           v.escalate ? "a person" : "nobody", letters[i].text);
    }
}


/* A stored scene is judged as the fresh one. */

static void
test_scene(void)
{
    said_t       said[] = {
        { .customer = true, .text = slice_str("no me funciona") },
        { .customer = false, .text = slice_str("Reinicie el equipo.") },
        { .customer = true, .text = slice_str("ya lo hice y nada, "
                                              "quiero un supervisor") }
    };
    scene_t      fresh, stored;
    verdict_t    a, b;
    const char  *gone;
    json_t      *json, *again;

    scene_read(decide_patterns(), said, 3, -1, NULL, &fresh);
    json = scene_json(decide_patterns(), &fresh);
    ok(scene_load(decide_patterns(), json, &stored, &gone), "it is read");
    ok(gone == NULL, "and whole");
    again = scene_json(decide_patterns(), &stored);
    ok(json_equal(json, again), "and the same");

    judge(decide_rules(), decide_patterns(), &fresh, &a);
    judge(decide_rules(), decide_patterns(), &stored, &b);
    ok(a.escalate && b.escalate && a.score == b.score && a.n == b.n
       && strcmp(a.reason, b.reason) == 0, "the verdict, too (%s)", b.reason);

    json_decref(again);
    json_decref(json);
    json = json_pack("{s:[{s:s}], s:{}}", "marks", "pack", "nonsense",
                     "signals");
    ok(scene_load(decide_patterns(), json, &stored, &gone) && gone != NULL,
       "a pack that is gone is named");
    json_decref(json);
    json = json_array();
    ok(!scene_load(decide_patterns(), json, &stored, &gone), "no scene");
    json_decref(json);
}


static const struct { const char *name, *json; } wrong[] = {
    { "no rules", "{\"rules\": []}" },
    { "no id", "{\"rules\": [{\"hard\": true, \"when\": []}]}" },
    { "no condition", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"when\": []}]}" },
    { "a number that sums to none", "{\"rules\": [{\"id\": \"a\","
      " \"points\": 1e300, \"when\": [{\"failures\": 2}]}]}" },
    { "an unknown pack", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"when\": [{\"keyword\": [\"refnud\"]}]}]}" },
    { "an unknown intent", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"when\": [{\"intent\": [\"refund\"]}]}]}" },
    { "an unknown signal", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"when\": [{\"signal\": \"smell\"}]}]}" },
    { "an unknown member", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"wenn\": 1, \"when\": [{\"failures\": 2}]}]}" },
    { "an unknown priority", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"priority\": \"top\", \"when\": [{\"failures\": 2}]}]}" },
    { "neither hard nor points", "{\"rules\": [{\"id\": \"a\","
      " \"when\": [{\"failures\": 2}]}]}" },
    { "an id twice", "{\"rules\": [{\"id\": \"a\", \"hard\": true,"
      " \"when\": [{\"failures\": 2}]}, {\"id\": \"a\", \"hard\": true,"
      " \"when\": [{\"failures\": 2}]}]}" },
    { "a number that is none", "{\"threshold\": \"x\", \"rules\": [{\"id\":"
      " \"a\", \"hard\": true, \"when\": [{\"failures\": 2}]}]}" },
};


/* The model alone decides, yet not against a negation or an innocent phrase;
 * what it said is stored, and judged again it is the same. */

static void
test_learned(void)
{
    static const struct { const char *text; bool escalate; } cases[] = {
        { "kiero ablar kon algien", true },
        { "no quiero hablar con un agente", false },
        { "I do not need to speak to a human", false },
        { "je ne veux pas parler à un conseiller", false },
        { "non voglio parlare con un operatore", false },
        { "não quero falar com um atendente", false },
        { "for one person please", false },
        { "mi agente de viajes me mandó con ustedes", false }
    };
    verdict_t    v, w;
    scene_t      stored;
    json_t      *json, *first, *second;
    const char  *gone;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        verdict_of(cases[i].text, &v);
        seen.learned = true;
        seen.reason_score = 0.99;
        strcpy(seen.reason, "explicit_request");
        judge(decide_rules(), decide_patterns(), &seen, &v);
        is(v.escalate, cases[i].escalate, cases[i].text);

        json = scene_json(decide_patterns(), &seen);
        ok(scene_load(decide_patterns(), json, &stored, &gone)
           && stored.learned && strcmp(stored.reason, seen.reason) == 0,
           "what the model said is stored");
        judge(decide_rules(), decide_patterns(), &stored, &w);
        first = verdict_json(decide_rules(), &seen, &v);
        second = verdict_json(decide_rules(), &stored, &w);
        ok(json_equal(first, second), "judged again it is the same");
        json_decref(first);
        json_decref(second);
        json_decref(json);
    }
}


/* A phrase gives way to a model that is sure enough of nobody; danger, and
 * those who are weak, are believed whatever it says. */

static void
test_sure_nobody(void)
{
    static const struct { const char *text; float still, gone; } cases[] = {
        { "get the manager", 0.31f, 0.29f },
        { "we had a gas leak from your oven", 0.01f, -1 },
        { "you idiots", 0.41f, 0.39f },
        { "I was charged twice", 0.41f, 0.39f },
        { "my elderly mother is alone without heating", 0.01f, -1 }
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        verdict_t  v;

        verdict_of(cases[i].text, &v);
        seen.learned = true;
        strcpy(seen.reason, "explicit_request");
        seen.reason_score = cases[i].still;
        judge(decide_rules(), decide_patterns(), &seen, &v);
        ok(v.escalate, "%s: the phrase holds", cases[i].text);

        if (cases[i].gone >= 0) {
            seen.reason_score = cases[i].gone;
            judge(decide_rules(), decide_patterns(), &seen, &v);
            ok(!v.escalate, "%s: gives way", cases[i].text);
        }
    }
}


static void
test_wrong_rules(void)
{
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        char      err[256] = "";
        json_t   *json = json_loads(wrong[i].json, 0, NULL);
        rules_t  *rules = rules_load(json, decide_patterns(), err,
                                     sizeof(err));

        ok(json != NULL && rules == NULL && err[0] != '\0', "%s: %s",
           wrong[i].name, err);
        free(rules);
        json_decref(json);
    }
}


/* Points add up to a threshold; a rule may take some away. */

static void
test_points(void)
{
    static const char  text[] =
        "{\"version\": 7, \"threshold\": 50, \"rules\": ["
        " {\"id\": \"refund\", \"points\": 30, \"priority\": \"low\","
        "  \"when\": [{\"keyword\": [\"refund\"]}]},"
        " {\"id\": \"tries\", \"points\": 20, \"priority\": \"high\","
        "  \"when\": [{\"signal\": \"tries\", \"at_least\": 2}]},"
        " {\"id\": \"mild\", \"points\": -5,"
        "  \"when\": [{\"keyword\": [\"mild\"]}]}]}";

    said_t      said[] = {
        { .customer = true, .text = slice_str("hello") },
        { .customer = false, .text = slice_str("Hello!") },
        { .customer = true, .text = slice_str("I want my money back") },
        { .customer = false, .text = slice_str("Which order?") },
        { .customer = true, .text = slice_str("give me my money back") },
    };
    char        err[256] = "";
    json_t     *json = json_loads(text, 0, NULL);
    rules_t    *rules = rules_load(json, decide_patterns(), err, sizeof(err));
    scene_t     scene;
    verdict_t   v;

    ok(rules != NULL, "own rules: %s", err);
    is_int(rules->version, 7, "their version");

    scene_read(decide_patterns(), said + 2, 1, -1, NULL, &scene);
    judge(rules, decide_patterns(), &scene, &v);
    ok(!v.escalate && v.score == 30, "30 points are not enough");

    scene_read(decide_patterns(), said, 5, -1, NULL, &scene);
    judge(rules, decide_patterns(), &scene, &v);
    ok(v.escalate && v.score == 50, "50 are");
    is_str(v.reason, "tries", "the higher priority names the reason");

    free(rules);
    json_decref(json);
}


/* However many hold, the one with the highest priority leads, also the last. */

static void
test_many_rules(void)
{
    char       text[4096] = "{\"rules\": [", err[256] = "";
    size_t     len = strlen(text);
    said_t     said = { .customer = true, .text = slice_str("hello") };
    json_t    *json;
    rules_t   *rules;
    scene_t    scene;
    verdict_t  v;

    for (int i = 0; i < 40; i++) {
        len += (size_t) snprintf(text + len, sizeof(text) - len,
            "{\"id\": \"r%d\", \"points\": 1, \"when\":"
            " [{\"length_over\": 0}]}, ", i);
    }
    snprintf(text + len, sizeof(text) - len, "{\"id\": \"last\","
             " \"hard\": true, \"priority\": \"urgent\", \"when\":"
             " [{\"length_over\": 0}]}]}");

    json = json_loads(text, 0, NULL);
    rules = rules_load(json, decide_patterns(), err, sizeof(err));
    ok(rules != NULL, "41 rules: %s", err);
    scene_read(decide_patterns(), &said, 1, -1, NULL, &scene);
    judge(rules, decide_patterns(), &scene, &v);
    is_int(v.n, 41, "all of them hold");
    is_str(v.reason, "last", "the hard one leads");
    ok(v.priority == PRIORITY_URGENT, "and says how urgent it is");

    free(rules);
    json_decref(json);
}


/* What the shipped rules count, each alone: 50 points are a person, and a wish
 * for one is a person without points. */

static void
test_shipped_points(void)
{
    static const struct {
        const char        *name;
        sentiment_label_t  sentiment;
        double             sure;
        const char        *intent;
        double             messages, negatives, points;
        bool               escalate;
    } cases[] = {
        { "calm", SENTIMENT_NEUTRAL, 0.9, "order_status", 3, 0, 0, false },
        { "strongly negative", SENTIMENT_NEGATIVE, 0.81, "", 3, 0, 30, false },
        { "not that negative", SENTIMENT_NEGATIVE, 0.79, "", 3, 0, 0, false },
        { "cancels", SENTIMENT_NEUTRAL, 0.9, "cancel_service", 3, 0, 25,
          false },
        { "disputes", SENTIMENT_NEUTRAL, 0.9, "billing_dispute", 3, 0, 25,
          false },
        { "fails", SENTIMENT_NEUTRAL, 0.9, "technical_support", 3, 0, 25,
          false },
        { "complains", SENTIMENT_NEUTRAL, 0.9, "complaint", 3, 0, 25, false },
        { "12 messages", SENTIMENT_NEUTRAL, 0.9, "", 12, 0, 0, false },
        { "13 messages", SENTIMENT_NEUTRAL, 0.9, "", 13, 0, 20, false },
        { "two of six", SENTIMENT_NEUTRAL, 0.9, "", 3, 2, 0, false },
        { "three of six", SENTIMENT_NEUTRAL, 0.9, "", 3, 3, 25, false },
        { "long, cancels", SENTIMENT_NEUTRAL, 0.9, "cancel_service", 13, 0,
          45, false },
        { "negative, long", SENTIMENT_NEGATIVE, 0.81, "", 13, 0, 50, true },
        { "negative, cancels", SENTIMENT_NEGATIVE, 0.81, "cancel_service", 3,
          0, 55, true },
        { "cancels, three of six", SENTIMENT_NEUTRAL, 0.9, "cancel_service",
          3, 3, 50, true },
        { "everything", SENTIMENT_NEGATIVE, 0.81, "complaint", 13, 3, 100,
          true }
    };

    const rules_t  *rules = decide_rules();
    scene_t         scene;
    verdict_t       v;

    is_int((int) rules->threshold, 50, "the threshold");

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        scene = (scene_t) {
            .understood = true, .sentiment = cases[i].sentiment,
            .sentiment_score = cases[i].sure, .intent_score = 0.9,
            .act = "other", .confidence = -1
        };
        snprintf(scene.intent, sizeof(scene.intent), "%s", cases[i].intent);
        scene.signals[SIGNAL_MESSAGES] = cases[i].messages;
        scene.signals[SIGNAL_NEGATIVES] = cases[i].negatives;
        judge(rules, decide_patterns(), &scene, &v);

        ok(fabs(v.score - cases[i].points) < 0.01, "%s: %g points",
           cases[i].name, v.score);
        ok(v.escalate == cases[i].escalate, "%s: %s", cases[i].name,
           v.escalate ? "a person" : "nobody");
    }

    snprintf(scene.act, sizeof(scene.act), "person");
    judge(rules, decide_patterns(), &scene, &v);
    ok(v.escalate && v.hard, "a wish for a person needs no points");
}


static void
test_bad_packs(void)
{
    char  err[256] = "";

    ok(patterns_load("/nowhere", err, sizeof(err)) == NULL, "%s", err);
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

    test_sentences();
    test_verdict();
    test_nobody();
    test_beside();
    test_scene();
    test_learned();
    test_sure_nobody();
    test_wrong_rules();
    test_points();
    test_many_rules();
    test_shipped_points();
    test_bad_packs();

    decide_release();
    config_release();

    return done_testing();
}
