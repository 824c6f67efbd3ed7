/*
 * slot_date - days: written as numbers, with a month's name, or by a word.
 */

#include "worker/nlu/slots.h"

#include <stdio.h>
#include <stdlib.h>

#define WORD_MIN  3                     /* letters of a day's name */
#define FAR_DAYS  400                   /* "in 9000 days" is no date */

static const struct { const char *words; int days; } relative[] = {
    { " hoy today hoje aujourdhui aujourd oggi tonight stasera ", 0 },
    { " tomorrow tmrw demain domani amanha ", 1 },
    { " ayer yesterday ontem hier ieri ", -1 },
    { " anteayer antier anteontem ", -2 },
    { " dopodomani ", 2 }, { " ieriltro altroieri ", -2 }
};

/* Monday first, as 1970-01-05 was one; the folded names of five languages. */
static const char *const  weekdays[7] = {
    " lunes monday lundi lunedi ", " martes tuesday tues mardi martedi ",
    " miercoles wednesday mercredi mercoledi ",
    " jueves thursday thurs jeudi giovedi ",
    " viernes friday vendredi venerdi ", " sabado saturday samedi sabato ",
    " domingo sunday dimanche domenica "
};

/* Portuguese counts them, so "segunda" needs "-feira" or a word before it. */
static const char *const  feiras[5] = {
    " segunda ", " terca ", " quarta ", " quinta ", " sexta "
};

static const char *const  months[12] = {
    " enero january jan janeiro janvier gennaio ene gen ",
    " febrero february feb fevereiro fevrier febbraio fev ",
    " marzo march mar marco mars ",
    " abril april apr avril aprile abr avr ",
    " mayo may maio mai maggio mag ",
    " junio june jun junho juin giugno giu ",
    " julio july jul julho juillet luglio juil lug ",
    " agosto august aug aout ",
    " septiembre september sep sept setembro septembre settembre ",
    " octubre october oct outubro octobre ottobre ",
    " noviembre november nov novembro novembre ",
    " diciembre december dec dezembro decembre dicembre dic dez "
};


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
        if (slot_word_in(t, months[m])) {
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
        k += k < n && slot_word_in(&t[k], " de di of do ");
        month = k < n ? month_of(&t[k]) : 0;
    } else {
        month = month_of(&t[i]);
        day = month > 0 && k < n ? day_of(&t[k]) : 0;
    }

    if (day == 0 || month == 0) {
        return 0;
    }

    used = k + 1;
    k = used + (used < n && slot_word_in(&t[used], " de del of do "));
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

    if (i + 2 >= n
        || !slot_word_in(&t[i], " in en dentro dans tra fra em daqui within "))
    {
        return 0;
    }

    k += k < n && slot_word_in(&t[k], " de a ");
    if (k + 1 >= n || t[k].digits == 0 || t[k].letters > 0
        || t[k].digits > 3)
    {
        return 0;
    }

    count = number_of(&t[k]);
    if (slot_word_in(&t[k + 1], " day days dia dias jour jours giorno"
                     " giorni "))
    {
        unit = 1;
    } else if (slot_word_in(&t[k + 1], " week weeks semana semanas semaine"
                            " semaines settimana settimane "))
    {
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
    if (i + 1 < n && slot_word_in(&t[i], " pasado ")
        && slot_word_in(&t[i + 1], " manana "))
    {
        return date_take(ret, today + 2, 2);
    }

    if (i + 1 < n && slot_word_in(&t[i], " apres after dopo ")
        && slot_word_in(&t[i + 1], " demain tomorrow domani "))
    {
        return date_take(ret, today + 2, 2);
    }

    if (i + 2 < n && slot_word_in(&t[i], " depois ")
        && slot_word_in(&t[i + 1], " de ")
        && slot_word_in(&t[i + 2], " amanha "))
    {
        return date_take(ret, today + 2, 3);
    }

    /* "la mañana" is the morning, "mañana" alone tomorrow */

    if (slot_word_in(&t[i], " manana ")
        && !(i > 0 && slot_word_in(&t[i - 1], " la esta por de cada una ")))
    {
        return date_take(ret, today + 1, 1);
    }

    return 0;
}


static bool
is_feira(const slot_token_t *t, unsigned i, const char *name)
{
    return slot_word_in(&t[i], name)
           && ((t[i].to - t[i].from > 6
                && memcmp(t[i].s + (t[i].to - t[i].from) - 6, "-feira", 6)
                   == 0)
               || (i > 0 && slot_word_in(&t[i - 1], " na nesta proxima ate"
                                         " toda desta pra ")));
}


unsigned
slot_date(const slot_token_t *t, unsigned n, unsigned i, int64_t today,
    slot_t *ret)
{
    unsigned  k = t[i].digits > 0 ? date_numbers(&t[i], today, ret) : 0;
    size_t    r;

    if (t[i].digits == 0 && t[i].len < WORD_MIN) {      /* "in 3 days" */
        return date_in(t, n, i, today, ret);
    }

    k = k > 0 ? k : date_month(t, n, i, today, ret);
    k = k > 0 ? k : date_in(t, n, i, today, ret);
    k = k > 0 ? k : date_after(t, n, i, today, ret);
    if (k > 0) {
        return k;
    }

    for (r = 0; r < sizeof(relative) / sizeof(relative[0]); r++) {
        if (slot_word_in(&t[i], relative[r].words)) {
            return date_take(ret, today + relative[r].days, 1);
        }
    }

    for (int d = 0; d < 7; d++) {
        if (slot_word_in(&t[i], weekdays[d])
            || (d < 5 && is_feira(t, i, feiras[d])))
        {
            int64_t  now = (today + 3) % 7;     /* 1970-01-01: Thursday */

            return date_take(ret, today + 1 + (d - now + 13) % 7, 1);
        }
    }

    return 0;
}
