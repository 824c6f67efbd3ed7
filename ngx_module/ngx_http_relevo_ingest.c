
/*
 * ingest - a POST of a channel: authentic, whole, readable?
 *
 * Before: the channel's content handler has settled method and endpoint.
 * After: _append.c makes the records durable and answers.  Order of checks:
 * headers (before a byte of the body is read), size, signature over the raw
 * bytes, envelope.  Signature and scanner look at the body where nginx has
 * read it to; it is copied once, into the bytes that go to Redis.
 */

#include "ngx_http_relevo.h"


static uint64_t ngx_http_relevo_wall(uint64_t moment);
static void ngx_http_relevo_ingest_body_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_ingest_body(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static scan_accounts_t *ngx_http_relevo_ingest_accounts(
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_ingest_whole(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_ingest_join(ngx_http_request_t *r,
    ngx_chain_t *cl, u_char *p);


ngx_int_t
ngx_http_relevo_ingest_post(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *endpoint)
{
    ngx_int_t               rc;
    ngx_http_relevo_ctx_t  *ctx;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->channel = channel;
    ctx->record.endpoint = ngx_http_relevo_slice(endpoint);

    ngx_http_relevo_stamp(ctx, BEGIN);

    rc = ngx_http_relevo_limit_begin(r, ctx);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, ctx, rc);
    }

    /* the signature is over the wire bytes, and nothing is inflated here */

    if (ngx_http_relevo_header(r, "content-encoding", NULL)) {
        return ngx_http_relevo_refuse(r, ctx,
                                      NGX_HTTP_UNSUPPORTED_MEDIA_TYPE);
    }

    rc = ngx_http_relevo_require(r);

    if (rc == NGX_OK) {
        rc = channel->authenticate(r, ctx);
    }

    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, ctx, rc);
    }

    if (channel->body_max
        && r->headers_in.content_length_n > (off_t) channel->body_max)
    {
        return ngx_http_relevo_refuse(r, ctx,
                                      NGX_HTTP_REQUEST_ENTITY_TOO_LARGE);
    }

    if (ngx_http_relevo_ingest_begin(r, ctx) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    /* most often it has come with the headers, and is handled in the call */

    ctx->stamps[NGX_HTTP_RELEVO_AT_BODY] =
                                        ctx->stamps[NGX_HTTP_RELEVO_AT_BEGIN];

    /* counts the request once; the one finalize of the answer pays it back */

    rc = ngx_http_read_client_request_body(r,
                                         ngx_http_relevo_ingest_body_handler);

    if (rc == NGX_AGAIN) {
        ctx->stamps[NGX_HTTP_RELEVO_AT_BODY] = 0;
    }

    if (rc >= NGX_HTTP_SPECIAL_RESPONSE) {
        return rc;
    }

    return NGX_DONE;
}


ngx_http_relevo_ctx_t *
ngx_http_relevo_ctx(ngx_http_request_t *r)
{
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    if (ctx == NULL) {
        ctx = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_ctx_t));
        if (ctx == NULL) {
            return NULL;
        }

        ctx->request = r;
        ngx_http_set_ctx(r, ctx, ngx_http_relevo_module);
    }

    return ctx;
}


/* what the record says about the request, known before the body */

ngx_int_t
ngx_http_relevo_ingest_begin(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    record_t  *record;

    record = &ctx->record;

    record->kind = RECORD_WEBHOOK;
    record->received_us = ngx_http_relevo_wall(
                                ctx->stamps[NGX_HTTP_RELEVO_AT_BEGIN]) / 1000;
    record->channel = slice_make(ctx->channel->name.data,
                                 ctx->channel->name.len);

    return ngx_http_relevo_ids(r, record);
}


/* ns since 1970; how far the two clocks are apart is asked each second */

static uint64_t
ngx_http_relevo_wall(uint64_t moment)
{
    struct timespec  now;

    static time_t    asked;
    static uint64_t  apart;

    if (asked != ngx_time()) {
        (void) clock_gettime(CLOCK_REALTIME, &now);

        apart = (uint64_t) now.tv_sec * 1000000000 + now.tv_nsec
                - ngx_http_relevo_clock();
        asked = ngx_time();
    }

    return moment + apart;
}


static void
ngx_http_relevo_ingest_body_handler(ngx_http_request_t *r)
{
    ngx_int_t               rc;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    rc = ngx_http_relevo_ingest_body(r, ctx);

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_limit_append(r, ctx);
    }

    if (rc == NGX_OK) {
        ngx_http_relevo_append(ctx);
        return;
    }

    ngx_http_finalize_request(r, ngx_http_relevo_refuse(r, ctx, rc));
}


