
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
    ngx_http_relevo_where_t             where;
} ngx_http_relevo_secret_t;


static void ngx_http_relevo_conf_first(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);
static const char *ngx_http_relevo_signature_param(scheme_conf_t *conf,
    ngx_str_t *value);
static char *ngx_http_relevo_signature_alone(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);
static const char *ngx_http_relevo_signature_flaw(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);
static char *ngx_http_relevo_signature_error(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf, const char *error);
static char *ngx_http_relevo_signature_keys(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);
static void ngx_http_relevo_key_cleanup(void *data);


ngx_http_relevo_where_t
ngx_http_relevo_conf_where(ngx_conf_t *cf)
{
    ngx_http_relevo_where_t  where;

    where.file = cf->conf_file->file.name;
    where.line = cf->conf_file->line;

    return where;
}


/* the place to name when no relevo_webhook names one */

static void
ngx_http_relevo_conf_first(ngx_conf_t *cf, ngx_http_relevo_loc_conf_t *conf)
{
    if (conf->where.line == 0) {
        conf->where = ngx_http_relevo_conf_where(cf);
    }
}


char *
ngx_http_relevo_conf_signature(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ngx_str_t       *value;
    ngx_uint_t       i;
    const char      *flaw;
    scheme_conf_t   *sc;
    const scheme_t  *scheme;

    sc = &rlcf->auth.conf;

    if (sc->scheme) {
        return "is duplicate";
    }

    value = cf->args->elts;
    ngx_http_relevo_conf_first(cf, rlcf);

    scheme = scheme_find(ngx_http_relevo_slice(&value[1]));

    if (scheme == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "unknown signature scheme \"%V\"", &value[1]);
        return NGX_CONF_ERROR;
    }

    scheme_conf_init(sc, scheme);

    for (i = 2; i < cf->args->nelts; i++) {
        flaw = ngx_http_relevo_signature_param(sc, &value[i]);

        if (flaw) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "parameter \"%V\" of \"relevo_signature %V\" "
                               "%s", &value[i], &value[1], flaw);
            return NGX_CONF_ERROR;
        }
    }

    flaw = scheme_conf_flaw(sc);

    if (flaw) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "\"relevo_signature %V\" %s",
                           &value[1], flaw);
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


/* NULL, or what is wrong with "name=value" */

static const char *
ngx_http_relevo_signature_param(scheme_conf_t *conf, ngx_str_t *value)
{
    u_char   *equal, *last;
    slice_t   name;

    last = value->data + value->len;
    equal = ngx_strlchr(value->data, last, '=');

    if (equal == NULL) {
        return "is not NAME=VALUE";
    }

    name = slice_make(value->data, equal - value->data);

    return scheme_param_set(conf, name,
                            slice_make(equal + 1, last - equal - 1));
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
    ngx_http_relevo_conf_first(cf, rlcf);

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
    secret->where = ngx_http_relevo_conf_where(cf);

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
    ngx_http_relevo_conf_first(cf, rlcf);

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
    slice_t         channel, own;
    const char     *flaw;
    scheme_conf_t  *sc;

    if (conf->channel == NULL) {
        return ngx_http_relevo_signature_alone(cf, conf);
    }

    sc = &conf->auth.conf;

    channel = ngx_http_relevo_slice(&conf->channel->name);

    if (sc->scheme && (conf->channel->verify == NULL
                       || !scheme_fits(sc->scheme, channel)))
    {
        return ngx_http_relevo_signature_error(cf, conf,
                   "\"relevo_signature\" makes no sense");
    }

    if (sc->scheme == NULL) {
        own = slice_str(scheme_of_channel(channel));
        scheme_conf_init(sc, scheme_find(own));
    }

    flaw = ngx_http_relevo_signature_flaw(cf, conf);

    if (flaw) {
        return ngx_http_relevo_signature_error(cf, conf, flaw);
    }

    if (!scheme_needs_secret(sc->scheme) && conf->requires == NULL) {
        ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                      "\"relevo_webhook %V\" accepts anybody's requests: "
                      "\"relevo_signature none\" without a "
                      "\"relevo_require\" in %V:%ui", &conf->channel->name,
                      &conf->where.file, conf->where.line);
    }

    return ngx_http_relevo_signature_keys(cf, conf);
}


/* they say how a webhook is proven; a location without one has forgotten it */

static char *
ngx_http_relevo_signature_alone(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf)
{
    ngx_http_core_loc_conf_t  *clcf;

    if (conf->auth.conf.scheme == NULL && conf->secrets == NULL
        && conf->requires == NULL)
    {
        return NGX_CONF_OK;
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "no \"relevo_webhook\" for the \"%s\" of location \"%V\" "
                  "in %V:%ui", conf->secrets ? "relevo_secret_file"
                               : conf->requires ? "relevo_require"
                                                : "relevo_signature",
                  &clcf->name, &conf->where.file, conf->where.line);

    return NGX_CONF_ERROR;
}


/* NULL, or what is missing or too much */

static const char *
ngx_http_relevo_signature_flaw(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf)
{
    scheme_conf_t                *sc;
    ngx_http_core_srv_conf_t     *cscf;
    ngx_http_relevo_main_conf_t  *rmcf;

    sc = &conf->auth.conf;

    if (sc->scheme == NULL) {
        return "no \"relevo_signature\"";
    }

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);

    /* with a key file every endpoint of the URL brings its own secrets */

    if (scheme_needs_secret(sc->scheme) && conf->secrets == NULL
        && rmcf->keys == NULL)
    {
        return "no \"relevo_secret_file\"";
    }

    if (!scheme_needs_secret(sc->scheme) && conf->secrets) {
        return "\"relevo_signature none\" uses no \"relevo_secret_file\"";
    }

    if (scheme_needs_url(sc->scheme) && conf->public_url.len == 0) {
        return "no \"relevo_public_url\"";
    }

    /* nginx would drop the header, and everybody would be refused */

    cscf = ngx_http_conf_get_module_srv_conf(cf, ngx_http_core_module);

    if (sc->header[0] && !cscf->underscores_in_headers
        && cscf->ignore_invalid_headers
        && ngx_strchr(sc->header, '_'))
    {
        return "header= has a \"_\", but \"underscores_in_headers\" is off";
    }

    return NULL;
}


static char *
ngx_http_relevo_signature_error(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf, const char *error)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "%s for \"relevo_webhook %V\" in location \"%V\"%s "
                  "in %V:%ui", error, &conf->channel->name, &clcf->name,
                  conf->secrets ? "" : ": it would accept anybody's requests",
                  &conf->where.file, conf->where.line);

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
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "secret in \"%V\" %s in %V:%ui", &secret[i].path,
                          error, &secret[i].where.file, secret[i].where.line);
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
