/*
 * fuzz_decoded - what relevo-decode reads before anything is locked, and what
 * the worker reads of it: a result of any bytes is refused or lies inside
 * itself; a picture's header never leads out of the file; any text becomes
 * text that JSON can hold.
 *
 * Input: which of them; the rest is the file.  (The sources of decode/ are
 * taken in whole: they are no part of the worker's archive.)
 */

#include <jansson.h>

#include "common/decoded.h"
#include "t/fuzz/check.h"

#include "decode/image_header.c"
#include "decode/utf8.c"


static void
check_result(slice_t bytes)
{
    decoded_header_t  header;
    uint64_t          offset, len;

    if (bytes.len < sizeof(header)) {
        return;
    }

    memcpy(&header, bytes.data, sizeof(header));
    if (!decoded_place(&header, bytes.len, &offset, &len)) {
        return;
    }

    check(len > 0 && len <= DECODED_JSON_MAX);
    check_inside(slice_make(bytes.data + offset, len), bytes);
    check(offset + len == bytes.len);

    /* an attachment anywhere, of any length */
    for (uint64_t at = 0; at < 64; at++) {
        uint64_t  n = at * 0x0123456789abcdefu;

        if (decoded_inside(&header, at, n)) {
            check(at >= sizeof(header) && at + n <= offset);
        }
    }
}


static void
check_picture(slice_t bytes, const char *mime)
{
    image_header_t  header;

    if (!image_header(bytes, mime, &header)) {
        return;
    }

    check(header.width > 0 && header.height > 0);
    check(header.width <= UINT32_MAX && header.height <= UINT32_MAX);
    check(header.orientation >= 1 && header.orientation <= 8);
    check_inside(header.first, bytes);
}


static void
check_text(slice_t bytes)
{
    size_t   len, most = bytes.len == 0 ? 0 : bytes.data[0];
    bool     cut;
    char    *clean = utf8_clean(bytes, most, &len, &cut);
    json_t  *text;

    check(clean != NULL && len <= most && clean[len] == '\0');
    check(memchr(clean, '\0', len) == NULL);
    text = json_stringn(clean, len);        /* refuses what is no UTF-8 */
    check(text != NULL);
    json_decref(text);
    free(clean);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const  types[] = {
        "image/jpeg", "image/png", "image/gif", "image/webp"
    };
    slice_t  rest = slice_make(data, len);
    uint8_t  which = take_byte(&rest) % 8;

    if (which < 4) {
        check_picture(rest, types[which]);
    } else if (which < 6) {
        check_result(rest);
    } else {
        check_text(rest);
    }

    return 0;
}
