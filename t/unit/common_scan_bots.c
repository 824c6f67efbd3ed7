/*
 * Envelopes of Telegram and Twilio: what is an update, and whose.
 */

#include "t/unit/tap.h"

#include "common/scan_telegram.h"
#include "common/scan_twilio.h"


/* --- Telegram ----------------------------------------------------------- */

static const struct {
    const char  *body;
    scan_rc_t    rc;
    const char  *id, *field, *element;
} telegram[] = {
    { "{\"update_id\":9,\"message\":{\"a\":1}}", SCAN_OK, "9", "message",
      "{\"a\":1}" },
    { " {\"message\" : {} , \"update_id\" : 10 } ", SCAN_OK, "10", "message",
      "{}" },
    { "{\"update_id\":1}", SCAN_OK, "1", "", "" },
    { "{\"update_id\":1,\"never_seen\":[1]}", SCAN_OK, "1", "never_seen",
      "[1]" },
    { "{\"update_id\":1,\"x\":1,\"message\":2,\"x\":3}", SCAN_OK, "1", "x",
      "3" },
    { "{\"update_id\":1,\"update_id\":2}", SCAN_OK, "2", "", "" },
    { "{\"\\u0075pdate_id\":3,\"m\":{}}", SCAN_OK, "3", "m", "{}" },
    { "{\"update_id\":4,\"m\\u0065\":{},\"\":1}", SCAN_OK, "4", "", "" },

    { "{\"message\":{}}", SCAN_SHAPE, "", "", "" },
    { "{\"update_id\":\"9\"}", SCAN_SHAPE, "", "", "" },
    { "{\"update_id\":9.5}", SCAN_SHAPE, "", "", "" },
    { "{\"update_id\":null}", SCAN_SHAPE, "", "", "" },
    { "[{\"update_id\":9}]", SCAN_SHAPE, "", "", "" },
    { "7", SCAN_SHAPE, "", "", "" },
    { "", SCAN_SYNTAX, "", "", "" },
    { "{\"update_id\":9", SCAN_SYNTAX, "", "", "" },
    { "{\"update_id\":9}x", SCAN_SYNTAX, "", "", "" },
};


static void
test_telegram(void)
{
    for (size_t i = 0; i < sizeof(telegram) / sizeof(telegram[0]); i++) {
        scan_telegram_t  u = { .id = SLICE_NULL };
        const char      *body = telegram[i].body;

        is_int(scan_telegram(slice_str(body), &u), telegram[i].rc, body);
        ok(slice_eq(u.id, slice_str(telegram[i].id)), "id");
        ok(slice_eq(u.field, slice_str(telegram[i].field)), "type");
        ok(slice_eq(u.element, slice_str(telegram[i].element)), "value");
    }
}


/* --- Twilio ------------------------------------------------------------- */

#define EVENT(type, rest)                                                     \
    "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging." type "\","    \
    "\"data\":{\"accountSid\":\"AC1\"," rest "}}"

static const struct {
    const char  *name;
    const char  *body;
    scan_rc_t    rc;
    const char  *updates;               /* m or s, account; ... */
} twilio[] = {
    { "a message", "MessageSid=SM1&AccountSid=AC1&From=%2B52155&To=%2B1555"
      "&Body=hi&SmsStatus=received", SCAN_OK, "m+1555;" },
    { "through WhatsApp", "MessageSid=SM1&AccountSid=AC1&From=whatsapp%3A%2B5"
      "&To=whatsapp%3A%2B1555", SCAN_OK, "mwhatsapp:+1555;" },
    { "its status", "MessageSid=SM2&AccountSid=AC1&MessageStatus=delivered"
      "&To=whatsapp%3A%2B5&From=whatsapp%3A%2B1555", SCAN_OK,
      "swhatsapp:+1555;" },
    { "an old status", "SmsSid=SM2&SmsStatus=sent&From=%2B1555&To=%2B5",
      SCAN_OK, "s+1555;" },
    { "received is no status", "MessageStatus=received&From=%2B5&To=%2B1555",
      SCAN_OK, "m+1555;" },
    { "no address", "MessageSid=SM1&AccountSid=AC1&Body=x", SCAN_OK,
      "mAC1;" },
    { "an address that is none", "To=a%0Ab&AccountSid=AC1", SCAN_OK,
      "mAC1;" },
    { "a status from nobody", "MessageStatus=queued&To=%2B5&AccountSid=AC1",
      SCAN_OK, "sAC1;" },
    { "the last of two", "To=%2B1&To=%2B2", SCAN_OK, "m+2;" },
    { "an escaped name", "%54o=%2B1", SCAN_OK, "m+1;" },
    { "nobody's", "Body=x", SCAN_SHAPE, "" },
    { "nothing", "", SCAN_SHAPE, "" },
    { "a broken form", "To=%2", SCAN_SYNTAX, "" },

    { "JSON", "{\"To\":\"+1555\",\"From\":\"+5\",\"Body\":\"x\"}", SCAN_OK,
      "m+1555;" },
    { "JSON, small letters", " {\"to\":\"+5\",\"from\":\"+1555\","
      "\"messageStatus\":\"read\"}", SCAN_OK, "s+1555;" },
    { "events", "[" EVENT("inbound-message.received",
      "\"to\":\"+1\",\"from\":\"+5\"") ","
      EVENT("message.delivered", "\"to\":\"+5\",\"from\":\"+2\"") "]",
      SCAN_OK, "m+1;s+2;" },
    { "one of them is odd", "[7,{\"to\":\"+1\"}]", SCAN_OK, "m;m+1;" },
    { "all of them are", "[7,{}]", SCAN_SHAPE, "" },
    { "an escape in an address", "{\"to\":\"\\u002b1\",\"accountSid\":"
      "\"AC1\"}", SCAN_OK, "mAC1;" },
    { "data that is none", "[{\"data\":7,\"to\":\"+1\"}]", SCAN_OK, "m+1;" },
    { "the last data", "[{\"data\":{\"to\":\"+1\"},\"data\":{\"to\":\"+2\"}}]",
      SCAN_OK, "m+2;" },
    { "no events", "[]", SCAN_SHAPE, "" },
    { "broken JSON", "{\"To\":\"+1\"", SCAN_SYNTAX, "" },
    { "something behind it", "{\"To\":\"+1\"}x", SCAN_SYNTAX, "" },
    { "a broken second", "[{\"to\":\"+1\"},{]", SCAN_SYNTAX, "" },
};

