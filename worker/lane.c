/*
 * lane - conversations with work, and the turns that do it; see lane.h.
 *
 * Before:  admit, a wake or the sweep says "messages up to n wait there".
 * After:   the pipeline runs one turn; its end decides here what follows.
 *
 *   READY    in its tenant's queue, or in the window before thinking when
 *            turn.speculate is off
 *   RUN      a job walks down the pipeline
 *   SETTLE   the turn failed; a retry or dead letter is being written
 *
 * A lane exists only while it has work; what it forgets the sweep brings
 * back.  Dropped lanes (the lease is gone) write nothing.
 */

#include "worker/lane.h"

#include <assert.h>
#include <stdlib.h>

#include "worker/answer/retell.h"
#include "worker/batch.h"
#include "worker/blame.h"
#include "worker/burst.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/fair.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

#define BUCKETS        8192             /* conversations; a power of two */
#define RESTARTS_MAX   2                /* by newer messages, per turn */
#define STALE_MAX      5                /* reloads in a row before a retry */
#define STARTING_MAX   256              /* turns waiting for their context:
                                           beyond it tenants take turns */
#define RETRY_CAP_MS   300000

typedef enum { LANE_READY, LANE_RUN, LANE_SETTLE } lane_state_t;

struct lane_s {
    fair_item_t    queued;              /* first: the queue hands it back */
    partition_t   *part;
    char           tenant[37];
    char           conversation[37];
    lane_t        *next;                /* of the bucket */

    lane_state_t   state;
    int64_t        to_seq;              /* newest message known */
    int64_t        taken;               /* last one of the running turn, or 0 */
    int64_t        count;               /* of lane_messages */
    uint64_t       first_ms, last_ms;   /* arrival, first and last waiting */
    unsigned       restarts, stale;
    bool           slow;
    bool           alone;               /* nothing extends this turn */
    bool           starting;            /* context not there yet */
    bool           commits;             /* its call has been made */
    bool           again;               /* the job ends to begin again */
    bool           empty;               /* the job found nothing to do */
    bool           dropped;
    job_t         *job;                 /* RUN */
    alarm_t       *window;              /* READY, speculate off */
};

static lane_t   *buckets[BUCKETS];
static fair_t    ready;
static alarm_t  *refill;                /* job_new() refused: try again */
static unsigned  nlanes, running, starting;
static unsigned  busy[PARTITIONS_MAX];  /* RUN or SETTLE, per partition */

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


unsigned
lanes_count(void)
{
    return nlanes;
}


bool
lanes_idle(const partition_t *part)
{
    return busy[part->p] == 0;
}


static lane_t **
lane_bucket(const char *conversation)
{
    return &buckets[fnv1a64(slice_str(conversation)) & (BUCKETS - 1)];
}


static lane_t *
lane_find(const char *tenant, const char *conversation)
{
    lane_t  *l = *lane_bucket(conversation);

    while (l != NULL && (strcmp(l->conversation, conversation) != 0
                         || strcmp(l->tenant, tenant) != 0))
    {
        l = l->next;
    }

    return l;
}


static void
lane_count(lane_t *l, int64_t count)
{
    stat_add(lane_messages, count - l->count);
    l->count = count;
}


static lane_t *
lane_new(partition_t *part, const char *tenant, const char *conversation,
    bool slow)
{
    lane_t  *l, **bucket = lane_bucket(conversation);

    if (stats_value[STAT_lane_messages] >= config_int("lane.max")) {
        stat_add(lane_overflow, 1);             /* the sweep brings it back */
        return NULL;
    }

    l = calloc(1, sizeof(lane_t));

    if (l == NULL) {
        stat_add(lane_overflow, 1);
        return NULL;
    }

    l->part = part;
    l->slow = slow;
    snprintf(l->tenant, sizeof(l->tenant), "%s", tenant);
    snprintf(l->conversation, sizeof(l->conversation), "%s", conversation);
    l->next = *bucket;
    *bucket = l;
    stat_set(lanes, ++nlanes);

    return l;
}


static void
lane_free(lane_t *l)
{
    lane_t  **link = lane_bucket(l->conversation);

    while (*link != l) {
        link = &(*link)->next;
    }

    *link = l->next;
    fair_remove(&ready, &l->queued);
    alarm_cancel(l->window);
    lane_count(l, 0);
    stat_set(lanes, --nlanes);
    free(l);
}


