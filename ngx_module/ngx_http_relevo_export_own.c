
/*
 * export, our own numbers: every counter and gauge, requests by channel and
 * result, how long each step takes, how full Redis is.
 */

#include "ngx_http_relevo_export.h"


#define NGX_HTTP_RELEVO_PREFIX   "relevo_nginx_"


typedef struct {
    const char  *name;
    const char  *kind;
    const char  *help;
} ngx_http_relevo_metric_t;


static void ngx_http_relevo_export_metrics(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total);
static void ngx_http_relevo_export_results(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total);
static void ngx_http_relevo_export_spans(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total);
static void ngx_http_relevo_export_redis(ngx_http_relevo_page_t *page,
    ngx_http_relevo_limits_main_t *limits);
static void ngx_http_relevo_export_gauge(ngx_http_relevo_page_t *page,
    const char *name, const char *help, uint64_t value);


#define ngx_http_relevo_metric_row(name, kind, help)                          \
    { #name, #kind, help },

static const ngx_http_relevo_metric_t  ngx_http_relevo_metric_rows[] = {
    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_row)
};


#define ngx_http_relevo_result_label(name)  #name,

static const char  *ngx_http_relevo_result_labels[] = {
    "",
    NGX_HTTP_RELEVO_RESULTS(ngx_http_relevo_result_label)
};


#define ngx_http_relevo_span_help(name, from, to, help)  { #name, "", help },

static const ngx_http_relevo_metric_t  ngx_http_relevo_span_rows[] = {
    NGX_HTTP_RELEVO_SPANS(ngx_http_relevo_span_help)
};

static const uint64_t  ngx_http_relevo_span_bounds[] = {
    NGX_HTTP_RELEVO_BOUNDS
};


void
ngx_http_relevo_export_own(ngx_http_relevo_page_t *page,
    ngx_http_relevo_main_conf_t *rmcf)
{
    ngx_http_relevo_block_t  *total;

    total = ngx_palloc(page->pool, sizeof(ngx_http_relevo_block_t));
    if (total == NULL) {
        page->failed = 1;
        return;
    }

    ngx_http_relevo_metrics_total(rmcf->zone, total);

    ngx_http_relevo_export_metrics(page, total);
    ngx_http_relevo_export_results(page, total);
    ngx_http_relevo_export_spans(page, total);
    ngx_http_relevo_export_redis(page, &rmcf->limits);
}


static void
ngx_http_relevo_export_metrics(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total)
{
    const char                      *suffix;
    ngx_uint_t                       i;
    const ngx_http_relevo_metric_t  *row;

    for (i = 0; i < NGX_HTTP_RELEVO_METRICS_N; i++) {
        row = &ngx_http_relevo_metric_rows[i];
        suffix = (row->kind[0] == 'c') ? "_total" : "";

        ngx_http_relevo_print(page,
                              "# HELP " NGX_HTTP_RELEVO_PREFIX "%s%s %s\n"
                              "# TYPE " NGX_HTTP_RELEVO_PREFIX "%s%s %s\n"
                              NGX_HTTP_RELEVO_PREFIX "%s%s %uA\n",
                              row->name, suffix, row->help,
                              row->name, suffix, row->kind,
                              row->name, suffix, total->metric[i]);
    }
}


/* every pair, zeros too: a rate needs to know where a series began */

static void
ngx_http_relevo_export_results(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total)
{
    ngx_str_t                         name = ngx_string("webhooks_total");
    ngx_uint_t                        i, result;
    const ngx_http_relevo_channel_t  *channel;

    channel = ngx_http_relevo_channel_table();

    ngx_http_relevo_print_head(page, NGX_HTTP_RELEVO_PREFIX, &name, "counter",
                               "requests by channel and how they ended");

    for (i = 0; channel[i].name.len; i++) {

        if (i == NGX_HTTP_RELEVO_CHANNELS_N) {
            break;
        }

        for (result = 1; result < NGX_HTTP_RELEVO_RESULTS_N; result++) {
            ngx_http_relevo_print(page, NGX_HTTP_RELEVO_PREFIX
                                  "webhooks_total{channel=\"%V\","
                                  "result=\"%s\"} %uA\n", &channel[i].name,
                                  ngx_http_relevo_result_labels[result],
                                  total->result[i][result]);
        }
    }
}


