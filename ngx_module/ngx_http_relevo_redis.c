
/*
 * redis - calls and deadlines of the worker's Redis connection.
 *
 * Before: ingest and live hand over commands.  After: _redis_event.c moves
 * the bytes, _redis_life.c connects and tears down.  Invariants: an op
 * completes exactly once; a pending op of a request keeps an exiting worker
 * alive, nothing else here does.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_WORDS_MAX      512


static ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_enter(
    ngx_http_relevo_redis_t *redis, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data, u_char **ret_cmd);
static void ngx_http_relevo_redis_ignore(void *data, redisReply *reply);
static void ngx_http_relevo_redis_account(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_redis_watch(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_op_t *op);


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_send(ngx_http_relevo_redis_t *redis, u_char *cmd,
    size_t len, ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler,
    void *data)
{
    u_char                      *p;
    ngx_http_relevo_redis_op_t  *op;

    op = ngx_http_relevo_redis_begin(redis, len, ms, handler, data, &p);

    if (op) {
        ngx_memcpy(p, cmd, len);
    }

    return op;
}


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_begin(ngx_http_relevo_redis_t *redis, size_t len,
    ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler, void *data,
    u_char **ret_cmd)
{
    ngx_http_relevo_redis_op_t  *op;

    if (!ngx_http_relevo_redis_is_ready(redis)) {
        return NULL;
    }

    /* shed, do not queue: the sender repeats, our memory does not grow */

    if (redis->nops >= redis->conf->max_inflight
        || redis->nbytes + len > redis->conf->max_inflight_bytes)
    {
        ngx_http_relevo_count(redis_overload, 1);
        return NULL;
    }

    op = ngx_http_relevo_redis_enter(redis, len, ms, handler, data, ret_cmd);

    if (op) {
        ngx_http_relevo_redis_foreground(op);
    }

    return op;
}


void
ngx_http_relevo_redis_foreground(ngx_http_relevo_redis_op_t *op)
{
    op->foreground = 1;
    op->redis->nforeground++;

    ngx_http_relevo_redis_account(op->redis);
}


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_op(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_handler_pt handler, void *data)
{
    ngx_queue_t                 *q;
    ngx_http_relevo_redis_op_t  *op;

    if (ngx_queue_empty(&redis->spare)) {
        op = ngx_alloc(sizeof(ngx_http_relevo_redis_op_t), redis->log);
        if (op == NULL) {
            return NULL;
        }

    } else {
        q = ngx_queue_head(&redis->spare);
        ngx_queue_remove(q);
        op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);
    }

    ngx_memzero(op, sizeof(ngx_http_relevo_redis_op_t));

    op->redis = redis;
    op->handler = handler;
    op->data = data;

    return op;
}


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_submit(ngx_http_relevo_redis_t *redis, u_char *cmd,
    size_t len, ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler,
    void *data)
{
    u_char                      *p;
    ngx_http_relevo_redis_op_t  *op;

    op = ngx_http_relevo_redis_enter(redis, len, ms, handler, data, &p);

    if (op) {
        ngx_memcpy(p, cmd, len);
    }

    return op;
}


/* a command of len bytes, which the caller has still to write, is under way */

static ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_enter(ngx_http_relevo_redis_t *redis, size_t len,
    ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler, void *data,
    u_char **ret_cmd)
{
    ngx_http_relevo_redis_op_t  *op;

    static ngx_str_t  asking = ngx_string("*1" CRLF "$6" CRLF "ASKING" CRLF);

    /* its reply is of no interest, its place in the order is */

    if (redis->asking && handler != ngx_http_relevo_redis_ignore
        && ngx_http_relevo_redis_submit(redis, asking.data, asking.len, ms,
                                        ngx_http_relevo_redis_ignore, NULL)
           == NULL)
    {
        return NULL;
    }

    if (redis->hiredis == NULL) {
        return NULL;
    }

    op = ngx_http_relevo_redis_op(redis, handler, data);
    if (op == NULL) {
        return NULL;
    }

    op->size = len;
    op->deadline = ngx_current_msec + (ms ? ms : redis->conf->timeout);

    *ret_cmd = ngx_http_relevo_redis_room(redis, len);

    if (*ret_cmd == NULL) {
        ngx_queue_insert_head(&redis->spare, &op->queue);
        return NULL;
    }

    ngx_http_relevo_redis_watch(redis, op);
    ngx_queue_insert_tail(&redis->inflight, &op->queue);

    redis->nops++;
    redis->nbytes += len;

    return op;
}


static void
ngx_http_relevo_redis_ignore(void *data, redisReply *reply)
{
}


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_words(ngx_http_relevo_redis_t *redis, const char *words,
    ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler, void *data)
{
    u_char  *last;
    u_char   cmd[NGX_HTTP_RELEVO_WORDS_MAX];

    if (redis && redis->is_facade) {
        return ngx_http_relevo_call_words(redis, words, ms, handler, data);
    }

    last = ngx_http_relevo_resp_words(cmd, cmd + sizeof(cmd), words);

    return ngx_http_relevo_redis_send(redis, cmd, last - cmd, ms, handler,
                                      data);
}


ngx_int_t
ngx_http_relevo_redis_ask(ngx_http_relevo_redis_t *redis, const char *words,
    ngx_http_relevo_redis_handler_pt handler)
{
    return ngx_http_relevo_redis_ask_for(redis, words, 0, handler);
}