static void
lane_move(lane_t *l, lane_state_t state)
{
    bool  was = l->state != LANE_READY, is = state != LANE_READY;

    assert(was != is || state == LANE_SETTLE || !is);
    busy[l->part->p] += (unsigned) is - (unsigned) was;
    l->state = state;
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
        l = lane_new(part, tenant, conversation, slow);

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
    turn_t  *t = j == NULL ? NULL : pool_alloc(j->pool, sizeof(turn_t));

    if (t == NULL) {
        return false;
    }

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


/* The turn up to `taken` is done; is there more? */
static void
lane_advance(lane_t *l)
{
    lane_move(l, LANE_READY);
    l->restarts = l->stale = 0;

    if (l->to_seq <= l->taken || l->part->state != PART_OWNED) {
        lane_free(l);
        return;
    }

    lane_count(l, l->to_seq - l->taken);
    l->first_ms = l->last_ms;
    lane_ready(l);
}


static void
lane_repeat(lane_t *l)
{
    lane_move(l, LANE_READY);

    if (l->part->state != PART_OWNED) {
        lane_free(l);
        return;
    }

    lane_ready(l);
}


/* The sweep brings it back when PostgreSQL says it is due. */
static void
lane_forget(lane_t *l)
{
    lane_move(l, LANE_READY);
    lane_free(l);
}


typedef struct {
    lane_t  *lane;
    bool     dead;                      /* else: a retry */
} failed_t;


static void
lane_failed_written(void *data, rc_t rc, const json_t *result,
    const char *error)
{
    failed_t    *f = data;
    lane_t      *l = f->lane;
    bool         dead = f->dead;
    const char  *r = jsonx_str(result, "r");

    free(f);

    if (l->dropped || rc == RC_RETRY) {
        lane_forget(l);

    } else if (rc != RC_OK) {
        log_error("lane.stuck", LOG_STR("conversation", l->conversation),
                  LOG_STR("error", error));
        lane_forget(l);

    } else if (strcmp(r, "stale") == 0 && l->stale++ < STALE_MAX) {
        lane_repeat(l);

    } else if (dead) {
        lane_advance(l);

    } else {
        lane_forget(l);
    }
}


/* Writes how a failed turn goes on: later, or not at all. */
static void
lane_fail(lane_t *l, const turn_t *t, rc_t rc, const char *reason)
{
    const json_t  *c = json_object_get(t->context, "conversation");
    unsigned       attempt = (unsigned) jsonx_int(c, "attempt");
    failed_t      *f = malloc(sizeof(failed_t));
    uint64_t       ms;

    if (t->from_seq == 0 || f == NULL) {
        free(f);                                /* nothing was even read */
        log_warn("turn.unread", LOG_STR("conversation", l->conversation),
                 LOG_STR("reason", reason));
        lane_forget(l);
        return;
    }

    f->lane = l;
    f->dead = rc == RC_REJECT || attempt + 1 >= config_int("turn.attempts");
    ms = f->dead ? 0 : backoff_ms(attempt, (uint64_t) config_int("turn.retry"),
                                  RETRY_CAP_MS);

    if (f->dead) {
        stat_add(turns_dead, 1);
    } else {
        stat_add(turns_retry, 1);
    }

    log_warn(f->dead ? "turn.dead" : "turn.retry",
             LOG_STR("conversation", l->conversation),
             LOG_INT("from_seq", t->from_seq), LOG_INT("to_seq", t->to_seq),
             LOG_INT("attempt", attempt + 1), LOG_INT("in_ms", ms),
             LOG_STR("reason", reason));

    l->taken = t->to_seq;
    lane_move(l, LANE_SETTLE);
    batch_add(l->part->commits,
              commit_item_failed(t, f->dead ? "dead" : "retry", reason, ms),
              lane_failed_written, f);
}


static void
lane_committed(lane_t *l, const turn_t *t)
{
    if (t->commit_result != NULL && strcmp(t->commit_result, "stale") == 0) {
        stat_add(turns_stale, 1);

        if (l->stale++ < STALE_MAX) {
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


/* A running job ends in lane_done(), a written failure in its callback. */
void
lanes_drop(partition_t *part, const char *why)
{
    unsigned  dropped = 0;

    for (unsigned i = 0; i < BUCKETS; i++) {
        for (lane_t *l = buckets[i], *next; l != NULL; l = next) {
            next = l->next;

            if (l->part != part || l->dropped) {
                continue;
            }

            dropped++;
            l->dropped = true;

            if (l->state == LANE_RUN) {
                job_cancel(l->job, RC_RETRY, "fenced");

            } else if (l->state == LANE_READY) {
                lane_free(l);
            }
        }
    }

    if (dropped > 0) {
        log_info("lane.dropped", LOG_INT("partition", part->p),
                 LOG_INT("lanes", dropped), LOG_STR("why", why));
    }
}
