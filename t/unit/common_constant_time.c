/*
 * S01: a signature is compared in constant time, whatever the scheme.
 *
 * Not by a stop watch: the program's own CRYPTO_memcmp() stands in front of
 * OpenSSL's and sees what is compared.  A proof that is wrong in its first
 * byte, in its last one, or nowhere leads to the same calls over the same
 * lengths, all of the MAC; memcmp() and its like are banned (common/banned.h).
 */

#include <openssl/crypto.h>

#include "common/scheme.h"
#include "t/unit/tap.h"

#define CALLS_MAX  64

static struct {
    size_t   len[CALLS_MAX];
    unsigned n;
    uint8_t  ours[SIGNATURE_MAC_MAX];   /* of the last call */
} seen;


/* As OpenSSL's, which it hides. */

int
CRYPTO_memcmp(const void *a, const void *b, size_t len)
{
    const uint8_t  *x = a, *y = b;
    uint8_t         differ = 0;

    for (size_t i = 0; i < len; i++) {
        differ |= x[i] ^ y[i];
    }

    if (seen.n < CALLS_MAX) {
        seen.len[seen.n++] = len;
    }
    memcpy(seen.ours, b, len < sizeof(seen.ours) ? len : sizeof(seen.ours));

    return differ;
}


static scheme_rc_t
check(const scheme_conf_t *conf, scheme_key_t *key, const uint8_t *mac)
{
    static char     memory[65536];
    scheme_proof_t  proof = {
        .n = 1, .id = SLICE_LIT("msg_1"), .timestamp = SLICE_LIT("1795219200")
    };
    scheme_input_t  input = {
        .body = SLICE_LIT("a=1"), .form = true, .memory = memory,
        .url = SLICE_LIT("https://bot.example/twilio")
    };
    scheme_key_t   *keys[1] = { key };

    memcpy(proof.mac[0], mac, SIGNATURE_MAC_MAX);
    seen.n = 0;

    return scheme_check(conf, keys, 1, &proof, &input);
}


static void
test_scheme(const char *name, const char *secret, size_t mac_len)
{
    scheme_conf_t   conf;
    uint8_t         right[SIGNATURE_MAC_MAX] = { 0 }, wrong[SIGNATURE_MAC_MAX];
    scheme_key_t   *key;
    const char     *error = NULL;
    unsigned        calls;

    scheme_conf_init(&conf, scheme_find(slice_str(name)));
    if (scheme_needs_header_name(conf.scheme)) {
        error = scheme_param_set(&conf, SLICE_LIT("header"),
                                 SLICE_LIT("x-proof"));
    }
    is_str(error, NULL, name);

    key = scheme_key_new(&conf, slice_str(secret), &error);
    ok(key != NULL, "%s: a key", name);

    (void) check(&conf, key, right);    /* to learn the right one */
    memcpy(right, seen.ours, sizeof(right));
    is(check(&conf, key, right), SCHEME_OK, "the right proof");
    calls = seen.n;
    ok(calls >= 1, "it was compared in constant time");

    for (size_t at = 0; at < mac_len; at += mac_len - 1) {
        memcpy(wrong, right, sizeof(wrong));
        wrong[at] ^= 1;
        is(check(&conf, key, wrong), SCHEME_WRONG, "a wrong byte");
        is(seen.n, calls, "leads to as many comparisons");
        is(seen.len[seen.n - 1], mac_len, "over the whole MAC");
    }

    scheme_key_free(key);
}


int
main(void)
{
    test_scheme("meta", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("github", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("standard",
                "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", 32);
    test_scheme("stripe", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("slack", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("telegram", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("twilio", "0123456789abcdef0123456789abcdef", 20);
    test_scheme("hmac", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("apikey", "0123456789abcdef0123456789abcdef", 32);
    test_scheme("basic", "user:0123456789abcdef0123456789abcdef", 32);

    return done_testing();
}
