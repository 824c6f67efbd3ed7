/*
 * schema - see schema.h.
 */

#include "worker/providers/schema.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/utf8_cut.h"

#define PATH_MAX_LEN  128

typedef struct {
    char     path[PATH_MAX_LEN];        /* "items[2].sku" */
    size_t   len;
    unsigned depth;
    char    *why;
    size_t   why_len;
} check_t;

static bool check_value(check_t *c, const json_t *schema, const json_t *v);


static bool __attribute__((format(printf, 2, 3)))
wrong(check_t *c, const char *fmt, ...)
{
    char     text[128];
    va_list  args;

    va_start(args, fmt);
    (void) vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);

    snprintf(c->why, c->why_len, "%s%s%s", c->path, c->len == 0 ? "" : ": ",
             text);

    return false;
}


/* Goes down to a member; returns what to go back to. */

static size_t __attribute__((format(printf, 2, 3)))
path_push(check_t *c, const char *fmt, ...)
{
    size_t   before = c->len;
    va_list  args;
    int      n;

    va_start(args, fmt);
    n = vsnprintf(c->path + c->len, sizeof(c->path) - c->len, fmt, args);
    va_end(args);

    if (n > 0) {
        c->len += (size_t) n;
        c->len = c->len < sizeof(c->path) ? c->len : sizeof(c->path) - 1;
    }

    return before;
}


static void
path_pop(check_t *c, size_t before)
{
    c->len = before;
    c->path[before] = '\0';
}


/* ---- types ---- */

static bool
is_type(const json_t *v, const char *type)
{
    if (strcmp(type, "integer") == 0) {
        return json_is_integer(v)
               || (json_is_real(v)
                   && floor(json_real_value(v)) == json_real_value(v));
    }

    return (strcmp(type, "object") == 0 && json_is_object(v))
           || (strcmp(type, "array") == 0 && json_is_array(v))
           || (strcmp(type, "string") == 0 && json_is_string(v))
           || (strcmp(type, "number") == 0 && json_is_number(v))
           || (strcmp(type, "boolean") == 0 && json_is_boolean(v))
           || (strcmp(type, "null") == 0 && json_is_null(v));
}


static bool
check_type(check_t *c, const json_t *type, const json_t *v)
{
    const json_t  *one;
    size_t         i;

    if (json_is_string(type)) {
        return is_type(v, json_string_value(type))
               || wrong(c, "must be of type %s", json_string_value(type));
    }

    json_array_foreach((json_t *) type, i, one) {
        if (json_is_string(one) && is_type(v, json_string_value(one))) {
            return true;
        }
    }

    return wrong(c, "is of no type that is allowed");
}


static bool
check_enum(check_t *c, const json_t *list, const json_t *v)
{
    const json_t  *one;
    size_t         i;

    json_array_foreach((json_t *) list, i, one) {
        if (json_equal((json_t *) one, (json_t *) v)) {
            return true;
        }
    }

    return wrong(c, "is none of the values allowed");
}


/* ---- strings and numbers ---- */

/* Digits where the pattern has 0, itself elsewhere; the rest follows. */

static bool
looks_like(const char *s, const char *pattern, const char **ret_rest)
{
    for ( ; *pattern != '\0'; s++, pattern++) {
        if (*pattern == '0' ? (*s < '0' || *s > '9') : *s != *pattern) {
            return false;
        }
    }

    *ret_rest = s;

    return true;
}


static bool
is_zone(const char *s)
{
    const char  *rest;

    if (*s == '.') {
        s += 1 + strspn(s + 1, "0123456789");
    }

    return strcmp(s, "Z") == 0 || strcmp(s, "z") == 0
           || ((looks_like(s, "+00:00", &rest)
                || looks_like(s, "-00:00", &rest)) && *rest == '\0');
}


static bool
check_format(check_t *c, const char *format, const char *s)
{
    const char  *rest;
    bool         fits = true;

    if (strcmp(format, "date-time") == 0) {
        fits = looks_like(s, "0000-00-00T00:00:00", &rest) && is_zone(rest);

    } else if (strcmp(format, "date") == 0) {
        fits = looks_like(s, "0000-00-00", &rest) && *rest == '\0';

    } else if (strcmp(format, "email") == 0) {
        rest = strchr(s, '@');
        fits = rest != NULL && rest > s && strchr(rest, '.') != NULL;
    }

    return fits || wrong(c, "must be a %s", format);
}


static bool
check_string(check_t *c, const json_t *schema, const json_t *v)
{
    const char    *s = json_string_value(v);
    size_t         n = utf8_chars(slice_str(s));
    const json_t  *min = json_object_get(schema, "minLength");
    const json_t  *max = json_object_get(schema, "maxLength");
    const json_t  *format = json_object_get(schema, "format");

    if (min != NULL && (json_int_t) n < json_integer_value(min)) {
        return wrong(c, "is too short");
    }

    if (max != NULL && (json_int_t) n > json_integer_value(max)) {
        return wrong(c, "is too long");
    }

    return !json_is_string(format)
           || check_format(c, json_string_value(format), s);
}


