
/*
 * redis, the event part: bytes to and from Redis on nginx's event loop.
 *
 * hiredis connects and parses; its fd belongs to it, the ngx_connection_t
 * around it to us.  Order and buffers are ours (not those of its async part,
 * which would take two allocations and a growing buffer for each command).
 * Events are level-triggered, since hiredis reads 16 KB per wake-up and does
 * not say whether the socket is drained.  Commands are written once per turn
 * of the loop, by a posted event: what arrived in one epoll_wait() leaves in
 * one write() and shares one fsync of Redis.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_APPEND_MIN   200     /* bytes of a whole XADD */
#define NGX_HTTP_RELEVO_OUT_MIN      (64 * 1024)
#define NGX_HTTP_RELEVO_OUT_KEEP     (1024 * 1024)


static void ngx_http_relevo_redis_read_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_replies(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_redis_write_handler(ngx_event_t *ev);
static ngx_int_t ngx_http_relevo_redis_connected(
    ngx_http_relevo_redis_t *redis);
static ngx_int_t ngx_http_relevo_redis_grow(
    ngx_http_relevo_redis_out_t *out, size_t len, ngx_log_t *log);
static void ngx_http_relevo_redis_empty(ngx_http_relevo_redis_out_t *out);
static void ngx_http_relevo_redis_send_out(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_redis_sent(ngx_http_relevo_redis_t *redis);


ngx_int_t
ngx_http_relevo_redis_attach(ngx_http_relevo_redis_t *redis)
{
    ngx_connection_t  *c;

    c = ngx_http_relevo_socket(redis->hiredis->fd, redis->log, redis,
                               ngx_http_relevo_redis_read_handler,
                               ngx_http_relevo_redis_write_handler);
    if (c == NULL) {
        return NGX_ERROR;
    }

    /*
     * an idle connection is closed at the beginning of a graceful exit: right
     * for the live reader (that is how its streams hear of it), wrong for a
     * connection that requests still being read will need
     */

    c->idle = redis->background;

    redis->c = c;
    redis->connected = 0;

    if (ngx_add_event(c->read, NGX_READ_EVENT, NGX_LEVEL_EVENT) != NGX_OK
        || ngx_add_event(c->write, NGX_WRITE_EVENT, NGX_LEVEL_EVENT)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static void
ngx_http_relevo_redis_read_handler(ngx_event_t *ev)
{
    ngx_connection_t         *c;
    ngx_http_relevo_redis_t  *redis;

    c = ev->data;
    redis = c->data;

    if (c->close) {
        ngx_http_relevo_redis_down(redis, "nginx closes its connections");
        return;
    }

    if (redis->hiredis == NULL
        || ngx_http_relevo_redis_connected(redis) != NGX_OK)
    {
        return;
    }

    if (redisBufferRead(redis->hiredis) != REDIS_OK) {
        ngx_http_relevo_redis_down(redis, redis->hiredis->errstr);
        return;
    }

    redis->heard = ngx_http_relevo_clock();

    ngx_http_relevo_redis_replies(redis);
}


static void
ngx_http_relevo_redis_replies(ngx_http_relevo_redis_t *redis)
{
    void  *reply;

    for ( ;; ) {

        if (redisGetReplyFromReader(redis->hiredis, &reply) != REDIS_OK) {
            ngx_http_relevo_redis_down(redis, redis->hiredis->errstr);
            return;
        }

        if (reply == NULL) {
            break;
        }

        if (ngx_queue_empty(&redis->inflight)) {
            ngx_http_relevo_redis_reply_free(redis, reply);
            ngx_http_relevo_redis_down(redis, "unsolicited data");
            return;
        }

        redis->replying = 1;
        ngx_http_relevo_redis_next(redis, &redis->inflight, reply);
        redis->replying = 0;

        ngx_http_relevo_redis_reply_free(redis, reply);
        ngx_http_relevo_redis_fail(redis);

        if (redis->hiredis == NULL) {
            return;
        }
    }

    /* the beginning of a reply to nothing would become that to the next */

    if (ngx_queue_empty(&redis->inflight)
        && redis->hiredis->reader->pos < redis->hiredis->reader->len)
    {
        ngx_http_relevo_redis_down(redis, "unsolicited data");
    }
}


static void
ngx_http_relevo_redis_write_handler(ngx_event_t *ev)
{
    ngx_connection_t         *c;
    ngx_http_relevo_redis_t  *redis;

    c = ev->data;
    redis = c->data;

    if (redis->hiredis && ngx_http_relevo_redis_connected(redis) == NGX_OK) {
        ngx_http_relevo_redis_send_out(redis);
    }
}


/* connect(2) was not waited for: has it succeeded? */

static ngx_int_t
ngx_http_relevo_redis_connected(ngx_http_relevo_redis_t *redis)
{
    int        error;
    socklen_t  len;

    if (redis->connected) {
        return NGX_OK;
    }

    error = 0;
    len = sizeof(int);

    if (getsockopt(redis->c->fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1) {
        error = ngx_socket_errno;
    }

    if (error) {
        ngx_http_relevo_redis_down(redis, strerror(error));
        return NGX_ERROR;
    }

    redis->connected = 1;

    return NGX_OK;
}


u_char *
ngx_http_relevo_redis_room(ngx_http_relevo_redis_t *redis, size_t len)
{
    u_char                       *p;
    ngx_http_relevo_redis_out_t  *out;

    out = &redis->out;

    if ((size_t) (out->end - out->last) < len
        && ngx_http_relevo_redis_grow(out, len, redis->log) != NGX_OK)
    {
        return NULL;
    }

    p = out->last;
    out->last += len;

    if (!redis->flush.posted) {
        ngx_post_event(&redis->flush, &ngx_posted_events);
    }

    return p;
}


/* what was sent already makes room first; bounded by max_inflight_bytes */

static ngx_int_t
ngx_http_relevo_redis_grow(ngx_http_relevo_redis_out_t *out, size_t len,
    ngx_log_t *log)
{
    size_t   used, size;
    u_char  *start;

    used = out->last - out->pos;
    size = ngx_max((size_t) (out->end - out->start), NGX_HTTP_RELEVO_OUT_MIN);

    while (size - used < len) {
        size *= 2;
    }

    start = ngx_alloc(size, log);
    if (start == NULL) {
        return NGX_ERROR;
    }

    if (out->start) {
        ngx_memcpy(start, out->pos, used);
        ngx_free(out->start);
    }

    out->start = start;
    out->pos = start;
    out->last = start + used;
    out->end = start + size;

    return NGX_OK;
}


/* is the newest command under way one?  What else we say is short */

static ngx_inline ngx_uint_t
ngx_http_relevo_redis_has_append(ngx_http_relevo_redis_t *redis)
{
    ngx_queue_t                 *q;
    ngx_http_relevo_redis_op_t  *op;

    if (ngx_queue_empty(&redis->inflight)) {
        return 0;
    }

    q = ngx_queue_last(&redis->inflight);
    op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);

    return op->size >= NGX_HTTP_RELEVO_APPEND_MIN;
}


void
ngx_http_relevo_redis_flush_handler(ngx_event_t *ev)
{
    ngx_http_relevo_redis_t  *redis;

    redis = ev->data;

    if (redis->hiredis == NULL) {
        return;
    }

    ngx_http_relevo_confirm_flush(redis);

    if (redis->flush.posted) {
        ngx_delete_posted_event(&redis->flush);
    }

    /* with the write event set the socket is full (or connecting) */

    if (!redis->c->write->active) {
        ngx_http_relevo_redis_send_out(redis);
    }
}


/* what a burst has taken is given back, the rest is for the next turn */

static void
ngx_http_relevo_redis_empty(ngx_http_relevo_redis_out_t *out)
{
    out->pos = out->start;
    out->last = out->start;

    if (out->end - out->start > NGX_HTTP_RELEVO_OUT_KEEP) {
        ngx_free(out->start);
        ngx_memzero(out, sizeof(ngx_http_relevo_redis_out_t));
    }
}


static void
ngx_http_relevo_redis_send_out(ngx_http_relevo_redis_t *redis)
{
    ssize_t                       n;
    ngx_event_t                  *wev;
    ngx_http_relevo_redis_out_t  *out;

    out = &redis->out;
    wev = redis->c->write;

    while (out->pos < out->last) {
        n = send(redis->c->fd, out->pos, out->last - out->pos, MSG_NOSIGNAL);

        if (n > 0) {
            out->pos += n;
            continue;
        }

        if (n == -1 && ngx_socket_errno == NGX_EINTR) {
            continue;
        }

        if (n == -1 && ngx_socket_errno == NGX_EAGAIN) {

            /* the kernel says when to go on */

            if (!wev->active) {
                (void) ngx_add_event(wev, NGX_WRITE_EVENT, NGX_LEVEL_EVENT);
            }

            return;
        }

        ngx_http_relevo_redis_down(redis, strerror(ngx_socket_errno));
        return;
    }

    if (wev->active) {
        (void) ngx_del_event(wev, NGX_WRITE_EVENT, 0);
    }

    ngx_http_relevo_redis_sent(redis);
}


static void
ngx_http_relevo_redis_sent(ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_redis_empty(&redis->out);

    if (redis->state == NGX_HTTP_RELEVO_REDIS_READY
        && ngx_http_relevo_redis_has_append(redis))
    {
        ngx_http_relevo_failpoint("ingest.after_xadd");
    }
}


/* gives the connection back; hiredis closes the fd */

void
ngx_http_relevo_redis_release(ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_redis_empty(&redis->out);

    if (redis->c && redis->flush.posted) {
        ngx_delete_posted_event(&redis->flush);
    }

    ngx_http_relevo_socket_release(redis->c);
    redis->c = NULL;
}
