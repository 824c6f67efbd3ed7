/*
 * 40_decide - silent, a text of ours, a person, or an answer that was found.
 *
 * In:   what understand found, the conversation's state.
 * Out:  turn->outcome, reply_text, ask_person, transition, reason, evidence.
 *
 * The rules are worker/decide/; here they meet the database: core.search in
 * the customer's language, by the role that sees one tenant only.
 */

#include "worker/answer/texts.h"
#include "worker/decide/decide.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/nlu/act.h"
#include "worker/pipeline.h"

static const pg_stmt_t  search_stmt = {
    "search", "select core.search($1::uuid, $2, $3, 3)", 3
};


/* Takes the decision over into the turn; hit: the answer, or NULL. */

static void
decision_apply(turn_t *t, const decision_t *d, const json_t *hit)
{
    t->outcome = d->outcome;
    t->ask_person = d->ask_person;
    t->transition = d->transition;
    t->reason = d->rule;
    t->reply_text = NULL;

    if (d->text == TEXT_ANSWER) {
        t->reply_text = jsonx_str(hit, "answer");
    } else if (d->text != TEXT_NOTHING) {
        t->reply_text = texts_get(t->language, d->text);
    }

    json_object_set_new(t->evidence, "rule", json_string(d->rule));
    json_object_set_new(t->evidence, "text", json_string(texts_key(d->text)));
}


rc_t
decide_start(job_t *j)
{
    turn_t        *t = job_turn(j);
    const json_t  *conversation = json_object_get(t->context, "conversation");
    const facts_t  facts = {
        .state = jsonx_str(conversation, "state"),
        .asked_person = jsonx_true(conversation, "asked_person"),
        .words = t->words,
        .act = t->act
    };
    decision_t     d = decide(&facts);
    pg_param_t     params[3];

    if (!d.search) {
        decision_apply(t, &d, NULL);
        return RC_OK;
    }

    params[0] = PG_TEXT(t->tenant);
    params[1] = PG_SLICE(t->question);
    params[2] = PG_TEXT(t->language);

    return pg_call(j, worker.pg_turn, &search_stmt, params) != NULL
           ? RC_AGAIN : job_fail(j, RC_RETRY, "search: out of memory");
}


/* Which chunks were found, how well, and what was asked of them. */

static json_t *
search_evidence(const json_t *hits, double threshold)
{
    json_t  *list = json_array(), *hit;
    size_t   i;

    json_array_foreach((json_t *) hits, i, hit) {
        json_array_append_new(list, json_pack("{s:O?, s:O?, s:O?, s:O?}",
            "chunk", json_object_get(hit, "chunk"),
            "document", json_object_get(hit, "document"),
            "score", json_object_get(hit, "score"),
            "method", json_object_get(hit, "method")));
    }

    return json_pack("{s:f, s:o}", "threshold", threshold, "hits", list);
}


rc_t
decide_finish(job_t *j)
{
    turn_t        *t = job_turn(j);
    const op_t    *op = j->ops;
    double         threshold = (double) config_int("decide.threshold") / 100;
    const json_t  *best;
    json_t        *answer;
    decision_t     d;

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "search: %s", op->error);
    }

    answer = pool_json(j->pool, jsonx_load(op->body));
    t->hits = json_object_get(answer, "hits");
    if (!json_is_array(t->hits)) {
        return job_fail(j, RC_RETRY, "search: an answer without hits");
    }

    best = json_array_get(t->hits, 0);
    t->confidence = json_number_value(json_object_get(best, "score"));

    d = decide_found(t->confidence, threshold);
    json_object_set_new(t->evidence, "search",
                        search_evidence(t->hits, threshold));
    decision_apply(t, &d, best);

    return RC_OK;
}
