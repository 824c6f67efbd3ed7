
/*
 * generic - webhooks of anybody else: whose account, which delivery?
 *
 *   account   the endpoint of the URL, which has a secret of its own; without
 *             one what relevo_account says, else GENERIC_ACCOUNT
 *   delivery  what relevo_delivery_id says, else the header that belongs to
 *             the scheme; it goes into the record, so that a repeated delivery
 *             of a body without an id is seen once
 *
 * Both are looked at behind the proof of who sends, and neither is part of
 * the body: what is JSON and what is not is all that the scanner has to say.
 *
 * GitHub does not sign the name of a delivery.  It is taken together with the
 * signature, which is of the body: who has nothing but a delivery of old can
 * send it under any name, and would else keep out the one that has the name.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_conf.h"

#include "common/scan_generic.h"

#include <openssl/sha.h>


#define NGX_HTTP_RELEVO_DELIVERY_MAX   255
#define NGX_HTTP_RELEVO_DELIVERY_BYTES 8        /* of a signature's hash */


static ngx_int_t ngx_http_relevo_generic_account(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_generic_delivery(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_generic_header(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_str_t *ret_value);
static ngx_int_t ngx_http_relevo_delivery_bind(ngx_http_request_t *r,
    const char *header, ngx_str_t *id);
static ngx_uint_t ngx_http_relevo_delivery_is_valid(ngx_str_t *value);


/*
 * the name that a scheme's senders give a delivery, outside of the body; and
 * the signature, where that does not cover the name
 */

static const struct {
    const char  *scheme;
    const char  *header;
    const char  *signature;
} ngx_http_relevo_delivery_headers[] = {
    { "standard", "webhook-id", NULL },
    { "github", "x-github-delivery", "x-hub-signature-256" },
};


static ngx_str_t  ngx_http_relevo_generic_default =
    ngx_string(GENERIC_ACCOUNT);


ngx_int_t
ngx_http_relevo_generic_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t  rc;

    rc = ngx_http_relevo_scheme_headers(r, ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ctx->record.endpoint.len == 0) {
        rc = ngx_http_relevo_generic_account(r, ctx);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    return ngx_http_relevo_generic_delivery(r, ctx);
}


static ngx_int_t
ngx_http_relevo_generic_account(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_str_t                    account;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    ngx_str_null(&account);

    if (rlcf->generic_account
        && ngx_http_complex_value(r, rlcf->generic_account, &account)
           != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (account.len == 0) {
        account = ngx_http_relevo_generic_default;
    }

    if (!scan_generic_is_account(ngx_http_relevo_slice(&account))) {
        ctx->detail = "relevo_account is not an account";
        return NGX_HTTP_BAD_REQUEST;
    }

    ctx->record.endpoint = ngx_http_relevo_slice(&account);

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_generic_delivery(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_str_t                    id;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->generic_delivery) {

        if (ngx_http_complex_value(r, rlcf->generic_delivery, &id) != NGX_OK) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

    } else {
        rc = ngx_http_relevo_generic_header(r, ctx, &id);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    if (id.len == 0) {
        return NGX_OK;
    }

    /* taking a part of it for the whole would make two deliveries one */

    if (!ngx_http_relevo_delivery_is_valid(&id)) {
        ctx->detail = "the id of the delivery is not printable, or longer "
                      "than 255 bytes";
        return NGX_HTTP_BAD_REQUEST;
    }

    ctx->record.sender = ngx_http_relevo_slice(&id);

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_generic_header(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_str_t *ret_value)
{
    ngx_uint_t        i, n, rows;
    const char       *name;
    ngx_table_elt_t  *h;

    ngx_str_null(ret_value);

    name = scheme_name(ctx->auth->conf.scheme);
    rows = sizeof(ngx_http_relevo_delivery_headers)
           / sizeof(ngx_http_relevo_delivery_headers[0]);

    for (i = 0; i < rows; i++) {

        if (ngx_strcmp(ngx_http_relevo_delivery_headers[i].scheme, name) != 0)
        {
            continue;
        }

        h = ngx_http_relevo_header(r,
                                ngx_http_relevo_delivery_headers[i].header,
                                &n);

        if (n > 1) {
            return NGX_HTTP_BAD_REQUEST;
        }

        if (h == NULL || h->value.len == 0) {
            continue;
        }

        *ret_value = h->value;

        if (ngx_http_relevo_delivery_headers[i].signature) {
            return ngx_http_relevo_delivery_bind(r,
                       ngx_http_relevo_delivery_headers[i].signature,
                       ret_value);
        }
    }

    return NGX_OK;
}


/* what goes on says nothing of the proof: a few bytes of its hash */

static ngx_int_t
ngx_http_relevo_delivery_bind(ngx_http_request_t *r, const char *header,
    ngx_str_t *id)
{
    u_char           *p, hash[SHA256_DIGEST_LENGTH];
    ngx_table_elt_t  *h;

    h = ngx_http_relevo_header(r, header, NULL);
    if (h == NULL) {
        return NGX_OK;                  /* refused already */
    }

    p = ngx_pnalloc(r->pool, id->len + 1 + 2 * NGX_HTTP_RELEVO_DELIVERY_BYTES);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    (void) SHA256(h->value.data, h->value.len, hash);

    ngx_memcpy(p, id->data, id->len);
    id->data = p;
    p[id->len] = '.';
    id->len = ngx_hex_dump(p + id->len + 1, hash,
                           NGX_HTTP_RELEVO_DELIVERY_BYTES)
              - p;

    return NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_delivery_is_valid(ngx_str_t *value)
{
    ngx_uint_t  i;

    if (value->len > NGX_HTTP_RELEVO_DELIVERY_MAX) {
        return 0;
    }

    for (i = 0; i < value->len; i++) {

        if (value->data[i] < 0x21 || value->data[i] > 0x7e) {
            return 0;
        }
    }

    return 1;
}


ngx_int_t
ngx_http_relevo_generic_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    unsigned  updates;

    ctx->scan = scan_generic(body, &updates);

    if (ctx->scan != SCAN_OK) {
        return NGX_DECLINED;
    }

    ret_accounts->account[0] = ctx->record.endpoint;
    ret_accounts->n = 1;
    ret_accounts->updates = updates;

    return NGX_OK;
}


/* relevo_account, relevo_delivery_id: of no other channel */

char *
ngx_http_relevo_generic_merge(ngx_conf_t *cf, ngx_http_relevo_loc_conf_t *conf)
{
    if (conf->generic_account == NULL && conf->generic_delivery == NULL) {
        return NGX_CONF_OK;
    }

    if (conf->channel
        && conf->channel->accounts == ngx_http_relevo_generic_accounts)
    {
        return NGX_CONF_OK;
    }

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "\"%s\" makes sense with \"relevo_webhook generic\" only",
                  conf->generic_account ? "relevo_account"
                                        : "relevo_delivery_id");

    return NGX_CONF_ERROR;
}
