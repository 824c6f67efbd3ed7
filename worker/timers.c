/*
 * timers - rows of core.timer whose time has come, found by the sweep of
 * their partition's owner.
 *
 * One call of core.timer_run each: it takes the row and does what its kind
 * says in one transaction, so a timer that is run twice was run once.  The
 * words a customer may have to hear go along (answer/notice.h).  What fails
 * for good is put off by LATER_MS and counted; what fails for now is due
 * still.
 */

#include "worker/timers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/answer.h"
#include "worker/answer/notice.h"
#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/errands/errands.h"
#include "worker/jsonx.h"
#include "worker/owner.h"
#include "worker/publish.h"
#include "worker/resume.h"
#include "worker/sweep.h"

#define TIMERS_MAX  64                  /* calls under way */
#define LATER_MS    "60000"

typedef struct {
    char  tenant[37];
    char  id[37];
} due_t;

/* Kinds that core.timer_run knows; publish, resume and task are done here.  One
 * that is unknown a newer version has written. */
static const char *const  kinds[] = {
    "sla", "accept", "idle", "notice", "csat", "close", "callback",
    "presence", "assign", "typing", "read", "upkeep",
    "notify", "notify_flush", "notify_daily", "review"
};

static struct {
    unsigned   flying;
    bool       more;                    /* than could fly at once */
    char      *texts;                   /* of all languages, JSON */
} timers;

static const pg_stmt_t  run_stmt = {
    "timer_run", "select answer, events from core.timer_run($1::uuid,"
    " $2::uuid, $3::jsonb)", 3
};
static const pg_stmt_t  later_stmt = {
    "timer_later", "select core.timer_later($1::uuid, $2::uuid, $3::bigint)",
    3
};


/* The words are loaded with the rest of what answers; false: not yet. */
static bool
texts_ready(void)
{
    char     err[256];
    json_t  *all;

    if (timers.texts != NULL) {
        return true;
    }

    if (!answer_init(err, sizeof(err))) {
        log_warn("timers.no_texts", LOG_STR("error", err));
        return false;
    }

    all = notice_all();
    timers.texts = json_dumps(all, JSON_COMPACT);
    json_decref(all);

    return timers.texts != NULL;
}


void
timers_release(void)
{
    jsonx_free(timers.texts);
    timers.texts = NULL;
}


/* What came of it, in numbers. */
static void
timer_count(const char *did, int64_t n)
{
    if (strcmp(did, "breached") == 0) {
        stat_add(sla_breaches, 1);

    } else if (strcmp(did, "passed") == 0) {
        stat_add(assign_timeouts, 1);

    } else if (strcmp(did, "told") == 0 || strcmp(did, "to_bot") == 0
               || strcmp(did, "to_queue") == 0)
    {
        stat_add(handoffs_idle, 1);

    } else if (strcmp(did, "asked") == 0) {
        stat_add(ratings_asked, 1);

    } else if (strcmp(did, "due") == 0) {
        stat_add(callbacks_due, 1);

    } else if (strcmp(did, "dropped") == 0) {
        stat_add(notify_dropped, 1);

    } else if (strcmp(did, "picked") == 0) {
        stat_add(reviews_picked, n);
    }
}


static void
later_reply(void *data, const pg_reply_t *reply)
{
    (void) data;

    if (reply->rc != RC_OK) {
        log_warn("timer.not_put_off", LOG_STR("error", reply->error));
    }
}


static void
timer_put_off(const due_t *d, const char *error)
{
    const pg_param_t  params[] = { PG_TEXT(d->tenant), PG_TEXT(d->id),
                                   PG_TEXT(LATER_MS) };

    stat_add(timers_failed, 1);
    log_error("timer.failed", LOG_STR("timer", d->id),
              LOG_STR("error", error));
    pg_submit(worker.pg_worker, &later_stmt, params,
              (uint64_t) config_int("postgres.timeout"), later_reply, NULL);
}


/* An agent has read, or types: the customer sees it where the channel can
 * show it. */
static void
timer_receipt(const json_t *receipt)
{
    int64_t  p = jsonx_int(receipt, "partition");

    if (json_is_object(receipt) && p >= 0 && p < worker.partitions) {
        deliver_read_receipt(&worker.part[p], jsonx_str(receipt, "channel"),
                             jsonx_str(receipt, "account"),
                             jsonx_str(receipt, "message"),
                             jsonx_str(receipt, "sender"),
                             jsonx_true(receipt, "typing"));
    }
}


static void
timer_reply(void *data, const pg_reply_t *reply)
{
    due_t   *d = data;
    json_t  *answer;

    timers.flying--;

    if (timers.flying == 0 && timers.more) {
        timers.more = false;
        sweep_soon();
    }

    if (reply->rc == RC_OK) {
        answer = jsonx_load(reply->body);
        stat_add(timers_run, 1);
        timer_count(jsonx_str(answer, "did"), jsonx_int(answer, "n"));
        live_publish(reply->second);
        timer_receipt(json_object_get(answer, "receipt"));

        if (jsonx_true(answer, "wakes")) {
            sweep_soon();               /* rows to send */
        }
        json_decref(answer);

    } else if (reply->rc == RC_REJECT) {
        timer_put_off(d, reply->error);
    }

    free(d);
}


static void
timer_run(const json_t *row)
{
    due_t  *d = calloc(1, sizeof(due_t));

    if (d == NULL) {
        log_error("timers.out_of_memory");
        return;
    }

    snprintf(d->tenant, sizeof(d->tenant), "%s", jsonx_str(row, "tenant"));
    snprintf(d->id, sizeof(d->id), "%s", jsonx_str(row, "id"));

    const pg_param_t  params[] = { PG_TEXT(d->tenant), PG_TEXT(d->id),
                                   PG_TEXT(timers.texts) };

    timers.flying++;
    pg_submit(worker.pg_worker, &run_stmt, params,
              (uint64_t) config_int("postgres.timeout"), timer_reply, d);
}


static bool
kind_is_known(const char *kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i], kind) == 0) {
            return true;
        }
    }

    return false;
}


void
timers_due(const json_t *rows)
{
    bool     first = timers.flying == 0;    /* else they are these */
    size_t   i;
    json_t  *row;

    json_array_foreach(rows, i, row) {
        const char  *kind = jsonx_str(row, "kind");

        if (strcmp(kind, "publish") == 0) {
            publish_due();

        } else if (strcmp(kind, "resume") == 0) {
            resume_due(row);

        } else if (strcmp(kind, "task") == 0) {
            errands_due(row);

        } else if (!kind_is_known(kind)) {
            log_warn("timer.unknown_kind", LOG_STR("kind", kind),
                     LOG_STR("timer", jsonx_str(row, "id")));

        } else if (first && timers.flying == TIMERS_MAX) {
            timers.more = true;

        } else if (first && texts_ready()) {
            timer_run(row);
        }
    }
}
