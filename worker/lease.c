/*
 * lease - partitions are held by heartbeat; the only writer of their state.
 *
 * One call every lease.interval renews, acquires and tells what is excess.
 * What the answer leaves out is lost.  `until_ms` counts from before the call
 * was sent, so it ends before PostgreSQL thinks so; a tick looks at it, and
 * partition_holds() before everything that writes.
 *
 *   NONE -> RECOVER -> OWNED -> DRAIN -> NONE, see owner.h
 *
 * A lost partition is never taken up again under the same fence: its rows in
 * flight were dropped, and only core.recover under a new fence finds them.
 */

#include "worker/lease.h"

#include <stdlib.h>

#include "worker/admit.h"
#include "worker/batch.h"
#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/ingress.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/live.h"
#include "worker/sweep.h"

#define TICK_MS       100
#define ANNOUNCE_MS   150               /* siblings start together: each takes
                                           one, is seen, then its share */
#define AGAIN_MS      500               /* after a failed heartbeat */
#define DRAIN_MS      10000             /* a partition given back in operation */

typedef struct {
    int64_t    dead_fence;              /* highest one we have left */
    bool       closing;                 /* teardown is posted */
    uint64_t   drain_ms;                /* since */
} hold_t;

static struct {
    bool       flying, announced, stopping, finished;
    uint64_t   sent;                    /* number of the last call */
    uint64_t   wanted;                  /* number somebody waits for */
    uint64_t   sent_ms;
    alarm_t   *next;
    unsigned   releasing;
    void     (*stopped)(void);
    hold_t     hold[PARTITIONS_MAX];
} lease;

static const pg_stmt_t  lease_stmt = {
    "lease", "select core.lease($1, $2::int, $3::int)", 3
};
static const pg_stmt_t  release_stmt = {
    "release", "select core.release($1, $2::int[])", 2
};
static const pg_stmt_t  recover_stmt = {
    "recover", "select core.recover($1::int, $2, $3::bigint, $4::int)", 4
};

static void lease_send(void *data);
static void lease_tick(void *data);
static void recover_send(void *data);


void
lease_start(void (*stopped)(void))
{
    lease.stopped = stopped;

    /* at once when PostgreSQL is up, which calls lease_now() */
    lease.next = alarm_set(AGAIN_MS, lease_send, NULL);
    (void) alarm_set(TICK_MS, lease_tick, NULL);
}


/* ---- state ---- */

static void
part_move(partition_t *part, part_state_t state, const char *why)
{
    static const char *const  names[] = {
        [PART_NONE] = "none", [PART_RECOVER] = "recover",
        [PART_OWNED] = "owned", [PART_DRAIN] = "drain"
    };

    log_info("partition.moved", LOG_INT("partition", part->p),
             LOG_STR("from", names[part->state]), LOG_STR("to", names[state]),
             LOG_INT("fence", part->fence), LOG_STR("why", why));

    if (state == PART_RECOVER) {
        stat_add(partitions, 1);

    } else if (state == PART_NONE) {
        stat_add(partitions, -1);
    }

    part->state = state;
}


/* The objects go when no callback of theirs can be running. */
static void
part_teardown(void *data)
{
    partition_t  *part = data;

    admit_free(part->admit);
    lanes_drop(part, "lease");
    deliver_free(part->deliver);
    part->deliver = NULL;
    batch_free(part->commits);
    batch_free(part->sents);
    json_decref(part->quarantine);

    part->admit = NULL;
    part->commits = part->sents = NULL;
    part->quarantine = NULL;
    lease.hold[part->p].closing = false;
}


static void
part_close(partition_t *part, const char *why)
{
    hold_t  *h = &lease.hold[part->p];

    part_move(part, PART_NONE, why);
    part->until_ms = 0;
    h->dead_fence = part->fence;
    h->closing = true;
    loop_defer(part_teardown, part);
}


void
partition_fenced(partition_t *part, const char *why)
{
    if (part->state == PART_NONE || BROKEN("fence")) {
        return;
    }

    log_warn("lease.lost", LOG_INT("partition", part->p),
             LOG_INT("fence", part->fence), LOG_STR("why", why));
    part_close(part, why);
}


bool
partition_holds(partition_t *part)
{
    if (part->state == PART_NONE) {
        return false;
    }

    if (now_fresh_ms() < part->until_ms || BROKEN("fence")) {
        return true;
    }

    partition_fenced(part, "expired");

    return false;
}


bool
partition_may_send(const partition_t *part)
{
    return (part->state == PART_OWNED || part->state == PART_DRAIN)
           && (now_fresh_ms() + SEND_LEASE_MS <= part->until_ms
               || BROKEN("fence"));
}


/* ---- the heartbeat ---- */

