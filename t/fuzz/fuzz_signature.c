/*
 * fuzz_signature - signers against OpenSSL's one-shot HMAC, tokens against a
 * forger: of all tokens derived from the input only the genuine one is read.
 */

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "common/scheme.h"
#include "t/fuzz/check.h"

#define KEY  "0123456789abcdef"

static signer_t  *signer;


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


/* The body in pieces whose lengths are its own bytes, and at once. */

static void
check_pieces(slice_t body)
{
    uint8_t   ours[SIGNATURE_SHA256_LEN], theirs[SIGNATURE_SHA256_LEN];
    unsigned  n = 0;
    size_t    at = 0;

    check(signer_begin(signer));

    while (at < body.len) {
        size_t  piece = body.data[at] % 97;

        piece = piece > body.len - at ? body.len - at : piece;
        check(signer_update(signer, slice_make(body.data + at, piece)));
        at += piece;

        if (piece == 0) {
            check(signer_update(signer, slice_make(body.data + at, 1)));
            at++;
        }
    }

    check(signer_end(signer, ours));
    check(HMAC(EVP_sha256(), KEY, 16, body.data, body.len, theirs, &n) != NULL
          && n == sizeof(theirs));
    check(signature_equal(ours, theirs, sizeof(ours)));
}


/* What parses is spelled, in lower case, as the header was. */

static void
check_meta(slice_t header)
{
    uint8_t  mac[SIGNATURE_SHA256_LEN];
    char     text[3];

    if (!meta_parse(header, mac)) {
        return;
    }

    check(header.len == 71 && memcmp(header.data, "sha256=", 7) == 0);

    for (size_t i = 0; i < sizeof(mac); i++) {
        (void) snprintf(text, sizeof(text), "%02x", mac[i]);
        check(text[0] == (header.data[7 + 2 * i] | 0x20)
              || text[0] == header.data[7 + 2 * i]);
        check(text[1] == (header.data[8 + 2 * i] | 0x20)
              || text[1] == header.data[8 + 2 * i]);
    }
}


/* Input: names, expiry, then an edit: position and the byte to put there. */

static void
check_token(const uint8_t *data, size_t len)
{
    visitor_t  v = { .exp_s = 0 }, back;
    uint8_t    token[VISITOR_TOKEN_MAX];
    size_t     n, at, a, b;
    uint8_t    was;

    if (len < 12) {
        return;
    }

    memcpy(&v.exp_s, data, 8);
    a = data[8] % (len - 11);
    b = len - 11 - a;
    v.endpoint = slice_make(data + 11, a);
    v.visitor = slice_make(data + 11 + a, b);

    n = visitor_token_write(signer, &v, token);
    if (n == 0) {
        return;
    }

    if (v.exp_s > 0) {
        check(visitor_token_read(signer, slice_make(token, n), v.exp_s - 1,
                                 &back));
        check(back.exp_s == v.exp_s && slice_eq(back.endpoint, v.endpoint)
              && slice_eq(back.visitor, v.visitor));
    }

    check(!visitor_token_read(signer, slice_make(token, n), v.exp_s, &back));

    at = data[9] % n;
    was = token[at];
    token[at] = data[10];
    check(was == data[10]
          || !visitor_token_read(signer, slice_make(token, n), 0, &back));
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    visitor_t  v;

    if (signer == NULL) {
        signer = signer_new(slice_str(KEY));
        check(signer != NULL);
    }

    check_pieces(slice_make(data, len));
    check_meta(slice_make(data, len));
    check_token(data, len);
    (void) visitor_token_read(signer, slice_make(data, len), 0, &v);

    return 0;
}
