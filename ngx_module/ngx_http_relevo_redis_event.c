
/*
 * redis, the event part: hiredis on nginx's event loop.
 *
 * The fd belongs to hiredis, the ngx_connection_t around it to us.  Events
 * are level-triggered, since hiredis reads 16 KB per wake-up and does not say
 * whether the socket is drained.  Commands are written once per turn of the
 * loop, by a posted event: what arrived in one epoll_wait() leaves in one
 * write() and shares one fsync of Redis.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_APPEND_MIN   200     /* bytes of a whole XADD */


static void ngx_http_relevo_redis_read_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_write_handler(ngx_event_t *ev);
static void ngx_http_relevo_redis_write(ngx_http_relevo_redis_t *redis);
static ngx_uint_t ngx_http_relevo_redis_unsolicited(
    ngx_http_relevo_redis_t *redis);

static void ngx_http_relevo_redis_add_read(void *privdata);
static void ngx_http_relevo_redis_del_read(void *privdata);
static void ngx_http_relevo_redis_add_write(void *privdata);
static void ngx_http_relevo_redis_del_write(void *privdata);
static void ngx_http_relevo_redis_cleanup(void *privdata);


ngx_int_t
ngx_http_relevo_redis_attach(ngx_http_relevo_redis_t *redis)
{
    ngx_connection_t   *c;
    redisAsyncContext  *ac;

    ac = redis->ac;

    c = ngx_get_connection(ac->c.fd, redis->log);
    if (c == NULL) {
        return NGX_ERROR;
    }

    c->data = redis;
    c->number = ngx_atomic_fetch_add(ngx_connection_counter, 1);

    /* nginx calls both handlers unasked when it shuts down */

    c->read->handler = ngx_http_relevo_redis_read_handler;
    c->read->log = redis->log;
    c->write->handler = ngx_http_relevo_redis_write_handler;
    c->write->log = redis->log;

    /*
     * an idle connection is closed at the beginning of a graceful exit: right
     * for the live reader (that is how its streams hear of it), wrong for a
     * connection that requests still being read will need
     */

    c->idle = redis->background;

    redis->c = c;

    ac->ev.data = redis;
    ac->ev.addRead = ngx_http_relevo_redis_add_read;
    ac->ev.delRead = ngx_http_relevo_redis_del_read;
    ac->ev.addWrite = ngx_http_relevo_redis_add_write;
    ac->ev.delWrite = ngx_http_relevo_redis_del_write;
    ac->ev.cleanup = ngx_http_relevo_redis_cleanup;

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

    if (redis->ac == NULL) {
        return;
    }

    if (redis->nops == 0 && ngx_http_relevo_redis_unsolicited(redis)) {
        ngx_http_relevo_redis_down(redis, "unsolicited data");
        return;
    }

    redisAsyncHandleRead(redis->ac);
}


/* hiredis would abort() the process on a reply that nobody asked for */

static ngx_uint_t
ngx_http_relevo_redis_unsolicited(ngx_http_relevo_redis_t *redis)
{
    char  buf[1];

    return recv(redis->c->fd, buf, 1, MSG_PEEK) > 0;
}


static void
ngx_http_relevo_redis_write_handler(ngx_event_t *ev)
{
    ngx_connection_t  *c;

    c = ev->data;

    ngx_http_relevo_redis_write(c->data);
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

    if (redis->ac == NULL) {
        return;
    }

    ngx_http_relevo_confirm_flush(redis);

    if (redis->flush.posted) {
        ngx_delete_posted_event(&redis->flush);
    }

    /* with the write event set the socket is full (or connecting) */

    if (redis->c->write->active) {
        return;
    }

    ngx_http_relevo_redis_write(redis);
}


static void
ngx_http_relevo_redis_write(ngx_http_relevo_redis_t *redis)
{
    if (redis->ac == NULL) {
        return;
    }

    redis->flushing = 1;

    redisAsyncHandleWrite(redis->ac);

    redis->flushing = 0;

    /* an append is buffered until here: only now it has left */

    if (redis->state == NGX_HTTP_RELEVO_REDIS_READY
        && ngx_http_relevo_redis_has_append(redis))
    {
        ngx_http_relevo_failpoint("ingest.after_xadd");
    }
}


static void
ngx_http_relevo_redis_add_read(void *privdata)
{
    ngx_event_t              *rev;
    ngx_http_relevo_redis_t  *redis;

    redis = privdata;
    rev = redis->c->read;

    if (!rev->active) {
        (void) ngx_add_event(rev, NGX_READ_EVENT, NGX_LEVEL_EVENT);
    }
}


static void
ngx_http_relevo_redis_del_read(void *privdata)
{
    ngx_event_t              *rev;
    ngx_http_relevo_redis_t  *redis;

    redis = privdata;
    rev = redis->c->read;

    if (rev->active) {
        (void) ngx_del_event(rev, NGX_READ_EVENT, 0);
    }
}


static void
ngx_http_relevo_redis_add_write(void *privdata)
{
    ngx_event_t              *wev;
    ngx_http_relevo_redis_t  *redis;

    redis = privdata;
    wev = redis->c->write;

    if (wev->active) {
        return;
    }

    /* connecting, or a write was short: the kernel says when to go on */

    if (redis->flushing
        || redis->ac == NULL
        || !(redis->ac->c.flags & REDIS_CONNECTED))
    {
        (void) ngx_add_event(wev, NGX_WRITE_EVENT, NGX_LEVEL_EVENT);
        return;
    }

    if (!redis->flush.posted) {
        ngx_post_event(&redis->flush, &ngx_posted_events);
    }
}


static void
ngx_http_relevo_redis_del_write(void *privdata)
{
    ngx_event_t              *wev;
    ngx_http_relevo_redis_t  *redis;

    redis = privdata;
    wev = redis->c->write;

    if (wev->active) {
        (void) ngx_del_event(wev, NGX_WRITE_EVENT, 0);
    }
}


/* hiredis drops its context: give the connection back, do not close the fd */

static void
ngx_http_relevo_redis_cleanup(void *privdata)
{
    const char               *why;
    ngx_connection_t         *c;
    ngx_http_relevo_redis_t  *redis;

    redis = privdata;
    c = redis->c;
    redis->c = NULL;

    if (ngx_del_conn) {
        ngx_del_conn(c, NGX_CLOSE_EVENT);

    } else {

        if (c->read->active || c->read->disabled) {
            ngx_del_event(c->read, NGX_READ_EVENT, NGX_CLOSE_EVENT);
        }

        if (c->write->active || c->write->disabled) {
            ngx_del_event(c->write, NGX_WRITE_EVENT, NGX_CLOSE_EVENT);
        }
    }

    if (c->read->posted) {
        ngx_delete_posted_event(c->read);
    }

    if (c->write->posted) {
        ngx_delete_posted_event(c->write);
    }

    if (redis->flush.posted) {
        ngx_delete_posted_event(&redis->flush);
    }

    c->read->closed = 1;
    c->write->closed = 1;

    ngx_free_connection(c);
    c->fd = (ngx_socket_t) -1;

    if (redis->ac) {

        /* hiredis gave up by itself: a connect, read or write failed */

        why = (redis->ac->err && redis->ac->errstr) ? redis->ac->errstr
                                                    : "closed";
        redis->ac = NULL;
        ngx_http_relevo_redis_down(redis, why);
    }
}
