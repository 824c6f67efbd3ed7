
/*
 * query - what stands behind the "?", as its sender meant it.
 */

#include "ngx_http_relevo.h"


/*
 * A name or value decoded, %41 and "+", with a NUL behind it; of the pool, not
 * in its place: that is the line of the log.  NGX_ERROR: no memory.
 */

ngx_int_t
ngx_http_relevo_query_text(ngx_pool_t *pool, const ngx_str_t *raw,
    ngx_str_t *ret_text)
{
    u_char  *dst, *src, *p;

    dst = ngx_pnalloc(pool, raw->len + 1);
    if (dst == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(dst, raw->data, raw->len);

    for (p = dst; p < dst + raw->len; p++) {
        if (*p == '+') {
            *p = ' ';
        }
    }

    ret_text->data = dst;
    src = dst;

    ngx_unescape_uri(&dst, &src, raw->len, 0);

    ret_text->len = dst - ret_text->data;
    *dst = '\0';

    return NGX_OK;
}
