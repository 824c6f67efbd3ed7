
/*
 * upload - POST {endpoint}/media?id=&name=&caption= of web chat: the body is
 * a file.
 *
 *   headers (token, size) -> body into a temporary file -> by its bytes one
 *   of the types taken? -> a thread writes it to the folder -> a record that
 *   names it -> append, 200
 *
 * The record's payload is ours, RECORD_FLAG_UPLOAD says so: what a browser
 * sends to /messages cannot name a file.  A file whose record was not
 * appended is nobody's; `relevo media gc` removes it.
 */

#include "ngx_http_relevo_upload.h"


static ngx_int_t ngx_http_relevo_upload_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static void ngx_http_relevo_upload_body_handler(ngx_http_request_t *r);
static void ngx_http_relevo_upload_written(ngx_http_request_t *r);


ngx_int_t
ngx_http_relevo_upload_post(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *endpoint)
{
    ngx_int_t                rc;
    ngx_http_relevo_ctx_t   *ctx;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->channel = channel;
    ctx->record.endpoint = ngx_http_relevo_slice(endpoint);

    ctx->upload = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_upload_t));
    if (ctx->upload == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->upload->written = ngx_http_relevo_upload_written;

    ngx_http_relevo_stamp(ctx, BEGIN);

    rc = ngx_http_relevo_upload_headers(r, ctx);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, ctx, rc);
    }

    if (ngx_http_relevo_ingest_begin(r, ctx) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->accounts = ngx_pcalloc(r->pool, sizeof(scan_accounts_t));
    if (ctx->accounts == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->accounts->account[0] = ctx->record.endpoint;
    ctx->accounts->n = 1;

    rc = ngx_http_relevo_account_check(r, ctx);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, ctx, rc);
    }

    /* also a small one: whatever comes is a file */

    r->request_body_in_file_only = 1;
    r->request_body_in_clean_file = 1;

    rc = ngx_http_read_client_request_body(r,
                                         ngx_http_relevo_upload_body_handler);

    if (rc >= NGX_HTTP_SPECIAL_RESPONSE) {
        return rc;
    }

    return NGX_DONE;
}


/* all that can be refused before a byte of the file is read */

static ngx_int_t
ngx_http_relevo_upload_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    rc = ngx_http_relevo_limit_begin(r, ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_relevo_header(r, "content-encoding", NULL)) {
        return NGX_HTTP_UNSUPPORTED_MEDIA_TYPE;
    }

    rc = ngx_http_relevo_require(r);

    if (rc == NGX_OK) {
        rc = ctx->channel->authenticate(r, ctx);
    }

    if (rc != NGX_OK) {
        return rc;
    }

    if (r->headers_in.content_length_n < 0) {
        return NGX_HTTP_LENGTH_REQUIRED;
    }

    if (r->headers_in.content_length_n == 0) {
        ctx->detail = "the file is empty";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (r->headers_in.content_length_n > (off_t) rlcf->chat_media_max) {
        ctx->detail = "the file is too large";
        return NGX_HTTP_REQUEST_ENTITY_TOO_LARGE;
    }

    return ngx_http_relevo_upload_arguments(r, ctx, ctx->upload);
}


static void
ngx_http_relevo_upload_body_handler(ngx_http_request_t *r)
{
    ngx_int_t               rc;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    ngx_http_relevo_stamp(ctx, BODY);

    rc = ngx_http_relevo_upload_start(r, ctx, ctx->upload);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, ngx_http_relevo_refuse(r, ctx, rc));
    }
}


static void
ngx_http_relevo_upload_written(ngx_http_request_t *r)
{
    ngx_int_t                  rc;
    ngx_http_relevo_ctx_t     *ctx;
    ngx_http_relevo_upload_t  *up;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);
    up = ctx->upload;

    if (ngx_http_relevo_upload_is_written(r, up) != NGX_OK) {
        ngx_http_finalize_request(r, ngx_http_relevo_unavailable(r));
        return;
    }

    ngx_http_relevo_stamp(ctx, PARSED);

    rc = ngx_http_relevo_upload_record(r, ctx);

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_limit_content(r, ctx, slice_make(ctx->body,
                                                              ctx->size), rc);
    }

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_limit_append(r, ctx);
    }

    if (rc != NGX_OK) {
        ngx_http_finalize_request(r, ngx_http_relevo_refuse(r, ctx, rc));
        return;
    }

    ngx_http_relevo_count(chat_uploads, 1);
    ngx_http_relevo_count(chat_upload_bytes, up->size);

    ngx_http_relevo_append(ctx);
}
