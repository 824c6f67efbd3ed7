
/*
 * export - the page of /metrics while it is written.
 *
 * It grows as needed; once memory was short it stays failed and nothing more
 * is added, so a caller asks once, at the end.
 */

#ifndef _NGX_HTTP_RELEVO_EXPORT_H_INCLUDED_
#define _NGX_HTTP_RELEVO_EXPORT_H_INCLUDED_

#include "ngx_http_relevo.h"


typedef struct {
    ngx_pool_t   *pool;
    u_char       *start;
    u_char       *pos;
    u_char       *end;
    unsigned      failed:1;
} ngx_http_relevo_page_t;


/* one line or a few: at most NGX_HTTP_RELEVO_LINE_MAX bytes */

#define NGX_HTTP_RELEVO_LINE_MAX   1024

void ngx_http_relevo_print(ngx_http_relevo_page_t *page, const char *fmt, ...);

/* # HELP and # TYPE */

void ngx_http_relevo_print_head(ngx_http_relevo_page_t *page,
    const char *prefix, ngx_str_t *name, const char *kind, const char *help);

/* _export_own.c: what this nginx counts */

void ngx_http_relevo_export_own(ngx_http_relevo_page_t *page,
    ngx_http_relevo_main_conf_t *rmcf);

/* _export_workers.c: what is in relevo:stats; reply may be NULL */

void ngx_http_relevo_export_workers(ngx_http_relevo_page_t *page,
    redisReply *reply);


#endif /* _NGX_HTTP_RELEVO_EXPORT_H_INCLUDED_ */
