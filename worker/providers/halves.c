/*
 * halves - see halves.h.
 */

#include "worker/providers/halves.h"

#include <ctype.h>
#include <stdlib.h>

#define PRIVATE        0xe000u          /* stands for 0xd800 */
#define PRIVATE_LOW    0xe400u          /* for 0xdc00 */
#define PRIVATE_END    0xe800u
#define ESCAPE_LEN     6                /* \uXXXX */


/* The unit of an escape at p; 0 when there is none. */

static unsigned
escape_read(const uint8_t *p, size_t left)
{
    char  digits[5] = "";

    if (left < ESCAPE_LEN || p[0] != '\\' || p[1] != 'u') {
        return 0;
    }

    for (int i = 0; i < 4; i++) {
        if (!isxdigit(p[2 + i])) {
            return 0;
        }
        digits[i] = (char) p[2 + i];
    }

    return (unsigned) strtoul(digits, NULL, 16);
}


static bool
is_high(unsigned unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}


static bool
is_low(unsigned unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}


bool
halves_mark(uint8_t *json, size_t len)
{
    static const char  digits[] = "0123456789abcdef";
    bool               marked = false;

    for (size_t i = 0; i < len; ) {
        unsigned  unit = escape_read(json + i, len - i), private;

        if (unit == 0) {
            i += json[i] == '\\' ? 2 : 1;       /* "\\" is no beginning */
            continue;
        }

        if (is_high(unit)
            && is_low(escape_read(json + i + ESCAPE_LEN,
                                  len - i - ESCAPE_LEN)))
        {
            i += 2 * ESCAPE_LEN;                /* a pair, as it should be */
            continue;
        }

        if (is_high(unit) || is_low(unit)) {
            private = unit - 0xd800 + PRIVATE;
            for (int d = 0; d < 4; d++) {
                json[i + 2 + (size_t) d] =
                    (uint8_t) digits[(private >> (12 - 4 * d)) & 15];
            }
            marked = true;
        }
        i += ESCAPE_LEN;
    }

    return marked;
}


/* ---- joining ---- */

static bool
add_lost(buffer_t *out)
{
    return buffer_add(out, SLICE_LIT("\xef\xbf\xbd"));
}


static bool
add_pair(unsigned high, unsigned low, buffer_t *out)
{
    unsigned  c = 0x10000 + ((high - PRIVATE) << 10) + (low - PRIVATE_LOW);
    uint8_t   utf8[4] = {
        (uint8_t) (0xf0 | c >> 18), (uint8_t) (0x80 | (c >> 12 & 0x3f)),
        (uint8_t) (0x80 | (c >> 6 & 0x3f)), (uint8_t) (0x80 | (c & 0x3f))
    };

    return buffer_add(out, slice_make(utf8, 4));
}


/* The private character at p; 0 when there is another one. */

static unsigned
private_read(const uint8_t *p, size_t left)
{
    unsigned  c;

    if (left < 3 || p[0] != 0xee) {
        return 0;                       /* U+E000 to U+EFFF begin with EE */
    }

    c = 0xe000u | (unsigned) (p[1] & 0x3f) << 6 | (p[2] & 0x3fu);

    return c < PRIVATE_END ? c : 0;
}


static bool
join_unit(uint16_t *pending, unsigned unit, buffer_t *out)
{
    unsigned  high = *pending;

    *pending = 0;

    if (unit >= PRIVATE_LOW) {
        return high != 0 ? add_pair(high, unit, out) : add_lost(out);
    }

    *pending = (uint16_t) unit;

    return high == 0 || add_lost(out);
}


bool
halves_join(uint16_t *pending, slice_t piece, buffer_t *out)
{
    for (size_t i = 0; i < piece.len; ) {
        unsigned  unit = private_read(piece.data + i, piece.len - i);

        if (unit != 0) {
            if (!join_unit(pending, unit, out)) {
                return false;
            }
            i += 3;
            continue;
        }

        if (*pending != 0) {
            *pending = 0;
            if (!add_lost(out)) {
                return false;
            }
        }

        if (!buffer_add(out, slice_make(piece.data + i, 1))) {
            return false;
        }
        i++;
    }

    return true;
}
