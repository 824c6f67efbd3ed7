/*
 * fuzz_scheme - every signature scheme against a forger who has no key.
 *
 * Input: scheme, options, edit (place, byte); then a line per header; the rest
 * is the body.
 *
 * - Headers of strangers are refused or read within their bytes, whatever they
 *   hold; what is read is never true (nobody guesses a MAC).
 * - Our own proof, made here from OpenSSL's one-shot HMAC and EVP's base64, is
 *   true; with one byte of it, or of the body, changed it is not.
 * - A proof of the previous secret is true as well; at the edge of the window
 *   it is true, a second later it is late.
 */

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "common/scheme.h"
#include "t/fuzz/check.h"

#define NOW     1700000000u
#define URL     "https://bot.example/hook"
#define SECRET  "robot:0123456789abcdef"
#define OLD     "robot:fedcba9876543210"
#define TEXT    1024                    /* bytes of a header we make */

/* whsec_ and 24 bytes, and what they decode to */
#define STANDARD      "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
#define STANDARD_OLD  "whsec_FxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA"

static const char *const  names[] = {
    "meta", "github", "standard", "stripe", "slack", "twilio", "telegram",
    "hmac", "apikey", "basic",
};

#define NAMES  (sizeof(names) / sizeof(names[0]))

typedef struct {
    scheme_conf_t   conf;
    scheme_key_t   *keys[2];
} setting_t;

typedef struct {
    char     text[SCHEME_HEADERS_MAX][TEXT];
    slice_t  value[SCHEME_HEADERS_MAX];
    char     url[128];                  /* Twilio's, with the body's hash */
} headers_t;


/* ---- settings: each scheme, its parameters in six ways; made once ---- */

/* Telegram takes no colon. */
static const char *
secret_of(const char *name, bool old)
{
    if (strcmp(name, "standard") == 0) {
        return old ? STANDARD_OLD : STANDARD;
    }

    return (old ? OLD : SECRET) + (strcmp(name, "telegram") == 0
                                   ? sizeof("robot:") - 1 : 0);
}


static void
set_params(scheme_conf_t *conf, uint8_t options)
{
    static const char *const  digests[] = { "sha256", "sha1", "sha512" };
    const struct { const char *name, *value; }  params[] = {
        { "header", "X-Sign" }, { "prefix", "v=" },
        { "encoding", options % 2 == 0 ? "hex" : "base64" },
        { "digest", digests[options % 6 / 2] }, { "tolerance", "5m" },
    };

    for (size_t i = 0; i < sizeof(params) / sizeof(params[0]); i++) {
        (void) scheme_param_set(conf, slice_str(params[i].name),
                                slice_str(params[i].value));
    }

    check(scheme_conf_flaw(conf) == NULL);
    check(conf->tolerance_s == SCHEME_TOLERANCE_S);
}


static const setting_t *
setting(size_t scheme, uint8_t options)
{
    static setting_t  all[NAMES][6];
    setting_t        *s = &all[scheme][options % 6];
    const char       *error;

    if (s->conf.scheme != NULL) {
        return s;
    }

    scheme_conf_init(&s->conf, scheme_find(slice_str(names[scheme])));
    set_params(&s->conf, options);

    for (int old = 0; old < 2; old++) {
        s->keys[old] = scheme_key_new(&s->conf,
                            slice_str(secret_of(names[scheme], old)), &error);
        check(s->keys[old] != NULL);
    }

    return s;
}


/* A line of an operator: name=value. */
static void
check_param(size_t scheme, slice_t line)
{
    scheme_conf_t   conf;
    const uint8_t  *end = line.len == 0 ? NULL
                          : memchr(line.data, '=', line.len);
    size_t          n = end == NULL ? line.len : (size_t) (end - line.data);
    slice_t         value = slice_make(line.data + n + (n < line.len),
                                       line.len - n - (n < line.len));
    const char     *flaw;

    scheme_conf_init(&conf, scheme_find(slice_str(names[scheme])));
    flaw = scheme_param_set(&conf, slice_make(line.data, n), value);
    check(flaw == NULL || flaw[0] != '\0');
    check(strnlen(conf.header, sizeof(conf.header)) <= SCHEME_HEADER_LEN);
    check(conf.tolerance_s >= 1 && conf.tolerance_s <= SCHEME_TOLERANCE_MAX_S);
    check(flaw != NULL || value.len > 0);

    if (flaw == NULL) {
        check(scheme_param_set(&conf, slice_make(line.data, n), value)
              != NULL);
    }
}


