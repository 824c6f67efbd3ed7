
/*
 * chat - web chat, everything below one location:
 *
 *   POST {endpoint}/session    a visitor and his token (docs/WEBCHAT.md)
 *   POST {endpoint}/messages   {id, text}: a record, as any webhook
 *   GET  {endpoint}/messages   what was said before, _chat_history.c
 *   POST {endpoint}/media      a file: a record that names it, _upload.c
 *   POST {endpoint}/typing     the visitor types, _chat_typing.c
 *   GET  {endpoint}/live       server-sent events
 *
 * The visitor proves himself with a token we signed; the account of a web
 * chat is its endpoint.  Nobody repeats for a browser: what is unreadable
 * gets an error that says why, not a dead letter.
 */

#include "ngx_http_relevo_upload.h"
#include "ngx_http_relevo_endpoints.h"

#include <openssl/rand.h>


#define NGX_HTTP_RELEVO_VISITOR_BYTES   16


typedef ngx_int_t (*ngx_http_relevo_chat_verb_pt)(ngx_http_request_t *r,
    ngx_str_t *endpoint);


typedef struct {
    ngx_str_t                      name;
    ngx_uint_t                     method;
    const char                    *allow;
    ngx_http_relevo_chat_verb_pt   handler;
} ngx_http_relevo_chat_verb_t;


static ngx_int_t ngx_http_relevo_chat_endpoint(ngx_http_request_t *r,
    ngx_str_t *endpoint);
static ngx_uint_t ngx_http_relevo_chat_has_endpoint(
    ngx_http_relevo_loc_conf_t *rlcf, ngx_str_t *endpoint);
static const ngx_http_relevo_chat_verb_t *ngx_http_relevo_chat_verb(
    ngx_http_request_t *r, ngx_str_t *name);
static ngx_int_t ngx_http_relevo_chat_route(ngx_http_request_t *r,
    ngx_str_t *ret_endpoint, ngx_str_t *ret_verb);
static ngx_int_t ngx_http_relevo_chat_cors(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_chat_preflight(ngx_http_request_t *r,
    const ngx_http_relevo_chat_verb_t *verb);
static ngx_int_t ngx_http_relevo_chat_session(ngx_http_request_t *r,
    ngx_str_t *endpoint);
static ngx_int_t ngx_http_relevo_chat_session_send(ngx_http_request_t *r,
    visitor_t *visitor);
static ngx_int_t ngx_http_relevo_chat_messages(ngx_http_request_t *r,
    ngx_str_t *endpoint);
static ngx_int_t ngx_http_relevo_chat_media(ngx_http_request_t *r,
    ngx_str_t *endpoint);
static ngx_int_t ngx_http_relevo_chat_live(ngx_http_request_t *r,
    ngx_str_t *endpoint);
static ngx_int_t ngx_http_relevo_chat_tenant(ngx_http_request_t *r,
    ngx_str_t *endpoint, ngx_str_t *ret_tenant);


static const ngx_http_relevo_chat_verb_t  ngx_http_relevo_chat_verbs[] = {

    { ngx_string("session"), NGX_HTTP_POST, "POST",
      ngx_http_relevo_chat_session },

    { ngx_string("messages"), NGX_HTTP_POST, "GET, POST",
      ngx_http_relevo_chat_messages },

    { ngx_string("messages"), NGX_HTTP_GET, "GET, POST",
      ngx_http_relevo_chat_history },

    { ngx_string("media"), NGX_HTTP_POST, "POST",
      ngx_http_relevo_chat_media },

    { ngx_string("typing"), NGX_HTTP_POST, "POST",
      ngx_http_relevo_chat_typing },

    { ngx_string("live"), NGX_HTTP_GET, "GET",
      ngx_http_relevo_chat_live },

    { ngx_null_string, 0, NULL, NULL }
};


ngx_int_t
ngx_http_relevo_chat_handler(ngx_http_request_t *r)
{
    ngx_int_t                           rc;
    ngx_str_t                           endpoint, name;
    const ngx_http_relevo_chat_verb_t  *verb;

    if (r != r->main) {
        return NGX_DECLINED;
    }

    if (ngx_http_relevo_chat_route(r, &endpoint, &name) != NGX_OK) {
        return NGX_HTTP_NOT_FOUND;
    }

    verb = ngx_http_relevo_chat_verb(r, &name);
    if (verb == NULL) {
        return NGX_HTTP_NOT_FOUND;
    }

    rc = ngx_http_relevo_chat_endpoint(r, &endpoint);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, NULL, rc);
    }

    rc = ngx_http_relevo_chat_cors(r);
    if (rc == NGX_ERROR) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (r->method == NGX_HTTP_OPTIONS && rc == NGX_OK) {
        return ngx_http_relevo_chat_preflight(r, verb);
    }

    if (r->method != verb->method) {
        return ngx_http_relevo_not_allowed(r, verb->allow);
    }

    return verb->handler(r, &endpoint);
}


