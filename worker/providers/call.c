/*
 * call - see call.h: attempts one after the other, or two at once when the
 * first is slow (provider.hedge), until one answers.
 *
 *   call    RUNNING (attempts live, or a retry's alarm is set)
 *           -> OVER (the op is settled or detached)  -> freed with the last
 *           attempt
 *
 * Of two attempts the one whose token comes first has won; the other is
 * cancelled a turn of the loop later, because a driver must not be entered
 * from its own callback.
 */

#include "worker/providers/call.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/providers/attempt.h"
#include "worker/providers/breaker.h"
#include "worker/providers/reply.h"
#include "worker/providers/route.h"
#include "worker/providers/setup.h"

#define RETRY_CAP_MS  8000

typedef struct {
    attempt_plan_t   plan;
    op_t            *op;                /* NULL: OVER */
    replies_t        ret;
    bill_t           bill;              /* of all attempts */

    attempt_t       *live[2];
    attempt_t       *winner;            /* its token came first */
    bool             spoke;             /* on_text was given something */
    alarm_t         *retry, *hedge, *loser;
    uint64_t         begun_ms;
} question_t;


static unsigned
live_count(const question_t *q)
{
    return (q->live[0] != NULL) + (q->live[1] != NULL);
}


static void
alarms_cancel(question_t *q)
{
    alarm_cancel(q->retry);
    alarm_cancel(q->hedge);
    alarm_cancel(q->loser);
    q->retry = q->hedge = q->loser = NULL;
}


static void
question_over(question_t *q)
{
    alarms_cancel(q);
    q->op = NULL;

    if (live_count(q) == 0) {
        free(q);
        return;
    }

    for (int i = 0; i < 2; i++) {
        if (q->live[i] != NULL) {
            attempt_cancel(q->live[i], "not wanted any more");
        }
    }
}


/* ---- what attempts tell ---- */

static void
losers_cancel(void *data)
{
    question_t  *q = data;

    q->loser = NULL;
    for (int i = 0; i < 2; i++) {
        if (q->live[i] != NULL && q->live[i] != q->winner) {
            attempt_cancel(q->live[i], "the other was faster");
        }
    }
}


static void
attempt_first(attempt_t *a)
{
    question_t  *q = a->plan->owner;

    if (q->winner != NULL) {
        return;
    }

    q->winner = a;
    if (live_count(q) > 1 && q->loser == NULL) {
        q->loser = alarm_set(0, losers_cancel, q);
    }
}


static void
attempt_said(attempt_t *a, slice_t piece)
{
    question_t             *q = a->plan->owner;
    const model_request_t  *r = a->plan->chat;

    attempt_first(a);

    if (q->op != NULL && q->winner == a) {
        q->spoke = true;
        r->on_text(r->data, piece);
    }
}


/* ---- answers ---- */

static void
question_answered(question_t *q, const attempt_t *a)
{
    op_t  *op = q->op;
    bool   ok = reply_give(&q->ret, &q->bill, a, op->job->pool);

    stat_add(model_answers, 1);
    question_over(q);
    op_complete(op, ok ? RC_OK : RC_RETRY,
                ok ? NULL : "model: answer over the job's memory");
}


static void
question_failed(question_t *q, const attempt_t *a, rc_t rc)
{
    op_t        *op = q->op;
    const char  *why = pool_strdup(op->job->pool, a->job->reason == NULL
                                   ? "model: failed" : a->job->reason);

    reply_failed(&q->ret, &q->bill, a);
    question_over(q);
    op_complete(op, rc, why == NULL ? "model: failed" : why);
}


/* ---- attempts ---- */

static void question_try(question_t *q);


static void
retry_now(void *data)
{
    question_t  *q = data;

    q->retry = NULL;
    question_try(q);
}


/* Would another try help, and is there time for it? */

static bool
question_may_retry(const question_t *q, const attempt_t *a, rc_t rc,
    uint64_t *ret_wait_ms)
{
    uint64_t  wait = backoff_ms(q->bill.attempts - 1,
                                (uint64_t) config_int("provider.retry"),
                                RETRY_CAP_MS);

    if (rc != RC_RETRY || q->spoke || a->cancelled
        || a->failure == MODEL_NO_BUDGET || a->failure == MODEL_BROKEN
        || q->bill.attempts >= (unsigned) config_int("provider.attempts"))
    {
        return false;
    }

    /* jitter behind the time we were told, never before it */

    if (a->retry_after_ms > 0) {
        wait = a->retry_after_ms + wait / 4;
    }

    *ret_wait_ms = wait;

    return now_ms() + wait < q->plan.until_ms;
}


static void
attempt_ended(attempt_t *a, rc_t rc)
{
    question_t  *q = a->plan->owner;
    uint64_t     wait;

    q->live[q->live[1] == a] = NULL;
    bill_add(&q->bill, a);

    if (q->op == NULL) {
        if (live_count(q) == 0) {
            alarms_cancel(q);
            free(q);
        }
        return;
    }

    if (rc == RC_OK) {
        question_answered(q, a);
        return;
    }

    if (q->winner == a) {
        q->winner = NULL;
    }

    if (live_count(q) > 0) {
        return;                         /* the other one may still answer */
    }

    if (question_may_retry(q, a, rc, &wait)) {
        stat_add(model_retries, 1);
        q->retry = alarm_set(wait, retry_now, q);
        return;
    }

    question_failed(q, a, rc);
}


