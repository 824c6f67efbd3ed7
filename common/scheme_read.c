/*
 * scheme_read - from headers to candidates for the MAC; see scheme.h.
 *
 * One function per spelling of a proof.  What is not spelled as the sender
 * spells it is broken: nothing is trimmed, no upper case, no second alphabet.
 */

#include <openssl/crypto.h>

#include "decode.h"
#include "scheme_private.h"

#include "banned.h"


/* Takes prefix off the front of text. */
static bool
take_prefix(slice_t *text, slice_t prefix)
{
    if (text->len < prefix.len
        || !slice_eq(slice_make(text->data, prefix.len), prefix))
    {
        return false;
    }

    *text = slice_make(text->data + prefix.len, text->len - prefix.len);

    return true;
}


/* The part up to ch; the rest begins behind it. */
static slice_t
take_part(slice_t *rest, uint8_t ch)
{
    const uint8_t  *at = rest->len == 0 ? NULL
                                        : memchr(rest->data, ch, rest->len);
    slice_t         part = *rest;

    if (at == NULL) {
        rest->len = 0;
        return part;
    }

    part.len = (size_t) (at - part.data);
    *rest = slice_make(at + 1, rest->len - part.len - 1);

    return part;
}


/* One more candidate; more than there may be are not looked at. */
static bool
proof_add(scheme_proof_t *proof, scheme_encoding_t encoding, slice_t text,
    size_t len)
{
    uint8_t  *mac;
    size_t    n = len;

    if (proof->n == SCHEME_MACS_MAX) {
        return false;
    }

    mac = proof->mac[proof->n];

    if (encoding == SCHEME_HEX ? !decode_hex(text, mac, len)
                               : !decode_base64(text, mac, len, &n)
                                 || n != len)
    {
        return false;
    }

    proof->n++;

    return true;
}


bool
scheme_read_meta(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t  value = values[0];

    (void) conf;

    return take_prefix(&value, SLICE_LIT("sha256="))
           && proof_add(proof, SCHEME_HEX, value, SIGNATURE_SHA256_LEN);
}


/* "v1,<base64> v1,<base64> v1a,..": other versions are passed over */
bool
scheme_read_standard(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t  rest = values[0];

    (void) conf;
    proof->timestamp = values[1];
    proof->id = values[2];

    while (rest.len > 0) {
        slice_t  part = take_part(&rest, ' ');

        if (take_prefix(&part, SLICE_LIT("v1,"))) {
            (void) proof_add(proof, SCHEME_BASE64, part,
                             SIGNATURE_SHA256_LEN);
        }
    }

    return proof->n > 0 && proof->id.len > 0;
}


/* "t=<seconds>,v1=<hex>[,v1=<hex>][,v0=..]" */
bool
scheme_read_stripe(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t  rest = values[0];

    (void) conf;

    while (rest.len > 0) {
        slice_t  part = take_part(&rest, ',');

        if (take_prefix(&part, SLICE_LIT("t="))) {
            proof->timestamp = part;

        } else if (take_prefix(&part, SLICE_LIT("v1="))) {
            (void) proof_add(proof, SCHEME_HEX, part, SIGNATURE_SHA256_LEN);
        }
    }

    return proof->n > 0;
}


bool
scheme_read_slack(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t  value = values[0];

    (void) conf;
    proof->timestamp = values[1];

    return take_prefix(&value, SLICE_LIT("v0="))
           && proof_add(proof, SCHEME_HEX, value, SIGNATURE_SHA256_LEN);
}


bool
scheme_read_twilio(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    (void) conf;

    return proof_add(proof, SCHEME_BASE64, values[0], 20);
}


bool
scheme_read_hmac(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    static const size_t  lengths[] = {
        [SIGNATURE_SHA256] = 32, [SIGNATURE_SHA1] = 20,
        [SIGNATURE_SHA512] = 64
    };
    slice_t  value = values[0];

    return take_prefix(&value, conf->prefix)
           && proof_add(proof, conf->encoding, value, lengths[conf->digest]);
}


bool
scheme_read_token(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t  value = values[0];

    if (!take_prefix(&value, conf->prefix)) {
        return false;
    }

    proof->n = 1;

    return signature_sha256(value, proof->mac[0]);
}


bool
scheme_read_basic(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof)
{
    slice_t   value = values[0];
    uint8_t   plain[SCHEME_BASIC_MAX];
    size_t    n;
    bool      ok;

    if (value.len < 6 || (value.data[0] | 0x20) != 'b'
        || !slice_eq(slice_make(value.data + 1, 5), SLICE_LIT("asic ")))
    {
        return false;
    }

    value = slice_make(value.data + 6, value.len - 6);

    if (!decode_base64(value, plain, sizeof(plain), &n)) {
        return false;
    }

    value = slice_make(plain, n);
    ok = scheme_read_token(conf, &value, proof);
    OPENSSL_cleanse(plain, sizeof(plain));

    return ok;
}
