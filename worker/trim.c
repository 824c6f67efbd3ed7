/*
 * trim - once a second, XTRIM MINID of every owned partition's stream.
 *
 * Removes what is admitted and older than ingress.keep; with keep 0 the
 * stream's length is the backlog.  It goes over the reader's own connection
 * and only after its server was compared with the cursor's: ids of another
 * server say nothing about what was admitted.  A blocked read delays it.
 */

#include "worker/trim.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/ingress.h"
#include "worker/stream_id.h"

#define TRIM_MS  1000

typedef struct {
    stream_id_t  low;
    char         run_id[48];
} trimmed_t;

static trimmed_t  trimmed[PARTITIONS_MAX];


static void
trim_reply(void *data, const redisReply *reply, const char *error)
{
    trimmed_t  *done = data;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        done->low = (stream_id_t) { 0, 0 };         /* again in a second */
        log_warn("trim.failed",
                 LOG_STR("error", reply == NULL ? error : reply->str));
    }
}


static void
trim_partition(const partition_t *part, redis_t *redis)
{
    stream_id_t  low = stream_id_trim(stream_id_parse(part->cursor),
                                      unix_us() / 1000,
                                      (uint64_t) config_int("ingress.keep"));
    trimmed_t   *done = &trimmed[part->p];
    char         key[32], minid[STREAM_ID_LEN];

    if (stream_id_compare(low, done->low) == 0
        && strcmp(done->run_id, part->run_id) == 0)
    {
        return;
    }

    snprintf(key, sizeof(key), "relevo:{%d}:in", part->p);
    stream_id_format(low, minid);

    const slice_t  argv[] = {
        SLICE_LIT("XTRIM"), slice_str(key), SLICE_LIT("MINID"),
        SLICE_LIT("="), slice_str(minid)
    };

    if (redis_submit(redis, argv, 5, INGRESS_BLOCK_MS
                     + (uint64_t) config_int("redis.timeout"), trim_reply,
                     done))
    {
        done->low = low;
        snprintf(done->run_id, sizeof(done->run_id), "%s", part->run_id);
    }
}


static void
trim_all(void *data)
{
    (void) data;

    for (int p = 0; p < worker.partitions; p++) {
        partition_t  *part = &worker.part[p];
        redis_t      *redis = admit_compared(part->admit);

        if (redis != NULL && partition_holds(part)) {
            trim_partition(part, redis);
        }
    }

    (void) alarm_set(TRIM_MS, trim_all, NULL);
}


void
trim_start(void)
{
    (void) alarm_set(TRIM_MS, trim_all, NULL);
}

