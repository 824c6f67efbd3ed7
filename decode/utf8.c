/*
 * utf8 - see utf8.h.
 */

#include "decode/utf8.h"

#include <stdlib.h>

#include "worker/nlu/utf8.h"

#include "common/banned.h"


/* What stands for c in clean text; 0: nothing. */
static uint32_t
clean_char(uint32_t c)
{
    if (c == '\r') {
        return 0;
    }
    if (c == '\f') {
        return '\n';
    }
    if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
        return UTF8_BAD;
    }
    if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
        return ' ';
    }

    return c;
}


char *
utf8_clean(slice_t text, size_t max, size_t *ret_len, bool *ret_cut)
{
    const uint8_t  *p = text.data, *end = slice_end(text);
    size_t          most = text.len * 3 < max ? text.len * 3 : max;
    char           *clean = malloc(most + 5);   /* a bad byte becomes three */
    size_t          len = 0;

    *ret_cut = false;
    *ret_len = 0;

    if (clean == NULL) {
        return NULL;
    }

    while (p < end) {
        uint32_t  c = clean_char(utf8_next(&p, end));
        size_t    n = c == 0 ? 0 : (size_t) utf8_put(c, clean + len);

        if (len + n > max) {
            *ret_cut = true;
            break;
        }
        len += n;
    }

    clean[len] = '\0';
    *ret_len = len;

    return clean;
}
