
/*
 * scheme - does the request prove that it is the sender's?
 *
 * The table and the cryptography are common/scheme; here they meet nginx:
 * headers before a byte of the body is read, the MAC over the raw bytes.  A
 * header that is there twice is refused: which of the two would a proxy in
 * front have looked at?  relevo_require adds what nginx knows, a client
 * certificate for example.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_conf.h"


static ngx_int_t ngx_http_relevo_scheme_status(ngx_http_request_t *r,
    scheme_rc_t rc);
static ngx_int_t ngx_http_relevo_scheme_url(ngx_http_request_t *r,
    slice_t *ret_url);
static ngx_uint_t ngx_http_relevo_scheme_is_form(ngx_http_request_t *r);


ngx_int_t
ngx_http_relevo_scheme_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    slice_t           names[SCHEME_HEADERS_MAX], values[SCHEME_HEADERS_MAX];
    ngx_int_t         rc;
    ngx_uint_t        i, n;
    ngx_table_elt_t  *h;

    ctx->auth = ngx_http_relevo_auth(r, ctx);

    ctx->proof = ngx_palloc(r->pool, sizeof(scheme_proof_t));
    if (ctx->proof == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    scheme_headers(&ctx->auth->conf, names);

    for (i = 0; i < SCHEME_HEADERS_MAX; i++) {
        values[i] = SLICE_NULL;

        if (names[i].len == 0) {
            continue;
        }

        h = ngx_http_relevo_header(r, (const char *) names[i].data, &n);

        if (n > 1) {
            return NGX_HTTP_BAD_REQUEST;
        }

        if (h) {
            values[i] = ngx_http_relevo_slice(&h->value);
        }
    }

    rc = ngx_http_relevo_scheme_status(r, scheme_read(&ctx->auth->conf, values,
                                                      ngx_time(), ctx->proof));

    if (rc != NGX_OK || scheme_reads_body(ctx->auth->conf.scheme)) {
        return rc;
    }

    /* a token: nothing is to be learned from the body */

    return ngx_http_relevo_scheme_body(r, ctx, SLICE_NULL);
}


ngx_int_t
ngx_http_relevo_scheme_body(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body)
{
    size_t                         size;
    ngx_int_t                      rc;
    scheme_input_t                 input;
    const ngx_http_relevo_auth_t  *auth;

    auth = ctx->auth;

    input.body = body;
    input.url = SLICE_NULL;
    input.form = 0;
    input.memory = NULL;

    if (scheme_needs_url(auth->conf.scheme)) {

        rc = ngx_http_relevo_scheme_url(r, &input.url);
        if (rc != NGX_OK) {
            return rc;
        }

        input.form = ngx_http_relevo_scheme_is_form(r);
        size = scheme_memory(&auth->conf, &input);

        if (size) {
            input.memory = ngx_palloc(r->pool, size);
            if (input.memory == NULL) {
                return NGX_HTTP_INTERNAL_SERVER_ERROR;
            }
        }
    }

    return ngx_http_relevo_scheme_status(r,
                                         scheme_check(&auth->conf, auth->keys,
                                                      auth->nkeys, ctx->proof,
                                                      &input));
}


static ngx_int_t
ngx_http_relevo_scheme_status(ngx_http_request_t *r, scheme_rc_t rc)
{
    switch (rc) {

    case SCHEME_OK:
        return NGX_OK;

    case SCHEME_LATE:
        ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                      "relevo: the proof is outside the replay window");
        return NGX_HTTP_UNAUTHORIZED;

    case SCHEME_ERROR:
        ngx_log_error(NGX_LOG_ALERT, r->connection->log, 0,
                      "relevo: HMAC failed");
        return NGX_HTTP_INTERNAL_SERVER_ERROR;

    default:
        return NGX_HTTP_UNAUTHORIZED;
    }
}


/* as the sender called it: configured in front, the request's line behind */

static ngx_int_t
ngx_http_relevo_scheme_url(ngx_http_request_t *r, slice_t *ret_url)
{
    u_char                      *p;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    /* of an endpoint's row; locations without one do not start */

    if (rlcf->public_url.len == 0) {
        ngx_log_error(NGX_LOG_ERR, r->connection->log, 0,
                      "relevo: the sender signs the URL, but the location has "
                      "no \"relevo_public_url\"");
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }

    p = ngx_pnalloc(r->pool, rlcf->public_url.len + r->unparsed_uri.len);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ret_url->data = p;
    ret_url->len = rlcf->public_url.len + r->unparsed_uri.len;

    p = ngx_cpymem(p, rlcf->public_url.data, rlcf->public_url.len);
    ngx_memcpy(p, r->unparsed_uri.data, r->unparsed_uri.len);

    return NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_scheme_is_form(ngx_http_request_t *r)
{
    static ngx_str_t  form = ngx_string("application/x-www-form-urlencoded");

    ngx_str_t  *type;

    if (r->headers_in.content_type == NULL) {
        return 0;
    }

    type = &r->headers_in.content_type->value;

    return type->len >= form.len
           && ngx_strncasecmp(type->data, form.data, form.len) == 0
           && (type->len == form.len || type->data[form.len] == ';'
               || type->data[form.len] == ' ');
}


/* every relevo_require of the location is what it has to be */

ngx_int_t
ngx_http_relevo_require(ngx_http_request_t *r)
{
    ngx_str_t                    value;
    ngx_uint_t                   i;
    ngx_http_relevo_require_t   *require;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->requires == NULL) {
        return NGX_OK;
    }

    require = rlcf->requires->elts;

    for (i = 0; i < rlcf->requires->nelts; i++) {

        if (ngx_http_complex_value(r, &require[i].value, &value) != NGX_OK) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        if (value.len != require[i].expected.len
            || ngx_memcmp(value.data, require[i].expected.data, value.len)
               != 0)
        {
            ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                          "relevo: relevo_require \"%V\" is not fulfilled",
                          &require[i].value.value);
            return NGX_HTTP_UNAUTHORIZED;
        }
    }

    return NGX_OK;
}


/* what nobody has signed is no dead letter of anybody's */

ngx_uint_t
ngx_http_relevo_malformed_is_refused(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    const ngx_http_relevo_auth_t  *auth;
    ngx_http_relevo_loc_conf_t    *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->malformed != NGX_HTTP_RELEVO_MALFORMED_BY_SCHEME) {
        return rlcf->malformed == NGX_HTTP_RELEVO_MALFORMED_REFUSE;
    }

    auth = ngx_http_relevo_auth(r, ctx);

    return !scheme_needs_secret(auth->conf.scheme);
}
