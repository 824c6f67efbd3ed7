
/*
 * module - configuration, the life of a worker process.
 *
 * Configuration is read-only once parsed; what changes at run time hangs on
 * the main configuration of this process' copy (redis, live), made by
 * init_process and ended by exit_process.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_conf.h"
#include "ngx_http_relevo_endpoints.h"
#include "ngx_http_relevo_pg.h"


#define NGX_HTTP_RELEVO_ENDPOINTS_ZONE_MIN    (128 * 1024)
#define NGX_HTTP_RELEVO_ENDPOINTS_CHECK_MIN   100
#define NGX_HTTP_RELEVO_LIVE_BUFFER_MIN       4096


static ngx_int_t ngx_http_relevo_postconfiguration(ngx_conf_t *cf);
static ngx_int_t ngx_http_relevo_phases(ngx_conf_t *cf);
static ngx_int_t ngx_http_relevo_zones(ngx_conf_t *cf,
    ngx_http_relevo_main_conf_t *rmcf);
static ngx_int_t ngx_http_relevo_add_handler(ngx_conf_t *cf, ngx_uint_t phase,
    ngx_http_handler_pt handler);
static void *ngx_http_relevo_create_main_conf(ngx_conf_t *cf);
static char *ngx_http_relevo_init_main_conf(ngx_conf_t *cf, void *conf);
static void *ngx_http_relevo_create_loc_conf(ngx_conf_t *cf);
static char *ngx_http_relevo_merge_loc_conf(ngx_conf_t *cf, void *parent,
    void *child);
static ngx_int_t ngx_http_relevo_init_module(ngx_cycle_t *cycle);
static ngx_int_t ngx_http_relevo_init_process(ngx_cycle_t *cycle);
static void ngx_http_relevo_exit_process(ngx_cycle_t *cycle);


static ngx_http_module_t  ngx_http_relevo_module_ctx = {
    ngx_http_relevo_variables,             /* preconfiguration */
    ngx_http_relevo_postconfiguration,     /* postconfiguration */

    ngx_http_relevo_create_main_conf,      /* create main configuration */
    ngx_http_relevo_init_main_conf,        /* init main configuration */

    NULL,                                  /* create server configuration */
    NULL,                                  /* merge server configuration */

    ngx_http_relevo_create_loc_conf,       /* create location configuration */
    ngx_http_relevo_merge_loc_conf         /* merge location configuration */
};


ngx_module_t  ngx_http_relevo_module = {
    NGX_MODULE_V1,
    &ngx_http_relevo_module_ctx,           /* module context */
    ngx_http_relevo_commands,              /* module directives */
    NGX_HTTP_MODULE,                       /* module type */
    NULL,                                  /* init master */
    ngx_http_relevo_init_module,           /* init module */
    ngx_http_relevo_init_process,          /* init process */
    NULL,                                  /* init thread */
    NULL,                                  /* exit thread */
    ngx_http_relevo_exit_process,          /* exit process */
    NULL,                                  /* exit master */
    NGX_MODULE_V1_PADDING
};


static void *
ngx_http_relevo_create_main_conf(ngx_conf_t *cf)
{
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_relevo_main_conf_t));
    if (rmcf == NULL) {
        return NULL;
    }

    rmcf->live_max = NGX_CONF_UNSET_UINT;
    rmcf->live_each = NGX_CONF_UNSET_UINT;
    rmcf->live_buffer = NGX_CONF_UNSET_SIZE;
    ngx_http_relevo_limits_create_main(&rmcf->limits);
    rmcf->endpoints_size = NGX_CONF_UNSET_SIZE;
    rmcf->endpoints_check = NGX_CONF_UNSET_MSEC;

    return rmcf;
}


static char *
ngx_http_relevo_init_main_conf(ngx_conf_t *cf, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    ngx_conf_init_uint_value(rmcf->live_max, 10000);
    ngx_conf_init_uint_value(rmcf->live_each, 16);
    ngx_conf_init_size_value(rmcf->live_buffer, 256 * 1024);
    ngx_conf_init_size_value(rmcf->endpoints_size, 4 * 1024 * 1024);
    ngx_conf_init_msec_value(rmcf->endpoints_check, 5000);

    if (rmcf->live_buffer < NGX_HTTP_RELEVO_LIVE_BUFFER_MIN) {
        return "relevo_live_buffer needs at least 4k";
    }

    if (rmcf->endpoints_size < NGX_HTTP_RELEVO_ENDPOINTS_ZONE_MIN) {
        return "relevo_endpoints_zone needs at least 128k";
    }

    if (rmcf->endpoints_check < NGX_HTTP_RELEVO_ENDPOINTS_CHECK_MIN) {
        return "relevo_endpoints_check needs at least 100ms";
    }

    return ngx_http_relevo_limits_init_main(&rmcf->limits);
}


