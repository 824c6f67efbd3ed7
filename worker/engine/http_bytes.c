/*
 * http_bytes - the bytes of a call; see http_bytes.h.
 *
 * Whatever a server sends is bounded: headers by HTTP_MAX_HEADERS, a body by
 * the call's max; what exceeds them ends the call as HTTP_TOO_LARGE.
 */

#include "worker/engine/http_bytes.h"

#include <stdlib.h>

#define HTTP_MAX_HEADERS    (64u << 10)


int
http_status(const http_call_t *c)
{
    long  status = 0;

    (void) curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);

    return (int) status;
}


/* Room for len more; false without memory. */

static bool
http_body_grow(http_call_t *c, size_t len)
{
    size_t   size = c->len + len;
    char    *m;

    if (len <= c->size - c->len) {
        return true;
    }

    size = size < 512 ? 512 : size * 2;
    size = size > c->max ? c->max : size;
    m = realloc(c->body, size);
    if (m == NULL) {
        return false;
    }

    c->body = m;
    c->size = size;

    return true;
}


size_t
http_on_body(char *data, size_t one, size_t n, void *arg)
{
    http_call_t  *c = arg;
    size_t   len = one * n;

    if (len > c->max - c->len) {
        c->too_large = true;
        return 0;
    }

    if (c->on_body != NULL) {
        c->len += len;
        c->stopped = !c->on_body(c->data, http_status(c),
                                 slice_make(data, len));

        return c->stopped ? 0 : len;
    }

    if (!http_body_grow(c, len)) {
        return 0;
    }

    memcpy(c->body + c->len, data, len);
    c->len += len;

    return len;
}


/* "Name: value CR LF" for whoever wants it; status lines have no colon. */

static void
http_header_given(const http_call_t *c, slice_t line)
{
    const uint8_t  *colon = memchr(line.data, ':', line.len);
    slice_t         name, value;

    if (c->on_header == NULL || colon == NULL) {
        return;
    }

    name = slice_make(line.data, (size_t) (colon - line.data));
    value = slice_make(colon + 1, line.len - name.len - 1);

    while (value.len > 0 && (*value.data == ' ' || *value.data == '\t')) {
        value = slice_make(value.data + 1, value.len - 1);
    }

    while (value.len > 0 && value.data[value.len - 1] <= ' ') {
        value.len--;
    }

    c->on_header(c->data, name, value);
}


size_t
http_on_read(char *buf, size_t one, size_t n, void *arg)
{
    http_call_t    *c = arg;
    uint64_t   left = c->read_len - c->read_at;
    size_t     len = one * n > left ? (size_t) left : one * n, got;

    if (len == 0) {
        return 0;
    }

    got = c->read(c->data, c->read_at, (uint8_t *) buf, len);
    c->read_at += got;

    return got == 0 ? CURL_READFUNC_ABORT : got;
}


int
http_on_seek(void *arg, curl_off_t offset, int origin)
{
    http_call_t  *c = arg;

    if (origin != SEEK_SET || offset < 0
        || (uint64_t) offset > c->read_len)
    {
        return CURL_SEEKFUNC_FAIL;
    }

    c->read_at = (uint64_t) offset;

    return CURL_SEEKFUNC_OK;
}


size_t
http_on_header(char *data, size_t one, size_t n, void *arg)
{
    http_call_t  *c = arg;

    c->headers += one * n;

    if (c->headers > HTTP_MAX_HEADERS) {
        c->too_large = true;
        return 0;
    }

    http_header_given(c, slice_make(data, one * n));

    return one * n;
}
