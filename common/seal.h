/*
 * seal - secrets at rest: AES-256-GCM under the installation's key file.
 *
 * Who writes a secret into a row (CLI, API) seals it; the worker opens an
 * account's credential, the nginx module an endpoint's secrets, both with the
 * same key file.  PostgreSQL and Redis only ever hold the box.
 *
 *   key file   one key per line, 64 hex digits; empty lines and lines that
 *              start with # are skipped; at most SEAL_KEYS_MAX keys.  The
 *              first seals, all open: a new key goes on top, rows are sealed
 *              anew (`relevo channel reseal`), the old key is deleted.
 *
 *   box        offset size
 *                   0    1  version   1
 *                   1    4  key id    first bytes of SHA-256("relevo" key)
 *                   5   12  nonce     random
 *                  17       ciphertext, as long as the secret
 *                  end  16  tag
 *
 * `aad` names the place of the box (seal_place()): a box copied to another
 * tenant's row does not open there.  The key id tells a wrong key from a box
 * that was changed.  No I/O, no allocation.
 */

#ifndef RELEVO_SEAL_H
#define RELEVO_SEAL_H

#include "slice.h"

#define SEAL_KEY_LEN      32
#define SEAL_KEY_TEXT     64                    /* hex digits of one */
#define SEAL_KEYS_MAX     4
#define SEAL_SECRET_MAX   4096
#define SEAL_OVERHEAD     33
#define SEAL_BOX_MAX      (SEAL_SECRET_MAX + SEAL_OVERHEAD)
#define SEAL_TEXT_MAX     (((SEAL_BOX_MAX) + 2) / 3 * 4)    /* base64 */
#define SEAL_PLACE_MAX    512

typedef struct {
    unsigned  n;
    uint8_t   id[SEAL_KEYS_MAX][4];
    uint8_t   key[SEAL_KEYS_MAX][SEAL_KEY_LEN];
} seal_keys_t;

typedef enum {
    SEAL_OK = 0,
    SEAL_NO_KEY,                        /* sealed with a key we do not have */
    SEAL_CHANGED,                       /* not what was sealed for this place */
    SEAL_BROKEN,                        /* not a box */
    SEAL_FAILED                         /* OpenSSL, or too long */
} seal_rc_t;

/* A phrase for the operator: "sealed with another key than ..." */
const char *seal_reason(seal_rc_t rc);

/* Reads a key file's text; false, with the reason, when it is not one. */
bool      seal_keys_read(slice_t text, seal_keys_t *ret_keys,
              const char **ret_error);
void      seal_keys_wipe(seal_keys_t *keys);

/* Both want room for plain.len + SEAL_OVERHEAD, box.len - SEAL_OVERHEAD. */
seal_rc_t seal_close(const seal_keys_t *keys, slice_t aad, slice_t plain,
              uint8_t *ret_box, size_t *ret_len);
seal_rc_t seal_open(const seal_keys_t *keys, slice_t aad, slice_t box,
              uint8_t *ret_plain, size_t *ret_len);

/* Is it sealed with the first key of the file? */
bool      seal_is_current(const seal_keys_t *keys, slice_t box);

/* The box as base64, where JSON carries it.  seal_from_text() wants room for
 * SEAL_BOX_MAX bytes; false when it is not base64, or more. */
size_t    seal_to_text(slice_t box, char *ret_text);
bool      seal_from_text(slice_t text, uint8_t *ret_box, size_t *ret_len);

/* "account|endpoint <tenant> <channel>/<name> <what>"; length, 0: too long. */
size_t    seal_place(char ret_place[SEAL_PLACE_MAX], const char *kind,
              slice_t tenant, slice_t channel, slice_t name,
              const char *what);

#endif
