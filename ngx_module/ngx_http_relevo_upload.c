
/*
 * upload - POST {endpoint}/media?id=&name=&caption= of web chat: the body is
 * a file.
 *
 *   headers (token, size) -> body into a temporary file -> by its bytes one
 *   of the types taken? -> a thread writes it to the folder -> a record that
 *   names it -> append, 200
 *
 * The record's payload is ours, RECORD_FLAG_UPLOAD says so: what a browser
 * sends to /messages cannot name a file.  A file whose record was not
 * appended is nobody's; `relevo media gc` removes it.
 */

#include "ngx_http_relevo_upload.h"

#include "common/sniff.h"

#include <openssl/rand.h>


#define NGX_HTTP_RELEVO_UPLOAD_MAX      (16 * 1024 * 1024)
#define NGX_HTTP_RELEVO_UPLOAD_TITLE    255     /* bytes of a file's name */
#define NGX_HTTP_RELEVO_UPLOAD_CAPTION  4096    /* bytes */
#define NGX_HTTP_RELEVO_UPLOAD_MIME     127


static ngx_int_t ngx_http_relevo_upload_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_upload_arguments(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up);
static ngx_int_t ngx_http_relevo_upload_argument(ngx_http_request_t *r,
    const char *name, size_t max, ngx_str_t *ret_value);
static void ngx_http_relevo_upload_body_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_upload_begin(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
static ngx_int_t ngx_http_relevo_upload_type(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up);
static ngx_uint_t ngx_http_relevo_upload_is_taken(
    ngx_http_relevo_loc_conf_t *rlcf, const char *mime);
#if (NGX_THREADS)
static void ngx_http_relevo_upload_thread(void *data, ngx_log_t *log);
static void ngx_http_relevo_upload_event_handler(ngx_event_t *ev);
static void ngx_http_relevo_upload_resume(ngx_http_request_t *r);
#endif
static void ngx_http_relevo_upload_written(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_upload_record(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);


/* where relevo_chat_media_types says nothing: prefixes, by the bytes */

static const char  *ngx_http_relevo_upload_types[] = {
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic",
    "audio/", "video/", "application/pdf", "text/plain",
    "application/zip", "application/x-ole-storage", "application/rtf",
    "application/vnd.oasis.", NULL
};


ngx_int_t
ngx_http_relevo_upload_post(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *endpoint)
{
    ngx_int_t                rc;
    ngx_http_relevo_ctx_t   *ctx;

    ngx_http_relevo_count(requests, 1);

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->channel = channel;
    ctx->record.endpoint = ngx_http_relevo_slice(endpoint);

    ctx->upload = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_upload_t));
    if (ctx->upload == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->upload->request = r;

    ngx_http_relevo_stamp(ctx, BEGIN);

    rc = ngx_http_relevo_upload_headers(r, ctx);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, ctx, rc);
    }

    if (ngx_http_relevo_ingest_begin(r, ctx) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    /* also a small one: whatever comes is a file */

    r->request_body_in_file_only = 1;
    r->request_body_in_clean_file = 1;

    rc = ngx_http_read_client_request_body(r,
                                         ngx_http_relevo_upload_body_handler);

    if (rc >= NGX_HTTP_SPECIAL_RESPONSE) {
        return rc;
    }

    return NGX_DONE;
}


/* all that can be refused before a byte of the file is read */

static ngx_int_t
ngx_http_relevo_upload_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    rc = ngx_http_relevo_limit_begin(r, ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_relevo_header(r, "content-encoding", NULL)) {
        return NGX_HTTP_UNSUPPORTED_MEDIA_TYPE;
    }

    rc = ngx_http_relevo_require(r);

    if (rc == NGX_OK) {
        rc = ctx->channel->authenticate(r, ctx);
    }

    if (rc != NGX_OK) {
        return rc;
    }

    if (r->headers_in.content_length_n < 0) {
        return NGX_HTTP_LENGTH_REQUIRED;
    }

    if (r->headers_in.content_length_n == 0) {
        ctx->detail = "the file is empty";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (r->headers_in.content_length_n > (off_t) rlcf->chat_media_max) {
        ctx->detail = "the file is too large";
        return NGX_HTTP_REQUEST_ENTITY_TOO_LARGE;
    }

    return ngx_http_relevo_upload_arguments(r, ctx, ctx->upload);
}


