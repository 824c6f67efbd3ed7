
/*
 * limits - the hooks of a request, in its order: begin (before anything is
 * looked at), bad_signature (instead of a 401), content (the body is authentic
 * and was scanned).  append, before a record is sent to Redis, is in
 * _limits_append.c.
 *
 * An address that fails often is refused before its body is read, unless it
 * has proven itself lately: Meta posts for everybody from a few addresses, and
 * nobody who shares one may lock it out.  Such an address is still answered
 * 429 instead of 401 when it fails.  What it has proven at web chat counts
 * there alone: anybody is given a visitor's token.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_PROVEN_US     (600 * (uint64_t) 1000000)
#define NGX_HTTP_RELEVO_PROVEN_RENEW  (540 * (uint64_t) 1000000)


static ngx_int_t ngx_http_relevo_limit_hold(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_uint_t max);
static void ngx_http_relevo_limit_cleanup(void *data);
static uint64_t ngx_http_relevo_limit_signer(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind);
static uint64_t ngx_http_relevo_limit_client(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind);
static ngx_int_t ngx_http_relevo_limit_too_many(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, uint64_t wait);
static ngx_http_relevo_meter_e ngx_http_relevo_limit_proof(
    ngx_http_relevo_ctx_t *ctx);
static void ngx_http_relevo_limit_proven(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh);


static ngx_uint_t  ngx_http_relevo_inflight;        /* of this process */


ngx_int_t
ngx_http_relevo_limit_begin(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx)
{
    uint64_t                       key, wait;
    ngx_http_relevo_loc_conf_t    *rlcf;
    ngx_http_relevo_main_conf_t   *rmcf;
    ngx_http_relevo_limits_shm_t  *sh;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (ngx_http_relevo_limit_hold(r, ctx, rmcf->limits.max_inflight)
        != NGX_OK)
    {
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }

    sh = ngx_http_relevo_limits_shm(&rmcf->limits);
    key = ngx_http_relevo_limit_signer(r, sh, NGX_HTTP_RELEVO_METER_BAD);

    if (key) {
        wait = ngx_http_relevo_meter_wait(sh, key,
                                          &rlcf->limits.bad_signature);
        if (wait) {
            key = ngx_http_relevo_limit_signer(r, sh,
                                            ngx_http_relevo_limit_proof(ctx));

            if (ngx_http_relevo_meter_left(sh, key) == 0) {
                return ngx_http_relevo_limit_too_many(r, ctx, wait);
            }
        }
    }

    /* a file has a limit of its own */

    if (ctx->upload == NULL
        && r->headers_in.content_length_n > (off_t) rlcf->limits.max_body)
    {
        return NGX_HTTP_REQUEST_ENTITY_TOO_LARGE;
    }

    return NGX_OK;
}


/* counts the request until it ends, however it ends */

static ngx_int_t
ngx_http_relevo_limit_hold(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx,
    ngx_uint_t max)
{
    ngx_http_cleanup_t  *cln;

    if (ngx_http_relevo_inflight >= max) {
        ngx_http_relevo_count(limit_inflight, 1);
        ctx->result = NGX_HTTP_RELEVO_RESULT_busy;
        return NGX_DECLINED;
    }

    cln = ngx_http_cleanup_add(r, 0);
    if (cln == NULL) {
        return NGX_ERROR;
    }

    cln->handler = ngx_http_relevo_limit_cleanup;
    cln->data = ctx;

    ngx_http_relevo_inflight++;
    ngx_http_relevo_gauge(inflight, ngx_http_relevo_inflight);

    return NGX_OK;
}


static void
ngx_http_relevo_limit_cleanup(void *data)
{
    ngx_http_relevo_inflight--;
    ngx_http_relevo_gauge(inflight, ngx_http_relevo_inflight);
}


/* 0: nobody counts the bad signatures of this request */

static uint64_t
ngx_http_relevo_limit_signer(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    return rlcf->limits.bad_signature.n
           ? ngx_http_relevo_limit_address(r, sh, kind) : 0;
}


uint64_t
ngx_http_relevo_limit_address(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind)
{
    ngx_str_t                    address;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->limits.address == NULL) {
        return ngx_http_relevo_limit_client(r, sh, kind);
    }

    /* as a key of limit_req: an empty one is not limited */

    if (ngx_http_complex_value(r, rlcf->limits.address, &address) != NGX_OK
        || address.len == 0)
    {
        return 0;
    }

    return ngx_http_relevo_meter_key(sh, kind, address.data, address.len);
}


/* IPv6: the /64, which is what one sender has; local sockets are one sender */

