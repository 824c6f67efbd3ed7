
/*
 * api, routes - which row of the table (_routes.c) a request is for.
 *
 * A path is compared character by character; {name} takes one segment, and
 * one whose name ends with "id" only a uuid: what cannot be an id is a path
 * that does not exist, and never reaches SQL.
 */

#include "ngx_http_relevo_api.h"


static const struct {
    ngx_uint_t   method;
    const char  *name;
} ngx_http_relevo_methods[] = {
    { NGX_HTTP_GET, "GET, HEAD" },
    { NGX_HTTP_POST, "POST" },
    { NGX_HTTP_PUT, "PUT" },
    { NGX_HTTP_PATCH, "PATCH" },
    { NGX_HTTP_DELETE, "DELETE" }
};


static ngx_uint_t ngx_http_relevo_route_fits(ngx_http_relevo_api_t *api,
    const char *pattern);


/* the next {name}; *p moves behind it */

ngx_uint_t
ngx_http_relevo_route_param(const char **p, ngx_str_t *ret_name)
{
    const char  *open;

    open = strchr(*p, '{');

    if (open == NULL) {
        return 0;
    }

    ret_name->data = (u_char *) open + 1;
    ret_name->len = strcspn(open + 1, "}");

    *p = open + 1 + ret_name->len + 1;

    return 1;
}


/* does the path fit?  Then api->params are its parameters */

static ngx_uint_t
ngx_http_relevo_route_fits(ngx_http_relevo_api_t *api, const char *pattern)
{
    size_t       len;
    u_char      *p, *last;
    ngx_str_t   *param;
    const char  *name;

    p = api->request->uri.data;
    last = p + api->request->uri.len;

    api->nparams = 0;

    while (*pattern) {

        if (*pattern != '{') {

            if (p == last || *p++ != (u_char) *pattern++) {
                return 0;
            }

            continue;
        }

        if (api->nparams == NGX_HTTP_RELEVO_API_PARAMS) {
            return 0;
        }

        name = pattern + 1;
        len = strcspn(name, "}");
        pattern = name + len + 1;

        param = &api->params[api->nparams++];
        param->data = p;

        while (p < last && *p != '/') {
            p++;
        }

        param->len = p - param->data;

        if (param->len == 0
            || (len >= 2 && ngx_memcmp(name + len - 2, "id", 2) == 0
                && !ngx_http_relevo_is_uuid(param->data, param->len)))
        {
            return 0;
        }
    }

    return p == last;
}


ngx_int_t
ngx_http_relevo_route_find(ngx_http_relevo_api_t *api, ngx_uint_t method,
    ngx_str_t *ret_allow)
{
    u_char                         *p;
    ngx_uint_t                      i, methods;
    const ngx_http_relevo_route_t  *route;

    if (method == NGX_HTTP_HEAD) {
        method = NGX_HTTP_GET;
    }

    methods = 0;

    for (i = 0; i < ngx_http_relevo_routes_n(); i++) {
        route = &ngx_http_relevo_routes()[i];

        if (!ngx_http_relevo_route_fits(api, route->path)) {
            continue;
        }

        if (route->method == method) {
            api->route = route;
            return NGX_OK;
        }

        methods |= route->method;
    }

    if (methods == 0) {
        return NGX_DECLINED;
    }

    p = ngx_pnalloc(api->request->pool, 64);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ret_allow->data = p;

    for (i = 0; i < sizeof(ngx_http_relevo_methods)
                    / sizeof(ngx_http_relevo_methods[0]); i++)
    {
        if (methods & ngx_http_relevo_methods[i].method) {
            p = ngx_sprintf(p, "%s%s", p > ret_allow->data ? ", " : "",
                            ngx_http_relevo_methods[i].name);
        }
    }

    ret_allow->len = p - ret_allow->data;

    return NGX_HTTP_NOT_ALLOWED;
}
