/*
 * stream_id - see stream_id.h.
 */

#include "stream_id.h"

#include "banned.h"


/* Takes the digits off the front of text; at least one. */
static bool
take_number(slice_t *text, uint64_t *ret_value)
{
    uint64_t  value = 0;
    size_t    i;

    for (i = 0; i < text->len; i++) {
        unsigned  digit = (unsigned) text->data[i] - '0';

        if (digit > 9) {
            break;
        }

        if (__builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, digit, &value))
        {
            return false;
        }
    }

    *ret_value = value;
    *text = slice_make(text->data + i, text->len - i);

    return i > 0;
}


bool
stream_id_read(slice_t text, stream_id_t *ret_id)
{
    stream_id_t  id;

    if (!take_number(&text, &id.ms) || text.len == 0 || text.data[0] != '-') {
        return false;
    }

    text = slice_make(text.data + 1, text.len - 1);

    if (!take_number(&text, &id.seq) || text.len > 0) {
        return false;
    }

    *ret_id = id;

    return true;
}


int
stream_id_compare(stream_id_t a, stream_id_t b)
{
    if (a.ms != b.ms) {
        return a.ms < b.ms ? -1 : 1;
    }

    return a.seq == b.seq ? 0 : (a.seq < b.seq ? -1 : 1);
}
