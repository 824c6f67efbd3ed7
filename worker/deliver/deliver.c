/*
 * deliver - queues of outbox rows, and what becomes of each.
 *
 *   OUTBOX json -> row in its queue -> limits -> claim if the database does
 *   not have it inflight -> send.c -> outcome -> core.sent -> gone
 *
 * Invariants:
 *   - one row of a queue is under way at a time, the one the database calls
 *     inflight before others, else the lowest ord;
 *   - a row is sent only while inflight in the database, and an attempt only
 *     once: known rows are not doubled, settled attempts not repeated;
 *   - a row leaves memory only when the database has its outcome or will
 *     bring it back by core.due.  An inflight row is never just forgotten,
 *     nothing would bring it back: it is given back (r = retry).
 *
 * Rows come in by arrive.c.  Work starts in deliver_run(), from the ready
 * queue, never inside deliver_rows(): a batch may be handing out results.
 */

#include "worker/deliver/row.h"

#include <stdlib.h>

#include "worker/batch.h"
#include "worker/deliver/accounts.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define HOLD_MS        2000             /* inflight and limited: kept so long */
#define LEASE_WAIT_MS  200              /* until the heartbeat is answered */
#define JOBS_WAIT_MS   100

static void deliver_run(void *data);
static void queue_run(queue_t *q);


deliver_t *
deliver_new(partition_t *part)
{
    deliver_t            *d = calloc(1, sizeof(deliver_t));
    const limits_conf_t   conf = {
        .on = config_bool("deliver.limits"),
        .number_rate = (unsigned) config_int("whatsapp.number_rate"),
        .pair_burst = (unsigned) config_int("whatsapp.pair_burst"),
    };

    if (d == NULL) {
        return NULL;
    }

    d->part = part;
    d->attempts = (int) config_int("deliver.attempts");
    d->retry_ms = (uint64_t) config_int("deliver.retry");
    d->limits = limits_new(&conf);
    d->settled = settled_new();

    if (d->limits == NULL || d->settled == NULL) {
        deliver_free(d);
        return NULL;
    }

    return d;
}


/* --- rows go ------------------------------------------------------------ */

void
deliver_post(deliver_t *d)
{
    if (!d->deferred) {
        d->deferred = true;
        loop_defer(deliver_run, d);
    }
}


void
queue_kick(queue_t *q)
{
    deliver_t  *d = q->d;

    if (q->kicked || q->in_line) {
        return;
    }

    q->kicked = true;
    q->next = d->kicked;
    d->kicked = q;

    deliver_post(d);
}


static void
queue_on_alarm(void *data)
{
    queue_t  *q = data;

    q->alarm = NULL;
    queue_kick(q);
}


void
queue_wait(queue_t *q, uint64_t ms)
{
    alarm_cancel(q->alarm);
    q->alarm = alarm_set(ms, queue_on_alarm, q);
}


static void
deliver_run(void *data)
{
    deliver_t  *d = data;

    d->deferred = false;

    if (d->dead) {
        free(d);
        slots_wake();                   /* the line may wait for our look */
        return;
    }

    deliver_give_left(d);

    while (d->kicked != NULL) {
        queue_t  *q = d->kicked;

        d->kicked = q->next;
        q->kicked = false;
        queue_run(q);
    }

    slots_wake();
}


/* May it go?  0, or ask again in so many ms. */
static uint64_t
row_wait_ms(row_t *row)
{
    deliver_t  *d = row->d;
    uint64_t    wait, now = now_ms();

    if (!partition_may_send(d->part)) {
        return LEASE_WAIT_MS;
    }

    if (row->due_ms > now) {
        return row->due_ms - now;
    }

    if (row->granted || row->channel == NULL || row->channel->request == NULL) {
        return 0;
    }

    wait = limits_take(d->limits, row_account(row),
                       row->channel->paced ? row->recipient : NULL, now);
    row->granted = wait == 0;

    return wait;
}


static void
row_claimed(void *data, rc_t rc, const json_t *result, const char *error)
{
    row_t       *row = data;
    const char  *state = str_of(result, "state");

    if (row->d == NULL) {
        row_free(row);
        return;
    }

    row->state = ROW_WAIT;
    row->d->busy--;

    if (rc == RC_OK && strcmp(state, "inflight") == 0) {
        row->inflight = true;
        row->due_ms = 0;
        queue_kick(row->queue);
        return;
    }

    if (rc == RC_OK && strcmp(state, "failed") == 0) {
        stat_add(sends_failed, 1);      /* its age */
        stat_add(notify_failed, row->channel != NULL
                                && row->channel->notifies);
        log_warn("deliver.expired", LOG_STR("outbox", row->id));
    }

    /* not its turn any more, or the lease is gone: the sweep knows */

    log_debug("deliver.not_claimed", LOG_STR("outbox", row->id),
              LOG_STR("state", state), LOG_STR("error", error));
    row_remove(row);
}


