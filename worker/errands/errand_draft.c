/*
 * errand_draft - what the bot would answer a person's customer now; a model
 * may be asked, its tools' effects go nowhere.
 *
 * A draft looks for an answer even where the bot would hand over: a person
 * has the conversation already.  When it finds none, its text is null.
 */

#include <stdlib.h>

#include "worker/errands/errand_turn.h"
#include "worker/jsonx.h"

static rc_t draft_context(job_t *j);
static rc_t draft_keep(job_t *j);

static const phase_t  draft_phases[] = {
    { "context",     context_start,    draft_context,  15000 },
    { "understand",  understand_start, NULL,           0 },
    { "decide",      decide_start,     NULL,           0 },
    { "keep",        draft_keep,       NULL,           0 },
    { "search",      search_start,     search_finish,  15000 },
    { "think",       think_start,      think_finish,   120000 },
    { NULL, NULL, NULL, 0 }
};


/* What the customer has said since somebody answered: while a person has the
 * conversation it is done already, and is to be answered all the same. */
static void
messages_unanswered(json_t *recent, json_t *messages)
{
    size_t  n;

    while ((n = json_array_size(recent)) > 0) {
        const json_t  *last = json_array_get(recent, n - 1);

        if (strcmp(jsonx_str(last, "role"), "customer") != 0) {
            break;
        }

        json_array_insert_new(messages, 0, json_pack(
            "{s:O, s:s, s:O, s:n, s:O, s:n, s:n, s:i}",
            "seq", json_object_get(last, "seq"), "type", "text",
            "text", json_object_get(last, "text"), "content",
            "at_ms", json_object_get(last, "at_ms"), "provider_id", "trace",
            "strikes", 0));
        json_array_remove(recent, n - 1);
    }
}


static rc_t
draft_context(job_t *j)
{
    turn_t        *t = job_turn(j);
    const op_t    *op = j->ops;
    json_t        *conversation, *messages;
    const json_t  *account;

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "context: %s", op->error);
    }

    if (!json_is_object(t->context)) {
        return job_fail(j, RC_REJECT, "no such conversation");
    }

    conversation = json_object_get(t->context, "conversation");
    account = json_object_get(t->context, "account");
    messages = json_object_get(t->context, "messages");

    messages_unanswered(json_object_get(t->context, "recent"), messages);
    if (json_array_size(messages) == 0) {
        return job_fail(j, RC_REJECT, "nothing_to_answer");
    }

    json_object_set_new(conversation, "state", json_string("bot"));
    json_object_set_new(conversation, "asked_person", json_false());
    json_object_set_new(conversation, "asked_rating", json_false());

    t->channel = jsonx_str(account, "channel");
    t->account = jsonx_str(account, "account");
    t->from_seq = jsonx_int(json_array_get(messages, 0), "seq");
    t->to_seq = jsonx_int(json_array_get(messages,
                                         json_array_size(messages) - 1),
                          "seq");
    t->text = context_text(j->pool, messages, json_array_size(messages));

    return t->text.data != NULL ? RC_OK
           : job_fail(j, RC_RETRY, "context: pool is full");
}


static rc_t
draft_keep(job_t *j)
{
    turn_t  *t = job_turn(j);

    if (t->words == WORDS_TEXT && t->transition != NULL
        && strcmp(t->transition, "pending_handoff") == 0)
    {
        t->transition = NULL;
        t->reply_text = NULL;
        t->look_up = true;
    }

    return RC_OK;
}


/* Words that pass on to a person are no answer of a person's. */
static json_t *
draft_result(const turn_t *t)
{
    bool  found = t->reply_text != NULL && t->transition == NULL
                  && (!t->ask_person || t->by_model);

    return json_pack("{s:s, s:s, s:s?, s:b, s:f, s:s?, s:I, s:O?}",
        "conversation", t->conversation, "language", t->language,
        "text", found ? t->reply_text : NULL, "by_model", t->by_model,
        "confidence", t->confidence, "reason",
        found ? t->reason : "no_answer", "to_seq", (json_int_t) t->to_seq,
        "evidence", t->evidence);
}


static void
draft_done(job_t *j, rc_t rc)
{
    errand_turn_end(j, rc, draft_result);
    free(j->data);                      /* the context is the job's pool's */
}


void
errand_draft(errand_t *e)
{
    errand_turn_t  *own = calloc(1, sizeof(errand_turn_t));

    if (own == NULL) {
        errand_drop(e, "out of memory");
        return;
    }

    snprintf(own->turn.conversation, sizeof(own->turn.conversation), "%s",
             jsonx_str(errand_input(e), "conversation"));
    errand_turn_begin(e, draft_phases, own, draft_done);
}
