
/*
 * meta - what is Meta's alone: the verification of an endpoint (GET with
 * hub.mode, hub.verify_token, hub.challenge: echo or 403), and whose accounts
 * its envelopes name.  The token is compared in constant time.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_CHALLENGE_MAX   256


static ngx_int_t ngx_http_relevo_meta_arg(ngx_http_request_t *r,
    const char *name, ngx_str_t *ret_value);
static ngx_uint_t ngx_http_relevo_meta_token_is(
    const ngx_str_t *expected, ngx_str_t *token);
static ngx_uint_t ngx_http_relevo_challenge_is_safe(ngx_str_t *challenge);


ngx_int_t
ngx_http_relevo_meta_probe(ngx_http_request_t *r)
{
    ngx_int_t                      rc;
    ngx_str_t                      mode, token, challenge;
    const ngx_http_relevo_auth_t  *auth;

    ngx_http_relevo_count(requests, 1);

    auth = ngx_http_relevo_auth(r, ngx_http_relevo_ctx(r));

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_relevo_meta_arg(r, "hub.mode", &mode) != NGX_OK
        || ngx_http_relevo_meta_arg(r, "hub.verify_token", &token) != NGX_OK
        || ngx_http_relevo_meta_arg(r, "hub.challenge", &challenge) != NGX_OK
        || mode.len != sizeof("subscribe") - 1
        || ngx_strncmp(mode.data, "subscribe", mode.len) != 0
        || !ngx_http_relevo_meta_token_is(&auth->verify_token, &token)
        || !ngx_http_relevo_challenge_is_safe(&challenge))
    {
        ngx_http_relevo_count(bad_verify, 1);

        ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                      "relevo: endpoint verification refused");

        return NGX_HTTP_FORBIDDEN;
    }

    if (ngx_http_relevo_set_header(r, "X-Content-Type-Options", "nosniff")
        != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_http_relevo_count(verified, 1);
    ngx_http_relevo_verified(r);

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "text/plain", &challenge);
}


/* $arg_ cannot name an argument with a dot */

static ngx_int_t
ngx_http_relevo_meta_arg(ngx_http_request_t *r, const char *name,
    ngx_str_t *ret_value)
{
    ngx_str_t  value;

    if (ngx_http_arg(r, (u_char *) name, ngx_strlen(name), &value) != NGX_OK
        || value.len == 0)
    {
        return NGX_DECLINED;
    }

    return ngx_http_relevo_query_text(r->pool, &value, ret_value);
}


static ngx_uint_t
ngx_http_relevo_meta_token_is(const ngx_str_t *expected, ngx_str_t *token)
{
    return expected->len != 0
           && expected->len == token->len
           && signature_equal(expected->data, token->data, token->len);
}


/* it is echoed: nothing a browser could take for markup */

static ngx_uint_t
ngx_http_relevo_challenge_is_safe(ngx_str_t *challenge)
{
    u_char      ch;
    ngx_uint_t  i;

    if (challenge->len > NGX_HTTP_RELEVO_CHALLENGE_MAX) {
        return 0;
    }

    for (i = 0; i < challenge->len; i++) {
        ch = challenge->data[i];

        if (!((ch >= '0' && ch <= '9')
              || (ch >= 'A' && ch <= 'Z')
              || (ch >= 'a' && ch <= 'z')
              || ch == '_' || ch == '-'))
        {
            return 0;
        }
    }

    return challenge->len != 0;
}


/* an envelope without accounts is unreadable as well */

static ngx_int_t
ngx_http_relevo_meta_found(ngx_http_relevo_ctx_t *ctx, scan_rc_t rc,
    scan_accounts_t *accounts)
{
    ctx->scan = rc;

    return rc == SCAN_OK && accounts->n > 0 ? NGX_OK : NGX_DECLINED;
}


ngx_int_t
ngx_http_relevo_whatsapp_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    return ngx_http_relevo_meta_found(ctx,
                                scan_whatsapp_accounts(body, ret_accounts),
                                ret_accounts);
}


ngx_int_t
ngx_http_relevo_messenger_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    return ngx_http_relevo_meta_found(ctx,
                                scan_messenger_accounts(body, ret_accounts),
                                ret_accounts);
}


ngx_int_t
ngx_http_relevo_instagram_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    return ngx_http_relevo_meta_found(ctx,
                                scan_instagram_accounts(body, ret_accounts),
                                ret_accounts);
}
