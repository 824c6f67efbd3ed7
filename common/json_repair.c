/*
 * json_repair - makes well-formed JSON acceptable to jansson and PostgreSQL.
 *
 * After the scanner, before the parser: admit repairs a copy of an update; the
 * raw bytes are kept as they came.  The length never changes:
 *
 *   \ud800 without its half, \u0000    \ufffd
 *   a byte that is not UTF-8           '?'
 *   a number neither side can hold     null and spaces
 *
 * Integers have to fit in 64 bits, reals below 1e308, and a number has at most
 * 400 bytes.  null, not a rounded number: two huge ids must not become one.
 * Expects what scan_json() accepts; safe on any bytes.
 */

#include "scan.h"
#include "utf8_cut.h"

#include "banned.h"

#define NUMBER_LEN_MAX  400
#define EXPONENT_MAX    308             /* decimal, of a double */
#define INT64_DIGITS    19

#define LEAD_FIRST      0xd800u         /* first half of a surrogate pair */
#define TRAIL_FIRST     0xdc00u
#define TRAIL_LAST      0xdfffu


static bool
is_digit(uint8_t ch)
{
    return (uint8_t) (ch - '0') <= 9;
}


/* ---- UTF-8 ---- */

/* Length of the well-formed sequence at p, 0 when there is none. */

static size_t
utf8_len(const uint8_t *p, size_t left)
{
    uint8_t  low = 0x80, high = 0xbf;           /* of the second byte */
    size_t   len;

    if (p[0] < 0x80) {
        return 1;
    }

    len = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3
          : p[0] < 0xf5 ? 4 : 0;

    if (len == 0 || left < len) {
        return 0;
    }

    switch (p[0]) {
    case 0xe0: low = 0xa0; break;               /* overlong */
    case 0xed: high = 0x9f; break;              /* surrogates */
    case 0xf0: low = 0x90; break;               /* overlong */
    case 0xf4: high = 0x8f; break;              /* above U+10FFFF */
    default: break;
    }

    if (p[1] < low || p[1] > high) {
        return 0;
    }

    for (size_t i = 2; i < len; i++) {
        if (!utf8_inside(p[i])) {
            return 0;
        }
    }

    return len;
}


/* Returns how far to go on. */

static size_t
utf8_repair(uint8_t *p, size_t left, size_t *repairs)
{
    size_t  len = utf8_len(p, left);

    if (len == 0) {
        *p = '?';
        (*repairs)++;
        return 1;
    }

    return len;
}


/* ---- escapes ---- */

/* The code unit of a \uXXXX at p; -1 when there is none. */

static int
unit_at(const uint8_t *p, size_t left)
{
    int  unit = 0;

    if (left < 6 || p[0] != '\\' || p[1] != 'u') {
        return -1;
    }

    for (unsigned i = 2; i < 6; i++) {
        uint8_t  ch = p[i];

        if (is_digit(ch)) {
            unit = unit << 4 | (ch - '0');

        } else if ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'f') {
            unit = unit << 4 | ((ch | 0x20) - 'a' + 10);

        } else {
            return -1;
        }
    }

    return unit;
}


/* p is at a backslash; returns how far to go on. */

static size_t
escape_repair(uint8_t *p, size_t left, size_t *repairs)
{
    int  unit = unit_at(p, left), next;

    if (unit < 0) {
        return 1 + (left > 1 && p[1] < 0x80);   /* \n and the like */
    }

    if (unit >= (int) LEAD_FIRST && unit < (int) TRAIL_FIRST) {
        next = unit_at(p + 6, left - 6);

        if (next >= (int) TRAIL_FIRST && next <= (int) TRAIL_LAST) {
            return 12;
        }
    }

    if (unit == 0 || (unit >= (int) LEAD_FIRST && unit <= (int) TRAIL_LAST)) {
        memcpy(p + 2, "fffd", 4);
        (*repairs)++;
    }

    return 6;
}


/* p is behind the opening quote; returns the length with the closing one. */

static size_t
string_repair(uint8_t *p, size_t left, size_t *repairs)
{
    size_t  i = 0;

    while (i < left) {
        if (p[i] == '"') {
            return i + 1;
        }

        i += p[i] == '\\' ? escape_repair(p + i, left - i, repairs)
                          : utf8_repair(p + i, left - i, repairs);
    }

    return left;
}


/* ---- numbers ---- */

static bool
integer_fits(const uint8_t *p, size_t len)
{
    static const char  max[] = "9223372036854775807";
    static const char  min[] = "9223372036854775808";
    const bool         negative = p[0] == '-';

    p += negative;
    len -= negative;

    return len < INT64_DIGITS
           || (len == INT64_DIGITS
               && memcmp(p, negative ? min : max, INT64_DIGITS) <= 0);
}


/* The exponent at p (behind the e), saturating. */

static int
exponent_of(const uint8_t *p, size_t len)
{
    size_t  i = len > 0 && (p[0] == '-' || p[0] == '+');
    int     value = 0;

    for (; i < len && is_digit(p[i]); i++) {
        value = value > 10000 ? value : value * 10 + (p[i] - '0');
    }

    return len > 0 && p[0] == '-' ? -value : value;
}


/*
 * Is |number| < 10^EXPONENT_MAX, and its exponent within what a numeric can
 * display?  No strtod(): its result depends on the locale.
 */

static bool
real_fits(const uint8_t *p, size_t len)
{
    int     exponent = 0, whole = 0;
    bool    zero = true, fraction = false;
    size_t  i;

    for (i = p[0] == '-'; i < len && (p[i] | 0x20) != 'e'; i++) {
        if (p[i] == '.') {
            fraction = true;
            continue;
        }

        if (zero && p[i] == '0') {
            whole -= fraction;          /* 0.001 is 1e-3 */
            continue;
        }

        zero = false;
        whole += !fraction;
    }

    if (i < len) {
        exponent = exponent_of(p + i + 1, len - i - 1);
    }

    return exponent >= -NUMBER_LEN_MAX && exponent <= NUMBER_LEN_MAX
           && (zero || whole + exponent <= EXPONENT_MAX);
}


static bool
is_number_byte(uint8_t ch)
{
    return is_digit(ch) || ch == '-' || ch == '+' || ch == '.'
           || (ch | 0x20) == 'e';
}


/* p is at a digit or minus outside of strings; returns the number's length. */

static size_t
number_repair(uint8_t *p, size_t left, size_t *repairs)
{
    size_t  len = 0;
    bool    real = false;

    while (len < left && is_number_byte(p[len])) {
        real = real || p[len] == '.' || (p[len] | 0x20) == 'e';
        len++;
    }

    if (len > NUMBER_LEN_MAX
        || !(real ? real_fits(p, len) : integer_fits(p, len)))
    {
        memset(p, ' ', len);
        memcpy(p, "null", 4);           /* the shortest misfit is 1e308 */
        (*repairs)++;
    }

    return len;
}


size_t
json_repair(uint8_t *data, size_t len)
{
    size_t  repairs = 0, i = 0;

    while (i < len) {
        if (data[i] == '"') {
            i++;
            i += string_repair(data + i, len - i, &repairs);

        } else if (is_digit(data[i]) || data[i] == '-') {
            i += number_repair(data + i, len - i, &repairs);

        } else {
            i++;
        }
    }

    return repairs;
}


size_t
text_repair(uint8_t *data, size_t len)
{
    size_t  repairs = 0, i = 0;

    while (i < len) {
        if (data[i] == '\0') {
            data[i++] = '?';
            repairs++;

        } else {
            i += utf8_repair(data + i, len - i, &repairs);
        }
    }

    return repairs;
}
