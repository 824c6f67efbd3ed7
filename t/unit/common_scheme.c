/*
 * Signature schemes: vectors that the vendors' own libraries accept, and what
 * must be refused.
 */

#include "common/decode.h"
#include "common/form.h"
#include "common/scheme.h"
#include "t/unit/tap.h"

#define NOW  1700000000u

#define GITHUB  "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f43" \
                "79c8b043e17"

static const char  slack_body[] =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
    "&user_name=roadrunner&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
    "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

typedef struct {
    const char  *what, *scheme, *secret;
    const char  *values[SCHEME_HEADERS_MAX];
    const char  *body, *url;
    bool         form;
    uint64_t     now_s;
    scheme_rc_t  rc;
} case_t;

static const case_t  cases[] = {
    { "GitHub's own example", "github", "It's a Secret to Everybody",
      { GITHUB },
      "Hello, World!", NULL, false, NOW, SCHEME_OK },
    { "upper case", "github", "It's a Secret to Everybody",
      { "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B0"
        "43E17" },
      "Hello, World!", NULL, false, NOW, SCHEME_BROKEN },
    { "another body", "github", "It's a Secret to Everybody",
      { GITHUB },
      "Hello, World?", NULL, false, NOW, SCHEME_WRONG },
    { "no header", "meta", "0123456789abcdef", { NULL }, "", NULL, false, NOW,
      SCHEME_MISSING },

    { "Standard Webhooks", "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJek" },
      "{\"test\": 2432232314}", NULL, false, 1614265330, SCHEME_OK },
    { "in a list, after another version", "standard",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1a,xx v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJek" },
      "{\"test\": 2432232314}", NULL, false, 1614265330 + 300, SCHEME_OK },
    { "301 s old", "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJek" },
      "{\"test\": 2432232314}", NULL, false, 1614265330 + 301, SCHEME_LATE },
    { "301 s early", "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJek" },
      "{\"test\": 2432232314}", NULL, false, 1614265330 - 301, SCHEME_LATE },
    { "another id", "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJeK" },
      "{\"test\": 2432232314}", NULL, false, 1614265330, SCHEME_WRONG },
    { "no id", "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330" },
      "{\"test\": 2432232314}", NULL, false, 1614265330, SCHEME_MISSING },
    { "a time that is none", "standard",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "01614265330",
        "msg_p5jXN8AQM9LWM0D4loKWxJek" },
      "{\"test\": 2432232314}", NULL, false, 1614265330, SCHEME_BROKEN },

    { "Stripe", "stripe", "whsec_test_padded_to_length",
      { "t=1700000000,v1=00000000000000000000000000000000"
        "00000000000000000000000000000000" },
      "{}", NULL, false, NOW, SCHEME_WRONG },
    { "v0 alone", "stripe", "whsec_test_padded_to_length",
      { "t=1700000000,v0=4c15fb2a43f93ef61eaa3e0893866d57"
        "cad9cad4223242cfb96f362480cb4021" },
      "{}", NULL, false, NOW, SCHEME_BROKEN },

    { "Slack's example", "slack", "8f742231b10e8888abcd99yyyzzz85a5",
      { "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "1531420618" }, slack_body, NULL, false, 1531420618, SCHEME_OK },
    { "an hour later", "slack", "8f742231b10e8888abcd99yyyzzz85a5",
      { "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "1531420618" }, slack_body, NULL, false, 1531424218, SCHEME_LATE },

    { "Telegram", "telegram", "a-token_of-16-bytes",
      { "a-token_of-16-bytes" }, NULL, NULL, false, NOW, SCHEME_OK },
    { "another token", "telegram", "a-token_of-16-bytes",
      { "a-token_of-16-byteS" }, NULL, NULL, false, NOW, SCHEME_WRONG },
    { "a longer token", "telegram", "a-token_of-16-bytes",
      { "a-token_of-16-bytess" }, NULL, NULL, false, NOW, SCHEME_WRONG },

    { "Basic", "basic", "Aladdin:open sesame",
      { "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" }, NULL, NULL, false, NOW,
      SCHEME_OK },
    { "basic, in lower case", "basic", "Aladdin:open sesame",
      { "basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" }, NULL, NULL, false, NOW,
      SCHEME_OK },
    { "not base64", "basic", "Aladdin:open sesame",
      { "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=" }, NULL, NULL, false, NOW,
      SCHEME_BROKEN },
    { "Bearer", "basic", "Aladdin:open sesame", { "Bearer abcdefghij" }, NULL,
      NULL, false, NOW, SCHEME_BROKEN },
};


static slice_t
slice_of(const char *s)
{
    return s == NULL ? SLICE_NULL : slice_str(s);
}


static scheme_rc_t
judge(const scheme_conf_t *conf, scheme_key_t *const *keys, unsigned n,
    const slice_t *values, uint64_t now_s, const scheme_input_t *input)
{
    scheme_proof_t  proof;
    scheme_rc_t     rc = scheme_read(conf, values, now_s, &proof);

    return rc != SCHEME_OK ? rc : scheme_check(conf, keys, n, &proof, input);
}


static void
test_table(void)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const case_t   *c = &cases[i];
        scheme_conf_t   conf = { .scheme = scheme_find(slice_str(c->scheme)),
                                 .tolerance_s = SCHEME_TOLERANCE_S };
        scheme_input_t  input = { .body = slice_of(c->body) };
        slice_t         values[SCHEME_HEADERS_MAX];
        const char     *error;
        char            name[128];
        scheme_key_t   *key = scheme_key_new(&conf, slice_str(c->secret),
                                             &error);

        for (unsigned k = 0; k < SCHEME_HEADERS_MAX; k++) {
            values[k] = slice_of(c->values[k]);
        }

        snprintf(name, sizeof(name), "%s: %s", c->scheme, c->what);
        is(judge(&conf, &key, 1, values, c->now_s, &input), c->rc, name);
        scheme_key_free(key);
    }
}


/* The vectors' keys are shorter than what we take: signed by hand here. */

static scheme_rc_t
twilio(const char *url, const char *body, bool form, const char *signature,
    const char *secret)
{
    static max_align_t    memory[4096];
    static scheme_conf_t  conf;
    scheme_input_t        input = { .body = slice_of(body),
                                    .url = slice_str(url), .form = form,
                                    .memory = memory };
    slice_t               values[SCHEME_HEADERS_MAX] = { slice_str(signature) };
    const char           *error;
    scheme_key_t         *key;
    scheme_rc_t           rc;

    conf.scheme = scheme_find(SLICE_LIT("twilio"));
    ok(scheme_memory(&conf, &input) <= sizeof(memory), "memory is enough");
    key = scheme_key_new(&conf, slice_str(secret), &error);
    rc = judge(&conf, &key, 1, values, NOW, &input);
    scheme_key_free(key);

    return rc;
}


/* HMAC-SHA1 of text in base64, as an independent signer makes it */

static const char *
sha1_of(const char *secret, const char *text)
{
    static const char  digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                  "qrstuvwxyz0123456789+/";
    static char        out[29];
    uint8_t            mac[SIGNATURE_MAC_MAX] = { 0 };
    signer_t          *s = signer_new_digest(slice_str(secret),
                                             SIGNATURE_SHA1);

    (void) (signer_begin(s) && signer_update(s, slice_str(text))
            && signer_end_any(s, mac));
    signer_free(s);

    for (unsigned i = 0; i < 27; i++) {
        unsigned  bit = 6 * i;
        unsigned  pair = (unsigned) mac[bit / 8] << 8 | mac[bit / 8 + 1];

        out[i] = digits[(pair >> (10 - bit % 8)) & 0x3f];
    }

    out[27] = '=';

    return out;
}


static void
test_twilio(void)
{
    static const char  secret[] = "a token of 32 characters, as is";
    static const char  url[] = "https://example.com/myapp.php?foo=1&bar=2";
    static const char  form[] = "To=%2B18005551212&CallSid=CA1234567890ABCDE"
                                "&Caller=%2B14158675310&Digits=1234"
                                "&From=%2B14158675310";
    static const char  sorted[] = "CallSidCA1234567890ABCDECaller+14158675310"
                                  "Digits1234From+14158675310To+18005551212";
    char               text[512];
    static const char  json[] = "https://example.com/h?bodySHA256=015abd7f5cc5"
        "7a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

    is_str(sha1_of("12345", "https://example.com/myapp.php?foo=1&bar=2CallSid"
           "CA1234567890ABCDECaller+14158675310Digits1234From+14158675310To"
           "+18005551212"), "L/OH5YylLD5NRKLltdqwSvS0BnU=",
           "the vendor's vector is signed alike");

    snprintf(text, sizeof(text), "%s%s", url, sorted);
    is(twilio(url, form, true, sha1_of(secret, text), secret), SCHEME_OK,
       "URL and sorted pairs");
    is(twilio("https://example.com/myapp.php?foo=1&bar=3", form, true,
              sha1_of(secret, text), secret), SCHEME_WRONG, "another query");
    is(twilio("http://example.com/myapp.php?foo=1&bar=2", form, true,
              sha1_of(secret, text), secret), SCHEME_WRONG, "another scheme");

    snprintf(text, sizeof(text),
             "https://example.com:443/myapp.php?foo=1&bar=2%s", sorted);
    is(twilio(url, form, true, sha1_of(secret, text), secret), SCHEME_OK,
       "signed with the standard port");
    snprintf(text, sizeof(text), "%s%s", url, sorted);
    is(twilio("https://example.com:443/myapp.php?foo=1&bar=2", form, true,
              sha1_of(secret, text), secret), SCHEME_OK,
       "signed without the port");

    is(twilio("https://a/", "k=2&k=1&k=2&a=%20+", true,
              sha1_of(secret, "https://a/a  k1k2"), secret), SCHEME_OK,
       "a repeated name: each value once, sorted");
    is(twilio("https://a/", "k=%zz", true, sha1_of(secret, "https://a/"),
              secret), SCHEME_BROKEN, "a broken escape");
    is(twilio("https://a/", "", true, sha1_of(secret, "https://a/"), secret),
       SCHEME_OK, "an empty form");

    is_str(sha1_of("12345", json), "73UQYaQ5giq0W/BTSgdflGWTL7s=",
           "the vendor's JSON vector");
    is(twilio(json, "{\"a\":1}", false, sha1_of(secret, json), secret),
       SCHEME_OK, "JSON: the URL names the body");
    is(twilio(json, "{\"a\":2}", false, sha1_of(secret, json), secret),
       SCHEME_WRONG, "another body");
    is(twilio(json, NULL, false, sha1_of(secret, json), secret),
       SCHEME_WRONG, "without the body that was named");
    is(twilio(json, "&&", true, sha1_of(secret, json), secret),
       SCHEME_WRONG, "as a form without fields");
    is(twilio("https://a/", "{\"a\":1}", false, sha1_of(secret, "https://a/"),
              secret), SCHEME_WRONG, "a body nobody has signed");
    is(twilio("https://a/", NULL, false, sha1_of(secret, "https://a/"),
              secret), SCHEME_OK, "no body: the URL alone");
}


static void
test_stripe(void)
{
    static const char  secret[] = "whsec_test_padded_to_length";
    scheme_conf_t      conf = { .scheme = scheme_find(SLICE_LIT("stripe")),
                                .tolerance_s = 300 };
    scheme_input_t     input = { .body = SLICE_LIT("{\"id\":\"evt_1\"}") };
    uint8_t            mac[SIGNATURE_SHA256_LEN];
    char               header[256], hex[65];
    slice_t            values[SCHEME_HEADERS_MAX] = { SLICE_NULL };
    const char        *error;
    scheme_key_t      *keys[2];

    keys[0] = scheme_key_new(&conf, SLICE_LIT("the secret of yesterday"),
                             &error);
    keys[1] = scheme_key_new(&conf, slice_str(secret), &error);
    (void) (signer_begin(scheme_key_signer(keys[1]))
            && signer_update(scheme_key_signer(keys[1]),
                             SLICE_LIT("1700000000.{\"id\":\"evt_1\"}"))
            && signer_end(scheme_key_signer(keys[1]), mac));

    for (unsigned i = 0; i < sizeof(mac); i++) {
        snprintf(hex + 2 * i, 3, "%02x", mac[i]);
    }

    snprintf(header, sizeof(header), "t=1700000000,v1=%064d,v1=%s,v0=x", 0,
             hex);
    values[0] = slice_str(header);
    is(judge(&conf, keys, 2, values, NOW, &input), SCHEME_OK,
       "stripe: the second of two secrets, the second of two MACs");
    is(judge(&conf, keys, 1, values, NOW, &input), SCHEME_WRONG,
       "the old secret alone");
    scheme_key_free(keys[0]);
    scheme_key_free(keys[1]);
}


static void
test_hmac(void)
{
    scheme_conf_t    conf = { .scheme = scheme_find(SLICE_LIT("hmac")),
                              .header = "x-sign",
                              .prefix = SLICE_LIT("sha1="),
                              .encoding = SCHEME_BASE64,
                              .digest = SIGNATURE_SHA1 };
    scheme_input_t   input = { .body = SLICE_LIT("body") };
    slice_t          names[SCHEME_HEADERS_MAX];
    slice_t          values[SCHEME_HEADERS_MAX] = { SLICE_NULL };
    char             header[64];
    const char      *error;
    scheme_key_t    *key = scheme_key_new(&conf,
                                          SLICE_LIT("0123456789abcdef"),
                                          &error);

    scheme_headers(&conf, names);
    ok(slice_eq(names[0], SLICE_LIT("x-sign")) && names[1].len == 0,
       "hmac: the header is the operator's");
    snprintf(header, sizeof(header), "sha1=%s",
             sha1_of("0123456789abcdef", "body"));
    values[0] = slice_str(header);
    is(judge(&conf, &key, 1, values, NOW, &input), SCHEME_OK,
       "SHA-1 in base64 behind a prefix");
    conf.prefix = SLICE_LIT("sha256=");
    is(judge(&conf, &key, 1, values, NOW, &input), SCHEME_BROKEN,
       "another prefix");
    scheme_key_free(key);
}


static void
test_keys(void)
{
    scheme_conf_t  conf = { .scheme = scheme_find(SLICE_LIT("standard")) };
    const char    *error = "";

    ok(scheme_find(SLICE_LIT("md5")) == NULL, "no such scheme");
    ok(scheme_key_new(&conf, SLICE_LIT("whsec_too!short"), &error) == NULL
       && strstr(error, "too short"), "a short secret is refused");
    ok(scheme_key_new(&conf, SLICE_LIT("whsec_AAAAAAAAAAAAAAAAAAAA"), &error)
       == NULL && strstr(error, "24 to 64"), "whsec_ of 15 bytes as well");
    scheme_conf_init(&conf, scheme_find(SLICE_LIT("telegram")));
    ok(scheme_key_new(&conf, SLICE_LIT("with a blank in between"), &error)
       == NULL && strstr(error, "A-Z"), "what setWebhook does not take");
    scheme_conf_init(&conf, scheme_find(SLICE_LIT("basic")));
    ok(scheme_key_new(&conf, SLICE_LIT("a password alone"), &error) == NULL
       && strstr(error, "USER:PASSWORD"), "Basic without a user");
    ok(!scheme_needs_secret(scheme_find(SLICE_LIT("none"))),
       "none needs none");
}


static void
test_params(void)
{
    static const struct {
        const char  *scheme, *name, *value, *flaw;
    } rows[] = {
        { "hmac", "header", "X-Sign_2", NULL },
        { "hmac", "header", "X:Sign", "no name of a header" },
        { "hmac", "header", "", "empty" },
        { "hmac", "header", "a123456789b123456789c123456789d123456789e12345"
                            "6789f123456789abcd", "longer than 63" },
        { "meta", "header", "X-Sign", "not of this scheme" },
        { "apikey", "prefix", "Bearer ", NULL },
        { "apikey", "prefix", "\"", "printable" },
        { "apikey", "digest", "sha1", "not of this scheme" },
        { "hmac", "encoding", "base32", "neither hex nor base64" },
        { "hmac", "digest", "md5", "none of" },
        { "stripe", "tolerance", "300", NULL },
        { "stripe", "tolerance", "1d", NULL },
        { "stripe", "tolerance", "25h", "between 1s and 1d" },
        { "stripe", "tolerance", "0s", "between" },
        { "stripe", "tolerance", "m", "between" },
        { "stripe", "tolerance", "99999999999999999999m", "between" },
        { "stripe", "color", "red", "unknown" },
    };
    scheme_conf_t  conf;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char  *flaw;

        scheme_conf_init(&conf, scheme_find(slice_str(rows[i].scheme)));
        flaw = scheme_param_set(&conf, slice_str(rows[i].name),
                                slice_str(rows[i].value));
        ok(rows[i].flaw == NULL ? flaw == NULL
                                : flaw != NULL && strstr(flaw, rows[i].flaw),
           "%s %s=%s", rows[i].scheme, rows[i].name, rows[i].value);
    }

    scheme_conf_init(&conf, scheme_find(SLICE_LIT("stripe")));
    is(conf.tolerance_s, SCHEME_TOLERANCE_S, "the default window");
    ok(scheme_param_set(&conf, SLICE_LIT("tolerance"), SLICE_LIT("5m"))
       == NULL, "a time in minutes");
    is(conf.tolerance_s, 300, "is 300 s");
    ok(strstr(scheme_param_set(&conf, SLICE_LIT("tolerance"),
                               SLICE_LIT("5m")), "duplicate"), "once only");

    scheme_conf_init(&conf, scheme_find(SLICE_LIT("apikey")));
    ok(strstr(scheme_conf_flaw(&conf), "header="), "apikey needs a header");
    ok(scheme_param_set(&conf, SLICE_LIT("header"), SLICE_LIT("X-KEY"))
       == NULL && strcmp(conf.header, "x-key") == 0
       && scheme_conf_flaw(&conf) == NULL, "in lower case");
}


