/*
 * utf8 - code points of text that may be anything.
 */

#ifndef RELEVO_NLU_UTF8_H
#define RELEVO_NLU_UTF8_H

#include "common/slice.h"

#define UTF8_BAD  0xfffdu


/* Next code point; an ill-formed sequence costs one byte. */
static inline uint32_t
utf8_next(const uint8_t **p, const uint8_t *end)
{
    const uint8_t  *s = *p;
    uint32_t        c = *s++;
    unsigned        more = c < 0x80 ? 0 : c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;

    *p = s;
    if (more == 0) {
        return c;
    }

    if (c < 0xc2 || c > 0xf4 || (size_t) (end - s) < more) {
        return UTF8_BAD;
    }

    c &= 0x3fu >> more;
    for (unsigned i = 0; i < more; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return UTF8_BAD;
        }
        c = c << 6 | (s[i] & 0x3fu);
    }

    *p = s + more;
    return c;
}


/* Writes c (at most four bytes), returns how many. */
static inline size_t
utf8_put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char) c;
        return 1;
    }

    if (c < 0x800) {
        out[0] = (char) (0xc0 | c >> 6);
        out[1] = (char) (0x80 | (c & 0x3f));
        return 2;
    }

    if (c < 0x10000) {
        out[0] = (char) (0xe0 | c >> 12);
        out[1] = (char) (0x80 | (c >> 6 & 0x3f));
        out[2] = (char) (0x80 | (c & 0x3f));
        return 3;
    }

    out[0] = (char) (0xf0 | c >> 18);
    out[1] = (char) (0x80 | (c >> 12 & 0x3f));
    out[2] = (char) (0x80 | (c >> 6 & 0x3f));
    out[3] = (char) (0x80 | (c & 0x3f));
    return 4;
}


static inline bool
utf8_is_emoji(uint32_t c)
{
    return (c >= 0x1f300 && c <= 0x1faff && !(c >= 0x1f3fb && c <= 0x1f3ff))
           || (c >= 0x2600 && c <= 0x27bf);
}


/* Punctuation, symbols, joiners, private use: no letter and no emoji. */
static inline bool
utf8_is_mark(uint32_t c)
{
    return (c >= 0x250 && c < 0x370) || (c >= 0x2000 && c < 0x2c00)
           || (c >= 0x2e00 && c < 0x3040) || (c >= 0xd800 && c < 0xf900)
           || (c >= 0xfe00 && c < 0xfe70) || c >= 0xff00;
}

#endif
