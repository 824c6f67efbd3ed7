/*
 * assess - see assess.h.  The only file of the decision that knows turns.
 *
 * The messages of a turn are judged as one text, as the customer sees them;
 * rows of `analysis` are made for each by the database.
 */

#include "worker/decide/assess.h"

#include <stdio.h>

#include "worker/answer/context.h"
#include "worker/decide/defaults.h"
#include "worker/decide/own_words.h"
#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/nlu/sentiment.h"
#include "worker/nlu/slots.h"

/* What was said before, and the turn as the customer's last message. */

static unsigned
turn_said(const turn_t *t, said_t said[CONTEXT_SAID_MAX + 1])
{
    unsigned  n = context_said(t, false, said);

    said[n] = (said_t) { .customer = true, .text = t->text };

    return n + 1;
}


static json_t *
spans_json(const understanding_t *u)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < u->nslots; i++) {
        const slot_t  *s = &u->slots[i];

        json_array_append_new(list, json_pack("{s:s, s:[I,I]}", "kind",
            slot_name(s->kind), "span", (json_int_t) s->from,
            (json_int_t) s->to));
    }

    return list;
}


static json_t *
keywords_json(const understanding_t *u)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < u->nphrases; i++) {
        const evidence_t  *e = &u->phrases[i];

        json_array_append_new(list, json_pack("{s:[I,I], s:f}", "span",
            (json_int_t) e->from, (json_int_t) e->to, "weight",
            (double) e->weight));
    }

    return list;
}


static json_t *
analysis_json(const turn_t *t, const scene_t *scene)
{
    const understanding_t  *u = &t->u;
    const sentiment_t      *s = &u->sentiment;
    double                  p = s->polarity;

    return json_pack("{s:f, s:s, s:f, s:f, s:b, s:b, s:b, s:s?, s:f, s:o,"
        " s:o, s:[I,I,I,I]}", "language_score", t->language_score,
        "sentiment", sentiment_name(s->label), "confidence", s->score,
        "polarity", p < -1 ? -1 : p > 1 ? 1 : p, "angry", s->angry,
        "frustrated", s->frustrated, "confused", s->confused,
        "intent",
        u->intent.name[0] != '\0' ? u->intent.name : NULL,
        "intent_score", u->intent.score,
        "slots", spans_json(u), "keywords", keywords_json(u),
        "models", (json_int_t) scene->models[0],
        (json_int_t) scene->models[1], (json_int_t) scene->models[2],
        (json_int_t) scene->models[3]);
}


/* The tenant's rules; wrong ones are told of, ours are taken. */

static const rules_t *
turn_rules(const turn_t *t)
{
    const json_t   *tenant = json_object_get(t->context, "tenant");
    const char     *error;
    const rules_t  *rules = decide_rules_of(t->tenant,
        json_object_get(tenant, "rules"), &error);

    if (error != NULL) {
        log_warn("decide.rules", LOG_STR("tenant", t->tenant),
                 LOG_STR("error", error));
    }

    return rules;
}


bool
assess(job_t *j, verdict_t *v)
{
    turn_t         *t = job_turn(j);
    const rules_t  *rules = turn_rules(t);
    said_t          said[CONTEXT_SAID_MAX + 1];
    unsigned        n = turn_said(t, said);
    scene_t         scene;
    json_t         *verdict;

    scene_read(decide_patterns(), said, n, lexicon_index(t->language), &t->u,
               &scene);
    own_words_read(rules, decide_patterns(), said, n,
                   lexicon_index(t->language), &scene);
    scene.failures = context_failures(t);
    judge(rules, decide_patterns(), &scene, v);

    verdict = verdict_json(rules, &scene, v);
    json_object_set_new(verdict, "rules_version",
                        json_integer(rules->version));
    json_object_set_new(verdict, "rules_hash", json_integer(rules->hash));
    json_object_set_new(verdict, "rules_own",
                        json_boolean(rules != decide_rules()));

    if (v->escalate) {
        json_object_set(t->evidence, "escalation", verdict);
    }

    t->judged = pool_json(j->pool, json_pack("{s:o, s:o, s:o}",
        "analysis", analysis_json(t, &scene), "verdict", verdict,
        "scene", scene_json(decide_patterns(), &scene)));

    return t->judged != NULL;
}
