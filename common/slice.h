/*
 * slice - a borrowed run of bytes: pointer and length, never NUL-terminated.
 *
 * A slice owns nothing.  It is valid as long as the buffer it points into.
 * An empty slice may have data == NULL.
 */

#ifndef RELEVO_SLICE_H
#define RELEVO_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>


typedef struct {
    const uint8_t  *data;                                   /* borrowed */
    size_t          len;                                    /* bytes */
} slice_t;

#define SLICE_LIT(s)   ((slice_t) { (const uint8_t *) ("" s), sizeof(s) - 1 })
#define SLICE_NULL     ((slice_t) { NULL, 0 })


static inline slice_t
slice_make(const void *data, size_t len)
{
    return (slice_t) { (const uint8_t *) data, len };
}


static inline slice_t
slice_str(const char *s)
{
    return slice_make(s, s == NULL ? 0 : strlen(s));
}


/* Behind its last byte; an empty one ends where it begins, be that NULL: C does
 * not allow adding even 0 to it. */

static inline const uint8_t *
slice_end(slice_t s)
{
    return s.len == 0 ? s.data : s.data + s.len;
}


/* equality of public values; secrets are compared by signature_equal() */

static inline bool
slice_eq(slice_t a, slice_t b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#endif
