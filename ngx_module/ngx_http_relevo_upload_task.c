
/*
 * upload, tasks - a body that is a file: its type is checked, a thread writes
 * it to the folder of uploads, and then up->written goes on with the request,
 * of a visitor (_upload.c) or of an agent (_api_upload.c).
 *
 * The request outlives its client until the thread is done, and a worker that
 * is told to quit outlives the request: without a timer nginx would take it for
 * idle and cut the connection.
 */

#include "ngx_http_relevo_upload.h"

#include <openssl/rand.h>


#define NGX_HTTP_RELEVO_UPLOAD_WAIT   300000    /* ms; no disk is that slow */


static ngx_int_t ngx_http_relevo_upload_post_task(ngx_http_request_t *r,
    ngx_http_relevo_upload_t *up);
#if (NGX_THREADS)
static void ngx_http_relevo_upload_thread(void *data, ngx_log_t *log);
static void ngx_http_relevo_upload_event_handler(ngx_event_t *ev);
static void ngx_http_relevo_upload_resume(ngx_http_request_t *r);
#endif


ngx_int_t
ngx_http_relevo_upload_start(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up)
{
    u_char                       random[NGX_HTTP_RELEVO_UPLOAD_NAME / 2];
    ngx_int_t                    rc;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (r->request_body == NULL || r->request_body->temp_file == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    up->request = r;
    up->source = r->request_body->temp_file->file.fd;
    up->folder = rlcf->chat_media.data;

    rc = ngx_http_relevo_upload_type(r, ctx, up);
    if (rc != NGX_OK) {
        return rc;
    }

    if (RAND_bytes(random, sizeof(random)) != 1) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    *ngx_hex_dump(up->name, random, sizeof(random)) = '\0';

    return ngx_http_relevo_upload_post_task(r, up);
}


#if (NGX_THREADS)

static ngx_int_t
ngx_http_relevo_upload_post_task(ngx_http_request_t *r,
    ngx_http_relevo_upload_t *up)
{
    ngx_thread_task_t           *task;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    task = ngx_thread_task_alloc(r->pool, 0);
    if (task == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    task->ctx = up;
    task->handler = ngx_http_relevo_upload_thread;
    task->event.data = up;
    task->event.handler = ngx_http_relevo_upload_event_handler;

    r->write_event_handler = ngx_http_relevo_upload_resume;

    if (ngx_thread_task_post(rlcf->chat_media_threads, task) != NGX_OK) {
        return NGX_HTTP_SERVICE_UNAVAILABLE;    /* its queue is full */
    }

    r->main->blocked++;
    r->aio = 1;

    ngx_add_timer(r->connection->write, NGX_HTTP_RELEVO_UPLOAD_WAIT);

    return NGX_AGAIN;
}


static void
ngx_http_relevo_upload_thread(void *data, ngx_log_t *log)
{
    ngx_http_relevo_upload_write(data);
}


static void
ngx_http_relevo_upload_event_handler(ngx_event_t *ev)
{
    ngx_http_relevo_upload_t *up = ev->data;

    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = up->request;
    c = r->connection;

    ngx_http_set_log_request(c->log, r);

    r->main->blocked--;
    r->aio = 0;

    if (c->write->timer_set) {
        ngx_del_timer(c->write);
    }

    /* nginx's own, when the client has gone meanwhile */

    r->write_event_handler(r);

    ngx_http_run_posted_requests(c);
}


/* also called when the connection becomes writable: not done yet */

static void
ngx_http_relevo_upload_resume(ngx_http_request_t *r)
{
    ngx_http_relevo_ctx_t  *ctx;

    if (r->aio) {
        return;
    }

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    r->write_event_handler = ngx_http_request_empty_handler;

    ctx->upload->written(r);
}

#else

static ngx_int_t
ngx_http_relevo_upload_post_task(ngx_http_request_t *r,
    ngx_http_relevo_upload_t *up)
{
    ngx_http_relevo_upload_write(up);
    up->written(r);

    return NGX_AGAIN;
}

#endif


/* NGX_OK: the thread has written it; counted and logged either way */

ngx_int_t
ngx_http_relevo_upload_is_written(ngx_http_request_t *r,
    ngx_http_relevo_upload_t *up)
{
    if (up->failed == NULL) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_ERR, r->connection->log, up->err,
                  "relevo: an upload cannot be %s in \"%s\"", up->failed,
                  up->folder);
    ngx_http_relevo_count(chat_upload_failed, 1);

    return NGX_ERROR;
}