/* its method's, else another of that name, for what is allowed */

static const ngx_http_relevo_chat_verb_t *
ngx_http_relevo_chat_verb(ngx_http_request_t *r, ngx_str_t *name)
{
    const ngx_http_relevo_chat_verb_t  *verb, *named;

    named = NULL;

    for (verb = ngx_http_relevo_chat_verbs; verb->name.len; verb++) {

        if (verb->name.len != name->len
            || ngx_strncmp(verb->name.data, name->data, name->len) != 0)
        {
            continue;
        }

        if (verb->method == r->method) {
            return verb;
        }

        named = verb;
    }

    return named;
}


/* one of the location's, with its secrets, or a row with its own */

static ngx_int_t
ngx_http_relevo_chat_endpoint(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    ngx_http_relevo_ctx_t       *ctx;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->auth.nkeys && ngx_http_relevo_chat_has_endpoint(rlcf, endpoint)) {
        return NGX_OK;
    }

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_endpoint_find(r, rlcf->channel, endpoint,
                                         &ctx->endpoint);
}


/* without a directive there is the one endpoint "demo" */

static ngx_uint_t
ngx_http_relevo_chat_has_endpoint(ngx_http_relevo_loc_conf_t *rlcf,
    ngx_str_t *endpoint)
{
    ngx_str_t         *name;
    ngx_uint_t         i, n;
    static ngx_str_t   demo = ngx_string("demo");

    name = &demo;
    n = 1;

    if (rlcf->chat_endpoints) {
        name = rlcf->chat_endpoints->elts;
        n = rlcf->chat_endpoints->nelts;
    }

    for (i = 0; i < n; i++) {

        if (name[i].len == endpoint->len
            && ngx_strncmp(name[i].data, endpoint->data, endpoint->len) == 0)
        {
            return 1;
        }
    }

    return 0;
}


static ngx_int_t
ngx_http_relevo_chat_route(ngx_http_request_t *r, ngx_str_t *ret_endpoint,
    ngx_str_t *ret_verb)
{
    u_char     *slash;
    ngx_str_t   rest;

    ngx_http_relevo_path(r, &rest);

    if (rest.len && rest.data[0] == '/') {
        rest.data++;
        rest.len--;
    }

    slash = ngx_strlchr(rest.data, rest.data + rest.len, '/');

    if (slash == NULL || slash == rest.data) {
        return NGX_DECLINED;
    }

    ret_endpoint->data = rest.data;
    ret_endpoint->len = slash - rest.data;

    ret_verb->data = slash + 1;
    ret_verb->len = rest.len - ret_endpoint->len - 1;

    return NGX_OK;
}


/* NGX_OK: a foreign origin that is allowed; its headers are set */

