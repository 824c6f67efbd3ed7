
/*
 * redis, the directive: relevo_redis SERVER | cluster SERVER... [NAME=VALUE]
 *
 * Host names are resolved here: hiredis would block a worker.
 */

#include "ngx_http_relevo_conf.h"


#define NGX_HTTP_RELEVO_UNIX_PATH_MAX   107


static char *ngx_http_relevo_conf_seeds(ngx_conf_t *cf,
    ngx_http_relevo_redis_conf_t *conf, ngx_uint_t *ret_i);
static char *ngx_http_relevo_conf_server(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_resolve(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);


static const ngx_http_relevo_option_t  ngx_http_relevo_redis_options[] = {

    { ngx_string("user="), ngx_http_relevo_option_str,
      offsetof(ngx_http_relevo_redis_conf_t, user), 0 },

    { ngx_string("password_file="), ngx_http_relevo_option_secret_file,
      offsetof(ngx_http_relevo_redis_conf_t, password), 0 },

    { ngx_string("timeout="), ngx_http_relevo_option_msec,
      offsetof(ngx_http_relevo_redis_conf_t, timeout), 0 },

    { ngx_string("max_inflight="), ngx_http_relevo_option_num,
      offsetof(ngx_http_relevo_redis_conf_t, max_inflight), 0 },

    { ngx_string("max_inflight_bytes="), ngx_http_relevo_option_size,
      offsetof(ngx_http_relevo_redis_conf_t, max_inflight_bytes), 0 },

    { ngx_null_string, NULL, 0, 0 }
};


char *
ngx_http_relevo_conf_redis(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    char                          *rv;
    ngx_str_t                     *value;
    ngx_uint_t                     i;
    ngx_http_relevo_redis_conf_t  *redis;

    redis = &rmcf->redis_conf;
    value = cf->args->elts;

    if (redis->server.len) {
        return "is duplicate";
    }

    redis->timeout = 2000;
    redis->max_inflight = 4096;
    redis->max_inflight_bytes = 16 * 1024 * 1024;

    i = 1;

    if (ngx_strcmp(value[1].data, "cluster") == 0) {
        rv = ngx_http_relevo_conf_seeds(cf, redis, &i);

    } else {
        rv = ngx_http_relevo_conf_server(cf, &value[i++], redis);
    }

    if (rv != NGX_CONF_OK) {
        return rv;
    }

    rv = ngx_http_relevo_conf_options(cf, i, ngx_http_relevo_redis_options,
                                      redis);
    if (rv != NGX_CONF_OK) {
        return rv;
    }

    if (redis->user.len && redis->password.len == 0) {
        return "has a user= without a password_file=";
    }

    return NGX_CONF_OK;
}


/* cluster HOST:PORT ...: up to the first NAME=VALUE */

static char *
ngx_http_relevo_conf_seeds(ngx_conf_t *cf, ngx_http_relevo_redis_conf_t *conf,
    ngx_uint_t *ret_i)
{
    char            *rv;
    ngx_str_t       *value;
    ngx_uint_t       i;
    cluster_addr_t  *seed;

    value = cf->args->elts;
    conf->server = value[1];

    conf->seeds = ngx_array_create(cf->pool, 4, sizeof(cluster_addr_t));
    if (conf->seeds == NULL) {
        return NGX_CONF_ERROR;
    }

    for (i = 2; i < cf->args->nelts; i++) {

        if (ngx_strlchr(value[i].data, value[i].data + value[i].len, '=')) {
            break;
        }

        rv = ngx_http_relevo_conf_resolve(cf, &value[i], conf);
        if (rv != NGX_CONF_OK) {
            return rv;
        }

        seed = ngx_array_push(conf->seeds);
        if (seed == NULL) {
            return NGX_CONF_ERROR;
        }

        (void) ngx_cpystrn((u_char *) seed->host, (u_char *) conf->ip,
                           CLUSTER_HOST_MAX);
        seed->port = conf->port;
    }

    if (conf->seeds->nelts == 0) {
        return "needs the HOST:PORT of a node behind \"cluster\"";
    }

    *ret_i = i;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_server(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    size_t  len;

    conf->server = *value;

    if (value->len <= 5 || ngx_strncmp(value->data, "unix:", 5) != 0) {
        return ngx_http_relevo_conf_resolve(cf, value, conf);
    }

    len = value->len - 5;

    if (value->data[5] != '/' || len > NGX_HTTP_RELEVO_UNIX_PATH_MAX) {
        return "needs an absolute path of at most 107 bytes behind \"unix:\"";
    }

    conf->path = ngx_pnalloc(cf->pool, len + 1);
    if (conf->path == NULL) {
        return NGX_CONF_ERROR;
    }

    (void) ngx_cpystrn((u_char *) conf->path, value->data + 5, len + 1);

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_resolve(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    size_t     len;
    ngx_url_t  u;

    ngx_memzero(&u, sizeof(ngx_url_t));

    u.url = *value;
    u.default_port = 6379;

    if (ngx_parse_url(cf->pool, &u) != NGX_OK || u.naddrs == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "%s in Redis server \"%V\"",
                           u.err ? u.err : "no address", &u.url);
        return NGX_CONF_ERROR;
    }

    conf->ip = ngx_pcalloc(cf->pool, NGX_SOCKADDR_STRLEN + 1);
    if (conf->ip == NULL) {
        return NGX_CONF_ERROR;
    }

    len = ngx_sock_ntop(u.addrs[0].sockaddr, u.addrs[0].socklen,
                        (u_char *) conf->ip, NGX_SOCKADDR_STRLEN, 0);
    conf->ip[len] = '\0';

    /* hiredis wants no brackets around an IPv6 address */

    if (conf->ip[0] == '[' && len > 2) {
        conf->ip[len - 1] = '\0';
        conf->ip++;
    }

    conf->port = ngx_inet_get_port(u.addrs[0].sockaddr);

    return NGX_CONF_OK;
}
