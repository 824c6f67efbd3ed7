/*
 * fields_value - numbers, currencies and accounts as papers of five languages
 * write them; see fields.h.
 */

#include "worker/media/fields.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/banned.h"

#define DIGITS_MAX  15

static const struct { const char *sign, *code; } signs[] = {
    { "R$", "BRL" }, { "US$", "USD" }, { "MX$", "MXN" }, { "\u20ac", "EUR" },
    { "\u00a3", "GBP" }, { "EUROS", "EUR" }, { "euros", "EUR" },
    { "euro", "EUR" }, { "Euro", "EUR" }, { "EUR", "EUR" }, { "USD", "USD" },
    { "GBP", "GBP" }, { "BRL", "BRL" }, { "MXN", "MXN" }, { "ARS", "ARS" },
    { "COP", "COP" }, { "CLP", "CLP" }, { "PEN", "PEN" }, { "UYU", "UYU" },
    { "CAD", "CAD" }, { "AUD", "AUD" }, { "CHF", "CHF" }, { "$", "$" }
};

#define SIGNS  (sizeof(signs) / sizeof(signs[0]))


static bool
is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}


/* Letters, digits and bytes of UTF-8 run on; a sign of money does not. */

static bool
is_word(uint8_t c)
{
    return isalnum(c) || c == '_' || c == '#';
}


static const char *
sign_at(const uint8_t *s, const uint8_t *end, size_t *ret_len)
{
    for (size_t i = 0; i < SIGNS; i++) {
        size_t  n = strlen(signs[i].sign);

        if ((size_t) (end - s) >= n && memcmp(s, signs[i].sign, n) == 0
            && (!isalpha(s[n - 1]) || s + n == end || !isalpha(s[n])))
        {
            *ret_len = n;
            return signs[i].code;
        }
    }

    return NULL;
}


/* The sign that ends where s is, blanks between. */

static const char *
sign_before(const uint8_t *from, const uint8_t *s)
{
    while (s > from && s[-1] == ' ') {
        s--;
    }

    for (size_t i = 0; i < SIGNS; i++) {
        size_t  n = strlen(signs[i].sign);

        if ((size_t) (s - from) >= n
            && memcmp(s - n, signs[i].sign, n) == 0
            && (!isalpha(s[-(ptrdiff_t) n]) || s - n == from
                || !isalpha(s[-(ptrdiff_t) n - 1])))
        {
            return signs[i].code;
        }
    }

    return NULL;
}


/*
 * How long the number at s is: digits with "." "," "'" within, and blanks
 * where three digits follow ("1 234,56").
 */

static size_t
number_len(const uint8_t *s, const uint8_t *end)
{
    size_t  n = 0, left = (size_t) (end - s), run = 0;

    while (n < left) {
        bool  group = n + 3 < left && is_digit(s[n + 1])
                      && is_digit(s[n + 2]) && is_digit(s[n + 3])
                      && (n + 4 == left || !is_digit(s[n + 4]));

        if (is_digit(s[n])) {
            run++;
        } else if (strchr(".,", s[n]) != NULL && n + 1 < left
                   && is_digit(s[n + 1]))
        {
            run = 0;
        } else if ((s[n] == ' ' || s[n] == '\'') && run >= 1 && run <= 3
                   && group)
        {
            run = 0;
        } else {
            break;
        }
        n++;
    }

    return n;
}


/* "1.234,56" -> "1234.56"; false: too long. */

static bool
number_read(const uint8_t *s, size_t n, field_amount_t *ret)
{
    size_t   point = n, digits = 0, used = 0;
    char     last = '\0';
    unsigned same = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i] == '.' || s[i] == ',') {
            same = s[i] == (uint8_t) last ? same + 1 : 1;
            last = (char) s[i];
            point = i;
        }
        digits += is_digit(s[i]);
    }

    /* three digits behind the only kind of mark: thousands */

    if (point < n && (n - point - 1 > 2 || same > 1)) {
        point = n;
    }

    if (digits > DIGITS_MAX) {
        return false;
    }

    ret->cents = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_digit(s[i])) {
            ret->value[used++] = (char) s[i];
            ret->cents = ret->cents * 10 + (s[i] - '0');
        } else if (i == point) {
            ret->value[used++] = '.';
        }
    }
    ret->value[used] = '\0';

    ret->decimals = point < n && n - point - 1 == 2;
    ret->cents *= point == n ? 100 : n - point - 1 == 1 ? 10 : 1;

    return true;
}


/* Two marks like those of a date, or a dash or a slash at an end of it. */

static bool
is_code(const uint8_t *from, const uint8_t *s, size_t n, const uint8_t *end)
{
    unsigned  points = 0;
    size_t    behind = 0;

    for (size_t i = 0; i < n && s[i] != ','; i++) {
        points += s[i] == '.';
        behind = s[i] == '.' ? 0 : behind + 1;
    }

    if (points >= 2 && behind != 3) {           /* 21.11.2026 */
        return true;
    }

    return (s > from && (is_word(s[-1]) || s[-1] == '/'))
           || (s > from + 1 && s[-1] == '-' && is_word(s[-2]))
           || (s > from + 1 && s[-1] == ':' && is_digit(s[-2]))
           || (s + n < end && (s[n] == '/' || s[n] == ':'
                               || isalpha(s[n])))
           || (s + n + 1 < end && s[n] == '-' && is_word(s[n + 1]));
}


