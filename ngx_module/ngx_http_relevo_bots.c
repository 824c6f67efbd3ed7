
/*
 * bots - how Telegram and Twilio prove themselves, and whose their updates
 * are.
 *
 *   Telegram  X-Telegram-Bot-Api-Secret-Token is the location's or the
 *             endpoint's secret; the account is the endpoint of the URL
 *   Twilio    X-Twilio-Signature over relevo_public_url, the URI and the
 *             form; the account is our address in the body.  The argument
 *             outbox of a status callback, signed with the URL, goes into
 *             the record
 *
 * Twilio takes the answer for TwiML: an empty <Response/> says nothing.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_conf.h"

#include "common/scan_telegram.h"
#include "common/scan_twilio.h"
#include "common/scheme_twilio.h"


#define NGX_HTTP_RELEVO_OUTBOX_LEN   36         /* a uuid */


static ngx_int_t ngx_http_relevo_bots_secret_header(ngx_http_request_t *r,
    const char *name, ngx_table_elt_t **ret_h);
static ngx_int_t ngx_http_relevo_twilio_outbox(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_twilio_check(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, signer_t *signer, slice_t form);


static ngx_str_t  ngx_http_relevo_telegram_account =
    ngx_string(TELEGRAM_ACCOUNT);

static ngx_str_t  ngx_http_relevo_twiml =
    ngx_string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");


ngx_int_t
ngx_http_relevo_bots_handler(ngx_http_request_t *r)
{
    ngx_int_t                    rc;
    ngx_str_t                    endpoint;
    ngx_http_relevo_loc_conf_t  *rlcf;

    if (r != r->main) {
        return NGX_DECLINED;
    }

    rc = ngx_http_relevo_endpoint_of(r, &endpoint);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, NULL, rc);
    }

    if (r->method != NGX_HTTP_POST) {
        return ngx_http_relevo_not_allowed(r, "POST");
    }

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    /* a bot does not say which one it is */

    if (endpoint.len == 0
        && rlcf->channel->accounts == ngx_http_relevo_telegram_accounts)
    {
        endpoint = ngx_http_relevo_telegram_account;
    }

    return ngx_http_relevo_ingest_post(r, rlcf->channel, &endpoint);
}


static ngx_int_t
ngx_http_relevo_bots_secret_header(ngx_http_request_t *r, const char *name,
    ngx_table_elt_t **ret_h)
{
    ngx_uint_t  n;

    *ret_h = ngx_http_relevo_header(r, name, &n);

    /* which of two would be the one a proxy in front has looked at? */

    if (n > 1) {
        return NGX_HTTP_BAD_REQUEST;
    }

    return n == 1 ? NGX_OK : NGX_HTTP_UNAUTHORIZED;
}


/* --- Telegram ----------------------------------------------------------- */

ngx_int_t
ngx_http_relevo_telegram_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    signer_t         **signer;
    ngx_int_t          rc;
    ngx_uint_t         i, known;
    ngx_array_t       *signers;
    ngx_table_elt_t   *h;

    rc = ngx_http_relevo_bots_secret_header(r,
                                     "x-telegram-bot-api-secret-token", &h);
    if (rc != NGX_OK) {
        return rc;
    }

    signers = ngx_http_relevo_signers(r, ctx);
    signer = signers->elts;
    known = 0;

    for (i = 0; i < signers->nelts; i++) {
        known |= signer_knows(signer[i], ngx_http_relevo_slice(&h->value));
    }

    return known ? NGX_OK : NGX_HTTP_UNAUTHORIZED;
}


ngx_int_t
ngx_http_relevo_telegram_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    scan_telegram_t  update;

    if (scan_telegram(body, &update) != SCAN_OK) {
        return NGX_DECLINED;
    }

    ret_accounts->account[0] = ctx->record.endpoint;
    ret_accounts->n = 1;

    return NGX_OK;
}


/* --- Twilio ------------------------------------------------------------- */

ngx_int_t
ngx_http_relevo_twilio_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t         rc;
    ngx_table_elt_t  *h;

    rc = ngx_http_relevo_bots_secret_header(r, "x-twilio-signature", &h);
    if (rc != NGX_OK) {
        return rc;
    }

    if (!twilio_header_parse(ngx_http_relevo_slice(&h->value), ctx->mac)) {
        return NGX_HTTP_UNAUTHORIZED;
    }

    return ngx_http_relevo_twilio_outbox(r, ctx);
}


/* of our own making: anything but a uuid is nothing of ours */

