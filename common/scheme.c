/*
 * scheme - the table of signature schemes; see scheme.h.
 *
 * A row says which headers a scheme reads, how they become candidates for the
 * MAC (read: scheme_read.c), and over which bytes ours is made (sign).  A
 * scheme whose header is the secret itself is a token: the candidate is its
 * SHA-256.
 */

#include "scheme.h"

#include <stdlib.h>

#include <openssl/crypto.h>

#include "decode.h"
#include "scheme_private.h"

#include "banned.h"

#define STANDARD_KEY_MIN  24            /* bytes after whsec_, decoded */
#define STANDARD_KEY_MAX  64
#define TELEGRAM_TOKEN_MAX  256

static const char *telegram_secret_error(slice_t secret);
static const char *basic_secret_error(slice_t secret);

static bool body_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);
static bool standard_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);
static bool stripe_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);
static bool slack_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);


static const scheme_t  schemes[] = {
    { .name = "meta", .headers = { "x-hub-signature-256" },
      .read = scheme_read_meta, .sign = body_sign },
    { .name = "github", .headers = { "x-hub-signature-256" },
      .read = scheme_read_meta, .sign = body_sign },
    { .name = "standard", .headers = { "webhook-signature",
      "webhook-timestamp", "webhook-id" }, .read = scheme_read_standard,
      .sign = standard_sign, .timestamp = true, .key_is_base64 = true },
    { .name = "stripe", .headers = { "stripe-signature" },
      .read = scheme_read_stripe, .sign = stripe_sign, .timestamp = true },
    { .name = "slack", .headers = { "x-slack-signature",
      "x-slack-request-timestamp" }, .read = scheme_read_slack,
      .sign = slack_sign, .timestamp = true },
    { .name = "twilio", .headers = { "x-twilio-signature" },
      .digest = SIGNATURE_SHA1, .read = scheme_read_twilio, .url = true },
    { .name = "telegram", .headers = { "x-telegram-bot-api-secret-token" },
      .read = scheme_read_token, .token = true,
      .secret_error = telegram_secret_error },
    { .name = "hmac", .read = scheme_read_hmac, .sign = body_sign,
      .header_named = true },
    { .name = "apikey", .read = scheme_read_token, .token = true,
      .header_named = true },
    { .name = "basic", .headers = { "authorization" },
      .read = scheme_read_basic, .token = true,
      .secret_error = basic_secret_error },
    { .name = "none", .open = true },
    { .name = "visitor", .visitor = true },
};

struct scheme_key_s {
    signer_t  *signer;                  /* NULL: a token */
    uint8_t    hash[SIGNATURE_SHA256_LEN];
};


/* ---- questions ---- */

const scheme_t *
scheme_find(slice_t name)
{
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        if (slice_eq(name, slice_str(schemes[i].name))) {
            return &schemes[i];
        }
    }

    return NULL;
}


const char *
scheme_name(const scheme_t *scheme)
{
    return scheme->name;
}


void
scheme_headers(const scheme_conf_t *conf,
    slice_t ret_names[SCHEME_HEADERS_MAX])
{
    for (unsigned i = 0; i < SCHEME_HEADERS_MAX; i++) {
        ret_names[i] = slice_str(conf->scheme->headers[i]);
    }

    if (conf->scheme->header_named) {
        ret_names[0] = slice_str(conf->header);
    }
}


bool
scheme_needs_secret(const scheme_t *scheme)
{
    return !scheme->open;
}


bool
scheme_needs_header_name(const scheme_t *scheme)
{
    return scheme->header_named;
}


bool
scheme_needs_url(const scheme_t *scheme)
{
    return scheme->url;
}


bool
scheme_has_timestamp(const scheme_t *scheme)
{
    return scheme->timestamp;
}


bool
scheme_reads_body(const scheme_t *scheme)
{
    return !scheme->open && !scheme->token && !scheme->visitor;
}


/* ---- keys ---- */

