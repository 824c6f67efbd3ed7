
/*
 * answer - what is said to the sender.
 *
 * A content handler returns what these return; code that runs in a Redis
 * callback hands it to ngx_http_relevo_finish().  Errors of web chat are
 * problem documents (RFC 9457), those of webhooks bare status codes.
 */

#include "ngx_http_relevo.h"


static const char *ngx_http_relevo_problem_title(ngx_uint_t status);


/*
 * the 200 of a durable record: empty, a small JSON document, or what this
 * channel's senders want to hear
 */

ngx_int_t
ngx_http_relevo_answer(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx)
{
    ngx_str_t  text;

    if (ctx->answer.len) {
        return ngx_http_relevo_text(r, NGX_HTTP_OK, "application/json",
                                    &ctx->answer);
    }

    if (ctx->channel->answer.len) {
        text = ctx->channel->answer;
        return ngx_http_relevo_text(r, NGX_HTTP_OK, ctx->channel->answer_type,
                                    &text);
    }

    r->headers_out.status = NGX_HTTP_OK;
    r->headers_out.content_length_n = 0;
    r->header_only = 1;

    return ngx_http_send_header(r);
}


/*
 * What the client does not take yet nginx sends later, by itself: never
 * NGX_AGAIN, by which callers mean that there is no answer yet.
 */

ngx_int_t
ngx_http_relevo_text(ngx_http_request_t *r, ngx_uint_t status,
    const char *type, ngx_str_t *text)
{
    ngx_int_t                 rc;
    ngx_str_t                 ct;
    ngx_http_complex_value_t  cv;

    ct.data = (u_char *) type;
    ct.len = ngx_strlen(type);

    ngx_memzero(&cv, sizeof(ngx_http_complex_value_t));
    cv.value = *text;

    rc = ngx_http_send_response(r, status, &ct, &cv);

    return rc == NGX_AGAIN ? NGX_OK : rc;
}


/* code and detail are constants of ours: nothing to escape */

ngx_int_t
ngx_http_relevo_problem(ngx_http_request_t *r, ngx_uint_t status,
    const char *code, const char *detail)
{
    size_t       size;
    u_char      *p;
    ngx_str_t    json;
    const char  *title;

    title = ngx_http_relevo_problem_title(status);

    size = sizeof("{\"type\":\"/problems/\",\"title\":\"\",\"status\":,"
                  "\"detail\":\"\"}")
           + ngx_strlen(code) + ngx_strlen(title) + ngx_strlen(detail)
           + NGX_INT_T_LEN;

    p = ngx_pnalloc(r->pool, size);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    json.data = p;
    json.len = ngx_sprintf(p, "{\"type\":\"/problems/%s\",\"title\":\"%s\","
                           "\"status\":%ui,\"detail\":\"%s\"}",
                           code, title, status, detail)
               - p;

    return ngx_http_relevo_text(r, status, "application/problem+json", &json);
}


static const char *
ngx_http_relevo_problem_title(ngx_uint_t status)
{
    switch (status) {

    case NGX_HTTP_BAD_REQUEST:
        return "Bad request";

    case NGX_HTTP_UNAUTHORIZED:
        return "Unauthorized";

    case NGX_HTTP_NOT_FOUND:
        return "Not found";

    case NGX_HTTP_REQUEST_ENTITY_TOO_LARGE:
        return "Too large";

    case NGX_HTTP_UNSUPPORTED_MEDIA_TYPE:
        return "Unsupported media type";

    case NGX_HTTP_SERVICE_UNAVAILABLE:
        return "Unavailable";

    default:
        return "Error";
    }
}


ngx_int_t
ngx_http_relevo_not_allowed(ngx_http_request_t *r, const char *allow)
{
    ngx_http_relevo_count(bad_method, 1);

    if (ngx_http_relevo_set_header(r, "Allow", allow) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return NGX_HTTP_NOT_ALLOWED;
}


/* nothing is durable for certain: the sender shall come again */

ngx_int_t
ngx_http_relevo_unavailable(ngx_http_request_t *r)
{
    ngx_str_t                    value;
    ngx_http_relevo_loc_conf_t  *rlcf;

    ngx_http_relevo_count(unavailable, 1);

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    value.data = ngx_pnalloc(r->pool, NGX_TIME_T_LEN);
    if (value.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    value.len = ngx_sprintf(value.data, "%T", rlcf->retry_after) - value.data;

    if (ngx_http_relevo_add_header(r, "Retry-After", &value) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_problem(r, NGX_HTTP_SERVICE_UNAVAILABLE,
                                   "unavailable",
                                   "not accepted, please repeat");
}


ngx_int_t
ngx_http_relevo_add_header(ngx_http_request_t *r, const char *name,
    ngx_str_t *value)
{
    ngx_table_elt_t  *h;

    h = ngx_list_push(&r->headers_out.headers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(h, sizeof(ngx_table_elt_t));

    h->hash = 1;
    h->key.data = (u_char *) name;
    h->key.len = ngx_strlen(name);
    h->value = *value;

    return NGX_OK;
}


ngx_int_t
ngx_http_relevo_set_header(ngx_http_request_t *r, const char *name,
    const char *value)
{
    ngx_str_t  s;

    s.data = (u_char *) value;
    s.len = ngx_strlen(value);

    return ngx_http_relevo_add_header(r, name, &s);
}


/* ends a request from a callback that is not one of its own events */

void
ngx_http_relevo_finish(ngx_http_request_t *r, ngx_int_t rc)
{
    ngx_connection_t  *c;

    c = r->connection;          /* r may be gone after finalizing */

    ngx_http_set_log_request(c->log, r);

    ngx_http_finalize_request(r, rc);
    ngx_http_run_posted_requests(c);
}
