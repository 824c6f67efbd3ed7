/*
 * channel_sign - the proof of a test webhook, by the scheme of its endpoint
 * (docs/SIGNATURES.md), as the provider would make it.
 */

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/decode.h"
#include "common/scheme.h"
#include "worker/cli/channel_probe.h"
#include "worker/jsonx.h"

typedef struct {
    const scheme_conf_t  *conf;
    slice_t               secret, body, signed_text;
    const char           *id;
    char                  at[24];
    channel_proof_t      *proof;
} signing_t;

__attribute__((format(printf, 2, 3))) static void
header_add(channel_proof_t *p, const char *fmt, ...)
{
    va_list  ap;

    va_start(ap, fmt);
    vsnprintf(p->text[p->n], sizeof(p->text[p->n]), fmt, ap);
    va_end(ap);
    p->headers[p->n] = p->text[p->n];
    p->n++;
}


/* The MAC of up to three pieces as text; false: OpenSSL failed. */
static bool
mac_text(signature_digest_t digest, scheme_encoding_t encoding, slice_t key,
    const slice_t *pieces, size_t n, char ret_text[PROOF_MAC_MAX])
{
    uint8_t    mac[SIGNATURE_MAC_MAX];
    signer_t  *signer = signer_new_digest(key, digest);
    bool       ok = signer != NULL && signer_begin(signer);
    size_t     len = 0;

    for (size_t i = 0; i < n && ok; i++) {
        ok = signer_update(signer, pieces[i]);
    }

    if (ok && signer_end_any(signer, mac)) {
        len = signer_len(signer);
    }

    if (encoding == SCHEME_BASE64) {
        (void) EVP_EncodeBlock((uint8_t *) ret_text, mac, (int) len);
    } else {
        for (size_t i = 0; i < len; i++) {
            snprintf(ret_text + 2 * i, 3, "%02x", mac[i]);
        }
    }

    signer_free(signer);

    return len > 0;
}


static bool
meta_sign(signing_t *s)
{
    char  mac[PROOF_MAC_MAX];

    if (!mac_text(SIGNATURE_SHA256, SCHEME_HEX, s->secret, &s->body, 1, mac)) {
        return false;
    }

    header_add(s->proof, "X-Hub-Signature-256: sha256=%s", mac);

    return true;
}


static bool
standard_sign(signing_t *s)
{
    slice_t  pieces[] = {
        slice_str(s->id), SLICE_LIT("."), slice_str(s->at), SLICE_LIT("."),
        s->body
    };
    uint8_t  key[SEAL_SECRET_MAX];
    slice_t  text = s->secret;
    size_t   len;
    char     mac[PROOF_MAC_MAX];
    bool     ok;

    if (text.len > 6 && memcmp(text.data, "whsec_", 6) == 0) {
        text = slice_make(text.data + 6, text.len - 6);
    }

    ok = decode_base64(text, key, sizeof(key), &len)
         && mac_text(SIGNATURE_SHA256, SCHEME_BASE64, slice_make(key, len),
                     pieces, 5, mac);
    OPENSSL_cleanse(key, sizeof(key));

    if (ok) {
        header_add(s->proof, "webhook-id: %s", s->id);
        header_add(s->proof, "webhook-timestamp: %s", s->at);
        header_add(s->proof, "webhook-signature: v1,%s", mac);
    }

    return ok;
}


static bool
stripe_sign(signing_t *s)
{
    slice_t  pieces[] = { slice_str(s->at), SLICE_LIT("."), s->body };
    char     mac[PROOF_MAC_MAX];

    if (!mac_text(SIGNATURE_SHA256, SCHEME_HEX, s->secret, pieces, 3, mac)) {
        return false;
    }

    header_add(s->proof, "Stripe-Signature: t=%s,v1=%s", s->at, mac);

    return true;
}


static bool
slack_sign(signing_t *s)
{
    slice_t  pieces[] = {
        SLICE_LIT("v0:"), slice_str(s->at), SLICE_LIT(":"), s->body
    };
    char     mac[PROOF_MAC_MAX];

    if (!mac_text(SIGNATURE_SHA256, SCHEME_HEX, s->secret, pieces, 4, mac)) {
        return false;
    }

    header_add(s->proof, "X-Slack-Request-Timestamp: %s", s->at);
    header_add(s->proof, "X-Slack-Signature: v0=%s", mac);

    return true;
}


