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
 * by the next at once.  Nothing waits for it: what fails is tried again.
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

static const pg_stmt_t  prune_stmt = {
    "prune", "select core.prune($1::int, $2::int, $3::int, $4::int, $5::int)"
    " || jsonb_build_object('document', core.kb_prune($6::int, $5::int),"
    " 'media', core.media_prune($7::int, $5::int),"
    " 'task', core.task_prune($5::int),"
    " 'usage', core.usage_prune($5::int),"
    " 'ticket', core.ticket_prune($8::int, $5::int))"
    " || core.prune_rest($3::int, $4::int, $8::int, $5::int)",
    8                                   /* NPARAMS */
};

/* In the order of prune_stmt's parameters. */
static const char *const  settings[] = {
    "dedup.keep_days", "retention.outbox_days", "retention.turn_days",
    "retention.dead_letter_days", "retention.batch",
    "retention.knowledge_days", "retention.media_days",
    "retention.ticket_days"
};

#define NPARAMS  (sizeof(settings) / sizeof(settings[0]))

static void housekeeping_run(void *data);
static void prune(void);


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
        prune();
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


static void
prune_reply(void *data, const pg_reply_t *reply)
{
    int64_t  most = 0;
    bool     again;

    (void) data;

    if (reply->rc == RC_OK) {
        json_t  *result = jsonx_load(reply->body);

        most = prune_count(result);
        json_decref(result);

    } else {
        log_warn("housekeeping.prune_failed", LOG_STR("error", reply->error));
    }

    again = most >= config_int("retention.batch");

    if (!stopped && !again) {
        stale_look();
        media_gc_look();
        archive_look();
    }
    if (!stopped) {
        next = alarm_set(again ? 1 : (uint64_t)
                         config_int("retention.interval"), housekeeping_run,
                         NULL);
    }
}


static void
prune(void)
{
    char        text[NPARAMS][24];
    pg_param_t  params[NPARAMS];

    for (size_t i = 0; i < NPARAMS; i++) {
        snprintf(text[i], sizeof(text[i]), "%lld",
                 (long long) config_int(settings[i]));
        params[i] = PG_TEXT(text[i]);
    }

    pg_submit(worker.pg_worker, &prune_stmt, params,
              (uint64_t) config_int("postgres.timeout"), prune_reply, NULL);
}
