
/*
 * chat, typing - a visitor types, and whoever has the conversation sees it.
 *
 * POST {endpoint}/typing, no body.  One statement finds the conversation and
 * says whether anybody is to know: while the bot has it, nobody.  Nothing is
 * stored and nothing repeated; 204 says no more than that it was a visitor.
 */

#include "ngx_http_relevo_chat.h"


static ngx_int_t ngx_http_relevo_typing_answer(
    ngx_http_relevo_chat_ask_t *ask, PGresult *res);


static const ngx_http_relevo_chat_question_t  ngx_http_relevo_typing = {
    "select core.visitor_types($1, $2), core.take_events()",
    NGX_HTTP_RELEVO_PG_TYPING,
    ngx_http_relevo_typing_answer
};


ngx_int_t
ngx_http_relevo_chat_typing(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    return ngx_http_relevo_chat_ask(r, endpoint, &ngx_http_relevo_typing,
                                    NULL);
}


static ngx_int_t
ngx_http_relevo_typing_answer(ngx_http_relevo_chat_ask_t *ask, PGresult *res)
{
    ngx_str_t  empty = ngx_null_string;

    ngx_http_relevo_publish(ask->rmcf, NGX_HTTP_RELEVO_NOTE_EVENT,
                            PQgetvalue(res, 0, 1), PQgetlength(res, 0, 1));

    return ngx_http_relevo_text(ask->request, NGX_HTTP_NO_CONTENT,
                                "text/plain", &empty);
}
