
/*
 * append - records become durable, then the sender gets its 200.
 *
 * Before: ingest knows the body and its accounts.  One XADD per distinct
 * partition; 200 only when every reply is in and good, 503 otherwise (the
 * repetition is deduplicated per update).
 *
 *   *5 XADD relevo:{p}:in * r <record header><body>
 *
 * The request may die first (forced close, HTTP/2 reset): its cleanup
 * cancels the calls, whose ops live outside its pool.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_XADD_HEAD                                             \
    "*5" CRLF "$4" CRLF "XADD" CRLF

#define NGX_HTTP_RELEVO_XADD_TAIL                                             \
    "$1" CRLF "*" CRLF "$1" CRLF "r" CRLF

/* "relevo:{65535}:in" */

#define NGX_HTTP_RELEVO_KEY_LEN      (sizeof("relevo:{}:in") - 1              \
                                      + NGX_INT_T_LEN)

/* "65535:" and a stream id, "18446744073709551615-18446744073709551615" */

#define NGX_HTTP_RELEVO_ID_LEN       (NGX_INT_T_LEN + 2 * NGX_INT64_LEN + 3)


static void ngx_http_relevo_append_wait_handler(void *data,
    redisReply *reply);
static ngx_int_t ngx_http_relevo_append_partitions(ngx_http_relevo_ctx_t *ctx,
    ngx_uint_t partitions);
static void ngx_http_relevo_append_add(ngx_http_relevo_ctx_t *ctx,
    ngx_uint_t partition);
static u_char *ngx_http_relevo_append_key(u_char *p, ngx_uint_t partition);
static void ngx_http_relevo_append_start(ngx_http_relevo_append_t *append,
    ngx_http_relevo_redis_t *redis);
static ngx_http_relevo_redis_op_t *ngx_http_relevo_append_send(
    ngx_http_relevo_call_t *call, ngx_http_relevo_redis_handler_pt handler);
static ngx_int_t ngx_http_relevo_append_reply(ngx_http_relevo_call_t *call,
    redisReply *reply);
static void ngx_http_relevo_append_settled(ngx_http_relevo_call_t *call,
    ngx_int_t rc);
static void ngx_http_relevo_append_note(ngx_http_relevo_append_t *append,
    redisReply *reply);
static void ngx_http_relevo_append_done(ngx_http_relevo_ctx_t *ctx);
static void ngx_http_relevo_append_cleanup(void *data);


void
ngx_http_relevo_append(ngx_http_relevo_ctx_t *ctx)
{
    ngx_uint_t                    i;
    ngx_http_request_t           *r;
    ngx_http_cleanup_t           *cln;
    ngx_http_relevo_main_conf_t  *rmcf;

    r = ctx->request;
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (!ctx->registered) {
        cln = ngx_http_cleanup_add(r, 0);
        if (cln == NULL) {
            ngx_http_finalize_request(r, NGX_HTTP_INTERNAL_SERVER_ERROR);
            return;
        }

        cln->handler = ngx_http_relevo_append_cleanup;
        cln->data = ctx;

        ctx->registered = 1;
    }

    if (!ngx_http_relevo_redis_is_ready(rmcf->redis)) {

        /* a new worker is just connecting: milliseconds, not an outage */

        ctx->wait = ngx_http_relevo_redis_wait(rmcf->redis,
                                    ngx_http_relevo_append_wait_handler, ctx);
        if (ctx->wait) {
            return;
        }

        ngx_http_finalize_request(r, ngx_http_relevo_unavailable(r));
        return;
    }

    if (ngx_http_relevo_append_partitions(ctx, rmcf->redis->partitions)
        != NGX_OK)
    {
        ngx_http_finalize_request(r, NGX_HTTP_INTERNAL_SERVER_ERROR);
        return;
    }

    ngx_http_relevo_failpoint("ingest.before_xadd");

    for (i = 0; i < ctx->nappends && !ctx->failed; i++) {
        ngx_http_relevo_append_start(&ctx->appends[i], rmcf->redis);
    }

    if (ngx_http_relevo_broken("alert")) {
        ngx_log_error(NGX_LOG_ALERT, r->connection->log, 0,
                      "relevo: RELEVO_BREAK=alert");
    }

    if (ngx_http_relevo_broken("ack")) {

        /* a 200 that nothing stands behind yet */

        ngx_http_relevo_append_cleanup(ctx);
        ngx_http_finalize_request(r, ngx_http_relevo_answer(r, ctx));
        return;
    }

    /* refused at once; what is on the wire already is waited for */

    if (ctx->pending == 0) {
        ngx_http_finalize_request(r, ngx_http_relevo_unavailable(r));
    }
}


