/*
 * judge - see judge.h.  Every rule is asked; the points are added up; of the
 * rules that hold, the one with the highest priority names the reason (then
 * a hard one, then the earlier in the file).
 */

#include "worker/decide/judge.h"

#include <stdlib.h>

#include "worker/decide/defaults.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/sentiment.h"
#include "worker/nlu/signals.h"
#include "worker/nlu/task.h"

#define INTENT_SURE   0.5               /* above it, it names the topic */
#define FEELING_SURE  0.5               /* "I want your manager" is no anger */
#define ASKS_WORDS    6
#define BESIDE        1                 /* sentences between a phrase and what
                                           speaks against it */


/* ---- conditions ---- */

/* Does the customer's message of that age have one of the packs? */

static bool
message_has(const scene_t *s, unsigned age, uint64_t packs)
{
    for (unsigned i = 0; i < s->nmarks; i++) {
        const mark_t  *m = &s->marks[i];

        if (!m->ours && m->age == age && !m->negated
            && (packs & 1ull << m->pack) != 0)
        {
            return true;
        }
    }

    return false;
}


/* Does the sentence of a mark, or one beside it, have one of the packs?  What
 * is said elsewhere in a long text is of something else. */

static bool
beside_has(const scene_t *s, const mark_t *of, uint64_t packs)
{
    for (unsigned i = 0; i < s->nmarks; i++) {
        const mark_t  *m = &s->marks[i];

        if (!m->ours && m->age == of->age && !m->negated
            && (packs & 1ull << m->pack) != 0
            && abs(m->sentence - of->sentence) <= BESIDE)
        {
            return true;
        }
    }

    return false;
}


/* The first mark that makes it hold, or -1. */

static int
keyword_holds(const condition_t *c, const scene_t *s)
{
    for (unsigned i = 0; i < s->nmarks; i++) {
        const mark_t  *m = &s->marks[i];

        if (m->ours || m->negated != c->negated
            || (c->packs & 1ull << m->pack) == 0
            || (c->scope == SCOPE_LAST && m->age != 0)
            || (c->scope == SCOPE_BEFORE && m->age == 0)
            || (c->unless != 0 && beside_has(s, m, c->unless)))
        {
            continue;
        }

        return (int) i;
    }

    return -1;
}


static bool
sentiment_holds(const condition_t *c, const scene_t *s)
{
    uint32_t  is = 1u << s->sentiment;

    is |= s->angry ? 1u << 5 : 0;
    is |= s->frustrated ? 1u << 6 : 0;
    is |= s->confused ? 1u << 7 : 0;

    return s->understood && (c->names & is) != 0
           && s->sentiment_score >= c->number;
}


static bool
intent_holds(const condition_t *c, const scene_t *s)
{
    int  topic = s->intent[0] != '\0' ? topic_find(s->intent) : -1;

    return topic >= 0 && (c->names & 1u << topic) != 0
           && s->intent_score >= c->number;
}


/* Index of a reason among those that are learned, or -1. */

static int
name_at(const char *reason)
{
    const char *const  *names = tasks[TASK_ESCALATION].classes;

    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], reason) == 0) {
            return i;
        }
    }

    return -1;
}


static bool
condition_holds(const condition_t *c, const scene_t *s, int *mark)
{
    int   at = -1;
    bool  holds = false;

    switch (c->kind) {
    case WHEN_KEYWORD:
        at = keyword_holds(c, s);
        holds = at >= 0;
        break;
    case WHEN_SENTIMENT:
        holds = sentiment_holds(c, s);
        break;
    case WHEN_INTENT:
        holds = intent_holds(c, s);
        break;
    case WHEN_CONFIDENCE:
        holds = s->confidence >= 0 && s->confidence < c->number;
        break;
    case WHEN_LENGTH:
        holds = s->signals[SIGNAL_MESSAGES] > c->number;
        break;
    case WHEN_FAILURES:
        holds = s->failures >= c->number;
        break;
    case WHEN_SIGNAL:
        holds = s->signals[c->signal] >= c->number;
        break;
    case WHEN_LEARNED:
        at = s->learned ? name_at(s->reason) : -1;
        holds = at >= 0 && (c->names & 1u << at) != 0
                && s->reason_score >= c->number;
        at = -1;
        break;
    case WHEN_NOBODY:                   /* without a model it never is sure */
        holds = s->learned && 1 - s->reason_score >= c->number;
        break;
    case WHEN_ACT:
        holds = strcmp(s->act, c->act) == 0;
        break;
    }

    if (holds && !c->negate && at >= 0 && *mark < 0) {
        *mark = at;
    }

    return holds != c->negate;
}


