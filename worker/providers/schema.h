/*
 * schema - is a JSON value what a schema says?  The part of JSON Schema that
 * models are given:
 *
 *   type (one or a list), enum, const, properties, required,
 *   additionalProperties (false, or a schema), items, minItems, maxItems,
 *   minLength, maxLength (characters), minimum, maximum, anyOf,
 *   format date-time | date | email
 *
 * Other words are not looked at, except $ref, oneOf, allOf, not, pattern: a
 * schema with those is refused, because it would say yes to too much.
 */

#ifndef RELEVO_PROVIDERS_SCHEMA_H
#define RELEVO_PROVIDERS_SCHEMA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define SCHEMA_DEPTH_MAX  32

/* False, and where and why ("amount: must be a number"): names of the schema
 * only, never a value. */
bool schema_check(const json_t *schema, const json_t *value, char *ret_why,
         size_t why_len);

#endif
