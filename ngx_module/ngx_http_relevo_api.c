
/*
 * api - a request of the API, from its headers to its answer.
 *
 * Route, token, rate, query; then the body and its spec; then one statement
 * in PostgreSQL, whose one transaction authenticates, acts and answers.  The
 * call lives in the request's pool: a request that dies takes it off the
 * wire.  Some routes ask first who it is (_api_first.c): those that store
 * secrets, or are about a second factor.  So does any whose body is a file, is
 * large, or of a size that nobody has said: that is read only from somebody
 * who is known.
 */

#include "ngx_http_relevo_conf.h"
#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_API_BODY_MAX   (64 * 1024)


static ngx_int_t ngx_http_relevo_api_ask(ngx_http_relevo_api_t *api);
static ngx_int_t ngx_http_relevo_api_begin(ngx_http_relevo_api_t *api);
static ngx_int_t ngx_http_relevo_api_admit(ngx_http_relevo_api_t *api);
static ngx_int_t ngx_http_relevo_api_preflight(ngx_http_relevo_api_t *api);
static ngx_int_t ngx_http_relevo_api_check_body(ngx_http_relevo_api_t *api);
static ngx_uint_t ngx_http_relevo_api_has_no_length(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_api_takes(ngx_http_relevo_api_t *api,
    off_t len);
static ngx_int_t ngx_http_relevo_api_read(ngx_http_relevo_api_t *api);
static void ngx_http_relevo_api_body_handler(ngx_http_request_t *r);
static void ngx_http_relevo_api_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);
static ngx_int_t ngx_http_relevo_api_over(ngx_http_relevo_api_t *api,
    ngx_http_relevo_pg_rc_e rc);
static void ngx_http_relevo_api_cleanup(void *data);


char *
ngx_http_relevo_conf_api(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_core_loc_conf_t     *clcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_relevo_module);
    rmcf->needs_redis = 1;
    rmcf->needs_pg = 1;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    clcf->handler = ngx_http_relevo_api_handler;

    return NGX_CONF_OK;
}


ngx_int_t
ngx_http_relevo_api_handler(ngx_http_request_t *r)
{
    ngx_int_t                rc;
    ngx_http_cleanup_t      *cln;
    ngx_http_relevo_api_t   *api;
    ngx_http_relevo_ctx_t   *ctx;

    ngx_http_relevo_count(api_requests, 1);

    api = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_api_t));
    cln = ngx_http_cleanup_add(r, 0);

    if (api == NULL || cln == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    api->request = r;
    api->rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    cln->handler = ngx_http_relevo_api_cleanup;
    cln->data = api;

    rc = ngx_http_relevo_api_begin(api);

    if (rc != NGX_AGAIN) {
        return rc;
    }

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_OPENAPI) {
        rc = ngx_http_discard_request_body(r);
        return rc == NGX_OK ? ngx_http_relevo_openapi(r) : rc;
    }

    ctx = ngx_http_relevo_ctx(r);

    if (ctx == NULL || ngx_http_relevo_ids(r, &ctx->record) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->api = api;

    return api->body_later ? ngx_http_relevo_api_ask(api)
                           : ngx_http_relevo_api_read_body(api);
}


/* who asks?  What a content handler returns */

static ngx_int_t
ngx_http_relevo_api_ask(ngx_http_relevo_api_t *api)
{
    ngx_int_t  rc;

    rc = ngx_http_relevo_api_call(api, 1);

    if (rc != NGX_AGAIN) {
        return rc;
    }

    api->request->main->count++;

    return NGX_DONE;
}


/* NGX_DONE: it is being read, and the request was counted once more */

ngx_int_t
ngx_http_relevo_api_read_body(ngx_http_relevo_api_t *api)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = api->request;
    r->request_body_in_single_buf = 1;

    rc = ngx_http_read_client_request_body(r,
                                           ngx_http_relevo_api_body_handler);

    return rc >= NGX_HTTP_SPECIAL_RESPONSE ? rc : NGX_DONE;
}


