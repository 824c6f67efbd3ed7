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

#endif