/* ---- our own signer ---- */

static size_t
mac_of(const EVP_MD *digest, bool standard, bool old, slice_t head,
    slice_t body, uint8_t *ret_mac)
{
    uint8_t      *bytes = malloc(head.len + body.len + 1);
    uint8_t       key[24];
    const char   *secret = old ? OLD : SECRET;
    unsigned      n = 0;

    check(bytes != NULL);

    for (int i = 0; i < 24; i++) {
        key[i] = (uint8_t) (old ? 23 - i : i);
    }

    if (head.len > 0) {
        memcpy(bytes, head.data, head.len);
    }

    if (body.len > 0) {
        memcpy(bytes + head.len, body.data, body.len);
    }

    check(HMAC(digest, standard ? (const void *) key : secret,
               standard ? 24 : (int) strlen(secret), bytes,
               head.len + body.len, ret_mac, &n) != NULL);
    free(bytes);

    return n;
}


/* Twilio signs a body that is no form by its hash in the URL. */
static void
write_url(char ret_url[128], slice_t body)
{
    uint8_t  hash[SIGNATURE_SHA256_LEN];
    size_t   at;

    check(signature_sha256(body, hash));
    at = (size_t) snprintf(ret_url, 128, "%s", URL "?bodySHA256=");

    for (size_t i = 0; i < sizeof(hash); i++) {
        (void) snprintf(ret_url + at + 2 * i, 3, "%02x", hash[i]);
    }
}


/* prefix, then the MAC in hex or base64 */
static void
write_mac(char *text, const char *prefix, bool base64, const uint8_t *mac,
    size_t n)
{
    size_t  at = (size_t) snprintf(text, TEXT, "%s", prefix);

    if (base64) {
        (void) EVP_EncodeBlock((uint8_t *) text + at, mac, (int) n);
        return;
    }

    for (size_t i = 0; i < n; i++) {
        (void) snprintf(text + at + 2 * i, 3, "%02x", mac[i]);
    }
}


static void
sign(const setting_t *s, const char *name, bool old, uint64_t at,
    slice_t body, headers_t *ret)
{
    static const EVP_MD  *(*const digests[])(void) = {
        [SIGNATURE_SHA256] = EVP_sha256, [SIGNATURE_SHA1] = EVP_sha1,
        [SIGNATURE_SHA512] = EVP_sha512,
    };
    char         head[64] = "", prefix[64] = "sha256=";
    const char  *secret = secret_of(name, old);
    uint8_t      mac[EVP_MAX_MD_SIZE];
    bool         standard = strcmp(name, "standard") == 0, base64 = standard;
    size_t       n;

    memset(ret, 0, sizeof(*ret));
    write_url(ret->url, body);

    if (standard) {
        (void) snprintf(head, sizeof(head), "id.%lu.", (unsigned long) at);
        (void) snprintf(ret->text[1], TEXT, "%lu", (unsigned long) at);
        (void) snprintf(ret->text[2], TEXT, "id");
        (void) snprintf(prefix, sizeof(prefix), "v1,");

    } else if (strcmp(name, "stripe") == 0) {
        (void) snprintf(head, sizeof(head), "%lu.", (unsigned long) at);
        (void) snprintf(prefix, sizeof(prefix), "t=%lu,v1=",
                        (unsigned long) at);

    } else if (strcmp(name, "slack") == 0) {
        (void) snprintf(head, sizeof(head), "v0:%lu:", (unsigned long) at);
        (void) snprintf(ret->text[1], TEXT, "%lu", (unsigned long) at);
        (void) snprintf(prefix, sizeof(prefix), "v0=");

    } else if (strcmp(name, "hmac") == 0) {
        (void) snprintf(prefix, sizeof(prefix), "v=");
        base64 = s->conf.encoding == SCHEME_BASE64;

    } else if (strcmp(name, "twilio") == 0) {
        prefix[0] = '\0';
        base64 = true;
        body = slice_str(ret->url);

    } else if (strcmp(name, "basic") == 0) {
        write_mac(ret->text[0], "Basic ", true, (const uint8_t *) secret,
                  strlen(secret));

    } else if (!scheme_reads_body(s->conf.scheme)) {
        (void) snprintf(ret->text[0], TEXT, "%.*s%s",
                        (int) s->conf.prefix.len,
                        (const char *) s->conf.prefix.data, secret);
    }

    if (ret->text[0][0] == '\0') {
        n = mac_of(strcmp(name, "hmac") == 0 ? digests[s->conf.digest]()
                   : strcmp(name, "twilio") == 0 ? EVP_sha1() : EVP_sha256(),
                   standard, old, slice_str(head), body, mac);
        write_mac(ret->text[0], prefix, base64, mac, n);
    }

    for (unsigned i = 0; i < SCHEME_HEADERS_MAX; i++) {
        ret->value[i] = slice_str(ret->text[i]);
    }
}