static void
ngx_http_relevo_append_wait_handler(void *data, redisReply *reply)
{
    ngx_connection_t             *c;
    ngx_http_request_t           *r;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_main_conf_t  *rmcf;

    ctx = data;
    ctx->wait = NULL;

    r = ctx->request;
    c = r->connection;
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    ngx_http_set_log_request(c->log, r);

    if (ngx_http_relevo_redis_is_ready(rmcf->redis)) {
        ngx_http_relevo_append(ctx);

    } else {
        ngx_http_finalize_request(r, ngx_http_relevo_unavailable(r));
    }

    ngx_http_run_posted_requests(c);
}


static ngx_int_t
ngx_http_relevo_append_partitions(ngx_http_relevo_ctx_t *ctx,
    ngx_uint_t partitions)
{
    slice_t           account;
    ngx_uint_t        i;
    scan_accounts_t  *accounts;

    accounts = ctx->accounts;

    ctx->appends = ngx_pcalloc(ctx->request->pool,
                               sizeof(ngx_http_relevo_append_t)
                               * ngx_max(accounts->n, 1));

    ctx->records.data = ngx_pnalloc(ctx->request->pool,
                                    NGX_HTTP_RELEVO_ID_LEN
                                    * ngx_max(accounts->n, 1));

    if (ctx->appends == NULL || ctx->records.data == NULL) {
        return NGX_ERROR;
    }

    ctx->records_last = ctx->records.data;

    for (i = 0; i < accounts->n; i++) {
        ngx_http_relevo_append_add(ctx, partition_of(accounts->account[i],
                                                     partitions));
    }

    if (ctx->nappends == 0) {

        /* unreadable: the endpoint's own partition, a constant place */

        account = ctx->record.endpoint.len ? ctx->record.endpoint
                                           : ctx->record.channel;

        ngx_http_relevo_append_add(ctx, partition_of(account, partitions));
    }

    return NGX_OK;
}


static void
ngx_http_relevo_append_add(ngx_http_relevo_ctx_t *ctx, ngx_uint_t partition)
{
    ngx_uint_t                 i;
    ngx_http_relevo_append_t  *append;

    for (i = 0; i < ctx->nappends; i++) {
        if (ctx->appends[i].partition == partition) {
            return;
        }
    }

    append = &ctx->appends[ctx->nappends++];

    append->ctx = ctx;
    append->partition = partition;
}


static u_char *
ngx_http_relevo_append_key(u_char *p, ngx_uint_t partition)
{
    p = ngx_cpymem(p, "relevo:{", sizeof("relevo:{") - 1);
    p = ngx_http_relevo_decimal(p, partition);

    return ngx_cpymem(p, "}:in", sizeof("}:in") - 1);
}


static void
ngx_http_relevo_append_start(ngx_http_relevo_append_t *append,
    ngx_http_relevo_redis_t *redis)
{
    u_char                  *p, key[NGX_HTTP_RELEVO_KEY_LEN];
    ngx_http_relevo_ctx_t   *ctx;
    ngx_http_relevo_call_t  *call;

    ctx = append->ctx;
    call = &append->call;

    call->redis = redis;
    call->is_write = 1;
    call->send = ngx_http_relevo_append_send;
    call->reply = ngx_http_relevo_append_reply;
    call->done = ngx_http_relevo_append_settled;

    if (redis->is_facade) {
        p = ngx_http_relevo_append_key(key, append->partition);
        call->slot = cluster_slot(slice_make(key, p - key));
    }

    if (ngx_http_relevo_call_start(call) == NGX_ERROR) {
        ctx->failed = 1;
        return;
    }

    append->is_open = 1;
    ctx->pending++;
}


/* written where it leaves from: the body is copied here and nowhere else */

