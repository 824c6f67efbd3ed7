
/*
 * api, answers - what SQL said, or a problem (RFC 9457), as an HTTP response.
 *
 * A refusal that was to be expected is an answer of SQL like any other.  An
 * SQL error is not expected: its text goes to nobody, since it may quote what
 * the client sent; its code goes to the log, and a table makes a status of it.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_PROBLEM_JSON   "application/problem+json"


typedef struct {
    ngx_uint_t   status;
    const char  *code;
    const char  *title;
} ngx_http_relevo_problem_t;


typedef struct {
    const char  *sqlstate;              /* or the beginning of it */
    ngx_uint_t   status;
    unsigned     expected:1;            /* an outage or a race: no error */
} ngx_http_relevo_sqlstate_t;


static const ngx_http_relevo_problem_t  ngx_http_relevo_problems[] = {
    { 400, "bad_request", "Bad request" },
    { 401, "unauthorized", "Unauthorized" },
    { 403, "forbidden", "Forbidden" },
    { 404, "not_found", "Not found" },
    { 405, "method_not_allowed", "Method not allowed" },
    { 409, "conflict", "Conflict" },
    { 412, "stale", "Stale" },
    { 413, "too_large", "Too large" },
    { 415, "unsupported_media", "Unsupported media type" },
    { 422, "invalid", "Invalid" },
    { 429, "rate_limited", "Rate limited" },
    { 503, "unavailable", "Unavailable" },
    { 504, "timeout", "Timeout" },
    { 500, "internal", "Internal error" },
    { 0, NULL, NULL }
};


static const ngx_http_relevo_sqlstate_t  ngx_http_relevo_sqlstates[] = {
    { "57014", 504, 1 },                /* statement_timeout */
    { "55P03", 503, 1 },                /* lock_timeout */
    { "57P", 503, 1 },                  /* the server goes or comes */
    { "53", 503, 1 },                   /* too little of something */
    { "08", 503, 1 },
    { "40", 503, 1 },                   /* a race lost: once more helps */
    { "25P0", 503, 1 },                 /* terminated as idle */
    { "26000", 503, 1 },                /* the statement was taken away */
    { "0A000", 503, 1 },                /* it has changed: migrated */
    { "23505", 409, 0 },
    { "23503", 409, 0 },
    { "22", 422, 0 },
    { "23", 422, 0 },
    { "42501", 403, 0 },
    { "", 500, 0 }
};


static ngx_int_t ngx_http_relevo_api_say(ngx_http_relevo_api_t *api,
    ngx_int_t status, const char *body, size_t len);
static ngx_int_t ngx_http_relevo_api_refuse(ngx_http_request_t *r,
    ngx_uint_t status, ngx_str_t *problem);
static ngx_int_t ngx_http_relevo_api_page(ngx_http_request_t *r,
    ngx_uint_t status, ngx_str_t *text);


static const ngx_http_relevo_problem_t *
ngx_http_relevo_problem_of(ngx_uint_t status)
{
    const ngx_http_relevo_problem_t  *p;

    for (p = ngx_http_relevo_problems; p[1].status; p++) {
        if (p->status == status) {
            break;
        }
    }

    return p;
}


/* detail and errors are constants of ours or escaped already */

