
/*
 * failpoint - where a test build can be told to die or to lie.
 *
 *   RELEVO_FAILPOINTS="ingest.after_xadd=kill9@3;..."   the n-th time
 *   RELEVO_FAILPOINTS_DIR=folder    but in one process only, which leaves a
 *                                   file of that name with its pid there
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


static ngx_uint_t
ngx_http_relevo_claim(const char *name)
{
    int          fd;
    char        *dir;
    u_char       path[NGX_MAX_PATH], *last;

    dir = getenv("RELEVO_FAILPOINTS_DIR");

    if (dir == NULL) {
        return 1;
    }

    (void) ngx_snprintf(path, NGX_MAX_PATH, "%s/%s%Z", dir, name);

    fd = open((char *) path, O_WRONLY|O_CREAT|O_EXCL, 0644);

    if (fd == -1) {
        return 0;
    }

    last = ngx_sprintf(path, "%P\n", ngx_getpid());
    (void) ngx_write_fd(fd, path, last - path);
    (void) ngx_close_file(fd);

    return 1;
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

            if (*p == '*' || ((ngx_uint_t) strtoul(p, NULL, 10) == n
                              && ngx_http_relevo_claim(name)))
            {
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
