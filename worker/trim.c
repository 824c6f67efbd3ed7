/*
 * trim - once a second, XTRIM MINID of every owned partition's stream.
 *
 * Removes what is admitted and older than ingress.keep; with keep 0 the
 * stream's length is the backlog.  Nothing is trimmed over a connection whose
 * server was not compared with the cursor's: ids of another server say
 * nothing about what was admitted.
 */

#include "worker/trim.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/ingress.h"
#include "worker/stream_id.h"

#define TRIM_MS  1000

static char         run_id[48];         /* of worker.redis; "": unknown */
static stream_id_t  trimmed[PARTITIONS_MAX];


static void
trim_reply(void *data, const redisReply *reply, const char *error)
{
    stream_id_t  *done = data;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        *done = (stream_id_t) { 0, 0 };             /* again in a second */
        log_warn("trim.failed",
                 LOG_STR("error", reply == NULL ? error : reply->str));
    }
}


static void
trim_partition(const partition_t *part)
{
    stream_id_t  low = stream_id_trim(stream_id_parse(part->cursor),
                                      unix_us() / 1000,
                                      (uint64_t) config_int("ingress.keep"));
    char         key[32], minid[STREAM_ID_LEN];

    if (stream_id_compare(low, trimmed[part->p]) == 0) {
        return;
    }

    snprintf(key, sizeof(key), "relevo:{%d}:in", part->p);
    stream_id_format(low, minid);

    const slice_t  argv[] = {
        SLICE_LIT("XTRIM"), slice_str(key), SLICE_LIT("MINID"),
        SLICE_LIT("="), slice_str(minid)
    };

    if (redis_submit(worker.redis, argv, 5,
                     (uint64_t) config_int("redis.timeout"), trim_reply,
                     &trimmed[part->p]))
    {
        trimmed[part->p] = low;
    }
}


static void
trim_all(void *data)
{
    (void) data;

    for (int p = 0; p < worker.partitions && run_id[0] != '\0'; p++) {
        partition_t  *part = &worker.part[p];

        if (admit_is_compared(part->admit) && partition_holds(part)
            && strcmp(run_id, part->run_id) == 0)
        {
            trim_partition(part);
        }
    }

    (void) alarm_set(TRIM_MS, trim_all, NULL);
}


void
trim_start(void)
{
    (void) alarm_set(TRIM_MS, trim_all, NULL);
}


static void
trim_server(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) error;

    if (reply != NULL) {
        ingress_run_id(reply, run_id);
    }
}


void
trim_up(void)
{
    const slice_t  info[] = { SLICE_LIT("INFO"), SLICE_LIT("server") };

    trim_down();

    if (!redis_submit(worker.redis, info, 2,
                      (uint64_t) config_int("redis.timeout"), trim_server,
                      NULL))
    {
        log_debug("trim.no_server");                /* up comes again */
    }
}


void
trim_down(void)
{
    run_id[0] = '\0';
    memset(trimmed, 0, sizeof(trimmed));
}
