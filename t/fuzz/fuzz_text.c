/*
 * fuzz_text - what is done to text on its way: repaired, measured, cut.
 *
 * Input: limit, unit, parts; the rest is the text.
 *
 * - After text_repair() it is UTF-8 without NUL (jansson is asked); once more
 *   changes nothing.
 * - The parts of text_split() lie in order within it and lose nothing but
 *   white space; each is of at most the limit (or one code point), but for the
 *   last when parts ran out; a text that is UTF-8 has parts that are.
 */

#include <jansson.h>

#include "common/scan.h"
#include "t/fuzz/check.h"
#include "worker/channels/channel.h"

#define PARTS_MAX  16


static bool
is_utf8(slice_t text)
{
    json_t  *string = json_stringn((const char *) text.data, text.len);
    bool     ok = string != NULL;

    json_decref(string);

    return ok;
}


static bool
is_blank(const uint8_t *from, const uint8_t *to)
{
    for (; from < to; from++) {
        if (strchr(" \t\r\n", *from) == NULL || *from == '\0') {
            return false;
        }
    }

    return true;
}


static void
check_split(slice_t text, size_t max, text_unit_t unit, unsigned max_parts)
{
    slice_t         parts[PARTS_MAX];
    unsigned        n = text_split(text, max, unit, parts, max_parts);
    const uint8_t  *at = text.data;
    bool            utf8 = is_utf8(text);

    check(n <= max_parts);

    for (unsigned i = 0; i < n; i++) {
        check(parts[i].len > 0);
        check(parts[i].data >= at
              && parts[i].data + parts[i].len <= text.data + text.len);
        check(is_blank(at, parts[i].data));
        check(text_length(parts[i], unit) <= max
              || text_length(parts[i], TEXT_CODE_POINTS) == 1
              || (i + 1 == max_parts));
        check(!utf8 || is_utf8(parts[i]));
        at = parts[i].data + parts[i].len;
    }

    check(is_blank(at, text.data + text.len));
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t      rest = slice_make(data, len), text;
    size_t       max = 1u + take_byte(&rest);
    text_unit_t  unit = (text_unit_t) (take_byte(&rest) % 3);
    unsigned     parts = 1u + take_byte(&rest) % PARTS_MAX;
    uint8_t     *copy = malloc(rest.len + 1);

    check(copy != NULL);
    check_split(rest, max, unit, parts);
    check(text_length(rest, TEXT_BYTES) == rest.len);
    check(text_length(rest, TEXT_CODE_POINTS)
          <= text_length(rest, TEXT_UTF16));

    if (rest.len > 0) {
        memcpy(copy, rest.data, rest.len);
    }

    text = slice_make(copy, rest.len);
    check((text_repair(copy, rest.len) == 0)
          == (is_utf8(rest) && (rest.len == 0
              || memchr(rest.data, 0, rest.len) == NULL)));
    check(is_utf8(text));
    check(text_repair(copy, rest.len) == 0);
    check_split(text, max, unit, parts);
    free(copy);

    return 0;
}
