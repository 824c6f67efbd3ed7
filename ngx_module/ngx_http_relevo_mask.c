
/*
 * mask - what a URL says stays out of logs.
 *
 * Meta sends it as an argument, and nginx writes the request line behind
 * every error it logs about a request ("limiting requests, ... request:
 * "GET /webhooks/...").  Before anything else looks at the request its value
 * becomes asterisks there; that line is for logs alone.  In $request_uri it
 * does so in our locations only: others may redirect to it, or hand it on to
 * an application that compares the token itself.  r->args keeps it, for the
 * answer to the verification.
 *
 * In a query of the API or of web chat are captions and names of files, words
 * that were looked for, tokens of links: of that line, and of $request_uri, it
 * leaves a "*".
 */

#include "ngx_http_relevo.h"


static ngx_str_t  ngx_http_relevo_mask_name =
    ngx_string("hub.verify_token=");


static ngx_uint_t ngx_http_relevo_mask_all(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_mask_query(ngx_pool_t *pool,
    ngx_str_t *line);
static ngx_uint_t ngx_http_relevo_mask_has(ngx_str_t *args);
static ngx_int_t ngx_http_relevo_mask_copy(ngx_pool_t *pool,
    ngx_str_t *line);
static void ngx_http_relevo_mask_in(ngx_str_t *line);


/* post read phase */

ngx_int_t
ngx_http_relevo_mask_handler(ngx_http_request_t *r)
{
    return ngx_http_relevo_mask_has(&r->args)
           ? ngx_http_relevo_mask_copy(r->pool, &r->request_line)
           : NGX_DECLINED;
}


/* rewrite phase: the location is known, limits have not looked yet */

ngx_int_t
ngx_http_relevo_mask_uri_handler(ngx_http_request_t *r)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (r->args.len && ngx_http_relevo_mask_all(r)) {
        return ngx_http_relevo_mask_query(r->pool, &r->request_line)
               == NGX_DECLINED
               ? ngx_http_relevo_mask_query(r->pool, &r->unparsed_uri)
               : NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return (rlcf->channel && ngx_http_relevo_mask_has(&r->args))
           ? ngx_http_relevo_mask_copy(r->pool, &r->unparsed_uri)
           : NGX_DECLINED;
}


static ngx_uint_t
ngx_http_relevo_mask_all(ngx_http_request_t *r)
{
    return r->content_handler == ngx_http_relevo_api_handler
           || r->content_handler == ngx_http_relevo_chat_handler;
}


/* NGX_DECLINED: the phase goes on.  "GET /path?a=b HTTP/1.1", "/path?a=b" */

static ngx_int_t
ngx_http_relevo_mask_query(ngx_pool_t *pool, ngx_str_t *line)
{
    u_char  *p, *copy, *last, *query, *rest;

    last = line->data + line->len;
    query = ngx_strlchr(line->data, last, '?');

    if (query == NULL) {
        return NGX_DECLINED;
    }

    rest = ngx_strlchr(query, last, ' ');
    if (rest == NULL) {
        rest = last;
    }

    copy = ngx_pnalloc(pool, line->len + 1);
    if (copy == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    p = ngx_cpymem(copy, line->data, query + 1 - line->data);
    *p++ = '*';
    p = ngx_cpymem(p, rest, last - rest);

    line->data = copy;
    line->len = p - copy;

    return NGX_DECLINED;
}


static ngx_uint_t
ngx_http_relevo_mask_has(ngx_str_t *args)
{
    return args->len > ngx_http_relevo_mask_name.len
           && ngx_strlcasestrn(args->data, args->data + args->len,
                               ngx_http_relevo_mask_name.data,
                               ngx_http_relevo_mask_name.len - 1)
              != NULL;
}


/* NGX_DECLINED: the phase goes on.  What the line was a part of stays */

static ngx_int_t
ngx_http_relevo_mask_copy(ngx_pool_t *pool, ngx_str_t *line)
{
    u_char  *copy;

    copy = ngx_pstrdup(pool, line);
    if (copy == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    line->data = copy;
    ngx_http_relevo_mask_in(line);

    return NGX_DECLINED;
}


static void
ngx_http_relevo_mask_in(ngx_str_t *line)
{
    u_char  *p, *last;

    last = line->data + line->len;

    for (p = line->data; p && p < last; /* void */ ) {
        p = ngx_strlcasestrn(p, last, ngx_http_relevo_mask_name.data,
                             ngx_http_relevo_mask_name.len - 1);
        if (p == NULL) {
            return;
        }

        p += ngx_http_relevo_mask_name.len;

        while (p < last && *p != '&' && *p != ' ' && *p != '#') {
            *p++ = '*';
        }
    }
}
