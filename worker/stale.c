/*
 * stale - what no child has written for STALE_MS goes out of relevo:stats:
 * HGETALL, then one HDEL.
 *
 * /metrics leaves such fields out long before (ngx_http_relevo_export_workers.c
 * has 30 s), so a clock that is minutes away costs nothing here; a child that
 * was only stopped writes its field again within a second.
 */

#include "worker/stale.h"

#include <string.h>

#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/worker.h"

#define STALE_MS    (10 * 60 * 1000)
#define FIELDS_MAX  64                  /* in one look */
#define CALL_MS     10000


/* What is no object with a time in it was not written by a child, either. */
static bool
is_stale(const redisReply *value)
{
    json_t   *numbers = jsonx_load(slice_make(value->str, value->len));
    int64_t   now = (int64_t) (unix_us() / 1000);
    bool      stale = jsonx_int(numbers, "at_ms") < now - STALE_MS;

    json_decref(numbers);

    return stale;
}


static void
removed(void *data, const redisReply *reply, const char *error)
{
    (void) data;

    if (reply == NULL || reply->type != REDIS_REPLY_INTEGER) {
        log_warn("stale.not_removed", LOG_STR("error", reply == NULL ? error
                                              : reply->str));
        return;
    }

    stat_add(stats_removed, reply->integer);
    log_info("stale.removed", LOG_INT("n", reply->integer));
}


static void
looked(void *data, const redisReply *reply, const char *error)
{
    slice_t  argv[2 + FIELDS_MAX] = {
        SLICE_LIT("HDEL"), SLICE_LIT("relevo:stats")
    };
    int      n = 2;

    (void) data;
    (void) error;

    if (reply == NULL || reply->type != REDIS_REPLY_ARRAY) {
        return;                         /* the next look will see */
    }

    for (size_t i = 0; i + 1 < reply->elements && n < 2 + FIELDS_MAX; i += 2) {
        const redisReply  *field = reply->element[i];

        if (is_stale(reply->element[i + 1])) {
            argv[n++] = slice_make(field->str, field->len);
        }
    }

    if (n > 2 && !redis_submit(worker.redis, argv, n, CALL_MS, removed, NULL)) {
        log_debug("stale.not_removed");
    }
}


void
stale_look(void)
{
    const slice_t  argv[] = {
        SLICE_LIT("HGETALL"), SLICE_LIT("relevo:stats")
    };

    if (redis_is_up(worker.redis)
        && !redis_submit(worker.redis, argv, 2, CALL_MS, looked, NULL))
    {
        log_debug("stale.not_looked");
    }
}
