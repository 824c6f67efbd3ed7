
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


/* _conf_option.c: NAME=VALUE arguments of a directive, by a table */

typedef struct ngx_http_relevo_option_s  ngx_http_relevo_option_t;

struct ngx_http_relevo_option_s {
    ngx_str_t                           prefix;     /* with the = */
    char                             *(*set)(ngx_conf_t *cf, ngx_str_t *value,
                                            const ngx_http_relevo_option_t *o,
                                            void *field);
    size_t                              offset;     /* of the field */
    ngx_int_t                           most;       /* of a number; 0: any */
};

/* the arguments from the one with this index on; NGX_CONF_OK, or what a
 * directive's setter returns for an error */

char *ngx_http_relevo_conf_options(ngx_conf_t *cf, ngx_uint_t from,
    const ngx_http_relevo_option_t *options, void *conf);

/* setters for fields of ngx_str_t, ngx_uint_t >= 1, ngx_msec_t > 0, size_t > 0,
 * ngx_flag_t (on, off), and ngx_str_t with the content of a file; msec_off
 * takes off for 0 and has a most */

char *ngx_http_relevo_option_str(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_num(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_msec(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_msec_off(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_size(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_flag(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);
char *ngx_http_relevo_option_secret_file(ngx_conf_t *cf, ngx_str_t *value,
    const ngx_http_relevo_option_t *option, void *field);


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
