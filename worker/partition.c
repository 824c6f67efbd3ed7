/*
 * partition - takes up and leaves partitions; called by lease.c.
 *
 *   NONE -> RECOVER -> OWNED -> DRAIN -> NONE, and from each to NONE; owner.h
 *
 * Leaving is two steps: the state is NONE at once, so that nothing more is
 * read, begun or sent; the objects go in the next turn of the ready queue,
 * when no callback of theirs can be running.
 */

#include "worker/partition.h"

#include <stdlib.h>

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
#include "worker/media/waits.h"
#include "worker/sweep.h"

#define AGAIN_MS  500                   /* after a failed core.recover */

typedef struct {
    int64_t    dead_fence;
    bool       closing;                 /* teardown is posted */
    uint64_t   drain_ms;                /* since */
} hold_t;

typedef struct {
    partition_t  *part;
    int64_t       fence;
} recover_t;

static hold_t  holds[PARTITIONS_MAX];

static const pg_stmt_t  recover_stmt = {
    "recover", "select core.recover($1::int, $2, $3::bigint, $4::int)", 4
};

static void recover_again(void *data);
static void recover_reply(void *data, const pg_reply_t *reply);


int64_t
partition_dead_fence(const partition_t *part)
{
    return holds[part->p].dead_fence;
}


bool
partition_is_closing(const partition_t *part)
{
    return holds[part->p].closing;
}


uint64_t
partition_drained_ms(const partition_t *part)
{
    return now_ms() - holds[part->p].drain_ms;
}


static void
partition_move(partition_t *part, part_state_t state, const char *why)
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


void
partition_open(partition_t *part)
{
    partition_move(part, PART_RECOVER, "acquired");
    part->commits = batch_new(part, BATCH_COMMIT);
    part->sents = batch_new(part, BATCH_SENT);
    part->deliver = deliver_new(part);

    if (part->commits == NULL || part->sents == NULL || part->deliver == NULL) {
        log_error("partition.out_of_memory", LOG_INT("partition", part->p));
        abort();
    }
}


/* ---- recover: what a former owner had in flight ---- */

void
partition_recover(partition_t *part)
{
    recover_t  *r = malloc(sizeof(recover_t));
    char        p[16], fence[24], wait[24];

    if (r == NULL) {
        log_error("partition.out_of_memory", LOG_INT("partition", part->p));
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
recover_again(void *data)
{
    partition_t  *part = data;

    if (part->state == PART_RECOVER) {
        partition_recover(part);
    }
}


static void
recover_done(partition_t *part, const json_t *answer)
{
    partition_move(part, PART_OWNED, "recovered");
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
        return;                                 /* left meanwhile */
    }

    answer = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;

    if (answer == NULL) {
        log_warn("partition.recover_failed", LOG_INT("partition", part->p),
                 LOG_STR("error", reply->error));
        (void) alarm_set(AGAIN_MS, recover_again, part);

    } else if (!jsonx_true(answer, "ok")) {
        partition_fenced(part, "fenced");

    } else {
        recover_done(part, answer);
    }

    json_decref(answer);
}


/* ---- leaving ---- */

void
partition_drain(partition_t *part, const char *why)
{
    partition_move(part, PART_DRAIN, why);
    holds[part->p].drain_ms = now_ms();
    admit_drain(part->admit);
    waits_wake_all();                   /* its turns look, and go */
}


bool
partition_is_idle(const partition_t *part)
{
    return lanes_idle(part) && admit_is_idle(part->admit)
           && batch_is_idle(part->commits) && batch_is_idle(part->sents)
           && deliver_is_idle(part->deliver);
}


static void
partition_teardown(void *data)
{
    partition_t  *part = data;

    admit_free(part->admit);
    lanes_drop(part, "the partition was left");
    deliver_free(part->deliver);
    part->deliver = NULL;
    batch_free(part->commits);
    batch_free(part->sents);
    json_decref(part->quarantine);

    part->admit = NULL;
    part->commits = part->sents = NULL;
    part->quarantine = NULL;
    holds[part->p].closing = false;
}


void
partition_close(partition_t *part, const char *why)
{
    hold_t  *h = &holds[part->p];

    partition_move(part, PART_NONE, why);
    part->until_ms = 0;
    h->dead_fence = part->fence;
    h->closing = true;
    loop_defer(partition_teardown, part);
}


void
partition_fenced(partition_t *part, const char *why)
{
    if (part->state == PART_NONE || BROKEN("fence")) {
        return;
    }

    log_warn("lease.lost", LOG_INT("partition", part->p),
             LOG_INT("fence", part->fence), LOG_STR("why", why),
             LOG_STR("worker", worker.worker));
    partition_close(part, why);
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
