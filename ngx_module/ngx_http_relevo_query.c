
/*
 * query - texts of a URL: what stands behind the "?" as its sender meant it,
 * and what an id looks like.
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


/* in either case: that of ids we have made is lower */

ngx_uint_t
ngx_http_relevo_is_uuid(const u_char *p, size_t len)
{
    size_t  i;

    if (len != 36) {
        return 0;
    }

    for (i = 0; i < len; i++) {

        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (p[i] != '-') {
                return 0;
            }

        } else if (!isxdigit(p[i])) {
            return 0;
        }
    }

    return 1;
}
