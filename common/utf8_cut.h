/*
 * utf8_cut - texts cut between their characters, at so many bytes or so many
 * characters.
 *
 * A character is a byte and the continuation bytes behind it, at most three.
 * That holds for bytes that are not UTF-8 too, so nothing here leaves the text
 * or stops within it.  What is returned is borrowed from the text.
 */

#ifndef RELEVO_UTF8_CUT_H
#define RELEVO_UTF8_CUT_H

#include "slice.h"

#define UTF8_CHAR_MAX  4                /* bytes */


/* A byte within a character, not its first. */

static inline bool
utf8_inside(uint8_t c)
{
    return (c & 0xc0) == 0x80;
}


/* At most max bytes, whole characters.  Where more continuation bytes stand in
 * a row than a character has, it is no UTF-8 and is cut at max: a cut never
 * takes more than three bytes from what there is room for. */

static inline slice_t
utf8_cut(slice_t text, size_t max)
{
    size_t  len = max;

    if (text.len <= max) {
        return text;
    }

    while (len > 0 && max - len < UTF8_CHAR_MAX - 1
           && utf8_inside(text.data[len]))
    {
        len--;
    }

    text.len = utf8_inside(text.data[len]) ? max : len;

    return text;
}


/* Where the character at byte at ends; at is within the text. */

static inline size_t
utf8_end(slice_t text, size_t at)
{
    size_t  most = text.len - at < UTF8_CHAR_MAX ? text.len
                                                 : at + UTF8_CHAR_MAX;

    do {
        at++;
    } while (at < most && utf8_inside(text.data[at]));

    return at;
}


/* At most max characters. */

static inline slice_t
utf8_cut_chars(slice_t text, size_t max)
{
    size_t  at = 0;

    while (at < text.len && max-- > 0) {
        at = utf8_end(text, at);
    }

    text.len = at;

    return text;
}


/* How many characters it has. */

static inline size_t
utf8_chars(slice_t text)
{
    size_t  n = 0;

    for (size_t at = 0; at < text.len; n++) {
        at = utf8_end(text, at);
    }

    return n;
}

#endif