static ngx_int_t
ngx_http_relevo_ingest_body(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    slice_t                           body;
    ngx_int_t                         rc;
    const ngx_http_relevo_channel_t  *channel;

    channel = ctx->channel;

    rc = ngx_http_relevo_ingest_whole(r, ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    body = slice_make(ctx->body, ctx->size);

    if (ctx->stamps[NGX_HTTP_RELEVO_AT_BODY] == 0) {
        ngx_http_relevo_stamp(ctx, BODY);
    }

    if (channel->verify) {
        rc = channel->verify(r, ctx, body);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    ngx_http_relevo_stamp(ctx, VERIFIED);

    if (ngx_http_relevo_ingest_accounts(ctx) == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = channel->accounts(r, ctx, body, ctx->accounts);
    rc = ngx_http_relevo_limit_content(r, ctx, body, rc);

    ngx_http_relevo_stamp(ctx, PARSED);

    if (rc == NGX_DECLINED) {

        if (ngx_http_relevo_malformed_is_refused(r, ctx)) {
            return NGX_HTTP_BAD_REQUEST;
        }

        /* refusing it would make the provider repeat it for days */

        ctx->record.kind = RECORD_MALFORMED;
        ctx->accounts->n = 0;
        return NGX_OK;
    }

    if (rc != NGX_OK) {
        return rc;
    }

    return ngx_http_relevo_account_check(r, ctx);
}


/* a kilobyte of which a slice or two will be written: not zeroed as a whole */

static scan_accounts_t *
ngx_http_relevo_ingest_accounts(ngx_http_relevo_ctx_t *ctx)
{
    ctx->accounts = ngx_palloc(ctx->request->pool, sizeof(scan_accounts_t));

    if (ctx->accounts) {
        ctx->accounts->n = 0;
        ctx->accounts->updates = 0;
        ctx->accounts->statuses = 0;
    }

    return ctx->accounts;
}


/*
 * The body, in whatever form nginx has it: nothing, parts in memory, a
 * temporary file, or both.  What is one piece in memory stays where it is.
 */

static ngx_int_t
ngx_http_relevo_ingest_whole(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    off_t                        size;
    ngx_chain_t                 *cl, *bufs;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    bufs = r->request_body ? r->request_body->bufs : NULL;
    size = 0;

    for (cl = bufs; cl; cl = cl->next) {
        size += ngx_buf_size(cl->buf);
    }

    if ((ctx->channel->body_max && size > (off_t) ctx->channel->body_max)
        || size > (off_t) rlcf->limits.max_body)
    {
        return NGX_HTTP_REQUEST_ENTITY_TOO_LARGE;
    }

    ctx->size = size;

    if (bufs && bufs->next == NULL && ngx_buf_in_memory(bufs->buf)) {
        ctx->body = bufs->buf->pos;
        return NGX_OK;
    }

    ctx->body = ngx_pnalloc(r->pool, size + 1);

    return ctx->body ? ngx_http_relevo_ingest_join(r, bufs, ctx->body)
                     : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


static ngx_int_t
ngx_http_relevo_ingest_join(ngx_http_request_t *r, ngx_chain_t *cl, u_char *p)
{
    size_t      len;
    ssize_t     n;
    ngx_buf_t  *b;

    for ( /* void */ ; cl; cl = cl->next) {
        b = cl->buf;
        len = ngx_buf_size(b);

        if (ngx_buf_in_memory(b)) {
            p = ngx_cpymem(p, b->pos, len);
            continue;
        }

        if (!b->in_file) {
            continue;
        }

        n = ngx_read_file(b->file, p, len, b->file_pos);

        if (n != (ssize_t) len) {
            ngx_log_error(NGX_LOG_ERR, r->connection->log, 0,
                          "relevo: read %z of %uz bytes of the body's "
                          "temporary file", n, len);
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        p += len;
    }

    return NGX_OK;
}


/* a header by its name in lower case; ret_n (or NULL): how many of it */

ngx_table_elt_t *
ngx_http_relevo_header(ngx_http_request_t *r, const char *name,
    ngx_uint_t *ret_n)
{
    size_t            len;
    ngx_uint_t        i, n;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h, *found;

    len = ngx_strlen(name);
    found = NULL;
    n = 0;

    for (part = &r->headers_in.headers.part; part; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {

            if (h[i].key.len == len
                && ngx_memcmp(h[i].lowcase_key, name, len) == 0)
            {
                found = &h[i];
                n++;
            }
        }
    }

    if (ret_n) {
        *ret_n = n;
    }

    return found;
}


/* what follows the location's prefix: "", "/name", "name/verb" */

void
ngx_http_relevo_path(ngx_http_request_t *r, ngx_str_t *ret_rest)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);

    ngx_str_null(ret_rest);

#if (NGX_PCRE)
    if (clcf->regex) {
        return;
    }
#endif

    if (!clcf->exact_match && r->uri.len > clcf->name.len) {
        ret_rest->data = r->uri.data + clcf->name.len;
        ret_rest->len = r->uri.len - clcf->name.len;
    }
}


/* counts, logs and answers a refusal; returns what to finalize with */

ngx_int_t
ngx_http_relevo_refuse(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx,
    ngx_int_t status)
{
    const char  *code;

    if (status == NGX_HTTP_UNAUTHORIZED) {
        status = ngx_http_relevo_limit_bad_signature(r, ctx);
    }

    switch (status) {

    case NGX_HTTP_BAD_REQUEST:
        code = "bad_request";
        ngx_http_relevo_count(bad_request, 1);
        break;

    case NGX_HTTP_UNAUTHORIZED:
        code = "unauthorized";
        ngx_http_relevo_count(bad_signature, 1);
        break;

    case NGX_HTTP_REQUEST_ENTITY_TOO_LARGE:
        code = "too_large";
        ngx_http_relevo_count(too_large, 1);
        break;

    case NGX_HTTP_UNSUPPORTED_MEDIA_TYPE:
        code = "unsupported_media";
        ngx_http_relevo_count(bad_encoding, 1);
        break;

    case NGX_HTTP_SERVICE_UNAVAILABLE:
        return ngx_http_relevo_unavailable(r);

    default:
        return status;
    }

    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                  "relevo: request refused: %s%s%s", code,
                  ctx->detail ? ", " : "", ctx->detail ? ctx->detail : "");

    if (ctx->detail) {
        return ngx_http_relevo_problem(r, status, code, ctx->detail);
    }

    return status;
}
