/*
 * kb_rows - CSV and JSON lines to answers.
 *
 * CSV: question,answer[,language[,topic]]; a first row with these names may
 * stand in any order.  JSON lines: {"question", "answer", "language"?}.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/csv.h"
#include "worker/answer/kb.h"
#include "worker/jsonx.h"

enum { COL_QUESTION, COL_ANSWER, COL_LANGUAGE, COL_TOPIC, COLS };

static const char *const  columns[COLS] = {
    "question", "answer", "language", "topic"
};


static char *
trim(char *s)
{
    size_t  n;

    s += strspn(s, " \t\r\n");
    n = strlen(s);
    while (n > 0 && isspace((unsigned char) s[n - 1])) {
        n--;
    }
    s[n] = '\0';

    return s;
}


/* Where the columns stand; false when the row names none: it is data. */

static bool
header_take(const csv_t *csv, int ret_at[COLS])
{
    int  at[COLS] = { -1, -1, -1, -1 };

    for (unsigned i = 0; i < csv->n; i++) {
        for (int c = 0; c < COLS; c++) {
            if (strcasecmp(trim(csv->field[i]), columns[c]) == 0) {
                at[c] = (int) i;
            }
        }
    }

    if (at[COL_QUESTION] < 0 || at[COL_ANSWER] < 0) {
        return false;
    }

    memcpy(ret_at, at, sizeof(at));

    return true;
}


static const char *
cell(const csv_t *csv, int at)
{
    return at >= 0 && (unsigned) at < csv->n ? trim(csv->field[at]) : "";
}


static bool
rows_take(csv_t *csv, json_t *items, kb_error_t *e)
{
    int   at[COLS] = { 0, 1, 2, 3 };
    bool  first = true;

    while (csv_row(csv)) {
        const char  *language;

        if (first && header_take(csv, at)) {
            first = false;
            continue;
        }

        first = false;
        if (csv->n < 2) {
            return kb_error(e, csv->line,
                            "a row needs a question and an answer");
        }

        language = cell(csv, at[COL_LANGUAGE]);
        if (!kb_answer_add(items, csv->line, cell(csv, at[COL_TOPIC]),
                           cell(csv, at[COL_QUESTION]),
                           cell(csv, at[COL_ANSWER]),
                           language[0] != '\0' ? language : NULL, e))
        {
            return false;
        }
    }

    return csv->error == NULL || kb_error(e, csv->line, "%s", csv->error);
}


json_t *
kb_csv(const char *text, kb_error_t *e)
{
    json_t  *items = json_array();
    char    *copy = strdup(text);
    csv_t    csv;
    bool     ok = copy != NULL;

    if (ok) {
        csv_init(&csv, copy);
        ok = rows_take(&csv, items, e);
        free(copy);
    } else {
        (void) kb_error(e, 0, "out of memory");
    }

    if (!ok) {
        json_decref(items);
        return NULL;
    }

    return items;
}


static bool
line_take(json_t *items, const char *line, size_t len, unsigned n,
    kb_error_t *e)
{
    json_error_t   error;
    json_t        *object = json_loadb(line, len, JSON_REJECT_DUPLICATES,
                                       &error);
    const char    *language = jsonx_str(object, "language");
    bool           ok;

    if (object == NULL) {
        return kb_error(e, n, "%s", error.text);
    }

    ok = kb_answer_add(items, n, jsonx_str(object, "topic"),
                       jsonx_str(object, "question"),
                       jsonx_str(object, "answer"),
                       language[0] != '\0' ? language : NULL, e);
    json_decref(object);

    return ok;
}


json_t *
kb_jsonl(const char *text, kb_error_t *e)
{
    json_t    *items = json_array();
    unsigned   n = 0;

    while (*text != '\0') {
        size_t  len = strcspn(text, "\n");

        n++;
        if (strspn(text, " \t\r") < len
            && !line_take(items, text, len, n, e))
        {
            json_decref(items);
            return NULL;
        }

        text += len + (text[len] == '\n');
    }

    return items;
}
