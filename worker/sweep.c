/*
 * sweep - once a second: core.due(partitions we own).
 *
 * Wakes are hints and lanes are memory; this is what makes both replaceable.
 * One call under way at a time; a wake that comes meanwhile asks once more.
 * A full answer doubles the next one's limit, so that old turns which wait
 * for a provider cannot hide the ones behind them.
 */

#include "worker/sweep.h"

#include <stdlib.h>

#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/publish.h"
#include "worker/resume.h"

#define SWEEP_LIMIT  1000

static struct {
    alarm_t   *next;
    bool       flying;
    bool       again;
    bool       stopped;
    int64_t    limit;
} sweep;

static const pg_stmt_t  due_stmt = {
    "due", "select core.due($1::int[], $2::int)", 2
};

static void sweep_send(void *data);
static void sweep_reply(void *data, const pg_reply_t *reply);


void
sweep_start(void)
{
    sweep.limit = SWEEP_LIMIT;
    sweep_send(NULL);
}


void
sweep_stop(void)
{
    sweep.stopped = true;
    alarm_cancel(sweep.next);
    sweep.next = NULL;
}


void
sweep_soon(void)
{
    if (sweep.flying) {
        sweep.again = true;

    } else if (sweep.next != NULL) {
        alarm_cancel(sweep.next);
        sweep.next = alarm_set(1, sweep_send, NULL);
    }
}


/* "{0,3,7}" */
static bool
partitions_write(char *buf, size_t len)
{
    size_t  at = 1;

    buf[0] = '{';

    for (int p = 0; p < worker.partitions; p++) {
        if (worker.part[p].state == PART_OWNED) {
            at += (size_t) snprintf(buf + at, len - at, at > 1 ? ",%d" : "%d",
                                    p);
        }
    }

    snprintf(buf + at, len - at, "}");

    return at > 1;
}


static void
sweep_send(void *data)
{
    char  partitions[PARTITIONS_MAX * 5 + 3], limit[24];

    (void) data;
    sweep.next = NULL;

    if (!partitions_write(partitions, sizeof(partitions))) {
        sweep.next = alarm_set((uint64_t) config_int("sweep.interval"),
                               sweep_send, NULL);
        return;
    }

    snprintf(limit, sizeof(limit), "%lld", (long long) sweep.limit);

    const pg_param_t  params[] = { PG_TEXT(partitions), PG_TEXT(limit) };

    sweep.flying = true;
    pg_submit(worker.pg_worker, &due_stmt, params,
              (uint64_t) config_int("postgres.timeout"), sweep_reply, NULL);
}


/* NULL when the partition is not ours (any more). */
static partition_t *
row_partition(const json_t *row)
{
    int64_t  p = jsonx_int(row, "partition");

    if (p < 0 || p >= worker.partitions
        || worker.part[p].state != PART_OWNED)
    {
        return NULL;
    }

    return &worker.part[p];
}


static void
sweep_turns(const json_t *turns)
{
    size_t   i;
    json_t  *row;

    json_array_foreach(turns, i, row) {
        partition_t  *part = row_partition(row);

        if (part != NULL) {
            lane_due_since(part, jsonx_str(row, "tenant"),
                           jsonx_str(row, "conversation"),
                           jsonx_int(row, "to_seq"),
                           (uint64_t) jsonx_int(row, "age_ms"),
                           json_is_true(json_object_get(row, "slow")));
        }
    }
}


static void
sweep_outbox(json_t *rows)
{
    size_t   i;
    json_t  *row;

    json_array_foreach(rows, i, row) {
        partition_t  *part = row_partition(row);

        if (part != NULL) {
            json_t  *one = json_pack("[O]", row);

            deliver_rows(part->deliver, one);
            json_decref(one);
        }
    }
}


/* By kind; one that is unknown here a newer version has written. */
static void
sweep_timers(const json_t *timers)
{
    size_t   i;
    json_t  *row;

    json_array_foreach(timers, i, row) {
        if (strcmp(jsonx_str(row, "kind"), "publish") == 0) {
            publish_due();
            continue;
        }

        if (strcmp(jsonx_str(row, "kind"), "resume") == 0) {
            resume_due(row);
            continue;
        }

        log_warn("timer.unknown_kind", LOG_STR("kind", jsonx_str(row, "kind")),
                 LOG_STR("timer", jsonx_str(row, "id")));
    }
}


static void
sweep_limit(size_t turns)
{
    if ((int64_t) turns < sweep.limit) {
        sweep.limit = SWEEP_LIMIT;

    } else if (sweep.limit < config_int("lane.max") * 2) {
        sweep.limit *= 2;
    }
}


static void
sweep_reply(void *data, const pg_reply_t *reply)
{
    json_t  *answer = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;
    bool     again = sweep.again;

    (void) data;
    sweep.flying = sweep.again = false;

    if (sweep.stopped) {
        json_decref(answer);
        return;
    }

    if (answer == NULL) {
        log_warn("sweep.failed", LOG_STR("error", reply->error));
        again = false;
    }

    sweep_limit(json_array_size(json_object_get(answer, "turns")));
    sweep_turns(json_object_get(answer, "turns"));
    sweep_outbox(json_object_get(answer, "outbox"));
    sweep_timers(json_object_get(answer, "timers"));
    json_decref(answer);

    sweep.next = alarm_set(again ? 1 : (uint64_t) config_int("sweep.interval"),
                           sweep_send, NULL);
}
