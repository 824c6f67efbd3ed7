/*
 * resume - see resume.h.  Whoever does it twice does no harm: the timer stays
 * until it could be deleted.
 */

#include "worker/resume.h"

#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/owner.h"

#define CHANNEL_LEN  32

static const pg_stmt_t  done_stmt = {
    "timer_done", "select core.timer_done($1::uuid, $2::uuid)", 2
};


static void
resume_gone(void *data, const pg_reply_t *reply)
{
    (void) data;

    if (reply->rc != RC_OK) {
        log_warn("resume.stays", LOG_STR("error", reply->error));
    }
}


/* ref: "channel account". */

void
resume_due(const json_t *timer)
{
    int64_t            p = jsonx_int(timer, "partition");
    const char        *ref = jsonx_str(timer, "ref");
    size_t             len = strcspn(ref, " ");
    char               channel[CHANNEL_LEN];
    const pg_param_t   params[] = {
        PG_TEXT(jsonx_str(timer, "tenant")), PG_TEXT(jsonx_str(timer, "id"))
    };

    if (p < 0 || p >= worker.partitions
        || worker.part[p].state != PART_OWNED)
    {
        return;                         /* the next owner's */
    }

    if (ref[len] != '\0' && len < sizeof(channel)) {
        memcpy(channel, ref, len);
        channel[len] = '\0';
        deliver_resume(worker.part[p].deliver, channel, ref + len + 1);
    }

    pg_submit(worker.pg_worker, &done_stmt, params,
              (uint64_t) config_int("postgres.timeout"), resume_gone, NULL);
}
