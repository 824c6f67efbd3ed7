
/*
 * resp - a command in Redis' protocol, written without a format string.
 *
 * The caller has made room: a decimal takes NGX_INT_T_LEN bytes.
 */

#include "ngx_http_relevo_redis_private.h"


/* as "%ui" of ngx_sprintf(), of which a webhook would need five */

u_char *
ngx_http_relevo_decimal(u_char *p, ngx_uint_t n)
{
    u_char  *last, digits[NGX_INT_T_LEN];

    last = digits + sizeof(digits);

    do {
        *--last = (u_char) ('0' + n % 10);
        n /= 10;
    } while (n);

    return ngx_cpymem(p, last, digits + sizeof(digits) - last);
}


u_char *
ngx_http_relevo_resp_len(u_char *p, size_t len)
{
    *p++ = '$';
    p = ngx_http_relevo_decimal(p, len);
    *p++ = CR;
    *p++ = LF;

    return p;
}


u_char *
ngx_http_relevo_resp_bulk(u_char *p, const void *data, size_t len)
{
    p = ngx_http_relevo_resp_len(p, len);
    p = ngx_cpymem(p, data, len);
    *p++ = CR;
    *p++ = LF;

    return p;
}


/* words: a constant of ours, separated by single spaces */

u_char *
ngx_http_relevo_resp_words(u_char *p, u_char *last, const char *words)
{
    size_t       len;
    ngx_uint_t   n;
    const char  *w;

    n = 1;

    for (w = words; *w; w++) {
        n += (*w == ' ');
    }

    p = ngx_slprintf(p, last, "*%ui" CRLF, n);

    for (w = words; n; n--) {
        len = strcspn(w, " ");

        p = ngx_slprintf(p, last, "$%uz" CRLF "%*s" CRLF, len, len, w);
        w += len + 1;
    }

    return p;
}
