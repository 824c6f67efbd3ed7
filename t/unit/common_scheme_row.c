/*
 * Rows of endpoints: what every caller accepts, and what is wrong with what
 * nobody does.  The API, `relevo channel` and nginx all ask this code.
 */

#include "common/scheme.h"
#include "t/unit/tap.h"

#define KEY     "0123456789abcdef"
#define WHSEC   "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define HEADER  "{\"header\":\"X-Key\"}"

static const struct {
    const char  *channel, *scheme, *settings, *secret;
    const char  *what, *flaw;           /* NULL: it is accepted */
} rows[] = {
    { "generic", "github", NULL, KEY, NULL, NULL },
    { "generic", "rot13", NULL, KEY, "scheme", "unknown" },
    { "unheard", "meta", NULL, KEY, NULL, NULL },
    { "unheard", "", NULL, KEY, "scheme", "unknown" },
    { "generic", "", NULL, WHSEC, NULL, NULL },
    { "generic", "", NULL, KEY "......", "secret", "whsec_" },
    { "generic", "none", "{}", KEY, NULL, NULL },
    { "generic", "meta", NULL, "short", "secret", "too short" },
    { "generic", "basic", NULL, KEY, "secret", "USER:PASSWORD" },

    { "webchat", "visitor", NULL, KEY, NULL, NULL },
    { "webchat", "", NULL, KEY, NULL, NULL },
    { "webchat", "visitor", "{\"header\":[],\"digest\":1}", KEY, NULL, NULL },
    { "webchat", "visitor", NULL, "short", "secret", "too short" },
    { "webchat", "hmac", HEADER, KEY, "scheme", "not visitor" },
    { "generic", "visitor", NULL, KEY, "scheme", "web chat's alone" },
    { "unheard", "visitor", NULL, KEY, "scheme", "web chat's alone" },

    { "generic", "apikey", HEADER, KEY, NULL, NULL },
    { "generic", "apikey", NULL, KEY, "scheme", "needs header=NAME" },
    { "generic", "apikey", "{\"header\":null}", KEY, "scheme", "needs" },
    { "generic", "apikey", "{\"header\":[]}", KEY, "header", "neither" },
    { "generic", "apikey", "{\"header\":\"a\\\"b\"}", KEY, "header",
      "no name" },
    { "generic", "apikey", "{\"header\":\"a\",\"prefix\":1.5}", KEY, "prefix",
      "neither" },
    { "generic", "apikey", "{\"header\":\"a\",\"prefix\":true}", KEY,
      "prefix", "neither" },
    { "generic", "apikey", "{\"header\":\"a\",\"prefix\":7}", KEY, NULL,
      NULL },
    { "generic", "stripe", "{\"tolerance\":600,\"color\":{}}", KEY, NULL,
      NULL },
    { "generic", "stripe", "{\"tolerance\":-1}", KEY, "tolerance", "time" },
    { "generic", "stripe", "{\"tolerance\":\"soon\"}", KEY, "tolerance",
      "time" },
    { "generic", "meta", "{\"tolerance\":600}", KEY, "tolerance",
      "not of this scheme" },
    { "generic", "meta", "[]", KEY, NULL, NULL },
};


static void
test_rows(void)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const scheme_row_t  row = {
            .channel = slice_str(rows[i].channel),
            .scheme = slice_str(rows[i].scheme),
            .settings = slice_str(rows[i].settings),
        };
        const char         *what = "",
                           *flaw = scheme_row_flaw(&row,
                                       slice_str(rows[i].secret), &what);

        ok(rows[i].flaw == NULL ? flaw == NULL
           : flaw != NULL && strcmp(what, rows[i].what) == 0
             && strstr(flaw, rows[i].flaw) != NULL,
           "%s of %s, settings %s: %s %s", rows[i].scheme, rows[i].channel,
           rows[i].settings != NULL ? rows[i].settings : "none",
           flaw != NULL ? what : "is", flaw != NULL ? flaw : "accepted");
    }
}


static void
test_conf(void)
{
    const scheme_row_t  row = {
        .channel = SLICE_LIT("generic"), .scheme = SLICE_LIT("hmac"),
        .settings = SLICE_LIT("{\"prefix\":12,\"header\":\"X-Sum\","
                              "\"digest\":\"sha512\"}"),
    };
    scheme_conf_t       conf;
    const char         *what;

    ok(scheme_row_conf(&row, &conf, &what) == NULL
       && strcmp(conf.header, "x-sum") == 0
       && slice_eq(conf.prefix, SLICE_LIT("12"))
       && conf.digest == SIGNATURE_SHA512, "what the settings say is in it");
}


/* nginx takes each of them for a location, the commands for an endpoint. */

static void
test_channels(void)
{
    static const char *const  channels[] = {
        "whatsapp", "messenger", "instagram", "telegram", "twilio", "generic",
        "webchat"
    };

    for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
        slice_t          channel = slice_str(channels[i]);
        const char      *own = scheme_of_channel(channel);
        const scheme_t  *scheme = scheme_find(slice_str(own));

        ok(scheme != NULL && scheme_fits(scheme, channel),
           "%s has a scheme of its own", channels[i]);
    }

    ok(scheme_of_channel(SLICE_LIT("unheard")) == NULL,
       "a channel that nobody knows has none");
}


int
main(void)
{
    test_rows();
    test_conf();
    test_channels();

    return done_testing();
}
