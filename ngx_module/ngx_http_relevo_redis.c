
/*
 * redis - calls, deadlines and states of the worker's Redis connection.
 *
 * Before: ingest and live hand over commands.  After: _redis_event.c moves
 * the bytes, _redis_hello.c does the handshake.  Invariants: an op completes
 * exactly once; only ngx_http_relevo_redis_down() tears down; a pending op of
 * a request keeps an exiting worker alive, nothing else here does.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_BACKOFF_MIN    100
#define NGX_HTTP_RELEVO_BACKOFF_MAX    5000
#define NGX_HTTP_RELEVO_WORDS_MAX      512


static void ngx_http_relevo_redis_ignore(void *data, redisReply *reply);
static void ngx_http_relevo_redis_account(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_redis_watch(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_op_t *op);
static void ngx_http_relevo_redis_deadline_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_reconnect_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_retry(ngx_http_relevo_redis_t *redis);
static redisContext *ngx_http_relevo_redis_dial(
    ngx_http_relevo_redis_t *redis);


static const char  *ngx_http_relevo_redis_states[] = {
    "DOWN", "CONNECTING", "READY"
};


ngx_http_relevo_redis_op_t *
ngx_http_relevo_redis_send(ngx_http_relevo_redis_t *redis, u_char *cmd,
    size_t len, ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler,
    void *data)
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

    op = ngx_http_relevo_redis_submit(redis, cmd, len, ms, handler, data);

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

    if (ngx_http_relevo_redis_write(redis, cmd, len) != NGX_OK) {
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


static void
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


void
ngx_http_relevo_redis_down(ngx_http_relevo_redis_t *redis, const char *why)
{
    redisContext  *hiredis;

    /* a facade has none; its nodes look after themselves */

    if (redis->state == NGX_HTTP_RELEVO_REDIS_DOWN || redis->is_facade) {
        return;
    }

    hiredis = redis->hiredis;
    redis->hiredis = NULL;

    ngx_http_relevo_count(redis_failures, 1);
    ngx_http_relevo_redis_move(redis, NGX_HTTP_RELEVO_REDIS_DOWN, why);

    if (!ngx_queue_empty(&redis->inflight)) {
        ngx_queue_add(&redis->lost, &redis->inflight);
        ngx_queue_init(&redis->inflight);
    }

    if (hiredis) {
        ngx_http_relevo_redis_release(redis);
        redisFree(hiredis);
    }

    /* from inside of a handler: when it has returned */

    if (!redis->replying) {
        ngx_http_relevo_redis_fail(redis);
    }

    redis->asking = 0;

    if (redis->check.timer_set) {
        ngx_del_timer(&redis->check);
    }

    ngx_http_relevo_confirm_fail(redis);
    ngx_http_relevo_redis_wake(redis);
    ngx_http_relevo_redis_retry(redis);

    if (redis->hook) {
        redis->hook(redis->hook_data, 0);
    }

    if (ngx_http_relevo_redis_is_node(redis)) {
        ngx_http_relevo_cluster_changed(redis, 0);
    }
}


void
ngx_http_relevo_redis_up(ngx_http_relevo_redis_t *redis)
{
    redis->backoff = 0;
    redis->generation++;

    ngx_http_relevo_count(redis_connects, 1);
    ngx_http_relevo_redis_move(redis, NGX_HTTP_RELEVO_REDIS_READY,
                               "handshake done");

    if (ngx_http_relevo_redis_is_node(redis)) {
        ngx_http_relevo_check_arm(redis);
        ngx_http_relevo_cluster_changed(redis, 1);
        return;
    }

    /* first in the pipeline: before anything is appended to what it finds */

    if (!redis->background) {
        ngx_http_relevo_marks_check(redis);

        if (!redis->is_facade) {
            ngx_http_relevo_check_arm(redis);
        }
    }

    if (redis->hook) {
        redis->hook(redis->hook_data, 1);
    }

    ngx_http_relevo_redis_wake(redis);
}


void
ngx_http_relevo_redis_wake(ngx_http_relevo_redis_t *redis)
{
    ngx_queue_t                 *q;
    ngx_http_relevo_redis_op_t  *op;

    while (!ngx_queue_empty(&redis->waiting)
           && redis->state != NGX_HTTP_RELEVO_REDIS_CONNECTING)
    {
        q = ngx_queue_head(&redis->waiting);
        op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);

        ngx_http_relevo_redis_complete(op, NULL);
    }
}