static ngx_int_t
ngx_http_relevo_upload_arguments(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up)
{
    u_char      *slash;
    ngx_uint_t   i;

    if (ngx_http_relevo_upload_argument(r, "id", 36, &up->id) != NGX_OK
        || !ngx_http_relevo_chat_is_uuid(ngx_http_relevo_slice(&up->id)))
    {
        ctx->detail = "id must be a UUID";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (ngx_http_relevo_upload_argument(r, "name",
                                        NGX_HTTP_RELEVO_UPLOAD_TITLE,
                                        &up->file_name)
        != NGX_OK)
    {
        ctx->detail = "name must be text of at most 255 bytes, UTF-8";
        return NGX_HTTP_BAD_REQUEST;
    }

    if (ngx_http_relevo_upload_argument(r, "caption",
                                        NGX_HTTP_RELEVO_UPLOAD_CAPTION,
                                        &up->caption)
        != NGX_OK)
    {
        ctx->detail = "caption must be text of at most 4096 bytes, UTF-8";
        return NGX_HTTP_BAD_REQUEST;
    }

    /* a name, not a way */

    slash = up->file_name.data;

    for (i = 0; i < up->file_name.len; i++) {
        if (up->file_name.data[i] == '/' || up->file_name.data[i] == '\\') {
            slash = up->file_name.data + i + 1;
        }
    }

    up->file_name.len -= slash - up->file_name.data;
    up->file_name.data = slash;

    return NGX_OK;
}


/* decoded; absent: empty.  NGX_DECLINED: too long, or no text */

static ngx_int_t
ngx_http_relevo_upload_argument(ngx_http_request_t *r, const char *name,
    size_t max, ngx_str_t *ret_value)
{
    u_char     *dst, *src, *p, *last;
    uint32_t    code;
    ngx_str_t   value;

    ngx_str_null(ret_value);

    if (ngx_http_arg(r, (u_char *) name, ngx_strlen(name), &value) != NGX_OK) {
        return NGX_OK;
    }

    dst = ngx_pnalloc(r->pool, value.len + 1);
    if (dst == NULL) {
        return NGX_ERROR;
    }

    ret_value->data = dst;
    src = value.data;

    for (p = src; p < src + value.len; p++) {
        if (*p == '+') {
            *p = ' ';
        }
    }

    ngx_unescape_uri(&dst, &src, value.len, 0);
    ret_value->len = dst - ret_value->data;

    p = ret_value->data;
    last = dst;

    while (p < last) {

        if (*p < 0x20 || *p == 0x7f) {
            return NGX_DECLINED;
        }

        if (*p < 0x80) {
            p++;
            continue;
        }

        code = ngx_utf8_decode(&p, last - p);

        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
            return NGX_DECLINED;
        }
    }

    return ret_value->len <= max ? NGX_OK : NGX_DECLINED;
}


static void
ngx_http_relevo_upload_body_handler(ngx_http_request_t *r)
{
    ngx_int_t               rc;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    ngx_http_relevo_stamp(ctx, BODY);

    rc = ngx_http_relevo_upload_begin(r, ctx);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, ngx_http_relevo_refuse(r, ctx, rc));
    }
}


/* NGX_AGAIN: it is being written, or has been answered */

