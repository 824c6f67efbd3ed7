/*
 * ask - a turn becomes a question to a model.
 *
 * The system text holds our rules, the tenant's persona and the mood; all that
 * customers and documents say stands fenced in messages: what was said before
 * in its turns, and with the customer's words what is known (profile, summary,
 * knowledge).  Everything lies in the job's pool.
 */

#ifndef RELEVO_ANSWER_ASK_H
#define RELEVO_ANSWER_ASK_H

#include "worker/answer/guard.h"
#include "worker/answer/mood.h"
#include "worker/answer/prompt.h"
#include "worker/engine/job.h"
#include "worker/providers/call.h"
#include "worker/turn.h"

#define ASK_ROUNDS_MAX    4             /* of tools */
#define ASK_CALLS_MAX     4             /* in one round */
#define ASK_RECENT_MAX    20            /* messages of both sides */
#define ASK_MESSAGES_MAX  (ASK_RECENT_MAX + 1 \
                           + ASK_ROUNDS_MAX * (ASK_CALLS_MAX + 1))

typedef struct {
    model_ask_t       who;
    model_request_t   request;
    model_message_t   messages[ASK_MESSAGES_MAX];
    mood_t            mood;
    const char       *injection;        /* rule that found one, or NULL */
    unsigned          dropped;          /* chunks that tried to instruct */
    bool              personal;         /* more than the question went in */
    slice_t           known[GUARD_KNOWN_MAX];   /* what a reply may repeat */
    unsigned          nknown;
} ask_t;

/* False: no memory. */
bool ask_build(job_t *j, const turn_t *t, ask_t *ret_ask);

/* May be repeated in the reply: the result of a tool, for instance. */
void ask_knows(ask_t *ask, slice_t text);

/* False: the messages are used up. */
bool ask_add(ask_t *ask, const model_message_t *message);

#endif