void
ngx_http_relevo_redis_move(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_state_e state, const char *why)
{
    ngx_uint_t  level;

    /* an outage is one line when it begins and one when it ends */

    level = NGX_LOG_INFO;

    if (state == NGX_HTTP_RELEVO_REDIS_READY) {
        level = redis->logged_down ? NGX_LOG_WARN : NGX_LOG_NOTICE;
        redis->logged_down = 0;

    } else if (state == NGX_HTTP_RELEVO_REDIS_DOWN
               && !redis->logged_down && !redis->is_closed
               && !ngx_exiting && !ngx_terminate && !ngx_quit)
    {
        level = NGX_LOG_ERR;
        redis->logged_down = 1;
    }

    ngx_log_error(level, redis->log, 0, "relevo %s: %s -> %s (%s), \"%V\"",
                  redis->name, ngx_http_relevo_redis_states[redis->state],
                  ngx_http_relevo_redis_states[state], why,
                  &redis->conf->server);

    redis->state = state;

    if (!redis->background && !ngx_http_relevo_redis_is_node(redis)) {
        ngx_http_relevo_gauge(redis_up, state == NGX_HTTP_RELEVO_REDIS_READY);
    }
}


/* a reconnect by timer only: hiredis still holds the old fd at this point */

static void
ngx_http_relevo_redis_retry(ngx_http_relevo_redis_t *redis)
{
    ngx_msec_t  base;

    if ((redis->background && ngx_exiting) || redis->is_closed) {
        return;
    }

    base = redis->backoff ? redis->backoff : NGX_HTTP_RELEVO_BACKOFF_MIN;
    redis->backoff = ngx_min(base * 2, NGX_HTTP_RELEVO_BACKOFF_MAX);

    /* 75 % to 125 %: workers must not come back in step */

    ngx_add_timer(&redis->reconnect,
                  base * 3 / 4 + (ngx_msec_t) ngx_random() % (base / 2));
}


static void
ngx_http_relevo_redis_reconnect_handler(ngx_event_t *ev)
{
    ngx_http_relevo_redis_start(ev->data);
}


void
ngx_http_relevo_redis_start(ngx_http_relevo_redis_t *redis)
{
    redisContext  *hiredis;

    if (redis->state != NGX_HTTP_RELEVO_REDIS_DOWN) {
        return;
    }

    redis->is_closed = 0;

    if (redis->is_facade) {
        ngx_http_relevo_cluster_start(redis->cluster);
        return;
    }

    ngx_http_relevo_redis_move(redis, NGX_HTTP_RELEVO_REDIS_CONNECTING,
                               "start");

    hiredis = ngx_http_relevo_redis_dial(redis);

    if (hiredis == NULL) {
        ngx_http_relevo_redis_down(redis, "no address, or no memory");
        return;
    }

    redis->hiredis = hiredis;

    if (hiredis->err) {
        ngx_http_relevo_redis_down(redis, "connect failed");
        return;
    }

    if (ngx_http_relevo_redis_attach(redis) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "no free connection");
        return;
    }

    if (ngx_http_relevo_redis_hello(redis) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "no memory");
    }
}


static redisContext *
ngx_http_relevo_redis_dial(ngx_http_relevo_redis_t *redis)
{
    ngx_str_t              key;
    const cluster_addr_t  *addr;

    if (redis->bound_key == NULL) {
        return redis->conf->path
               ? redisConnectUnixNonBlock(redis->conf->path)
               : redisConnectNonBlock(redis->conf->ip, redis->conf->port);
    }

    /* sent here by ASK, this once */

    if (redis->ask.port) {
        redis->at = redis->ask;
        redis->ask.port = 0;
        redis->asking = 1;

        return redisConnectNonBlock(redis->at.host, redis->at.port);
    }

    key.data = (u_char *) redis->bound_key;
    key.len = ngx_strlen(redis->bound_key);

    addr = ngx_http_relevo_cluster_addr(redis->cluster,
                               cluster_slot(slice_make(key.data, key.len)));
    if (addr == NULL) {
        return NULL;
    }

    redis->at = *addr;

    return redisConnectNonBlock(redis->at.host, redis->at.port);
}


