/*
 * eventstream - see eventstream.h.
 */

#include "worker/providers/eventstream.h"

#define FRAME_PRELUDE  12
#define FRAME_LEAST    16               /* prelude and the sum at the end */
#define HEADER_STRING  7

/* Bytes of a value by type; -1: a length of two bytes stands in front. */
static const int  header_sizes[] = { 0, 0, 1, 2, 4, 8, -1, -1, 8, 16 };

#define HEADER_TYPES  (sizeof(header_sizes) / sizeof(header_sizes[0]))


uint32_t
crc32_of(slice_t bytes)
{
    static uint32_t  table[256];
    uint32_t         crc = 0xffffffffu;

    if (table[1] == 0) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t  c = i;

            for (int bit = 0; bit < 8; bit++) {
                c = (c >> 1) ^ ((c & 1) ? 0xedb88320u : 0);
            }
            table[i] = c;
        }
    }

    for (size_t i = 0; i < bytes.len; i++) {
        crc = table[(crc ^ bytes.data[i]) & 0xff] ^ (crc >> 8);
    }

    return ~crc;
}


static uint32_t
read_u32(const uint8_t *p)
{
    return (uint32_t) p[0] << 24 | (uint32_t) p[1] << 16
           | (uint32_t) p[2] << 8 | p[3];
}


bool
eventstream_in(pool_t *pool, eventstream_t *e, size_t max, eventstream_fn fn,
    void *data)
{
    *e = (eventstream_t) { .fn = fn, .data = data };

    return buffer_in(pool, &e->in, max);
}


bool
eventstream_is_whole(const eventstream_t *e)
{
    return e->in.len == 0 && e->error == NULL;
}


static void
header_keep(eventstream_event_t *event, slice_t name, slice_t value)
{
    const struct {
        slice_t   name;
        slice_t  *to;
    } wanted[] = {
        { SLICE_LIT(":message-type"),   &event->message_type },
        { SLICE_LIT(":event-type"),     &event->event_type },
        { SLICE_LIT(":exception-type"), &event->exception_type },
        { SLICE_LIT(":error-code"),     &event->error_code },
    };

    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (slice_eq(name, wanted[i].name)) {
            *wanted[i].to = value;
        }
    }
}


/* One header off the front of rest; false when it does not fit. */

static bool
header_read(eventstream_event_t *event, slice_t *rest)
{
    const uint8_t  *p = rest->data;
    size_t          left = rest->len, name_len = p[0], size;
    unsigned        type;
    slice_t         name;

    if (left < 1 + name_len + 1) {
        return false;
    }

    name = slice_make(p + 1, name_len);
    type = p[1 + name_len];
    p += name_len + 2;
    left -= name_len + 2;

    if (type >= HEADER_TYPES) {
        return false;
    }

    if (header_sizes[type] >= 0) {
        size = (size_t) header_sizes[type];

    } else {
        if (left < 2) {
            return false;
        }
        size = (size_t) p[0] << 8 | p[1];
        p += 2;
        left -= 2;
    }

    if (left < size) {
        return false;
    }

    if (type == HEADER_STRING) {
        header_keep(event, name, slice_make(p, size));
    }

    *rest = slice_make(p + size, left - size);

    return true;
}


static bool
frame_read(eventstream_t *e, slice_t frame, size_t headers_len)
{
    eventstream_event_t  event = { .payload = SLICE_NULL };
    slice_t              headers = slice_make(frame.data + FRAME_PRELUDE,
                                              headers_len);

    if (crc32_of(slice_make(frame.data, frame.len - 4))
        != read_u32(slice_end(frame) - 4))
    {
        e->error = "frame damaged";
        return false;
    }

    while (headers.len > 0) {
        if (!header_read(&event, &headers)) {
            e->error = "headers of a frame damaged";
            return false;
        }
    }

    event.payload = slice_make(frame.data + FRAME_PRELUDE + headers_len,
                               frame.len - FRAME_LEAST - headers_len);

    return e->fn(e->data, &event);
}


/* The length of the frame in front; 0 with error when it is none. */

static size_t
frame_len(eventstream_t *e, const uint8_t *p, size_t *ret_headers)
{
    size_t  len = read_u32(p), headers = read_u32(p + 4);

    if (crc32_of(slice_make(p, 8)) != read_u32(p + 8)) {
        e->error = "no frame";
        return 0;
    }

    if (len < FRAME_LEAST || len > e->in.max || headers > len - FRAME_LEAST) {
        e->error = "frame of an impossible length";
        return 0;
    }

    *ret_headers = headers;

    return len;
}


bool
eventstream_feed(eventstream_t *e, slice_t bytes)
{
    size_t  done = 0, headers;

    if (e->error != NULL) {
        return false;
    }

    /* whole frames leave below: what is kept is less than one */

    while (bytes.len > 0) {
        size_t   room = e->in.max - e->in.len;
        slice_t  part = slice_make(bytes.data, bytes.len < room ? bytes.len
                                                                : room);

        if (room == 0 || !buffer_add(&e->in, part)) {
            e->error = "no memory for a frame";
            return false;
        }
        bytes = slice_make(bytes.data + part.len, bytes.len - part.len);

        for (done = 0; e->in.len - done >= FRAME_PRELUDE; ) {
            const uint8_t  *p = (const uint8_t *) e->in.data + done;
            size_t          len = frame_len(e, p, &headers);

            if (len == 0) {
                return false;
            }
            if (e->in.len - done < len) {
                break;
            }
            if (!frame_read(e, slice_make(p, len), headers)) {
                return false;
            }
            done += len;
        }

        if (done > 0) {
            buffer_drop(&e->in, done);
        }
    }

    return true;
}
