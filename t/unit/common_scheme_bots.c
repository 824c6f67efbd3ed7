/*
 * Signatures of Twilio, and secrets that are shown, as Telegram's.  (Twilio's
 * own example has a key shorter than the least we take.)
 */

#include "t/unit/tap.h"

#include <openssl/evp.h>

#include "common/scheme_twilio.h"

#define KEY   "12345-and-it-is-long-enough"

static signer_t  *signer;


static const char *
base64_of(slice_t base, slice_t uri, slice_t form)
{
    static unsigned char  text[64];

    uint8_t  mac[SIGNATURE_SHA1_LEN];

    if (!twilio_mac(signer, base, uri, form, mac)) {
        return "none";
    }

    (void) EVP_EncodeBlock(text, mac, sizeof(mac));

    return (char *) text;
}


/* Made by Python's hmac over the text the rule describes. */
static const struct {
    const char  *name, *form, *signature;
} table[] = {
    { "sorted", "CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234"
      "&From=%2B14158675310&To=%2B18005551212",
      "95WOO6nzcZtPtp6KQyjgzMDXDOM=" },
    { "in another order", "To=%2B18005551212&From=%2B14158675310&Digits=1234"
      "&Caller=%2B14158675310&CallSid=CA1234567890ABCDE",
      "95WOO6nzcZtPtp6KQyjgzMDXDOM=" },
    { "a value twice", "a=2&a=1&a=2", "QLkSu7aUB/qFvjaWfdLHcXH0CbI=" },
    { "and once", "a=1&a=2", "QLkSu7aUB/qFvjaWfdLHcXH0CbI=" },
    { "no values", "a=&b", "VSdK7trGFkZmOI6wPyJPJoFxXTI=" },
    { "JSON", "", "0jV7syfhSGdgRS+8+h67t492MKk=" },
    { "not a form", "a=%2", "none" },
};


static void
test_table(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        is_str(base64_of(SLICE_LIT("https://example.com"),
                         SLICE_LIT("/myapp.php?foo=1&bar=2"),
                         slice_str(table[i].form)), table[i].signature,
               table[i].name);
    }
}


static void
test_header(void)
{
    uint8_t  mac[SIGNATURE_SHA1_LEN];

    ok(twilio_header_parse(SLICE_LIT("L/OH5YylLD5NRKLltdqwSvS0BnU="), mac),
       "a header");
    ok(mac[0] == 0x2f && mac[1] == 0xf3, "its bytes");
    ok(!twilio_header_parse(SLICE_LIT("L/OH5YylLD5NRKLltdqwSvS0BnUA"), mac),
       "too long");
    ok(!twilio_header_parse(SLICE_LIT("L/OH5YylLD5NRKLltdqwSvS0Bn=="), mac),
       "too short");
    ok(!twilio_header_parse(SLICE_LIT("L/OH5YylLD5NRKLltdqwSvS0BnU"), mac),
       "no padding");
    ok(!twilio_header_parse(SLICE_LIT("L/OH5YylLD5NRKLl!dqwSvS0BnU="), mac),
       "no base64");
    ok(!twilio_header_parse(SLICE_LIT(""), mac), "nothing");
}


static void
test_body(void)
{
    const slice_t  hash = SLICE_LIT("015abd7f5cc57a2dd94b7590f04ad8084273905e"
                                    "e33ec5cebeae62276a97f862");

    ok(twilio_body_is(hash, SLICE_LIT("{\"a\":1}")), "the body's hash");
    ok(!twilio_body_is(hash, SLICE_LIT("{\"a\":2}")), "another body");
    ok(!twilio_body_is(slice_make(hash.data, 63), SLICE_LIT("{\"a\":1}")),
       "a short hash");
}


static void
test_shown(void)
{
    ok(signer_knows(signer, SLICE_LIT(KEY)), "the secret");
    ok(!signer_knows(signer, SLICE_LIT(KEY "x")), "a longer one");
    ok(!signer_knows(signer, SLICE_LIT("")), "none");
}


int
main(void)
{
    signer = signer_new(SLICE_LIT(KEY));
    test_table();
    test_header();
    test_body();
    test_shown();
    signer_free(signer);

    return done_testing();
}
