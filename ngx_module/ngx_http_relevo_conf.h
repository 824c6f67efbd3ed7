
/*
 * conf - setters of the directives that need more than a slot.
 */

#ifndef _NGX_HTTP_RELEVO_CONF_H_INCLUDED_
#define _NGX_HTTP_RELEVO_CONF_H_INCLUDED_

#include "ngx_http_relevo.h"


/* _directives.c */

extern ngx_command_t  ngx_http_relevo_commands[];

/* setters */

char *ngx_http_relevo_conf_redis(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_durability(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_webhook(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_verify_token_file(ngx_conf_t *cf,
    ngx_command_t *cmd, void *conf);
char *ngx_http_relevo_conf_key_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_chat_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_health(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_metrics(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

char *ngx_http_relevo_conf_api(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_postgres(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

/* all of the file but its last end of line; the caller wipes it */

ngx_int_t ngx_http_relevo_conf_read_secret(ngx_conf_t *cf, ngx_str_t *path,
    ngx_str_t *ret_secret);


/* _scheme_conf.c */

typedef struct {
    ngx_http_complex_value_t            value;
    ngx_str_t                           expected;
} ngx_http_relevo_require_t;

ngx_http_relevo_where_t ngx_http_relevo_conf_where(ngx_conf_t *cf);
char *ngx_http_relevo_conf_signature(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_secret_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_public_url(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_require(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_signature_merge(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);


/* _generic.c */

char *ngx_http_relevo_generic_merge(ngx_conf_t *cf,
    ngx_http_relevo_loc_conf_t *conf);


#endif /* _NGX_HTTP_RELEVO_CONF_H_INCLUDED_ */
