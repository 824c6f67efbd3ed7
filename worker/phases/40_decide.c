/*
 * 40_decide - silent, a text of ours, a person, or something to look up.
 *
 * In:   what understand found, the conversation's state.
 * Out:  turn->outcome, reply_text, ask_person, transition, reason, look_up,
 *       evidence, judged.  The rules are worker/decide/.  No calls.
 *
 * Two questions: what kind of reply (decide), and whether a person takes over
 * (assess).  The second is asked of every text; its answer counts where the
 * bot would have looked something up, and where there is anybody (flag
 * human_handoff; 50_reply speaks for who is alone).
 */

#include "worker/answer/context.h"
#include "worker/answer/files.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/decide/assess.h"
#include "worker/decide/decide.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

/* Takes the decision over into the turn. */

static void
decision_apply(turn_t *t, const decision_t *d)
{
    t->outcome = d->outcome;
    t->ask_person = d->ask_person;
    t->transition = d->transition;
    t->reason = d->rule;
    t->look_up = d->search;
    t->reply_text = d->text != TEXT_NOTHING ? texts_get(t->language, d->text)
                                            : NULL;

    json_object_set_new(t->evidence, "rule", json_string(d->rule));
    json_object_set_new(t->evidence, "text", json_string(texts_key(d->text)));
}


/* What a hand-over is told with: of a delivery gone wrong a photo helps. */

static text_id_t
handoff_text(const verdict_t *v)
{
    return strcmp(v->reason, "lost_damaged_wrong") == 0
           ? TEXT_HANDOFF_DAMAGED : TEXT_HANDOFF;
}


/* A person takes over, for the verdict's reason; false: out of memory. */

static bool
escalation_apply(job_t *j, const verdict_t *v)
{
    turn_t      *t = job_turn(j);
    decision_t   d = {
        .rule = pool_strdup(j->pool, v->reason), .outcome = OUTCOME_OK,
        .text = handoff_text(v), .transition = "pending_handoff"
    };

    if (d.rule == NULL) {
        return false;
    }

    decision_apply(t, &d);
    return true;
}


/* What could not be read: why, in a text of its own; a voice note may be a
 * person's at once. */

static void
unread_refine(const turn_t *t, decision_t *d)
{
    if (d->text != TEXT_UNREADABLE) {
        return;
    }

    d->text = files_problem(t);

    if (files_unheard(t)
        && strcmp(config_str("media.unheard"), "handover") == 0)
    {
        d->text = TEXT_HANDOFF;
        d->transition = "pending_handoff";
        d->ask_person = false;
    }
}


/* Above the tenant's hard limit of messages the bot answers nobody. */

static void
limit_apply(const turn_t *t, decision_t *d)
{
    if (d->outcome == OUTCOME_OK && d->transition == NULL
        && context_over(t, "messages"))
    {
        *d = (decision_t) { .rule = "limit_messages", .text = TEXT_HANDOFF,
                            .transition = "pending_handoff" };
    }
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
        .act = t->act,
        .rating = t->rating
    };
    decision_t     d = decide(&facts);

    verdict_t      v = { 0 };

    t->judged = NULL;
    if (t->words == WORDS_TEXT && !assess(j, &v)) {
        return job_fail(j, RC_RETRY, "decide: out of memory");
    }

    if (v.escalate && d.search && context_flag(t, "human_handoff")) {
        return escalation_apply(j, &v)
               ? RC_OK : job_fail(j, RC_RETRY, "decide: pool is full");
    }

    unread_refine(t, &d);
    limit_apply(t, &d);
    decision_apply(t, &d);

    return RC_OK;
}
