/*
 * housekeeping - once a minute the owner of partition 0 forgets what is old:
 * deduplication keys (dedup.keep_days) and strikes, in bounded bites.  A full
 * bite is followed by the next one at once.  Nothing waits for it.
 */

#include "worker/housekeeping.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/owner.h"

#define FIRST_MS  1000
#define EVERY_MS  60000
#define BITE      "10000"               /* rows of one transaction */
#define BITE_ROWS 10000

static alarm_t  *next;
static bool      stopped;

static const pg_stmt_t  prune_stmt = {
    "prune", "select core.prune($1::int, $2::int)", 2
};

static void prune(void *data);


void
housekeeping_start(void)
{
    next = alarm_set(FIRST_MS, prune, NULL);
}


void
housekeeping_stop(void)
{
    stopped = true;
    alarm_cancel(next);
    next = NULL;
}


static void
prune_reply(void *data, const pg_reply_t *reply)
{
    int64_t  seen = 0;

    (void) data;

    if (reply->rc == RC_OK) {
        json_t  *result = jsonx_load(reply->body);

        seen = jsonx_int(result, "seen");
        stat_add(pruned, seen);
        json_decref(result);

    } else {
        log_warn("housekeeping.prune_failed", LOG_STR("error", reply->error));
    }

    if (!stopped) {
        next = alarm_set(seen >= BITE_ROWS ? 1 : EVERY_MS, prune, NULL);
    }
}


static void
prune(void *data)
{
    char  days[24];

    (void) data;
    next = NULL;

    if (worker.part[0].state != PART_OWNED) {
        next = alarm_set(FIRST_MS * 5, prune, NULL);
        return;
    }

    snprintf(days, sizeof(days), "%lld",
             (long long) config_int("dedup.keep_days"));

    const pg_param_t  params[] = { PG_TEXT(days), PG_TEXT(BITE) };

    pg_submit(worker.pg_worker, &prune_stmt, params,
              (uint64_t) config_int("postgres.timeout"), prune_reply, NULL);
}