/* ---- verdict ---- */

static void
rule_try(const rules_t *rules, unsigned i, const scene_t *s, verdict_t *v)
{
    const escalation_rule_t  *r = &rules->rules[i];
    int                       mark = -1;

    for (unsigned k = 0; k < r->nwhen; k++) {
        if (!condition_holds(&r->when[k], s, &mark)) {
            return;
        }
    }

    v->score += r->points;
    v->hard |= r->hard;

    if (v->n < FIRED_MAX) {
        v->fired[v->n++] = (fired_t) {
            .rule = (uint16_t) i, .mark = (int16_t) mark, .points = r->points
        };
    }
}


/* The rule that names the reason; NULL when none holds. */

static const escalation_rule_t *
rule_leading(const rules_t *rules, const verdict_t *v)
{
    const escalation_rule_t  *best = NULL;

    for (unsigned i = 0; i < v->n; i++) {
        const escalation_rule_t  *r = &rules->rules[v->fired[i].rule];

        if (!r->hard && r->points <= 0) {
            continue;                   /* milder, or only what it is about */
        }

        if (best == NULL || (r->hard && !best->hard)
            || (r->hard == best->hard && r->priority > best->priority))
        {
            best = r;
        }
    }

    return best;
}


/* A wish for a person in a few words says nothing of the mood, though those
 * who are angry often end with it and the model has learned that. */

static bool
only_asks(const scene_t *s)
{
    return strcmp(s->act, "person") == 0
           && s->signals[SIGNAL_WORDS] <= ASKS_WORDS;
}


/* The five names of the ticket (S2-007), of ours. */

static const char *
sentiment_for_ticket(const patterns_t *p, const scene_t *s)
{
    static const char *const  angry[] = { "abuse", "anger" };

    for (unsigned i = 0; i < 2; i++) {
        int  pack = patterns_pack(p, angry[i]);

        if (pack >= 0 && message_has(s, 0, 1ull << pack)) {
            return "angry";
        }
    }

    if (only_asks(s)) {
        return "neutral";
    }

    if (s->sentiment_score >= FEELING_SURE
        && (s->angry || (s->understood
                         && s->sentiment == SENTIMENT_VERY_NEGATIVE)))
    {
        return "angry";
    }

    if (s->confused) {
        return "confused";
    }

    switch (s->understood ? s->sentiment : SENTIMENT_NEUTRAL) {
    case SENTIMENT_NEGATIVE: case SENTIMENT_VERY_NEGATIVE:
    case SENTIMENT_MIXED:
        return "negative";
    case SENTIMENT_POSITIVE:
        return "positive";
    case SENTIMENT_NEUTRAL:
        break;
    }

    return "neutral";
}


/* Of the rules that hold, the one that knows best what it is about. */

static const escalation_rule_t *
rule_about(const rules_t *rules, const verdict_t *v)
{
    const escalation_rule_t  *best = NULL;

    for (unsigned i = 0; i < v->n; i++) {
        const escalation_rule_t  *r = &rules->rules[v->fired[i].rule];

        if (r->about > 0 && (best == NULL || r->about > best->about)) {
            best = r;
        }
    }

    return best;
}


/*
 * What it is about, which is not how it is said: a refund wanted in anger is a
 * refund.  A rule that knows the matter, an intent that is one and sure, the
 * rule that leads, any intent.
 */

static int
topic_choose(const rules_t *rules, const verdict_t *v,
    const escalation_rule_t *leading, const scene_t *s)
{
    int                       intent = s->intent[0] != '\0'
                                       ? topic_find(s->intent) : -1;
    const escalation_rule_t  *about = leading != NULL ? rule_about(rules, v)
                                                      : NULL;

    if (about != NULL) {
        return about->topic;
    }

    if (intent >= 0 && topics[intent].matter
        && s->intent_score >= INTENT_SURE)
    {
        return intent;
    }

    if (leading != NULL && leading->topic >= 0) {
        return leading->topic;
    }

    return intent >= 0 ? intent : topic_find("other");
}


