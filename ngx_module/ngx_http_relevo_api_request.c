
/*
 * api, requests - a request as the one JSON document that SQL gets.
 *
 *   {"method":"GET","path":"/api/v1/...","params":{"id":"..."},
 *    "query":{"limit":"20"},"body":{...},"if_match":"3","key":"...",
 *    "hash":"<of the body>","origin":"...","tenant":"...","from":"<address>",
 *    "box":"<of a second factor>","step":"<of its code>",
 *    "agent":"<user agent>","request_id":"..."}
 *
 * Only these headers are in it.  Everything but the body is written by hand:
 * a GET should cost no tree.
 */

#include "ngx_http_relevo_api.h"

#include <openssl/sha.h>


typedef struct {
    const char  *header;
    const char  *name;
    size_t       max;
    unsigned     write:1;               /* of no use to a GET */
} ngx_http_relevo_api_header_t;


static const ngx_http_relevo_api_header_t  ngx_http_relevo_api_headers_in[] = {
    { "if-match", "if_match", 128, 1 },
    { "idempotency-key", "key", 255, 1 },
    { "origin", "origin", 255, 0 },
    { "x-relevo-tenant", "tenant", 36, 0 },
    { "user-agent", "agent", 255, 1 },
    { NULL, NULL, 0, 0 }
};


static ngx_int_t ngx_http_relevo_api_member(ngx_http_relevo_api_t *api,
    u_char *start, u_char *end);
static size_t ngx_http_relevo_quoted_len(const u_char *data, size_t len);
static u_char *ngx_http_relevo_quoted(u_char *p, const u_char *data,
    size_t len);
static ngx_uint_t ngx_http_relevo_text_is_valid(ngx_str_t *text);
static ngx_uint_t ngx_http_relevo_is_own_origin(ngx_http_request_t *r,
    const ngx_http_relevo_api_header_t *in, ngx_str_t *value);
static size_t ngx_http_relevo_document_size(ngx_http_relevo_api_t *api,
    const char *body);
static u_char *ngx_http_relevo_document_url(ngx_http_relevo_api_t *api,
    u_char *p);
static u_char *ngx_http_relevo_document_headers(ngx_http_relevo_api_t *api,
    u_char *p);


/* limit=20&state=human: decoded, each a name once */

