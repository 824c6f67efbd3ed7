/*
 * slot_date - days: written as numbers, with a month's name, or by a word.
 */

#include "worker/nlu/slots.h"

#include <stdio.h>
#include <stdlib.h>

#define WORD_MIN  3                     /* letters of a day's name */
#define FAR_DAYS  400                   /* "in 9000 days" is no date */

/* Days from today, of the words of LIST_RELATIVE. */
static const int  relative[RELATIVE_LISTS] = { 0, 1, -1, -2, 2, -2 };


/* Days since 1970 of a civil date, and back (proleptic Gregorian). */

static int64_t
days_of(int64_t y, int m, int d)
{
    int64_t  era, doe;
    int      yoe, doy;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    yoe = (int) (y - era * 400);
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}


static void
civil_of(int64_t days, int *y, int *m, int *d)
{
    int64_t  z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int      doe = (int) (z - era * 146097);
    int      yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int      doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int      mp = (5 * doy + 2) / 153;

    *d = doy - (153 * mp + 2) / 5 + 1;
    *m = mp < 10 ? mp + 3 : mp - 9;
    *y = (int) (yoe + era * 400) + (*m <= 2);
}


static unsigned
date_take(slot_t *ret, int64_t days, unsigned tokens)
{
    int  y, m, d;

    civil_of(days, &y, &m, &d);
    ret->kind = SLOT_DATE;
    snprintf(ret->value, sizeof(ret->value), "%04d-%02d-%02d", y, m, d);

    return tokens;
}


/* Without a year: the one that is nearest to today. */

static bool
civil_ok(int64_t today, int y, int m, int d, int64_t *ret)
{
    int  ty, tm, td, by, bm, bd;

    if (m < 1 || m > 12 || d < 1 || d > 31) {
        return false;
    }

    civil_of(today, &ty, &tm, &td);
    if (y < 0) {
        y = ty;
        if (days_of(y, m, d) < today - 183) {
            y++;
        } else if (days_of(y, m, d) > today + 183) {
            y--;
        }
    } else if (y < 100) {
        y += 2000;
    }

    if (y < 1970 || y > 2199) {
        return false;
    }

    *ret = days_of(y, m, d);
    civil_of(*ret, &by, &bm, &bd);      /* 31 April is 1 May: no */
    return bm == m && bd == d;
}


/* "21/11", "21-11-2026", "2026-11-21", "3.12.26" */

static unsigned
date_numbers(const slot_token_t *t, int64_t today, slot_t *ret)
{
    int      a = 0, b = 0, c = -1, used = 0, len = (int) (t->to - t->from);
    char     text[16], mark, mark2;
    int64_t  days;

    if (len < 3 || len > 10 || t->letters > 0 || t->digits < 2) {
        return 0;
    }

    memcpy(text, t->s, (size_t) len);
    text[len] = '\0';

    if (sscanf(text, "%4d%c%2d%n", &a, &mark, &b, &used) != 3
        || (mark != '/' && mark != '-' && mark != '.') || text[0] == '+'
        || text[0] == '-')
    {
        return 0;
    }

    if (used < len) {
        int  more = 0;

        if (sscanf(text + used, "%c%4d%n", &mark2, &c, &more) != 2
            || mark2 != mark || used + more != len || c < 0)
        {
            return 0;
        }
    } else if (mark != '/') {
        return 0;                               /* "3.50", "10-12": numbers */
    }

    if (a > 31) {                               /* year first */
        return c > 0 && civil_ok(today, a, b, c, &days)
               ? date_take(ret, days, 1) : 0;
    }

    return civil_ok(today, c, b, a, &days) || civil_ok(today, c, a, b, &days)
           ? date_take(ret, days, 1) : 0;
}


static int
month_of(const slot_token_t *t)
{
    for (int m = 0; m < 12; m++) {
        if (slot_word_in(t, LIST_MONTH + (unsigned) m)) {
            return m + 1;
        }
    }

    return 0;
}


/* The digits it begins with; there is no NUL behind a token. */

static int
number_of(const slot_token_t *t)
{
    int  n = 0;

    for (uint32_t i = 0; i < t->to - t->from && i < 9
         && t->s[i] >= '0' && t->s[i] <= '9'; i++)
    {
        n = n * 10 + (t->s[i] - '0');
    }

    return n;
}


static int
day_of(const slot_token_t *t)
{
    int  d = t->digits >= 1 && t->digits <= 2 ? number_of(t) : 0;

    return t->to - t->from <= 4 && d >= 1 && d <= 31 ? d : 0;
}


/* "21 de noviembre", "le 3 mars", "March 3rd", "1o de maio de 2027" */

