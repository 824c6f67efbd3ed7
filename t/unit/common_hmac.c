/*
 * common/hmac - against OpenSSL's own HMAC, over all lengths that matter: keys
 * around the block of each hash, texts around its padding, in pieces.
 */

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "common/hmac.h"
#include "t/unit/tap.h"

#define TEXT_MAX  300
#define KEY_MAX   200

static uint8_t  text[TEXT_MAX], key[KEY_MAX];


static const EVP_MD *
oracle(signature_digest_t digest)
{
    return digest == SIGNATURE_SHA1 ? EVP_sha1()
           : digest == SIGNATURE_SHA512 ? EVP_sha512() : EVP_sha256();
}


static bool
same(hmac_t *h, size_t key_len, size_t len, size_t cut)
{
    uint8_t   ours[SIGNATURE_MAC_MAX], theirs[EVP_MAX_MD_SIZE];
    unsigned  n = 0;

    hmac_begin(h);

    if (!hmac_update(h, slice_make(text, cut))
        || !hmac_update(h, slice_make(text + cut, len - cut))
        || !hmac_end(h, ours)
        || HMAC(oracle(h->digest), key, (int) key_len, text, len, theirs, &n)
           == NULL)
    {
        return false;
    }

    return n == hmac_len(h->digest) && memcmp(ours, theirs, n) == 0;
}


/* One key, used for every text: a MAC leaves nothing behind. */

static bool
key_is_right(signature_digest_t digest, size_t key_len)
{
    hmac_t  h;
    bool    ok = hmac_key(&h, digest, slice_make(key, key_len));

    for (size_t len = 0; ok && len <= TEXT_MAX; len++) {
        ok = same(&h, key_len, len, len / 3);
    }

    hmac_clear(&h);

    return ok;
}


static void
digest_test(signature_digest_t digest, const char *name)
{
    static const size_t  lens[] = { 1, 16, 32, 63, 64, 65, 127, 128, 129, 200 };

    for (size_t i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
        ok(key_is_right(digest, lens[i]), "%s, a key of %zu bytes", name,
           lens[i]);
    }
}


/* an abandoned MAC does not show in the next one */

static void
abandoned_test(void)
{
    hmac_t  h;

    ok(hmac_key(&h, SIGNATURE_SHA256, slice_make(key, 32)), "keyed");

    hmac_begin(&h);
    ok(hmac_update(&h, slice_make(text, 100)), "begun and left");
    ok(same(&h, 32, 200, 0), "the next one is right");

    hmac_clear(&h);
}


int
main(void)
{
    for (size_t i = 0; i < TEXT_MAX; i++) {
        text[i] = (uint8_t) (i * 7 + 1);
    }

    for (size_t i = 0; i < KEY_MAX; i++) {
        key[i] = (uint8_t) (i * 13 + 5);
    }

    digest_test(SIGNATURE_SHA256, "SHA-256");
    digest_test(SIGNATURE_SHA1, "SHA-1");
    digest_test(SIGNATURE_SHA512, "SHA-512");
    abandoned_test();

    return done_testing();
}
