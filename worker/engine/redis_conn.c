/*
 * redis_conn - the commands on one connection, and losing it.
 *
 * Every command has a cell.  The redis_t lists the cells of its connection, so
 * that losing it settles all calls at once, in order.  hiredis hands each cell
 * back exactly once (with a reply, or with NULL when its context dies) and
 * that is where the cell is freed; a cell whose caller is gone by then is a
 * late reply.
 */

#include "worker/engine/redis_conn.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define REDIS_RETRY_MS      50
#define REDIS_RETRY_MAX_MS  3000
#define REDIS_STRAY_MAX_MS  500         /* a failover is awaited */
#define REDIS_HOPS          5           /* then it is a wait */
#define REDIS_ARGS          16          /* more go through malloc */


/* ---- cells ---- */

static void
cell_unlink(cell_t *c)
{
    redis_t  *r = c->redis;

    *c->prev = c->next;
    if (c->next != NULL) {
        c->next->prev = c->prev;
    } else {
        r->tail = c->prev;
    }

    r->inflight--;
    c->redis = NULL;

    alarm_cancel(c->alarm);
    c->alarm = NULL;
}


/* The caller hears of it once; c stays until hiredis gives it back. */

static void
cell_settle(cell_t *c, const redisReply *reply, const char *error)
{
    op_t            *op = c->op;
    redis_reply_fn   fn = c->fn;

    c->op = NULL;
    c->fn = NULL;

    if (op != NULL) {
        redis_op_reply(op, reply, error);

    } else if (fn != NULL) {
        fn(c->data, reply, error);

    } else if (reply != NULL) {
        stat_add(ops_late, 1);
    }
}


/* A callback may call redis_free(), which empties the list. */

void
redis_cells_fail(redis_t *r, const char *error)
{
    while (r->cells != NULL) {
        cell_t  *c = r->cells;

        cell_unlink(c);
        cell_settle(c, NULL, error);
    }
}


static void
cell_overdue(void *data)
{
    cell_t  *c = data;

    c->alarm = NULL;                    /* it is what fired */
    redis_drop(c->redis, "redis: timeout");
}


/* ---- losing the connection ---- */

void
redis_move(redis_t *r, redis_state_t state, const char *why)
{
    bool  was_up = r->state == REDIS_UP;

    assert(r->state != REDIS_CLOSED);
    r->state = state;

    if (state == REDIS_UP) {
        log_info("redis.up", LOG_STR("connection", r->hooks.name));

    } else if (was_up || (state == REDIS_DOWN && r->attempt == 0)) {
        log_warn("redis.down", LOG_STR("connection", r->hooks.name),
                 LOG_STR("why", why));
    }
}


void
redis_lost(redis_t *r, const char *error, const char *detail)
{
    char   why[REDIS_WHY_MAX];
    bool   was_up = r->state == REDIS_UP;

    if (r->state == REDIS_CLOSED) {
        return;
    }

    (void) snprintf(why, sizeof(why), "%s%s%s", error,
                    detail == NULL ? "" : ": ", detail == NULL ? "" : detail);

    r->ac = NULL;
    redis_move(r, REDIS_DOWN, why);
    r->stray = !r->stray;               /* whoever it was, now another */
    alarm_cancel(r->alarm);
    r->alarm = alarm_set(backoff_ms(r->attempt++, REDIS_RETRY_MS, r->slot < 0
                                    ? REDIS_RETRY_MAX_MS : REDIS_STRAY_MAX_MS),
                         redis_connect, r);

    redis_cells_fail(r, error);

    if (was_up && r->state != REDIS_CLOSED && r->hooks.down != NULL) {
        r->hooks.down(r->hooks.data, why);
    }
}


void
redis_drop(redis_t *r, const char *why)
{
    redisAsyncContext  *ac = r->ac;

    redis_lost(r, why, NULL);

    if (ac != NULL) {
        ac->data = NULL;
        redisAsyncFree(ac);
    }
}


void
redis_hop(redis_t *r, const char *why)
{
    r->attempt += r->attempt == 0;      /* no news for the log */
    redis_drop(r, why);

    if (r->state == REDIS_DOWN) {       /* a callback may have freed it */
        r->stray = false;

        if (++r->hops <= REDIS_HOPS) {
            alarm_cancel(r->alarm);
            r->alarm = alarm_set(1, redis_connect, r);
        } else {
            r->hops = 0;
        }
    }
}


/* True: the reply was a redirection, all calls have been settled. */

static bool
redis_redirected(redis_t *r, const redisReply *reply)
{
    unsigned        slot;
    cluster_addr_t  to;

    if (r->slot < 0) {
        return false;
    }

    switch (cluster_says(reply, r->at.host, &slot, &to)) {

    case CLUSTER_MOVED:
        redis_cluster_moved(slot, &to);
        break;

    case CLUSTER_ASK:
        r->ask = to;
        break;

    default:
        return false;
    }

    stat_add(redis_redirects, 1);
    redis_hop(r, "redis: the key has moved");

    return true;
}


void
redis_on_disconnect(const redisAsyncContext *ac, int status)
{
    (void) status;

    if (ac->data != NULL) {
        redis_lost(ac->data, "redis: connection lost", ac->errstr);
    }
}


static void
redis_on_reply(redisAsyncContext *ac, void *reply, void *data)
{
    cell_t  *c = data;

    if (reply == NULL && ac->data != NULL && c->redis != NULL) {
        redis_t  *r = ac->data;

        ac->data = NULL;                /* hiredis is taking it down */
        redis_lost(r, "redis: connection lost", ac->errstr);
    }

    if (reply != NULL && c->redis != NULL
        && redis_redirected(c->redis, reply))
    {
        free(c);
        return;
    }

    if (c->redis != NULL) {
        cell_unlink(c);
    }

    /* nothing of the redis_t is touched behind this: it may be freed in it */

    cell_settle(c, reply, reply == NULL ? "redis: connection lost" : NULL);
    free(c);
}


/* ---- sending ---- */

bool
redis_send(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms,
    cell_t *c)
{
    const char  *fixed_arg[REDIS_ARGS], **arg = fixed_arg;
    size_t       fixed_len[REDIS_ARGS] = { 0 }, *len = fixed_len;
    bool         ok = false;

    if (argc > REDIS_ARGS) {
        arg = reallocarray(NULL, (size_t) argc, sizeof(*arg));
        len = reallocarray(NULL, (size_t) argc, sizeof(*len));
    }

    if (arg != NULL && len != NULL) {
        for (int i = 0; i < argc; i++) {
            arg[i] = argv[i].data == NULL ? "" : (const char *) argv[i].data;
            len[i] = argv[i].len;
        }

        ok = (!r->asking || r->state != REDIS_UP
              || redisAsyncCommand(r->ac, NULL, NULL, "ASKING") == REDIS_OK)
             && redisAsyncCommandArgv(r->ac, redis_on_reply, c, argc, arg, len)
                == REDIS_OK;
    }

    if (arg != fixed_arg) {
        free(arg);
    }
    if (len != fixed_len) {
        free(len);
    }

    if (!ok) {
        return false;
    }

    c->redis = r;
    c->prev = r->tail;
    *r->tail = c;
    r->tail = &c->next;
    r->inflight++;
    c->alarm = alarm_set(deadline_ms, cell_overdue, c);

    return true;
}
