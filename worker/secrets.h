/*
 * secrets - boxes of common/seal.h, opened and sealed with the key file that
 * the setting secrets.key_file names.  Worker and command line.
 */

#ifndef RELEVO_SECRETS_H
#define RELEVO_SECRETS_H

#include "common/seal.h"

/* Where a box belongs; a box of another place does not open. */
typedef struct {
    const char  *kind;              /* "account", "endpoint" */
    const char  *tenant;
    const char  *channel;
    const char  *name;              /* of the account or endpoint */
    const char  *what;              /* "credential", "secret", ... */
} secret_place_t;

/* text: base64 of a box.  ret_plain: SEAL_SECRET_MAX bytes.  NULL, or why it
 * does not open (a phrase that names key file or row, never the secret). */
const char *secret_open(const secret_place_t *place, slice_t text,
         uint8_t *ret_plain, size_t *ret_len);

/* The same into memory of its own, with a NUL; NULL as long as there is none.
 * secret_free() wipes and frees it. */
const char *secret_open_new(const secret_place_t *place, slice_t text,
         uint8_t **ret_plain, size_t *ret_len);
void        secret_free(uint8_t *plain, size_t len);    /* NULL-safe */

/* Seals as base64 with a NUL; NULL, or why not. */
const char *secret_seal(const secret_place_t *place, slice_t plain,
         char ret_text[SEAL_TEXT_MAX + 1]);

/* Is the box (as base64) sealed with the first key of the file? */
bool        secret_is_current(slice_t text);

#endif
