/*
 * form - application/x-www-form-urlencoded, pair by pair.
 *
 * name=value&name=value: "+" is a space, %XX a byte; a "%" that starts no
 * escape is an error, an empty pair is skipped, a name without "=" has the
 * value "".  Names and values are decoded into memory of the caller.  No I/O,
 * no allocation, O(n).
 */

#ifndef RELEVO_FORM_H
#define RELEVO_FORM_H

#include "slice.h"

#define FORM_PAIRS_MAX  256             /* of one body */

typedef struct {
    slice_t  name, value;               /* decoded, in the caller's memory */
} form_pair_t;

typedef struct {
    form_pair_t  pair[FORM_PAIRS_MAX];  /* body order */
    unsigned     n;
} form_t;


/* Decodes body into memory (body.len bytes are enough).  False: a broken
 * escape, or more than FORM_PAIRS_MAX pairs. */
bool form_parse(slice_t body, uint8_t *memory, form_t *ret_form);

/* Value of the first pair of that name; false when there is none. */
bool form_get(const form_t *form, const char *name, slice_t *ret_value);

#endif
