
/*
 * export - /metrics in Prometheus' text format.
 *
 * Our own counters out of the shared zone, and those of the worker children:
 * each writes a flat JSON object of numbers into its field of the hash
 * relevo:stats; they are summed by name.  Without Redis only ours are shown.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_SUMS_MAX     256
#define NGX_HTTP_RELEVO_SUM_NAME     64
#define NGX_HTTP_RELEVO_SUM_VALUE    1000000000000000LL    /* no overflow */


typedef struct {
    ngx_str_t   name;                       /* borrowed from the reply */
    int64_t     value;
} ngx_http_relevo_sum_t;


typedef struct {
    ngx_uint_t              n;
    ngx_http_relevo_sum_t   sum[NGX_HTTP_RELEVO_SUMS_MAX];
} ngx_http_relevo_sums_t;


typedef struct {
    const char  *name;
    const char  *kind;
    const char  *help;
} ngx_http_relevo_metric_t;


static void ngx_http_relevo_metrics_stats_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_metrics_cleanup(void *data);
static ngx_int_t ngx_http_relevo_metrics_send(ngx_http_request_t *r,
    redisReply *reply);
static u_char *ngx_http_relevo_metrics_own(u_char *p, ngx_shm_zone_t *zone);
static void ngx_http_relevo_sums_read(ngx_http_relevo_sums_t *sums,
    u_char *p, u_char *last);
static void ngx_http_relevo_sums_add(ngx_http_relevo_sums_t *sums,
    ngx_str_t *name, int64_t value);


#define ngx_http_relevo_metric_row(name, kind, help)                          \
    { #name, #kind, help },

static const ngx_http_relevo_metric_t  ngx_http_relevo_metric_rows[] = {
    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_row)
};

/* "relevo_nginx_redis_inflight_bytes" and so on, name and help twice each */

#define NGX_HTTP_RELEVO_METRIC_LEN   320


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
    size_t                        i, size;
    u_char                       *p;
    ngx_str_t                     text;
    ngx_uint_t                    children;
    redisReply                   *child;
    ngx_http_relevo_sums_t       *sums;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    sums = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_sums_t));
    if (sums == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    children = 0;

    if (reply && reply->type == REDIS_REPLY_ARRAY) {

        for (i = 1; i < reply->elements; i += 2) {
            child = reply->element[i];

            if (child->type == REDIS_REPLY_STRING) {
                children++;
                ngx_http_relevo_sums_read(sums, (u_char *) child->str,
                                          (u_char *) child->str + child->len);
            }
        }
    }

    size = (NGX_HTTP_RELEVO_METRICS_N + sums->n + 1)
           * NGX_HTTP_RELEVO_METRIC_LEN;

    p = ngx_pnalloc(r->pool, size);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    text.data = p;

    p = ngx_http_relevo_metrics_own(p, rmcf->zone);

    p = ngx_sprintf(p, "# HELP relevo_worker_children worker children that "
                    "report\n# TYPE relevo_worker_children gauge\n"
                    "relevo_worker_children %ui\n", children);

    for (i = 0; i < sums->n; i++) {
        p = ngx_sprintf(p, "# TYPE relevo_worker_%V untyped\n"
                        "relevo_worker_%V %L\n", &sums->sum[i].name,
                        &sums->sum[i].name, sums->sum[i].value);
    }

    text.len = p - text.data;

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "text/plain; version=0.0.4",
                                &text);
}


static u_char *
ngx_http_relevo_metrics_own(u_char *p, ngx_shm_zone_t *zone)
{
    const char                      *total;
    ngx_uint_t                       i;
    const ngx_http_relevo_metric_t  *row;

    for (i = 0; i < NGX_HTTP_RELEVO_METRICS_N; i++) {
        row = &ngx_http_relevo_metric_rows[i];
        total = (row->kind[0] == 'c') ? "_total" : "";

        p = ngx_sprintf(p, "# HELP relevo_nginx_%s%s %s\n"
                        "# TYPE relevo_nginx_%s%s %s\n"
                        "relevo_nginx_%s%s %uA\n",
                        row->name, total, row->help,
                        row->name, total, row->kind,
                        row->name, total,
                        ngx_http_relevo_metrics_sum(zone, i));
    }

    return p;
}


/*
 * Reads "name": integer pairs; anything else in between is skipped.  The
 * object is of our own worker, but a foreign one may cost no more than
 * nonsense in the sums: names are [0-9a-z_], values stop at the first byte
 * that is no digit.
 */

static void
ngx_http_relevo_sums_read(ngx_http_relevo_sums_t *sums, u_char *p,
    u_char *last)
{
    int64_t     value;
    ngx_str_t   name;
    ngx_uint_t  minus;

    for ( ;; ) {
        p = ngx_strlchr(p, last, '"');
        if (p == NULL) {
            return;
        }

        name.data = ++p;

        while (p < last && ((*p >= 'a' && *p <= 'z') || *p == '_'
                            || (*p >= '0' && *p <= '9')))
        {
            p++;
        }

        name.len = p - name.data;

        if (p == last || *p++ != '"') {
            continue;
        }

        while (p < last && (*p == ' ' || *p == ':')) {
            p++;
        }

        minus = (p < last && *p == '-');
        p += minus;

        if (p == last || *p < '0' || *p > '9') {
            continue;
        }

        for (value = 0; p < last && *p >= '0' && *p <= '9'; p++) {
            if (value > NGX_HTTP_RELEVO_SUM_VALUE / 10) {
                break;
            }

            value = value * 10 + (*p - '0');
        }

        ngx_http_relevo_sums_add(sums, &name, minus ? -value : value);
    }
}


static void
ngx_http_relevo_sums_add(ngx_http_relevo_sums_t *sums, ngx_str_t *name,
    int64_t value)
{
    ngx_uint_t              i;
    ngx_http_relevo_sum_t  *sum;

    if (name->len == 0 || name->len > NGX_HTTP_RELEVO_SUM_NAME) {
        return;
    }

    /* when the child wrote: a time, not a number to add */

    if (name->len == 5 && ngx_strncmp(name->data, "at_ms", 5) == 0) {
        return;
    }

    for (i = 0; i < sums->n; i++) {
        sum = &sums->sum[i];

        if (sum->name.len == name->len
            && ngx_strncmp(sum->name.data, name->data, name->len) == 0)
        {
            sum->value += value;
            return;
        }
    }

    if (sums->n < NGX_HTTP_RELEVO_SUMS_MAX) {
        sum = &sums->sum[sums->n++];
        sum->name = *name;
        sum->value = value;
    }
}