static ngx_int_t
ngx_http_relevo_twilio_outbox(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    u_char      ch;
    ngx_str_t   value;
    ngx_uint_t  i;

    if (ngx_http_arg(r, (u_char *) "outbox", sizeof("outbox") - 1, &value)
        != NGX_OK)
    {
        return NGX_OK;
    }

    if (value.len != NGX_HTTP_RELEVO_OUTBOX_LEN) {
        return NGX_HTTP_BAD_REQUEST;
    }

    for (i = 0; i < value.len; i++) {
        ch = value.data[i];

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (ch != '-') {
                return NGX_HTTP_BAD_REQUEST;
            }

            continue;
        }

        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'f'))) {
            return NGX_HTTP_BAD_REQUEST;
        }
    }

    ctx->record.sender = ngx_http_relevo_slice(&value);

    return NGX_OK;
}


ngx_int_t
ngx_http_relevo_twilio_verify(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body)
{
    slice_t        form;
    signer_t     **signer;
    ngx_int_t      rc;
    ngx_str_t      hash;
    ngx_uint_t     i;
    ngx_array_t   *signers;

    form = body;

    /* of JSON only its hash is signed, which is in the URL */

    if (ngx_http_arg(r, (u_char *) "bodySHA256", sizeof("bodySHA256") - 1,
                     &hash)
        == NGX_OK)
    {
        if (!twilio_body_is(ngx_http_relevo_slice(&hash), body)) {
            return NGX_HTTP_UNAUTHORIZED;
        }

        form = SLICE_NULL;
    }

    signers = ngx_http_relevo_signers(r, ctx);
    signer = signers->elts;

    for (i = 0; i < signers->nelts; i++) {

        rc = ngx_http_relevo_twilio_check(r, ctx, signer[i], form);
        if (rc != NGX_DECLINED) {
            return rc;
        }
    }

    return NGX_HTTP_UNAUTHORIZED;
}


/* with the standard port in the URL, and without it */

static ngx_int_t
ngx_http_relevo_twilio_check(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, signer_t *signer, slice_t form)
{
    u_char                       mac[SIGNATURE_SHA1_LEN];
    ngx_uint_t                   i;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    for (i = 0; i < 2; i++) {

        if (rlcf->public_url[i].len == 0) {
            break;
        }

        if (!twilio_mac(signer, ngx_http_relevo_slice(&rlcf->public_url[i]),
                        ngx_http_relevo_slice(&r->unparsed_uri), form, mac))
        {
            return NGX_HTTP_UNAUTHORIZED;       /* not a form */
        }

        if (signature_equal(mac, ctx->mac, sizeof(mac))) {
            return NGX_OK;
        }
    }

    return NGX_DECLINED;
}


ngx_int_t
ngx_http_relevo_twilio_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    u_char  *buf;

    ctx->answer = ngx_http_relevo_twiml;

    buf = ngx_pnalloc(r->pool, sizeof(scan_twilio_buf_t));
    if (buf == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return scan_twilio_accounts(body, buf, ret_accounts) == SCAN_OK
           ? NGX_OK : NGX_DECLINED;
}


/* --- configuration ------------------------------------------------------ */

/* relevo_public_url https://host[:port] */

char *
ngx_http_relevo_conf_public_url(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    u_char      *p;
    size_t       scheme;
    ngx_str_t   *value, *url, host, port;

    url = rlcf->public_url;

    if (url[0].len) {
        return "is duplicate";
    }

    value = cf->args->elts;
    url[0] = value[1];

    if (url[0].len > 8 && ngx_strncmp(url[0].data, "https://", 8) == 0) {
        scheme = 8;
        ngx_str_set(&port, ":443");

    } else if (url[0].len > 7 && ngx_strncmp(url[0].data, "http://", 7) == 0) {
        scheme = 7;
        ngx_str_set(&port, ":80");

    } else {
        return "must begin with https:// or http:// and name a host";
    }

    if (url[0].data[url[0].len - 1] == '/') {
        url[0].len--;
    }

    host.data = url[0].data + scheme;
    host.len = url[0].len - scheme;

    if (host.len == 0 || ngx_strlchr(host.data, host.data + host.len, '/')
        || ngx_strlchr(host.data, host.data + host.len, '?'))
    {
        return "is scheme, host and port only; the path is the request's";
    }

    /* the other spelling: without the standard port, or with it */

    if (host.len > port.len
        && ngx_strncmp(host.data + host.len - port.len, port.data, port.len)
           == 0)
    {
        url[1].data = url[0].data;
        url[1].len = url[0].len - port.len;
        return NGX_CONF_OK;
    }

    /* a colon of an IPv6 address is inside of its brackets */

    for (p = host.data + host.len; p > host.data && p[-1] != ']'; p--) {
        if (p[-1] == ':') {
            return NGX_CONF_OK;         /* another port: one spelling */
        }
    }

    p = ngx_pnalloc(cf->pool, url[0].len + port.len);
    if (p == NULL) {
        return NGX_CONF_ERROR;
    }

    url[1].data = p;
    url[1].len = url[0].len + port.len;

    p = ngx_cpymem(p, url[0].data, url[0].len);
    ngx_memcpy(p, port.data, port.len);

    return NGX_CONF_OK;
}
