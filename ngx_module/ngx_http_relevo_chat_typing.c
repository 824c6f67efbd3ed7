
/*
 * chat, typing - a visitor types, and whoever has the conversation sees it.
 *
 * POST {endpoint}/typing, no body.  One statement finds the conversation and
 * says whether anybody is to know: while the bot has it, nobody.  Nothing is
 * stored and nothing repeated; 204 says no more than that it was a visitor.
 * The call lives in the request: one that dies takes it off the wire.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_TYPING_STATEMENT                                      \
    (NGX_HTTP_RELEVO_PG_STATEMENTS - 2)


typedef struct {
    ngx_http_relevo_pg_call_t     call;
    ngx_http_request_t           *request;
    ngx_http_relevo_main_conf_t  *rmcf;
} ngx_http_relevo_typing_t;


static ngx_http_relevo_typing_t *ngx_http_relevo_typing_create(
    ngx_http_request_t *r, ngx_str_t *endpoint, slice_t visitor);
static char *ngx_http_relevo_typing_param(ngx_pool_t *pool, const void *data,
    size_t len);
static void ngx_http_relevo_typing_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);
static void ngx_http_relevo_typing_cleanup(void *data);


static const char  ngx_http_relevo_typing_sql[] =
    "select core.visitor_types($1, $2), core.take_events()";


ngx_int_t
ngx_http_relevo_chat_typing(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    ngx_int_t                  rc;
    visitor_t                  visitor;
    ngx_http_relevo_ctx_t     *ctx;
    ngx_http_relevo_typing_t  *typing;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_relevo_chat_token(r, ngx_http_relevo_slice(endpoint),
                                   &visitor)
        != NGX_OK)
    {
        return ngx_http_relevo_refuse(r, ctx,
                                  ngx_http_relevo_chat_unauthorized(r, ctx));
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    typing = ngx_http_relevo_typing_create(r, endpoint, visitor.visitor);
    if (typing == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (typing->rmcf->pg == NULL) {
        return NGX_HTTP_NOT_FOUND;          /* no database, no people */
    }

    if (ngx_http_relevo_pg_start(typing->rmcf->pg, &typing->call)
        != NGX_HTTP_RELEVO_PG_OK)
    {
        return ngx_http_relevo_unavailable(r);
    }

    r->read_event_handler = ngx_http_test_reading;
    r->main->count++;

    return NGX_DONE;
}


static ngx_http_relevo_typing_t *
ngx_http_relevo_typing_create(ngx_http_request_t *r, ngx_str_t *endpoint,
    slice_t visitor)
{
    ngx_http_cleanup_t         *cln;
    ngx_http_relevo_typing_t   *typing;
    ngx_http_relevo_pg_call_t  *call;

    typing = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_typing_t));
    cln = ngx_http_cleanup_add(r, 0);

    if (typing == NULL || cln == NULL) {
        return NULL;
    }

    cln->handler = ngx_http_relevo_typing_cleanup;
    cln->data = typing;

    typing->request = r;
    typing->rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    call = &typing->call;

    call->sql = ngx_http_relevo_typing_sql;
    call->statement = NGX_HTTP_RELEVO_TYPING_STATEMENT;
    call->nparams = 2;
    call->params[0] = ngx_http_relevo_typing_param(r->pool, endpoint->data,
                                                   endpoint->len);
    call->params[1] = ngx_http_relevo_typing_param(r->pool, visitor.data,
                                                   visitor.len);
    call->handler = ngx_http_relevo_typing_done;
    call->data = typing;

    if (call->params[0] == NULL || call->params[1] == NULL) {
        return NULL;
    }

    return typing;
}


static char *
ngx_http_relevo_typing_param(ngx_pool_t *pool, const void *data, size_t len)
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
ngx_http_relevo_typing_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_typing_t *typing = call->data;

    ngx_str_t            empty = ngx_null_string;
    ngx_http_request_t  *r;

    r = typing->request;

    if (rc != NGX_HTTP_RELEVO_PG_OK
        || PQresultStatus(res) != PGRES_TUPLES_OK)
    {
        ngx_http_relevo_finish(r, ngx_http_relevo_unavailable(r));
        return;
    }

    ngx_http_relevo_publish(typing->rmcf, NGX_HTTP_RELEVO_NOTE_EVENT,
                            PQgetvalue(res, 0, 1), PQgetlength(res, 0, 1));

    ngx_http_relevo_finish(r, ngx_http_relevo_text(r, NGX_HTTP_NO_CONTENT,
                                                   "text/plain", &empty));
}


/* runs when the request ends, whoever ends it */

static void
ngx_http_relevo_typing_cleanup(void *data)
{
    ngx_http_relevo_typing_t *typing = data;

    ngx_http_relevo_pg_detach(&typing->call);
}
