
/*
 * call - a command about one key, wherever the key lives.
 *
 * Before: append and whatever asks the facade.  After: one connection.  With
 * a single server it is one send and one reply.  On a cluster MOVED and ASK
 * are followed at once, at most NGX_HTTP_RELEVO_REDIRECTS times; what passes
 * is parked and tried again until the deadline.  A connection lost under way
 * ends the call: nobody knows whether the command was executed.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_cluster.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_REDIRECTS    5
#define NGX_HTTP_RELEVO_PARK_MS      50


typedef struct {
    ngx_http_relevo_call_t        call;         /* first */
    ngx_http_relevo_redis_op_t   *op;           /* of the caller */
    redisReply                   *reply;        /* during done only */
    ngx_msec_t                    ms;
    size_t                        len;
    u_char                        cmd[1];
} ngx_http_relevo_words_t;


static ngx_int_t ngx_http_relevo_call_route(ngx_http_relevo_call_t *call,
    ngx_uint_t again);
static ngx_int_t ngx_http_relevo_call_send(ngx_http_relevo_call_t *call,
    ngx_http_relevo_redis_t *conn);
static void ngx_http_relevo_call_reply(void *data, redisReply *reply);
static ngx_uint_t ngx_http_relevo_call_redirected(
    ngx_http_relevo_call_t *call, redisReply *reply);
static void ngx_http_relevo_call_confirmed(void *data, redisReply *reply);
static void ngx_http_relevo_call_unconfirm(ngx_http_relevo_call_t *call);
static void ngx_http_relevo_call_unpark(ngx_http_relevo_call_t *call);
static void ngx_http_relevo_calls_handler(ngx_event_t *ev);
static ngx_http_relevo_redis_op_t *ngx_http_relevo_words_send(
    ngx_http_relevo_call_t *call, ngx_http_relevo_redis_handler_pt handler);
static ngx_int_t ngx_http_relevo_words_reply(ngx_http_relevo_call_t *call,
    redisReply *reply);
static void ngx_http_relevo_words_done(ngx_http_relevo_call_t *call,
    ngx_int_t rc);
static ngx_uint_t ngx_http_relevo_words_slot(const char *words);


ngx_int_t
ngx_http_relevo_call_start(ngx_http_relevo_call_t *call)
{
    call->op = NULL;
    call->confirm = NULL;
    call->redirects = 0;
    call->has_ask = 0;
    call->is_parked = 0;
    call->deadline = ngx_current_msec + call->redis->conf->timeout;

    return ngx_http_relevo_call_route(call, 0);
}


/* again: it was under way once, so it waits rather than being refused */

static ngx_int_t
ngx_http_relevo_call_route(ngx_http_relevo_call_t *call, ngx_uint_t again)
{
    ngx_http_relevo_redis_t    *conn;
    ngx_http_relevo_cluster_t  *cluster;

    cluster = call->redis->is_facade ? call->redis->cluster : NULL;

    if (cluster == NULL) {
        conn = call->redis;

    } else if (call->has_ask) {
        conn = ngx_http_relevo_cluster_at(cluster, &call->ask);

    } else {
        conn = ngx_http_relevo_cluster_node(cluster, call->slot);
    }

    if (ngx_http_relevo_redis_is_ready(conn)) {
        return ngx_http_relevo_call_send(call, conn);
    }

    /* a node that is just being connected: milliseconds, not an outage */

    if (cluster
        && (again || (conn && conn->state
                              == NGX_HTTP_RELEVO_REDIS_CONNECTING))
        && cluster->nparked < call->redis->conf->max_inflight)
    {
        ngx_http_relevo_call_park(call);
        return NGX_AGAIN;
    }

    return NGX_ERROR;
}


static ngx_int_t
ngx_http_relevo_call_send(ngx_http_relevo_call_t *call,
    ngx_http_relevo_redis_t *conn)
{
    if (call->is_write && !ngx_http_relevo_durability_is_met(conn)) {
        ngx_http_relevo_count(redis_weak, 1);
        return NGX_ERROR;
    }

    if (call->has_ask
        && ngx_http_relevo_redis_ask(conn, "ASKING", NULL) != NGX_OK)
    {
        return NGX_ERROR;
    }

    call->has_ask = 0;
    call->conn = conn;
    call->op = call->send(call, ngx_http_relevo_call_reply);

    if (call->op == NULL) {
        return NGX_ERROR;
    }

    if (call->is_write
        && conn->conf->demand.level == NGX_HTTP_RELEVO_LEVEL_REPLICA)
    {
        call->confirm = ngx_http_relevo_confirm(conn,
                                       ngx_http_relevo_call_confirmed, call);

        if (call->confirm == NULL) {
            ngx_http_relevo_redis_detach(call->op);
            call->op = NULL;
            return NGX_ERROR;
        }
    }

    return NGX_AGAIN;
}


