/* common/signature: Meta's vectors, hostile headers (F72), visitor tokens. */

#include "common/scheme.h"
#include "t/unit/tap.h"

/*
 * The vectors' secret has 15 bytes, our minimum is 16.  HMAC pads a key with
 * zeros, so one more NUL is the same key.
 */
#define META_KEY    slice_make("app_secret_test", 16)
#define META_BODY   SLICE_LIT( \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[]}")
#define META_HEX    "523505d20f6a97026a425949264490ca" \
                    "97eab5d4ba6cd6a0f56f7557599d7f7b"
#define ESCAPED     SLICE_LIT("{\"t\":\"\\u00e4 \\ud83d\\ude00 a\\/b\"}")
#define ESCAPED_HEX "a15a4e7bbd06a38d6b71d9c61edd34eb" \
                    "155a25384ee13637ae03cd9758aa5b18"

#define TOKEN_KEY   SLICE_LIT("0123456789abcdef")
#define TOKEN_TEXT  "v1.demo.v_1-x.1800000000"
#define TOKEN_MAC   "l8Mlbu5HZeCzUDTO6MAh1TkeBNAsB3KGHWLJWPeTjxA"
#define NOW         UINT64_C(1795219200)


/* Is header the signature of text?  What the module does per webhook. */

/* X-Hub-Signature-256 as the scheme reads it */

static bool
meta_parse(slice_t header, uint8_t ret_mac[SIGNATURE_SHA256_LEN])
{
    const slice_t         values[SCHEME_HEADERS_MAX] = { header };
    const scheme_conf_t   conf = { .scheme = scheme_find(SLICE_LIT("meta")) };
    scheme_proof_t        proof;

    if (scheme_read(&conf, values, 0, &proof) != SCHEME_OK) {
        return false;
    }

    memcpy(ret_mac, proof.mac[0], SIGNATURE_SHA256_LEN);

    return true;
}


static bool
verify(signer_t *s, slice_t text, slice_t header)
{
    uint8_t  sent[SIGNATURE_SHA256_LEN], ours[SIGNATURE_SHA256_LEN];

    return meta_parse(header, sent)
           && signer_begin(s) && signer_update(s, text)
           && signer_end(s, ours)
           && signature_equal(sent, ours, sizeof(ours));
}


static void
test_meta_vectors(signer_t *s)
{
    ok(verify(s, META_BODY, SLICE_LIT("sha256=" META_HEX)), "Meta vector 1");
    ok(verify(s, ESCAPED, SLICE_LIT("sha256=" ESCAPED_HEX)), "Meta vector 2");
    ok(verify(s, META_BODY, SLICE_LIT("sha256=" META_HEX)),
       "and again: the signer is back in its keyed state");
    ok(!verify(s, ESCAPED, SLICE_LIT("sha256=" META_HEX)),
       "the signature of another body");
}


static void
test_pieces(signer_t *s)
{
    uint8_t  whole[SIGNATURE_SHA256_LEN], pieces[SIGNATURE_SHA256_LEN];
    slice_t  body = META_BODY;

    ok(signer_begin(s) && signer_update(s, body) && signer_end(s, whole),
       "in one piece");

    ok(signer_begin(s), "in pieces of one byte");
    for (size_t i = 0; i < body.len; i++) {
        (void) signer_update(s, slice_make(body.data + i, 1));
        (void) signer_update(s, SLICE_NULL);
    }

    ok(signer_end(s, pieces), "ends");
    ok(signature_equal(whole, pieces, sizeof(whole)), "the same MAC");

    ok(!signer_end(s, pieces), "end without begin");
    ok(!signer_update(s, body), "update without begin");

    ok(signer_begin(s) && signer_update(s, ESCAPED), "left in the middle");
    ok(verify(s, META_BODY, SLICE_LIT("sha256=" META_HEX)),
       "begin forgets what was left");
}


static void
test_every_bit(signer_t *s)
{
    uint8_t   sent[SIGNATURE_SHA256_LEN], ours[SIGNATURE_SHA256_LEN];
    unsigned  taken = 0;

    (void) meta_parse(SLICE_LIT("sha256=" META_HEX), sent);
    (void) (signer_begin(s) && signer_update(s, META_BODY)
            && signer_end(s, ours));

    for (unsigned bit = 0; bit < 8 * sizeof(sent); bit++) {
        sent[bit / 8] ^= (uint8_t) (1u << bit % 8);
        taken += signature_equal(sent, ours, sizeof(ours));
        sent[bit / 8] ^= (uint8_t) (1u << bit % 8);
    }

    is(taken, 0, "each flipped bit is noticed");
    ok(signature_equal(sent, ours, sizeof(ours)), "none flipped: equal");
}


