/*
 * hmac - HMAC whose key is hashed once; see hmac.h.
 */

#define OPENSSL_SUPPRESS_DEPRECATED

#include "hmac.h"

#include <openssl/crypto.h>

#include "banned.h"

#define BLOCK_MAX  SHA512_CBLOCK

static const struct { size_t len, block; }  digests[] = {
    [SIGNATURE_SHA256] = { SHA256_DIGEST_LENGTH, SHA256_CBLOCK },
    [SIGNATURE_SHA1] = { SHA_DIGEST_LENGTH, SHA_CBLOCK },
    [SIGNATURE_SHA512] = { SHA512_DIGEST_LENGTH, SHA512_CBLOCK },
};


/* ---- a hash ---- */

static bool
hash_init(hash_state_t *s, signature_digest_t digest)
{
    switch (digest) {
    case SIGNATURE_SHA1:   return SHA1_Init(&s->sha1) == 1;
    case SIGNATURE_SHA512: return SHA512_Init(&s->sha512) == 1;
    default:               return SHA256_Init(&s->sha256) == 1;
    }
}


static bool
hash_update(hash_state_t *s, signature_digest_t digest, const void *data,
    size_t len)
{
    switch (digest) {
    case SIGNATURE_SHA1:   return SHA1_Update(&s->sha1, data, len) == 1;
    case SIGNATURE_SHA512: return SHA512_Update(&s->sha512, data, len) == 1;
    default:               return SHA256_Update(&s->sha256, data, len) == 1;
    }
}


static bool
hash_final(hash_state_t *s, signature_digest_t digest, uint8_t *ret_hash)
{
    switch (digest) {
    case SIGNATURE_SHA1:   return SHA1_Final(ret_hash, &s->sha1) == 1;
    case SIGNATURE_SHA512: return SHA512_Final(ret_hash, &s->sha512) == 1;
    default:               return SHA256_Final(ret_hash, &s->sha256) == 1;
    }
}


/* ---- the MAC ---- */

size_t
hmac_len(signature_digest_t digest)
{
    return digests[digest].len;
}


/* The state of a hash that has seen the key, padded to a block, xor pad. */

static bool
state_key(hash_state_t *s, signature_digest_t digest,
    const uint8_t key[BLOCK_MAX], uint8_t pad)
{
    uint8_t  block[BLOCK_MAX];
    bool     ok;

    for (size_t i = 0; i < digests[digest].block; i++) {
        block[i] = key[i] ^ pad;
    }

    ok = hash_init(s, digest)
         && hash_update(s, digest, block, digests[digest].block);

    OPENSSL_cleanse(block, sizeof(block));

    return ok;
}


bool
hmac_key(hmac_t *h, signature_digest_t digest, slice_t key)
{
    uint8_t  block[BLOCK_MAX] = { 0 };
    bool     ok = true;

    h->digest = digest;

    if (key.len <= digests[digest].block) {
        memcpy(block, key.data, key.len);

    } else {
        ok = hash_init(&h->work, digest)
             && hash_update(&h->work, digest, key.data, key.len)
             && hash_final(&h->work, digest, block);
    }

    ok = ok && state_key(&h->inner, digest, block, 0x36)
            && state_key(&h->outer, digest, block, 0x5c);

    OPENSSL_cleanse(block, sizeof(block));

    return ok;
}


void
hmac_clear(hmac_t *h)
{
    OPENSSL_cleanse(h, sizeof(*h));
}


void
hmac_begin(hmac_t *h)
{
    h->work = h->inner;
}


bool
hmac_update(hmac_t *h, slice_t piece)
{
    return hash_update(&h->work, h->digest, piece.data, piece.len);
}


bool
hmac_end(hmac_t *h, uint8_t *ret_mac)
{
    uint8_t  hash[SIGNATURE_MAC_MAX];
    size_t   len = digests[h->digest].len;

    if (!hash_final(&h->work, h->digest, hash)) {
        return false;
    }

    h->work = h->outer;

    return hash_update(&h->work, h->digest, hash, len)
           && hash_final(&h->work, h->digest, ret_mac);
}