static void
row_claim(row_t *row)
{
    row->state = ROW_CLAIM;
    row->d->busy++;
    batch_add(row->part->sents, outcome_item(row, "claim"), row_claimed, row);
}


static void
row_send(row_t *row)
{
    if (!slot_take(row)) {
        slots_line_up(row->queue);
        return;
    }

    row->job = send_new(row);

    if (row->job == NULL) {
        slot_give(row);
        queue_wait(row->queue, JOBS_WAIT_MS);
        return;
    }

    row->state = ROW_SEND;
    row->d->busy++;
}


/* It has to wait for ms: here, or in the database. */
static void
row_hold(row_t *row, uint64_t ms)
{
    bool  draining = row->part->state == PART_DRAIN;

    if (row->inflight && (ms > HOLD_MS || draining)
        && partition_may_send(row->part))
    {
        row_give_back(row, ms);

    } else if (draining && !row->inflight) {
        row_remove(row);

    } else {
        queue_wait(row->queue, ms);
    }
}


static void
queue_run(queue_t *q)
{
    row_t     *row = queue_head(q);
    uint64_t   ms;

    if (q->rows == NULL) {
        queue_free(q);
        return;
    }

    if (row == NULL || row->stuck) {
        return;
    }

    alarm_cancel(q->alarm);
    q->alarm = NULL;

    if (row->part->state == PART_DRAIN && !row->inflight) {
        row_remove(row);                /* no new claims: the next owner's */
        return;
    }

    ms = row_wait_ms(row);

    if (ms > 0) {
        row_hold(row, ms);

    } else if (row->inflight) {
        row_send(row);

    } else {
        row_claim(row);
    }
}


void
row_not_started(row_t *row, const char *why)
{
    uint64_t  ms = LEASE_WAIT_MS;

    if (why != NULL) {
        ms = backoff_ms(row->unready++, LEASE_WAIT_MS, HOLD_MS);
        stat_add(sends_not_started, 1);
        log_warn("deliver.not_started", LOG_STR("outbox", row->id),
                 LOG_STR("error", why), LOG_INT("in_ms", ms));
    }

    slot_give(row);
    row->state = ROW_WAIT;
    row->d->busy--;
    queue_wait(row->queue, ms);
}


/* --- the end ------------------------------------------------------------ */

bool
deliver_is_idle(const deliver_t *d)
{
    if (d == NULL || d->n == 0) {
        return true;
    }

    if (d->busy > 0) {
        return false;
    }

    /* an inflight row that still waits would be ambiguous to its next owner */

    for (int i = 0; i < DELIVER_BUCKETS; i++) {
        for (const row_t *row = d->rows[i]; row != NULL; row = row->hash_next) {
            if (row->inflight) {
                return false;
            }
        }
    }

    return true;
}


bool
deliver_is_quiet(deliver_t *d, const char *channel, const char *account)
{
    return d == NULL || limits_is_quiet(d->limits,
                                        limits_account(channel, account),
                                        now_ms());
}


void
deliver_resume(deliver_t *d, const char *channel, const char *account)
{
    if (d == NULL) {
        return;
    }

    accounts_forget(channel, account);
    limits_resume(d->limits, limits_account(channel, account));
    circuits_close(channel, account);

    for (int i = 0; i < DELIVER_BUCKETS; i++) {
        for (row_t *row = d->rows[i]; row != NULL; row = row->hash_next) {
            if (row->state == ROW_WAIT && row->queue != NULL
                && row->channel != NULL
                && strcmp(row->channel->name, channel) == 0
                && strcmp(row->account, account) == 0)
            {
                row->due_ms = 0;
                queue_kick(row->queue);
            }
        }
    }
}


static void
row_drop(row_t *row)
{
    row_state_t  state = row->state;

    slot_give(row);
    row->d = NULL;
    row->queue = NULL;

    if (state == ROW_WAIT) {
        row_free(row);

    } else if (state == ROW_SEND) {
        job_cancel(row->job, RC_RETRY, "fenced");       /* send_done() frees */
    }
}


void
deliver_free(deliver_t *d)
{
    if (d == NULL) {
        return;
    }

    slots_forget(d);
    circuits_leave(d->part->p);

    for (int i = 0; i < DELIVER_BUCKETS; i++) {
        while (d->rows[i] != NULL) {
            row_t  *row = d->rows[i];

            d->rows[i] = row->hash_next;
            row_drop(row);
        }
    }

    slots_forget(d);

    for (int i = 0; i < DELIVER_BUCKETS; i++) {
        while (d->queues[i] != NULL) {
            queue_free(d->queues[i]);
        }
    }

    json_decref(d->left);
    limits_free(d->limits);
    settled_free(d->settled);
    d->dead = true;

    if (!d->deferred) {
        free(d);
    }
}