/* ns as seconds, nine digits behind the point */

#define ngx_http_relevo_s(ns)   (uint64_t) (ns) / 1000000000,                 \
                                (uint64_t) (ns) % 1000000000


static void
ngx_http_relevo_export_spans(ngx_http_relevo_page_t *page,
    ngx_http_relevo_block_t *total)
{
    uint64_t                         sum, bound;
    ngx_str_t                        name;
    ngx_uint_t                       i, k;
    ngx_http_relevo_histogram_t     *histogram;
    const ngx_http_relevo_metric_t  *row;

    u_char  buf[64];

    for (i = 0; i < NGX_HTTP_RELEVO_SPANS_N; i++) {
        row = &ngx_http_relevo_span_rows[i];
        histogram = &total->span[i];
        sum = 0;

        name.data = buf;
        name.len = ngx_sprintf(buf, "%s_seconds", row->name) - buf;

        ngx_http_relevo_print_head(page, NGX_HTTP_RELEVO_PREFIX, &name,
                                   "histogram", row->help);

        for (k = 0; k < NGX_HTTP_RELEVO_BUCKETS_N - 1; k++) {
            sum += histogram->bucket[k];
            bound = ngx_http_relevo_span_bounds[k];

            ngx_http_relevo_print(page, NGX_HTTP_RELEVO_PREFIX
                                  "%V_bucket{le=\"%uL.%09uL\"} %uL\n",
                                  &name, ngx_http_relevo_s(bound), sum);
        }

        sum += histogram->bucket[k];

        ngx_http_relevo_print(page,
                              NGX_HTTP_RELEVO_PREFIX
                              "%V_bucket{le=\"+Inf\"} %uL\n"
                              NGX_HTTP_RELEVO_PREFIX "%V_sum %uL.%09uL\n"
                              NGX_HTTP_RELEVO_PREFIX "%V_count %uL\n",
                              &name, sum, &name,
                              ngx_http_relevo_s(histogram->sum), &name, sum);
    }
}


static void
ngx_http_relevo_export_redis(ngx_http_relevo_page_t *page,
    ngx_http_relevo_limits_main_t *limits)
{
    uint64_t                       length;
    ngx_uint_t                     level;
    ngx_http_relevo_limits_shm_t  *sh;

    sh = ngx_http_relevo_limits_shm(limits);
    ngx_http_relevo_watermarks_streams(limits, &length, &level);

    ngx_http_relevo_export_gauge(page, "redis_memory_bytes",
                                 "used_memory of Redis, 0: not known",
                                 sh->memory);
    ngx_http_relevo_export_gauge(page, "redis_memory_max_bytes",
                                 "what its watermarks are percentages of",
                                 sh->memory_max);
    ngx_http_relevo_export_gauge(page, "stream_length_max",
                                 "records in the longest partition", length);
    ngx_http_relevo_export_gauge(page, "shedding_memory",
                                 "classes refused for memory, 0 to 3",
                                 ngx_http_relevo_watermarks_memory(limits));
    ngx_http_relevo_export_gauge(page, "shedding_stream",
                                 "classes refused for the worst stream",
                                 level);
    ngx_http_relevo_export_gauge(page, "inflight_max",
                                 "relevo_max_inflight of each worker",
                                 limits->max_inflight);
}


static void
ngx_http_relevo_export_gauge(ngx_http_relevo_page_t *page, const char *name,
    const char *help, uint64_t value)
{
    ngx_http_relevo_print(page, "# HELP " NGX_HTTP_RELEVO_PREFIX "%s %s\n"
                          "# TYPE " NGX_HTTP_RELEVO_PREFIX "%s gauge\n"
                          NGX_HTTP_RELEVO_PREFIX "%s %uL\n",
                          name, help, name, name, value);
}
