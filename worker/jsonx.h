/*
 * jsonx - reading jansson objects without ceremony: a missing or mistyped
 * member is "", 0 or false.  Strings are borrowed from the object.
 */

#ifndef RELEVO_JSONX_H
#define RELEVO_JSONX_H

#include <jansson.h>
#include <stdbool.h>

#include "common/slice.h"


static inline const char *
jsonx_str(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s == NULL ? "" : s;
}


static inline int64_t
jsonx_int(const json_t *object, const char *key)
{
    return (int64_t) json_integer_value(json_object_get(object, key));
}


static inline bool
jsonx_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}


/* A new reference, NULL when the bytes are no JSON. */
static inline json_t *
jsonx_load(slice_t bytes)
{
    if (bytes.len == 0) {
        return NULL;
    }

    return json_loadb((const char *) bytes.data, bytes.len,
                      JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
}


/* A text of json_dumps(): jansson may have an allocator of its own. */
static inline void
jsonx_free(char *text)
{
    json_free_t  give_back;

    json_get_alloc_funcs(NULL, &give_back);
    give_back(text);
}


/*
 * Its text, in a string: what PostgreSQL only stores is not taken apart on
 * the way.  Fractions keep so many digits.  A new reference; of nothing and
 * without memory: null.
 */
static inline json_t *
jsonx_wrap(const json_t *value, unsigned digits)
{
    char    *text = value == NULL ? NULL
                    : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY
                                        | JSON_REAL_PRECISION(digits));
    json_t  *wrapped = text == NULL ? json_null() : json_string(text);

    jsonx_free(text);

    return wrapped == NULL ? json_null() : wrapped;
}

#endif