static ngx_int_t
ngx_http_relevo_postconfiguration(ngx_conf_t *cf)
{
    ngx_str_t                     name = ngx_string("request_id");
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);

    if (rmcf->needs_pg && rmcf->pg_conf == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "no \"relevo_api_postgres\" in http{}, but a location "
                      "needs it");
        return NGX_ERROR;
    }

    if (rmcf->redis_conf.server.len == 0) {

        if (rmcf->needs_redis) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "no \"relevo_redis\" in http{}, but a location "
                          "needs it");
            return NGX_ERROR;
        }

        return NGX_OK;
    }

    if (rmcf->redis_conf.demand.level == NGX_HTTP_RELEVO_LEVEL_REPLICA
        && rmcf->redis_conf.demand.wait >= rmcf->redis_conf.timeout)
    {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "the time of \"relevo_durability replica\" must be "
                      "below timeout= of \"relevo_redis\"");
        return NGX_ERROR;
    }

    rmcf->request_id = ngx_http_get_variable_index(cf, &name);
    if (rmcf->request_id == NGX_ERROR) {
        return NGX_ERROR;
    }

    return ngx_http_relevo_phases(cf) == NGX_OK
           ? ngx_http_relevo_zones(cf, rmcf) : NGX_ERROR;
}


static ngx_int_t
ngx_http_relevo_phases(ngx_conf_t *cf)
{
    if (ngx_http_relevo_add_handler(cf, NGX_HTTP_LOG_PHASE,
                                    ngx_http_relevo_result_handler)
        != NGX_OK
        || ngx_http_relevo_add_handler(cf, NGX_HTTP_POST_READ_PHASE,
                                       ngx_http_relevo_mask_handler)
           != NGX_OK
        || ngx_http_relevo_add_handler(cf, NGX_HTTP_REWRITE_PHASE,
                                       ngx_http_relevo_mask_uri_handler)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_zones(ngx_conf_t *cf, ngx_http_relevo_main_conf_t *rmcf)
{
    if (ngx_http_relevo_limits_zone(cf, &ngx_http_relevo_module,
                                    &rmcf->limits)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ngx_http_relevo_directory_zone(cf, &ngx_http_relevo_module,
                                       rmcf->endpoints_size,
                                       &rmcf->endpoints_shm)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_relevo_metrics_zone(cf, &ngx_http_relevo_module,
                                        &rmcf->zone);
}


static ngx_int_t
ngx_http_relevo_add_handler(ngx_conf_t *cf, ngx_uint_t phase,
    ngx_http_handler_pt handler)
{
    ngx_http_handler_pt        *h;
    ngx_http_core_main_conf_t  *cmcf;

    cmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);

    h = ngx_array_push(&cmcf->phases[phase].handlers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    *h = handler;

    return NGX_OK;
}


static void *
ngx_http_relevo_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_relevo_loc_conf_t));
    if (rlcf == NULL) {
        return NULL;
    }

    rlcf->malformed = NGX_CONF_UNSET_UINT;
    rlcf->retry_after = NGX_CONF_UNSET;
    rlcf->unknown_account = NGX_CONF_UNSET_UINT;
    rlcf->chat_ttl = NGX_CONF_UNSET;
    rlcf->chat_endpoints = NGX_CONF_UNSET_PTR;
    rlcf->chat_origins = NGX_CONF_UNSET_PTR;
    rlcf->chat_media_types = NGX_CONF_UNSET_PTR;
    ngx_http_relevo_limits_create_loc(&rlcf->limits);

    /*
     * set by ngx_pcalloc(): channel, auth, secrets, requires, health,
     * generic_*; they are of their location alone and are not inherited
     */

    return rlcf;
}


