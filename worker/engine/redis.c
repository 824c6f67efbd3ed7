/*
 * redis - calls of one Redis connection, and its life.
 *
 * redis_conn.c has the commands on the wire, redis_dial.c the way from an
 * address to a connection that takes calls, redis_router.c those of a cluster.
 */

#include "worker/engine/redis_conn.h"

#include <stdlib.h>

#include "worker/engine/config.h"


static cell_t *
redis_cell(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms)
{
    cell_t  *c;

    if (r->router != NULL) {
        r = router_get(r->router, argv, argc);
    }

    if (r == NULL || r->state != REDIS_UP
        || (int64_t) r->inflight >= config_int("redis.max_inflight"))
    {
        return NULL;
    }

    c = calloc(1, sizeof(cell_t));
    if (c != NULL && !redis_send(r, argv, argc, deadline_ms == 0
                                 ? redis_timeout_ms() : deadline_ms, c))
    {
        free(c);
        c = NULL;
    }

    return c;
}


bool
redis_submit(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms,
    redis_reply_fn fn, void *data)
{
    cell_t  *c = redis_cell(r, argv, argc, deadline_ms);

    if (c == NULL) {
        return false;
    }

    c->fn = fn;
    c->data = data;

    return true;
}


/* Errors that pass by themselves; the word is all that may be logged: the
 * rest of a Redis error quotes arguments. */

static bool
redis_error_passes(const char *str, const char **ret_error)
{
    static const struct { const char *word, *error; bool passes; } known[] = {
        { "LOADING",     "redis: LOADING", true },
        { "BUSY",        "redis: BUSY", true },
        { "OOM",         "redis: OOM", true },
        { "MISCONF",     "redis: MISCONF", true },
        { "READONLY",    "redis: READONLY", true },
        { "MASTERDOWN",  "redis: MASTERDOWN", true },
        { "NOREPLICAS",  "redis: NOREPLICAS", true },
        { "TRYAGAIN",    "redis: TRYAGAIN", true },
        { "CLUSTERDOWN", "redis: CLUSTERDOWN", true },
        { "NOPERM",      "redis: NOPERM", false },
        { "WRONGTYPE",   "redis: WRONGTYPE", false },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strncmp(str, known[i].word, strlen(known[i].word)) == 0) {
            *ret_error = known[i].error;
            return known[i].passes;
        }
    }

    *ret_error = "redis: error";

    return false;
}


void
redis_op_reply(op_t *op, const redisReply *reply, const char *error)
{
    rc_t  rc;

    if (reply == NULL) {
        op_complete(op, RC_RETRY, error);
        return;
    }

    switch (reply->type) {

    case REDIS_REPLY_ERROR:
        rc = redis_error_passes(reply->str, &error) ? RC_RETRY : RC_REJECT;
        op_complete(op, rc, error);
        return;

    case REDIS_REPLY_INTEGER:
        {
            const char  *text = pool_printf(op->job->pool, "%lld",
                                            reply->integer);

            op->body = slice_str(text);
        }
        break;

    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        op->body = pool_copy(op->job->pool,
                             slice_make(reply->str, (size_t) reply->len));
        break;

    default:
        op->is_null = reply->type == REDIS_REPLY_NIL;
        op_complete(op, RC_OK, NULL);   /* arrays: redis_submit() reads them */
        return;
    }

    if (op->body.data == NULL) {
        op_complete(op, RC_RETRY, "redis: reply over the job's memory");
        return;
    }

    op_complete(op, RC_OK, NULL);
}


static void
redis_op_detach(op_t *op)
{
    cell_t  *c = op->cell;

    c->op = NULL;                       /* the reply will find nobody */
}


op_t *
redis_call(job_t *j, redis_t *r, const slice_t *argv, int argc)
{
    op_t    *op = op_new(j);
    cell_t  *c = redis_cell(r, argv, argc, 0);

    if (c == NULL) {
        op_complete(op, RC_RETRY, redis_is_up(r) ? "redis: too many calls"
                                                 : "redis: down");
        return op;
    }

    op_deadline(op, redis_timeout_ms());
    c->op = op;
    op->cell = c;
    op->detach = redis_op_detach;

    return op;
}


/* ---- life ---- */

redis_t *
redis_new_for(const redis_hooks_t *hooks, slice_t key)
{
    redis_t  *r = calloc(1, sizeof(redis_t));

    if (r == NULL) {
        return NULL;
    }

    r->hooks = *hooks;
    r->slot = redis_is_cluster() ? (int) cluster_slot(key) : -1;
    r->tail = &r->cells;
    r->alarm = alarm_set(0, redis_connect, r);

    return r;
}


redis_t *
redis_new(const redis_hooks_t *hooks)
{
    redis_t  *r;

    if (!redis_is_cluster()) {
        return redis_new_for(hooks, SLICE_NULL);
    }

    r = calloc(1, sizeof(redis_t));
    if (r == NULL) {
        return NULL;
    }

    r->tail = &r->cells;
    r->router = router_new(hooks);

    if (r->router == NULL) {
        free(r);
        return NULL;
    }

    return r;
}


bool
redis_is_up(const redis_t *r)
{
    return r->router != NULL ? router_is_up(r->router)
                             : r->state == REDIS_UP;
}


void
redis_free(redis_t *r)
{
    redisAsyncContext  *ac;
    router_t           *router;

    if (r == NULL || r->state == REDIS_CLOSED) {
        return;
    }

    r->state = REDIS_CLOSED;
    router = r->router;
    r->router = NULL;                   /* who still looks sees it closed */
    router_free(router);
    alarm_cancel(r->alarm);
    r->alarm = NULL;

    redis_cells_fail(r, "redis: closed");

    ac = r->ac;
    r->ac = NULL;
    if (ac != NULL) {
        ac->data = NULL;
        redisAsyncFree(ac);             /* inside its callback: a bit later */
    }

    loop_defer(free, r);                /* callers up the stack still look */
}
