/*
 * media_loop - see media_loop.h.
 */

#include "worker/cli/media_loop.h"

#include <stdio.h>

#include "worker/cli/cli.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/work.h"

/* One call of the store. */
typedef struct {
    const char  *verb, *key, *more;
    object_t    *object;
    json_t      *answer;
} call_t;

static rc_t  result;
static char  why[256];


void
media_loop_open(void)
{
    log_init("media");
    loop_init();
    http_init();
}


void
media_loop_close(void)
{
    http_release();
    loop_release();
}


static void
over(job_t *j, rc_t rc)
{
    result = rc;
    snprintf(why, sizeof(why), "%s", j->reason != NULL ? j->reason : "");
    loop_stop();
}


rc_t
media_loop_run(const phase_t *table, void *data, char ret_why[256])
{
    if (job_new(table, data, over) == NULL) {
        snprintf(ret_why, 256, "out of memory");
        return RC_RETRY;
    }

    loop_run();
    snprintf(ret_why, 256, "%s", why);

    return result;
}


/* --- the store ---------------------------------------------------------- */

static rc_t
call_start(job_t *j)
{
    call_t  *c = j->data;

    c->object = strcmp(c->verb, "list") == 0
                ? object_list(j, c->key, c->more)
                : strcmp(c->verb, "head") == 0 ? object_head(j, c->key)
                                               : object_remove(j, c->key);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    call_t  *c = j->data;
    rc_t     rc = object_settled(j, c->object);

    c->answer = c->object->answer != NULL ? json_deep_copy(c->object->answer)
                                          : NULL;

    return rc == RC_OK ? RC_OK : job_fail(j, rc, "%s", c->object->error);
}


static const phase_t  call_phases[] = {
    { "call", call_start, call_finish, 600000 },
    { NULL, NULL, NULL, 0 }
};


json_t *
media_loop_list(const char *prefix, const char *after)
{
    call_t  c = { .verb = "list", .key = prefix, .more = after };
    char    reason[256];

    if (media_loop_run(call_phases, &c, reason) != RC_OK) {
        cli_error("the store: %s", reason);
    }

    return c.answer;
}


rc_t
media_loop_head(const char *key, uint64_t *ret_bytes, char ret_why[256])
{
    call_t  c = { .verb = "head", .key = key };
    rc_t    rc = media_loop_run(call_phases, &c, ret_why);

    *ret_bytes = (uint64_t) cli_num(c.answer, "bytes");
    json_decref(c.answer);

    return rc;
}


rc_t
media_loop_remove(const char *key, char ret_why[256])
{
    call_t  c = { .verb = "remove", .key = key };
    rc_t    rc = media_loop_run(call_phases, &c, ret_why);

    json_decref(c.answer);

    return rc;
}


/* --- files -------------------------------------------------------------- */

typedef struct {
    object_put_t  put;
    op_t         *op;
    seal_job_t   *seal;
    object_t     *object;
} put_t;


static rc_t
seal_start(job_t *j)
{
    put_t  *p = j->data;

    if (!seal_is_on()) {
        return RC_DECLINED;
    }

    p->op = seal_begin(j, p->put.key, p->put.path, &p->seal);

    return RC_AGAIN;
}


static rc_t
seal_finish(job_t *j)
{
    put_t  *p = j->data;

    if (p->op->rc != RC_OK) {
        return job_fail(j, p->op->rc, "%s", p->op->error);
    }

    p->put.path = seal_path(p->seal);
    p->put.sha256 = seal_digest(p->seal);
    p->put.bytes = seal_bytes(p->seal);

    return RC_OK;
}


static rc_t
put_start(job_t *j)
{
    put_t  *p = j->data;

    p->object = object_put(j, &p->put);

    return RC_AGAIN;
}


static rc_t
put_finish(job_t *j)
{
    put_t  *p = j->data;
    rc_t    rc = object_settled(j, p->object);

    return rc == RC_OK ? RC_OK : job_fail(j, rc, "%s", p->object->error);
}


static const phase_t  put_phases[] = {
    { "seal", seal_start, seal_finish, 600000 },
    { "put",  put_start,  put_finish,  600000 },
    { NULL, NULL, NULL, 0 }
};


rc_t
media_loop_put(object_put_t *put, char ret_why[256])
{
    put_t  p = { .put = *put };
    rc_t   rc = media_loop_run(put_phases, &p, ret_why);

    put->bytes = p.put.bytes;

    return rc;
}


static const phase_t  get_phases[] = {
    { "local", local_start, local_finish, LOCAL_MS },
    { NULL, NULL, NULL, 0 }
};


rc_t
media_loop_get(const char *key, const char *path, bool *ret_missing,
    char ret_why[256])
{
    media_step_t  step = { .object = key, .path = path };
    rc_t          rc = media_loop_run(get_phases, &step, ret_why);

    if (ret_missing != NULL) {
        *ret_missing = step.error != NULL
                       && strcmp(step.error, MEDIA_GONE) == 0;
    }

    return rc;
}
