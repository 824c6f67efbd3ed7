
/*
 * conf, options: NAME=VALUE behind the first arguments of a directive.
 *
 * A directive has a table of its options; each names the field that it fills
 * and the setter of its type.  A mistake is said by nginx -t, with the name.
 */

#include "ngx_http_relevo_conf.h"


static char *ngx_http_relevo_conf_option(ngx_conf_t *cf, ngx_str_t *arg,
    const ngx_http_relevo_option_t *option, void *conf);
static char *ngx_http_relevo_option_invalid(ngx_conf_t *cf,
    const ngx_http_relevo_option_t *option, const char *why);


char *
ngx_http_relevo_conf_options(ngx_conf_t *cf, ngx_uint_t from,
    const ngx_http_relevo_option_t *options, void *conf)
{
    char        *rv;
    ngx_str_t   *value;
    ngx_uint_t   i;

    value = cf->args->elts;

    for (i = from; i < cf->args->nelts; i++) {

        rv = ngx_http_relevo_conf_option(cf, &value[i], options, conf);
        if (rv != NGX_CONF_OK) {
            return rv;
        }
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_option(ngx_conf_t *cf, ngx_str_t *arg,
    const ngx_http_relevo_option_t *option, void *conf)
{
    ngx_str_t  rest;

    for ( /* void */ ; option->prefix.len; option++) {

        if (arg->len > option->prefix.len
            && ngx_strncmp(arg->data, option->prefix.data, option->prefix.len)
               == 0)
        {
            rest.data = arg->data + option->prefix.len;
            rest.len = arg->len - option->prefix.len;

            return option->set(cf, &rest, option, (char *) conf
                                                  + option->offset);
        }
    }

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"", arg);

    return NGX_CONF_ERROR;
}


static char *
ngx_http_relevo_option_invalid(ngx_conf_t *cf,
    const ngx_http_relevo_option_t *option, const char *why)
{
    ngx_str_t  *value;

    value = cf->args->elts;

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                       "\"%V\" directive has an invalid %V%s",
                       &value[0], &option->prefix, why);

    return NGX_CONF_ERROR;
}


char *
ngx_http_relevo_option_str(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    *(ngx_str_t *) field = *value;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_option_num(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    u_char     why[64];
    ngx_int_t  n;

    n = ngx_atoi(value->data, value->len);

    if (n < 1 || (option->most && n > option->most)) {
        why[0] = '\0';

        if (option->most) {
            (void) ngx_snprintf(why, sizeof(why), ", it must be 1 to %i%Z",
                                option->most);
        }

        return ngx_http_relevo_option_invalid(cf, option, (char *) why);
    }

    *(ngx_uint_t *) field = n;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_option_msec(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    ngx_int_t  ms;

    ms = ngx_parse_time(value, 0);

    if (ms == NGX_ERROR || ms == 0) {
        return ngx_http_relevo_option_invalid(cf, option,
                                              ", it looks like 500ms or 2s");
    }

    *(ngx_msec_t *) field = ms;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_option_msec_off(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    u_char     why[64];
    ngx_int_t  ms;

    if (ngx_strcmp(value->data, "off") == 0) {
        *(ngx_msec_t *) field = 0;
        return NGX_CONF_OK;
    }

    ms = ngx_parse_time(value, 0);

    if (ms == NGX_ERROR || ms == 0 || ms > option->most) {
        (void) ngx_snprintf(why, sizeof(why), ", it must be off or at most "
                            "%ims%Z", option->most);
        return ngx_http_relevo_option_invalid(cf, option, (char *) why);
    }

    *(ngx_msec_t *) field = ms;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_option_size(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    ssize_t  size;

    size = ngx_parse_size(value);

    if (size == NGX_ERROR || size == 0) {
        return ngx_http_relevo_option_invalid(cf, option,
                                              ", it looks like 64k or 16m");
    }

    *(size_t *) field = size;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_option_flag(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    if (ngx_strcmp(value->data, "on") == 0) {
        *(ngx_flag_t *) field = 1;

    } else if (ngx_strcmp(value->data, "off") == 0) {
        *(ngx_flag_t *) field = 0;

    } else {
        return ngx_http_relevo_option_invalid(cf, option,
                                              ", it must be on or off");
    }

    return NGX_CONF_OK;
}


/* read with the rights of the master; a NUL is behind it */

char *
ngx_http_relevo_option_secret_file(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field)
{
    u_char     *p;
    ngx_str_t   secret, *ret_secret;

    if (ngx_http_relevo_conf_read_secret(cf, value, &secret) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    if (secret.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "password file \"%V\" is empty", value);
        return NGX_CONF_ERROR;
    }

    p = ngx_pnalloc(cf->pool, secret.len + 1);
    if (p == NULL) {
        return NGX_CONF_ERROR;
    }

    (void) ngx_cpystrn(p, secret.data, secret.len + 1);
    ngx_explicit_memzero(secret.data, secret.len);

    ret_secret = field;
    ret_secret->data = p;
    ret_secret->len = secret.len;

    return NGX_CONF_OK;
}
