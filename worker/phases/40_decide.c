/*
 * 40_decide - silent, a text of ours, a person, or something to look up.
 *
 * In:   what understand found, the conversation's state.
 * Out:  turn->outcome, reply_text, ask_person, transition, reason, look_up,
 *       evidence.  The rules are worker/decide/.  No calls.
 */

#include "worker/answer/texts.h"
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

    decision_apply(t, &d);

    return RC_OK;
}
