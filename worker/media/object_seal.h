/*
 * object_seal - a file sealed before it leaves for the store: AES-256-GCM in
 * pieces, under the key file of store.key_file.
 *
 *   offset size
 *        0    8  "RLVOBJ1\n"
 *        8    4  key id             first bytes of SHA-256("relevo" key)
 *       12    1  log2 of a piece    16 = 64 KB
 *       13    3  0
 *       16   16  salt               random
 *       32       pieces: ciphertext (a whole piece, the last one 0 to a piece)
 *                and a tag of 16 bytes each
 *
 * Every file has a key of its own, HMAC-SHA256(key, "relevo object" salt), so
 * the nonce is the piece's number and whether it is the last: pieces cannot be
 * swapped, left out or cut off.  Additional data is the header and the name
 * of the object: it does not open under another name.  Piece n lies at
 * 32 + n * (65536 + 16): a range is read without what is before it.
 *
 * Blocking work, for threads.
 */

#ifndef RELEVO_MEDIA_OBJECT_SEAL_H
#define RELEVO_MEDIA_OBJECT_SEAL_H

#include "common/seal.h"

/* Static reasons. */
#define SEALED_BY_ANOTHER  "object: sealed with another key"
#define SEALED_CHANGED     "object: not what was stored under this name"

/* Both write from the beginning of `to`.  NULL, or the reason. */
const char *object_seal(const seal_keys_t *keys, const char *name, int from,
                int to);
const char *object_unseal(const seal_keys_t *keys, const char *name, int from,
                int to);

/* Does a file begin as a sealed one does? */
bool        object_is_sealed(int fd);

#endif
