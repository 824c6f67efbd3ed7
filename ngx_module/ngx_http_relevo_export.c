
/*
 * export - /metrics in Prometheus' text format: one scrape shows the product.
 *
 * Our own numbers out of shared memory (_export_own.c), and those that the
 * worker children leave in the hash relevo:stats (_export_workers.c).  When
 * Redis does not answer only ours are shown.
 */

#include "ngx_http_relevo_export.h"


static void ngx_http_relevo_metrics_stats_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_metrics_cleanup(void *data);
static ngx_int_t ngx_http_relevo_metrics_send(ngx_http_request_t *r,
    redisReply *reply);
static ngx_int_t ngx_http_relevo_page_grow(ngx_http_relevo_page_t *page);


ngx_int_t
ngx_http_relevo_metrics_handler(ngx_http_request_t *r)
{
    ngx_int_t                     rc;
    ngx_http_cleanup_t           *cln;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_main_conf_t  *rmcf;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return ngx_http_relevo_not_allowed(r, "GET, HEAD");
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    ctx = ngx_http_relevo_ctx(r);
    cln = ngx_http_cleanup_add(r, 0);

    if (ctx == NULL || cln == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    cln->handler = ngx_http_relevo_metrics_cleanup;
    cln->data = ctx;

    ctx->wait = ngx_http_relevo_redis_words(rmcf->redis,
                                        "HGETALL relevo:stats", 0,
                                        ngx_http_relevo_metrics_stats_handler,
                                        ctx);
    if (ctx->wait == NULL) {
        return ngx_http_relevo_metrics_send(r, NULL);
    }

    r->main->count++;

    return NGX_DONE;
}


static void
ngx_http_relevo_metrics_stats_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_ctx_t  *ctx = data;

    ctx->wait = NULL;

    ngx_http_relevo_finish(ctx->request,
                           ngx_http_relevo_metrics_send(ctx->request, reply));
}


static void
ngx_http_relevo_metrics_cleanup(void *data)
{
    ngx_http_relevo_ctx_t  *ctx = data;

    if (ctx->wait) {
        ngx_http_relevo_redis_detach(ctx->wait);
        ctx->wait = NULL;
    }
}


static ngx_int_t
ngx_http_relevo_metrics_send(ngx_http_request_t *r, redisReply *reply)
{
    ngx_str_t                     text;
    ngx_http_relevo_page_t        page;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    ngx_memzero(&page, sizeof(ngx_http_relevo_page_t));
    page.pool = r->pool;

    ngx_http_relevo_export_own(&page, rmcf);
    ngx_http_relevo_export_workers(&page, reply);

    if (page.failed) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    text.data = page.start;
    text.len = page.pos - page.start;

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "text/plain; version=0.0.4",
                                &text);
}


void
ngx_http_relevo_print(ngx_http_relevo_page_t *page, const char *fmt, ...)
{
    va_list  args;

    if (page->end - page->pos < NGX_HTTP_RELEVO_LINE_MAX
        && ngx_http_relevo_page_grow(page) != NGX_OK)
    {
        return;
    }

    va_start(args, fmt);
    page->pos = ngx_vslprintf(page->pos, page->pos + NGX_HTTP_RELEVO_LINE_MAX,
                              fmt, args);
    va_end(args);
}


static ngx_int_t
ngx_http_relevo_page_grow(ngx_http_relevo_page_t *page)
{
    size_t   len, size;
    u_char  *p;

    if (page->failed) {
        return NGX_ERROR;
    }

    len = page->pos - page->start;
    size = 2 * (page->end - page->start) + 32 * 1024;

    p = ngx_palloc(page->pool, size);
    if (p == NULL) {
        page->failed = 1;
        return NGX_ERROR;
    }

    if (len) {
        ngx_memcpy(p, page->start, len);
        (void) ngx_pfree(page->pool, page->start);
    }

    page->start = p;
    page->pos = p + len;
    page->end = p + size;

    return NGX_OK;
}


void
ngx_http_relevo_print_head(ngx_http_relevo_page_t *page, const char *prefix,
    ngx_str_t *name, const char *kind, const char *help)
{
    ngx_http_relevo_print(page, "# HELP %s%V %s\n# TYPE %s%V %s\n",
                          prefix, name, help, prefix, name, kind);
}