/* What stands at its sides: a currency, or a sign of per cent. */

static bool
amount_sides(const uint8_t *from, const uint8_t *s, const uint8_t *behind,
    const uint8_t *end, field_amount_t *ret)
{
    const char  *code = sign_before(from, s);
    size_t       n;

    while (behind < end && *behind == ' ') {
        behind++;
    }

    ret->percent = behind < end && *behind == '%';

    if (code == NULL) {
        code = sign_at(behind, end, &n);
    }

    snprintf(ret->currency, sizeof(ret->currency), "%s",
             code == NULL ? "" : code);

    return code != NULL;
}


bool
field_amount(slice_t *text, field_amount_t *ret)
{
    const uint8_t  *from = text->data, *end = slice_end(*text), *s = from;

    while (s < end) {
        size_t  n;
        bool    money;

        if (!is_digit(*s)) {
            s++;
            continue;
        }

        n = number_len(s, end);
        money = amount_sides(from, s, s + n, end, ret);

        /* "R$10", "10EUR": letters of a currency are no code's */

        if (number_read(s, n, ret) && (money || ret->percent
                                       || !is_code(from, s, n, end)))
        {
            *text = slice_make(s + n, (size_t) (end - s) - n);
            return true;
        }

        s += n;
    }

    return false;
}


void
field_currency(slice_t text, char ret[4])
{
    unsigned        count[SIGNS] = { 0 };
    const uint8_t  *end = slice_end(text);
    size_t          best = SIGNS, n;
    const char     *code;
    bool            begins[256] = { false };

    for (size_t i = 0; i < SIGNS; i++) {
        begins[(uint8_t) *signs[i].sign] = true;
    }

    for (const uint8_t *s = text.data; s < end; s++) {
        code = !begins[*s] || (s > text.data && isalpha(s[-1])
                               && isalpha(*s)) ? NULL
               : sign_at(s, end, &n);

        for (size_t i = 0; code != NULL && i < SIGNS; i++) {
            if (strcmp(signs[i].code, code) == 0) {
                count[i]++;
                s += n - 1;
                break;
            }
        }
    }

    for (size_t i = 0; i < SIGNS; i++) {
        bool  dollar = best < SIGNS && *signs[best].code == '$';

        /* a code that is named says which dollar "$" is */

        if (count[i] > 0 && (best == SIGNS || dollar
                             || (count[i] > count[best]
                                 && *signs[i].code != '$')))
        {
            best = i;
        }
    }

    snprintf(ret, 4, "%s", best == SIGNS ? ""
             : *signs[best].code == '$' ? "USD" : signs[best].code);
}


/* ---- IBAN ---- */

/* Lengths of the countries whose papers come most; the rest: any. */
static const struct { const char country[3]; uint8_t len; } lengths[] = {
    { "ES", 24 }, { "PT", 25 }, { "FR", 27 }, { "IT", 27 }, { "DE", 22 },
    { "GB", 22 }, { "IE", 22 }, { "NL", 18 }, { "BE", 16 }, { "LU", 20 },
    { "CH", 21 }, { "AT", 20 }, { "AD", 24 }, { "BR", 29 }, { "PL", 28 },
    { "SE", 24 }, { "DK", 18 }, { "NO", 15 }, { "FI", 18 }, { "LT", 20 },
    { "MC", 27 }, { "SM", 27 }, { "GI", 23 }, { "MT", 31 }, { "GR", 27 }
};


static size_t
iban_len(const char *iban)
{
    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        if (memcmp(iban, lengths[i].country, 2) == 0) {
            return lengths[i].len;
        }
    }

    return 0;
}


/* ISO 7064: the first four characters go to the end, modulo 97 is 1. */

static bool
iban_right(const char *iban, size_t len)
{
    unsigned  rest = 0;

    for (size_t i = 0; i < len; i++) {
        char  c = iban[(i + 4) % len];

        rest = isdigit((unsigned char) c)
               ? (rest * 10 + (unsigned) (c - '0')) % 97
               : (rest * 100 + (unsigned) (c - 'A') + 10) % 97;
    }

    return rest == 1;
}


/* Letters and digits from s on without blanks; how many. */

static size_t
iban_gather(const uint8_t *s, const uint8_t *end, char ret[40])
{
    size_t  n = 0;

    while (s < end && n < 34 && (isupper(*s) || is_digit(*s)
                                 || (n > 0 && (*s == ' ' || *s == '-'))))
    {
        if (*s != ' ' && *s != '-') {
            ret[n++] = (char) *s;
        }
        s++;
    }

    ret[n] = '\0';

    return n;
}


bool
field_iban(slice_t text, char ret[40])
{
    const uint8_t  *end = slice_end(text);

    for (const uint8_t *s = text.data; s + 15 <= end; s++) {
        size_t  have, len;

        if (!isupper(s[0]) || !isupper(s[1]) || !is_digit(s[2])
            || !is_digit(s[3]) || (s > text.data && isalnum(s[-1])))
        {
            continue;
        }

        have = iban_gather(s, end, ret);
        len = iban_len(ret);

        for (size_t n = len > 0 ? len : have; n >= 15 && n <= have; n--) {
            if (iban_right(ret, n)) {
                ret[n] = '\0';
                return true;
            }
            if (len > 0) {
                break;
            }
        }
    }

    return false;
}
