/*
 * rfc3339 - see rfc3339.h.
 */

#include "worker/channels/rfc3339.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>


/* n digits at s as a number below limit; -1: something else. */
static int
digits(const char *s, int n, int limit)
{
    int  value = 0;

    for (int i = 0; i < n; i++) {
        if (!isdigit((unsigned char) s[i])) {
            return -1;
        }

        value = value * 10 + (s[i] - '0');
    }

    return value < limit ? value : -1;
}


/* Passes ".123456"; its milliseconds, -1: a point and nothing behind it. */
static int
fraction_pass(const char **at)
{
    const char  *p = *at;
    int          ms = 0, worth = 100;

    if (*p != '.') {
        return 0;
    }

    for (p++; isdigit((unsigned char) *p); p++) {
        ms += worth * (*p - '0');
        worth /= 10;
    }

    if (p == *at + 1) {
        return -1;
    }

    *at = p;

    return ms;
}


/* "Z" or "+05:30" to the end; minutes, or a whole year for none. */
static int
offset_read(const char *s)
{
    int  hours, minutes;

    if (strcmp(s, "Z") == 0 || strcmp(s, "z") == 0) {
        return 0;
    }

    if ((*s != '+' && *s != '-') || strlen(s) != 6 || s[3] != ':') {
        return 525600;
    }

    hours = digits(s + 1, 2, 24);
    minutes = digits(s + 4, 2, 60);

    if (hours < 0 || minutes < 0) {
        return 525600;
    }

    return (*s == '-' ? -1 : 1) * (hours * 60 + minutes);
}


int64_t
rfc3339_ms(const char *text)
{
    const char  *end = text + 19;
    struct tm    tm = { .tm_isdst = 0 };
    int          ms, offset;

    if (strlen(text) < 20 || text[4] != '-' || text[7] != '-'
        || strchr("Tt ", text[10]) == NULL || text[13] != ':'
        || text[16] != ':')
    {
        return 0;
    }

    tm.tm_year = digits(text, 4, 10000) - 1900;
    tm.tm_mon = digits(text + 5, 2, 13) - 1;
    tm.tm_mday = digits(text + 8, 2, 32);
    tm.tm_hour = digits(text + 11, 2, 24);
    tm.tm_min = digits(text + 14, 2, 60);
    tm.tm_sec = digits(text + 17, 2, 61);
    ms = fraction_pass(&end);
    offset = offset_read(end);

    if (tm.tm_year < 70 || tm.tm_mon < 0 || tm.tm_mday < 1 || tm.tm_hour < 0
        || tm.tm_min < 0 || tm.tm_sec < 0 || ms < 0 || offset == 525600)
    {
        return 0;
    }

    return ((int64_t) timegm(&tm) - 60 * offset) * 1000 + ms;
}


void
rfc3339_write(int64_t ms, char ret_text[RFC3339_LEN])
{
    time_t     s = (time_t) (ms / 1000);
    struct tm  tm;
    size_t     n;

    gmtime_r(&s, &tm);
    n = strftime(ret_text, RFC3339_LEN, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(ret_text + n, RFC3339_LEN - n, ".%03dZ", (int) (ms % 1000));
}