/* setWebhook takes no other: it could never be sent */
static const char *
telegram_secret_error(slice_t secret)
{
    for (size_t i = 0; i < secret.len; i++) {
        uint8_t  ch = secret.data[i];

        if (!((ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z')
              || (ch >= 'a' && ch <= 'z') || ch == '_' || ch == '-'))
        {
            return "is not made of A-Z, a-z, 0-9, _ and - alone";
        }
    }

    return secret.len > TELEGRAM_TOKEN_MAX ? "is longer than 256 bytes" : NULL;
}


static const char *
basic_secret_error(slice_t secret)
{
    if (secret.len > SCHEME_BASIC_MAX) {
        return "is longer than 512 bytes";
    }

    return memchr(secret.data, ':', secret.len) == NULL
           ? "is not USER:PASSWORD" : NULL;
}


/* whsec_<base64>: what is signed with are the decoded bytes */
static signer_t *
standard_key(slice_t secret, const char **ret_error)
{
    const slice_t  prefix = SLICE_LIT("whsec_");
    uint8_t        bytes[STANDARD_KEY_MAX];
    signer_t      *signer;
    size_t         n;

    if (secret.len >= prefix.len
        && slice_eq(slice_make(secret.data, prefix.len), prefix))
    {
        secret = slice_make(secret.data + prefix.len,
                            secret.len - prefix.len);
    }

    if (!decode_base64(secret, bytes, sizeof(bytes), &n)
        || n < STANDARD_KEY_MIN)
    {
        OPENSSL_cleanse(bytes, sizeof(bytes));
        *ret_error = "is not whsec_ and 24 to 64 bytes in base64";
        return NULL;
    }

    signer = signer_new_digest(slice_make(bytes, n), SIGNATURE_SHA256);
    OPENSSL_cleanse(bytes, sizeof(bytes));
    *ret_error = "cannot be used: OpenSSL has no HMAC";

    return signer;
}


scheme_key_t *
scheme_key_new(const scheme_conf_t *conf, slice_t secret,
    const char **ret_error)
{
    const scheme_t  *scheme = conf->scheme;
    scheme_key_t    *key;

    if (secret.len < SIGNATURE_SECRET_MIN) {
        *ret_error = "is too short: at least 16 bytes are needed";
        return NULL;
    }

    if (scheme->secret_error != NULL) {
        *ret_error = scheme->secret_error(secret);

        if (*ret_error != NULL) {
            return NULL;
        }
    }

    *ret_error = "cannot be used: no memory, or OpenSSL has no such digest";
    key = calloc(1, sizeof(*key));

    if (key == NULL) {
        return NULL;
    }

    if (scheme->token) {
        if (signature_sha256(secret, key->hash)) {
            return key;
        }

    } else if (scheme->key_is_base64) {
        key->signer = standard_key(secret, ret_error);

    } else {
        key->signer = signer_new_digest(secret, scheme->header_named
                                        ? conf->digest : scheme->digest);
    }

    if (key->signer == NULL) {
        free(key);
        return NULL;
    }

    return key;
}


void
scheme_key_free(scheme_key_t *key)
{
    if (key != NULL) {
        signer_free(key->signer);
        OPENSSL_cleanse(key, sizeof(*key));
        free(key);
    }
}


signer_t *
scheme_key_signer(scheme_key_t *key)
{
    return key->signer;
}


/* ---- headers ---- */

static scheme_rc_t
timestamp_check(const scheme_conf_t *conf, slice_t text, uint64_t now_s)
{
    uint64_t  at;

    if (!decode_decimal(text, &at)) {
        return SCHEME_BROKEN;
    }

    return (at > now_s ? at - now_s : now_s - at) > conf->tolerance_s
           ? SCHEME_LATE : SCHEME_OK;
}


scheme_rc_t
scheme_read(const scheme_conf_t *conf, const slice_t *values, uint64_t now_s,
    scheme_proof_t *ret_proof)
{
    const scheme_t  *scheme = conf->scheme;

    ret_proof->n = 0;
    ret_proof->id = ret_proof->timestamp = SLICE_NULL;

    if (scheme->open) {
        return SCHEME_OK;
    }

    for (unsigned i = 0; i < SCHEME_HEADERS_MAX; i++) {
        if ((scheme->headers[i] != NULL || (i == 0 && scheme->header_named))
            && values[i].len == 0)
        {
            return SCHEME_MISSING;
        }
    }

    if (scheme->visitor || !scheme->read(conf, values, ret_proof)) {
        return SCHEME_BROKEN;
    }

    return scheme->timestamp
           ? timestamp_check(conf, ret_proof->timestamp, now_s) : SCHEME_OK;
}


/* ---- the MAC ---- */

static bool
body_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input)
{
    (void) proof;

    return signer_update(s, input->body);
}


static bool
standard_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input)
{
    return signer_update(s, proof->id) && signer_update(s, SLICE_LIT("."))
           && stripe_sign(s, proof, input);
}


static bool
stripe_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input)
{
    return signer_update(s, proof->timestamp)
           && signer_update(s, SLICE_LIT("."))
           && signer_update(s, input->body);
}


static bool
slack_sign(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input)
{
    return signer_update(s, SLICE_LIT("v0:"))
           && signer_update(s, proof->timestamp)
           && signer_update(s, SLICE_LIT(":"))
           && signer_update(s, input->body);
}


bool
scheme_proof_holds(const scheme_proof_t *proof, const uint8_t *mac,
    size_t len)
{
    bool  holds = false;

    for (unsigned i = 0; i < proof->n; i++) {
        holds |= signature_equal(proof->mac[i], mac, len);
    }

    return holds;
}


static scheme_rc_t
key_check(const scheme_conf_t *conf, scheme_key_t *key,
    const scheme_proof_t *proof, const scheme_input_t *input)
{
    uint8_t  mac[SIGNATURE_MAC_MAX];

    if (conf->scheme->token) {
        return scheme_proof_holds(proof, key->hash, sizeof(key->hash))
               ? SCHEME_OK : SCHEME_WRONG;
    }

    if (conf->scheme->url) {
        return scheme_twilio_check(key->signer, proof, input);
    }

    if (!signer_begin(key->signer)
        || !conf->scheme->sign(key->signer, proof, input)
        || !signer_end_any(key->signer, mac))
    {
        return SCHEME_ERROR;
    }

    return scheme_proof_holds(proof, mac, signer_len(key->signer))
           ? SCHEME_OK : SCHEME_WRONG;
}


scheme_rc_t
scheme_check(const scheme_conf_t *conf, scheme_key_t *const *keys, unsigned n,
    const scheme_proof_t *proof, const scheme_input_t *input)
{
    scheme_rc_t  rc = conf->scheme->open ? SCHEME_OK : SCHEME_WRONG;

    for (unsigned i = 0; i < n && rc == SCHEME_WRONG; i++) {
        rc = key_check(conf, keys[i], proof, input);
    }

    return rc;
}


size_t
scheme_memory(const scheme_conf_t *conf, const scheme_input_t *input)
{
    return conf->scheme->url && input->form
           ? scheme_twilio_memory(input->body.len) : 0;
}
