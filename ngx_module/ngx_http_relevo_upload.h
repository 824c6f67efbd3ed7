
/*
 * upload - files of web chat visitors, between the request and the thread
 * that writes them.
 */

#ifndef _NGX_HTTP_RELEVO_UPLOAD_H_INCLUDED_
#define _NGX_HTTP_RELEVO_UPLOAD_H_INCLUDED_

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_UPLOAD_NAME     32      /* hex digits of a name */
#define NGX_HTTP_RELEVO_UPLOAD_DIGEST   64


/* of a request; its thread reads and writes nothing else */

typedef struct ngx_http_relevo_upload_s {
    ngx_http_request_t         *request;
    void                      (*written)(ngx_http_request_t *r);
    int                         source;         /* nginx's temporary file */
    u_char                     *folder;         /* with a NUL */
    u_char                      name[NGX_HTTP_RELEVO_UPLOAD_NAME + 1];

    off_t                       size;           /* the thread's answer */
    u_char                      digest[NGX_HTTP_RELEVO_UPLOAD_DIGEST + 1];
    ngx_err_t                   err;
    const char                 *failed;         /* NULL: it is there */

    ngx_str_t                   id;             /* of the message */
    ngx_str_t                   mime;
    ngx_str_t                   file_name;      /* as the visitor calls it */
    ngx_str_t                   caption;
} ngx_http_relevo_upload_t;


/*
 * _upload_task.c: the request's body is checked, and a thread writes it;
 * NGX_AGAIN: up->written is called then, or was.  Else the status of a
 * refusal, 503 when the threads have enough to do.
 */

ngx_int_t ngx_http_relevo_upload_start(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up);
ngx_int_t ngx_http_relevo_upload_is_written(ngx_http_request_t *r,
    ngx_http_relevo_upload_t *up);

/* _upload_file.c: in a thread; blocks */

void ngx_http_relevo_upload_write(ngx_http_relevo_upload_t *up);

/* _upload.c */

ngx_int_t ngx_http_relevo_upload_post(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *endpoint);

/* _upload_check.c: NGX_OK, or the status of a refusal with ctx->detail */

ngx_int_t ngx_http_relevo_upload_arguments(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up);
ngx_int_t ngx_http_relevo_upload_type(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up);

/* _upload_record.c */

ngx_int_t ngx_http_relevo_upload_record(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);

/* _upload_conf.c */

char *ngx_http_relevo_conf_chat_media(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);


#endif /* _NGX_HTTP_RELEVO_UPLOAD_H_INCLUDED_ */