typedef struct {
    char    text[256];
    size_t  n;
} said_t;


static bool
say(void *data, const scan_twilio_t *u)
{
    said_t  *s = data;

    s->n += (size_t) snprintf(s->text + s->n, sizeof(s->text) - s->n,
                              "%c%.*s;", u->is_status ? 's' : 'm',
                              (int) u->account.len, u->account.data);

    return true;
}


static void
test_twilio(void)
{
    for (size_t i = 0; i < sizeof(twilio) / sizeof(twilio[0]); i++) {
        scan_twilio_buf_t  buf;
        scan_accounts_t    accounts;
        slice_t            body = slice_str(twilio[i].body);
        said_t             said = { .n = 0 };

        is_int(scan_twilio_accounts(body, buf, &accounts), twilio[i].rc,
               twilio[i].name);
        is_int(scan_twilio_updates(body, buf, say, &said), twilio[i].rc,
               "the same verdict");
        is_str(said.text, twilio[i].updates, "updates");
    }
}


static void
test_twilio_limits(void)
{
    static char        body[64 * 1024];
    scan_twilio_buf_t  buf;
    scan_accounts_t    accounts;
    size_t             n = 1;

    body[0] = '[';

    for (int i = 0; i < SCAN_UPDATES_MAX; i++) {
        n += (size_t) snprintf(body + n, sizeof(body) - n,
                               "%s{\"to\":\"+%d\"}", i > 0 ? "," : "", i % 64);
    }

    snprintf(body + n, sizeof(body) - n, "]");
    is_int(scan_twilio_accounts(slice_str(body), buf, &accounts), SCAN_OK,
           "as many as there may be");
    is_int(accounts.n, SCAN_ACCOUNTS_MAX, "of as many accounts");

    snprintf(body + n, sizeof(body) - n, ",{\"to\":\"+1\"}]");
    is_int(scan_twilio_accounts(slice_str(body), buf, &accounts),
           SCAN_TOO_MANY, "one more update");

    snprintf(body + n, sizeof(body) - n, ",{\"to\":\"+1\"}");
    is_int(scan_twilio_accounts(slice_str(body), buf, &accounts),
           SCAN_SYNTAX, "syntax is looked at first");

    n = 1;
    for (int i = 0; i <= SCAN_ACCOUNTS_MAX; i++) {
        n += (size_t) snprintf(body + n, sizeof(body) - n,
                               "%s{\"to\":\"+%d\"}", i > 0 ? "," : "", i);
    }

    snprintf(body + n, sizeof(body) - n, "]");
    is_int(scan_twilio_accounts(slice_str(body), buf, &accounts),
           SCAN_TOO_MANY, "one more account");
}


static void
test_repair(void)
{
    uint8_t  text[] = "a\0\xc3\xa9\xff\xf0\x9f\x98z";

    is_int(text_repair(text, sizeof(text) - 1), 5, "repairs");
    is_mem(text, sizeof(text) - 1, "a?\xc3\xa9????z", 9, "text");
}


int
main(void)
{
    test_telegram();
    test_twilio();
    test_twilio_limits();
    test_repair();

    return done_testing();
}
