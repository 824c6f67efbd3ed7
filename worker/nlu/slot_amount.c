/*
 * slot_amount - money: a number with a sign, a code or a word for it.
 *
 * Both notations are understood: the last "." or "," with one or two digits
 * behind it is the decimal point, the others separate thousands.
 */

#include "worker/nlu/slots.h"

#define NUMBER_MAX  20

static const struct { const char *sign, *unit; } signs[] = {
    { "R$", "BRL" }, { "US$", "USD" }, { "MX$", "MXN" }, { "S/", "PEN" },
    { "\u20ac", "EUR" }, { "\u00a3", "GBP" }, { "$", "USD" }
};

/* Of the words of LIST_UNIT; "pesos" are of several countries. */
static const char *const  names[UNIT_LISTS] = {
    "EUR", "USD", "GBP", "BRL", "MXN", "COP", "ARS", "CLP", "PEN", "CAD",
    "CHF", ""
};


/* The unit of a word that is in such lists; NULL: it is in none of a unit. */

static const char *
unit_named(uint64_t lists)
{
    for (unsigned i = 0; i < UNIT_LISTS; i++) {
        if ((lists & 1ull << (LIST_UNIT + i)) != 0) {
            return names[i];
        }
    }

    return NULL;
}


/* "1.234,56" -> "1234.56"; how many bytes of s are the number, 0: none. */

static size_t
number_read(const char *s, size_t len, char *ret)
{
    size_t  n = 0, used = 0, point = 0;

    while (n < len && ((s[n] >= '0' && s[n] <= '9')
                       || (n > 0 && (s[n] == '.' || s[n] == ','))))
    {
        n++;
    }

    while (n > 0 && (s[n - 1] == '.' || s[n - 1] == ',')) {
        n--;
    }

    for (size_t i = 1; i < n; i++) {
        if (s[i] == '.' || s[i] == ',') {
            point = i;
        }
    }

    if (n == 0 || n > NUMBER_MAX) {
        return 0;
    }

    for (size_t i = 0; i < n; i++) {
        if (s[i] >= '0' && s[i] <= '9') {
            ret[used++] = s[i];
        } else if (i == point && n - i - 1 <= 2) {
            ret[used++] = '.';
        }
    }

    ret[used] = '\0';
    return n;
}


static const char *
sign_at(const char *s, size_t len, size_t *ret_len)
{
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t  n = strlen(signs[i].sign);

        if (len >= n && memcmp(s, signs[i].sign, n) == 0) {
            *ret_len = n;
            return signs[i].unit;
        }
    }

    return NULL;
}


/* The unit that a whole token is: a sign, a code, a word. */

static const char *
unit_of(const slot_token_t *t)
{
    size_t       n, len = t->to - t->from;
    const char  *unit = sign_at(t->s, len, &n);

    if (unit != NULL && n == len) {
        return unit;
    }

    return t->digits == 0 ? unit_named(t->lists) : NULL;
}


/* What stands behind the number in its token: "50€", "20usd", "1k" no. */

static const char *
tail_unit(const char *s, size_t len)
{
    size_t       n;
    const char  *unit = sign_at(s, len, &n);
    char         word[NUMBER_MAX];

    if (unit != NULL && n == len) {
        return unit;
    }

    if (len == 0 || len > NUMBER_MAX) {
        return NULL;
    }

    for (size_t i = 0; i < len; i++) {
        word[i] = (char) (s[i] | 0x20);
    }

    return unit_named(slot_words(word, len));
}


static unsigned
amount_take(slot_t *ret, const char *unit, unsigned tokens)
{
    ret->kind = SLOT_AMOUNT;
    strcpy(ret->unit, unit);

    return tokens;
}


unsigned
slot_amount(const slot_token_t *t, unsigned n, unsigned i, slot_t *ret)
{
    const char  *s = t[i].s, *unit;
    size_t       len = t[i].to - t[i].from, sign = 0, number;

    unit = sign_at(s, len, &sign);
    if (unit != NULL && sign < len) {                           /* "$20" */
        number = number_read(s + sign, len - sign, ret->value);
        return number > 0 && sign + number == len
               ? amount_take(ret, unit, 1) : 0;
    }

    if (unit_of(&t[i]) != NULL && i + 1 < n) {                  /* "R$ 20" */
        size_t  next = t[i + 1].to - t[i + 1].from;

        number = number_read(t[i + 1].s, next, ret->value);
        if (number > 0 && number == next) {
            return amount_take(ret, unit_of(&t[i]), 2);
        }
        return 0;
    }

    number = number_read(s, len, ret->value);
    if (number == 0) {
        return 0;
    }

    if (number < len) {                                         /* "50€" */
        unit = tail_unit(s + number, len - number);
        return unit != NULL ? amount_take(ret, unit, 1) : 0;
    }

    for (unsigned k = 1; k <= 2 && i + k < n; k++) {            /* "50 euros" */
        unit = unit_of(&t[i + k]);
        if (unit != NULL) {
            return amount_take(ret, unit, k + 1);
        }
        if (!slot_word_in(&t[i + k], LIST_THOUSANDS)) {
            break;
        }
    }

    return 0;
}