static uint64_t
ngx_http_relevo_limit_client(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind)
{
    struct sockaddr      *sa;
#if (NGX_HAVE_INET6)
    struct in6_addr      *in6;
#endif

    sa = r->connection->sockaddr;

    switch (sa->sa_family) {

    case AF_INET:
        return ngx_http_relevo_meter_key(sh, kind,
                                 &((struct sockaddr_in *) sa)->sin_addr, 4);

#if (NGX_HAVE_INET6)
    case AF_INET6:
        in6 = &((struct sockaddr_in6 *) sa)->sin6_addr;

        if (IN6_IS_ADDR_V4MAPPED(in6)) {
            return ngx_http_relevo_meter_key(sh, kind, in6->s6_addr + 12, 4);
        }

        return ngx_http_relevo_meter_key(sh, kind, in6->s6_addr, 8);
#endif

    default:
        return ngx_http_relevo_meter_key(sh, kind, "local", 5);
    }
}


/* 429, and when to come again */

static ngx_int_t
ngx_http_relevo_limit_too_many(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, uint64_t wait)
{
    ngx_str_t  value;

    ngx_http_relevo_count(limit_bad_signature, 1);
    ctx->result = NGX_HTTP_RELEVO_RESULT_rate_limited;

    value.data = ngx_pnalloc(r->pool, NGX_INT64_LEN);
    if (value.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    value.len = ngx_sprintf(value.data, "%uL", (wait + 999999) / 1000000)
                - value.data;

    if (ngx_http_relevo_add_header(r, "Retry-After", &value) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                  "relevo: request refused: too many bad signatures");

    return NGX_HTTP_TOO_MANY_REQUESTS;
}


/* the status for a request that is not authentic */

ngx_int_t
ngx_http_relevo_limit_bad_signature(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    uint64_t                       key, wait;
    ngx_http_relevo_loc_conf_t    *rlcf;
    ngx_http_relevo_main_conf_t   *rmcf;
    ngx_http_relevo_limits_shm_t  *sh;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    sh = ngx_http_relevo_limits_shm(&rmcf->limits);

    key = ngx_http_relevo_limit_signer(r, sh, NGX_HTTP_RELEVO_METER_BAD);
    if (key == 0) {
        return NGX_HTTP_UNAUTHORIZED;
    }

    wait = ngx_http_relevo_meter_add(sh, key, &rlcf->limits.bad_signature, 1);

    return wait ? ngx_http_relevo_limit_too_many(r, ctx, wait)
                : NGX_HTTP_UNAUTHORIZED;
}


/* rc: what the scanner said; NGX_DECLINED: unreadable */

ngx_int_t
ngx_http_relevo_limit_content(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, ngx_int_t rc)
{
    ngx_http_relevo_loc_conf_t   *rlcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    ngx_http_relevo_limit_proven(r, ctx,
                                 ngx_http_relevo_limits_shm(&rmcf->limits));

    if (rc == NGX_DECLINED) {

        if (ctx->scan == SCAN_TOO_MANY) {
            ngx_http_relevo_count(limit_updates, 1);

        } else if (scan_json(body) == SCAN_DEPTH) {
            ngx_http_relevo_count(limit_depth, 1);
        }

        return rc;
    }

    if (rc != NGX_OK) {
        return rc;
    }

    if (ctx->accounts->n > rlcf->limits.max_accounts) {
        ngx_http_relevo_count(limit_accounts, 1);
        return NGX_DECLINED;
    }

    if (ctx->accounts->updates > rlcf->limits.max_updates) {
        ngx_http_relevo_count(limit_updates, 1);
        return NGX_DECLINED;
    }

    if (rlcf->limits.max_depth < SCAN_DEPTH_MAX
        && scan_depth(body) > rlcf->limits.max_depth)
    {
        ngx_http_relevo_count(limit_depth, 1);
        return NGX_DECLINED;
    }

    return NGX_OK;
}


static ngx_http_relevo_meter_e
ngx_http_relevo_limit_proof(ngx_http_relevo_ctx_t *ctx)
{
    return ctx->channel->handler == ngx_http_relevo_chat_handler
           ? NGX_HTTP_RELEVO_METER_VISITOR : NGX_HTTP_RELEVO_METER_PROVEN;
}


static void
ngx_http_relevo_limit_proven(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh)
{
    uint64_t  key;

    key = ngx_http_relevo_limit_signer(r, sh,
                                       ngx_http_relevo_limit_proof(ctx));

    if (key
        && ngx_http_relevo_meter_left(sh, key) < NGX_HTTP_RELEVO_PROVEN_RENEW)
    {
        ngx_http_relevo_meter_set(sh, key, NGX_HTTP_RELEVO_PROVEN_US);
    }
}
