
/*
 * api, live - GET /live/agent: the event stream of staff.
 *
 * Before: SQL has said who it is: {"tenant":"...","audience":["staff",
 * "agent:<id>"],"expires":<seconds since 1970, 0: never>}.  After: _live.c.
 * The stream ends when the session does, and at the event rights.changed
 * for its agent; whoever comes back is asked again.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_AUDIENCE_MAX   64       /* words of a listener */


static ngx_int_t ngx_http_relevo_api_copy(ngx_pool_t *pool, json_t *value,
    ngx_str_t *ret_text);


ngx_int_t
ngx_http_relevo_api_live(ngx_http_relevo_api_t *api, const char *rights)
{
    size_t                       i, n;
    json_t                      *root, *audience;
    ngx_int_t                    rc;
    ngx_http_request_t          *r;
    ngx_http_relevo_listener_t   listener;

    r = api->request;
    rc = NGX_ERROR;

    ngx_memzero(&listener, sizeof(ngx_http_relevo_listener_t));

    root = json_loads(rights, 0, NULL);
    audience = json_object_get(root, "audience");
    n = ngx_min(json_array_size(audience), NGX_HTTP_RELEVO_AUDIENCE_MAX);

    listener.audience = ngx_palloc(r->pool, n * sizeof(ngx_str_t));

    if (n && listener.audience
        && ngx_http_relevo_api_copy(r->pool, json_object_get(root, "tenant"),
                                    &listener.tenant)
           == NGX_OK)
    {
        listener.who.data = api->who;
        listener.who.len = ngx_strlen(api->who);
        listener.naudience = n;
        listener.expires = json_integer_value(json_object_get(root,
                                                              "expires"));
        rc = NGX_OK;

        for (i = 0; i < n && rc == NGX_OK; i++) {
            rc = ngx_http_relevo_api_copy(r->pool, json_array_get(audience, i),
                                          &listener.audience[i]);
        }
    }

    json_decref(root);

    if (rc != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_relevo_live_open(r, &listener);
}


static ngx_int_t
ngx_http_relevo_api_copy(ngx_pool_t *pool, json_t *value, ngx_str_t *ret_text)
{
    size_t   len;
    u_char  *p;

    len = json_string_length(value);

    if (len == 0) {
        return NGX_ERROR;
    }

    p = ngx_pnalloc(pool, len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(p, json_string_value(value), len);

    ret_text->data = p;
    ret_text->len = len;

    return NGX_OK;
}
