/*
 * task_validate - relevo:validate: is it a kind we take, of a size we take?
 *
 * Before anything is fetched, from what the channel announced; the fetch task
 * checks what really comes.  Output: {"kind", "announced_bytes"}.
 */

#include <string.h>

#include "worker/engine/config.h"
#include "worker/media/tasks.h"


static rc_t
validate_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    int64_t        most = config_int("media.max_bytes");

    if (strcmp(s->kind, "unknown") == 0) {
        return media_fail(j, MEDIA_UNSUPPORTED, "a kind nobody knows");
    }

    if (s->bytes > most) {
        return media_fail(j, MEDIA_TOO_LARGE, "%lld bytes announced, "
                          "media.max_bytes is %lld", (long long) s->bytes,
                          (long long) most);
    }

    s->output = pool_json(j->pool, json_pack("{s:s, s:I}", "kind", s->kind,
                          "announced_bytes", (json_int_t) s->bytes));

    return RC_OK;
}


const phase_t  task_validate[] = {
    { "media_validate", validate_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};
