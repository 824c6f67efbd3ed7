/*
 * hmac - HMAC (RFC 2104) whose key is hashed once.
 *
 * A webhook's MAC starts from the kept state and costs the hash of its bytes
 * and little else.  EVP_MAC of OpenSSL 3 gives the same bytes, but allocates
 * twice and looks parameters up by name for each MAC, which for a body of
 * 1 KB is as much again where the processor has SHA instructions.  Hence the
 * plain hash functions of libcrypto, deprecated in favour of EVP but there.
 *
 * No allocation; one thread.
 */

#ifndef RELEVO_HMAC_H
#define RELEVO_HMAC_H

#include <openssl/sha.h>

#include "signature.h"

typedef union {
    SHA_CTX     sha1;
    SHA256_CTX  sha256;
    SHA512_CTX  sha512;
} hash_state_t;

typedef struct {
    signature_digest_t  digest;
    hash_state_t        inner, outer;   /* the key is in both */
    hash_state_t        work;           /* of the MAC under way */
} hmac_t;

size_t hmac_len(signature_digest_t digest);

/* False: the hash failed.  hmac_clear() wipes the key. */
bool hmac_key(hmac_t *h, signature_digest_t digest, slice_t key);
void hmac_clear(hmac_t *h);

void hmac_begin(hmac_t *h);
bool hmac_update(hmac_t *h, slice_t piece);
bool hmac_end(hmac_t *h, uint8_t *ret_mac);     /* hmac_len() bytes */

#endif