static bool
twilio_sign(signing_t *s)
{
    char  mac[PROOF_MAC_MAX];

    if (!mac_text(SIGNATURE_SHA1, SCHEME_BASE64, s->secret, &s->signed_text,
                  1, mac))
    {
        return false;
    }

    header_add(s->proof, "X-Twilio-Signature: %s", mac);

    return true;
}


static bool
telegram_sign(signing_t *s)
{
    header_add(s->proof, "X-Telegram-Bot-Api-Secret-Token: %.*s",
               (int) s->secret.len, (const char *) s->secret.data);

    return true;
}


static bool
hmac_sign(signing_t *s)
{
    const scheme_conf_t  *c = s->conf;
    char                  mac[PROOF_MAC_MAX];

    if (!mac_text(c->digest, c->encoding, s->secret, &s->body, 1, mac)) {
        return false;
    }

    header_add(s->proof, "%s: %.*s%s", c->header, (int) c->prefix.len,
               (const char *) c->prefix.data, mac);

    return true;
}


static bool
apikey_sign(signing_t *s)
{
    const scheme_conf_t  *c = s->conf;

    header_add(s->proof, "%s: %.*s%.*s", c->header, (int) c->prefix.len,
               (const char *) c->prefix.data, (int) s->secret.len,
               (const char *) s->secret.data);

    return true;
}


static bool
basic_sign(signing_t *s)
{
    char  text[4 * (SEAL_SECRET_MAX / 3 + 2)];

    (void) EVP_EncodeBlock((uint8_t *) text, s->secret.data,
                           (int) s->secret.len);
    header_add(s->proof, "Authorization: Basic %s", text);
    OPENSSL_cleanse(text, sizeof(text));

    return true;
}


static bool
none_sign(signing_t *s)
{
    (void) s;

    return true;
}


static const struct {
    const char  *scheme;
    bool       (*sign)(signing_t *s);
} signers[] = {
    { "meta",     meta_sign },     { "github", meta_sign },
    { "standard", standard_sign }, { "stripe", stripe_sign },
    { "slack",    slack_sign },    { "twilio", twilio_sign },
    { "telegram", telegram_sign }, { "hmac",   hmac_sign },
    { "apikey",   apikey_sign },   { "basic",  basic_sign },
    { "none",     none_sign },
};

#define SIGNERS  (sizeof(signers) / sizeof(signers[0]))


bool
channel_sign(const json_t *endpoint, const secret_t *secret,
    const channel_probe_t *probe, channel_proof_t *ret_proof)
{
    char               *settings = json_dumps(json_object_get(endpoint,
                                              "settings"), JSON_COMPACT);
    const scheme_row_t  row = {
        .channel = slice_str(probe->channel),
        .scheme = slice_str(cli_str(endpoint, "scheme")),
        .settings = slice_str(settings),
    };
    scheme_conf_t       conf;
    signing_t           s = {
        .conf = &conf, .secret = slice_make(secret->bytes, secret->len),
        .body = slice_str(probe->body), .id = probe->id,
        .signed_text = slice_str(probe->signed_text), .proof = ret_proof,
    };
    const char         *what, *flaw = scheme_row_conf(&row, &conf, &what);
    bool                ok = false;

    snprintf(s.at, sizeof(s.at), "%lld", (long long) time(NULL));
    *ret_proof = (channel_proof_t) { .n = 0 };
    header_add(ret_proof, "Content-Type: %s", probe->type);

    for (size_t i = 0; i < SIGNERS && flaw == NULL && !ok; i++) {
        ok = strcmp(signers[i].scheme, scheme_name(conf.scheme)) == 0
             && signers[i].sign(&s);
    }

    if (!ok) {
        cli_error("no proof can be made by the endpoint's row: its %s %s",
                  flaw != NULL ? what : "scheme",
                  flaw != NULL ? flaw : "cannot use its secret");
    }

    jsonx_free(settings);

    return ok;
}


void
channel_proof_wipe(channel_proof_t *proof)
{
    OPENSSL_cleanse(proof, sizeof(*proof));
}
