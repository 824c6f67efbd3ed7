/*
 * form - application/x-www-form-urlencoded, pair by pair.
 *
 * name=value&name=value: "+" is a space, %XX a byte; a "%" that starts no
 * escape is an error, an empty pair is skipped, a name without "=" has the
 * value "".  Two ways to read one:
 *
 *   form_next()   gives the pairs as they are on the wire; what is of
 *                 interest is compared or decoded.  No memory at all:
 *
 *                     form_init(&r, body);
 *                     while (form_next(&r, &pair)) { ... }
 *                     if (r.rc != FORM_OK) { ... }
 *
 *   form_parse()  decodes all of them into memory of the caller.
 *
 * Both have the same verdict.  No I/O, no allocation, O(n).
 */

#ifndef RELEVO_FORM_H
#define RELEVO_FORM_H

#include "slice.h"

#define FORM_PAIRS_MAX  256             /* of one body */

typedef enum {
    FORM_OK = 0,
    FORM_SYNTAX,                        /* a broken escape */
    FORM_TOO_MANY                       /* pairs */
} form_rc_t;

typedef struct {
    slice_t  name, value;               /* of form_next() still encoded */
} form_pair_t;

typedef struct {
    slice_t    rest;
    unsigned   n;                       /* pairs so far */
    form_rc_t  rc;                      /* of an error, which ends the walk */
} form_reader_t;

typedef struct {
    form_pair_t  pair[FORM_PAIRS_MAX];  /* body order, decoded */
    unsigned     n;
} form_t;


/* --- pairs as they are on the wire --- */

void form_init(form_reader_t *r, slice_t body);

/* The next pair; false at the end and at an error, see r->rc. */
bool form_next(form_reader_t *r, form_pair_t *ret_pair);

/* Does encoded, of form_next(), stand for these bytes? */
bool form_is(slice_t encoded, slice_t plain);

/* Length of encoded when it is decoded. */
size_t form_decoded_len(slice_t encoded);

/* Decodes into form_decoded_len() bytes; returns their number. */
size_t form_decode(slice_t encoded, uint8_t *ret_bytes);

/* Encodes everything but letters, digits and -._~ ; ret wants three bytes for
 * each of plain.  Returns how many were written. */
size_t form_encode(slice_t plain, uint8_t *ret_encoded);


/* --- all of it --- */

/* Decodes body into memory (body.len bytes are enough).  False: a broken
 * escape, or more than FORM_PAIRS_MAX pairs. */
bool form_parse(slice_t body, uint8_t *memory, form_t *ret_form);

#endif
