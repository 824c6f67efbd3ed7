/*
 * sse - see sse.h.  A line that came in one piece is read where it lies; only
 * the beginning of one is kept.
 */

#include "worker/providers/sse.h"


bool
sse_in(pool_t *pool, sse_t *s, size_t max, sse_fn fn, void *data)
{
    *s = (sse_t) { .fn = fn, .data = data };

    return buffer_in(pool, &s->line, max) && buffer_in(pool, &s->text, max);
}


static bool
sse_dispatch(sse_t *s)
{
    bool  go_on = !s->has_text
                  || s->fn(s->data, slice_make(s->name, s->name_len),
                           buffer_slice(&s->text));

    s->text.len = 0;
    s->name_len = 0;
    s->has_text = false;

    return go_on;
}


static bool
sse_field(sse_t *s, slice_t name, slice_t value)
{
    if (slice_eq(name, SLICE_LIT("event"))) {
        s->name_len = value.len < SSE_NAME_MAX ? value.len : SSE_NAME_MAX;
        if (s->name_len > 0) {
            memcpy(s->name, value.data, s->name_len);
        }
        return true;
    }

    if (!slice_eq(name, SLICE_LIT("data"))) {
        return true;                    /* id, retry, what is to come */
    }

    if (s->has_text && !buffer_add(&s->text, SLICE_LIT("\n"))) {
        return false;
    }
    s->has_text = true;

    return buffer_add(&s->text, value);
}


static bool
sse_line(sse_t *s, slice_t line)
{
    const uint8_t  *colon;
    slice_t         value = SLICE_NULL;

    if (!s->begun && line.len >= 3 && memcmp(line.data, "\xef\xbb\xbf", 3) == 0)
    {
        line = slice_make(line.data + 3, line.len - 3);
    }
    s->begun = true;

    if (line.len == 0) {
        return sse_dispatch(s);
    }

    colon = memchr(line.data, ':', line.len);

    if (colon != NULL) {
        value = slice_make(colon + 1,
                           line.len - (size_t) (colon - line.data) - 1);
        line.len = (size_t) (colon - line.data);
    }

    if (value.len > 0 && value.data[0] == ' ') {
        value = slice_make(value.data + 1, value.len - 1);
    }

    return line.len == 0 || sse_field(s, line, value);      /* ":" comments */
}


/* Bytes up to a line end; SIZE_MAX when there is none. */

static size_t
sse_line_end(slice_t bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] == '\n' || bytes.data[i] == '\r') {
            return i;
        }
    }

    return SIZE_MAX;
}


bool
sse_feed(sse_t *s, slice_t bytes)
{
    while (bytes.len > 0) {
        size_t  n;
        bool    ok;

        if (s->skip_lf && bytes.data[0] == '\n') {
            s->skip_lf = false;
            bytes = slice_make(bytes.data + 1, bytes.len - 1);
            continue;
        }
        s->skip_lf = false;

        n = sse_line_end(bytes);
        if (n == SIZE_MAX) {
            return buffer_add(&s->line, bytes);
        }

        if (s->line.len == 0) {
            ok = sse_line(s, slice_make(bytes.data, n));
        } else {
            ok = buffer_add(&s->line, slice_make(bytes.data, n))
                 && sse_line(s, buffer_slice(&s->line));
            s->line.len = 0;
        }

        if (!ok) {
            return false;
        }

        s->skip_lf = bytes.data[n] == '\r';
        bytes = slice_make(bytes.data + n + 1, bytes.len - n - 1);
    }

    return true;
}
