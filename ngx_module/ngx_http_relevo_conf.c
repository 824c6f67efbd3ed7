
/*
 * conf - setters of the directives that need more than a slot.
 *
 * Secrets come from files, one per file, a trailing line end is not part of
 * them; they are read while the configuration is parsed, with the rights of
 * the master.  Host names are resolved here: hiredis would block a worker.
 */

#include "ngx_http_relevo_conf.h"


#define NGX_HTTP_RELEVO_SECRET_FILE_MAX   4096
#define NGX_HTTP_RELEVO_UNIX_PATH_MAX     107


typedef struct {
    ngx_str_t     prefix;
    char       *(*set)(ngx_conf_t *cf, ngx_str_t *value,
                    ngx_http_relevo_redis_conf_t *conf);
} ngx_http_relevo_redis_option_t;


static char *ngx_http_relevo_conf_seeds(ngx_conf_t *cf,
    ngx_http_relevo_redis_conf_t *conf, ngx_uint_t *ret_i);
static char *ngx_http_relevo_conf_server(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_resolve(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_user(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_password_file(ngx_conf_t *cf,
    ngx_str_t *value, ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_timeout(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_max_inflight(ngx_conf_t *cf,
    ngx_str_t *value, ngx_http_relevo_redis_conf_t *conf);
static char *ngx_http_relevo_conf_max_bytes(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf);


static const ngx_http_relevo_redis_option_t  ngx_http_relevo_options[] = {

    { ngx_string("user="), ngx_http_relevo_conf_user },
    { ngx_string("password_file="), ngx_http_relevo_conf_password_file },
    { ngx_string("timeout="), ngx_http_relevo_conf_timeout },
    { ngx_string("max_inflight="), ngx_http_relevo_conf_max_inflight },
    { ngx_string("max_inflight_bytes="), ngx_http_relevo_conf_max_bytes },

    { ngx_null_string, NULL }
};


char *
ngx_http_relevo_conf_redis(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    char                                  *rv;
    ngx_str_t                             *value, rest;
    ngx_uint_t                             i;
    ngx_http_relevo_redis_conf_t          *redis;
    const ngx_http_relevo_redis_option_t  *option;

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

    for ( /* void */ ; i < cf->args->nelts; i++) {

        for (option = ngx_http_relevo_options; option->prefix.len; option++) {

            if (value[i].len > option->prefix.len
                && ngx_strncmp(value[i].data, option->prefix.data,
                               option->prefix.len)
                   == 0)
            {
                break;
            }
        }

        if (option->prefix.len == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\"", &value[i]);
            return NGX_CONF_ERROR;
        }

        rest.data = value[i].data + option->prefix.len;
        rest.len = value[i].len - option->prefix.len;

        rv = option->set(cf, &rest, redis);
        if (rv != NGX_CONF_OK) {
            return rv;
        }
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


static char *
ngx_http_relevo_conf_user(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    conf->user = *value;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_password_file(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    if (ngx_http_relevo_conf_read_secret(cf, value, &conf->password)
        != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    if (conf->password.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "password file \"%V\" is empty", value);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_timeout(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    ngx_int_t  ms;

    ms = ngx_parse_time(value, 0);

    if (ms == NGX_ERROR || ms == 0) {
        return "has an invalid timeout=";
    }

    conf->timeout = ms;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_max_inflight(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    ngx_int_t  n;

    n = ngx_atoi(value->data, value->len);

    if (n == NGX_ERROR || n == 0) {
        return "has an invalid max_inflight=";
    }

    conf->max_inflight = n;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_max_bytes(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_redis_conf_t *conf)
{
    ssize_t  size;

    size = ngx_parse_size(value);

    if (size == NGX_ERROR || size == 0) {
        return "has an invalid max_inflight_bytes=";
    }

    conf->max_inflight_bytes = size;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_webhook(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t                    *value;
    ngx_http_core_loc_conf_t     *clcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    if (rlcf->channel) {
        return "is duplicate";
    }

    value = cf->args->elts;

    rlcf->channel = ngx_http_relevo_channel(&value[1]);

    if (rlcf->channel == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "unknown channel \"%V\"",
                           &value[1]);
        return NGX_CONF_ERROR;
    }

    rlcf->where = ngx_http_relevo_conf_where(cf);

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);
    rmcf->needs_redis = 1;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    clcf->handler = rlcf->channel->handler;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_verify_token_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t  *value;

    if (rlcf->auth.verify_token.len) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_http_relevo_conf_read_secret(cf, &value[1],
                                         &rlcf->auth.verify_token)
        != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    if (rlcf->auth.verify_token.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "verify token file \"%V\" is empty", &value[1]);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


/* the installation's: what opens the secrets of endpoints */

char *
ngx_http_relevo_conf_key_file(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    ngx_str_t   *value, text;
    ngx_uint_t   ok;
    const char  *error;

    if (rmcf->keys) {
        return "is duplicate";
    }

    value = cf->args->elts;

    rmcf->keys = ngx_pcalloc(cf->pool, sizeof(seal_keys_t));

    if (rmcf->keys == NULL
        || ngx_http_relevo_conf_read_secret(cf, &value[1], &text) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    ok = seal_keys_read(ngx_http_relevo_slice(&text), rmcf->keys, &error);
    ngx_explicit_memzero(text.data, text.len);

    if (!ok) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "key file \"%V\" %s",
                           &value[1], error);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


/* the first line of the file would be a guess: all of it but the last EOL */

ngx_int_t
ngx_http_relevo_conf_read_secret(ngx_conf_t *cf, ngx_str_t *path,
    ngx_str_t *ret_secret)
{
    u_char      *buf;
    ssize_t      n;
    ngx_fd_t     fd;
    ngx_err_t    err;
    ngx_str_t    name;

    name = *path;

    if (ngx_conf_full_name(cf->cycle, &name, 1) != NGX_OK) {
        return NGX_ERROR;
    }

    buf = ngx_pnalloc(cf->pool, NGX_HTTP_RELEVO_SECRET_FILE_MAX + 1);
    if (buf == NULL) {
        return NGX_ERROR;
    }

    fd = ngx_open_file(name.data, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);

    if (fd == NGX_INVALID_FILE) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           "cannot open secret file \"%V\"", &name);
        return NGX_ERROR;
    }

    n = ngx_read_fd(fd, buf, NGX_HTTP_RELEVO_SECRET_FILE_MAX + 1);
    err = ngx_errno;

    (void) ngx_close_file(fd);

    if (n < 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, err,
                           "cannot read secret file \"%V\"", &name);
        return NGX_ERROR;
    }

    if (n > NGX_HTTP_RELEVO_SECRET_FILE_MAX) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "secret file \"%V\" is longer than %d bytes", &name,
                           NGX_HTTP_RELEVO_SECRET_FILE_MAX);
        return NGX_ERROR;
    }

    if (n && buf[n - 1] == LF) {
        n--;
    }

    if (n && buf[n - 1] == CR) {
        n--;
    }

    ret_secret->data = buf;
    ret_secret->len = n;

    return NGX_OK;
}


char *
ngx_http_relevo_conf_chat_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t   *value, *origin;
    ngx_uint_t   i;

    if (rlcf->chat_origins != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    value = cf->args->elts;

    rlcf->chat_origins = ngx_array_create(cf->pool, cf->args->nelts,
                                          sizeof(ngx_str_t));
    if (rlcf->chat_origins == NULL) {
        return NGX_CONF_ERROR;
    }

    for (i = 1; i < cf->args->nelts; i++) {

        if (!(value[i].len == 1 && value[i].data[0] == '*')
            && ngx_strncmp(value[i].data, "http", 4) != 0)
        {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid origin \"%V\", it looks like "
                               "\"https://shop.example\" or is \"*\"",
                               &value[i]);
            return NGX_CONF_ERROR;
        }

        origin = ngx_array_push(rlcf->chat_origins);
        if (origin == NULL) {
            return NGX_CONF_ERROR;
        }

        *origin = value[i];
    }

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_health(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t                    *value;
    ngx_http_core_loc_conf_t     *clcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    if (rlcf->health) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "live") == 0) {
        rlcf->health = NGX_HTTP_RELEVO_HEALTH_LIVE;

    } else if (ngx_strcmp(value[1].data, "ready") == 0) {
        rlcf->health = NGX_HTTP_RELEVO_HEALTH_READY;

        rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);
        rmcf->needs_redis = 1;

    } else {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid value \"%V\", it must be \"live\" or "
                           "\"ready\"", &value[1]);
        return NGX_CONF_ERROR;
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    clcf->handler = ngx_http_relevo_health_handler;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_metrics(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_core_loc_conf_t     *clcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);
    rmcf->needs_redis = 1;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    clcf->handler = ngx_http_relevo_metrics_handler;

    return NGX_CONF_OK;
}