static void
ngx_http_relevo_call_reply(void *data, redisReply *reply)
{
    ngx_int_t                rc;
    ngx_http_relevo_call_t  *call = data;

    call->op = NULL;

    /*
     * A WAIT would confirm nothing then; and what looks at the error may take
     * the connection down, which ends all that waits for one.
     */

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        ngx_http_relevo_call_unconfirm(call);
    }

    if (reply && reply->type == REDIS_REPLY_ERROR && call->redis->is_facade
        && ngx_http_relevo_call_redirected(call, reply))
    {
        return;
    }

    rc = call->reply(call, reply);

    if (rc == NGX_OK && call->confirm) {
        return;
    }

    ngx_http_relevo_call_unconfirm(call);

    call->done(call, rc);
}


/* true: the call goes on elsewhere or later */

static ngx_uint_t
ngx_http_relevo_call_redirected(ngx_http_relevo_call_t *call,
    redisReply *reply)
{
    unsigned                    slot;
    cluster_addr_t              to;
    ngx_http_relevo_redis_t    *conn;
    ngx_http_relevo_cluster_t  *cluster;

    conn = call->conn;
    cluster = call->redis->cluster;

    switch (cluster_says(reply, conn->conf->ip, &slot, &to)) {

    case CLUSTER_MOVED:
        ngx_http_relevo_cluster_moved(cluster, slot, &to);
        break;

    case CLUSTER_ASK:
        call->ask = to;
        call->has_ask = 1;
        break;

    case CLUSTER_WAIT:

        (void) ngx_http_relevo_redis_check(conn, reply);
        ngx_http_relevo_call_park(call);
        return 1;

    default:
        return 0;
    }

    (void) ngx_http_relevo_redis_check(conn, reply);

    if (++call->redirects > NGX_HTTP_RELEVO_REDIRECTS) {
        return 0;
    }

    if (ngx_http_relevo_call_route(call, 1) == NGX_ERROR) {
        call->done(call, NGX_ERROR);
    }

    return 1;
}


static void
ngx_http_relevo_call_confirmed(void *data, redisReply *reply)
{
    ngx_http_relevo_call_t *call = data;

    call->confirm = NULL;

    /* lost with the connection: the op's end is the call's end */

    if (call->op) {
        return;
    }

    call->done(call, ngx_http_relevo_is_confirmed(call->conn, reply)
                     ? NGX_OK : NGX_ERROR);
}


static void
ngx_http_relevo_call_unconfirm(ngx_http_relevo_call_t *call)
{
    if (call->confirm) {
        ngx_http_relevo_redis_detach(call->confirm);
        call->confirm = NULL;
    }
}


void
ngx_http_relevo_call_cancel(ngx_http_relevo_call_t *call)
{
    if (call->is_parked) {
        ngx_http_relevo_call_unpark(call);
    }

    if (call->op) {
        ngx_http_relevo_redis_detach(call->op);
        call->op = NULL;
    }

    ngx_http_relevo_call_unconfirm(call);
}


/* ---- waiting for what passes ---- */

void
ngx_http_relevo_call_park(ngx_http_relevo_call_t *call)
{
    ngx_http_relevo_cluster_t  *cluster;

    cluster = call->redis->cluster;

    call->is_parked = 1;
    cluster->nparked++;

    ngx_queue_insert_tail(&cluster->parked, &call->queue);

    if (!cluster->park.timer_set) {
        ngx_add_timer(&cluster->park, NGX_HTTP_RELEVO_PARK_MS);
    }
}


static void
ngx_http_relevo_call_unpark(ngx_http_relevo_call_t *call)
{
    ngx_queue_remove(&call->queue);

    call->is_parked = 0;
    call->redis->cluster->nparked--;
}


/* a node came up, the map has changed */

void
ngx_http_relevo_calls_wake(ngx_http_relevo_cluster_t *cluster)
{
    if (!ngx_queue_empty(&cluster->parked)) {
        ngx_add_timer(&cluster->park, 1);
    }
}


