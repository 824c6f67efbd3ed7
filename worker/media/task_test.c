/*
 * task_test - relevo:test, in test builds only: does what its input says.
 *
 *   {"output": <its result>, "row": {..}, "wait_ms": n, "error": "Name",
 *    "transient": true, "times": n}      times: fails so often, then works;
 *                                        counted in this process
 */

#ifdef RELEVO_FAILPOINTS

#include <string.h>

#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/media/tasks.h"

static unsigned  failed;


static rc_t
test_end(job_t *j)
{
    media_step_t  *s = job_media(j);
    const char    *error = jsonx_str(s->input, "error");
    const json_t  *times = json_object_get(s->input, "times");
    const char    *key;
    json_t        *value;

    log_info("media.test", LOG_STR("media", s->media),
             LOG_STR("what", jsonx_str(s->input, "what")));

    if (*error != '\0'
        && (times == NULL || failed < (unsigned) json_integer_value(times)))
    {
        failed++;
        (void) media_fail(j, pool_strdup(j->pool, error), "as told");
        return jsonx_true(s->input, "transient") ? RC_RETRY : RC_REJECT;
    }

    json_object_foreach(json_object_get(s->input, "row"), key, value) {
        media_row_set(j, key, json_incref(value));
    }

    s->output = json_object_get(s->input, "output");

    return RC_OK;
}


static rc_t
test_start(job_t *j)
{
    int64_t  ms = jsonx_int(job_media(j)->input, "wait_ms");

    if (ms == 0) {
        return test_end(j);
    }

    (void) wait_call(j, (uint64_t) ms);

    return RC_AGAIN;
}


const phase_t  task_test[] = {
    { "media_test", test_start, test_end, 24 * 3600 * 1000u },
    { NULL, NULL, NULL, 0 }
};

#endif
