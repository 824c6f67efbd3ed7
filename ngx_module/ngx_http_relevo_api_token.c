
/*
 * api, tokens - who asks: an API key or an agent's session.
 *
 *   Authorization: Bearer rk_...     an API key
 *   Authorization: Bearer rs_...     a session, for programs
 *   X-Service-Token: rk_...          an API key, as outside bots send it
 *   Cookie: relevo_session=rs_...    a session, for browsers
 *
 * Only a token's SHA-256 leaves this process.  A cookie travels by itself, so
 * whatever changes something must also prove that a page of ours sent it: the
 * header X-CSRF-Token, which holds a hash of the session's token and was
 * given to the page at login.  No table is needed to check it.
 */

#include "ngx_http_relevo_api.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>


#define NGX_HTTP_RELEVO_CSRF       "relevo-csrf:"
#define NGX_HTTP_RELEVO_CSRF_LEN   32


static ngx_int_t ngx_http_relevo_api_find(ngx_http_relevo_api_t *api);
static ngx_uint_t ngx_http_relevo_api_cookie(ngx_http_relevo_api_t *api);
static ngx_int_t ngx_http_relevo_api_csrf(ngx_http_relevo_api_t *api);


ngx_int_t
ngx_http_relevo_api_token(ngx_http_relevo_api_t *api)
{
    ngx_int_t  rc;

    rc = ngx_http_relevo_api_find(api);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_relevo_api_who(&api->token, api->who) != NGX_OK) {
        return NGX_HTTP_UNAUTHORIZED;
    }

    return api->by_cookie ? ngx_http_relevo_api_csrf(api) : NGX_OK;
}


/* what core.token() makes and nothing else: nobody is asked about the rest */

ngx_int_t
ngx_http_relevo_api_who(ngx_str_t *token, u_char *ret_who)
{
    u_char      ch, hash[SHA256_DIGEST_LENGTH];
    ngx_uint_t  i;

    if (token->len != NGX_HTTP_RELEVO_API_TOKEN_LEN
        || token->data[0] != 'r' || token->data[2] != '_'
        || (token->data[1] != 'k' && token->data[1] != 's'))
    {
        return NGX_DECLINED;
    }

    for (i = 3; i < token->len; i++) {
        ch = token->data[i];

        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z')
              || (ch >= 'A' && ch <= 'Z') || ch == '-' || ch == '_'))
        {
            return NGX_DECLINED;
        }
    }

    (void) SHA256(token->data, token->len, hash);

    ret_who[0] = token->data[1];
    *ngx_hex_dump(ret_who + 1, hash, sizeof(hash)) = '\0';

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_api_find(ngx_http_relevo_api_t *api)
{
    ngx_str_t           *value;
    ngx_table_elt_t     *h;
    ngx_http_request_t  *r;

    r = api->request;

    if (r->headers_in.authorization) {
        value = &r->headers_in.authorization->value;

        if (value->len <= 7
            || ngx_strncasecmp(value->data, (u_char *) "Bearer ", 7) != 0)
        {
            return NGX_HTTP_UNAUTHORIZED;
        }

        api->token.data = value->data + 7;
        api->token.len = value->len - 7;

        return NGX_OK;
    }

    h = ngx_http_relevo_header(r, "x-service-token", NULL);

    if (h) {
        api->token = h->value;
        return NGX_OK;
    }

    return ngx_http_relevo_api_cookie(api) ? NGX_OK : NGX_DECLINED;
}


static ngx_uint_t
ngx_http_relevo_api_cookie(ngx_http_relevo_api_t *api)
{
    ngx_int_t            rc;
    ngx_str_t            name = ngx_string(NGX_HTTP_RELEVO_API_COOKIE);
    ngx_http_request_t  *r;

    r = api->request;

#if (nginx_version >= 1023000)
    rc = ngx_http_parse_multi_header_lines(r, r->headers_in.cookie, &name,
                                           &api->token) ? NGX_OK : NGX_DECLINED;
#else
    rc = ngx_http_parse_multi_header_lines(&r->headers_in.cookies, &name,
                                           &api->token);
#endif

    if (rc == NGX_DECLINED || api->token.len == 0) {
        return 0;
    }

    api->by_cookie = 1;

    return 1;
}


