
/*
 * conf - setters of the directives that need more than a slot.
 */

#ifndef _NGX_HTTP_RELEVO_CONF_H_INCLUDED_
#define _NGX_HTTP_RELEVO_CONF_H_INCLUDED_

#include "ngx_http_relevo.h"


char *ngx_http_relevo_conf_redis(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_webhook(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_secret_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_verify_token_file(ngx_conf_t *cf,
    ngx_command_t *cmd, void *conf);
char *ngx_http_relevo_conf_key_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_chat_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_public_url(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_health(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_metrics(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);


#endif /* _NGX_HTTP_RELEVO_CONF_H_INCLUDED_ */
