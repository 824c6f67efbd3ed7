
/*
 * health - is this nginx alive, and may traffic be sent to it?
 *
 * "live" says that a worker answers.  "ready" asks Redis for its durability
 * settings each time: a frozen Redis or changed settings are seen at once,
 * and the answer names the row of the promise that is active.
 */

#include "ngx_http_relevo.h"


static ngx_int_t ngx_http_relevo_ready(ngx_http_request_t *r);
static void ngx_http_relevo_ready_handler(void *data, redisReply *reply);
static void ngx_http_relevo_ready_cleanup(void *data);
static ngx_int_t ngx_http_relevo_ready_send(ngx_http_request_t *r);


ngx_int_t
ngx_http_relevo_health_handler(ngx_http_request_t *r)
{
    ngx_int_t                    rc;
    ngx_str_t                    text = ngx_string("ok\n");
    ngx_http_relevo_loc_conf_t  *rlcf;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return ngx_http_relevo_not_allowed(r, "GET, HEAD");
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->health == NGX_HTTP_RELEVO_HEALTH_READY) {
        return ngx_http_relevo_ready(r);
    }

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "text/plain", &text);
}


static ngx_int_t
ngx_http_relevo_ready(ngx_http_request_t *r)
{
    ngx_http_cleanup_t           *cln;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_redis_t      *redis;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    redis = rmcf->redis;

    ctx = ngx_http_relevo_ctx(r);
    cln = ngx_http_cleanup_add(r, 0);

    if (ctx == NULL || cln == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    cln->handler = ngx_http_relevo_ready_cleanup;
    cln->data = ctx;

    if (ngx_http_relevo_redis_is_ready(redis)) {
        ctx->wait = ngx_http_relevo_redis_words(redis,
                                                NGX_HTTP_RELEVO_CONFIG_GET, 0,
                                                ngx_http_relevo_ready_handler,
                                                ctx);
    } else {
        ctx->wait = ngx_http_relevo_redis_wait(redis,
                                               ngx_http_relevo_ready_handler,
                                               ctx);
    }

    if (ctx->wait == NULL) {
        return ngx_http_relevo_ready_send(r);
    }

    r->main->count++;

    return NGX_DONE;
}


static void
ngx_http_relevo_ready_handler(void *data, redisReply *reply)
{
    ngx_http_request_t           *r;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_main_conf_t  *rmcf;

    ctx = data;
    ctx->wait = NULL;

    r = ctx->request;
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    /* the row of a cluster is that of its weakest master, looked at often */

    if (reply && !rmcf->redis->is_facade) {
        ngx_http_relevo_redis_durability(rmcf->redis, reply);
    }

    ngx_http_relevo_finish(r, ngx_http_relevo_ready_send(r));
}


static void
ngx_http_relevo_ready_cleanup(void *data)
{
    ngx_http_relevo_ctx_t  *ctx = data;

    if (ctx->wait) {
        ngx_http_relevo_redis_detach(ctx->wait);
        ctx->wait = NULL;
    }
}


static ngx_int_t
ngx_http_relevo_ready_send(ngx_http_request_t *r)
{
    u_char                       *p;
    ngx_str_t                     json;
    ngx_uint_t                    up, ready;
    ngx_http_relevo_redis_t      *redis;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    redis = rmcf->redis;

    up = ngx_http_relevo_redis_is_ready(redis);
    ready = up && ngx_http_relevo_durability_is_met(redis)
            && ngx_http_relevo_redis_is_whole(redis);

    p = ngx_pnalloc(r->pool, 512);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    json.data = p;

    p = ngx_sprintf(p, "{\"ready\":%s,\"redis\":\"%s\",\"durability\":\"",
                    ready ? "true" : "false",
                    !up ? "down" : redis->is_facade ? "cluster" : "up");
    p = up ? ngx_http_relevo_durability_name(p, redis)
           : ngx_sprintf(p, "unverified");
    p = ngx_sprintf(p, "\",\"required\":\"");
    p = ngx_http_relevo_demand_name(p, &redis->conf->demand);
    p = ngx_sprintf(p, "\",\"replicas\":%ui,\"partitions\":%ui,"
                    "\"rolled_back\":%uA,",
                    up ? redis->replicas : 0, up ? redis->partitions : 0,
                    ngx_http_relevo_metrics_sum(rmcf->zone,
                                        NGX_HTTP_RELEVO_redis_rolled_back));
    p = ngx_sprintf(p, "\"shedding\":\"%s\",\"endpoints\":%s}\n",
                    ngx_http_relevo_watermarks_worst(&rmcf->limits),
                    ngx_http_relevo_directory_is_loaded(rmcf)
                    ? "true" : "false");

    json.len = p - json.data;

    if (ngx_http_relevo_set_header(r, "Cache-Control", "no-store") != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_text(r, ready ? NGX_HTTP_OK
                                         : NGX_HTTP_SERVICE_UNAVAILABLE,
                                "application/json", &json);
}