static char *
ngx_http_relevo_merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_relevo_loc_conf_t *prev = parent;
    ngx_http_relevo_loc_conf_t *conf = child;

    ngx_conf_merge_sec_value(conf->retry_after, prev->retry_after, 5);
    ngx_conf_merge_uint_value(conf->unknown_account, prev->unknown_account,
                              NGX_HTTP_RELEVO_ACCOUNT_STORE);
    ngx_conf_merge_sec_value(conf->chat_ttl, prev->chat_ttl,
                             30 * 24 * 60 * 60);
    ngx_conf_merge_ptr_value(conf->chat_endpoints, prev->chat_endpoints, NULL);
    ngx_conf_merge_ptr_value(conf->chat_origins, prev->chat_origins, NULL);
    ngx_conf_merge_ptr_value(conf->chat_media_types, prev->chat_media_types,
                             NULL);

    if (conf->chat_media.data == NULL) {
        conf->chat_media = prev->chat_media;
        conf->chat_media_max = prev->chat_media_max;
#if (NGX_THREADS)
        conf->chat_media_threads = prev->chat_media_threads;
#endif
    }
    ngx_http_relevo_limits_merge_loc(&conf->limits, &prev->limits);

    ngx_conf_merge_str_value(conf->public_url, prev->public_url, "");

    if (ngx_http_relevo_signature_merge(cf, conf) != NGX_CONF_OK
        || ngx_http_relevo_generic_merge(cf, conf) != NGX_CONF_OK)
    {
        return NGX_CONF_ERROR;
    }

    ngx_conf_merge_uint_value(conf->malformed, prev->malformed,
                              NGX_HTTP_RELEVO_MALFORMED_BY_SCHEME);

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_relevo_init_module(ngx_cycle_t *cycle)
{
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_cycle_get_module_main_conf(cycle, ngx_http_relevo_module);

    if (rmcf && rmcf->pg_conf) {
        ngx_http_relevo_pg_share(cycle, rmcf->pg_conf);
    }

    return NGX_OK;
}


/*
 * Never fails because of Redis: a worker that cannot be started is worse than
 * one that answers 503.
 */

static ngx_int_t
ngx_http_relevo_init_process(ngx_cycle_t *cycle)
{
    ngx_http_relevo_main_conf_t  *rmcf;

    /* the cache manager runs this, too */

    if (ngx_process != NGX_PROCESS_WORKER && ngx_process != NGX_PROCESS_SINGLE)
    {
        return NGX_OK;
    }

    rmcf = ngx_http_cycle_get_module_main_conf(cycle, ngx_http_relevo_module);

    if (rmcf == NULL || rmcf->redis_conf.server.len == 0) {
        return NGX_OK;
    }

    ngx_http_relevo_heap_keep();
    ngx_http_relevo_metrics_attach(rmcf->zone);
    ngx_http_relevo_recent_start(cycle, rmcf->zone);

    rmcf->redis = ngx_http_relevo_redis_create(cycle, &rmcf->redis_conf,
                                               "redis");

    if (rmcf->redis == NULL
        || (rmcf->redis_conf.seeds
            && ngx_http_relevo_cluster_create(cycle, rmcf->redis) != NGX_OK))
    {
        return NGX_ERROR;
    }

    rmcf->live = ngx_http_relevo_live_create(cycle, rmcf);

    if (rmcf->live == NULL) {
        return NGX_ERROR;
    }

    rmcf->directory = ngx_http_relevo_directory_create(cycle, rmcf);
    if (rmcf->directory == NULL) {
        return NGX_ERROR;
    }

    if (rmcf->pg_conf) {
        rmcf->pg = ngx_http_relevo_pg_create(cycle, rmcf->pg_conf);
        if (rmcf->pg == NULL) {
            return NGX_ERROR;
        }
    }

    ngx_http_relevo_redis_start(rmcf->redis);

    /* where secrets come from rows a change is heard of at once */

    if (rmcf->keys) {
        ngx_http_relevo_live_start(rmcf->live);
    }

    return ngx_http_relevo_watermarks_start(cycle, &rmcf->limits,
                                            rmcf->redis);
}


static void
ngx_http_relevo_exit_process(ngx_cycle_t *cycle)
{
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_cycle_get_module_main_conf(cycle, ngx_http_relevo_module);

    if (rmcf == NULL || rmcf->redis == NULL) {
        return;
    }

    if (rmcf->pg) {
        ngx_http_relevo_pg_close(rmcf->pg);
    }

    ngx_http_relevo_directory_close(rmcf->directory);
    ngx_http_relevo_live_close(rmcf->live);
    ngx_http_relevo_redis_close(rmcf->redis);
    ngx_http_relevo_metrics_detach(rmcf->zone);
}
