/*
 * archive_orphan - objects of the archive that no row names.
 *
 * A row is written before its object, so there is none in the normal course
 * of things; after a restore of an older database there is.  The same rows
 * are in that database then, but only an operator knows that it is the right
 * one: nothing is removed without being asked for.
 */

#include "worker/cli/archive.h"

#include <stdio.h>
#include <string.h>

#include "worker/cli/media_loop.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"

#define ID_LEN     36
#define HOUR_MS    3600000
#define NAME_BYTES 1025                 /* S3 has names that are not ours */

static const char  named_sql[] = "select core.archive_named(array(select "
    "jsonb_array_elements_text($1::jsonb)))";


/* "<tenant>/archive/...", and from before. */
static bool
is_ours(const json_t *item, int64_t before_ms)
{
    const char  *key = cli_str(item, "key");

    return strlen(key) > ID_LEN
           && strncmp(key + ID_LEN, "/archive/", 9) == 0
           && cli_num(item, "at_ms") <= before_ms;
}


/* Names of ours in a page; a new reference. */
static json_t *
names_of(const json_t *items, int64_t before_ms)
{
    json_t  *names = json_array(), *item;
    size_t   i;

    json_array_foreach((json_t *) items, i, item) {
        if (is_ours(item, before_ms)) {
            json_array_append(names, json_object_get(item, "key"));
        }
    }

    return names;
}


static bool
has(const json_t *names, const char *key)
{
    json_t  *name;
    size_t   i;

    json_array_foreach((json_t *) names, i, name) {
        if (strcmp(json_string_value(name), key) == 0) {
            return true;
        }
    }

    return false;
}


static bool
page_look(PGconn *pg, const json_t *items, int64_t before_ms,
    void (*found)(void *data, const json_t *item), void *data)
{
    json_t      *names = names_of(items, before_ms), *named, *item;
    char        *text = json_dumps(names, JSON_COMPACT);
    const char  *params[] = { text };
    size_t       i;

    named = text != NULL ? cli_pg_json(pg, named_sql, 1, params) : NULL;

    if (named != NULL) {
        json_array_foreach((json_t *) items, i, item) {
            if (is_ours(item, before_ms)
                && !has(named, cli_str(item, "key")))
            {
                found(data, item);
            }
        }
    }

    jsonx_free(text);
    json_decref(names);
    json_decref(named);

    return named != NULL;
}


bool
archive_orphans(PGconn *pg, const char *tenant, long hours,
    void (*found)(void *data, const json_t *item), void *data)
{
    int64_t  before_ms = (int64_t) (unix_us() / 1000) - hours * HOUR_MS;
    char     after[NAME_BYTES] = "", prefix[64] = "";
    bool     more = true;

    if (*tenant != '\0') {
        snprintf(prefix, sizeof(prefix), "%s/archive/", tenant);
    }

    while (more) {
        json_t  *page = media_loop_list(prefix, after);
        json_t  *items = json_object_get(page, "items");
        size_t   n = json_array_size(items);

        if (page == NULL || !page_look(pg, items, before_ms, found,
                                        data)) {
            json_decref(page);
            return false;
        }

        more = n > 0 && json_is_true(json_object_get(page, "more"));
        snprintf(after, sizeof(after), "%s", n == 0 ? "" :
                 cli_str(json_array_get(items, n - 1), "key"));
        json_decref(page);
    }

    return true;
}