static void
hedge_now(void *data)
{
    question_t  *q = data;

    q->hedge = NULL;
    if (q->winner == NULL && live_count(q) == 1) {
        stat_add(model_hedges, 1);
        question_try(q);
    }
}


static void
question_try(question_t *q)
{
    uint64_t    hedge = q->plan.file != NULL || q->plan.embed != NULL
                        ? 0             /* it is always slow; it is not said */
                        : (uint64_t) config_int("provider.hedge");
    attempt_t  *a = attempt_start(&q->plan);
    op_t       *op = q->op;

    if (a == NULL) {
        if (live_count(q) == 0) {
            reply_failure(&q->ret, MODEL_FAILED);
            question_over(q);
            op_complete(op, RC_RETRY, "model: too many jobs");
        }
        return;
    }

    q->live[q->live[0] != NULL] = a;
    q->bill.attempts++;

    if (hedge > 0 && q->bill.attempts == 1) {
        q->hedge = alarm_set(hedge, hedge_now, q);
    }
}


static void
question_detach(op_t *op)
{
    stat_add(model_cancelled, 1);
    question_over(op->cell);
}


/* plan says what is asked; until_ms is how long it may take in all. */
static op_t *
question_ask(job_t *j, const attempt_plan_t *plan, replies_t ret)
{
    op_t        *op = op_new(j);
    question_t  *q = calloc(1, sizeof(question_t));

    if (q == NULL) {
        op_complete(op, RC_RETRY, "model: out of memory");
        return op;
    }

    q->begun_ms = now_ms();
    q->plan = *plan;
    q->plan.until_ms += q->begun_ms;
    q->plan.owner = q;
    q->plan.first = attempt_first;
    q->plan.said = attempt_said;
    q->plan.ended = attempt_ended;
    q->op = op;
    q->ret = ret;
    op->cell = q;
    op->detach = question_detach;
    stat_add(model_calls, 1);
    question_try(q);

    return op;
}


op_t *
model_call(job_t *j, const model_ask_t *ask, const model_request_t *request,
    model_reply_t *ret_reply)
{
    const attempt_plan_t  plan = {
        .ask = ask, .chat = request,
        .until_ms = (uint64_t) config_int("provider.total"),
    };

    *ret_reply = (model_reply_t) { .failure = MODEL_FINE };

    return question_ask(j, &plan, (replies_t) { .chat = ret_reply });
}


op_t *
understand_call(job_t *j, const model_ask_t *ask,
    const understand_request_t *request, understand_reply_t *ret_reply)
{
    const attempt_plan_t  plan = {
        .ask = ask, .text = request,
        .until_ms = request->total_ms > 0 ? request->total_ms
                    : (uint64_t) config_int("provider.total"),
    };

    *ret_reply = (understand_reply_t) { .score = 0 };

    return question_ask(j, &plan, (replies_t) { .text = ret_reply });
}


op_t *
perceive_call(job_t *j, const model_ask_t *ask,
    const perceive_request_t *request, perceive_reply_t *ret_reply)
{
    const attempt_plan_t  plan = {
        .ask = ask, .file = request,
        .until_ms = request->total_ms > 0 ? request->total_ms
                    : (uint64_t) config_int("provider.total"),
    };

    *ret_reply = (perceive_reply_t) { .failure = MODEL_FINE };

    return question_ask(j, &plan, (replies_t) { .file = ret_reply });
}


op_t *
embed_call(job_t *j, const model_ask_t *ask, const embed_request_t *request,
    embed_reply_t *ret_reply)
{
    const attempt_plan_t  plan = {
        .ask = ask, .embed = request,
        .until_ms = request->total_ms > 0 ? request->total_ms
                    : (uint64_t) config_int("provider.total"),
    };

    *ret_reply = (embed_reply_t) { .failure = MODEL_FINE };

    return question_ask(j, &plan, (replies_t) { .embed = ret_reply });
}


bool
embed_label(const char *tenant, char ret_label[EMBED_LABEL_MAX])
{
    const model_ask_t   ask = { .tenant = tenant, .purpose = "search" };
    const setup_t      *setup = setup_get(tenant);
    route_t             route;
    const char         *dims;

    if (setup == NULL || !setup->vectors
        || !route_pick(setup, &ask, PROVIDER_EMBED, &route))
    {
        return false;
    }

    dims = jsonx_str(route.account->settings, "dimensions");
    snprintf(ret_label, EMBED_LABEL_MAX, "%.*s%s%s", MODEL_NAME_MAX - 1,
             route.model, *dims != '\0' ? "@" : "", dims);

    return true;
}


op_t *
model_accounts(job_t *j, const char *tenant)
{
    return setup_load(j, tenant);
}


bool
model_has(const op_t *op, const model_ask_t *ask, unsigned caps)
{
    const setup_t  *setup;
    route_t         route;

    if (op != NULL) {
        (void) setup_loaded(ask->tenant, op);   /* old ones are better */
    }

    setup = setup_get(ask->tenant);

    return setup != NULL && route_pick(setup, ask, caps, &route);
}


void
model_release(void)
{
    budget_release();
    breakers_release();
    setup_release();
    prices_release();
}
