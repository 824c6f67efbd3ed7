/*
 * decode - hex, base64 and decimal numbers of headers; see decode.h.
 */

#include "decode.h"

#include "banned.h"


/* value of a digit and a bit that says it is one; 0 for what is none */

#define HEX  0x10u

static const uint8_t  hex_digits[256] = {
    ['0'] = HEX | 0, ['1'] = HEX | 1, ['2'] = HEX | 2, ['3'] = HEX | 3,
    ['4'] = HEX | 4, ['5'] = HEX | 5, ['6'] = HEX | 6, ['7'] = HEX | 7,
    ['8'] = HEX | 8, ['9'] = HEX | 9, ['a'] = HEX | 10, ['b'] = HEX | 11,
    ['c'] = HEX | 12, ['d'] = HEX | 13, ['e'] = HEX | 14, ['f'] = HEX | 15,
};


bool
decode_hex(slice_t text, uint8_t *ret_bytes, size_t len)
{
    unsigned  all = HEX;

    if (text.len != 2 * len) {
        return false;
    }

    for (size_t i = 0; i < len; i++) {
        unsigned  high = hex_digits[text.data[2 * i]];
        unsigned  low = hex_digits[text.data[2 * i + 1]];

        all &= high & low;
        ret_bytes[i] = (uint8_t) (high << 4 | (low & 0x0f));
    }

    return all != 0;
}


static int
base64_value(uint8_t ch)
{
    if (ch >= 'A' && ch <= 'Z') {
        return ch - 'A';
    }

    if (ch >= 'a' && ch <= 'z') {
        return ch - 'a' + 26;
    }

    if (ch >= '0' && ch <= '9') {
        return ch - '0' + 52;
    }

    return ch == '+' ? 62 : ch == '/' ? 63 : -1;
}


bool
decode_base64(slice_t text, uint8_t *ret_bytes, size_t max, size_t *ret_len)
{
    uint32_t  bits = 0;
    unsigned  have = 0;
    size_t    n = 0, len = text.len;

    if (len % 4 != 0) {
        return false;
    }

    for (unsigned i = 0; i < 2 && len > 0 && text.data[len - 1] == '='; i++) {
        len--;
    }

    for (size_t i = 0; i < len; i++) {
        int  value = base64_value(text.data[i]);

        if (value < 0) {
            return false;
        }

        bits = bits << 6 | (uint32_t) value;
        have += 6;

        if (have >= 8) {
            if (n == max) {
                return false;
            }

            have -= 8;
            ret_bytes[n++] = (uint8_t) (bits >> have);
        }
    }

    *ret_len = n;

    return have < 6 && (bits & ((1u << have) - 1)) == 0;
}


bool
decode_decimal(slice_t text, uint64_t *ret_value)
{
    uint64_t  value = 0;

    if (text.len == 0 || (text.len > 1 && text.data[0] == '0')) {
        return false;
    }

    for (size_t i = 0; i < text.len; i++) {
        unsigned  digit = (unsigned) text.data[i] - '0';

        if (digit > 9 || __builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, digit, &value))
        {
            return false;
        }
    }

    *ret_value = value;

    return true;
}