uint64_t
lease_now(void)
{
    if (lease.flying) {
        /* what it reads may be older than this moment */
        lease.wanted = lease.sent + 1;
        return lease.wanted;
    }

    alarm_cancel(lease.next);
    lease_send(NULL);

    return lease.sent;
}


static void lease_reply(void *data, const pg_reply_t *reply);


static void
lease_send(void *data)
{
    char  capacity[16], ttl[24];
    int   n = lease.stopping ? 0 : (lease.announced ? worker.partitions : 1);

    (void) data;
    lease.next = NULL;

    if (lease.finished) {
        return;
    }

    snprintf(capacity, sizeof(capacity), "%d", n);
    snprintf(ttl, sizeof(ttl), "%lld", (long long) config_int("lease.ttl"));

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), PG_TEXT(capacity), PG_TEXT(ttl)
    };

    lease.flying = true;
    lease.sent++;
    lease.sent_ms = now_fresh_ms();
    pg_submit(worker.pg_worker, &lease_stmt, params,
              (uint64_t) config_int("lease.ttl"), lease_reply, NULL);
}


static void
release_reply(void *data, const pg_reply_t *reply)
{
    (void) data;
    lease.releasing--;

    if (reply->rc != RC_OK) {
        log_warn("lease.release_failed", LOG_STR("error", reply->error));
    }

    if (lease.finished && lease.releasing == 0) {
        lease.stopped();
    }
}


/* p < 0: everything, and forget this worker. */
static void
release_send(int p)
{
    char  list[16];

    snprintf(list, sizeof(list), "{%d}", p);

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), p < 0 ? PG_TEXT(NULL) : PG_TEXT(list)
    };

    lease.releasing++;
    pg_submit(worker.pg_worker, &release_stmt, params, 3000, release_reply,
              NULL);
}


static void
part_drain(partition_t *part, const char *why)
{
    if (part->state == PART_RECOVER) {
        part_close(part, why);
        release_send(part->p);
        return;
    }

    part_move(part, PART_DRAIN, why);
    lease.hold[part->p].drain_ms = now_ms();
    admit_drain(part->admit);
}


static bool
part_acquire(partition_t *part, const json_t *row)
{
    hold_t  *h = &lease.hold[part->p];

    if (h->closing) {
        return false;                           /* at the next heartbeat */
    }

    part->fence = jsonx_int(row, "fence");

    if (part->fence <= h->dead_fence || lease.stopping) {
        release_send(part->p);                  /* comes back with a new one */
        return false;
    }

    part_move(part, PART_RECOVER, "acquired");
    part->commits = batch_new(part, BATCH_COMMIT);
    part->sents = batch_new(part, BATCH_SENT);
    part->deliver = deliver_new(part);

    return true;
}


static void
part_renew(partition_t *part, const json_t *row)
{
    const lease_row_t  seen = {
        .serial = lease.sent, .cursor = jsonx_str(row, "cursor"),
        .run_id = jsonx_str(row, "run_id"),
        .records = jsonx_int(row, "records")
    };

    part->until_ms = lease.sent_ms + (uint64_t) config_int("lease.ttl");
    json_decref(part->quarantine);
    part->quarantine = json_incref(json_object_get(row, "quarantine"));
    admit_on_lease(part->admit, &seen);

    if (jsonx_true(row, "excess") && part->state != PART_DRAIN) {
        part_drain(part, "excess");
    }
}


static void
lease_row(partition_t *part, const json_t *row)
{
    bool  acquired = false;

    if (part->state != PART_NONE && part->fence != jsonx_int(row, "fence")) {
        partition_fenced(part, "the fence has moved");
        return;
    }

    if (part->state == PART_NONE) {
        acquired = part_acquire(part, row);

        if (!acquired) {
            return;
        }
    }

    part_renew(part, row);

    if (acquired && part->state == PART_RECOVER) {
        recover_send(part);
    }
}


static bool
lease_rows(const json_t *answer)
{
    bool     held[PARTITIONS_MAX] = { false }, acquired = false;
    size_t   i;
    json_t  *row;

    json_array_foreach(json_object_get(answer, "partitions"), i, row) {
        int64_t  p = jsonx_int(row, "p");

        if (p < 0 || p >= worker.partitions) {
            log_error("lease.unknown_partition", LOG_INT("partition", p));
            continue;
        }

        held[p] = true;
        acquired |= worker.part[p].state == PART_NONE;
        lease_row(&worker.part[p], row);
    }

    for (int p = 0; p < worker.partitions; p++) {
        if (!held[p]) {
            partition_fenced(&worker.part[p], "not in the heartbeat's answer");
        }
    }

    return acquired;
}


