
/*
 * scheme_conf - the directives that say how senders prove themselves.
 *
 *   relevo_signature NAME [header=] [prefix=] [encoding=] [digest=]
 *                         [tolerance=]
 *   relevo_secret_file PATH          twice while a secret is replaced
 *   relevo_public_url URL            where the scheme signs the URL
 *   relevo_require VALUE EXPECTED    besides: client certificates, networks
 *   relevo_malformed store|refuse
 *
 * Keys are made when all of a location is known, in any order of the
 * directives; the secrets are wiped then.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_conf.h"


typedef struct {
    ngx_str_t                           path;
    ngx_str_t                           secret;
} ngx_http_relevo_secret_t;


static char *ngx_http_relevo_signature_option(ngx_conf_t *cf,
    scheme_conf_t *conf, ngx_str_t *value);
static ngx_uint_t ngx_http_relevo_option(ngx_str_t *value, const char *name,
    slice_t *ret_value);
static char *ngx_http_relevo_signature_error(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf, const char *error);
static char *ngx_http_relevo_signature_keys(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);
static void ngx_http_relevo_key_cleanup(void *data);


char *
ngx_http_relevo_conf_signature(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    char           *rv;
    ngx_str_t      *value;
    ngx_uint_t      i;
    scheme_conf_t  *sc;

    sc = &rlcf->auth.conf;

    if (sc->scheme) {
        return "is duplicate";
    }

    value = cf->args->elts;

    sc->scheme = scheme_find(ngx_http_relevo_slice(&value[1]));

    if (sc->scheme == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "unknown signature scheme \"%V\"", &value[1]);
        return NGX_CONF_ERROR;
    }

    sc->tolerance_s = SCHEME_TOLERANCE_S;

    for (i = 2; i < cf->args->nelts; i++) {
        rv = ngx_http_relevo_signature_option(cf, sc, &value[i]);

        if (rv != NGX_CONF_OK) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\" of "
                               "\"relevo_signature %V\"", &value[i],
                               &value[1]);
            return rv;
        }
    }

    if (scheme_needs_header_name(sc->scheme) && sc->header.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"relevo_signature %V\" needs header=NAME",
                           &value[1]);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_signature_option(ngx_conf_t *cf, scheme_conf_t *conf,
    ngx_str_t *value)
{
    slice_t    s;
    ngx_str_t  text;
    ngx_int_t  seconds;

    if (scheme_needs_header_name(conf->scheme)
        && ngx_http_relevo_option(value, "header=", &s) && s.len)
    {
        /* compared as the key of a list: with a terminating NUL */

        text.data = ngx_pcalloc(cf->pool, s.len + 1);
        if (text.data == NULL) {
            return NGX_CONF_ERROR;
        }

        ngx_strlow(text.data, (u_char *) s.data, s.len);
        conf->header = slice_make(text.data, s.len);

        return NGX_CONF_OK;
    }

    if (ngx_strcmp(scheme_name(conf->scheme), "hmac") == 0) {

        if (ngx_http_relevo_option(value, "prefix=", &conf->prefix)) {
            return NGX_CONF_OK;
        }

        if (ngx_http_relevo_option(value, "encoding=", &s)) {
            conf->encoding = slice_eq(s, SLICE_LIT("base64")) ? SCHEME_BASE64
                                                              : SCHEME_HEX;

            return conf->encoding == SCHEME_BASE64
                   || slice_eq(s, SLICE_LIT("hex")) ? NGX_CONF_OK
                                                    : NGX_CONF_ERROR;
        }

        if (ngx_http_relevo_option(value, "digest=", &s)) {
            conf->digest = slice_eq(s, SLICE_LIT("sha1")) ? SIGNATURE_SHA1
                           : slice_eq(s, SLICE_LIT("sha512"))
                             ? SIGNATURE_SHA512 : SIGNATURE_SHA256;

            return conf->digest != SIGNATURE_SHA256
                   || slice_eq(s, SLICE_LIT("sha256")) ? NGX_CONF_OK
                                                       : NGX_CONF_ERROR;
        }
    }

    if (scheme_has_timestamp(conf->scheme)
        && ngx_http_relevo_option(value, "tolerance=", &s))
    {
        text.data = (u_char *) s.data;
        text.len = s.len;
        seconds = ngx_parse_time(&text, 1);

        if (seconds > 0) {
            conf->tolerance_s = seconds;
            return NGX_CONF_OK;
        }
    }

    return NGX_CONF_ERROR;
}


static ngx_uint_t
ngx_http_relevo_option(ngx_str_t *value, const char *name, slice_t *ret_value)
{
    size_t  len;

    len = ngx_strlen(name);

    if (value->len < len || ngx_strncmp(value->data, name, len) != 0) {
        return 0;
    }

    *ret_value = slice_make(value->data + len, value->len - len);

    return 1;
}


/* given twice: the first signs, both are accepted */

