
/*
 * api, uploads - a request whose body is a file: an agent's attachment.
 *
 *   who asks? (core.enter) -> body into a temporary file -> by its bytes one
 *   of the types taken? -> a thread writes it to the folder of uploads ->
 *   the route's statement, whose "body" says what was written
 *
 * Until it is known who asks nothing of the body is read: nobody fills a disk
 * with what is then refused.
 *
 * The folder, the size and the types are those of relevo_chat_media and
 * relevo_chat_media_type in the location.  A file whose statement refuses is
 * removed; one whose answer was lost is nobody's, and `relevo media gc`
 * removes it.
 */

#include "ngx_http_relevo_api.h"
#include "ngx_http_relevo_upload.h"


static void ngx_http_relevo_api_upload_body_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_api_upload(ngx_http_relevo_api_t *api);
static void ngx_http_relevo_api_upload_resume(ngx_http_request_t *r);
static ngx_int_t ngx_http_relevo_api_upload_written(
    ngx_http_relevo_api_t *api);


/* what the headers settle; NGX_AGAIN: go on */

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

    return NGX_AGAIN;
}


/* who asks is known; the same as ngx_http_relevo_api_read_body() */

ngx_int_t
ngx_http_relevo_api_upload_read(ngx_http_relevo_api_t *api)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = api->request;

    /* also a small one: whatever comes is a file */

    r->request_body_in_file_only = 1;
    r->request_body_in_clean_file = 1;

    rc = ngx_http_read_client_request_body(r,
                                      ngx_http_relevo_api_upload_body_handler);

    return rc >= NGX_HTTP_SPECIAL_RESPONSE ? rc : NGX_DONE;
}


static void
ngx_http_relevo_api_upload_body_handler(ngx_http_request_t *r)
{
    ngx_int_t  rc;

    rc = ngx_http_relevo_api_upload(ngx_http_relevo_ctx(r)->api);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, rc);
    }
}


/* the file is there; NGX_AGAIN: the answer comes later */

static ngx_int_t
ngx_http_relevo_api_upload(ngx_http_relevo_api_t *api)
{
    ngx_int_t                  rc;
    ngx_http_request_t        *r;
    ngx_http_relevo_ctx_t     *ctx;
    ngx_http_relevo_upload_t  *up;

    r = api->request;
    ctx = ngx_http_relevo_ctx(r);

    up = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_upload_t));
    if (up == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    up->written = ngx_http_relevo_api_upload_resume;
    ctx->upload = up;

    rc = ngx_http_relevo_upload_start(r, ctx, up);

    switch (rc) {

    case NGX_AGAIN:
    case NGX_HTTP_INTERNAL_SERVER_ERROR:
        return rc;

    case NGX_HTTP_SERVICE_UNAVAILABLE:
        return ngx_http_relevo_api_problem(r, rc, "please repeat");

    default:
        return ngx_http_relevo_api_problem(r, rc, ctx->detail ? ctx->detail
                                                              : "");
    }
}


static void
ngx_http_relevo_api_upload_resume(ngx_http_request_t *r)
{
    ngx_int_t  rc;

    rc = ngx_http_relevo_api_upload_written(ngx_http_relevo_ctx(r)->api);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, rc);
    }
}


/* the file is there: the statement, with what was written as its body */

static ngx_int_t
ngx_http_relevo_api_upload_written(ngx_http_relevo_api_t *api)
{
    ngx_http_request_t        *r;
    ngx_http_relevo_upload_t  *up;

    r = api->request;
    up = ngx_http_relevo_ctx(r)->upload;

    if (ngx_http_relevo_upload_is_written(r, up) != NGX_OK) {
        return ngx_http_relevo_api_problem(r, 503, "please repeat");
    }

    api->upload = up;

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
