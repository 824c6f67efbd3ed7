
/*
 * upload, what is taken - the arguments of a visitor's file, and its type.
 *
 * Before: upload, which asks for the first with the headers and for the
 * second with the body on disk.  A file is what its bytes say; what its
 * sender says may only make that more exact.
 */

#include "ngx_http_relevo_upload.h"

#include "common/sniff.h"


#define NGX_HTTP_RELEVO_UPLOAD_TITLE    255     /* bytes of a file's name */
#define NGX_HTTP_RELEVO_UPLOAD_CAPTION  4096    /* bytes */
#define NGX_HTTP_RELEVO_UPLOAD_MIME     127


static ngx_int_t ngx_http_relevo_upload_argument(ngx_http_request_t *r,
    const char *name, size_t max, ngx_str_t *ret_value);
static ngx_uint_t ngx_http_relevo_upload_is_taken(
    ngx_http_relevo_loc_conf_t *rlcf, const char *mime);


/* where relevo_chat_media_types says nothing: prefixes, by the bytes */

static const char  *ngx_http_relevo_upload_types[] = {
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic",
    "audio/", "video/", "application/pdf", "text/plain",
    "application/zip", "application/x-ole-storage", "application/rtf",
    "application/vnd.oasis.", NULL
};


ngx_int_t
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

    ngx_memcpy(dst, value.data, value.len);

    for (p = dst; p < dst + value.len; p++) {
        if (*p == '+') {
            *p = ' ';
        }
    }

    ret_value->data = dst;
    src = dst;

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

        if (*p >= 0xf8) {               /* nginx takes it for 0xf0 */
            return NGX_DECLINED;
        }

        code = ngx_utf8_decode(&p, last - p);

        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
            return NGX_DECLINED;
        }
    }

    return ret_value->len <= max ? NGX_OK : NGX_DECLINED;
}


/* what it is by its bytes, and whether that is taken, and agrees */

ngx_int_t
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
