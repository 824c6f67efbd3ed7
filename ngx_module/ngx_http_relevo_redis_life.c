
/*
 * redis, its life - the states of a connection and who may change them.
 *
 * Before: the module makes one per worker, live and the cluster more.  After:
 * _redis_hello.c does the handshake.  Invariant: only
 * ngx_http_relevo_redis_down() tears down, and a reconnect is always set
 * there; until then hiredis holds the old fd.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_BACKOFF_MIN    100
#define NGX_HTTP_RELEVO_BACKOFF_MAX    5000


static void ngx_http_relevo_redis_reconnect_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_retry(ngx_http_relevo_redis_t *redis);
static redisContext *ngx_http_relevo_redis_dial(
    ngx_http_relevo_redis_t *redis);


static const char  *ngx_http_relevo_redis_states[] = {
    "DOWN", "CONNECTING", "READY"
};


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

    ngx_http_relevo_redis_replies_here(redis);

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
