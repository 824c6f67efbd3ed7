/*
 * templates - message templates of a WhatsApp business account.
 *
 *   GET /vNN.N/<waba>/message_templates?fields=...&limit=N&after=CURSOR
 *
 * POST /_control {"templates": [{"waba", "name", "language", ...}]} says what
 * there is; an account that none of them names is unknown.  As Graph does it:
 * what was not asked for by `fields` is not in the answer, cursors are given
 * for a page that has another one behind it, and only those are taken.
 */

#include "t/fake/fake_graph/fake.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_MAX  1000
#define QUERY_MAX  1024

static json_t *all;                     /* array, or NULL */

static const char *const  known_fields[] = {
    "id", "name", "language", "status", "category", "components",
    "rejected_reason", "quality_score", "parameter_format", NULL
};

typedef struct {
    char  text[QUERY_MAX];
    char  fields[QUERY_MAX];
    long  limit;                        /* 0: what it is was wrong */
    long  from;                         /* -1: the same */
} query_t;


bool
templates_set(const json_t *templates)
{
    const json_t  *t;
    size_t         i;

    if (!json_is_array(templates)) {
        return false;
    }

    json_array_foreach((json_t *) templates, i, t) {
        if (!json_is_string(json_object_get(t, "waba"))) {
            return false;
        }
    }

    json_decref(all);
    all = json_deep_copy(templates);

    return true;
}


void
templates_clear(void)
{
    json_decref(all);
    all = NULL;
}


static bool
field_is_known(const char *name)
{
    for (const char *const *f = known_fields; *f != NULL; f++) {
        if (strcmp(*f, name) == 0) {
            return true;
        }
    }

    return false;
}


/* "c<n>_<token>": only a page gives one. */
static long
cursor_read(const char *text)
{
    char  *end;
    long   n = *text == 'c' ? strtol(text + 1, &end, 10) : -1;

    return n > 0 && strcmp(end, "_ZD") == 0 ? n : -1;
}


/* NULL, or what is wrong with it. */
static const char *
query_read(const char *text, query_t *q)
{
    char  fields[QUERY_MAX], *rest, *save;

    *q = (query_t) { .limit = 25 };
    snprintf(q->text, sizeof(q->text), "%s", text);

    for (char *w = strtok_r(q->text, "&", &rest); w != NULL;
         w = strtok_r(NULL, "&", &rest))
    {
        if (strncmp(w, "fields=", 7) == 0) {
            snprintf(q->fields, sizeof(q->fields), "%s", w + 7);
        } else if (strncmp(w, "limit=", 6) == 0) {
            q->limit = strtol(w + 6, NULL, 10);
        } else if (strncmp(w, "after=", 6) == 0) {
            q->from = cursor_read(w + 6);
        } else {
            return "Unknown parameter";
        }
    }

    snprintf(fields, sizeof(fields), "%s", q->fields);
    for (char *w = strtok_r(fields, ",", &save); w != NULL;
         w = strtok_r(NULL, ",", &save))
    {
        if (!field_is_known(w)) {
            return "Tried accessing nonexisting field";
        }
    }

    return q->limit < 1 || q->limit > LIMIT_MAX ? "The limit is out of range"
           : q->from < 0 ? "Invalid cursor" : NULL;
}


static json_t *
shown(const json_t *t, const char *fields)
{
    json_t  *one = json_object();
    char     copy[QUERY_MAX], *save;

    snprintf(copy, sizeof(copy), "%s", *fields != '\0' ? fields
             : "name,language,status,category,components");
    for (char *w = strtok_r(copy, ",", &save); w != NULL;
         w = strtok_r(NULL, ",", &save))
    {
        json_object_set(one, w, json_object_get(t, w));
    }

    json_object_set_new(one, "id", json_string("1"));

    return one;
}


/* A page of that account's; NULL: there is no such account. */
static json_t *
page_of(const char *waba, const query_t *q)
{
    json_t  *data = json_array(), *paging, *t;
    size_t   i;
    long     n = 0;
    bool     known = false;
    char     cursor[32];

    json_array_foreach(all, i, t) {
        if (strcmp(json_string_value(json_object_get(t, "waba")), waba) != 0) {
            continue;
        }

        known = true;
        if (json_object_get(t, "name") != NULL && n++ >= q->from
            && n - q->from <= q->limit)
        {
            json_array_append_new(data, shown(t, q->fields));
        }
    }

    if (!known) {
        json_decref(data);
        return NULL;
    }

    snprintf(cursor, sizeof(cursor), "c%ld_ZD", q->from + q->limit);
    paging = json_pack("{s:{s:s, s:s}}", "cursors", "before", "c0_ZD",
                       "after", cursor);
    if (n > q->from + q->limit) {
        json_object_set_new(paging, "next",
                            json_string("https://graph.facebook.com/next"));
    }

    return json_pack("{s:o, s:o}", "data", data, "paging", paging);
}


/* rest: behind the account's id. */
void
templates_answer(const char *waba, const char *rest, reply_t *ret)
{
    query_t      q;
    const char  *problem = query_read(*rest == '?' ? rest + 1 : rest, &q);
    json_t      *page = problem == NULL ? page_of(waba, &q) : NULL;

    if (page == NULL) {
        graph_error(ret, 400, 100, problem != NULL ? problem
                    : "Unsupported get request: the object does not exist");
        return;
    }

    ret->status = 200;
    ret->body = json_dumps(page, JSON_COMPACT);
    json_decref(page);
}