static ngx_int_t
ngx_http_relevo_upload_begin(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    u_char                       random[NGX_HTTP_RELEVO_UPLOAD_NAME / 2];
    ngx_int_t                    rc;
    ngx_http_relevo_upload_t    *up;
    ngx_http_relevo_loc_conf_t  *rlcf;
#if (NGX_THREADS)
    ngx_thread_task_t           *task;
#endif

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    up = ctx->upload;

    if (r->request_body == NULL || r->request_body->temp_file == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

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

#if (NGX_THREADS)

    task = ngx_thread_task_alloc(r->pool, 0);
    if (task == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    task->ctx = up;
    task->handler = ngx_http_relevo_upload_thread;
    task->event.data = r;
    task->event.handler = ngx_http_relevo_upload_event_handler;

    r->write_event_handler = ngx_http_relevo_upload_resume;

    if (ngx_thread_task_post(rlcf->chat_media_threads, task) != NGX_OK) {
        return NGX_HTTP_SERVICE_UNAVAILABLE;    /* its queue is full */
    }

    /* the request outlives its client until the thread is done */

    r->main->blocked++;
    r->aio = 1;

#else

    ngx_http_relevo_upload_write(up);
    ngx_http_relevo_upload_written(r);

#endif

    return NGX_AGAIN;
}


/* what it is by its bytes, and whether that is taken, and agrees */

static ngx_int_t
ngx_http_relevo_upload_type(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_upload_t *up)
{
    size_t                       i;
    slice_t                      told;
    ssize_t                      n;
    u_char                       head[SNIFF_LEN];
    const char                  *mime;
    ngx_str_t                   *value;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    n = pread(up->source, head, sizeof(head), 0);
    mime = sniff(slice_make(head, n > 0 ? n : 0));

    ctx->detail = "files of this type are not taken";

    if (!ngx_http_relevo_upload_is_taken(rlcf, mime)) {
        return NGX_HTTP_UNSUPPORTED_MEDIA_TYPE;
    }

    up->mime.data = (u_char *) mime;
    up->mime.len = ngx_strlen(mime);

    if (r->headers_in.content_type == NULL) {
        ctx->detail = NULL;
        return NGX_OK;
    }

    value = &r->headers_in.content_type->value;

    if (ngx_strncasecmp(value->data,
                        (u_char *) "application/x-www-form-urlencoded",
                        ngx_min(value->len, 33))
        == 0)
    {
        ctx->detail = NULL;     /* a client that says nothing of its own */
        return NGX_OK;
    }

    told = ngx_http_relevo_slice(value);
    ctx->detail = "the file is not what its Content-Type says";

    if (!sniff_agrees(mime, told)) {
        return NGX_HTTP_UNSUPPORTED_MEDIA_TYPE;
    }

    /* the announced one may be more exact: a .docx is a zip */

    for (i = 0; i < told.len && i < NGX_HTTP_RELEVO_UPLOAD_MIME; i++) {
        u_char  ch = told.data[i] | 0x20;

        if (!((ch >= 'a' && ch <= 'z')
              || (told.data[i] >= '0' && told.data[i] <= '9')
              || ngx_strchr("/+-.", told.data[i])))
        {
            break;
        }
    }

    if (i > 0 && told.data[i - 1] != '/'
        && ngx_strncasecmp((u_char *) told.data,
                           (u_char *) "application/octet-stream", i) != 0)
    {
        up->mime.data = (u_char *) told.data;
        up->mime.len = i;
    }

    ctx->detail = NULL;

    return NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_upload_is_taken(ngx_http_relevo_loc_conf_t *rlcf,
    const char *mime)
{
    ngx_str_t    *type;
    ngx_uint_t    i;
    const char  **p;

    if (rlcf->chat_media_types == NULL) {

        for (p = ngx_http_relevo_upload_types; *p; p++) {
            if (ngx_strncmp(mime, *p, ngx_strlen(*p)) == 0) {
                return 1;
            }
        }

        return 0;
    }

    type = rlcf->chat_media_types->elts;

    for (i = 0; i < rlcf->chat_media_types->nelts; i++) {
        if (ngx_strncmp(mime, type[i].data, type[i].len) == 0) {
            return 1;
        }
    }

    return 0;
}


#if (NGX_THREADS)

static void
ngx_http_relevo_upload_thread(void *data, ngx_log_t *log)
{
    ngx_http_relevo_upload_write(data);
}


static void
ngx_http_relevo_upload_event_handler(ngx_event_t *ev)
{
    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = ev->data;
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
ngx_http_relevo_upload_resume(ngx_http_request_t *r)
{
    if (r->aio) {
        return;
    }

    r->write_event_handler = ngx_http_request_empty_handler;

    ngx_http_relevo_upload_written(r);
}

#endif


static void
ngx_http_relevo_upload_written(ngx_http_request_t *r)
{
    ngx_int_t                  rc;
    ngx_http_relevo_ctx_t     *ctx;
    ngx_http_relevo_upload_t  *up;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);
    up = ctx->upload;

    if (up->failed) {
        ngx_log_error(NGX_LOG_ERR, r->connection->log, up->err,
                      "relevo: an upload cannot be %s in \"%s\"", up->failed,
                      up->folder);
        ngx_http_relevo_count(chat_upload_failed, 1);
        ngx_http_finalize_request(r, ngx_http_relevo_unavailable(r));
        return;
    }

    rc = ngx_http_relevo_upload_record(r, ctx);

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_limit_content(r, ctx, slice_make(ctx->body,
                                                              ctx->size), rc);
    }

    if (rc == NGX_OK) {
        rc = ngx_http_relevo_limit_append(r, ctx);
    }

    if (rc != NGX_OK) {
        ngx_http_finalize_request(r, ngx_http_relevo_refuse(r, ctx, rc));
        return;
    }

    ngx_http_relevo_count(chat_uploads, 1);
    ngx_http_relevo_count(chat_upload_bytes, up->size);

    ngx_http_relevo_append(ctx);
}


static u_char *
ngx_http_relevo_upload_text(u_char *p, const char *key, ngx_str_t *value)
{
    if (value->len == 0) {
        return p;
    }

    p = ngx_sprintf(p, ",\"%s\":\"", key);
    p = (u_char *) ngx_escape_json(p, value->data, value->len);
    *p++ = '"';

    return p;
}


/* {"id", "media": {"file", "sha256", "bytes", "mime", "name", "caption"}} */

static ngx_int_t
ngx_http_relevo_upload_record(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    size_t                     room, size;
    u_char                    *p;
    ngx_http_relevo_upload_t  *up;

    up = ctx->upload;

    ctx->record.flags |= RECORD_FLAG_UPLOAD;

    room = ngx_http_relevo_append_room(ctx);
    size = 512 + up->mime.len
           + 6 * (up->file_name.len + up->caption.len);

    ctx->buf = ngx_pnalloc(r->pool, room + size);
    ctx->accounts = ngx_pcalloc(r->pool, sizeof(scan_accounts_t));
    ctx->answer.data = ngx_pnalloc(r->pool, 256);

    if (ctx->buf == NULL || ctx->accounts == NULL || ctx->answer.data == NULL)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->accounts->account[0] = ctx->record.endpoint;
    ctx->accounts->n = 1;

    ctx->body = ctx->buf + room;

    p = ngx_sprintf(ctx->body, "{\"id\":\"%V\",\"media\":{\"file\":\"%s\","
                    "\"sha256\":\"%s\",\"bytes\":%O,\"mime\":\"%V\"",
                    &up->id, up->name, up->digest, up->size, &up->mime);
    p = ngx_http_relevo_upload_text(p, "name", &up->file_name);
    p = ngx_http_relevo_upload_text(p, "caption", &up->caption);
    *p++ = '}';
    *p++ = '}';

    ctx->size = p - ctx->body;
    *p++ = CR;
    *p = LF;

    ctx->answer.len = ngx_sprintf(ctx->answer.data, "{\"id\":\"%V\","
                                  "\"bytes\":%O,\"sha256\":\"%s\"}", &up->id,
                                  up->size, up->digest)
                      - ctx->answer.data;

    return NGX_OK;
}


/* relevo_chat_media off | DIR [max=SIZE] */

char *
ngx_http_relevo_conf_chat_media(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ssize_t     size;
    ngx_str_t  *value, s;

    if (rlcf->chat_media.data) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "off") == 0) {
        ngx_str_set(&rlcf->chat_media, "");
        return NGX_CONF_OK;
    }

    rlcf->chat_media = value[1];
    rlcf->chat_media_max = NGX_HTTP_RELEVO_UPLOAD_MAX;

    if (ngx_conf_full_name(cf->cycle, &rlcf->chat_media, 0) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    if (cf->args->nelts == 3) {
        s.data = value[2].data + 4;
        s.len = value[2].len - ngx_min(value[2].len, 4);
        size = ngx_strncmp(value[2].data, "max=", 4) == 0 ? ngx_parse_size(&s)
                                                          : NGX_ERROR;
        if (size <= 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\", it looks like "
                               "\"max=16m\"", &value[2]);
            return NGX_CONF_ERROR;
        }

        rlcf->chat_media_max = size;
    }

#if (NGX_THREADS)
    rlcf->chat_media_threads = ngx_thread_pool_add(cf, NULL);
    if (rlcf->chat_media_threads == NULL) {
        return NGX_CONF_ERROR;
    }
#endif

    return NGX_CONF_OK;
}