static bool
check_number(check_t *c, const json_t *schema, const json_t *v)
{
    const json_t  *min = json_object_get(schema, "minimum");
    const json_t  *max = json_object_get(schema, "maximum");

    if (min != NULL && json_number_value(v) < json_number_value(min)) {
        return wrong(c, "is too small");
    }

    if (max != NULL && json_number_value(v) > json_number_value(max)) {
        return wrong(c, "is too large");
    }

    return true;
}


/* ---- what has members ---- */

static bool
check_required(check_t *c, const json_t *schema, const json_t *v)
{
    const json_t  *list = json_object_get(schema, "required"), *name;
    size_t         i;

    json_array_foreach((json_t *) list, i, name) {
        if (json_is_string(name)
            && json_object_get(v, json_string_value(name)) == NULL)
        {
            return wrong(c, "\"%s\" is missing", json_string_value(name));
        }
    }

    return true;
}


static bool
check_object(check_t *c, const json_t *schema, const json_t *v)
{
    const json_t  *properties = json_object_get(schema, "properties");
    const json_t  *others = json_object_get(schema, "additionalProperties");
    const char    *name;
    json_t        *member;

    if (!check_required(c, schema, v)) {
        return false;
    }

    json_object_foreach((json_t *) v, name, member) {
        const json_t  *own = json_object_get(properties, name);
        size_t         before;
        bool           fits;

        if (own == NULL && json_is_false(others)) {
            return wrong(c, "has a member that is not known");
        }

        own = own == NULL ? others : own;
        if (!json_is_object(own)) {
            continue;
        }

        before = path_push(c, "%s%s", c->len == 0 ? "" : ".", name);
        fits = check_value(c, own, member);
        path_pop(c, before);

        if (!fits) {
            return false;
        }
    }

    return true;
}


static bool
check_array(check_t *c, const json_t *schema, const json_t *v)
{
    const json_t  *items = json_object_get(schema, "items");
    const json_t  *min = json_object_get(schema, "minItems");
    const json_t  *max = json_object_get(schema, "maxItems");
    size_t         n = json_array_size(v);

    if (min != NULL && (json_int_t) n < json_integer_value(min)) {
        return wrong(c, "has too few items");
    }

    if (max != NULL && (json_int_t) n > json_integer_value(max)) {
        return wrong(c, "has too many items");
    }

    for (size_t i = 0; items != NULL && i < n; i++) {
        size_t  before = path_push(c, "[%zu]", i);
        bool    fits = check_value(c, items, json_array_get(v, i));

        path_pop(c, before);
        if (!fits) {
            return false;
        }
    }

    return true;
}


static bool
check_any(check_t *c, const json_t *list, const json_t *v)
{
    const json_t  *one;
    size_t         i;

    json_array_foreach((json_t *) list, i, one) {
        if (check_value(c, one, v)) {
            return true;
        }
    }

    return wrong(c, "fits none of what is allowed");
}


/* ---- a value ---- */

static bool
schema_is_readable(check_t *c, const json_t *schema)
{
    static const char *const  unknown[] = {
        "$ref", "oneOf", "allOf", "not", "pattern", "patternProperties"
    };

    for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        if (json_object_get(schema, unknown[i]) != NULL) {
            return wrong(c, "the schema uses %s, which is not checked",
                         unknown[i]);
        }
    }

    return true;
}


static bool
check_kind(check_t *c, const json_t *schema, const json_t *v)
{
    switch (json_typeof(v)) {
    case JSON_OBJECT:  return check_object(c, schema, v);
    case JSON_ARRAY:   return check_array(c, schema, v);
    case JSON_STRING:  return check_string(c, schema, v);
    case JSON_INTEGER:
    case JSON_REAL:    return check_number(c, schema, v);
    default:           return true;
    }
}


static bool
check_value(check_t *c, const json_t *schema, const json_t *v)
{
    const json_t  *type = json_object_get(schema, "type");
    const json_t  *list = json_object_get(schema, "enum");
    const json_t  *one = json_object_get(schema, "const");
    const json_t  *any = json_object_get(schema, "anyOf");
    bool           fits;

    if (c->depth == SCHEMA_DEPTH_MAX) {
        return wrong(c, "is too deep");
    }

    c->depth++;
    fits = schema_is_readable(c, schema)
           && (type == NULL || check_type(c, type, v))
           && (list == NULL || check_enum(c, list, v))
           && (one == NULL || json_equal((json_t *) one, (json_t *) v)
               || wrong(c, "is not the value allowed"))
           && (any == NULL || check_any(c, any, v))
           && check_kind(c, schema, v);
    c->depth--;

    return fits;
}


bool
schema_check(const json_t *schema, const json_t *value, char *ret_why,
    size_t why_len)
{
    check_t  c = { .why = ret_why, .why_len = why_len };

    return json_is_object(schema) && value != NULL
           ? check_value(&c, schema, value)
           : wrong(&c, "there is no %s", value == NULL ? "value" : "schema");
}
