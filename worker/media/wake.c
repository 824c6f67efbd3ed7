/*
 * wake - see wake.h.
 */

#include "worker/media/wake.h"

#include <stdio.h>

#include "common/record.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/media/waits.h"
#include "worker/owner.h"

#define WAKE_TIMEOUT_MS  5000


static void
wake_reply(void *data, const redisReply *reply, const char *error)
{
    (void) data;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        log_warn("media.not_woken",
                 LOG_STR("error", reply != NULL ? reply->str : error));
    }
}


static void
wake_send(int partition, const char *tenant, const char *conversation)
{
    uint8_t   bytes[RECORD_FIXED_LEN + 8 + 80];
    record_t  r = {
        .kind = RECORD_WAKE, .channel = SLICE_LIT("media"),
        .partition = (uint16_t) partition, .received_us = unix_us()
    };
    size_t    len = record_header_len(&r);
    char      stream[32];
    int       n;

    record_encode_header(&r, bytes);
    n = snprintf((char *) bytes + len, sizeof(bytes) - len, "%s %s", tenant,
                 conversation);
    snprintf(stream, sizeof(stream), "relevo:{%d}:in", partition);

    const slice_t  argv[] = {
        SLICE_LIT("XADD"), slice_str(stream), SLICE_LIT("*"), SLICE_LIT("r"),
        slice_make(bytes, len + (size_t) n)
    };

    if (!redis_submit(worker.redis, argv, 5, WAKE_TIMEOUT_MS, wake_reply,
                      NULL))
    {
        log_debug("media.not_woken");
    }
}


void
media_wake(int partition, const char *tenant, const char *conversation)
{
    if (partition < 0 || partition >= worker.partitions) {
        return;
    }

    if (worker.part[partition].state == PART_OWNED) {
        waits_wake(tenant, conversation);
    } else {
        wake_send(partition, tenant, conversation);
    }
}
