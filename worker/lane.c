/*
 * lane - conversations with work, and the turns that do it; see lane.h.
 *
 * Before:  admit, a wake or the sweep says "messages up to n wait there".
 * After:   the pipeline runs one turn; its end decides here what follows.
 *
 * The states are in lane_inside.h.  A lane exists only while it has work;
 * what it forgets the sweep brings back.  Dropped lanes (the lease is gone)
 * write nothing.
 */

#include "worker/lane_inside.h"

#include "worker/answer/retell.h"
#include "worker/blame.h"
#include "worker/burst.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/pipeline.h"

#define RESTARTS_MAX   2                /* by newer messages, per turn */
#define HOLD_CAP_MS    60000            /* somebody may have repaired it */
#define STARTING_MAX   256              /* turns waiting for their context:
                                           beyond it tenants take turns */

static fair_t    ready;
static alarm_t  *refill;                /* job_new() refused: try again */
static unsigned  running, starting;

static void lane_ready(lane_t *l);
static void lanes_pump(void *data);
static void lane_done(job_t *j, rc_t rc);


/* A crash is held against the turn whose phase was running, and no other. */
static void
lane_watch(const job_t *j)
{
    const turn_t  *t = j == NULL || j->table != pipeline ? NULL : j->data;

    if (t != NULL) {
        blame_turn(t->part->p, t->tenant, t->conversation, t->from_seq);
    } else {
        blame_clear();
    }
}


void
lanes_init(void)
{
    fair_init(&ready);
    job_watch(lane_watch);
}


static void
lane_free(lane_t *l)
{
    fair_remove(&ready, &l->queued);
    alarm_cancel(l->window);
    lane_remove(l);
}


void
lane_due(partition_t *part, const char *tenant, const char *conversation,
    int64_t to_seq, bool slow)
{
    lane_t    *l = lane_find(tenant, conversation);
    uint64_t   now = now_ms();
    bool       known = l != NULL;

    if (part->state != PART_OWNED || (known && to_seq <= l->to_seq)) {
        return;
    }

    if (!known) {
        l = lane_add(part, tenant, conversation, slow);

        if (l == NULL) {
            return;
        }

        l->first_ms = now;
    }

    lane_count(l, known ? l->count + to_seq - l->to_seq : 1);
    l->to_seq = to_seq;
    l->last_ms = now;
    l->slow = slow;                     /* of its next time in the queue */

    if (!known) {
        lane_ready(l);
        return;
    }

    /* The first newcomer cancels at once: its answer is thought out while the
     * window is open.  Later ones are collected until the window closes. */
    if (l->state == LANE_RUN && l->taken > 0 && l->restarts == 0
        && lane_has_newer(l))
    {
        lane_again(l);
        job_cancel(l->job, RC_RETRY, "a newer message came");
    }
}


void
lane_due_since(partition_t *part, const char *tenant,
    const char *conversation, int64_t to_seq, uint64_t age_ms, bool slow)
{
    bool     known = lane_find(tenant, conversation) != NULL;
    lane_t  *l;

    lane_due(part, tenant, conversation, to_seq, slow);
    l = known ? NULL : lane_find(tenant, conversation);

    if (l != NULL) {
        age_ms = age_ms < l->first_ms ? age_ms : l->first_ms;
        l->first_ms -= age_ms;
        l->last_ms -= age_ms;
    }
}


uint64_t
lane_quiet_in_ms(const lane_t *l)
{
    if (l->alone) {
        return 0;
    }

    return burst_quiet_in_ms(l->first_ms, l->last_ms, now_ms(),
                             (uint64_t) config_int("turn.burst_ms"),
                             (uint64_t) config_int("turn.max_ms"));
}


bool
lane_has_newer(const lane_t *l)
{
    return !l->alone && !l->commits && !l->again
           && l->to_seq > l->taken && l->restarts < RESTARTS_MAX;
}


static void
lane_started(lane_t *l)
{
    if (l->starting) {
        l->starting = false;
        starting--;
        lanes_pump(NULL);
    }
}


void
lane_takes(lane_t *l, int64_t to_seq, bool alone)
{
    l->taken = to_seq;
    l->alone = alone;

    if (to_seq > l->to_seq) {                   /* context knew more */
        l->to_seq = to_seq;
    }

    lane_started(l);
}


void
lane_is_empty(lane_t *l, int64_t last_seq)
{
    l->empty = true;
    l->taken = last_seq;
}


void
lane_again(lane_t *l)
{
    l->again = true;
}


void
lane_commits(lane_t *l)
{
    l->commits = true;
}


static void
window_closed(void *data)
{
    lane_t  *l = data;

    l->window = NULL;
    lane_ready(l);
}


/* Into the queue; with turn.speculate off only when the window has closed. */
static void
lane_ready(lane_t *l)
{
    uint64_t  ms = config_bool("turn.speculate") ? 0 : lane_quiet_in_ms(l);

    if (ms > 0) {
        l->window = alarm_set(ms, window_closed, l);
        return;
    }

    fair_push(&ready, &l->queued, l->tenant, l->slow);
    lanes_pump(NULL);
}