static void
test_hostile_headers(void)
{
    static const struct {
        const char  *name;
        const char  *header;
    } refused[] = {
        { "empty", "" },
        { "prefix only", "sha256=" },
        { "63 digits", "sha256=23505d20f6a97026a425949264490ca"
                       "97eab5d4ba6cd6a0f56f7557599d7f7b" },
        { "65 digits", "sha256=" META_HEX "0" },
        { "no prefix", META_HEX },
        { "sha1 prefix", "sha1=00" META_HEX },
        { "prefix in upper case", "SHA256=" META_HEX },
        { "not hex: g", "sha256=g23505d20f6a97026a425949264490ca"
                        "97eab5d4ba6cd6a0f56f7557599d7f7b" },
        { "not hex at the end", "sha256=523505d20f6a97026a425949264490ca"
                                "97eab5d4ba6cd6a0f56f7557599d7f7/" },
        { "not hex: colon", "sha256=5:3505d20f6a97026a425949264490ca"
                            "97eab5d4ba6cd6a0f56f7557599d7f7b" },
        { "not hex: backquote", "sha256=5`3505d20f6a97026a425949264490ca"
                                "97eab5d4ba6cd6a0f56f7557599d7f7b" },
        { "leading space", " sha256=" META_HEX },
        { "two values", "sha256=" META_HEX ", sha256=" META_HEX },
    };
    uint8_t  mac[SIGNATURE_SHA256_LEN] = { 0x5a };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        ok(!meta_parse(slice_str(refused[i].header), mac),
           "refused: %s", refused[i].name);
    }

    ok(!meta_parse(SLICE_NULL, mac), "refused: missing");
    is(mac[0], 0x5a, "out-parameter untouched");

    /* a control byte that | 0x20 turns into a digit must not become one */
    ok(!meta_parse(SLICE_LIT("sha256=\x15" "23505d20f6a97026a4259492"
                             "64490ca97eab5d4ba6cd6a0f56f7557599d7f7b"), mac),
       "refused: control byte");

    ok(!meta_parse(SLICE_LIT("sha256="
                             "523505D20F6A97026A425949264490CA"
                             "97EAB5D4BA6CD6A0F56F7557599D7F7B"), mac),
       "refused: upper-case digits");
}


static void
test_keys(signer_t *s)
{
    signer_t  *other = signer_new(SLICE_LIT("secret of another tenant"));

    ok(signer_new(SLICE_LIT("123456789012345")) == NULL, "15 bytes: refused");
    ok(signer_new(SLICE_NULL) == NULL, "no key: refused");
    ok(!verify(other, META_BODY, SLICE_LIT("sha256=" META_HEX)),
       "the right MAC of another tenant");
    ok(verify(s, META_BODY, SLICE_LIT("sha256=" META_HEX)),
       "signers are independent");

    signer_free(other);
    signer_free(NULL);
}


static void
test_token(signer_t *s)
{
    const visitor_t  visitor = { SLICE_LIT("demo"), SLICE_LIT("v_1-x"),
                                 UINT64_C(1800000000) };
    const char      *want = TOKEN_TEXT "." TOKEN_MAC;
    uint8_t          token[VISITOR_TOKEN_MAX];
    visitor_t        v;
    size_t           len = visitor_token_write(s, &visitor, token);

    is_mem(token, len, want, strlen(want), "the token of an independent HMAC");
    ok(visitor_token_read(s, slice_make(token, len), NOW, &v), "is read");
    ok(slice_eq(v.endpoint, visitor.endpoint), "endpoint");
    ok(slice_eq(v.visitor, visitor.visitor), "visitor");
    ok(v.exp_s == visitor.exp_s, "expiry");

    ok(visitor_token_read(s, slice_make(token, len), 1799999999, &v),
       "valid in its last second");
    ok(!visitor_token_read(s, slice_make(token, len), 1800000000, &v),
       "expired in the next");
}


static void
test_token_limits(signer_t *s)
{
    uint8_t    name[VISITOR_NAME_MAX + 1], token[VISITOR_TOKEN_MAX];
    visitor_t  v = { { name, VISITOR_NAME_MAX }, { name, VISITOR_NAME_MAX },
                     UINT64_MAX };
    visitor_t  back;
    size_t     len;

    memset(name, 'n', sizeof(name));
    len = visitor_token_write(s, &v, token);
    is(len, 3 + 65 + 65 + 20 + 1 + 43, "the longest token");
    ok(visitor_token_read(s, slice_make(token, len), NOW, &back)
       && back.exp_s == UINT64_MAX, "and back");

    v.visitor.len++;
    is(visitor_token_write(s, &v, token), 0, "name over its limit");
    v.visitor = SLICE_LIT("");
    is(visitor_token_write(s, &v, token), 0, "empty name");
    v.visitor = SLICE_LIT("a.b");
    is(visitor_token_write(s, &v, token), 0, "a dot in a name");
    v.visitor = SLICE_LIT("a\0b");
    is(visitor_token_write(s, &v, token), 0, "a NUL in a name");
}