ngx_int_t
ngx_http_relevo_api_problem_with(ngx_http_request_t *r, ngx_uint_t status,
    const char *detail, ngx_str_t *errors)
{
    size_t                            size;
    ngx_str_t                         json, retry = ngx_string("1");
    const ngx_http_relevo_problem_t  *p;

    p = ngx_http_relevo_problem_of(status);

    size = 128 + ngx_strlen(p->code) + ngx_strlen(p->title)
           + ngx_strlen(detail) + errors->len;

    json.data = ngx_pnalloc(r->pool, size);
    if (json.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    json.len = ngx_sprintf(json.data, "{\"type\":\"/problems/%s\","
                           "\"title\":\"%s\",\"status\":%ui,"
                           "\"code\":\"%s\"%s%s%s%s%V%s}",
                           p->code, p->title, p->status, p->code,
                           detail[0] ? ",\"detail\":\"" : "", detail,
                           detail[0] ? "\"" : "",
                           errors->len ? ",\"errors\":[" : "", errors,
                           errors->len ? "]" : "")
               - json.data;

    if ((p->status == 503
         && ngx_http_relevo_add_header(r, "Retry-After", &retry) != NGX_OK)
        || (p->status == 401
            && ngx_http_relevo_set_header(r, "WWW-Authenticate", "Bearer")
               != NGX_OK))
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_api_refuse(r, p->status, &json);
}


/*
 * A problem document.  Programs that were written for the path of others,
 * /api/support/, look for its member "error", in the words of that path.
 */

static ngx_int_t
ngx_http_relevo_api_refuse(ngx_http_request_t *r, ngx_uint_t status,
    ngx_str_t *problem)
{
    u_char     *p;
    ngx_str_t   json, old = ngx_string("/api/support/");

    json = *problem;

    if (json.len > 2 && r->uri.len > old.len
        && ngx_strncmp(r->uri.data, old.data, old.len) == 0)
    {
        json.data = ngx_pnalloc(r->pool, problem->len + 64);
        if (json.data == NULL) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        p = ngx_sprintf(json.data, "{\"error\":\"%s\",",
                        status >= 500 ? "Failed to create escalation"
                        : ngx_http_relevo_problem_of(status)->title);
        p = ngx_cpymem(p, problem->data + 1, problem->len - 1);
        json.len = p - json.data;
    }

    return ngx_http_relevo_text(r, status, NGX_HTTP_RELEVO_PROBLEM_JSON,
                                &json);
}


ngx_int_t
ngx_http_relevo_api_problem(ngx_http_request_t *r, ngx_uint_t status,
    const char *detail)
{
    ngx_str_t  none = ngx_null_string;

    return ngx_http_relevo_api_problem_with(r, status, detail, &none);
}


ngx_int_t
ngx_http_relevo_api_invalid(ngx_http_relevo_api_t *api)
{
    return ngx_http_relevo_api_problem_with(api->request, 422,
                                            "the request is not valid",
                                            &api->errors);
}


ngx_int_t
ngx_http_relevo_api_sql_error(ngx_http_relevo_api_t *api, PGresult *res)
{
    const char                        *state;
    ngx_uint_t                         level;
    const ngx_http_relevo_sqlstate_t  *row;

    state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    if (state == NULL) {
        state = "";
    }

    for (row = ngx_http_relevo_sqlstates; row->sqlstate[0]; row++) {
        if (ngx_strncmp(state, row->sqlstate, ngx_strlen(row->sqlstate)) == 0)
        {
            break;
        }
    }

    ngx_http_relevo_count(api_sql_errors, 1);

    level = row->expected ? NGX_LOG_WARN : NGX_LOG_ERR;

    ngx_log_error(level, api->request->connection->log, 0,
                  "relevo: api.%s: SQLSTATE %s", api->route->function, state);

    return ngx_http_relevo_api_problem(api->request, row->status, "");
}


/* one row: status, headers, body, events, wakes */

ngx_int_t
ngx_http_relevo_api_answer(ngx_http_relevo_api_t *api, PGresult *res)
{
    ngx_int_t            status;
    ngx_http_request_t  *r;

    r = api->request;

    if (PQresultStatus(res) != PGRES_TUPLES_OK || PQntuples(res) != 1
        || PQnfields(res) < 5)
    {
        return ngx_http_relevo_api_sql_error(api, res);
    }

    /* the transaction is over: the world may hear of it */

    ngx_http_relevo_publish(api->rmcf, NGX_HTTP_RELEVO_NOTE_EVENT,
                            PQgetvalue(res, 0, 3), PQgetlength(res, 0, 3));
    ngx_http_relevo_publish(api->rmcf, NGX_HTTP_RELEVO_NOTE_WAKE,
                            PQgetvalue(res, 0, 4), PQgetlength(res, 0, 4));

    status = ngx_atoi((u_char *) PQgetvalue(res, 0, 0),
                      PQgetlength(res, 0, 0));

    if (status < 200 || status > 599) {
        ngx_log_error(NGX_LOG_ERR, r->connection->log, 0,
                      "relevo: api.%s: no status", api->route->function);
        return ngx_http_relevo_api_problem(r, 500, "");
    }

    if (ngx_http_relevo_api_headers(r, PQgetvalue(res, 0, 1)) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (status == 200 && (api->route->flags & NGX_HTTP_RELEVO_ROUTE_LIVE)) {
        return ngx_http_relevo_api_live(api, PQgetvalue(res, 0, 2));
    }

    /* the header Location is SQL's; nginx's own would become absolute */

    if (status == NGX_HTTP_MOVED_TEMPORARILY) {
        r->headers_out.status = status;
        r->headers_out.content_length_n = 0;
        r->header_only = 1;

        return ngx_http_send_header(r);
    }

    return ngx_http_relevo_api_say(api, status, PQgetvalue(res, 0, 2),
                                   PQgetlength(res, 0, 2));
}


static ngx_int_t
ngx_http_relevo_api_say(ngx_http_relevo_api_t *api, ngx_int_t status,
    const char *body, size_t len)
{
    ngx_str_t            text;
    ngx_http_request_t  *r;

    r = api->request;

    text.len = len;
    text.data = ngx_pnalloc(r->pool, len + 1);

    if (text.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_memcpy(text.data, body, len);

    if (ngx_http_relevo_totp_tell(api, &text) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PAGE) {
        return ngx_http_relevo_api_page(r, status, &text);
    }

    if (status == 401
        && ngx_http_relevo_set_header(r, "WWW-Authenticate", "Bearer")
           != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return status >= 400
           ? ngx_http_relevo_api_refuse(r, status, &text)
           : ngx_http_relevo_text(r, status, "application/json", &text);
}


/* a page is a JSON string; what is none (a refusal) goes as it is */

static ngx_int_t
ngx_http_relevo_api_page(ngx_http_request_t *r, ngx_uint_t status,
    ngx_str_t *text)
{
    json_t     *page;
    ngx_str_t   html;

    page = json_loadb((char *) text->data, text->len, JSON_DECODE_ANY, NULL);

    if (!json_is_string(page)) {
        json_decref(page);
        return ngx_http_relevo_text(r, status, NGX_HTTP_RELEVO_PROBLEM_JSON,
                                    text);
    }

    html.len = json_string_length(page);
    html.data = ngx_pnalloc(r->pool, html.len);

    if (html.data) {
        ngx_memcpy(html.data, json_string_value(page), html.len);
    }

    json_decref(page);

    return html.data ? ngx_http_relevo_text(r, status,
                                            "text/html; charset=utf-8", &html)
                     : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


/* {"ETag":"\"3\"","Set-Cookie":["a","b"]}; "" for none */

ngx_int_t
ngx_http_relevo_api_headers(ngx_http_request_t *r, const char *json)
{
    size_t       i, n;
    json_t      *headers, *value, *one;
    ngx_int_t    rc;
    ngx_str_t    name, text;
    const char  *key;

    if (json[0] == '\0') {
        return NGX_OK;
    }

    headers = json_loads(json, 0, NULL);
    if (headers == NULL) {
        return NGX_ERROR;
    }

    rc = NGX_OK;

    json_object_foreach(headers, key, value) {
        n = json_is_array(value) ? json_array_size(value) : 1;

        for (i = 0; i < n; i++) {
            one = json_is_array(value) ? json_array_get(value, i) : value;

            name.len = ngx_strlen(key) + 1;
            name.data = ngx_pnalloc(r->pool, name.len);
            text.len = json_string_length(one);
            text.data = ngx_pnalloc(r->pool, text.len + 1);

            if (name.data == NULL || text.data == NULL
                || !json_is_string(one))
            {
                rc = NGX_ERROR;
                break;
            }

            ngx_memcpy(name.data, key, name.len);
            ngx_memcpy(text.data, json_string_value(one), text.len);

            /* a line end would begin another header */

            if (ngx_strlchr(text.data, text.data + text.len, LF)
                || ngx_strlchr(text.data, text.data + text.len, CR)
                || ngx_http_relevo_add_header(r, (char *) name.data, &text)
                   != NGX_OK)
            {
                rc = NGX_ERROR;
                break;
            }
        }
    }

    json_decref(headers);

    return rc;
}