ngx_int_t
ngx_http_relevo_api_query(ngx_http_relevo_api_t *api)
{
    u_char      *p, *end, *last;
    ngx_str_t   *args;

    args = &api->request->args;
    last = args->data + args->len;

    for (p = args->data; p < last; p = end + 1) {
        end = ngx_strlchr(p, last, '&');

        if (end == NULL) {
            end = last;
        }

        if (end > p && ngx_http_relevo_api_member(api, p, end) != NGX_OK) {
            return NGX_HTTP_BAD_REQUEST;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_api_member(ngx_http_relevo_api_t *api, u_char *start,
    u_char *end)
{
    u_char      *eq;
    ngx_str_t   *name, *value, raw_name, raw_value;
    ngx_uint_t   i;

    if (api->nquery == NGX_HTTP_RELEVO_API_QUERY_MAX) {
        return NGX_ERROR;
    }

    eq = ngx_strlchr(start, end, '=');

    raw_name.data = start;
    raw_name.len = (eq ? eq : end) - start;
    raw_value.data = eq ? eq + 1 : end;
    raw_value.len = end - raw_value.data;

    name = &api->query_names[api->nquery];
    value = &api->query[api->nquery];

    if (ngx_http_relevo_query_text(api->request->pool, &raw_name, name)
        != NGX_OK
        || ngx_http_relevo_query_text(api->request->pool, &raw_value, value)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    for (i = 0; i < api->nquery; i++) {

        if (api->query_names[i].len == name->len
            && ngx_memcmp(api->query_names[i].data, name->data, name->len)
               == 0)
        {
            return NGX_ERROR;
        }
    }

    api->nquery++;

    return ngx_http_relevo_text_is_valid(name)
           && ngx_http_relevo_text_is_valid(value) ? NGX_OK : NGX_ERROR;
}


/* what jsonb takes: UTF-8, no NUL */

static ngx_uint_t
ngx_http_relevo_text_is_valid(ngx_str_t *text)
{
    u_char    *p, *last;
    uint32_t   code;

    p = text->data;
    last = text->data + text->len;

    while (p < last) {

        if (*p == '\0') {
            return 0;
        }

        if (*p < 0x80) {
            p++;
            continue;
        }

        if (*p >= 0xf8) {               /* nginx takes it for 0xf0 */
            return 0;
        }

        code = ngx_utf8_decode(&p, last - p);

        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
            return 0;
        }
    }

    return 1;
}


/* the body as a tree; NGX_OK without one, too.  NGX_ERROR: it is not JSON */

ngx_int_t
ngx_http_relevo_api_body(ngx_http_relevo_api_t *api, ngx_str_t *bytes)
{
    u_char         hash[SHA256_DIGEST_LENGTH];
    json_error_t   error;

    if (!(api->route->flags & NGX_HTTP_RELEVO_ROUTE_READ)) {
        (void) SHA256(bytes->data, bytes->len, hash);
        *ngx_hex_dump(api->hash, hash, sizeof(hash)) = '\0';
    }

    if (bytes->len == 0) {
        return NGX_OK;
    }

    /* refuses what jsonb would refuse: NUL, lone surrogates, bad UTF-8 */

    api->body = json_loadb((char *) bytes->data, bytes->len,
                           JSON_REJECT_DUPLICATES|JSON_DECODE_ANY, &error);

    return api->body ? NGX_OK : NGX_ERROR;
}


/* the body's bytes, in whatever form nginx has them; else a status */

ngx_int_t
ngx_http_relevo_api_bytes(ngx_http_request_t *r, ngx_str_t *ret_bytes)
{
    u_char       *p;
    size_t        len;
    ssize_t       n;
    ngx_buf_t    *b;
    ngx_chain_t  *cl;

    ngx_str_null(ret_bytes);

    if (r->request_body == NULL || r->request_body->bufs == NULL) {
        return NGX_OK;
    }

    len = 0;

    for (cl = r->request_body->bufs; cl; cl = cl->next) {
        len += ngx_buf_size(cl->buf);
    }

    p = ngx_pnalloc(r->pool, len + 1);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ret_bytes->data = p;
    ret_bytes->len = len;

    for (cl = r->request_body->bufs; cl; cl = cl->next) {
        b = cl->buf;

        if (ngx_buf_size(b) == 0) {
            continue;
        }

        if (!b->in_file) {
            p = ngx_cpymem(p, b->pos, b->last - b->pos);
            continue;
        }

        n = ngx_read_file(b->file, p, b->file_last - b->file_pos, b->file_pos);

        if (n != b->file_last - b->file_pos) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        p += n;
    }

    return NGX_OK;
}


static size_t
ngx_http_relevo_quoted_len(const u_char *data, size_t len)
{
    return sizeof(",\"\":\"\"") + len
           + ngx_escape_json(NULL, (u_char *) data, len);
}


static u_char *
ngx_http_relevo_quoted(u_char *p, const u_char *data, size_t len)
{
    *p++ = '"';
    p = (u_char *) ngx_escape_json(p, (u_char *) data, len);
    *p++ = '"';

    return p;
}


ngx_int_t
ngx_http_relevo_api_document(ngx_http_relevo_api_t *api, ngx_str_t *ret_json)
{
    char                       *body;
    u_char                     *p;
    size_t                      size;
    slice_t                     id;
    ngx_http_request_t         *r;

    r = api->request;

    id = ngx_http_relevo_ctx(r)->record.request_id;
    body = api->body ? json_dumps(api->body, JSON_COMPACT) : NULL;
    size = ngx_http_relevo_document_size(api, body);
    p = ngx_pnalloc(r->pool, size);

    if (p == NULL || (api->body && body == NULL)) {
        free(body);
        return NGX_ERROR;
    }

    ret_json->data = p;

    p = ngx_sprintf(p, "{\"method\":\"%V\",\"params\":{", &r->method_name);
    p = ngx_http_relevo_document_url(api, p);
    p = ngx_http_relevo_document_headers(api, p);

    if (!(api->route->flags & NGX_HTTP_RELEVO_ROUTE_READ)) {
        p = ngx_cpymem(p, ",\"path\":", sizeof(",\"path\":") - 1);
        p = ngx_http_relevo_quoted(p, r->uri.data, r->uri.len);

        p = ngx_cpymem(p, ",\"from\":", sizeof(",\"from\":") - 1);
        p = ngx_http_relevo_quoted(p, r->connection->addr_text.data,
                                   r->connection->addr_text.len);

        p = ngx_sprintf(p, ",\"request_id\":\"%*s\",\"hash\":\"%s\"", id.len,
                        id.data, api->hash);
    }

    if (api->box.len) {
        p = ngx_sprintf(p, ",\"box\":\"%V\"", &api->box);
    }

    if (api->step) {
        p = ngx_sprintf(p, ",\"step\":\"%uL\"", api->step);
    }

    if (body) {
        p = ngx_sprintf(p, ",\"body\":%s", body);
        free(body);
    }

    *p++ = '}';
    *p = '\0';

    ret_json->len = p - ret_json->data;

    return NGX_OK;
}


/* an upper bound of what the other functions write */

static size_t
ngx_http_relevo_document_size(ngx_http_relevo_api_t *api, const char *body)
{
    size_t                               size;
    ngx_uint_t                           i;
    ngx_http_request_t                  *r;
    const ngx_http_relevo_api_header_t  *in;

    r = api->request;

    size = 512 + api->box.len + ngx_strlen(api->route->path)
           + (body ? ngx_strlen(body) : 0)
           + ngx_http_relevo_quoted_len(r->uri.data, r->uri.len)
           + ngx_http_relevo_quoted_len(r->connection->addr_text.data,
                                        r->connection->addr_text.len);

    for (i = 0; i < api->nparams; i++) {
        size += ngx_http_relevo_quoted_len(api->params[i].data,
                                           api->params[i].len);
    }

    for (i = 0; i < api->nquery; i++) {
        size += ngx_http_relevo_quoted_len(api->query_names[i].data,
                                           api->query_names[i].len)
                + ngx_http_relevo_quoted_len(api->query[i].data,
                                             api->query[i].len);
    }

    /* a byte may become "\u0000" */

    for (in = ngx_http_relevo_api_headers_in; in->header; in++) {
        size += 16 + 6 * in->max;
    }

    return size;
}


/* ... "params":{ is written: parameters of the path, then the query */

static u_char *
ngx_http_relevo_document_url(ngx_http_relevo_api_t *api, u_char *p)
{
    ngx_str_t    name;
    ngx_uint_t   i;
    const char  *path;

    path = api->route->path;

    for (i = 0; i < api->nparams; i++) {
        (void) ngx_http_relevo_route_param(&path, &name);

        p = ngx_sprintf(p, "%s\"%V\":", i ? "," : "", &name);
        p = ngx_http_relevo_quoted(p, api->params[i].data,
                                   api->params[i].len);
    }

    p = ngx_cpymem(p, "},\"query\":{", sizeof("},\"query\":{") - 1);

    for (i = 0; i < api->nquery; i++) {

        if (i) {
            *p++ = ',';
        }

        p = ngx_http_relevo_quoted(p, api->query_names[i].data,
                                   api->query_names[i].len);
        *p++ = ':';
        p = ngx_http_relevo_quoted(p, api->query[i].data, api->query[i].len);
    }

    *p++ = '}';

    return p;
}


/* browsers name the origin of our own pages, too */

static ngx_uint_t
ngx_http_relevo_is_own_origin(ngx_http_request_t *r,
    const ngx_http_relevo_api_header_t *in, ngx_str_t *value)
{
    u_char     *host;
    ngx_str_t  *own;

    if (in->header[0] != 'o' || r->headers_in.host == NULL) {
        return 0;
    }

    own = &r->headers_in.host->value;
    host = ngx_strlcasestrn(value->data, value->data + value->len,
                            (u_char *) "://", 3 - 1);

    return host != NULL
           && (size_t) (value->data + value->len - host - 3) == own->len
           && ngx_strncasecmp(host + 3, own->data, own->len) == 0;
}


/* a new secret is told once: repeated is its making, not its answer */

static u_char *
ngx_http_relevo_document_headers(ngx_http_relevo_api_t *api, u_char *p)
{
    ngx_uint_t                           read;
    ngx_table_elt_t                     *h;
    const ngx_http_relevo_api_header_t  *in;

    read = api->route->flags & NGX_HTTP_RELEVO_ROUTE_READ;

    for (in = ngx_http_relevo_api_headers_in; in->header; in++) {

        if ((in->write && read)
            || (api->secret.len && ngx_strcmp(in->name, "key") == 0))
        {
            continue;
        }

        h = ngx_http_relevo_header(api->request, in->header, NULL);

        if (h == NULL || h->value.len == 0 || h->value.len > in->max
            || !ngx_http_relevo_text_is_valid(&h->value)
            || ngx_http_relevo_is_own_origin(api->request, in, &h->value))
        {
            continue;
        }

        api->named |= !in->write;       /* core.enter() looks at these */

        p = ngx_sprintf(p, ",\"%s\":", in->name);
        p = ngx_http_relevo_quoted(p, h->value.data, h->value.len);
    }

    return p;
}
