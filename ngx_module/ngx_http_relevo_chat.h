
/*
 * chat, private part: what a visitor's request asks of PostgreSQL.
 *
 *   _chat_ask.c       from the request to the statement, and its end
 *   _chat_typing.c    the visitor types
 *   _chat_history.c   what was said before
 */

#ifndef _NGX_HTTP_RELEVO_CHAT_H_INCLUDED_
#define _NGX_HTTP_RELEVO_CHAT_H_INCLUDED_

#include "ngx_http_relevo_api.h"


typedef struct ngx_http_relevo_chat_ask_s  ngx_http_relevo_chat_ask_t;


typedef struct {
    const char    *sql;                     /* $1 endpoint, $2 visitor, $3 */
    ngx_uint_t     statement;               /* its index, see _pg.h */

    /* one row; what a content handler returns */

    ngx_int_t    (*answer)(ngx_http_relevo_chat_ask_t *ask, PGresult *res);
} ngx_http_relevo_chat_question_t;


struct ngx_http_relevo_chat_ask_s {
    ngx_http_relevo_pg_call_t               call;
    ngx_http_request_t                     *request;
    ngx_http_relevo_main_conf_t            *rmcf;
    const ngx_http_relevo_chat_question_t  *question;
};


/* more: $3, NULL: there is none.  What a content handler returns */

ngx_int_t ngx_http_relevo_chat_ask(ngx_http_request_t *r,
    ngx_str_t *endpoint, const ngx_http_relevo_chat_question_t *question,
    ngx_str_t *more);


#endif /* _NGX_HTTP_RELEVO_CHAT_H_INCLUDED_ */