/*
 * What the headers settle.  NGX_AGAIN: go on; all else is the handler's
 * result, NGX_OK too: a refusal has been sent.
 */

static ngx_int_t
ngx_http_relevo_api_begin(ngx_http_relevo_api_t *api)
{
    ngx_int_t            rc;
    ngx_str_t            allow;
    ngx_http_request_t  *r;

    r = api->request;

    if (r->method == NGX_HTTP_OPTIONS) {
        return ngx_http_relevo_api_preflight(api);
    }

    rc = ngx_http_relevo_route_find(api, r->method, &allow);

    if (rc == NGX_DECLINED) {
        return ngx_http_relevo_api_problem(r, 404, "no such path");
    }

    if (rc == NGX_HTTP_NOT_ALLOWED) {
        return ngx_http_relevo_add_header(r, "Allow", &allow) == NGX_OK
               ? ngx_http_relevo_api_problem(r, 405, "")
               : NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (rc != NGX_OK) {
        return rc;
    }

    r->disable_not_modified = 1;        /* If-Match is for SQL */

    rc = ngx_http_relevo_api_admit(api);

    if (rc != NGX_AGAIN) {
        return rc;
    }

    if (ngx_http_relevo_api_query(api) != NGX_OK) {
        return ngx_http_relevo_api_problem(r, 400,
            "the query cannot be read");
    }

    if (ngx_http_relevo_spec_query(api) != NGX_OK) {
        return ngx_http_relevo_api_invalid(api);
    }

    return ngx_http_relevo_api_check_body(api);
}


/* a token that looks like one, and not too often */

static ngx_int_t
ngx_http_relevo_api_admit(ngx_http_relevo_api_t *api)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = api->request;

    rc = ngx_http_relevo_api_token(api);

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC) {
        rc = NGX_OK;
    }

    if (rc == NGX_DECLINED || rc == NGX_HTTP_UNAUTHORIZED) {
        return ngx_http_relevo_api_problem(r, 401,
            "a valid API key or session is needed");
    }

    if (rc == NGX_HTTP_FORBIDDEN) {
        return ngx_http_relevo_api_problem(r, 403,
            "the header X-CSRF-Token does not fit the session");
    }

    rc = ngx_http_relevo_api_guard(api);

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_api_rate(api);
    }

    if (rc == NGX_HTTP_TOO_MANY_REQUESTS) {
        return ngx_http_relevo_api_problem(r, 429, "");
    }

    return rc == NGX_OK ? NGX_AGAIN : rc;
}


static ngx_int_t
ngx_http_relevo_api_check_body(ngx_http_relevo_api_t *api)
{
    off_t       len;
    ngx_uint_t  no_length;

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_UPLOAD) {
        api->body_later = 1;
        return ngx_http_relevo_api_upload_begin(api);
    }

    len = api->request->headers_in.content_length_n;
    no_length = ngx_http_relevo_api_has_no_length(api->request);

    /* much is not held for somebody who may be anybody */

    if (no_length && (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC)) {
        return ngx_http_relevo_api_problem(api->request, 400,
            "the header Content-Length is needed");
    }

    api->body_later = no_length || len > NGX_HTTP_RELEVO_API_BODY_MAX;

    /* without a length: asked again when it is there */

    return len > 0 ? ngx_http_relevo_api_takes(api, len) : NGX_AGAIN;
}


/* does a body come whose size nobody has said? */

static ngx_uint_t
ngx_http_relevo_api_has_no_length(ngx_http_request_t *r)
{
#if (NGX_HTTP_V2)
    if (r->stream) {
        return r->headers_in.content_length_n < 0 && !r->stream->in_closed;
    }
#endif

    return r->headers_in.chunked;
}


/* a body of so many bytes, at least one; NGX_AGAIN: go on */

