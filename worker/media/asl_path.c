/*
 * asl_path - reference paths and payload templates of the States Language.
 *
 *   path  = ( "$" | "$$" ) { "." name | "['" text "']" | "[" number "]" }
 *
 * A name is letters, digits, "_" and "-" (bytes above 127 too).  Filters,
 * wildcards and slices are not in the subset: a path is one place.
 */

#include "worker/media/asl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define STEP_MAX     256                /* bytes of a name */
#define INDEX_MAX    9999
#define NESTING_MAX  32                 /* of a template */

typedef struct {
    char    name[STEP_MAX];
    long    index;                      /* -1: a name */
} step_t;

typedef enum { STEP_NONE, STEP_FOUND, STEP_WRONG } step_rc_t;


static bool
is_name(unsigned char c)
{
    return isalnum(c) || c == '_' || c == '-' || c > 127;
}


static bool
name_take(step_t *s, const char *from, size_t n)
{
    if (n == 0 || n >= STEP_MAX) {
        return false;
    }

    memcpy(s->name, from, n);
    s->name[n] = '\0';
    s->index = -1;

    return true;
}


/* "['name']" or "[3]"; *p is behind the bracket. */
static bool
bracket_take(const char **p, step_t *s)
{
    const char  *end;
    char        *stop;

    if (**p == '\'') {
        end = strstr(*p + 1, "']");

        if (end == NULL || !name_take(s, *p + 1, (size_t) (end - *p) - 1)) {
            return false;
        }

        *p = end + 2;
        return true;
    }

    if (!isdigit((unsigned char) **p)) {
        return false;
    }

    s->index = strtol(*p, &stop, 10);
    *p = stop + 1;

    return *stop == ']' && s->index <= INDEX_MAX;
}


static step_rc_t
step_next(const char **p, step_t *s)
{
    const char  *from = *p + 1;
    size_t       n = 0;

    switch (**p) {

    case '\0':
        return STEP_NONE;

    case '.':
        while (is_name((unsigned char) from[n])) {
            n++;
        }
        *p = from + n;
        return name_take(s, from, n) ? STEP_FOUND : STEP_WRONG;

    case '[':
        *p = from;
        return bracket_take(p, s) ? STEP_FOUND : STEP_WRONG;

    default:
        return STEP_WRONG;
    }
}


bool
asl_path_is(const char *path)
{
    const char  *p = path;
    step_t       s;
    step_rc_t    rc;

    if (p == NULL || *p++ != '$') {
        return false;
    }

    p += *p == '$';

    do {
        rc = step_next(&p, &s);
    } while (rc == STEP_FOUND);

    return rc == STEP_NONE;
}


/* Objects only: an element of an array is nobody's place. */
bool
asl_path_is_place(const char *path)
{
    return asl_path_is(path) && path[1] != '$' && strchr(path, '[') == NULL;
}


static json_t *
step_get(const json_t *at, const step_t *s)
{
    return s->index < 0 ? json_object_get(at, s->name)
                        : json_array_get(at, (size_t) s->index);
}


json_t *
asl_path_get(const char *path, const json_t *data, const json_t *context)
{
    const char    *p = path + 1;
    const json_t  *at = data;
    step_t         s;

    if (*p == '$') {
        at = context;
        p++;
    }

    while (at != NULL && step_next(&p, &s) == STEP_FOUND) {
        at = step_get(at, &s);
    }

    return (json_t *) at;
}


/* The object of the next name in `at`, made where there is none. */
static json_t *
place_enter(json_t *at, const char *name)
{
    json_t  *child = json_object_get(at, name);

    if (!json_is_object(child)) {
        child = json_object();
        json_object_set_new(at, name, child);
    }

    return child;
}


json_t *
asl_path_set(const char *path, json_t *data, json_t *value)
{
    const char  *p = path + 1;
    json_t      *root, *at;
    step_t       s, ahead;

    if (*p == '\0') {
        return json_incref(value);
    }

    root = at = json_is_object(data) ? json_deep_copy(data) : json_object();

    if (step_next(&p, &s) != STEP_FOUND) {
        return root;
    }

    while (step_next(&p, &ahead) == STEP_FOUND) {
        at = place_enter(at, s.name);
        s = ahead;
    }

    json_object_set(at, s.name, value);

    return root;
}


/* ---- templates ---- */

static json_t *template_at(const json_t *t, const json_t *data,
    const json_t *context, const char **ret_path);


/* "name.$": its value is a path. */
static bool
is_path_key(const char *key)
{
    size_t  n = strlen(key);

    return n > 2 && strcmp(key + n - 2, ".$") == 0;
}


static bool
template_member(json_t *out, const char *key, const json_t *value,
    const json_t *data, const json_t *context, const char **ret_path)
{
    json_t  *made;

    if (!is_path_key(key)) {
        made = template_at(value, data, context, ret_path);
        return made != NULL && json_object_set_new(out, key, made) == 0;
    }

    char  name[STEP_MAX];

    snprintf(name, sizeof(name), "%.*s", (int) strlen(key) - 2, key);
    made = asl_path_get(json_string_value(value), data, context);

    if (made == NULL) {
        *ret_path = json_string_value(value);
        return false;
    }

    return json_object_set(out, name, made) == 0;
}


static json_t *
template_object(const json_t *t, const json_t *data, const json_t *context,
    const char **ret_path)
{
    json_t      *out = json_object(), *value;
    const char  *key;

    json_object_foreach((json_t *) t, key, value) {
        if (!template_member(out, key, value, data, context, ret_path)) {
            json_decref(out);
            return NULL;
        }
    }

    return out;
}


static json_t *
template_at(const json_t *t, const json_t *data, const json_t *context,
    const char **ret_path)
{
    json_t  *out, *one;
    size_t   i;

    if (json_is_object(t)) {
        return template_object(t, data, context, ret_path);
    }

    if (!json_is_array(t)) {
        return json_incref((json_t *) t);
    }

    out = json_array();

    json_array_foreach(t, i, one) {
        json_t  *made = template_at(one, data, context, ret_path);

        if (made == NULL || json_array_append_new(out, made) != 0) {
            json_decref(out);
            return NULL;
        }
    }

    return out;
}


json_t *
asl_template(const json_t *template, const json_t *data,
    const json_t *context, const char **ret_path)
{
    *ret_path = "";

    return template_at(template, data, context, ret_path);
}


static bool
template_check(const json_t *t, unsigned depth, char *why, size_t len)
{
    const char  *key;
    json_t      *value;
    size_t       i;

    if (depth > NESTING_MAX) {
        snprintf(why, len, "is nested deeper than %d", NESTING_MAX);
        return false;
    }

    json_array_foreach(t, i, value) {
        if (!template_check(value, depth + 1, why, len)) {
            return false;
        }
    }

    json_object_foreach((json_t *) t, key, value) {
        if (is_path_key(key) && !asl_path_is(json_string_value(value))) {
            snprintf(why, len, "\"%.60s\" must be a path such as $.a.b (no "
                     "intrinsic functions, filters or wildcards)", key);
            return false;
        }

        if (!is_path_key(key) && !template_check(value, depth + 1, why, len)) {
            return false;
        }
    }

    return true;
}


bool
asl_template_check(const json_t *template, char *why, size_t len)
{
    return template_check(template, 0, why, len);
}
