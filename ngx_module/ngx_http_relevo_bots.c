
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


#define NGX_HTTP_RELEVO_OUTBOX_LEN   36         /* a uuid */


static ngx_uint_t ngx_http_relevo_outbox_is_valid(ngx_str_t *value);


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

    if (!ngx_http_relevo_outbox_is_valid(&value)) {
        return NGX_HTTP_BAD_REQUEST;
    }

    ctx->record.sender = ngx_http_relevo_slice(&value);

    return NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_outbox_is_valid(ngx_str_t *value)
{
    u_char      ch;
    ngx_uint_t  i;

    if (value->len != NGX_HTTP_RELEVO_OUTBOX_LEN) {
        return 0;
    }

    for (i = 0; i < value->len; i++) {
        ch = value->data[i];

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (ch != '-') {
                return 0;
            }

            continue;
        }

        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'f'))) {
            return 0;
        }
    }

    return 1;
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
