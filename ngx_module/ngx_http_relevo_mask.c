
/*
 * mask - the verify token of a URL stays out of logs.
 *
 * Meta sends it as an argument, and nginx writes the request line behind
 * every error it logs about a request ("limiting requests, ... request:
 * "GET /webhooks/...").  Before anything else looks at the request its value
 * becomes asterisks there and in $request_uri; r->args is a copy of its own
 * from here on and keeps it, for the answer to the verification.
 */

#include "ngx_http_relevo.h"


static ngx_str_t  ngx_http_relevo_mask_name =
    ngx_string("hub.verify_token=");


static void ngx_http_relevo_mask_in(ngx_str_t *line);


ngx_int_t
ngx_http_relevo_mask_handler(ngx_http_request_t *r)
{
    u_char  *args;

    if (r->args.len <= ngx_http_relevo_mask_name.len
        || ngx_strlcasestrn(r->args.data, r->args.data + r->args.len,
                            ngx_http_relevo_mask_name.data,
                            ngx_http_relevo_mask_name.len - 1)
           == NULL)
    {
        return NGX_DECLINED;
    }

    args = ngx_pstrdup(r->pool, &r->args);
    if (args == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    r->args.data = args;

    /* of HTTP/1 the second is a part of the first, of HTTP/2 it is not */

    ngx_http_relevo_mask_in(&r->request_line);
    ngx_http_relevo_mask_in(&r->unparsed_uri);

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
