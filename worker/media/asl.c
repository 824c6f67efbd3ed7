/*
 * asl - reads a definition, from its file to a checked machine; asl.h.
 */

#include "worker/media/asl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/record.h"
#include "worker/share.h"

#define FILE_MAX  (1u << 20)


const asl_state_t *
asl_state(const asl_machine_t *m, const char *name)
{
    for (unsigned i = 0; name != NULL && i < m->n; i++) {
        if (strcmp(m->states[i].name, name) == 0) {
            return &m->states[i];
        }
    }

    return NULL;
}


const asl_state_t *
asl_next(const asl_machine_t *m, const json_t *rule)
{
    return asl_state(m, json_string_value(json_object_get(rule, "Next")));
}


/* "config/workflows/media.json" -> "media" */
static void
name_take(asl_t *a, const char *path)
{
    const char  *base = strrchr(path, '/');
    size_t       n;

    base = base == NULL ? path : base + 1;
    n = strcspn(base, ".");
    snprintf(a->name, sizeof(a->name), "%.*s", (int) n, base);
}


static bool
top_check(asl_t *a, char *err)
{
    static const char *const  known[] = {
        "Comment", "StartAt", "States", "TimeoutSeconds", "Version"
    };

    const json_t  *timeout = json_object_get(a->json, "TimeoutSeconds");
    const char    *key;
    json_t        *value;

    json_object_foreach(a->json, key, value) {
        size_t  i = 0;

        while (i < 5 && strcmp(known[i], key) != 0) {
            i++;
        }

        if (i == 5) {
            return asl_wrong(err, "field \"%.60s\" is not in the subset; "
                             "remove it", key);
        }
    }

    if (timeout != NULL && json_integer_value(timeout) <= 0) {
        return asl_wrong(err, "field \"TimeoutSeconds\": must be a whole "
                         "number of seconds above 0");
    }

    a->timeout_ms = 1000 * (uint64_t) json_integer_value(timeout);

    return true;
}


static asl_t *
asl_new(const char *name, slice_t text)
{
    pool_t  *pool = pool_new(POOL_CAP_DEFAULT);
    asl_t   *a = pool == NULL ? NULL : pool_alloc(pool, sizeof(asl_t));

    if (a == NULL) {
        pool_free(pool);
        return NULL;
    }

    a->pool = pool;
    name_take(a, name);
    snprintf(a->version, sizeof(a->version), "%016llx",
             (unsigned long long) fnv1a64(text));
    a->machine = pool_alloc(pool, sizeof(asl_machine_t));

    return a;
}


static bool
text_read(asl_t *a, slice_t text, char *err)
{
    json_error_t  why;

    a->json = pool_json(a->pool, json_loadb((const char *) text.data,
                        text.len, JSON_REJECT_DUPLICATES, &why));

    if (a->json == NULL) {
        return asl_wrong(err, "line %d, column %d: %s", why.line, why.column,
                         why.text);
    }

    return json_is_object(a->json)
           || asl_wrong(err, "a definition must be an object");
}


asl_t *
asl_parse(const char *name, slice_t text, char *err)
{
    asl_t  *a = asl_new(name, text);
    char    why[ASL_ERROR_LEN] = "";

    if (a != NULL && a->machine != NULL && text_read(a, text, why)
        && top_check(a, why) && asl_supply(a->json, why)
        && asl_machine_read(a, a->machine, a->json, "", 0, why))
    {
        return a;
    }

    snprintf(err, ASL_ERROR_LEN, "%.*s: %.*s", 100, name,
             ASL_ERROR_LEN - 104, a == NULL ? "out of memory" : why);
    asl_free(a);

    return NULL;
}


asl_t *
asl_load(const char *path, char *err)
{
    char    full[SHARE_PATH_MAX];
    FILE   *in = share_path(path, full) ? fopen(full, "re") : NULL;
    char   *text = malloc(FILE_MAX + 1);
    size_t  n = in == NULL || text == NULL ? 0 : fread(text, 1, FILE_MAX + 1,
                                                       in);
    asl_t  *a = NULL;

    if (in != NULL) {
        fclose(in);
    }

    if (n == 0 || n > FILE_MAX) {
        snprintf(err, ASL_ERROR_LEN, "%.200s: %s", path, n == 0
                 ? "cannot be read, or is empty" : "is larger than 1 MB");
    } else {
        a = asl_parse(path, slice_make(text, n), err);
    }

    free(text);

    return a;
}


void
asl_free(asl_t *a)
{
    if (a != NULL) {
        pool_free(a->pool);
    }
}
