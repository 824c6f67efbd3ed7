
/*
 * ids - the request's id and its place in a trace.
 *
 * The id is nginx's $request_id: whoever asks for that variable, before us or
 * after, has the same.  nginx would draw 16 random bytes for each request,
 * which costs OpenSSL more than the rest of a webhook's headers and a system
 * call; here they come from a page of them, as good, drawn by each worker for
 * itself and never used twice.
 */

#include "ngx_http_relevo.h"

#include <openssl/rand.h>


#define NGX_HTTP_RELEVO_ID_BYTES     16
#define NGX_HTTP_RELEVO_SPAN_BYTES   8
#define NGX_HTTP_RELEVO_RANDOM_PAGE  4096


typedef struct {
    ngx_pid_t  pid;                     /* whose; a child draws its own */
    size_t     used;
    u_char     bytes[NGX_HTTP_RELEVO_RANDOM_PAGE];
} ngx_http_relevo_random_t;


static const u_char *ngx_http_relevo_random(size_t n);
static ngx_http_variable_value_t *ngx_http_relevo_request_id(
    ngx_http_request_t *r, ngx_int_t index);
static ngx_int_t ngx_http_relevo_trace(ngx_http_request_t *r,
    record_t *record);
static ngx_uint_t ngx_http_relevo_trace_is_valid(ngx_str_t *value);


static ngx_http_relevo_random_t  ngx_http_relevo_page;


ngx_int_t
ngx_http_relevo_ids(ngx_http_request_t *r, record_t *record)
{
    ngx_http_variable_value_t    *id;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    id = ngx_http_relevo_request_id(r, rmcf->request_id);
    if (id == NULL || id->not_found || id->len > RECORD_NAME_MAX) {
        return NGX_ERROR;
    }

    record->request_id = slice_make(id->data, id->len);

    return ngx_http_relevo_trace(r, record);
}


static ngx_http_variable_value_t *
ngx_http_relevo_request_id(ngx_http_request_t *r, ngx_int_t index)
{
    u_char                     *p;
    const u_char               *bytes;
    ngx_http_variable_value_t  *v;

    v = &r->variables[index];

    if (v->valid || v->not_found) {
        return v;
    }

    bytes = ngx_http_relevo_random(NGX_HTTP_RELEVO_ID_BYTES);

    if (bytes == NULL) {

        /* nginx has a way of its own for this */

        return ngx_http_get_indexed_variable(r, index);
    }

    p = ngx_pnalloc(r->pool, 2 * NGX_HTTP_RELEVO_ID_BYTES);
    if (p == NULL) {
        return NULL;
    }

    v->valid = 1;
    v->no_cacheable = 0;
    v->not_found = 0;
    v->data = p;
    v->len = 2 * NGX_HTTP_RELEVO_ID_BYTES;

    (void) ngx_hex_dump(p, (u_char *) bytes, NGX_HTTP_RELEVO_ID_BYTES);

    return v;
}


/* continues the sender's trace, else begins one that is the request's id */

static ngx_int_t
ngx_http_relevo_trace(ngx_http_request_t *r, record_t *record)
{
    u_char           *p, *trace;
    uint64_t          span;
    const u_char     *bytes;
    ngx_table_elt_t  *h;

    h = ngx_http_relevo_header(r, "traceparent", NULL);

    if (h && ngx_http_relevo_trace_is_valid(&h->value)) {
        record->traceparent = ngx_http_relevo_slice(&h->value);
        return NGX_OK;
    }

    if (record->request_id.len != 32) {
        return NGX_OK;
    }

    trace = ngx_pnalloc(r->pool, NGX_HTTP_RELEVO_TRACE_LEN);
    if (trace == NULL) {
        return NGX_ERROR;
    }

    bytes = ngx_http_relevo_random(NGX_HTTP_RELEVO_SPAN_BYTES);

    if (bytes) {
        ngx_memcpy(&span, bytes, sizeof(uint64_t));

    } else {
        span = ((uint64_t) ngx_random() << 32) ^ (uint64_t) ngx_random();
    }

    span |= 1;                          /* zero is not a legal span id */

    p = ngx_cpymem(trace, "00-", 3);
    p = ngx_cpymem(p, record->request_id.data, record->request_id.len);
    *p++ = '-';
    p = ngx_hex_dump(p, (u_char *) &span, sizeof(uint64_t));
    p = ngx_cpymem(p, "-01", 3);

    record->traceparent = slice_make(trace, p - trace);

    return NGX_OK;
}


/* version 00: 00-<32 hex>-<16 hex>-<2 hex>, neither id all zero */

static ngx_uint_t
ngx_http_relevo_trace_is_valid(ngx_str_t *value)
{
    u_char      ch;
    ngx_uint_t  i, trace, span;

    if (value->len != NGX_HTTP_RELEVO_TRACE_LEN
        || value->data[0] != '0' || value->data[1] != '0')
    {
        return 0;
    }

    trace = 0;
    span = 0;

    for (i = 2; i < NGX_HTTP_RELEVO_TRACE_LEN; i++) {
        ch = value->data[i];

        if (i == 2 || i == 35 || i == 52) {
            if (ch != '-') {
                return 0;
            }

            continue;
        }

        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'f'))) {
            return 0;
        }

        if (ch != '0') {
            trace |= (i < 35);
            span |= (i > 35 && i < 52);
        }
    }

    return trace && span;
}


/* NULL: OpenSSL has none.  Valid until the next call */

static const u_char *
ngx_http_relevo_random(size_t n)
{
    const u_char              *p;
    ngx_http_relevo_random_t  *page;

    page = &ngx_http_relevo_page;

    if (page->pid != ngx_pid || page->used + n > sizeof(page->bytes)) {

        if (RAND_bytes(page->bytes, sizeof(page->bytes)) != 1) {
            page->pid = 0;
            return NULL;
        }

        page->pid = ngx_pid;
        page->used = 0;
    }

    p = page->bytes + page->used;
    page->used += n;

    return p;
}