/* Is a delivery what went wrong, whatever is wanted for it? */

static bool
delivery_failed(const rules_t *rules, const verdict_t *v)
{
    int  delivery = topic_find("delivery_problem");

    for (unsigned i = 0; i < v->n; i++) {
        if (rules->rules[v->fired[i].rule].topic == delivery) {
            return true;
        }
    }

    return false;
}


static const char *
stage_choose(const rules_t *rules, const patterns_t *p, const scene_t *s,
    const verdict_t *v, const topic_t *topic)
{
    int  cart = patterns_pack(p, "cart");

    if (cart >= 0 && message_has(s, 0, 1ull << cart)) {
        return "cart";
    }

    return delivery_failed(rules, v) ? "delivery" : topic->stage;
}


void
judge(const rules_t *rules, const patterns_t *p, const scene_t *s,
    verdict_t *v)
{
    const escalation_rule_t  *leading;
    const topic_t            *topic;

    memset(v, 0, sizeof(*v));

    for (unsigned i = 0; i < rules->n; i++) {
        rule_try(rules, i, s, v);
    }

    v->escalate = v->hard || v->score >= rules->threshold;
    leading = rule_leading(rules, v);
    topic = &topics[topic_choose(rules, v, v->escalate ? leading : NULL, s)];

    v->reason = v->escalate && leading != NULL ? leading->reason : "";
    v->priority = v->escalate && leading != NULL ? leading->priority
                                                 : PRIORITY_LOW;
    v->topic = topic->intent;
    v->category = topic->category;
    v->stage = stage_choose(rules, p, s, v, topic);
    v->sentiment = sentiment_for_ticket(p, s);
    v->skill = v->escalate && leading != NULL && leading->skill[0] != '\0'
               ? leading->skill : topic->skill;
}


void
escalation_judge(const said_t *said, unsigned n, scene_t *scene,
    verdict_t *v)
{
    understanding_t  u = { 0 };
    fold_t           fold;
    act_guess_t      act;

    fold_text(said[n - 1].text, &fold);
    act_guess(&fold, &act);
    intent_guess(said[n - 1].text, &fold, &act, NULL, &u.intent,
                 &u.model_version[2]);
    sentiment_guess(said[n - 1].text, &fold, -1, &u.sentiment, NULL,
                    &u.model_version[1]);

    signals_read(said, n, -1, &u.sentiment, &u.signals);

    scene_read(decide_patterns(), said, n, -1, &u, scene);
    judge(decide_rules(), decide_patterns(), scene, v);
}


/* ---- evidence ---- */

static json_t *
fired_json(const rules_t *rules, const scene_t *s, const fired_t *f)
{
    json_t        *item = json_pack("{s:s, s:f}", "id",
                                    rules->rules[f->rule].id, "points",
                                    f->points);
    const mark_t  *m;

    if (rules->rules[f->rule].hard) {
        json_object_set_new(item, "hard", json_true());
    }

    if (f->mark >= 0) {
        m = &s->marks[f->mark];
        json_object_set_new(item, "phrase", json_string(m->phrase));
        json_object_set_new(item, "age", json_integer(m->age));
        json_object_set_new(item, "span", json_pack("[i,i]", (int) m->from,
                                                    (int) m->to));
    }

    return item;
}


json_t *
verdict_json(const rules_t *rules, const scene_t *s, const verdict_t *v)
{
    json_t  *fired = json_array();

    for (unsigned i = 0; i < v->n; i++) {
        json_array_append_new(fired, fired_json(rules, s, &v->fired[i]));
    }

    return json_pack("{s:b, s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:f, s:f,"
                     " s:o}", "escalate", v->escalate, "reason", v->reason,
                     "priority", priority_name(v->priority), "topic",
                     v->topic, "category", v->category, "sentiment",
                     v->sentiment, "stage", v->stage, "skill", v->skill,
                     "score", v->score, "threshold", rules->threshold,
                     "rules", fired);
}