static void
ngx_http_relevo_calls_handler(ngx_event_t *ev)
{
    ngx_uint_t                  n;
    ngx_queue_t                *q;
    ngx_http_relevo_call_t     *call;
    ngx_http_relevo_cluster_t  *cluster;

    cluster = ev->data;

    /* each once: what is parked again goes to the tail */

    for (n = cluster->nparked; n && !ngx_queue_empty(&cluster->parked); n--) {
        q = ngx_queue_head(&cluster->parked);
        call = ngx_queue_data(q, ngx_http_relevo_call_t, queue);

        ngx_http_relevo_call_unpark(call);

        if ((ngx_msec_int_t) (call->deadline - ngx_current_msec) <= 0) {
            ngx_http_relevo_count(redis_timeouts, 1);
            call->done(call, NGX_ERROR);

        } else if (ngx_http_relevo_call_route(call, 1) == NGX_ERROR) {
            call->done(call, NGX_ERROR);
        }
    }
}


void
ngx_http_relevo_calls_init(ngx_http_relevo_cluster_t *cluster, ngx_log_t *log)
{
    ngx_queue_init(&cluster->parked);

    cluster->park.handler = ngx_http_relevo_calls_handler;
    cluster->park.data = cluster;
    cluster->park.log = log;
}


void
ngx_http_relevo_calls_close(ngx_http_relevo_cluster_t *cluster)
{
    ngx_queue_t             *q;
    ngx_http_relevo_call_t  *call;

    while (!ngx_queue_empty(&cluster->parked)) {
        q = ngx_queue_head(&cluster->parked);
        call = ngx_queue_data(q, ngx_http_relevo_call_t, queue);

        ngx_http_relevo_call_unpark(call);
        call->done(call, NGX_ERROR);
    }

    if (cluster->park.timer_set) {
        ngx_del_timer(&cluster->park);
    }
}


/* ---- short commands of others, through the facade ---- */

ngx_http_relevo_redis_op_t *
ngx_http_relevo_call_words(ngx_http_relevo_redis_t *facade, const char *words,
    ngx_msec_t ms, ngx_http_relevo_redis_handler_pt handler, void *data)
{
    size_t                    size;
    u_char                   *last;
    ngx_http_relevo_words_t  *w;

    /* a word takes its length, and "$10\r\n" and "\r\n" around it */

    size = ngx_strlen(words) * 8 + 64;

    w = ngx_calloc(sizeof(ngx_http_relevo_words_t) + size, facade->log);
    if (w == NULL) {
        return NULL;
    }

    last = ngx_http_relevo_resp_words(w->cmd, w->cmd + size, words);

    w->len = last - w->cmd;
    w->ms = ms;

    w->call.redis = facade;
    w->call.slot = ngx_http_relevo_words_slot(words);
    w->call.send = ngx_http_relevo_words_send;
    w->call.reply = ngx_http_relevo_words_reply;
    w->call.done = ngx_http_relevo_words_done;

    w->op = ngx_http_relevo_redis_op(facade, handler, data);

    if (w->op == NULL) {
        ngx_free(w);
        return NULL;
    }

    ngx_queue_insert_tail(&facade->inflight, &w->op->queue);

    if (ngx_http_relevo_call_start(&w->call) == NGX_ERROR) {
        ngx_queue_remove(&w->op->queue);
        ngx_queue_insert_head(&facade->spare, &w->op->queue);
        ngx_free(w);
        return NULL;
    }

    return w->op;
}


static ngx_http_relevo_redis_op_t *
ngx_http_relevo_words_send(ngx_http_relevo_call_t *call,
    ngx_http_relevo_redis_handler_pt handler)
{
    ngx_http_relevo_words_t  *w = (ngx_http_relevo_words_t *) call;

    return ngx_http_relevo_redis_send(call->conn, w->cmd, w->len, w->ms,
                                      handler, call);
}


static ngx_int_t
ngx_http_relevo_words_reply(ngx_http_relevo_call_t *call, redisReply *reply)
{
    ngx_http_relevo_words_t  *w = (ngx_http_relevo_words_t *) call;

    w->reply = reply;                   /* done follows at once */

    return NGX_OK;
}


static void
ngx_http_relevo_words_done(ngx_http_relevo_call_t *call, ngx_int_t rc)
{
    ngx_http_relevo_words_t  *w = (ngx_http_relevo_words_t *) call;

    ngx_http_relevo_redis_complete(w->op, rc == NGX_OK ? w->reply : NULL);
    ngx_free(w);
}


/* what has no key goes where relevo:meta is */

static ngx_uint_t
ngx_http_relevo_words_slot(const char *words)
{
    int       key, n;
    size_t    len;
    slice_t   argv[32];

    for (n = 0; *words && n < 32; n++) {
        len = strcspn(words, " ");
        argv[n] = slice_make(words, len);
        words += len + (words[len] == ' ');
    }

    key = cluster_key(argv, n);

    return cluster_slot(key < 0 ? SLICE_LIT("relevo:meta") : argv[key]);
}