static void
test_apikey(void)
{
    scheme_conf_t   conf;
    scheme_input_t  input = { .body = SLICE_LIT("") };
    slice_t         values[SCHEME_HEADERS_MAX] = { SLICE_NULL };
    scheme_key_t   *key;
    const char     *error;

    scheme_conf_init(&conf, scheme_find(SLICE_LIT("apikey")));
    ok(scheme_param_set(&conf, SLICE_LIT("header"),
                        SLICE_LIT("Authorization")) == NULL
       && scheme_param_set(&conf, SLICE_LIT("prefix"), SLICE_LIT("Bearer "))
          == NULL, "a key behind a prefix");
    key = scheme_key_new(&conf, SLICE_LIT("0123456789abcdef"), &error);
    values[0] = SLICE_LIT("Bearer 0123456789abcdef");
    is(judge(&conf, &key, 1, values, NOW, &input), SCHEME_OK, "it fits");
    values[0] = SLICE_LIT("0123456789abcdef");
    is(judge(&conf, &key, 1, values, NOW, &input), SCHEME_BROKEN,
       "without the prefix");
    values[0] = SLICE_LIT("Bearer 0123456789abcdeF");
    is(judge(&conf, &key, 1, values, NOW, &input), SCHEME_WRONG,
       "another key");
    scheme_key_free(key);
}


