/*
 * form - application/x-www-form-urlencoded, as Twilio sends it.
 *
 * form_next() gives one field after the other as it is on the wire; names and
 * values are decoded where they are needed, into the caller's buffer.  Strict:
 * printable ASCII only, every % with two hex digits, no empty name, at most
 * FORM_FIELDS_MAX fields.  An error sticks and ends the walk:
 *
 *   form_init(&f, body);
 *   while (form_next(&f, &field)) { ... }
 *   if (f.rc != FORM_OK) { ... }
 *
 * Which of two fields of one name counts is the caller's.  No I/O, no
 * allocation, O(n).
 */

#ifndef RELEVO_FORM_H
#define RELEVO_FORM_H

#include "slice.h"

#define FORM_FIELDS_MAX  256
#define FORM_NAME_LEN    128            /* bytes of a name, decoded */

typedef enum {
    FORM_OK = 0,
    FORM_SYNTAX,                        /* a byte, escape or name is wrong */
    FORM_TOO_MANY                       /* fields, or bytes of a name */
} form_rc_t;

typedef struct {
    slice_t  name;                      /* both encoded, verbatim */
    slice_t  value;                     /* empty when there is no "=" */
} form_field_t;

typedef struct {
    const uint8_t  *p;                  /* next field */
    const uint8_t  *end;
    unsigned        n;                  /* fields so far */
    form_rc_t       rc;
} form_t;


void form_init(form_t *f, slice_t body);

/* The next field; false at the end and at an error, see f->rc. */
bool form_next(form_t *f, form_field_t *ret_field);

/* All of it; what stops form_next(). */
form_rc_t form_check(slice_t body);

/* Length of encoded when it is decoded; encoded came from form_next(). */
size_t form_decoded_len(slice_t encoded);

/* Decodes into form_decoded_len() bytes; returns their number. */
size_t form_decode(slice_t encoded, uint8_t *ret_bytes);

/* Encodes everything but letters, digits and -._~ ; ret wants three bytes for
 * each of plain.  Returns how many were written. */
size_t form_encode(slice_t plain, uint8_t *ret_encoded);

/* The order of the decoded bytes: < 0, 0, > 0. */
int form_compare(slice_t a, slice_t b);

/* Decodes up to size bytes from the front of *rest and takes them off. */
size_t form_decode_some(slice_t *rest, uint8_t *ret_bytes, size_t size);

/* Does encoded stand for these bytes? */
bool form_is(slice_t encoded, slice_t plain);

#endif
