
/*
 * chat, a message: whose token, and is it one?
 *
 * The token is checked before the body is read; the body is {id, text} with
 * the client's uuid and at most 4,096 characters.  The visitor goes into the
 * record, so that nobody writes as somebody else.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_UUID_LEN        36
#define NGX_HTTP_RELEVO_TEXT_MAX        4096        /* characters */


static ngx_int_t ngx_http_relevo_chat_characters(slice_t string);


ngx_int_t
ngx_http_relevo_chat_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    visitor_t  visitor;

    /* nobody else has a use for the text of a refusal */

    ctx->detail = "the message is not acceptable";

    if (ngx_http_relevo_chat_token(r, ctx->record.endpoint, &visitor)
        != NGX_OK)
    {
        return ngx_http_relevo_chat_unauthorized(r, ctx);
    }

    ctx->record.sender = visitor.visitor;

    return NGX_OK;
}


ngx_int_t
ngx_http_relevo_chat_unauthorized(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ctx->detail = "no valid token: open a session";

    if (ngx_http_relevo_set_header(r, "WWW-Authenticate", "Bearer")
        != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return NGX_HTTP_UNAUTHORIZED;
}


ngx_uint_t
ngx_http_relevo_chat_visitor(ngx_http_request_t *r, ngx_str_t *endpoint,
    visitor_t *ret_visitor, ngx_int_t *ret_rc)
{
    ngx_http_relevo_ctx_t  *ctx;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        *ret_rc = NGX_HTTP_INTERNAL_SERVER_ERROR;
        return 0;
    }

    if (ngx_http_relevo_chat_token(r, ngx_http_relevo_slice(endpoint),
                                   ret_visitor)
        != NGX_OK)
    {
        *ret_rc = ngx_http_relevo_refuse(r, ctx,
                                  ngx_http_relevo_chat_unauthorized(r, ctx));
        return 0;
    }

    return 1;
}


/* "Authorization: Bearer <token>", signed by one of our secrets */

ngx_int_t
ngx_http_relevo_chat_token(ngx_http_request_t *r, slice_t endpoint,
    visitor_t *ret_visitor)
{
    slice_t                       token;
    ngx_str_t                    *value;
    ngx_uint_t                    i;
    const ngx_http_relevo_auth_t *auth;

    if (r->headers_in.authorization == NULL) {
        return NGX_DECLINED;
    }

    value = &r->headers_in.authorization->value;

    if (value->len < sizeof("Bearer ") - 1
        || ngx_strncasecmp(value->data, (u_char *) "Bearer ",
                           sizeof("Bearer ") - 1)
           != 0)
    {
        return NGX_DECLINED;
    }

    token = slice_make(value->data + sizeof("Bearer ") - 1,
                       value->len - (sizeof("Bearer ") - 1));

    auth = ngx_http_relevo_auth(r, ngx_http_relevo_ctx(r));

    for (i = 0; i < auth->nkeys; i++) {

        if (visitor_token_read(scheme_key_signer(auth->keys[i]), token,
                               ngx_time(), ret_visitor)
            && slice_eq(ret_visitor->endpoint, endpoint))
        {
            return NGX_OK;
        }
    }

    return NGX_DECLINED;
}


/* {"id": "<uuid>", "text": "..."}; the account is the endpoint */

ngx_int_t
ngx_http_relevo_chat_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts)
{
    u_char     *p;
    slice_t     id, text;
    ngx_int_t   n;

    if (scan_json(body) != SCAN_OK) {
        ctx->detail = "the body is not JSON";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (!scan_member(body, "id", &id)
        || !scan_plain_string(id, &id)
        || !ngx_http_relevo_chat_is_uuid(id))
    {
        ctx->detail = "id must be a UUID";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (!scan_member(body, "text", &text)) {
        ctx->detail = "text is missing";
        return NGX_HTTP_BAD_REQUEST;
    }

    n = ngx_http_relevo_chat_characters(text);

    if (n < 1 || n > NGX_HTTP_RELEVO_TEXT_MAX) {
        ctx->detail = "text must be a string of 1 to 4096 characters, UTF-8";
        return NGX_HTTP_BAD_REQUEST;
    }

    p = ngx_pnalloc(r->pool, sizeof("{\"id\":\"\"}") + id.len);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->answer.data = p;
    ctx->answer.len = ngx_sprintf(p, "{\"id\":\"%*s\"}", id.len, id.data) - p;

    ret_accounts->account[0] = ctx->record.endpoint;
    ret_accounts->n = 1;

    return NGX_OK;
}


ngx_uint_t
ngx_http_relevo_chat_is_uuid(slice_t id)
{
    u_char      ch;
    ngx_uint_t  i;

    if (id.len != NGX_HTTP_RELEVO_UUID_LEN) {
        return 0;
    }

    for (i = 0; i < id.len; i++) {
        ch = id.data[i] | 0x20;

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (id.data[i] != '-') {
                return 0;
            }

        } else if (!((id.data[i] >= '0' && id.data[i] <= '9')
                     || (ch >= 'a' && ch <= 'f')))
        {
            return 0;
        }
    }

    return 1;
}


/*
 * Characters (code points) of a valid JSON string, escapes included;
 * NGX_ERROR: not a string, or not UTF-8.  The halves of a surrogate pair
 * are one character.
 */

static ngx_int_t
ngx_http_relevo_chat_characters(slice_t string)
{
    u_char     *p, *last;
    uint32_t    code;
    ngx_int_t   n;

    if (string.len < 2 || string.data[0] != '"') {
        return NGX_ERROR;
    }

    p = (u_char *) string.data + 1;
    last = (u_char *) string.data + string.len - 1;

    for (n = 0; p < last; n++) {

        if (*p < 0x80 && *p != '\\') {
            p++;
            continue;
        }

        if (*p != '\\') {
            code = ngx_utf8_decode(&p, last - p);

            if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
                return NGX_ERROR;
            }

            continue;
        }

        if (p[1] != 'u') {
            p += 2;
            continue;
        }

        code = ngx_hextoi(p + 2, 4);
        p += 6;

        if (code >= 0xd800 && code <= 0xdbff
            && last - p >= 6 && p[0] == '\\' && p[1] == 'u')
        {
            code = ngx_hextoi(p + 2, 4);

            if (code >= 0xdc00 && code <= 0xdfff) {
                p += 6;
            }
        }
    }

    return n;
}