static ngx_int_t
ngx_http_relevo_api_csrf(ngx_http_relevo_api_t *api)
{
    u_char           *p, text[sizeof(NGX_HTTP_RELEVO_CSRF)
                              + NGX_HTTP_RELEVO_API_TOKEN_LEN];
    u_char            hash[SHA256_DIGEST_LENGTH];
    u_char            hex[2 * SHA256_DIGEST_LENGTH];
    ngx_table_elt_t  *h;

    if (api->route->method & (NGX_HTTP_GET|NGX_HTTP_HEAD)) {
        return NGX_OK;
    }

    h = ngx_http_relevo_header(api->request, "x-csrf-token", NULL);

    if (h == NULL || h->value.len != NGX_HTTP_RELEVO_CSRF_LEN) {
        return NGX_HTTP_FORBIDDEN;
    }

    p = ngx_cpymem(text, NGX_HTTP_RELEVO_CSRF,
                   sizeof(NGX_HTTP_RELEVO_CSRF) - 1);
    p = ngx_cpymem(p, api->token.data, api->token.len);

    (void) SHA256(text, p - text, hash);
    (void) ngx_hex_dump(hex, hash, sizeof(hash));

    return CRYPTO_memcmp(hex, h->value.data, NGX_HTTP_RELEVO_CSRF_LEN) == 0
           ? NGX_OK : NGX_HTTP_FORBIDDEN;
}


/*
 * relevo_api_rate, of a token, else of the address (relevo_address); of a
 * route that needs no token always of the address, or who tries passwords
 * would make up a token for each.  NGX_OK with the headers RateLimit-*, or 429
 * with Retry-After.
 */

ngx_int_t
ngx_http_relevo_api_rate(ngx_http_relevo_api_t *api)
{
    uint64_t                       key, wait, used, left;
    ngx_http_request_t            *r;
    ngx_http_relevo_rate_t        *rate;
    ngx_http_relevo_loc_conf_t    *rlcf;
    ngx_http_relevo_limits_shm_t  *sh;

    r = api->request;
    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rate = &rlcf->limits.api;

    if (rate->n == 0) {
        return NGX_OK;
    }

    sh = ngx_http_relevo_limits_shm(&api->rmcf->limits);
    key = api->token.len
          && !(api->route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC)
          ? ngx_http_relevo_meter_key(sh, NGX_HTTP_RELEVO_METER_API,
                                      api->token.data, api->token.len)
          : ngx_http_relevo_limit_address(r, sh, NGX_HTTP_RELEVO_METER_API);

    if (key == 0) {
        return NGX_OK;
    }

    wait = ngx_http_relevo_meter_add(sh, key, rate, 1);
    used = ngx_http_relevo_meter_used(sh, key, rate);
    left = used < rate->window
           ? (rate->window - used) / (rate->window / rate->n) : 0;

    if (ngx_http_relevo_api_number(r, "RateLimit-Limit", rate->n) != NGX_OK
        || ngx_http_relevo_api_number(r, "RateLimit-Remaining", left)
           != NGX_OK
        || ngx_http_relevo_api_number(r, "RateLimit-Reset",
                                      (wait ? wait : used) / 1000000 + 1)
           != NGX_OK
        || (wait && ngx_http_relevo_api_number(r, "Retry-After",
                                               wait / 1000000 + 1)
                    != NGX_OK))
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (wait) {
        ngx_http_relevo_count(api_limited, 1);
        return NGX_HTTP_TOO_MANY_REQUESTS;
    }

    return NGX_OK;
}


ngx_int_t
ngx_http_relevo_api_number(ngx_http_request_t *r, const char *name,
    uint64_t number)
{
    ngx_str_t  value;

    value.data = ngx_pnalloc(r->pool, NGX_INT64_LEN);
    if (value.data == NULL) {
        return NGX_ERROR;
    }

    value.len = ngx_sprintf(value.data, "%uL", number) - value.data;

    return ngx_http_relevo_add_header(r, name, &value);
}
