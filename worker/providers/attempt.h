/*
 * attempt - one try of a call: a job of its own, from the account to the last
 * byte.  The inside of call.
 *
 *   setup    who may be asked (setup.c), unless it is known
 *   reserve  route, breaker, the request's bytes, the budget
 *   ask      the HTTP call; feed() takes its bytes; a watch looks for stalls
 *
 * However it ends, what it cost is settled and its owner is told, once.
 */

#ifndef RELEVO_PROVIDERS_ATTEMPT_H
#define RELEVO_PROVIDERS_ATTEMPT_H

#include "worker/engine/loop.h"
#include "worker/providers/budget.h"
#include "worker/providers/call.h"
#include "worker/providers/prices.h"
#include "worker/providers/provider.h"

typedef struct attempt_s  attempt_t;

/* What an attempt is told and whom it tells; outlives it. */
typedef struct {
    const model_ask_t           *ask;       /* borrowed from the asker: not */
    const model_request_t       *chat;      /* after the attempt was */
    const understand_request_t  *text;      /* cancelled */
    const perceive_request_t    *file;
    const embed_request_t       *embed;
    uint64_t                     until_ms;  /* of all attempts */
    void                        *owner;

    /* A token for the first time; the attempt may be asked to go on. */
    void                       (*first)(attempt_t *a);
    void                       (*said)(attempt_t *a, slice_t piece);
    void                       (*ended)(attempt_t *a, rc_t rc);
} attempt_plan_t;

struct attempt_s {
    const attempt_plan_t  *plan;
    job_t                 *job;
    op_t                  *op;          /* of the phase */

    char                   account[64];
    const char            *rule;
    const char            *breaker;     /* its name, once asked */
    price_t                price;
    budget_item_t          item;
    bool                   reserved;

    model_request_t        request;     /* as the provider sees it */
    provider_call_t        call;
    model_reply_t          reply;       /* in the attempt's pool */
    understand_reply_t     understood;
    perceive_reply_t       perceived;
    embed_reply_t          embedded;
    buffer_t               error_body;
    rc_t                   fed;

    http_request_t         http;
    uint64_t               begun_ms, first_ms, ended_ms;
    unsigned               seen;        /* progress the watch knows of */
    uint64_t               seen_ms;
    alarm_t               *watch;
    bool                   cancelled;   /* by its owner */

    model_failure_t        failure;
    uint64_t               retry_after_ms;
};

/* NULL at the limit of jobs.  plan is borrowed until it has ended. */
attempt_t *attempt_start(const attempt_plan_t *plan);

/* It is not wanted any more; ended() still runs, later.  Not from inside
 * first() or said(). */
void       attempt_cancel(attempt_t *a, const char *why);


/* attempt_cost.c: the price and what it can cost at most, into a->item; and
 * what it did cost, written. */
void       attempt_cost_fill(attempt_t *a, uint64_t left_ms);
void       attempt_settle(attempt_t *a, bool ok);
unsigned   model_images(const model_request_t *r);

#endif
