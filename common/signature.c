/*
 * signature - HMACs of senders and of our visitor tokens.
 *
 * The first step of the hot path: nothing of a webhook is looked at before its
 * MAC is right.  A signer is keyed once (hmac.h) and belongs to one thread.
 * MACs are decoded to bytes and compared in constant time, never as text.
 */

#include "signature.h"

#include <stdlib.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "decode.h"
#include "hmac.h"

#include "banned.h"

#define TOKEN_PREFIX     SLICE_LIT("v1.")
#define TOKEN_MAC_LEN    43             /* 32 bytes, base64url, no padding */
#define TOKEN_DIGITS_MAX 20             /* of a uint64_t */
#define DEDUP_KEY_LEN    16

/* 3 + 64 + 1 + 64 + 1 + 20 + 1 + 43 */
_Static_assert(3 + 2 * (VISITOR_NAME_MAX + 1) + TOKEN_DIGITS_MAX + 1
               + TOKEN_MAC_LEN <= VISITOR_TOKEN_MAX, "a token always fits");

struct signer_s {
    hmac_t  hmac;                       /* keyed for life */
    bool    open;                       /* between begin and end */
};

static const char  base64url[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";


signer_t *
signer_new_digest(slice_t key, signature_digest_t digest)
{
    signer_t  *s = key.len == 0 ? NULL : calloc(1, sizeof(*s));

    if (s != NULL && !hmac_key(&s->hmac, digest, key)) {
        signer_free(s);
        return NULL;
    }

    return s;
}


signer_t *
signer_new(slice_t key)
{
    return key.len < SIGNATURE_SECRET_MIN
           ? NULL : signer_new_digest(key, SIGNATURE_SHA256);
}


size_t
signer_len(const signer_t *s)
{
    return hmac_len(s->hmac.digest);
}


void
signer_free(signer_t *s)
{
    if (s != NULL) {
        hmac_clear(&s->hmac);
        free(s);
    }
}


bool
signer_begin(signer_t *s)
{
    hmac_begin(&s->hmac);
    s->open = true;

    return true;
}


bool
signer_update(signer_t *s, slice_t piece)
{
    return s->open && (piece.len == 0 || hmac_update(&s->hmac, piece));
}


bool
signer_end_any(signer_t *s, uint8_t ret_mac[SIGNATURE_MAC_MAX])
{
    if (!s->open) {
        return false;
    }

    s->open = false;

    return hmac_end(&s->hmac, ret_mac);
}


bool
signer_end(signer_t *s, uint8_t ret_mac[SIGNATURE_SHA256_LEN])
{
    uint8_t  mac[SIGNATURE_MAC_MAX];

    if (signer_len(s) != SIGNATURE_SHA256_LEN || !signer_end_any(s, mac)) {
        return false;
    }

    memcpy(ret_mac, mac, SIGNATURE_SHA256_LEN);

    return true;
}


static bool
signer_mac(signer_t *s, slice_t text, uint8_t ret_mac[SIGNATURE_SHA256_LEN])
{
    return signer_begin(s) && signer_update(s, text) && signer_end(s, ret_mac);
}


bool
signature_sha256(slice_t bytes, uint8_t ret_hash[SIGNATURE_SHA256_LEN])
{
    return EVP_Digest(bytes.data, bytes.len, ret_hash, NULL, EVP_sha256(),
                      NULL) == 1;
}


bool
signature_equal(const uint8_t *a, const uint8_t *b, size_t len)
{
    return CRYPTO_memcmp(a, b, len) == 0;
}


/* ---- visitor tokens ---- */

static int
base64url_value(uint8_t ch)
{
    const char  *at = ch == '\0' ? NULL : strchr(base64url, ch);

    return at == NULL ? -1 : (int) (at - base64url);
}


static void
mac_to_text(const uint8_t mac[SIGNATURE_SHA256_LEN],
    uint8_t text[TOKEN_MAC_LEN])
{
    for (unsigned i = 0; i < TOKEN_MAC_LEN; i++) {
        unsigned  bit = 6 * i;
        unsigned  pair = (unsigned) mac[bit / 8] << 8;

        if (bit / 8 + 1 < SIGNATURE_SHA256_LEN) {
            pair |= mac[bit / 8 + 1];
        }

        text[i] = (uint8_t) base64url[(pair >> (10 - bit % 8)) & 0x3f];
    }
}


static bool
mac_from_text(slice_t text, uint8_t mac[SIGNATURE_SHA256_LEN])
{
    uint32_t  bits = 0;
    unsigned  have = 0;
    size_t    n = 0;

    if (text.len != TOKEN_MAC_LEN) {
        return false;
    }

    for (size_t i = 0; i < text.len; i++) {
        int  value = base64url_value(text.data[i]);

        if (value < 0) {
            return false;
        }

        bits = bits << 6 | (uint32_t) value;
        have += 6;

        if (have >= 8) {
            have -= 8;
            mac[n++] = (uint8_t) (bits >> have);
        }
    }

    /* one MAC has one spelling: the two bits left over are zero */

    return (bits & ((1u << have) - 1)) == 0;
}


static bool
visitor_name_is_legal(slice_t name)
{
    if (name.len == 0 || name.len > VISITOR_NAME_MAX) {
        return false;
    }

    for (size_t i = 0; i < name.len; i++) {
        if (base64url_value(name.data[i]) < 0) {    /* the same alphabet */
            return false;
        }
    }

    return true;
}


static uint8_t *
put(uint8_t *p, const void *data, size_t len)
{
    memcpy(p, data, len);

    return p + len;
}


static uint8_t *
put_decimal(uint8_t *p, uint64_t value)
{
    uint8_t   digits[TOKEN_DIGITS_MAX];
    unsigned  n = TOKEN_DIGITS_MAX;

    do {
        digits[--n] = (uint8_t) ('0' + value % 10);
        value /= 10;
    } while (value > 0);

    return put(p, digits + n, TOKEN_DIGITS_MAX - n);
}


size_t
visitor_token_write(signer_t *s, const visitor_t *v,
    uint8_t ret_token[VISITOR_TOKEN_MAX])
{
    uint8_t   mac[SIGNATURE_SHA256_LEN];
    uint8_t  *p = ret_token;

    if (!visitor_name_is_legal(v->endpoint)
        || !visitor_name_is_legal(v->visitor))
    {
        return 0;
    }

    p = put(p, TOKEN_PREFIX.data, TOKEN_PREFIX.len);
    p = put(p, v->endpoint.data, v->endpoint.len);
    *p++ = '.';
    p = put(p, v->visitor.data, v->visitor.len);
    *p++ = '.';
    p = put_decimal(p, v->exp_s);

    if (!signer_mac(s, slice_make(ret_token, (size_t) (p - ret_token)), mac)) {
        return 0;
    }

    *p++ = '.';
    mac_to_text(mac, p);
    p += TOKEN_MAC_LEN;

    return (size_t) (p - ret_token);
}


/* Cuts rest at its first dot; false when there is none. */

static bool
cut_at_dot(slice_t *rest, slice_t *ret_part)
{
    const uint8_t  *dot;

    dot = rest->len == 0 ? NULL : memchr(rest->data, '.', rest->len);
    if (dot == NULL) {
        return false;
    }

    *ret_part = slice_make(rest->data, (size_t) (dot - rest->data));
    *rest = slice_make(dot + 1, rest->len - ret_part->len - 1);

    return true;
}


bool
visitor_token_read(signer_t *s, slice_t token, uint64_t now_s,
    visitor_t *ret_v)
{
    const slice_t  prefix = TOKEN_PREFIX;
    slice_t        rest, exp;
    visitor_t      v;
    uint8_t        sent[SIGNATURE_SHA256_LEN], ours[SIGNATURE_SHA256_LEN];

    if (token.len > VISITOR_TOKEN_MAX || token.len < prefix.len
        || !slice_eq(slice_make(token.data, prefix.len), prefix))
    {
        return false;
    }

    rest = slice_make(token.data + prefix.len, token.len - prefix.len);

    if (!cut_at_dot(&rest, &v.endpoint) || !cut_at_dot(&rest, &v.visitor)
        || !cut_at_dot(&rest, &exp) || !mac_from_text(rest, sent))
    {
        return false;
    }

    /* authentic first, then meaningful */

    if (!signer_mac(s, slice_make(token.data, token.len - rest.len - 1), ours)
        || !signature_equal(sent, ours, sizeof(ours)))
    {
        return false;
    }

    if (!visitor_name_is_legal(v.endpoint) || !visitor_name_is_legal(v.visitor)
        || !decode_decimal(exp, &v.exp_s) || v.exp_s <= now_s)
    {
        return false;
    }

    *ret_v = v;

    return true;
}


/* ---- deduplication ---- */

/*
 * Aborts when OpenSSL fails (out of memory): a wrong key would make two
 * messages one, and a message would be lost without a trace.
 */

void
dedup_key(slice_t account, slice_t id, uint8_t ret_key[16])
{
    uint8_t      hash[SIGNATURE_SHA256_LEN];
    EVP_MD_CTX  *ctx = EVP_MD_CTX_new();

    if (ctx == NULL
        || !EVP_DigestInit_ex(ctx, EVP_sha256(), NULL)
        || !EVP_DigestUpdate(ctx, account.data, account.len)
        || !EVP_DigestUpdate(ctx, "", 1)
        || !EVP_DigestUpdate(ctx, id.data, id.len)
        || !EVP_DigestFinal_ex(ctx, hash, NULL))
    {
        abort();
    }

    EVP_MD_CTX_free(ctx);
    memcpy(ret_key, hash, DEDUP_KEY_LEN);
}
