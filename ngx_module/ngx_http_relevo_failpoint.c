
/*
 * failpoint - where a test build can be told to die or to lie.
 *
 *   RELEVO_FAILPOINTS="ingest.after_xadd=kill9@3;..."   the n-th time
 *   RELEVO_BREAK="ack"                                  comma-separated
 *
 * nginx hands its environment down only by name: "env RELEVO_FAILPOINTS;".
 * Release builds contain nothing of this file.
 */

#include "ngx_http_relevo.h"


#if (RELEVO_FAILPOINTS)

#define NGX_HTTP_RELEVO_FAILPOINTS   8


typedef struct {
    const char  *name;
    ngx_uint_t   hits;
} ngx_http_relevo_hits_t;


static ngx_http_relevo_hits_t  ngx_http_relevo_hits[NGX_HTTP_RELEVO_FAILPOINTS];


static ngx_uint_t
ngx_http_relevo_hit(const char *name)
{
    ngx_uint_t  i;

    for (i = 0; i < NGX_HTTP_RELEVO_FAILPOINTS; i++) {

        if (ngx_http_relevo_hits[i].name == NULL) {
            ngx_http_relevo_hits[i].name = name;
        }

        if (ngx_strcmp(ngx_http_relevo_hits[i].name, name) == 0) {
            return ++ngx_http_relevo_hits[i].hits;
        }
    }

    return 0;
}


void
ngx_http_relevo_failpoint(const char *name)
{
    char        *spec, *p;
    size_t       len;
    ngx_uint_t   n;

    n = ngx_http_relevo_hit(name);
    spec = getenv("RELEVO_FAILPOINTS");
    len = ngx_strlen(name);

    while (spec && *spec) {

        if (ngx_strncmp(spec, name, len) == 0
            && ngx_strncmp(spec + len, "=kill9@", sizeof("=kill9@") - 1) == 0)
        {
            p = spec + len + sizeof("=kill9@") - 1;

            if (*p == '*' || (ngx_uint_t) strtoul(p, NULL, 10) == n) {
                (void) kill(ngx_getpid(), SIGKILL);
            }
        }

        spec = strchr(spec, ';');

        if (spec) {
            spec++;
        }
    }
}


ngx_uint_t
ngx_http_relevo_broken(const char *mode)
{
    char    *spec;
    size_t   len;

    spec = getenv("RELEVO_BREAK");
    len = ngx_strlen(mode);

    while (spec && *spec) {

        if (ngx_strncmp(spec, mode, len) == 0
            && (spec[len] == '\0' || spec[len] == ','))
        {
            return 1;
        }

        spec = strchr(spec, ',');

        if (spec) {
            spec++;
        }
    }

    return 0;
}

#endif