char *
ngx_http_relevo_conf_secret_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t                 *value;
    ngx_http_relevo_secret_t  *secret;

    value = cf->args->elts;

    if (rlcf->secrets == NULL) {
        rlcf->secrets = ngx_array_create(cf->pool, NGX_HTTP_RELEVO_SECRETS_MAX,
                                         sizeof(ngx_http_relevo_secret_t));
        if (rlcf->secrets == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    if (rlcf->secrets->nelts == NGX_HTTP_RELEVO_SECRETS_MAX) {
        return "may be given twice at most: the current secret and the "
               "previous one";
    }

    secret = ngx_array_push(rlcf->secrets);
    if (secret == NULL) {
        return NGX_CONF_ERROR;
    }

    secret->path = value[1];

    if (ngx_http_relevo_conf_read_secret(cf, &value[1], &secret->secret)
        != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    if (secret->secret.len < SIGNATURE_SECRET_MIN) {
        ngx_explicit_memzero(secret->secret.data, secret->secret.len);
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "secret in \"%V\" is too short: %uz bytes, at "
                           "least %d are needed", &value[1],
                           secret->secret.len, SIGNATURE_SECRET_MIN);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_public_url(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    u_char     *p, *last;
    ngx_str_t  *value, *url;

    if (rlcf->public_url.len) {
        return "is duplicate";
    }

    value = cf->args->elts;
    url = &value[1];
    last = url->data + url->len;

    p = url->len > 8 && ngx_strncmp(url->data, "https://", 8) == 0
        ? url->data + 8
        : url->len > 7 && ngx_strncmp(url->data, "http://", 7) == 0
          ? url->data + 7 : NULL;

    if (p == NULL || ngx_strlchr(p, last, '/') || ngx_strlchr(p, last, '?')) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid URL \"%V\": scheme and host are wanted, "
                           "https://example.com", url);
        return NGX_CONF_ERROR;
    }

    rlcf->public_url = *url;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_require(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t                         *value;
    ngx_http_relevo_require_t         *require;
    ngx_http_compile_complex_value_t   ccv;

    value = cf->args->elts;

    if (rlcf->requires == NULL) {
        rlcf->requires = ngx_array_create(cf->pool, 2,
                                          sizeof(ngx_http_relevo_require_t));
        if (rlcf->requires == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    require = ngx_array_push(rlcf->requires);
    if (require == NULL) {
        return NGX_CONF_ERROR;
    }

    require->expected = value[2];

    ngx_memzero(&ccv, sizeof(ngx_http_compile_complex_value_t));
    ccv.cf = cf;
    ccv.value = &value[1];
    ccv.complex_value = &require->value;

    if (ngx_http_compile_complex_value(&ccv) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    if (require->value.lengths == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" has no variable: it would always be the "
                           "same", &value[1]);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


/* ---- when all of a location is known ---- */

char *
ngx_http_relevo_signature_merge(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf)
{
    scheme_conf_t                *sc;
    ngx_http_relevo_main_conf_t  *rmcf;

    if (conf->channel == NULL) {
        return NGX_CONF_OK;
    }

    sc = &conf->auth.conf;

    if (sc->scheme == NULL) {

        if (conf->channel->scheme == NULL) {
            return ngx_http_relevo_signature_error(cf, conf,
                       "no \"relevo_signature\"");
        }

        sc->scheme = scheme_find(slice_str(conf->channel->scheme));
        sc->tolerance_s = SCHEME_TOLERANCE_S;

    } else if (conf->channel->verify == NULL) {
        return ngx_http_relevo_signature_error(cf, conf,
                   "\"relevo_signature\" makes no sense");
    }

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);

    /* with a key file every endpoint of the URL brings its own secrets */

    if (scheme_needs_secret(sc->scheme) && conf->secrets == NULL
        && rmcf->keys == NULL)
    {
        return ngx_http_relevo_signature_error(cf, conf,
                   "no \"relevo_secret_file\"");
    }

    if (!scheme_needs_secret(sc->scheme)) {

        if (conf->secrets) {
            return ngx_http_relevo_signature_error(cf, conf,
                       "\"relevo_signature none\" uses no "
                       "\"relevo_secret_file\"");
        }

        if (conf->requires == NULL) {
            ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                          "\"relevo_webhook %V\" accepts anybody's requests: "
                          "\"relevo_signature none\" without a "
                          "\"relevo_require\"", &conf->channel->name);
        }
    }

    if (scheme_needs_url(sc->scheme) && conf->public_url.len == 0) {
        return ngx_http_relevo_signature_error(cf, conf,
                   "no \"relevo_public_url\"");
    }

    return ngx_http_relevo_signature_keys(cf, conf);
}


static char *
ngx_http_relevo_signature_error(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf, const char *error)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "%s for \"relevo_webhook %V\" in location \"%V\"%s", error,
                  &conf->channel->name, &clcf->name,
                  conf->secrets ? "" : ": it would accept anybody's requests");

    return NGX_CONF_ERROR;
}


static char *
ngx_http_relevo_signature_keys(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf)
{
    ngx_uint_t                 i;
    const char                *error;
    scheme_key_t              *key;
    ngx_pool_cleanup_t        *cln;
    ngx_http_relevo_secret_t  *secret;

    if (conf->secrets == NULL) {
        return NGX_CONF_OK;
    }

    secret = conf->secrets->elts;

    for (i = 0; i < conf->secrets->nelts; i++) {

        cln = ngx_pool_cleanup_add(cf->pool, 0);
        if (cln == NULL) {
            return NGX_CONF_ERROR;
        }

        key = scheme_key_new(&conf->auth.conf,
                             ngx_http_relevo_slice(&secret[i].secret), &error);

        ngx_explicit_memzero(secret[i].secret.data, secret[i].secret.len);

        if (key == NULL) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0, "secret in \"%V\" %s",
                          &secret[i].path, error);
            return NGX_CONF_ERROR;
        }

        cln->handler = ngx_http_relevo_key_cleanup;
        cln->data = key;

        conf->auth.keys[conf->auth.nkeys++] = key;
    }

    return NGX_CONF_OK;
}


static void
ngx_http_relevo_key_cleanup(void *data)
{
    scheme_key_free(data);
}
