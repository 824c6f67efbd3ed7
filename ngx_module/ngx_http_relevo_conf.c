
/*
 * conf - setters of the directives that need more than a slot.
 *
 * Secrets come from files, one per file, a trailing line end is not part of
 * them; they are read while the configuration is parsed, with the rights of
 * the master.
 */

#include "ngx_http_relevo_conf.h"


#define NGX_HTTP_RELEVO_SECRET_FILE_MAX   4096


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


/* scheme and host, as a browser says it: no slash behind them */

static ngx_uint_t
ngx_http_relevo_is_origin(ngx_str_t *value)
{
    u_char  *p, *last;

    last = value->data + value->len;

    p = value->len > 8 && ngx_strncmp(value->data, "https://", 8) == 0
        ? value->data + 8
        : value->len > 7 && ngx_strncmp(value->data, "http://", 7) == 0
          ? value->data + 7 : NULL;

    return p && ngx_strlchr(p, last, '/') == NULL;
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
            && !ngx_http_relevo_is_origin(&value[i]))
        {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid origin \"%V\", it looks like "
                               "\"https://shop.example\", without a slash "
                               "at its end, or is \"*\"",
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
