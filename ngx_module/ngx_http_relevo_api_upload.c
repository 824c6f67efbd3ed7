
/*
 * api, uploads - a request whose body is a file: an agent's attachment.
 *
 *   body into a temporary file -> who asks? (core.enter) -> by its bytes one
 *   of the types taken? -> a thread writes it to the folder of uploads ->
 *   the route's statement, whose "body" says what was written
 *
 * The folder, the size and the types are those of relevo_chat_media and
 * relevo_chat_media_type in the location.  A file whose statement refuses is
 * removed; one whose answer was lost is nobody's, and `relevo media gc`
 * removes it.
 */

#include "ngx_http_relevo_api.h"
#include "ngx_http_relevo_upload.h"

#include <openssl/rand.h>


static ngx_int_t ngx_http_relevo_api_upload_write(
    ngx_http_relevo_api_t *api);
#if (NGX_THREADS)
static void ngx_http_relevo_api_upload_thread(void *data, ngx_log_t *log);
static void ngx_http_relevo_api_upload_event(ngx_event_t *ev);
static void ngx_http_relevo_api_upload_resume(ngx_http_request_t *r);
#endif
static ngx_int_t ngx_http_relevo_api_upload_written(
    ngx_http_relevo_api_t *api);


/* what the headers settle; NGX_AGAIN: read the body, into a file */

ngx_int_t
ngx_http_relevo_api_upload_begin(ngx_http_relevo_api_t *api)
{
    ngx_str_t                   *type;
    ngx_http_request_t          *r;
    ngx_http_relevo_loc_conf_t  *rlcf;

    static ngx_str_t             form = ngx_string("multipart/");

    r = api->request;
    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->chat_media.len == 0) {
        return ngx_http_relevo_api_problem(r, 404,
            "no files are taken here: relevo_chat_media is not set");
    }

    if (r->headers_in.content_length_n < 0) {
        return ngx_http_relevo_api_problem(r, 400,
            "the header Content-Length is needed");
    }

    if (r->headers_in.content_length_n == 0) {
        return ngx_http_relevo_api_problem(r, 400, "the file is empty");
    }

    if (r->headers_in.content_length_n > (off_t) rlcf->chat_media_max) {
        ngx_http_relevo_count(too_large, 1);
        return ngx_http_relevo_api_problem(r, 413, "the file is too large");
    }

    type = r->headers_in.content_type ? &r->headers_in.content_type->value
                                      : NULL;

    if (type && type->len >= form.len
        && ngx_strncasecmp(type->data, form.data, form.len) == 0)
    {
        return ngx_http_relevo_api_problem(r, 415,
            "the body must be the file itself, not a form");
    }

    /* also a small one: whatever comes is a file */

    r->request_body_in_file_only = 1;
    r->request_body_in_clean_file = 1;

    return NGX_AGAIN;
}


/* who asks is known; NGX_AGAIN: the answer comes later */

ngx_int_t
ngx_http_relevo_api_upload(ngx_http_relevo_api_t *api)
{
    u_char                       random[NGX_HTTP_RELEVO_UPLOAD_NAME / 2];
    ngx_int_t                    rc;
    ngx_http_request_t          *r;
    ngx_http_relevo_ctx_t       *ctx;
    ngx_http_relevo_upload_t    *up;
    ngx_http_relevo_loc_conf_t  *rlcf;

    r = api->request;
    ctx = ngx_http_relevo_ctx(r);
    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    up = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_upload_t));

    if (up == NULL || r->request_body == NULL
        || r->request_body->temp_file == NULL)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    up->request = r;
    up->source = r->request_body->temp_file->file.fd;
    up->folder = rlcf->chat_media.data;

    rc = ngx_http_relevo_upload_type(r, ctx, up);

    if (rc != NGX_OK) {
        return ngx_http_relevo_api_problem(r, rc, ctx->detail ? ctx->detail
                                                              : "");
    }

    if (RAND_bytes(random, sizeof(random)) != 1) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    *ngx_hex_dump(up->name, random, sizeof(random)) = '\0';
    api->upload = up;

    return ngx_http_relevo_api_upload_write(api);
}