static ngx_int_t
ngx_http_relevo_api_takes(ngx_http_relevo_api_t *api, off_t len)
{
    size_t               max;
    ngx_str_t           *type;
    ngx_http_request_t  *r;

    static ngx_str_t     json = ngx_string("application/json");
    static ngx_str_t     patch = ngx_string("application/merge-patch+json");

    r = api->request;

    max = api->route->body_max ? api->route->body_max
                               : NGX_HTTP_RELEVO_API_BODY_MAX;

    if (len > (off_t) max) {
        ngx_http_relevo_count(too_large, 1);
        return ngx_http_relevo_api_problem(r, 413, "the body is too large");
    }

    /* what the form of a page holds does not matter: its URL says it all */

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PAGE) {
        return NGX_AGAIN;
    }

    if (api->route->body == NULL) {
        return ngx_http_relevo_api_problem(r, 400, "takes no body");
    }

    /* a form of another site can only send other types */

    type = r->headers_in.content_type ? &r->headers_in.content_type->value
                                      : NULL;

    if (type
        && ((type->len >= json.len
             && ngx_strncasecmp(type->data, json.data, json.len) == 0)
            || (type->len >= patch.len
                && ngx_strncasecmp(type->data, patch.data, patch.len) == 0)))
    {
        return NGX_AGAIN;
    }

    return ngx_http_relevo_api_problem(r, 415,
                                       "the body must be application/json");
}


/*
 * Browsers ask before they send what a form could not.  Whether the origin is
 * allowed depends on the tenant, which only the request itself names; so any
 * origin may ask, and the answer to the request says whether its page may
 * read it.  Nothing is done for a page that is not allowed: core.enter()
 * refuses its origin.
 */

static ngx_int_t
ngx_http_relevo_api_preflight(ngx_http_relevo_api_t *api)
{
    ngx_str_t            allow, empty = ngx_null_string;
    ngx_table_elt_t     *origin;
    ngx_http_request_t  *r;

    r = api->request;

    if (ngx_http_relevo_route_find(api, 0, &allow) != NGX_HTTP_NOT_ALLOWED) {
        return ngx_http_relevo_api_problem(r, 404, "no such path");
    }

    origin = ngx_http_relevo_header(r, "origin", NULL);

    if (ngx_http_relevo_add_header(r, "Allow", &allow) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (origin
        && (ngx_http_relevo_add_header(r, "Access-Control-Allow-Origin",
                                       &origin->value) != NGX_OK
            || ngx_http_relevo_set_header(r, "Vary", "Origin") != NGX_OK
            || ngx_http_relevo_add_header(r, "Access-Control-Allow-Methods",
                                          &allow) != NGX_OK
            || ngx_http_relevo_set_header(r, "Access-Control-Allow-Headers",
                   "Authorization, Content-Type, Idempotency-Key, If-Match, "
                   "Last-Event-ID, X-CSRF-Token, X-Relevo-Tenant") != NGX_OK
            || ngx_http_relevo_set_header(r, "Access-Control-Max-Age", "600")
               != NGX_OK))
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_text(r, NGX_HTTP_NO_CONTENT, "text/plain", &empty);
}


static void
ngx_http_relevo_api_body_handler(ngx_http_request_t *r)
{
    ngx_int_t               rc;
    ngx_http_relevo_api_t  *api;

    api = ngx_http_relevo_ctx(r)->api;

    rc = ngx_http_relevo_api_read(api);

    if (rc == NGX_AGAIN) {
        rc = (api->route->flags & NGX_HTTP_RELEVO_ROUTE_HEALTH)
             ? ngx_http_relevo_api_health(api)
             : ngx_http_relevo_api_call(api,
                                        ngx_http_relevo_api_asks_first(api));
    }

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, rc);
    }
}


/* the body is there: is it what the route takes?  NGX_AGAIN: go on */

static ngx_int_t
ngx_http_relevo_api_read(ngx_http_relevo_api_t *api)
{
    ngx_int_t  rc;
    ngx_str_t  bytes;

    rc = ngx_http_relevo_api_bytes(api->request, &bytes);
    if (rc != NGX_OK) {
        return rc;
    }

    if (bytes.len) {
        rc = ngx_http_relevo_api_takes(api, bytes.len);
        if (rc != NGX_AGAIN) {
            return rc;
        }
    }

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PAGE) {
        return NGX_AGAIN;
    }

    if (ngx_http_relevo_api_body(api, &bytes) != NGX_OK) {
        return ngx_http_relevo_api_problem(api->request, 400,
                                           "the body is not JSON");
    }

    if (api->route->body && ngx_http_relevo_spec_body(api) != NGX_OK) {
        return ngx_http_relevo_api_invalid(api);
    }

    return NGX_AGAIN;
}


