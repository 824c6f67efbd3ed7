/* scan_data - see scan_data.h. */

#include "worker/answer/scan_data.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define PHONE_DIGITS   7                /* so many are somebody's */
#define ID_DIGITS      5                /* of a number without separators */
#define MARKED_DIGITS  3                /* behind a # */
#define CODED_DIGITS   4                /* behind letters and a hyphen */
#define OPAQUE_BYTES   28
#define MONEY_REACH    6                /* bytes beside an amount */


static bool
at_digit(slice_t t, size_t i)
{
    return i < t.len && isdigit(t.data[i]);
}


/* --- numbers ------------------------------------------------------------- */

/* Separators inside a number: up to two of " -().", a digit behind them. */

static size_t
gap_len(slice_t t, size_t i)
{
    size_t  n = 0;

    while (n < 2 && i + n < t.len && strchr(" -().", t.data[i + n]) != NULL
           && t.data[i + n] != '\0')
    {
        n++;
    }

    return n > 0 && at_digit(t, i + n) ? n : 0;
}


/* "2026-11-21", "21-11-2026", "21.11.2026": groups of a date. */

static bool
is_date(slice_t s)
{
    static const unsigned  shapes[][3] = { { 4, 2, 2 }, { 2, 2, 4 },
                                           { 1, 2, 4 }, { 4, 1, 2 } };
    unsigned  group[4] = { 0 }, n = 0;

    for (size_t i = 0; i < s.len && n < 4; i++) {
        if (isdigit(s.data[i])) {
            group[n]++;
        } else if (s.data[i] == '-' || s.data[i] == '.') {
            n++;
        } else {
            break;                      /* the time behind it */
        }
    }

    for (size_t k = 0; n == 2 && k < sizeof(shapes) / sizeof(shapes[0]); k++) {
        if (memcmp(group, shapes[k], sizeof(shapes[k])) == 0) {
            return true;
        }
    }

    return false;
}


static bool
near_money(slice_t t, size_t from, size_t to)
{
    static const char *const  marks[] = {
        "$", "\xe2\x82\xac", "\xc2\xa3", "eur", "usd", "mxn", "brl", "gbp",
        "cop", "ars", "clp", "pesos", "reais", "dolar", "d\xc3\xb3lar", "dollar"
    };

    size_t  a = from > MONEY_REACH ? from - MONEY_REACH : 0;
    size_t  b = to + MONEY_REACH < t.len ? to + MONEY_REACH : t.len;
    char    around[2 * MONEY_REACH + 2];
    size_t  n = 0;

    for (size_t i = a; i < b; i++) {
        if (i < from || i >= to) {
            around[n++] = (char) tolower(t.data[i]);
        } else if (i == from) {
            around[n++] = ' ';
        }
    }

    around[n] = '\0';

    for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
        if (strstr(around, marks[k]) != NULL) {
            return true;
        }
    }

    return false;
}


/* Reads the number at i, which is a digit; returns where it ends. */

static size_t
number_read(slice_t t, size_t i, data_number_t *n)
{
    size_t  from = i;

    n->n = 0;

    for (;;) {
        if (at_digit(t, i)) {
            if (n->n < DATA_DIGITS_MAX) {
                n->digits[n->n++] = (char) t.data[i];
            }
            i++;

        } else if (gap_len(t, i) > 0) {
            i += gap_len(t, i);

        } else {
            break;
        }
    }

    n->digits[n->n] = '\0';
    n->text = slice_make(t.data + from, i - from);

    return i;
}


static bool
is_somebodys(slice_t t, size_t from, size_t to, const data_number_t *n)
{
    uint8_t  before = from > 0 ? t.data[from - 1] : ' ';
    bool     coded = before == '-' && from > 1 && isalpha(t.data[from - 2]);

    if (before == '+') {
        return n->n >= PHONE_DIGITS;
    }

    if (before == '#') {
        return n->n >= MARKED_DIGITS;
    }

    if (is_date(n->text) || near_money(t, from, to)) {
        return false;
    }

    return n->n >= PHONE_DIGITS || (coded && n->n >= CODED_DIGITS)
           || (n->text.len == n->n && n->n >= ID_DIGITS);
}


bool
data_next_number(slice_t t, size_t *i, data_number_t *ret_number)
{
    while (*i < t.len) {
        size_t  from = *i;

        if (!at_digit(t, from)) {
            (*i)++;
            continue;
        }

        *i = number_read(t, from, ret_number);

        if (is_somebodys(t, from, *i, ret_number)) {
            return true;
        }
    }

    return false;
}


