/*
 * check.h - what targets have in common: a property that must hold, and
 * taking an input apart.  A taker past the end takes nothing: every input is
 * one of the target's.
 */

#ifndef RELEVO_FUZZ_CHECK_H
#define RELEVO_FUZZ_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#include "common/slice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define check(right)                                                          \
    ((right) ? (void) 0 : check_failed(__FILE__, __LINE__, #right))


static inline void
check_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, what);
    abort();
}


static inline void
check_inside(slice_t part, slice_t whole)
{
    check(part.len == 0 || (part.data >= whole.data
          && part.data + part.len <= whole.data + whole.len));
}


static inline uint8_t
take_byte(slice_t *rest)
{
    uint8_t  byte = rest->len == 0 ? 0 : rest->data[0];

    if (rest->len > 0) {
        *rest = slice_make(rest->data + 1, rest->len - 1);
    }

    return byte;
}


static inline slice_t
take_bytes(slice_t *rest, size_t n)
{
    slice_t  part = slice_make(rest->data, n < rest->len ? n : rest->len);

    *rest = slice_make(rest->data + part.len, rest->len - part.len);

    return part;
}


/* Up to a line's end, which is dropped. */
static inline slice_t
take_line(slice_t *rest)
{
    const uint8_t  *end = rest->len == 0 ? NULL
                          : memchr(rest->data, '\n', rest->len);
    slice_t         line = *rest;

    if (end == NULL) {
        rest->len = 0;
        return line;
    }

    line.len = (size_t) (end - rest->data);
    *rest = slice_make(end + 1, rest->len - line.len - 1);

    return line;
}

#endif