ngx_int_t
ngx_http_relevo_api_continue(ngx_http_relevo_api_t *api)
{
    return ngx_http_relevo_api_call(api, 0);
}


/* first: only who it is.  NGX_AGAIN: the answer comes later */

ngx_int_t
ngx_http_relevo_api_call(ngx_http_relevo_api_t *api, ngx_uint_t first)
{
    ngx_str_t                   document;
    ngx_http_request_t         *r;
    ngx_http_relevo_pg_rc_e     rc;
    ngx_http_relevo_pg_call_t  *call;

    r = api->request;
    call = &api->call;

    if (api->rmcf->pg == NULL
        || ngx_http_relevo_api_document(api, &document) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    call->sql = api->route->sql;
    call->statement = api->route - ngx_http_relevo_routes();
    call->quick = (api->route->flags & NGX_HTTP_RELEVO_ROUTE_QUICK) != 0;
    call->handler = ngx_http_relevo_api_done;

    call->nparams = 2;
    call->params[0] = (char *) api->who;
    call->params[1] = (char *) document.data;
    call->data = api;

    if (first) {
        ngx_http_relevo_api_ask_first(api);

    } else if (ngx_http_relevo_api_recall(api)) {
        ngx_http_relevo_count(api_remembered, 1);
    }

    rc = ngx_http_relevo_pg_start(api->rmcf->pg, call);

    if (rc != NGX_HTTP_RELEVO_PG_OK) {
        ngx_http_relevo_api_guard_answer(api, rc, NULL);
        return ngx_http_relevo_api_over(api, rc);
    }

    api->asked = 1;

    /* a client that leaves frees the request, which detaches the call */

    r->read_event_handler = ngx_http_test_reading;

    return NGX_AGAIN;
}


static void
ngx_http_relevo_api_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_api_t *api = call->data;

    ngx_int_t            status;
    ngx_http_request_t  *r;

    r = api->request;

    ngx_http_relevo_api_guard_answer(api, rc, res);

    if (api->fresh && rc == NGX_HTTP_RELEVO_PG_OK) {
        ngx_http_relevo_api_remember(api, res);
    }

    status = rc == NGX_HTTP_RELEVO_PG_OK ? ngx_http_relevo_api_answer(api, res)
                                         : ngx_http_relevo_api_over(api, rc);

    ngx_http_relevo_api_upload_over(api);
    ngx_http_relevo_finish(r, status);
}


/* PostgreSQL did not answer; one route knows something without it */

static ngx_int_t
ngx_http_relevo_api_over(ngx_http_relevo_api_t *api,
    ngx_http_relevo_pg_rc_e rc)
{
    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_HEALTH) {
        return ngx_http_relevo_api_health_failed(api);
    }

    return ngx_http_relevo_api_failed(api->request, rc);
}


ngx_int_t
ngx_http_relevo_api_failed(ngx_http_request_t *r, ngx_http_relevo_pg_rc_e rc)
{
    if (rc == NGX_HTTP_RELEVO_PG_LATE) {
        return ngx_http_relevo_api_problem(r, 504, "");
    }

    ngx_http_relevo_count(api_unavailable, 1);

    return ngx_http_relevo_api_problem(r, 503, "please repeat");
}


/* runs when the request ends, whoever ends it */

static void
ngx_http_relevo_api_cleanup(void *data)
{
    ngx_http_relevo_api_t *api = data;

    ngx_http_relevo_pg_detach(&api->call);

    if (!api->asked) {
        ngx_http_relevo_api_guard_return(api);
    }

    json_decref(api->body);
    api->body = NULL;
}