static ngx_int_t
ngx_http_relevo_chat_cors(ngx_http_request_t *r)
{
    ngx_str_t                   *allowed;
    ngx_uint_t                   i;
    ngx_table_elt_t             *origin;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->chat_origins == NULL) {
        return NGX_DECLINED;
    }

    origin = ngx_http_relevo_header(r, "origin", NULL);
    if (origin == NULL) {
        return NGX_DECLINED;
    }

    allowed = rlcf->chat_origins->elts;

    for (i = 0; i < rlcf->chat_origins->nelts; i++) {

        if ((allowed[i].len == 1 && allowed[i].data[0] == '*')
            || (allowed[i].len == origin->value.len
                && ngx_strncasecmp(allowed[i].data, origin->value.data,
                                   allowed[i].len)
                   == 0))
        {
            break;
        }
    }

    if (i == rlcf->chat_origins->nelts) {
        return NGX_DECLINED;
    }

    if (ngx_http_relevo_add_header(r, "Access-Control-Allow-Origin",
                                   &allowed[i])
        != NGX_OK
        || ngx_http_relevo_set_header(r, "Vary", "Origin") != NGX_OK)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_chat_preflight(ngx_http_request_t *r,
    const ngx_http_relevo_chat_verb_t *verb)
{
    ngx_str_t  empty = ngx_null_string;

    if (ngx_http_relevo_set_header(r, "Access-Control-Allow-Methods",
                                   verb->allow)
        != NGX_OK
        || ngx_http_relevo_set_header(r, "Access-Control-Allow-Headers",
                               "Authorization, Content-Type, Last-Event-ID")
           != NGX_OK
        || ngx_http_relevo_set_header(r, "Access-Control-Max-Age", "600")
           != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_text(r, NGX_HTTP_NO_CONTENT, "text/plain", &empty);
}


/* a valid token is renewed for its visitor, none makes a new visitor */

static ngx_int_t
ngx_http_relevo_chat_session(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    u_char                  random[NGX_HTTP_RELEVO_VISITOR_BYTES];
    u_char                 *name;
    visitor_t               visitor;
    ngx_http_relevo_ctx_t  *ctx;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (r->headers_in.authorization) {

        if (ngx_http_relevo_chat_token(r, ngx_http_relevo_slice(endpoint),
                                       &visitor)
            != NGX_OK)
        {
            return ngx_http_relevo_refuse(r, ctx,
                                  ngx_http_relevo_chat_unauthorized(r, ctx));
        }

        return ngx_http_relevo_chat_session_send(r, &visitor);
    }

    name = ngx_pnalloc(r->pool, 2 * sizeof(random));

    if (name == NULL || RAND_bytes(random, sizeof(random)) != 1) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    (void) ngx_hex_dump(name, random, sizeof(random));

    visitor.endpoint = ngx_http_relevo_slice(endpoint);
    visitor.visitor = slice_make(name, 2 * sizeof(random));

    return ngx_http_relevo_chat_session_send(r, &visitor);
}


static ngx_int_t
ngx_http_relevo_chat_session_send(ngx_http_request_t *r, visitor_t *visitor)
{
    size_t                        len;
    u_char                       *p;
    u_char                        token[VISITOR_TOKEN_MAX];
    ngx_str_t                     json;
    const ngx_http_relevo_auth_t *auth;
    ngx_http_relevo_loc_conf_t   *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    auth = ngx_http_relevo_auth(r, ngx_http_relevo_ctx(r));

    visitor->exp_s = ngx_time() + rlcf->chat_ttl;

    len = visitor_token_write(scheme_key_signer(auth->keys[0]), visitor,
                              token);
    if (len == 0) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    p = ngx_pnalloc(r->pool, sizeof("{\"token\":\"\",\"visitor\":\"\"}")
                             + len + visitor->visitor.len);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    json.data = p;
    json.len = ngx_sprintf(p, "{\"token\":\"%*s\",\"visitor\":\"%*s\"}",
                           len, token, visitor->visitor.len,
                           visitor->visitor.data)
               - p;

    if (ngx_http_relevo_set_header(r, "Cache-Control", "no-store") != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_http_relevo_count(chat_sessions, 1);

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "application/json", &json);
}


static ngx_int_t
ngx_http_relevo_chat_messages(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    return ngx_http_relevo_ingest_post(r, rlcf->channel, endpoint);
}


static ngx_int_t
ngx_http_relevo_chat_media(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->chat_media.len == 0) {
        return NGX_HTTP_NOT_FOUND;
    }

    return ngx_http_relevo_upload_post(r, rlcf->channel, endpoint);
}


static ngx_int_t
ngx_http_relevo_chat_live(ngx_http_request_t *r, ngx_str_t *endpoint)
{
    u_char                      *p;
    ngx_int_t                    rc;
    ngx_str_t                   *audience;
    visitor_t                    visitor;
    ngx_http_relevo_listener_t   listener;

    if (!ngx_http_relevo_chat_visitor(r, endpoint, &visitor, &rc)) {
        return rc;
    }

    audience = ngx_palloc(r->pool, sizeof(ngx_str_t));
    p = ngx_pnalloc(r->pool, sizeof("visitor:") + visitor.visitor.len);

    if (audience == NULL || p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    audience->data = p;
    audience->len = ngx_sprintf(p, "visitor:%*s", visitor.visitor.len,
                                visitor.visitor.data)
                    - p;

    ngx_memzero(&listener, sizeof(ngx_http_relevo_listener_t));

    listener.who = *audience;
    listener.audience = audience;
    listener.naudience = 1;
    listener.expires = visitor.exp_s;

    if (ngx_http_relevo_chat_tenant(r, endpoint, &listener.tenant) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_live_open(r, &listener);
}


/*
 * Whose endpoint it is: its tenant may know the secret and sign a token for
 * any visitor.  "": the location's, and nobody's yet.
 */

static ngx_int_t
ngx_http_relevo_chat_tenant(ngx_http_request_t *r, ngx_str_t *endpoint,
    ngx_str_t *ret_tenant)
{
    ngx_str_t                         tenant;
    ngx_http_relevo_ctx_t            *ctx;
    ngx_http_relevo_loc_conf_t       *rlcf;
    const ngx_http_relevo_account_t  *account;

    ctx = ngx_http_relevo_ctx(r);
    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (ctx->endpoint) {
        *ret_tenant = ctx->endpoint->tenant;
        return NGX_OK;
    }

    account = ngx_http_relevo_account_find(r, rlcf->channel,
                                           ngx_http_relevo_slice(endpoint));

    if (account == NULL || account->tenant.len == 0) {
        return NGX_OK;
    }

    tenant = account->tenant;
    ret_tenant->data = ngx_pstrdup(r->pool, &tenant);
    ret_tenant->len = tenant.len;

    return ret_tenant->data ? NGX_OK : NGX_ERROR;
}