static ngx_http_relevo_redis_op_t *
ngx_http_relevo_append_send(ngx_http_relevo_call_t *call,
    ngx_http_relevo_redis_handler_pt handler)
{
    size_t                       len, header;
    u_char                      *p;
    u_char                       head[256], key[NGX_HTTP_RELEVO_KEY_LEN];
    ngx_http_relevo_ctx_t       *ctx;
    ngx_http_relevo_append_t    *append;
    ngx_http_relevo_redis_op_t  *op;

    append = (ngx_http_relevo_append_t *) call;
    ctx = append->ctx;

    ctx->record.partition = append->partition;
    header = record_header_len(&ctx->record);

    len = ngx_http_relevo_append_key(key, append->partition) - key;

    p = ngx_cpymem(head, NGX_HTTP_RELEVO_XADD_HEAD,
                   sizeof(NGX_HTTP_RELEVO_XADD_HEAD) - 1);
    p = ngx_http_relevo_resp_bulk(p, key, len);
    p = ngx_cpymem(p, NGX_HTTP_RELEVO_XADD_TAIL,
                   sizeof(NGX_HTTP_RELEVO_XADD_TAIL) - 1);
    p = ngx_http_relevo_resp_len(p, header + ctx->size);
    len = p - head;

    op = ngx_http_relevo_redis_begin(call->conn,
                                 len + header + ctx->size + sizeof(CRLF) - 1,
                                 0, handler, call, &p);
    if (op == NULL) {
        return NULL;
    }

    p = ngx_cpymem(p, head, len);
    p = record_encode_header(&ctx->record, p);
    p = ngx_cpymem(p, ctx->body, ctx->size);
    *p++ = CR;
    *p = LF;

    return op;
}


static ngx_int_t
ngx_http_relevo_append_reply(ngx_http_relevo_call_t *call, redisReply *reply)
{
    ngx_http_relevo_append_t  *append;

    append = (ngx_http_relevo_append_t *) call;

    if (ngx_http_relevo_redis_check(call->conn, reply) != NGX_OK
        || reply->type != REDIS_REPLY_STRING)
    {
        return NGX_ERROR;
    }

    ngx_http_relevo_append_note(append, reply);

    return NGX_OK;
}


static void
ngx_http_relevo_append_settled(ngx_http_relevo_call_t *call, ngx_int_t rc)
{
    ngx_http_relevo_ctx_t     *ctx;
    ngx_http_relevo_append_t  *append;

    append = (ngx_http_relevo_append_t *) call;
    append->is_open = 0;

    ctx = append->ctx;
    ctx->pending--;

    if (rc != NGX_OK) {
        ctx->failed = 1;
    }

    if (ctx->pending == 0) {

        /* durable when the reply came, not when its turn in a batch is */

        ctx->stamps[NGX_HTTP_RELEVO_AT_STORED] =
                  (rc == NGX_OK) ? call->conn->heard : ngx_http_relevo_clock();

        ngx_http_relevo_append_done(ctx);
    }
}


/* "partition:stream id", for the access log to find each 200 by */

static void
ngx_http_relevo_append_note(ngx_http_relevo_append_t *append,
    redisReply *reply)
{
    u_char                 *p;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = append->ctx;

    ngx_http_relevo_count(records, 1);
    ngx_http_relevo_mark(&append->call, append->partition, reply);

    if (reply->len > 2 * NGX_INT64_LEN + 1) {
        return;
    }

    if (ctx->records.len) {
        *ctx->records_last++ = ',';
    }

    p = ngx_http_relevo_decimal(ctx->records_last, append->partition);
    *p++ = ':';
    p = ngx_cpymem(p, reply->str, reply->len);

    ctx->records_last = p;
    ctx->records.len = p - ctx->records.data;
}


static void
ngx_http_relevo_append_done(ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = ctx->request;

    ngx_http_set_log_request(r->connection->log, r);

    if (ctx->failed) {
        rc = ngx_http_relevo_unavailable(r);

    } else {
        ngx_http_relevo_failpoint("ingest.before_200");

        ngx_http_relevo_count(accepted, 1);
        ngx_http_relevo_count(record_bytes, ctx->size);

        if (ctx->record.kind == RECORD_MALFORMED) {
            ngx_http_relevo_count(malformed, 1);

            ngx_log_error(NGX_LOG_WARN, r->connection->log, 0,
                          "relevo: authentic but unreadable webhook stored "
                          "as a dead letter, record %V", &ctx->records);
        }

        rc = ngx_http_relevo_answer(r, ctx);
    }

    ngx_http_relevo_finish(r, rc);
}


/* the request ends: whatever is still on its way loses its handler */

static void
ngx_http_relevo_append_cleanup(void *data)
{
    ngx_uint_t              i;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = data;

    if (ctx->wait || ctx->pending) {
        ngx_http_relevo_count(aborted, 1);
    }

    if (ctx->wait) {
        ngx_http_relevo_redis_detach(ctx->wait);
        ctx->wait = NULL;
    }

    for (i = 0; i < ctx->nappends; i++) {
        if (ctx->appends[i].is_open) {
            ngx_http_relevo_call_cancel(&ctx->appends[i].call);
            ctx->appends[i].is_open = 0;
        }
    }
}
