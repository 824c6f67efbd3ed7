
/*
 * upload, the record - {"id", "media": {...}}: what the worker hears of a
 * visitor's file.
 *
 * Before: upload, when the file is in its folder.  After: append.  The names
 * are the visitor's and escaped here; everything else is ours.
 */

#include "ngx_http_relevo_upload.h"


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

ngx_int_t
ngx_http_relevo_upload_record(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    size_t                     size;
    u_char                    *p;
    ngx_http_relevo_upload_t  *up;

    up = ctx->upload;

    ctx->record.flags |= RECORD_FLAG_UPLOAD;

    size = 512 + up->mime.len
           + 6 * (up->file_name.len + up->caption.len);

    ctx->body = ngx_pnalloc(r->pool, size);
    ctx->answer.data = ngx_pnalloc(r->pool, 256);

    if (ctx->body == NULL || ctx->answer.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    p = ngx_sprintf(ctx->body, "{\"id\":\"%V\",\"media\":{\"file\":\"%s\","
                    "\"sha256\":\"%s\",\"bytes\":%O,\"mime\":\"%V\"",
                    &up->id, up->name, up->digest, up->size, &up->mime);
    p = ngx_http_relevo_upload_text(p, "name", &up->file_name);
    p = ngx_http_relevo_upload_text(p, "caption", &up->caption);
    *p++ = '}';
    *p++ = '}';

    ctx->size = p - ctx->body;

    ctx->answer.len = ngx_sprintf(ctx->answer.data, "{\"id\":\"%V\","
                                  "\"bytes\":%O,\"sha256\":\"%s\"}", &up->id,
                                  up->size, up->digest)
                      - ctx->answer.data;

    return NGX_OK;
}
