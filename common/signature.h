/*
 * signature - MACs of senders and of our own visitor tokens.
 *
 * Every comparison is over fixed-length decoded bytes in constant time.
 * A signer is keyed once and reused (one thread).
 */

#ifndef RELEVO_SIGNATURE_H
#define RELEVO_SIGNATURE_H

#include "slice.h"

#define SIGNATURE_SHA256_LEN  32
#define SIGNATURE_SECRET_MIN  16        /* bytes; shorter refuses to start */

#define SIGNATURE_MAC_MAX     64        /* bytes of the longest MAC */

typedef enum { SIGNATURE_SHA256 = 0, SIGNATURE_SHA1, SIGNATURE_SHA512 }
    signature_digest_t;

typedef struct signer_s signer_t;       /* keyed HMAC */

/* HMAC-SHA256; NULL when the key is shorter than SIGNATURE_SECRET_MIN or
 * the hash fails. */
signer_t *signer_new(slice_t key);

/* HMAC over another digest, with a key of any length but 0. */
signer_t *signer_new_digest(slice_t key, signature_digest_t digest);
size_t signer_len(const signer_t *s);   /* bytes of its MACs */
void signer_free(signer_t *s);          /* NULL-safe */

/* One MAC over any number of pieces: begin, update..., end. */
bool signer_begin(signer_t *s);
bool signer_update(signer_t *s, slice_t piece);
bool signer_end(signer_t *s, uint8_t ret_mac[SIGNATURE_SHA256_LEN]);
bool signer_end_any(signer_t *s, uint8_t ret_mac[SIGNATURE_MAC_MAX]);

/* SHA-256 of bytes: what tokens are compared by, whatever their length. */
bool signature_sha256(slice_t bytes, uint8_t ret_hash[SIGNATURE_SHA256_LEN]);

/* Constant time. */
bool signature_equal(const uint8_t *a, const uint8_t *b, size_t len);


/*
 * Visitor token: v1.<endpoint>.<visitor>.<exp>.<base64url HMAC-SHA256>
 * The MAC covers everything before the last dot; exp is Unix seconds.
 * endpoint and visitor are [0-9A-Za-z_-]{1,64}.
 */
#define VISITOR_TOKEN_MAX  256
#define VISITOR_NAME_MAX   64

typedef struct {
    slice_t   endpoint;
    slice_t   visitor;
    uint64_t  exp_s;
} visitor_t;

/* Writes the token (no NUL); returns its length, 0 when a name is illegal. */
size_t visitor_token_write(signer_t *s, const visitor_t *v,
    uint8_t ret_token[VISITOR_TOKEN_MAX]);

/* Slices of ret_v point into token.  False: forged, expired or ill-formed. */
bool visitor_token_read(signer_t *s, slice_t token, uint64_t now_s,
    visitor_t *ret_v);

/* First 16 bytes of SHA-256(account NUL id): the deduplication key. */
void dedup_key(slice_t account, slice_t id, uint8_t ret_key[16]);

#endif