/* --- addresses and links ------------------------------------------------- */

static bool
is_mail_byte(uint8_t c)
{
    return isalnum(c) || strchr("._%+-", c) != NULL;
}


bool
data_next_mail(slice_t t, size_t *i, slice_t *ret_mail)
{
    for (; *i < t.len; (*i)++) {
        size_t  from = *i, to = *i + 1;

        if (t.data[*i] != '@') {
            continue;
        }

        while (from > 0 && t.data[from - 1] != '\0'
               && is_mail_byte(t.data[from - 1]))
        {
            from--;
        }

        while (to < t.len && t.data[to] != '\0' && is_mail_byte(t.data[to])) {
            to++;
        }

        while (to > *i + 1 && t.data[to - 1] == '.') {
            to--;
        }

        if (from < *i && to > *i + 1
            && memchr(t.data + *i, '.', to - *i) != NULL)
        {
            *ret_mail = slice_make(t.data + from, to - from);
            *i = to;
            return true;
        }
    }

    return false;
}


static bool
link_at(slice_t t, size_t i, size_t *ret_host)
{
    static const char *const  begins[] = { "https://", "http://", "www." };

    for (size_t k = 0; k < sizeof(begins) / sizeof(begins[0]); k++) {
        size_t  len = strlen(begins[k]);

        if (t.len - i > len
            && strncasecmp((const char *) t.data + i, begins[k], len) == 0)
        {
            *ret_host = i + len;
            return true;
        }
    }

    return false;
}


bool
data_next_host(slice_t t, size_t *i, slice_t *ret_host)
{
    size_t  from, to;

    for (; *i < t.len; (*i)++) {
        if (!link_at(t, *i, &from)) {
            continue;
        }

        for (to = from; to < t.len && (isalnum(t.data[to])
             || t.data[to] == '.' || t.data[to] == '-'
             || t.data[to] >= 0x80); to++)
        {
            /* the host */
        }

        *ret_host = slice_make(t.data + from, to - from);
        *i = to;

        if (to > from) {
            return true;
        }
    }

    return false;
}


/* --- what says nothing --------------------------------------------------- */

bool
data_next_opaque(slice_t t, size_t *i, slice_t *ret_run)
{
    while (*i < t.len) {
        size_t    from = *i;
        unsigned  upper = 0, lower = 0, digit = 0;

        for (; *i < t.len && (isalnum(t.data[*i])
             || (t.data[*i] != '\0'
                 && strchr("+/=_-", t.data[*i]) != NULL)); (*i)++)
        {
            upper += isupper(t.data[*i]) != 0;
            lower += islower(t.data[*i]) != 0;
            digit += isdigit(t.data[*i]) != 0;
        }

        if (*i - from >= OPAQUE_BYTES && digit > 0
            && (upper > 0 || digit > 6) && lower > 0)
        {
            *ret_run = slice_make(t.data + from, *i - from);
            return true;
        }

        *i += *i == from;
    }

    return false;
}


/* --- known? -------------------------------------------------------------- */

static bool
text_has(slice_t text, slice_t what)
{
    for (size_t i = 0; i + what.len <= text.len; i++) {
        if (strncasecmp((const char *) text.data + i,
                        (const char *) what.data, what.len) == 0)
        {
            return true;
        }
    }

    return what.len == 0;
}


bool
data_is_in(slice_t what, const slice_t *texts, unsigned n)
{
    for (unsigned k = 0; k < n; k++) {
        if (text_has(texts[k], what)) {
            return true;
        }
    }

    return false;
}


/* One is the end of the other, of at least a phone's length or all of it. */

static bool
number_same(const data_number_t *a, const data_number_t *b)
{
    unsigned  n = a->n < b->n ? a->n : b->n;

    return (n >= PHONE_DIGITS || a->n == b->n)
           && memcmp(a->digits + a->n - n, b->digits + b->n - n, n) == 0;
}


bool
data_number_is_in(const data_number_t *number, const slice_t *texts,
    unsigned n)
{
    data_number_t  other;

    for (unsigned k = 0; k < n; k++) {
        size_t  i = 0;

        while (i < texts[k].len) {
            if (!at_digit(texts[k], i)) {
                i++;
                continue;
            }

            i = number_read(texts[k], i, &other);

            if (number_same(number, &other)) {
                return true;
            }
        }
    }

    return data_is_in(number->text, texts, n);
}