static void
lease_reply(void *data, const pg_reply_t *reply)
{
    json_t    *answer = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;
    uint64_t   in_ms = (uint64_t) config_int("lease.interval");

    (void) data;
    lease.flying = false;

    if (answer == NULL) {
        log_warn("lease.failed", LOG_STR("error", reply->error));
        in_ms = in_ms < AGAIN_MS ? in_ms : AGAIN_MS;

    } else {
        if (lease_rows(answer)) {
            live_reset("takeover");
        }

        if (!lease.announced) {
            lease.announced = true;
            in_ms = ANNOUNCE_MS;
        }

        if (lease.wanted > lease.sent) {
            in_ms = 0;
        }
    }

    json_decref(answer);

    if (in_ms == 0) {
        lease_send(NULL);
    } else {
        lease.next = alarm_set(in_ms, lease_send, NULL);
    }
}


/* ---- recover: what a former owner had in flight ---- */

typedef struct {
    partition_t  *part;
    int64_t       fence;
} recover_t;

static void recover_reply(void *data, const pg_reply_t *reply);


static void
recover_send(void *data)
{
    partition_t  *part = data;
    recover_t    *r;
    char          p[16], fence[24], wait[24];

    if (part->state != PART_RECOVER) {
        return;
    }

    r = malloc(sizeof(recover_t));

    if (r == NULL) {
        abort();
    }

    *r = (recover_t) { part, part->fence };
    snprintf(p, sizeof(p), "%d", part->p);
    snprintf(fence, sizeof(fence), "%lld", (long long) part->fence);
    snprintf(wait, sizeof(wait), "%lld",
             (long long) config_int("deliver.ambiguous_wait"));

    const pg_param_t  params[] = { PG_TEXT(p), PG_TEXT(worker.worker),
        PG_TEXT(fence), PG_TEXT(wait) };

    pg_submit(worker.pg_worker, &recover_stmt, params,
              (uint64_t) config_int("postgres.timeout"), recover_reply, r);
}


static void
recover_done(partition_t *part, const json_t *answer)
{
    part_move(part, PART_OWNED, "recovered");
    deliver_rows(part->deliver, json_object_get(answer, "outbox"));
    part->admit = admit_new(part);
    sweep_soon();
}


static void
recover_reply(void *data, const pg_reply_t *reply)
{
    recover_t     r = *(recover_t *) data;
    partition_t  *part = r.part;
    json_t       *answer;

    free(data);

    if (part->state != PART_RECOVER || part->fence != r.fence) {
        return;
    }

    answer = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;

    if (answer == NULL) {
        log_warn("lease.recover_failed", LOG_INT("partition", part->p),
                 LOG_STR("error", reply->error));
        (void) alarm_set(AGAIN_MS, recover_send, part);

    } else if (!jsonx_true(answer, "ok")) {
        partition_fenced(part, "fenced");

    } else {
        recover_done(part, answer);
    }

    json_decref(answer);
}


/* ---- the end ---- */

static bool
part_is_idle(const partition_t *part)
{
    return lanes_idle(part) && admit_is_idle(part->admit)
           && batch_is_idle(part->commits) && batch_is_idle(part->sents)
           && deliver_is_idle(part->deliver);
}


static uint64_t
drain_bound_ms(void)
{
    uint64_t  grace = (uint64_t) config_int("worker.drain_timeout");

    /* the master kills at the timeout: be done before */
    return lease.stopping ? grace - grace / 10 : DRAIN_MS;
}


static void
part_check(partition_t *part, uint64_t now)
{
    const hold_t  *h = &lease.hold[part->p];

    if (part->state == PART_NONE || !partition_holds(part)
        || part->state != PART_DRAIN)
    {
        return;
    }

    if (part_is_idle(part) || now - h->drain_ms >= drain_bound_ms()) {
        part_close(part, part_is_idle(part) ? "drained" : "drain bound");
        release_send(part->p);
    }
}


static void
lease_tick(void *data)
{
    uint64_t  now = now_ms();
    unsigned  held = 0;

    (void) data;

    for (int p = 0; p < worker.partitions; p++) {
        part_check(&worker.part[p], now);
        held += worker.part[p].state != PART_NONE
                || lease.hold[p].closing;
    }

    /* a heartbeat under way would register us again after the farewell */
    if (lease.stopping && held == 0 && lease.releasing == 0 && !lease.flying) {
        lease.finished = true;
        alarm_cancel(lease.next);
        lease.next = NULL;
        release_send(-1);
        return;
    }

    (void) alarm_set(TICK_MS, lease_tick, NULL);
}


void
lease_drain(void)
{
    lease.stopping = worker.draining = true;

    for (int p = 0; p < worker.partitions; p++) {
        partition_t  *part = &worker.part[p];

        if (part->state == PART_RECOVER || part->state == PART_OWNED) {
            part_drain(part, "shutdown");
        }
    }
}
