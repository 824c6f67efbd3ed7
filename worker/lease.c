/*
 * lease - partitions are held by heartbeat.
 *
 * One call every lease.interval renews, acquires and tells what is excess.
 * What the answer leaves out is lost.  `until_ms` counts from before the call
 * was sent, so it ends before PostgreSQL thinks so; a tick looks at it, and
 * partition_holds() before everything that writes.
 *
 * A lost partition is never taken up again under the same fence: its rows in
 * flight were dropped, and only core.recover under a new fence finds them.
 */

#include "worker/lease.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/ingress.h"
#include "worker/jsonx.h"
#include "worker/live.h"
#include "worker/partition.h"

#define TICK_MS       100
#define ANNOUNCE_MS   150               /* siblings start together: each takes
                                           one, is seen, then its share */
#define AGAIN_MS      500               /* after a failed heartbeat */
#define DRAIN_MS      10000             /* giving one back in operation */
#define RELEASE_MS    3000

static struct {
    bool       flying, announced, stopping, finished;
    uint64_t   sent;                    /* number of the last call */
    uint64_t   wanted;                  /* number somebody waits for */
    uint64_t   sent_ms;
    alarm_t   *next;
    unsigned   releasing;
    void     (*stopped)(void);
} lease;

static const pg_stmt_t  lease_stmt = {
    "lease", "select core.lease($1, $2::int, $3::int)", 3
};
static const pg_stmt_t  release_stmt = {
    "release", "select core.release($1, $2::int[])", 2
};

static void lease_send(void *data);
static void lease_reply(void *data, const pg_reply_t *reply);
static void lease_tick(void *data);


void
lease_start(void (*stopped)(void))
{
    lease.stopped = stopped;

    /* at once when PostgreSQL is up, which calls lease_now() */
    lease.next = alarm_set(AGAIN_MS, lease_send, NULL);
    (void) alarm_set(TICK_MS, lease_tick, NULL);
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
    pg_submit(worker.pg_worker, &release_stmt, params, RELEASE_MS,
              release_reply, NULL);
}


static void
part_leave(partition_t *part, const char *why)
{
    if (part->state == PART_RECOVER) {
        partition_close(part, why);
        release_send(part->p);

    } else if (part->state == PART_OWNED) {
        partition_drain(part, why);
    }
}


static bool
part_acquire(partition_t *part, const json_t *row)
{
    if (partition_is_closing(part)) {
        return false;                           /* at the next heartbeat */
    }

    part->fence = jsonx_int(row, "fence");

    if (part->fence <= partition_dead_fence(part) || lease.stopping) {
        release_send(part->p);                  /* comes back with a new one */
        return false;
    }

    partition_open(part);

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

    if (jsonx_true(row, "excess")) {
        part_leave(part, "excess");
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
        partition_recover(part);
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


/* ---- the end ---- */

static uint64_t
drain_bound_ms(void)
{
    uint64_t  grace = (uint64_t) config_int("worker.drain_timeout");

    /* the master kills at the timeout: be done before */
    return lease.stopping ? grace - grace / 10 : DRAIN_MS;
}


static void
part_check(partition_t *part)
{
    bool  idle;

    if (!partition_holds(part) || part->state != PART_DRAIN) {
        return;
    }

    idle = partition_is_idle(part);

    if (idle || partition_drained_ms(part) >= drain_bound_ms()) {
        partition_close(part, idle ? "drained" : "drain bound");
        release_send(part->p);
    }
}


static void
lease_tick(void *data)
{
    unsigned  held = 0;

    (void) data;

    for (int p = 0; p < worker.partitions; p++) {
        part_check(&worker.part[p]);
        held += worker.part[p].state != PART_NONE
                || partition_is_closing(&worker.part[p]);
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
        part_leave(&worker.part[p], "shutdown");
    }
}
