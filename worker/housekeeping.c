/*
 * housekeeping - every retention.interval the owner of partition 0 makes the
 * months to come and forgets what is old: deduplication keys, strikes, closed
 * outbox rows, turns, dead letters, replaced documents, files, closed tickets
 * and more (core.retention() is the whole list), each after its own number of
 * days; and the numbers of children that are gone (stale.c).  Files that no
 * row names any more go, too (media/gc.c), and conversations that are over
 * and old into the object store (archive.c).
 * Knowledge that should have vectors and has none gets its task again.
 *
 * Bites are bounded (retention.batch rows of a table); a full one is followed
 * by the next at once.  Each is a call of its own: what fails is tried again
 * with half as many rows, and keeps nothing else from going.
 */

#include "worker/housekeeping.h"

#include <stdio.h>

#include "worker/archive.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/gc.h"
#include "worker/owner.h"
#include "worker/self.h"
#include "worker/stale.h"

#define FIRST_MS   1000
#define NOT_OURS_MS  5000               /* until the lease is looked at again */

static alarm_t  *next;
static bool      stopped;

static const pg_stmt_t  months_stmt = {
    "months_ahead", "select core.months_ahead()"
    " || jsonb_build_object('vectors', core.vectors_missing(100))", 0
};

#define SETTINGS_MAX  5
#define BATCH         "retention.batch"

/* A call, and the settings that are its parameters; the last is BATCH. */
typedef struct {
    pg_stmt_t    stmt;
    const char  *settings[SETTINGS_MAX];
} bite_t;

static const bite_t  bites[] = {
    { { "prune", "select core.prune($1::int, $2::int, $3::int, $4::int,"
        " $5::int)", 5 },
      { "dedup.keep_days", "retention.outbox_days", "retention.turn_days",
        "retention.dead_letter_days", BATCH } },
    { { "kb_prune", "select jsonb_build_object('document',"
        " core.kb_prune($1::int, $2::int))", 2 },
      { "retention.knowledge_days", BATCH } },
    { { "media_prune", "select jsonb_build_object('media',"
        " core.media_prune($1::int, $2::int))", 2 },
      { "retention.media_days", BATCH } },
    { { "task_prune", "select jsonb_build_object('task',"
        " core.task_prune($1::int))", 1 },
      { BATCH } },
    { { "usage_prune", "select jsonb_build_object('usage',"
        " core.usage_prune($1::int))", 1 },
      { BATCH } },
    { { "ticket_prune", "select jsonb_build_object('ticket',"
        " core.ticket_prune($1::int, $2::int))", 2 },
      { "retention.ticket_days", BATCH } },
    { { "prune_rest", "select core.prune_rest($1::int, $2::int, $3::int,"
        " $4::int)", 4 },
      { "retention.turn_days", "retention.dead_letter_days",
        "retention.ticket_days", BATCH } }
};

#define BITES  (sizeof(bites) / sizeof(bites[0]))

static struct {
    size_t   at;                        /* the call under way */
    bool     full;                      /* one of this round was */
    int64_t  rows[BITES];               /* of the next; 0: retention.batch */
} round_;

static void housekeeping_run(void *data);
static void prune_next(void);


void
housekeeping_start(void)
{
    next = alarm_set(FIRST_MS, housekeeping_run, NULL);
}


void
housekeeping_stop(void)
{
    stopped = true;
    self_stop();
    alarm_cancel(next);
    next = NULL;
}


static void
months_reply(void *data, const pg_reply_t *reply)
{
    (void) data;

    if (reply->rc == RC_OK) {
        json_t  *result = jsonx_load(reply->body);
        size_t   n = json_array_size(json_object_get(result, "created"));

        if (n > 0) {
            stat_add(months_made, n);
            log_info("housekeeping.months_made", LOG_INT("n", (int64_t) n));
        }
        json_decref(result);

    } else {
        log_warn("housekeeping.months_failed", LOG_STR("error", reply->error));
    }

    if (!stopped) {
        round_.at = 0;
        round_.full = false;
        prune_next();
    }
}


static void
housekeeping_run(void *data)
{
    (void) data;
    next = NULL;

    if (worker.part[0].state != PART_OWNED) {
        next = alarm_set(NOT_OURS_MS, housekeeping_run, NULL);
        return;
    }

    pg_submit(worker.pg_worker, &months_stmt, NULL,
              (uint64_t) config_int("postgres.timeout"), months_reply, NULL);
}


/* What core.prune_rest has counted. */
static const char *const  rest[] = {
    "conversation_log", "draft", "idempotency", "session", "channel_event",
    "review", "callback"
};


/* Counts what went; the largest bite of a table. */
static int64_t
prune_count(const json_t *result)
{
    int64_t      most = 0;
    const char  *key;
    json_t      *n;

    stat_add(pruned, jsonx_int(result, "seen"));
    stat_add(pruned_outbox, jsonx_int(result, "outbox"));
    stat_add(pruned_notifications, jsonx_int(result, "notification"));
    stat_add(pruned_turns, jsonx_int(result, "turn"));
    stat_add(pruned_dead, jsonx_int(result, "dead_letter"));
    stat_add(pruned_strikes, jsonx_int(result, "strike"));
    stat_add(pruned_documents, jsonx_int(result, "document"));
    stat_add(pruned_media, jsonx_int(result, "media"));
    stat_add(pruned_tickets, jsonx_int(result, "ticket"));

    for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
        stat_add(pruned_rest, jsonx_int(result, rest[i]));
    }

    json_object_foreach((json_t *) result, key, n) {
        most = json_integer_value(n) > most ? json_integer_value(n) : most;
    }

    return most;
}


/* After the last call of a round. */
static void
prune_end(void)
{
    if (!round_.full) {
        stale_look();
        media_gc_look();
        archive_look();
    }

    next = alarm_set(round_.full ? 1 : (uint64_t)
                     config_int("retention.interval"), housekeeping_run,
                     NULL);
}


static int64_t
rows_now(size_t i)
{
    int64_t  max = config_int(BATCH);

    return round_.rows[i] == 0 || round_.rows[i] > max ? max : round_.rows[i];
}


static void
prune_reply(void *data, const pg_reply_t *reply)
{
    size_t   i = round_.at++;
    int64_t  rows = rows_now(i);

    (void) data;

    if (reply->rc == RC_OK) {
        json_t  *result = jsonx_load(reply->body);

        round_.full |= prune_count(result) >= rows;
        round_.rows[i] = rows * 2;
        json_decref(result);

    } else {
        round_.rows[i] = rows > 1 ? rows / 2 : 1;
        stat_add(prune_failed, 1);
        log_warn("housekeeping.prune_failed",
                 LOG_STR("call", bites[i].stmt.name), LOG_INT("rows", rows),
                 LOG_STR("error", reply->error));
    }

    if (stopped) {
        return;
    }

    if (round_.at == BITES) {
        prune_end();
    } else {
        prune_next();
    }
}


static void
prune_next(void)
{
    const bite_t  *b = &bites[round_.at];
    char           text[SETTINGS_MAX][24];
    pg_param_t     params[SETTINGS_MAX];

    for (int i = 0; i < b->stmt.nparams; i++) {
        bool  last = i + 1 == b->stmt.nparams;

        snprintf(text[i], sizeof(text[i]), "%lld", (long long)
                 (last ? rows_now(round_.at) : config_int(b->settings[i])));
        params[i] = PG_TEXT(text[i]);
    }

    pg_submit(worker.pg_worker, &b->stmt, params,
              (uint64_t) config_int("postgres.timeout"), prune_reply, NULL);
}
