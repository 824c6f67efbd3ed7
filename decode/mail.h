/*
 * mail - the pieces of a mail's format (RFC 5322, 2045 to 2047): header
 * fields, encoded words, transfer encodings.  Pure; what is malformed is
 * read as far as it goes.
 */

#ifndef RELEVO_DECODE_MAIL_H
#define RELEVO_DECODE_MAIL_H

#include "common/slice.h"
#include "decode/prose.h"

/* A part: its fields, and what stands behind the empty line. */
typedef struct {
    slice_t  head;
    slice_t  body;
} mail_part_t;

mail_part_t mail_part(slice_t bytes);

/* The field's value unfolded into ret, cut to room; false: not there. */
bool mail_field(slice_t head, const char *name, char *ret, size_t room);

/* Parameter of a value: ("text/plain; charset=\"x\"", "charset"). */
bool mail_parameter(const char *value, const char *name, char *ret,
         size_t room);

/* A value with encoded words ("=?utf-8?Q?caf=C3=A9?=") as text. */
void mail_words(const char *value, prose_t *prose);

/* Body by its Content-Transfer-Encoding ("base64", "quoted-printable", any
 * other: as it is); malloc'd, NULL: no memory. */
char *mail_decoded(slice_t body, const char *encoding, size_t *ret_len);

#endif
