/*
 * text - cuts a long answer into messages a channel accepts.
 *
 * The unit is the provider's: code points, bytes or UTF-16 units.  A cut is
 * made at the last paragraph, line or sentence end in the second half of the
 * window, else at the last space, else between two code points.  White space
 * around a cut is dropped, nothing else is.  Bytes that are not UTF-8 count as
 * one each.
 */

#include "common/utf8_cut.h"
#include "worker/channels/channel.h"

typedef enum { CUT_WORD, CUT_SENTENCE, CUT_LINE, CUT_PARAGRAPH, CUTS } cut_t;


static bool
is_space(uint8_t c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}


/* Length of the code point at s[i]; never past the end, at least 1. */
static size_t
code_point_len(slice_t s, size_t i)
{
    size_t  n = 1, want = 1;

    if (s.data[i] >= 0xf0) {
        want = 4;
    } else if (s.data[i] >= 0xe0) {
        want = 3;
    } else if (s.data[i] >= 0xc0) {
        want = 2;
    }

    while (n < want && i + n < s.len && utf8_inside(s.data[i + n])) {
        n++;
    }

    return n;
}


/* What a code point of so many bytes costs. */
static size_t
units_of(size_t bytes, text_unit_t unit)
{
    switch (unit) {
    case TEXT_CODE_POINTS:  return 1;
    case TEXT_BYTES:        return bytes;
    case TEXT_UTF16:        return bytes == 4 ? 2 : 1;
    }

    return 1;
}


size_t
text_length(slice_t text, text_unit_t unit)
{
    size_t  n = 0, bytes;

    for (size_t i = 0; i < text.len; i += bytes) {
        bytes = code_point_len(text, i);
        n += units_of(bytes, unit);
    }

    return n;
}


static slice_t
trim(slice_t s)
{
    while (s.len > 0 && is_space(s.data[0])) {
        s = slice_make(s.data + 1, s.len - 1);
    }

    while (s.len > 0 && is_space(s.data[s.len - 1])) {
        s.len--;
    }

    return s;
}


/* What kind of cut is possible right before the white space at s[i]? */
static cut_t
cut_kind(slice_t s, size_t i)
{
    if (s.data[i] == '\n') {
        size_t  next = i + 1;

        while (next < s.len && (s.data[next] == '\r' || s.data[next] == ' ')) {
            next++;
        }

        return next < s.len && s.data[next] == '\n' ? CUT_PARAGRAPH : CUT_LINE;
    }

    if (i > 0 && strchr(".!?", s.data[i - 1]) != NULL) {
        return CUT_SENTENCE;
    }

    return CUT_WORD;
}


/* Bytes of the first part of text, which is longer than max units; at least
 * one code point, even if that alone is. */
static size_t
cut_at(slice_t text, size_t max, text_unit_t unit)
{
    size_t  best[CUTS] = { 0 };
    size_t  i = 0, half = 0, n = 0;

    while (i < text.len) {
        size_t  bytes = code_point_len(text, i);

        if (i > 0 && n + units_of(bytes, unit) > max) {
            break;
        }

        if (n <= max / 2) {
            half = i;
        }

        if (is_space(text.data[i])) {
            best[cut_kind(text, i)] = i;
        }

        n += units_of(bytes, unit);
        i += bytes;
    }

    if (i < text.len && is_space(text.data[i])) {
        best[cut_kind(text, i)] = i;
    }

    for (int kind = CUT_PARAGRAPH; kind > CUT_WORD; kind--) {
        if (best[kind] > 0 && best[kind] >= half) {
            return best[kind];
        }
    }

    return best[CUT_WORD] > 0 ? best[CUT_WORD] : i;
}


unsigned
text_split(slice_t text, size_t max, text_unit_t unit, slice_t *ret_parts,
    unsigned max_parts)
{
    unsigned  n = 0;

    text = trim(text);

    while (text.len > 0 && n < max_parts) {
        size_t  cut = text.len;

        /* the last part keeps the rest whole: too long, it fails in the
         * open (request() refuses it) instead of losing its end */

        if (text.len > max && n + 1 < max_parts
            && text_length(text, unit) > max)
        {
            cut = cut_at(text, max, unit);
        }

        ret_parts[n++] = trim(slice_make(text.data, cut));
        text = trim(slice_make(text.data + cut, text.len - cut));
    }

    return n;
}
