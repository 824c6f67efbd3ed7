
/*
 * chat, asking - one statement in PostgreSQL about the visitor who asks.
 *
 * Token, body away, statement with the endpoint's name and the visitor as its
 * first parameters; the answer is the caller's to give.  The call lives in
 * the request: one that dies takes it off the wire.
 */

#include "ngx_http_relevo_chat.h"


static ngx_http_relevo_chat_ask_t *ngx_http_relevo_chat_ask_create(
    ngx_http_request_t *r);
static char *ngx_http_relevo_chat_param(ngx_pool_t *pool, const void *data,
    size_t len);
static void ngx_http_relevo_chat_ask_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);
static void ngx_http_relevo_chat_ask_cleanup(void *data);


ngx_int_t
ngx_http_relevo_chat_ask(ngx_http_request_t *r, ngx_str_t *endpoint,
    const ngx_http_relevo_chat_question_t *question, ngx_str_t *more)
{
    ngx_int_t                    rc;
    visitor_t                    visitor;
    ngx_http_relevo_pg_call_t   *call;
    ngx_http_relevo_chat_ask_t  *ask;

    if (!ngx_http_relevo_chat_visitor(r, endpoint, &visitor, &rc)) {
        return rc;
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    ask = ngx_http_relevo_chat_ask_create(r);
    if (ask == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ask->rmcf->pg == NULL) {
        return NGX_HTTP_NOT_FOUND;          /* no database, no people */
    }

    ask->question = question;

    call = &ask->call;

    call->sql = question->sql;
    call->statement = question->statement;
    call->nparams = more ? 3 : 2;
    call->params[0] = ngx_http_relevo_chat_param(r->pool, endpoint->data,
                                                 endpoint->len);
    call->params[1] = ngx_http_relevo_chat_param(r->pool,
                                                 visitor.visitor.data,
                                                 visitor.visitor.len);
    call->params[2] = more ? ngx_http_relevo_chat_param(r->pool, more->data,
                                                        more->len)
                           : "";

    if (call->params[0] == NULL || call->params[1] == NULL
        || call->params[2] == NULL)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_relevo_pg_start(ask->rmcf->pg, call)
        != NGX_HTTP_RELEVO_PG_OK)
    {
        return ngx_http_relevo_unavailable(r);
    }

    r->read_event_handler = ngx_http_test_reading;
    r->main->count++;

    return NGX_DONE;
}


static ngx_http_relevo_chat_ask_t *
ngx_http_relevo_chat_ask_create(ngx_http_request_t *r)
{
    ngx_http_cleanup_t          *cln;
    ngx_http_relevo_chat_ask_t  *ask;

    ask = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_chat_ask_t));
    cln = ngx_http_cleanup_add(r, 0);

    if (ask == NULL || cln == NULL) {
        return NULL;
    }

    cln->handler = ngx_http_relevo_chat_ask_cleanup;
    cln->data = ask;

    ask->request = r;
    ask->rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    ask->call.handler = ngx_http_relevo_chat_ask_done;
    ask->call.data = ask;

    return ask;
}


static char *
ngx_http_relevo_chat_param(ngx_pool_t *pool, const void *data, size_t len)
{
    u_char  *p;

    p = ngx_pnalloc(pool, len + 1);
    if (p == NULL) {
        return NULL;
    }

    ngx_memcpy(p, data, len);
    p[len] = '\0';

    return (char *) p;
}


static void
ngx_http_relevo_chat_ask_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_chat_ask_t *ask = call->data;

    ngx_http_request_t  *r;

    r = ask->request;

    if (rc != NGX_HTTP_RELEVO_PG_OK
        || PQresultStatus(res) != PGRES_TUPLES_OK || PQntuples(res) != 1)
    {
        ngx_http_relevo_finish(r, ngx_http_relevo_unavailable(r));
        return;
    }

    ngx_http_relevo_finish(r, ask->question->answer(ask, res));
}


/* runs when the request ends, whoever ends it */

static void
ngx_http_relevo_chat_ask_cleanup(void *data)
{
    ngx_http_relevo_chat_ask_t *ask = data;

    ngx_http_relevo_pg_detach(&ask->call);
}