static bool
lane_start(lane_t *l)
{
    job_t   *j = job_new(pipeline, NULL, lane_done);
    turn_t  *t;

    if (j == NULL) {
        return false;
    }

    t = pool_alloc_always(j->pool, sizeof(turn_t));     /* the job is posted */
    t->lane = l;
    t->part = l->part;
    t->started_us = unix_us();
    memcpy(t->tenant, l->tenant, sizeof(t->tenant));
    memcpy(t->conversation, l->conversation, sizeof(t->conversation));
    j->data = t;

    l->job = j;
    l->taken = 0;
    l->alone = l->commits = l->again = l->empty = false;
    l->starting = true;
    lane_move(l, LANE_RUN);
    running++;
    starting++;

    return true;
}


/* Starts what may start: tenants in turn, the slow ones last. */
static void
lanes_pump(void *data)
{
    int64_t  max = config_int("turn.concurrency");

    if (data == &refill) {
        refill = NULL;
    }

    while (refill == NULL && running < max && starting < STARTING_MAX) {
        lane_t  *l = (lane_t *) fair_pop(&ready);

        if (l == NULL) {
            return;
        }

        if (l->part->state != PART_OWNED) {
            lane_free(l);

        } else if (!lane_start(l)) {
            fair_push(&ready, &l->queued, l->tenant, l->slow);
            refill = alarm_set(50, lanes_pump, &refill);
        }
    }
}


void
lane_advance(lane_t *l)
{
    lane_move(l, LANE_READY);
    l->restarts = l->stale = l->held = 0;

    if (l->to_seq <= l->taken || l->part->state != PART_OWNED) {
        lane_free(l);
        return;
    }

    lane_count(l, l->to_seq - l->taken);
    l->first_ms = l->last_ms;
    lane_ready(l);
}


void
lane_repeat(lane_t *l)
{
    lane_move(l, LANE_READY);

    if (l->part->state != PART_OWNED) {
        lane_free(l);
        return;
    }

    lane_ready(l);
}


void
lane_forget(lane_t *l)
{
    lane_move(l, LANE_READY);
    lane_free(l);
}


void
lane_hold(lane_t *l)
{
    uint64_t  ms = backoff_ms(l->held++, (uint64_t) config_int("turn.retry"),
                              HOLD_CAP_MS);

    lane_move(l, LANE_READY);
    stat_add(turns_held, 1);

    if (l->part->state != PART_OWNED) {
        lane_free(l);
        return;
    }

    l->window = alarm_set(ms, window_closed, l);
}


static void
lane_committed(lane_t *l, const turn_t *t)
{
    if (t->commit_result != NULL && strcmp(t->commit_result, "stale") == 0) {
        stat_add(turns_stale, 1);

        if (l->stale++ < LANE_STALE_MAX) {
            lane_repeat(l);                     /* reload, run again */
        } else {
            lane_fail(l, t, RC_RETRY, "stale");
        }

        return;
    }

    stat_add(turns_ok, 1);
    retell_start(t);

    if (t->nparts > 0) {
        stats_replied(now_ms() - l->first_ms);
    }

    lane_advance(l);
}


/* The end of a job: the one place that decides what the lane does next. */
static void
lane_done(job_t *j, rc_t rc)
{
    const turn_t  *t = job_turn(j);
    lane_t        *l = t->lane;
    const char    *reason = j->reason == NULL ? rc_name(rc) : j->reason;

    l->job = NULL;
    running--;

    if (l->starting) {
        l->starting = false;
        starting--;
    }

    if (l->dropped) {
        stat_add(turns_fenced, 1);
        lane_forget(l);

    } else if (l->again) {
        l->restarts++;
        lane_repeat(l);

    } else if (l->empty) {
        lane_advance(l);

    } else if (rc == RC_OK || rc == RC_DECLINED) {
        lane_committed(l, t);

    } else {
        lane_fail(l, t, rc, reason);
    }

    lanes_pump(NULL);
}


typedef struct {
    const partition_t  *part;
    unsigned            dropped;
} drop_t;


/* A running job ends in lane_done(), a written failure in its callback. */
static void
lane_drop(lane_t *l, void *data)
{
    drop_t  *d = data;

    if (l->part != d->part || l->dropped) {
        return;
    }

    d->dropped++;
    l->dropped = true;

    if (l->state == LANE_RUN) {
        job_cancel(l->job, RC_RETRY, "fenced");

    } else if (l->state == LANE_READY) {
        lane_free(l);
    }
}


void
lanes_drop(partition_t *part, const char *why)
{
    drop_t  d = { .part = part };

    lanes_each(lane_drop, &d);

    if (d.dropped > 0) {
        log_info("lane.dropped", LOG_INT("partition", part->p),
                 LOG_INT("lanes", d.dropped), LOG_STR("why", why));
    }
}
