/* csv - see csv.h. */

#include "worker/answer/csv.h"

#include <string.h>


static char
separator_of(const char *text)
{
    static const char  known[] = ",;\t";
    size_t             most = 0, len = strcspn(text, "\r\n");
    char               best = ',';

    for (size_t k = 0; k < sizeof(known) - 1; k++) {
        size_t  n = 0;

        for (size_t i = 0; i < len; i++) {
            n += text[i] == known[k];
        }

        if (n > most) {
            most = n;
            best = known[k];
        }
    }

    return best;
}


void
csv_init(csv_t *csv, char *text)
{
    *csv = (csv_t) { .at = text, .separator = separator_of(text),
                     .next_line = 1 };
}


/* A field in quotes, from behind the first one; NULL: it has no end. */

static char *
quoted(csv_t *csv, char *s)
{
    char  *to = s;

    for (; *s != '\0'; s++) {
        csv->next_line += *s == '\n';

        if (*s != '"') {
            *to++ = *s;
        } else if (s[1] == '"') {
            *to++ = *s++;
        } else {
            *to = '\0';
            return s + 1;
        }
    }

    return NULL;
}


static char *
plain(const csv_t *csv, char *s)
{
    while (*s != '\0' && *s != csv->separator && *s != '\r' && *s != '\n') {
        s++;
    }

    return s;
}


/* Ends the field at s; true when the row goes on. */

static bool
field_end(csv_t *csv, char *s)
{
    bool  more = *s == csv->separator;

    csv->at = s + (*s != '\0');

    if (*s == '\r' && s[1] == '\n') {
        csv->at++;
    }

    if (*s == '\r' || *s == '\n') {
        csv->next_line++;
    }

    *s = '\0';

    return more;
}


static bool
row_take(csv_t *csv)
{
    bool  more = true;

    csv->n = 0;
    csv->line = csv->next_line;

    while (more) {
        char  *s = csv->at;
        bool   quotes = *s == '"';

        if (csv->n == CSV_FIELDS_MAX) {
            csv->error = "too many fields";
            return false;
        }

        csv->field[csv->n++] = quotes ? s + 1 : s;
        s = quotes ? quoted(csv, s + 1) : plain(csv, s);

        if (s == NULL) {
            csv->error = "a quote without its end";
            return false;
        }

        if (*s != '\0' && *s != csv->separator && *s != '\r' && *s != '\n') {
            csv->error = "something behind a quoted field";
            return false;
        }

        more = field_end(csv, s);
    }

    return true;
}


bool
csv_row(csv_t *csv)
{
    while (*csv->at != '\0') {
        if (!row_take(csv)) {
            return false;
        }

        if (csv->n > 1 || csv->field[0][0] != '\0') {
            return true;
        }
    }

    return false;
}
