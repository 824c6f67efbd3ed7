
/*
 * result - how a request of a channel ended: counted once per request, in the
 * log phase, so that what nginx itself refuses (limit_req, a body too large
 * or too slow) is counted like what the module does.  The variables of the
 * access log say the same, and nothing about persons: accounts and tenants
 * are businesses, ids are positions in the ingress log.
 */

#include "ngx_http_relevo.h"


static ngx_uint_t ngx_http_relevo_result(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_uint_t ngx_http_relevo_result_of_200(ngx_http_relevo_ctx_t *ctx);


#define ngx_http_relevo_span_row(name, from, to, help)                        \
    { NGX_HTTP_RELEVO_AT_##from, NGX_HTTP_RELEVO_AT_##to },

static const ngx_http_relevo_span_t  ngx_http_relevo_spans[] = {
    NGX_HTTP_RELEVO_SPANS(ngx_http_relevo_span_row)
};


#define ngx_http_relevo_result_row(name)  ngx_string(#name),

static const ngx_str_t  ngx_http_relevo_result_names[] = {
    ngx_null_string,
    NGX_HTTP_RELEVO_RESULTS(ngx_http_relevo_result_row)
};


static const struct {
    ngx_uint_t  status;
    ngx_uint_t  result;
} ngx_http_relevo_result_rows[] = {
    { 400, NGX_HTTP_RELEVO_RESULT_bad_request },
    { 401, NGX_HTTP_RELEVO_RESULT_unauthorized },
    { 403, NGX_HTTP_RELEVO_RESULT_forbidden },
    { 404, NGX_HTTP_RELEVO_RESULT_not_found },
    { 405, NGX_HTTP_RELEVO_RESULT_bad_method },
    { 408, NGX_HTTP_RELEVO_RESULT_timeout },
    { 413, NGX_HTTP_RELEVO_RESULT_too_large },
    { 415, NGX_HTTP_RELEVO_RESULT_unsupported },
    { 429, NGX_HTTP_RELEVO_RESULT_rate_limited },
    { 499, NGX_HTTP_RELEVO_RESULT_aborted },
    { 500, NGX_HTTP_RELEVO_RESULT_error },
    { 503, NGX_HTTP_RELEVO_RESULT_unavailable },
    { 0, NGX_HTTP_RELEVO_RESULT_other }
};


/* the log phase: also of requests that never reached the content handler */

ngx_int_t
ngx_http_relevo_result_handler(ngx_http_request_t *r)
{
    uint64_t                     from, to;
    ngx_uint_t                   i, channel;
    ngx_http_relevo_ctx_t       *ctx;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->channel == NULL || r != r->main) {
        return NGX_OK;
    }

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    channel = ngx_http_relevo_channel_index(rlcf->channel);
    channel = ngx_min(channel, NGX_HTTP_RELEVO_CHANNELS_N - 1);

    ngx_http_relevo_block->result[channel][ngx_http_relevo_result(r, ctx)]++;

    if (ctx == NULL || ctx->stamps[NGX_HTTP_RELEVO_AT_STORED] == 0) {
        return NGX_OK;
    }

    ngx_http_relevo_stamp(ctx, END);

    for (i = 0; i < NGX_HTTP_RELEVO_SPANS_N; i++) {
        from = ctx->stamps[ngx_http_relevo_spans[i].from];
        to = ctx->stamps[ngx_http_relevo_spans[i].to];

        if (from && to) {               /* a file: not all */
            ngx_http_relevo_observe(i, to - from);
        }
    }

    return NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_result(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx)
{
    ngx_uint_t  i, status;

    if (ctx && ctx->result) {
        return ctx->result;
    }

    status = r->err_status ? r->err_status : r->headers_out.status;

    if (status == 0) {
        return NGX_HTTP_RELEVO_RESULT_aborted;
    }

    if (status >= 200 && status < 400) {
        return ngx_http_relevo_result_of_200(ctx);
    }

    for (i = 0; ngx_http_relevo_result_rows[i].status; i++) {
        if (ngx_http_relevo_result_rows[i].status == status) {
            break;
        }
    }

    return ngx_http_relevo_result_rows[i].result;
}


static ngx_uint_t
ngx_http_relevo_result_of_200(ngx_http_relevo_ctx_t *ctx)
{
    if (ctx == NULL || ctx->records.len == 0) {
        return NGX_HTTP_RELEVO_RESULT_ok;
    }

    return (ctx->record.kind == RECORD_MALFORMED)
           ? NGX_HTTP_RELEVO_RESULT_dead_letter
           : NGX_HTTP_RELEVO_RESULT_accepted;
}


const ngx_str_t *
ngx_http_relevo_result_name(ngx_http_request_t *r)
{
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    return &ngx_http_relevo_result_names[ngx_http_relevo_result(r, ctx)];
}


const ngx_http_relevo_span_t *
ngx_http_relevo_span(ngx_uint_t i)
{
    return &ngx_http_relevo_spans[i];
}
