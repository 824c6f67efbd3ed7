/*
 * 10_context - reads what the turn is about, together with other turns.
 *
 * In:   turn->tenant, turn->conversation.
 * Out:  turn->context, channel, account, epoch, from_seq .. to_seq, text.
 *
 * The turn takes every waiting message; with turn.burst_ms 0, or when the
 * first one has a strike, that one alone: whatever happens next is then
 * certainly about it.  Idempotent: reads only.
 */

#include <signal.h>

#include "worker/blame.h"
#include "worker/contexts.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/pipeline.h"

#define STRIKES_MAX  3                  /* then the message is quarantined */


rc_t
context_start(job_t *j)
{
    contexts_call(j);

    return RC_AGAIN;
}


#ifdef RELEVO_FAILPOINTS

/* For the tests of blame and quarantine: this text kills the process. */
static void
poison(const json_t *messages, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char  *text = jsonx_str(json_array_get(messages, i), "text");

        if (strcmp(text, "RELEVO-POISON-SEGV") == 0) {
            signal(SIGSEGV, SIG_DFL);
            raise(SIGSEGV);
        }
    }
}

#else
#define poison(messages, n)  ((void) (n))
#endif


slice_t
context_text(pool_t *pool, const json_t *messages, size_t n)
{
    size_t        len = 0;
    char         *text, *end;

    for (size_t i = 0; i < n; i++) {
        const json_t  *m = json_array_get(messages, i);
        len += json_string_length(json_object_get(m, "text")) + 1;
    }

    text = pool_alloc(pool, len + 1);

    if (text == NULL) {
        return SLICE_NULL;
    }

    end = text;

    for (size_t i = 0; i < n; i++) {
        const json_t  *s = json_object_get(json_array_get(messages, i), "text");

        if (json_string_length(s) > 0) {
            if (end > text) {
                *end++ = '\n';
            }

            memcpy(end, json_string_value(s), json_string_length(s));
            end += json_string_length(s);
        }
    }

    return slice_make(text, (size_t) (end - text));
}


/* Which of the waiting messages are this turn. */
static size_t
turn_take(turn_t *t, json_t *messages, int64_t last_seq)
{
    const json_t  *first = json_array_get(messages, 0);
    size_t         n = json_array_size(messages);
    bool           alone;

    alone = config_int("turn.burst_ms") == 0 || jsonx_int(first, "strikes") > 0;

    while (alone && json_array_size(messages) > 1) {
        json_array_remove(messages, json_array_size(messages) - 1);
    }

    n = json_array_size(messages);
    t->from_seq = jsonx_int(first, "seq");
    t->to_seq = jsonx_int(json_array_get(messages, n - 1), "seq");

    /* a full page cannot be extended: the rest is the next turn */
    lane_takes(t->lane, t->to_seq, alone || t->to_seq < last_seq);

    return n;
}


static rc_t
turn_fill(job_t *j, turn_t *t)
{
    const json_t  *conversation = json_object_get(t->context, "conversation");
    const json_t  *account = json_object_get(t->context, "account");
    json_t        *messages = json_object_get(t->context, "messages");
    const json_t  *first = json_array_get(messages, 0);
    size_t         n;

    t->epoch = jsonx_int(conversation, "epoch");
    t->channel = jsonx_str(account, "channel");
    t->account = jsonx_str(account, "account");

    if (json_array_size(messages) == 0) {
        lane_is_empty(t->lane, jsonx_int(conversation, "last_seq"));
        return job_fail(j, RC_RETRY, "nothing waits");
    }

    n = turn_take(t, messages, jsonx_int(conversation, "last_seq"));
    snprintf(j->trace, sizeof(j->trace), "%s", jsonx_str(first, "trace"));

    if (jsonx_int(first, "strikes") >= STRIKES_MAX) {
        return job_fail(j, RC_REJECT, "quarantine");
    }

    /* from here on a crash is the fault of a known message */
    blame_turn(t->part->p, t->tenant, t->conversation, t->from_seq);
    poison(messages, n);

    t->text = context_text(j->pool, messages, n);

    return t->text.data == NULL ? job_fail(j, RC_RETRY, "context: pool is full")
                                : RC_OK;
}


rc_t
context_finish(job_t *j)
{
    turn_t  *t = job_turn(j);
    op_t    *op = j->ops;

    if (FAILPOINT("turn.after_context")) {
        return job_fail(j, RC_RETRY, "context: failpoint");
    }

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "context: %s", op->error);
    }

    if (!json_is_object(t->context)) {
        return job_fail(j, RC_RETRY, "context: no such conversation");
    }

    return turn_fill(j, t);
}