/* as "%ui" of ngx_sprintf(), of which a webhook would need five */

u_char *
ngx_http_relevo_decimal(u_char *p, ngx_uint_t n)
{
    u_char  *last, digits[NGX_INT_T_LEN];

    last = digits + sizeof(digits);

    do {
        *--last = (u_char) ('0' + n % 10);
        n /= 10;
    } while (n);

    return ngx_cpymem(p, last, digits + sizeof(digits) - last);
}


u_char *
ngx_http_relevo_resp_len(u_char *p, size_t len)
{
    *p++ = '$';
    p = ngx_http_relevo_decimal(p, len);
    *p++ = CR;
    *p++ = LF;

    return p;
}


u_char *
ngx_http_relevo_resp_bulk(u_char *p, const void *data, size_t len)
{
    p = ngx_http_relevo_resp_len(p, len);
    p = ngx_cpymem(p, data, len);
    *p++ = CR;
    *p++ = LF;

    return p;
}


/* words: a constant of ours, separated by single spaces */

u_char *
ngx_http_relevo_resp_words(u_char *p, u_char *last, const char *words)
{
    size_t       len;
    ngx_uint_t   n;
    const char  *w;

    n = 1;

    for (w = words; *w; w++) {
        n += (*w == ' ');
    }

    p = ngx_slprintf(p, last, "*%ui" CRLF, n);

    for (w = words; n; n--) {
        len = strcspn(w, " ");

        p = ngx_slprintf(p, last, "$%uz" CRLF "%*s" CRLF, len, len, w);
        w += len + 1;
    }

    return p;
}


ngx_http_relevo_redis_t *
ngx_http_relevo_redis_create(ngx_cycle_t *cycle,
    ngx_http_relevo_redis_conf_t *conf, const char *name)
{
    ngx_http_relevo_redis_t  *redis;

    redis = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_redis_t));
    if (redis == NULL) {
        return NULL;
    }

    redis->ident = -1;
    redis->log = cycle->log;
    redis->name = name;
    redis->conf = conf;

    ngx_queue_init(&redis->inflight);
    ngx_queue_init(&redis->lost);
    ngx_queue_init(&redis->waiting);
    ngx_queue_init(&redis->unconfirmed);
    ngx_queue_init(&redis->confirming);
    ngx_queue_init(&redis->spare);

    redis->flush.handler = ngx_http_relevo_redis_flush_handler;
    redis->flush.data = redis;
    redis->flush.log = cycle->log;

    redis->deadline.handler = ngx_http_relevo_redis_deadline_handler;
    redis->deadline.data = redis;
    redis->deadline.log = cycle->log;
    redis->deadline.cancelable = 1;

    redis->reconnect.handler = ngx_http_relevo_redis_reconnect_handler;
    redis->reconnect.data = redis;
    redis->reconnect.log = cycle->log;
    redis->reconnect.cancelable = 1;

    redis->check.handler = ngx_http_relevo_check_handler;
    redis->check.data = redis;
    redis->check.log = cycle->log;
    redis->check.cancelable = 1;

    return redis;
}


/* the worker exits: what still waits is answered now, negatively */

void
ngx_http_relevo_redis_close(ngx_http_relevo_redis_t *redis)
{
    ngx_queue_t  *q;

    redis->is_closed = 1;

    if (redis->is_facade) {
        ngx_http_relevo_cluster_close(redis->cluster);
        ngx_http_relevo_marks_free(redis);
        return;
    }

    ngx_http_relevo_redis_down(redis, "closed");
    ngx_http_relevo_marks_free(redis);

    if (redis->reconnect.timer_set) {
        ngx_del_timer(&redis->reconnect);
    }

    if (redis->deadline.timer_set) {
        ngx_del_timer(&redis->deadline);
    }

    if (redis->out.start) {
        ngx_free(redis->out.start);
        ngx_memzero(&redis->out, sizeof(ngx_http_relevo_redis_out_t));
    }

    while (!ngx_queue_empty(&redis->spare)) {
        q = ngx_queue_head(&redis->spare);
        ngx_queue_remove(q);
        ngx_free(ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue));
    }
}