static void
test_decode(void)
{
    uint8_t  bytes[4];
    size_t   n = 0;

    ok(decode_base64(SLICE_LIT("AQI="), bytes, 4, &n) && n == 2, "base64");
    ok(!decode_base64(SLICE_LIT("AQJ="), bytes, 4, &n), "bits left over");
    ok(!decode_base64(SLICE_LIT("AQI"), bytes, 4, &n), "no padding");
    ok(!decode_base64(SLICE_LIT("AQIDBAUG"), bytes, 4, &n), "too long");
    ok(!decode_base64(SLICE_LIT("A==="), bytes, 4, &n), "padding only");
    ok(!decode_base64(SLICE_LIT("AQ I"), bytes, 4, &n), "a space");
}


static void
test_form(void)
{
    static form_t  form;
    uint8_t        memory[4096];
    char           many[3 * FORM_PAIRS_MAX + 4] = "";

    ok(form_parse(SLICE_LIT("a=1&&b&c=%41+%2b&=x"), memory, &form), "a form");
    is(form.n, 4, "an empty pair is none");
    ok(slice_eq(form.pair[2].name, SLICE_LIT("c"))
       && slice_eq(form.pair[2].value, SLICE_LIT("A +")), "decoded");
    ok(slice_eq(form.pair[1].name, SLICE_LIT("b"))
       && form.pair[1].value.len == 0, "no value");
    ok(!form_parse(SLICE_LIT("a=%4"), memory, &form), "cut off");
    ok(!form_parse(SLICE_LIT("a=%"), memory, &form), "a lone %%");

    for (unsigned i = 0; i <= FORM_PAIRS_MAX; i++) {
        strcat(many, "a&");
    }

    ok(!form_parse(slice_str(many), memory, &form), "too many pairs");
}


int
main(void)
{
    test_table();
    test_twilio();
    test_stripe();
    test_hmac();
    test_params();
    test_apikey();
    test_keys();
    test_decode();
    test_form();

    return done_testing();
}
