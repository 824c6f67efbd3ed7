
/*
 * chat, history - what was said in the visitor's conversation.
 *
 * GET {endpoint}/messages[?after=<id of a message>]: the latest page, or what
 * of it is new since that message (core.visitor_messages).  The visitor of
 * the token is all that names a conversation: there is no id to guess.
 */

#include "ngx_http_relevo_chat.h"


static ngx_int_t ngx_http_relevo_history_answer(
    ngx_http_relevo_chat_ask_t *ask, PGresult *res);


static const ngx_http_relevo_chat_question_t  ngx_http_relevo_history = {
    "select core.visitor_messages($1, $2, $3)",
    NGX_HTTP_RELEVO_PG_HISTORY,
    ngx_http_relevo_history_answer
};


ngx_int_t
ngx_http_relevo_chat_history(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    ngx_str_t               after = ngx_null_string;
    ngx_http_relevo_ctx_t  *ctx;

    if (ngx_http_arg(r, (u_char *) "after", sizeof("after") - 1, &after)
        == NGX_OK
        && !ngx_http_relevo_chat_is_uuid(ngx_http_relevo_slice(&after)))
    {
        ctx = ngx_http_relevo_ctx(r);
        if (ctx == NULL) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        ngx_http_relevo_count(requests, 1);

        ctx->detail = "after must be the id of a message";

        return ngx_http_relevo_refuse(r, ctx, NGX_HTTP_BAD_REQUEST);
    }

    return ngx_http_relevo_chat_ask(r, endpoint, &ngx_http_relevo_history,
                                    &after);
}


static ngx_int_t
ngx_http_relevo_history_answer(ngx_http_relevo_chat_ask_t *ask,
    PGresult *res)
{
    ngx_str_t            json;
    ngx_http_request_t  *r;

    r = ask->request;

    json.len = PQgetlength(res, 0, 0);
    json.data = ngx_pnalloc(r->pool, json.len + 1);

    if (json.data == NULL
        || ngx_http_relevo_set_header(r, "Cache-Control", "no-store")
           != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_memcpy(json.data, PQgetvalue(res, 0, 0), json.len);

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "application/json", &json);
}