/* A token with a right MAC over text, whatever text is. */

static bool
signed_text_is_read(signer_t *s, const char *text)
{
    static const char  digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij"
                                  "klmnopqrstuvwxyz0123456789-_";
    char               token[VISITOR_TOKEN_MAX * 2];
    uint8_t            mac[SIGNATURE_SHA256_LEN + 1] = { 0 };
    visitor_t          v;
    int                len = snprintf(token, sizeof(token), "%s.", text);

    (void) (signer_begin(s) && signer_update(s, slice_str(text))
            && signer_end(s, mac));

    for (unsigned bit = 0; bit < 256; bit += 6) {
        unsigned  pair = (unsigned) mac[bit / 8] << 8 | mac[bit / 8 + 1];

        token[len++] = digits[pair >> (10 - bit % 8) & 63];
    }

    return visitor_token_read(s, slice_make(token, (size_t) len), NOW, &v);
}


static void
test_token_forgeries(signer_t *s)
{
    const char  *good = TOKEN_TEXT "." TOKEN_MAC;
    char         token[VISITOR_TOKEN_MAX + 64];
    size_t       len = strlen(good);
    visitor_t    v = { .exp_s = 7 };
    unsigned     taken = 0;

    for (size_t i = 0; i < 8 * len; i++) {
        memcpy(token, good, len);
        token[i / 8] ^= (char) (1 << i % 8);
        taken += visitor_token_read(s, slice_make(token, len), NOW, &v);
    }

    is(taken, 0, "each flipped bit is noticed");

    for (size_t i = 0; i < len; i++) {
        taken += visitor_token_read(s, slice_make(good, i), NOW, &v);
    }

    is(taken, 0, "each truncation is noticed");
    ok(!visitor_token_read(s, SLICE_NULL, NOW, &v), "no token");
    ok(v.exp_s == 7, "out-parameter untouched");

    ok(signed_text_is_read(s, "v1.e.v.1800000000"), "signed and well-formed");
    ok(!signed_text_is_read(s, "v2.e.v.1800000000"), "signed, version 2");
    ok(!signed_text_is_read(s, "v1.e.v.01800000000"), "signed, leading zero");
    ok(!signed_text_is_read(s, "v1.e.v.18446744073709551616"),
       "signed, expiry over 64 bits");
    ok(!signed_text_is_read(s, "v1.e.v.-1"), "signed, expiry negative");
    ok(!signed_text_is_read(s, "v1.e.v."), "signed, expiry empty");
    ok(!signed_text_is_read(s, "v1..v.1800000000"), "signed, name empty");
    ok(!signed_text_is_read(s, "v1.e.v.1800000000.x"), "signed, a part more");
    ok(!signed_text_is_read(s, "v1.e.1800000000"), "signed, a part less");
    ok(!signed_text_is_read(s, "v1.e.v w.1800000000"), "signed, space");
}


static void
test_dedup_key(void)
{
    static const uint8_t  want[16] = {
        0x7d, 0x80, 0xaa, 0xbf, 0xe4, 0xa0, 0x82, 0xd9,
        0x15, 0x3c, 0xe2, 0x51, 0xc8, 0x2d, 0xf8, 0xa3
    };
    uint8_t               key[16], other[16];

    dedup_key(SLICE_LIT("1065001"), SLICE_LIT("wamid.A1"), key);
    ok(signature_equal(key, want, 16), "SHA-256 of account NUL id");

    dedup_key(SLICE_LIT("1065001w"), SLICE_LIT("amid.A1"), other);
    ok(!signature_equal(key, other, 16), "the border counts");

    dedup_key(SLICE_NULL, SLICE_NULL, key);
    ok(key[0] == 0x6e && key[1] == 0x34, "empty: SHA-256 of one NUL");
}


int
main(void)
{
    signer_t  *meta = signer_new(META_KEY);
    signer_t  *token = signer_new(TOKEN_KEY);

    if (!ok(meta != NULL && token != NULL, "keys")) {
        return done_testing();
    }

    test_meta_vectors(meta);
    test_pieces(meta);
    test_every_bit(meta);
    test_hostile_headers();
    test_keys(meta);
    test_token(token);
    test_token_limits(token);
    test_token_forgeries(token);
    test_dedup_key();

    signer_free(meta);
    signer_free(token);

    return done_testing();
}