/* ---- what the product says ---- */

static scheme_rc_t
ask(const setting_t *s, const slice_t *values, uint64_t now, slice_t body,
    const char *url, bool form)
{
    scheme_input_t  input = { .body = body, .url = slice_str(url),
                              .form = form };
    scheme_proof_t  proof;
    scheme_rc_t     rc = scheme_read(&s->conf, values, now, &proof);
    size_t          size;

    if (rc != SCHEME_OK) {
        return rc;
    }

    check(proof.n > 0 && proof.n <= SCHEME_MACS_MAX);
    size = scheme_memory(&s->conf, &input);
    input.memory = size > 0 ? malloc(size) : NULL;
    rc = scheme_check(&s->conf, s->keys, 2, &proof, &input);
    free(input.memory);
    check(rc == SCHEME_OK || rc == SCHEME_WRONG
          || (form && rc == SCHEME_BROKEN));

    return rc;
}


static void
check_stranger(const setting_t *s, slice_t rest, bool form)
{
    slice_t  values[SCHEME_HEADERS_MAX];

    for (unsigned i = 0; i < SCHEME_HEADERS_MAX; i++) {
        values[i] = take_line(&rest);
    }

    /* of a token the fuzzer knows the secret: its corpus may hold it */

    if (scheme_reads_body(s->conf.scheme)) {
        check(ask(s, values, NOW, rest, URL, form) != SCHEME_OK);
    } else {
        (void) ask(s, values, NOW, rest, URL, form);
    }
}


/* Nothing of ours, but for one byte. */
static void
check_edit(const setting_t *s, const char *name, headers_t *h, slice_t body,
    uint8_t place, uint8_t byte)
{
    unsigned  i = place % SCHEME_HEADERS_MAX;
    size_t    at;
    char      was;

    if (h->value[i].len == 0) {
        i = 0;
    }

    at = place % h->value[i].len;
    was = h->text[i][at];
    h->text[i][at] = (char) byte;

    /* "basic" and "Basic" are one word */

    if ((char) byte != was
        && !(strcmp(name, "basic") == 0 && at == 0 && (was ^ byte) == 0x20))
    {
        check(ask(s, h->value, NOW, body, h->url, false) != SCHEME_OK);
    }

    h->text[i][at] = was;
}


static void
check_own(const setting_t *s, const char *name, slice_t body, uint8_t place,
    uint8_t byte)
{
    static const struct { uint64_t now; bool late; }  clock[] = {
        { NOW, false }, { NOW + 300, false }, { NOW - 300, false },
        { NOW + 301, true }, { NOW - 301, true },
    };
    headers_t   h;
    uint8_t    *other = malloc(body.len + 1);
    bool        timed = scheme_has_timestamp(s->conf.scheme);

    check(other != NULL);
    sign(s, name, true, NOW, body, &h);
    check(ask(s, h.value, NOW, body, h.url, false) == SCHEME_OK);
    sign(s, name, false, NOW, body, &h);

    for (size_t i = 0; i < sizeof(clock) / sizeof(clock[0]); i++) {
        check(ask(s, h.value, clock[i].now, body, h.url, false)
              == (timed && clock[i].late ? SCHEME_LATE : SCHEME_OK));
    }

    check_edit(s, name, &h, body, place, byte);

    if (scheme_reads_body(s->conf.scheme)) {
        if (body.len > 0) {
            memcpy(other, body.data, body.len);
        }

        other[body.len] = byte;
        check(ask(s, h.value, NOW, slice_make(other, body.len + 1), h.url,
                  false) == SCHEME_WRONG);
    }

    free(other);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t           rest = slice_make(data, len);
    size_t            scheme = take_byte(&rest) % NAMES;
    uint8_t           options = take_byte(&rest);
    uint8_t           place = take_byte(&rest), byte = take_byte(&rest);
    const setting_t  *s = setting(scheme, options);

    check_param(scheme, rest);
    check_stranger(s, rest, options & 0x80);
    check_own(s, names[scheme], rest, place, byte);

    return 0;
}