ngx_int_t
ngx_http_relevo_redis_ask_for(ngx_http_relevo_redis_t *redis,
    const char *words, ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler)
{
    u_char  *last;
    u_char   cmd[NGX_HTTP_RELEVO_WORDS_MAX];

    last = ngx_http_relevo_resp_words(cmd, cmd + sizeof(cmd), words);

    return ngx_http_relevo_redis_submit(redis, cmd, last - cmd, ms, handler,
                                        redis)
           ? NGX_OK : NGX_ERROR;
}


ngx_int_t
ngx_http_relevo_redis_ask_with(ngx_http_relevo_redis_t *redis,
    const char *words, ngx_http_relevo_redis_handler_pt handler, void *data)
{
    u_char  *last;
    u_char   cmd[NGX_HTTP_RELEVO_WORDS_MAX];

    last = ngx_http_relevo_resp_words(cmd, cmd + sizeof(cmd), words);

    return ngx_http_relevo_redis_submit(redis, cmd, last - cmd, 0, handler,
                                        data)
           ? NGX_OK : NGX_ERROR;
}


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_wait(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_handler_pt handler, void *data)
{
    ngx_http_relevo_redis_op_t  *op;

    if (redis == NULL || redis->state != NGX_HTTP_RELEVO_REDIS_CONNECTING) {
        return NULL;
    }

    if (redis->nforeground >= redis->conf->max_inflight) {
        ngx_http_relevo_count(redis_overload, 1);
        return NULL;
    }

    op = ngx_http_relevo_redis_op(redis, handler, data);
    if (op == NULL) {
        return NULL;
    }

    /* no deadline of its own: the handshake has one and ends the state */

    ngx_http_relevo_redis_foreground(op);
    ngx_queue_insert_tail(&redis->waiting, &op->queue);

    return op;
}


void
ngx_http_relevo_redis_detach(ngx_http_relevo_redis_op_t *op)
{
    op->handler = NULL;

    if (op->foreground) {
        op->foreground = 0;
        op->redis->nforeground--;
        ngx_http_relevo_redis_account(op->redis);
    }
}


void
ngx_http_relevo_redis_next(ngx_http_relevo_redis_t *redis, ngx_queue_t *ops,
    redisReply *reply)
{
    ngx_queue_t                 *q;
    ngx_http_relevo_redis_op_t  *op;

    q = ngx_queue_head(ops);
    op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);

    redis->nops--;
    redis->nbytes -= op->size;

    ngx_http_relevo_redis_complete(op, reply);
}


/* the calls of a connection that is gone */

void
ngx_http_relevo_redis_fail(ngx_http_relevo_redis_t *redis)
{
    while (!ngx_queue_empty(&redis->lost)) {
        ngx_http_relevo_redis_next(redis, &redis->lost, NULL);
    }
}


void
ngx_http_relevo_redis_complete(ngx_http_relevo_redis_op_t *op,
    redisReply *reply)
{
    void                              *data;
    ngx_http_relevo_redis_handler_pt   handler;

    handler = op->handler;
    data = op->data;

    ngx_queue_remove(&op->queue);
    ngx_http_relevo_redis_detach(op);
    ngx_queue_insert_head(&op->redis->spare, &op->queue);

    if (handler == NULL) {
        ngx_http_relevo_count(redis_orphans, 1);
        return;
    }

    handler(data, reply);
}


/*
 * The timer of the deadline is set for the oldest op and left in the tree;
 * whether it may be cut short by an exit is a bit that is read then.
 */

static void
ngx_http_relevo_redis_account(ngx_http_relevo_redis_t *redis)
{
    redis->deadline.cancelable = redis->background || redis->nforeground == 0;

    if (ngx_http_relevo_redis_is_node(redis)) {
        ngx_http_relevo_cluster_account(redis);

    } else if (!redis->background) {
        ngx_http_relevo_gauge(redis_inflight, redis->nops);
        ngx_http_relevo_gauge(redis_inflight_bytes, redis->nbytes);
    }
}


static void
ngx_http_relevo_redis_watch(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_op_t *op)
{
    ngx_event_t  *timer;

    timer = &redis->deadline;

    if (!ngx_queue_empty(&redis->inflight)) {
        return;
    }

    if (!timer->timer_set
        || (ngx_msec_int_t) (timer->timer.key - op->deadline) > 0)
    {
        ngx_add_timer(timer, op->deadline - ngx_current_msec);
    }
}


void
ngx_http_relevo_redis_deadline_handler(ngx_event_t *ev)
{
    ngx_queue_t                 *q;
    ngx_msec_int_t               left;
    ngx_http_relevo_redis_t     *redis;
    ngx_http_relevo_redis_op_t  *op;

    redis = ev->data;

    if (ngx_queue_empty(&redis->inflight)) {
        return;
    }

    q = ngx_queue_head(&redis->inflight);
    op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);

    left = (ngx_msec_int_t) (op->deadline - ngx_current_msec);

    if (left > 0) {
        ngx_add_timer(ev, left);
        return;
    }

    ngx_http_relevo_count(redis_timeouts, 1);
    ngx_http_relevo_redis_down(redis, "no reply in time");
}
