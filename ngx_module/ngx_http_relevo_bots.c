
/*
 * bots - webhooks of Telegram and Twilio: whose updates are they?
 *
 *   Telegram  a bot does not say which one it is: the account is the
 *             endpoint of the URL
 *   Twilio    our address in the body; the argument outbox of a status
 *             callback, which is signed with the URL, goes into the record
 *
 * How they prove themselves is their scheme's.
 */

#include "ngx_http_relevo.h"

#include "common/scan_telegram.h"
#include "common/scan_twilio.h"


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


ngx_int_t
ngx_http_relevo_twilio_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t  rc;
    ngx_str_t  value;

    rc = ngx_http_relevo_scheme_headers(r, ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_arg(r, (u_char *) "outbox", sizeof("outbox") - 1, &value)
        != NGX_OK)
    {
        return NGX_OK;
    }

    /* of our own making: anything else is nothing of ours */

    if (!ngx_http_relevo_is_uuid(value.data, value.len)) {
        return NGX_HTTP_BAD_REQUEST;
    }

    ctx->record.sender = ngx_http_relevo_slice(&value);

    return NGX_OK;
}


ngx_int_t
ngx_http_relevo_twilio_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    u_char  *buf;

    buf = ngx_pnalloc(r->pool, sizeof(scan_twilio_buf_t));
    if (buf == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return scan_twilio_accounts(body, buf, ret_accounts) == SCAN_OK
           ? NGX_OK : NGX_DECLINED;
}