static unsigned
date_month(const slot_token_t *t, unsigned n, unsigned i, int64_t today,
    slot_t *ret)
{
    unsigned  k = i + 1, used;
    int       day = day_of(&t[i]), month = 0, year = -1;
    int64_t   days;

    if (day > 0) {
        k += k < n && slot_word_in(&t[k], LIST_OF);
        month = k < n ? month_of(&t[k]) : 0;
    } else {
        month = month_of(&t[i]);
        day = month > 0 && k < n ? day_of(&t[k]) : 0;
    }

    if (day == 0 || month == 0) {
        return 0;
    }

    used = k + 1;
    k = used + (used < n && slot_word_in(&t[used], LIST_OF_YEAR));
    if (k < n && t[k].digits == 4 && t[k].to - t[k].from == 4) {
        year = number_of(&t[k]);
        if (year >= 1970 && year <= 2199) {
            used = k + 1;
        } else {
            year = -1;
        }
    }

    return civil_ok(today, year, month, day, &days)
           ? date_take(ret, days, used - i) : 0;
}


/* "in 3 days", "dentro de 2 semanas", "dans 3 jours", "tra 2 giorni" */

static unsigned
date_in(const slot_token_t *t, unsigned n, unsigned i, int64_t today,
    slot_t *ret)
{
    unsigned  k = i + 1;
    int       count, unit = 0;

    if (i + 2 >= n || !slot_word_in(&t[i], LIST_IN)) {
        return 0;
    }

    k += k < n && slot_word_in(&t[k], LIST_IN_OF);
    if (k + 1 >= n || t[k].digits == 0 || t[k].letters > 0
        || t[k].digits > 3)
    {
        return 0;
    }

    count = number_of(&t[k]);
    if (slot_word_in(&t[k + 1], LIST_DAYS)) {
        unit = 1;
    } else if (slot_word_in(&t[k + 1], LIST_WEEKS)) {
        unit = 7;
    }

    return unit > 0 && count * unit <= FAR_DAYS
           ? date_take(ret, today + (int64_t) count * unit, k + 2 - i) : 0;
}


/* Words of two: "pasado mañana", "day after tomorrow", "depois de amanhã" */

static unsigned
date_after(const slot_token_t *t, unsigned n, unsigned i, int64_t today,
    slot_t *ret)
{
    if (i + 1 < n && slot_word_in(&t[i], LIST_PASADO)
        && slot_word_in(&t[i + 1], LIST_MANANA))
    {
        return date_take(ret, today + 2, 2);
    }

    if (i + 1 < n && slot_word_in(&t[i], LIST_AFTER)
        && slot_word_in(&t[i + 1], LIST_TOMORROW))
    {
        return date_take(ret, today + 2, 2);
    }

    if (i + 2 < n && slot_word_in(&t[i], LIST_DEPOIS)
        && slot_word_in(&t[i + 1], LIST_DE)
        && slot_word_in(&t[i + 2], LIST_AMANHA))
    {
        return date_take(ret, today + 2, 3);
    }

    /* "la mañana" is the morning, "mañana" alone tomorrow */

    if (slot_word_in(&t[i], LIST_MANANA)
        && !(i > 0 && slot_word_in(&t[i - 1], LIST_NO_TOMORROW)))
    {
        return date_take(ret, today + 1, 1);
    }

    return 0;
}


static bool
is_feira(const slot_token_t *t, unsigned i, int day)
{
    return slot_word_in(&t[i], LIST_FEIRA + (unsigned) day)
           && ((t[i].to - t[i].from > 6
                && memcmp(t[i].s + (t[i].to - t[i].from) - 6, "-feira", 6)
                   == 0)
               || (i > 0 && slot_word_in(&t[i - 1], LIST_FEIRA_BEFORE)));
}


unsigned
slot_date(const slot_token_t *t, unsigned n, unsigned i, int64_t today,
    slot_t *ret)
{
    unsigned  k = t[i].digits > 0 ? date_numbers(&t[i], today, ret) : 0;

    if (t[i].digits == 0 && t[i].len < WORD_MIN) {      /* "in 3 days" */
        return date_in(t, n, i, today, ret);
    }

    k = k > 0 ? k : date_month(t, n, i, today, ret);
    k = k > 0 ? k : date_in(t, n, i, today, ret);
    k = k > 0 ? k : date_after(t, n, i, today, ret);
    if (k > 0) {
        return k;
    }

    for (unsigned r = 0; r < RELATIVE_LISTS; r++) {
        if (slot_word_in(&t[i], LIST_RELATIVE + r)) {
            return date_take(ret, today + relative[r], 1);
        }
    }

    for (int d = 0; d < 7; d++) {
        if (slot_word_in(&t[i], LIST_WEEKDAY + (unsigned) d)
            || (d < 5 && is_feira(t, i, d)))
        {
            int64_t  now = (today + 3) % 7;     /* 1970-01-01: Thursday */

            return date_take(ret, today + 1 + (d - now + 13) % 7, 1);
        }
    }

    return 0;
}