#if (NGX_THREADS)

static ngx_int_t
ngx_http_relevo_api_upload_write(ngx_http_relevo_api_t *api)
{
    ngx_http_request_t          *r;
    ngx_thread_task_t           *task;
    ngx_http_relevo_loc_conf_t  *rlcf;

    r = api->request;
    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    task = ngx_thread_task_alloc(r->pool, 0);
    if (task == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    task->ctx = api->upload;
    task->handler = ngx_http_relevo_api_upload_thread;
    task->event.data = api;
    task->event.handler = ngx_http_relevo_api_upload_event;

    r->write_event_handler = ngx_http_relevo_api_upload_resume;

    if (ngx_thread_task_post(rlcf->chat_media_threads, task) != NGX_OK) {
        return ngx_http_relevo_api_problem(r, 503, "please repeat");
    }

    /* the request outlives its client until the thread is done */

    r->main->blocked++;
    r->aio = 1;

    return NGX_AGAIN;
}


static void
ngx_http_relevo_api_upload_thread(void *data, ngx_log_t *log)
{
    ngx_http_relevo_upload_write(data);
}


static void
ngx_http_relevo_api_upload_event(ngx_event_t *ev)
{
    ngx_http_relevo_api_t *api = ev->data;

    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = api->request;
    c = r->connection;

    ngx_http_set_log_request(c->log, r);

    r->main->blocked--;
    r->aio = 0;

    /* nginx's own, when the client has gone meanwhile */

    r->write_event_handler(r);

    ngx_http_run_posted_requests(c);
}


/* also called when the connection becomes writable: not done yet */

static void
ngx_http_relevo_api_upload_resume(ngx_http_request_t *r)
{
    ngx_int_t  rc;

    if (r->aio) {
        return;
    }

    r->write_event_handler = ngx_http_request_empty_handler;

    rc = ngx_http_relevo_api_upload_written(ngx_http_relevo_ctx(r)->api);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, rc);
    }
}

#else

static ngx_int_t
ngx_http_relevo_api_upload_write(ngx_http_relevo_api_t *api)
{
    ngx_http_relevo_upload_write(api->upload);

    return ngx_http_relevo_api_upload_written(api);
}

#endif


/* the file is there: the statement, with what was written as its body */

static ngx_int_t
ngx_http_relevo_api_upload_written(ngx_http_relevo_api_t *api)
{
    ngx_http_request_t        *r;
    ngx_http_relevo_upload_t  *up;

    r = api->request;
    up = api->upload;

    if (up->failed) {
        ngx_log_error(NGX_LOG_ERR, r->connection->log, up->err,
                      "relevo: an upload cannot be %s in \"%s\"", up->failed,
                      up->folder);
        ngx_http_relevo_count(chat_upload_failed, 1);
        api->upload = NULL;

        return ngx_http_relevo_api_problem(r, 503, "please repeat");
    }

    ngx_memcpy(api->hash, up->digest, sizeof(api->hash));

    api->body = json_pack("{s:s, s:s, s:I, s:s%}", "file", up->name,
                          "sha256", up->digest, "bytes",
                          (json_int_t) up->size, "mime", up->mime.data,
                          up->mime.len);

    if (api->body == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_http_relevo_count(chat_uploads, 1);
    ngx_http_relevo_count(chat_upload_bytes, up->size);

    return ngx_http_relevo_api_continue(api);
}


/* after the answer: what was refused need not wait for `relevo media gc` */

void
ngx_http_relevo_api_upload_over(ngx_http_relevo_api_t *api)
{
    char                       path[NGX_MAX_PATH];
    ngx_http_relevo_upload_t  *up;

    up = api->upload;

    if (up == NULL || api->request->headers_out.status < 400
        || api->request->headers_out.status >= 500)
    {
        return;
    }

    (void) ngx_snprintf((u_char *) path, sizeof(path), "%s/%s%Z", up->folder,
                        up->name);
    (void) unlink(path);
}
