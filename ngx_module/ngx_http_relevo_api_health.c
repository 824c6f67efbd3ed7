
/*
 * api, health - what nginx knows of the installation, as the body of
 * GET /api/v1/system/health.
 *
 *   {"now_ms":1,"nginx":{"version":"..","recent_ms":60000,"webhooks":{..},
 *    "api":{..},"latency":{"total":{"p50":0.4,..},..}},"redis":{"up":true,..},
 *    "workers":{"host:pid:salt":{"at_ms":1,"components":{..},..}}}
 *
 * SQL adds what is in the database and decides who may see what.  Nothing
 * here waits longer than for Redis' timeout: a source that is away is left
 * out.  Without PostgreSQL nobody can be known, so what is answered then is
 * what /readyz says to everybody: which of the three are up.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_HEALTH_WORKERS   256    /* more are not looked at */


static void ngx_http_relevo_health_stats_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_health_cleanup(void *data);
static ngx_int_t ngx_http_relevo_health_call(ngx_http_relevo_api_t *api,
    redisReply *reply);


/* of a worker's report: all names that begin so */

static const char  *ngx_http_relevo_health_names[] = {
    "at_ms", "components", "breakers", "circuits", "recent", "lane",
    "sends_waiting", "tasks_running", NULL
};


ngx_int_t
ngx_http_relevo_api_health(ngx_http_relevo_api_t *api)
{
    ngx_http_cleanup_t     *cln;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_relevo_ctx(api->request);
    cln = ngx_http_cleanup_add(api->request, 0);

    if (cln == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    cln->handler = ngx_http_relevo_health_cleanup;
    cln->data = ctx;

    ctx->wait = ngx_http_relevo_redis_words(api->rmcf->redis,
                                        "HGETALL relevo:stats", 0,
                                        ngx_http_relevo_health_stats_handler,
                                        ctx);
    if (ctx->wait == NULL) {
        return ngx_http_relevo_health_call(api, NULL);
    }

    api->request->read_event_handler = ngx_http_test_reading;

    return NGX_AGAIN;
}


static void
ngx_http_relevo_health_stats_handler(void *data, redisReply *reply)
{
    ngx_int_t               rc;
    ngx_http_relevo_ctx_t  *ctx = data;

    ctx->wait = NULL;

    rc = ngx_http_relevo_health_call(ctx->api, reply);

    if (rc != NGX_AGAIN) {
        ngx_http_relevo_finish(ctx->request, rc);
    }
}


static void
ngx_http_relevo_health_cleanup(void *data)
{
    ngx_http_relevo_ctx_t  *ctx = data;

    if (ctx->wait) {
        ngx_http_relevo_redis_detach(ctx->wait);
        ctx->wait = NULL;
    }
}


/* ---- nginx ---- */

static json_t *
ngx_http_relevo_health_latency(ngx_http_relevo_histogram_t *histogram)
{
    return json_pack("{s:f, s:f, s:f}",
             "p50", ngx_http_relevo_quantile(histogram, 0.50) / 1e6,
             "p95", ngx_http_relevo_quantile(histogram, 0.95) / 1e6,
             "p99", ngx_http_relevo_quantile(histogram, 0.99) / 1e6);
}


static json_int_t
ngx_http_relevo_health_results(ngx_http_relevo_block_t *block,
    ngx_uint_t from, ngx_uint_t to)
{
    json_int_t  n;
    ngx_uint_t  i, k;

    n = 0;

    for (i = 0; i < NGX_HTTP_RELEVO_CHANNELS_N; i++) {
        for (k = from; k <= to; k++) {
            n += (json_int_t) block->result[i][k];
        }
    }

    return n;
}


static json_t *
ngx_http_relevo_health_nginx(ngx_http_relevo_main_conf_t *rmcf)
{
    ngx_msec_t                ms;
    ngx_http_relevo_block_t   recent;
    ngx_atomic_t             *n;

    ms = ngx_http_relevo_recent(&recent);
    n = recent.metric;

    return json_pack("{s:s, s:I, s:{s:I, s:I, s:I}, s:{s:I, s:I, s:I, s:I},"
                     " s:{s:o, s:o}, s:I}",
        "version", NGINX_VERSION,
        "recent_ms", (json_int_t) ms,
        "webhooks",
            "accepted", ngx_http_relevo_health_results(&recent,
                            NGX_HTTP_RELEVO_RESULT_ok,
                            NGX_HTTP_RELEVO_RESULT_dead_letter),
            "refused", ngx_http_relevo_health_results(&recent,
                            NGX_HTTP_RELEVO_RESULT_unauthorized,
                            NGX_HTTP_RELEVO_RESULT_aborted),
            "failed", ngx_http_relevo_health_results(&recent,
                            NGX_HTTP_RELEVO_RESULT_error,
                            NGX_HTTP_RELEVO_RESULT_shed),
        "api",
            "requests", (json_int_t) n[NGX_HTTP_RELEVO_api_requests],
            "limited", (json_int_t) n[NGX_HTTP_RELEVO_api_limited],
            "unavailable", (json_int_t) n[NGX_HTTP_RELEVO_api_unavailable],
            "sql_errors", (json_int_t) n[NGX_HTTP_RELEVO_api_sql_errors],
        "latency",
            "total", ngx_http_relevo_health_latency(
                         &recent.span[NGX_HTTP_RELEVO_SPAN_total]),
            "enqueue", ngx_http_relevo_health_latency(
                         &recent.span[NGX_HTTP_RELEVO_SPAN_enqueue]),
        "live_clients", (json_int_t) ngx_http_relevo_metrics_sum(rmcf->zone,
                                         NGX_HTTP_RELEVO_live_clients));
}


/* ---- Redis ---- */

static json_t *
ngx_http_relevo_health_redis(ngx_http_relevo_main_conf_t *rmcf)
{
    u_char                         have[128], want[128];
    uint64_t                       length;
    ngx_uint_t                     level;
    ngx_http_relevo_redis_t       *redis;
    ngx_http_relevo_limits_shm_t  *sh;

    redis = rmcf->redis;

    if (!ngx_http_relevo_redis_is_ready(redis)) {
        return json_pack("{s:b}", "up", 0);
    }

    *ngx_http_relevo_durability_name(have, redis) = '\0';
    *ngx_http_relevo_demand_name(want, &redis->conf->demand) = '\0';

    sh = ngx_http_relevo_limits_shm(&rmcf->limits);
    ngx_http_relevo_watermarks_streams(&rmcf->limits, &length, &level);

    return json_pack("{s:b, s:s, s:s, s:b, s:b, s:s, s:I, s:I, s:I}",
        "up", 1,
        "durability", (char *) have,
        "required", (char *) want,
        "met", ngx_http_relevo_durability_is_met(redis) != 0,
        "whole", ngx_http_relevo_redis_is_whole(redis) != 0,
        "shedding", ngx_http_relevo_watermarks_worst(&rmcf->limits),
        "memory", (json_int_t) sh->memory,
        "memory_max", (json_int_t) sh->memory_max,
        "stream_length", (json_int_t) length);
}


/* ---- workers ---- */

static json_t *
ngx_http_relevo_health_worker(redisReply *value)
{
    size_t       i;
    json_t      *report, *some, *one;
    const char  *key;

    report = json_loadb(value->str, value->len, 0, NULL);
    some = json_object();

    json_object_foreach(report, key, one) {

        for (i = 0; ngx_http_relevo_health_names[i]; i++) {

            if (ngx_strncmp(key, ngx_http_relevo_health_names[i],
                            ngx_strlen(ngx_http_relevo_health_names[i]))
                == 0)
            {
                (void) json_object_set(some, key, one);
            }
        }
    }

    json_decref(report);

    return some;
}


/* NULL: Redis did not say */

static json_t *
ngx_http_relevo_health_workers(redisReply *reply)
{
    size_t       i;
    json_t      *workers;
    redisReply  *name, *value;

    if (reply == NULL || reply->type != REDIS_REPLY_ARRAY) {
        return NULL;
    }

    workers = json_object();

    for (i = 0;
         i + 1 < reply->elements
         && json_object_size(workers) < NGX_HTTP_RELEVO_HEALTH_WORKERS;
         i += 2)
    {
        name = reply->element[i];
        value = reply->element[i + 1];

        if (name->type == REDIS_REPLY_STRING
            && value->type == REDIS_REPLY_STRING)
        {
            (void) json_object_set_new(workers, name->str,
                                       ngx_http_relevo_health_worker(value));
        }
    }

    return workers;
}


static ngx_int_t
ngx_http_relevo_health_call(ngx_http_relevo_api_t *api, redisReply *reply)
{
    ngx_time_t  *tp;

    tp = ngx_timeofday();

    api->body = json_pack("{s:I, s:o, s:o, s:o*}",
        "now_ms", (json_int_t) tp->sec * 1000 + (json_int_t) tp->msec,
        "nginx", ngx_http_relevo_health_nginx(api->rmcf),
        "redis", ngx_http_relevo_health_redis(api->rmcf),
        "workers", ngx_http_relevo_health_workers(reply));

    return api->body ? ngx_http_relevo_api_call(api, 0)
                     : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


ngx_int_t
ngx_http_relevo_api_health_failed(ngx_http_relevo_api_t *api)
{
    ngx_str_t  errors;

    errors.data = ngx_pnalloc(api->request->pool, 256);
    if (errors.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    errors.len = ngx_sprintf(errors.data,
        "{\"path\":\"components.nginx\",\"code\":\"ok\"},"
        "{\"path\":\"components.redis\",\"code\":\"%s\"},"
        "{\"path\":\"components.postgres\",\"code\":\"down\"}",
        ngx_http_relevo_redis_is_ready(api->rmcf->redis) ? "ok" : "down")
                 - errors.data;

    ngx_http_relevo_count(api_unavailable, 1);

    return ngx_http_relevo_api_problem_with(api->request, 503,
        "PostgreSQL does not answer: nobody can be known, and little be said",
        &errors);
}
