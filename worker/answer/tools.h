/*
 * tools - what the tools of providers/tools.h do, for the turn that asks.
 *
 * Tenant, conversation and contact come from the turn, never from arguments.
 * Two of them hand the conversation over, one notes a callback, two look
 * something up.  Nothing is written here: what has an effect becomes a part of
 * the turn and is stored with it, by its commit.
 *
 * search_knowledge asks for a vector of the query first where somebody makes
 * vectors, as phases/43_embed.c does for the customer's words; without one, or
 * when it is late, it searches by words.
 */

#ifndef RELEVO_ANSWER_TOOLS_H
#define RELEVO_ANSWER_TOOLS_H

#include "worker/answer/ask.h"
#include "worker/providers/tools.h"

#define CALLBACK_DAYS_MAX  60           /* ahead */

typedef struct lookup_s  lookup_t;     /* a search under way */

typedef struct {
    tool_t                    tool;
    const model_tool_call_t  *call;
    op_t                     *op;       /* looked up, or NULL */
    lookup_t                 *lookup;   /* op makes a vector for it; or NULL */
    slice_t                   result;   /* JSON for the model */
    bool                      is_error;
} tool_run_t;

/* All calls of a reply, checked before any is run: false and why when one of
 * them is unknown, wrong or more than ASK_CALLS_MAX. */
bool tools_check(job_t *j, const model_reply_t *reply,
         tool_run_t ret_runs[ASK_CALLS_MAX], const char **ret_why);

/* One of them hands over: sets the turn's transition, evidence, and what the
 * ticket says. */
bool tools_hand_over(job_t *j, turn_t *t, const tool_run_t *runs, unsigned n,
         json_t *evidence);

/* Starts them; true: ops are pending. */
bool tools_start(job_t *j, turn_t *t, tool_run_t *runs, unsigned n);

/* When ops have settled: what comes behind them.  True: ops are pending. */
bool tools_more(job_t *j, tool_run_t *runs, unsigned n);

/* Takes the results of ops; then the calls and results become messages.
 * False: no memory, or no room. */
bool tools_finish(job_t *j, turn_t *t, ask_t *ask, const model_reply_t *reply,
         tool_run_t *runs, unsigned n);

#endif
