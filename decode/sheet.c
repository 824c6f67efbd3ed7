/* sheet - see sheet.h. */

#include "decode/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/banned.h"

#define DAY_1970   25569                /* Excel's number of 1970-01-01 */
#define DAYS_1904  1462                 /* between its two first days */
#define DAY_LAST   2958465.999999       /* 9999-12-31 */


value_kind_t
value_kind_builtin(long id)
{
    if (id == 9 || id == 10) {
        return VALUE_PERCENT;
    }

    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36
        || (id >= 50 && id <= 58))
    {
        return VALUE_DATE;
    }

    if (id == 22) {
        return VALUE_DATE_TIME;
    }

    return (id >= 18 && id <= 21) || (id >= 45 && id <= 47)
           || (id >= 32 && id <= 35) ? VALUE_TIME : VALUE_NUMBER;
}


/* Behind what is quoted, escaped or in brackets ("[Red]", "[$-409]"). */

static const char *
literal_skip(const char *s)
{
    const char  *end = *s == '"' ? strchr(s + 1, '"')
                       : *s == '[' ? strchr(s, ']')
                       : s[1] != '\0' ? s + 1 : s;

    return end == NULL ? s + strlen(s) - 1 : end;
}


value_kind_t
value_kind_of(const char *code)
{
    bool  day = false, hour = false, percent = false;

    for (const char *s = code; *s != '\0' && *s != ';'; s++) {
        if (strchr("\"[\\_*", *s) != NULL) {
            s = literal_skip(s);
        } else if (strchr("dDyY", *s) != NULL) {
            day = true;
        } else if (strchr("hHsS", *s) != NULL) {
            hour = true;
        } else if (*s == '%') {
            percent = true;
        }
    }

    if (day) {
        return hour ? VALUE_DATE_TIME : VALUE_DATE;
    }

    return hour ? VALUE_TIME : percent ? VALUE_PERCENT : VALUE_NUMBER;
}


static void
date_text(double value, value_kind_t kind, char *ret, size_t room)
{
    static const char *const  formats[] = {
        [VALUE_DATE] = "%Y-%m-%d",
        [VALUE_TIME] = "%H:%M:%S",
        [VALUE_DATE_TIME] = "%Y-%m-%d %H:%M"
    };

    time_t     seconds = (time_t) floor((value - DAY_1970) * 86400 + 0.5);
    struct tm  tm;

    if (gmtime_r(&seconds, &tm) == NULL
        || strftime(ret, room, formats[kind], &tm) == 0)
    {
        snprintf(ret, room, "%.15g", value);
    }
}


void
value_text(const char *value, value_kind_t kind, bool since_1904, char *ret,
    size_t room)
{
    char    *end;
    double   number = strtod(value, &end);

    if (end == value || *end != '\0' || !isfinite(number)) {
        snprintf(ret, room, "%s", value);

    } else if (kind == VALUE_PERCENT) {
        snprintf(ret, room, "%.10g%%", number * 100);

    } else if (kind == VALUE_NUMBER || number < 0 || number > DAY_LAST) {
        snprintf(ret, room, "%.15g", number);

    } else {
        date_text(number + (since_1904 ? DAYS_1904 : 0), kind, ret, room);
    }
}
