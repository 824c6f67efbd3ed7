
/*
 * api, what comes first - a statement before the call: whose request is it?
 *
 * A route that stores secrets, or is about a second factor, must know tenant
 * and agent before it seals or opens a box: they are part of its place; a
 * file, or a body that is large, is read only from somebody who is known.  So
 * one statement asks who it is; then the box, or the body; then the call as
 * of any route, which authenticates by itself.
 */

#include "ngx_http_relevo_api.h"


static void ngx_http_relevo_api_known(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);


/* what must be known before the call itself: tenant, agent, box */

#define NGX_HTTP_RELEVO_API_FIRST(scope, agent, box)                          \
    "select status, headers, body, null, null,"                               \
    " current_setting('relevo.tenant', true), " agent ", " box                \
    " from core.enter($1, " scope ", true, '', $2::jsonb)"

static const struct {
    ngx_uint_t   flag;                  /* of the route */
    const char  *sql;
} ngx_http_relevo_api_firsts[] = {

    /* whose secrets are these? */

    { NGX_HTTP_RELEVO_ROUTE_SEAL,
      NGX_HTTP_RELEVO_API_FIRST("''", "''", "''") },

    /* is it somebody whose body is read?  $3: the route's scope */

    { NGX_HTTP_RELEVO_ROUTE_UPLOAD,
      NGX_HTTP_RELEVO_API_FIRST("$3", "''", "''") },

    /* whose second factor is it? */

    { NGX_HTTP_RELEVO_ROUTE_TOTP,
      NGX_HTTP_RELEVO_API_FIRST("''", "current_setting('relevo.agent', true)",
                                "core.totp_own()") },

    { NGX_HTTP_RELEVO_ROUTE_TOTP|NGX_HTTP_RELEVO_ROUTE_PUBLIC,
      "select null, null, null, null, null, tenant, agent, box"
      " from core.totp_of($1, $2::jsonb)" }
};

#define NGX_HTTP_RELEVO_API_FIRST_FLAGS                                       \
    (NGX_HTTP_RELEVO_ROUTE_SEAL|NGX_HTTP_RELEVO_ROUTE_TOTP                    \
     |NGX_HTTP_RELEVO_ROUTE_UPLOAD|NGX_HTTP_RELEVO_ROUTE_PUBLIC)


/* is something asked first?  A login without a code has nothing to ask */

ngx_uint_t
ngx_http_relevo_api_asks_first(ngx_http_relevo_api_t *api)
{
    ngx_uint_t  flags;

    flags = api->route->flags;

    if (flags & NGX_HTTP_RELEVO_ROUTE_SEAL) {
        return 1;
    }

    return (flags & NGX_HTTP_RELEVO_ROUTE_TOTP)
           && (!(flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC)
               || ngx_http_relevo_totp_code(api));
}


void
ngx_http_relevo_api_ask_first(ngx_http_relevo_api_t *api)
{
    ngx_uint_t                  i, n, flag;
    ngx_http_relevo_pg_call_t  *call;

    call = &api->call;
    flag = api->body_later ? NGX_HTTP_RELEVO_ROUTE_UPLOAD
           : api->route->flags & NGX_HTTP_RELEVO_API_FIRST_FLAGS;
    n = sizeof(ngx_http_relevo_api_firsts)
        / sizeof(ngx_http_relevo_api_firsts[0]);

    for (i = 0; i < n; i++) {

        if (flag == ngx_http_relevo_api_firsts[i].flag) {
            call->sql = ngx_http_relevo_api_firsts[i].sql;
            call->statement = NGX_HTTP_RELEVO_PG_FIRST + i;
            call->handler = ngx_http_relevo_api_known;
        }
    }

    if (api->body_later) {
        call->params[2] = api->route->scope ? api->route->scope : "";
        call->nparams = 3;
    }
}


static void
ngx_http_relevo_api_known(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_api_t *api = call->data;

    ngx_int_t            status;
    ngx_uint_t           i;
    ngx_str_t            known[3];      /* tenant, agent, box */
    ngx_http_request_t  *r;

    r = api->request;

    ngx_http_relevo_api_guard_answer(api, rc, res);

    if (rc != NGX_HTTP_RELEVO_PG_OK) {
        ngx_http_relevo_finish(r, ngx_http_relevo_api_failed(r, rc));
        return;
    }

    /* refused already, or an error: that is the answer */

    if (PQresultStatus(res) != PGRES_TUPLES_OK || !PQgetisnull(res, 0, 0)) {
        ngx_http_relevo_finish(r, ngx_http_relevo_api_answer(api, res));
        return;
    }

    for (i = 0; i < 3; i++) {
        known[i].len = PQgetlength(res, 0, 5 + i);
        known[i].data = ngx_pnalloc(r->pool, known[i].len + 1);

        if (known[i].data == NULL) {
            ngx_http_relevo_finish(r, NGX_HTTP_INTERNAL_SERVER_ERROR);
            return;
        }

        ngx_memcpy(known[i].data, PQgetvalue(res, 0, 5 + i), known[i].len);
    }

    if (api->body_later) {

        /* read, and called, later: NGX_DONE gives back what _ask() counted */

        api->body_later = 0;
        status = (api->route->flags & NGX_HTTP_RELEVO_ROUTE_UPLOAD)
                 ? ngx_http_relevo_api_upload_read(api)
                 : ngx_http_relevo_api_read_body(api);

    } else {
        status = (api->route->flags & NGX_HTTP_RELEVO_ROUTE_SEAL)
                 ? ngx_http_relevo_api_seal(api, &known[0])
                 : ngx_http_relevo_totp(api, &known[0], &known[1],
                                        &known[2]);

        if (status == NGX_AGAIN) {
            status = ngx_http_relevo_api_continue(api);
        }
    }

    if (status != NGX_AGAIN) {
        ngx_http_relevo_finish(r, status);
    }
}
