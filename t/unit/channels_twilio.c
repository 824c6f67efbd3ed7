/*
 * Twilio: messages and statuses in forms and JSON, what leaves for the REST
 * API, its answers.
 */

#include "t/unit/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "common/form.h"
#include "worker/channels/channel.h"
#include "worker/engine/config.h"

#define SID     "AC0123456789abcdef0123456789abcdef"
#define SID2    "AC99999999999999999999999999999999"
#define OUTBOX  "01977f0a-0000-7000-8000-00000000abcd"

static const channel_t  *tw;
static pool_t           *pool;
static json_t           *items[8];
static unsigned          n;


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    (void) raw;
    items[n++ % 8] = pool_json(pool, update);
}


static const char *
parse(const char *bytes, const char *outbox)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .channel = SLICE_LIT("twilio"), .request_id = SLICE_LIT("req1"),
        .sender = slice_str(outbox), .payload = slice_str(bytes),
    };

    n = 0;

    return tw->parse(&r, 0, 1, pool, emit, NULL);
}


/* "kind account type|field|reason|status text id contact outbox" */
static const char *
said(const json_t *item)
{
    static const char *const  names[] = {
        "kind", "account", "type", "field", "reason", "status", "text", "id",
        "outbox", "reply_to",
    };
    static char  text[512];

    json_t  *ids = json_object_get(json_object_get(item, "contact"), "ids");
    const char  *contact;
    size_t       at = 0;

    text[0] = '\0';

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char  *s = json_string_value(json_object_get(item, names[i]));

        if (s != NULL) {
            at += (size_t) snprintf(text + at, sizeof(text) - at, "%s%s",
                                    at > 0 ? "|" : "", s);
        }
    }

    contact = json_string_value(json_array_get(json_array_get(ids, 0), 1));
    if (contact != NULL) {
        snprintf(text + at, sizeof(text) - at, "|from %s", contact);
    }

    return text;
}


/* --- webhooks ----------------------------------------------------------- */

#define SMS  "MessageSid=SM1&AccountSid=" SID "&From=%2B52155&To=%2B1555"
#define WA   "MessageSid=SM1&AccountSid=" SID "&From=whatsapp%3A%2B52155"      \
             "&To=whatsapp%3A%2B1555&ProfileName=Ana&WaId=52155"
#define OUT  "MessageSid=SM9&AccountSid=" SID "&To=%2B52155&From=%2B1555"

static const struct {
    const char  *name, *body, *outbox, *said;
} table[] = {
    { "SMS", SMS "&Body=hi+there&NumMedia=0&SmsStatus=received", "",
      "message|+1555|text|hi there|SM1|from +52155" },
    { "WhatsApp", WA "&Body=%C3%A1&MessageType=text", "",
      "message|whatsapp:+1555|text|\xc3\xa1|SM1|from whatsapp:+52155" },
    { "no words", SMS "&Body=", "",
      "message|+1555|text|SM1|from +52155" },
    { "picture", SMS "&Body=&NumMedia=1&MediaUrl0=https%3A%2F%2Fx%2F1"
      "&MediaContentType0=image%2Fpng", "",
      "message|+1555|image|SM1|from +52155" },
    { "voice", SMS "&MediaContentType0=audio%2Fogg", "",
      "message|+1555|audio|SM1|from +52155" },
    { "film", SMS "&MediaContentType0=video%2Fmp4&Body=v", "",
      "message|+1555|video|v|SM1|from +52155" },
    { "document", SMS "&MediaUrl0=https%3A%2F%2Fx%2F1", "",
      "message|+1555|document|SM1|from +52155" },
    { "location", WA "&Latitude=1.5&Longitude=-2&Label=Cafe", "",
      "message|whatsapp:+1555|location|1.5,-2 Cafe|SM1"
      "|from whatsapp:+52155" },
    { "button", WA "&ButtonText=Yes&ButtonPayload=y", "",
      "message|whatsapp:+1555|button|Yes|SM1|from whatsapp:+52155" },
    { "list", WA "&ListId=1&ListTitle=One", "",
      "message|whatsapp:+1555|interactive|One|SM1|from whatsapp:+52155" },
    { "reply", WA "&Body=x&OriginalRepliedMessageSid=SM7", "",
      "message|whatsapp:+1555|text|x|SM1|SM7|from whatsapp:+52155" },
    { "a type yet to come", WA "&MessageType=hologram", "",
      "message|whatsapp:+1555|hologram|SM1|from whatsapp:+52155" },
    { "bytes that are no text", SMS "&Body=%ff%00", "",
      "message|+1555|text|?" "?|SM1|from +52155" },
    { "only words", "From=%2B5&To=%2B1555&Body=x", "",
      "message|+1555|text|x|from +5" },
    { "nobody wrote", "MessageSid=SM1&To=%2B1555&Body=x", "",
      "dead|+1555|no_contact" },
    { "a call", "CallSid=CA1&From=%2B5&To=%2B1555&CallStatus=ringing", "",
      "event|+1555|call" },
    { "neither", "From=%2B5&To=%2B1555&Foo=1", "", "event|+1555" },

    { "queued", OUT "&MessageStatus=queued", OUTBOX,
      "status|+1555|sent|SM9|" OUTBOX },
    { "sent", OUT "&MessageStatus=sent", OUTBOX,
      "status|+1555|sent|SM9|" OUTBOX },
    { "delivered", OUT "&MessageStatus=delivered", "",
      "status|+1555|delivered|SM9" },
    { "read", OUT "&MessageStatus=read", "", "status|+1555|read|SM9" },
    { "undelivered", OUT "&MessageStatus=undelivered&ErrorCode=30003", "",
      "status|+1555|failed|SM9" },
    { "an old status", "SmsSid=SM9&SmsStatus=sent&From=%2B1555&To=%2B5", "",
      "status|+1555|sent|SM9" },
    { "a status yet to come", OUT "&MessageStatus=teleported", "",
      "event|+1555|status" },
    { "a status of nothing", "MessageStatus=sent&From=%2B1555", "",
      "dead|+1555|shape" },

    { "JSON", "{\"MessageSid\":\"SM1\",\"From\":\"+5\",\"To\":\"+1555\","
      "\"Body\":\"hi\"}", "", "message|+1555|text|hi|SM1|from +5" },
    { "an event", "[{\"type\":\"com.twilio.messaging.message.failed\","
      "\"data\":{\"messageSid\":\"SM9\",\"from\":\"+1555\",\"to\":\"+5\","
      "\"errorCode\":30003}}]", "", "status|+1555|failed|SM9" },
    { "an event of another kind", "[{\"type\":\"com.twilio.voice.x\","
      "\"data\":{\"to\":\"+1555\",\"from\":\"+5\"}}]", "",
      "event|+1555|com.twilio.voice.x" },
};


static void
test_webhooks(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        ok(parse(table[i].body, table[i].outbox) == NULL, "%s",
           table[i].name);
        is_int(n, 1, "one item");
        is_str(said(items[0]), table[i].said, table[i].name);
    }
}


static const char *
key_of(const char *body)
{
    (void) parse(body, "");

    return json_string_value(json_object_get(items[0], "key"));
}


static void
test_record(void)
{
    const json_t  *errors;
    json_t        *content;

    is_str(parse("To=%2", ""), "parse", "a broken form");
    is_str(parse("Body=x", ""), "shape", "nobody's");
    is_int(n, 0, "nothing emitted");

    is_str(key_of(SMS "&Body=a"), key_of(SMS "&Body=a&Retry=1"),
           "known by its sid");
    ok(key_of("From=%2B5&To=%2B1555&Body=x") == NULL,
       "without one admit makes a key");

    (void) parse(OUT "&MessageStatus=failed&ErrorCode=30003", "");
    errors = json_object_get(items[0], "errors");
    is_str(json_string_value(json_object_get(json_array_get(errors, 0),
                                             "code")), "30003", "error code");

    (void) parse(SMS "&Body=x&Never+Seen=%26", "");
    content = json_object_get(items[0], "content");
    is_str(json_string_value(json_object_get(content, "Never Seen")), "&",
           "unknown members are kept");

    ok(parse("[{\"to\":\"+1\",\"from\":\"+5\",\"body\":\"x\"},7,"
             "{\"to\":\"+2\",\"from\":\"+5\",\"body\":\"y\"}]", "") == NULL,
       "events, one of them odd");
    is_int(n, 3, "three items");
    is_str(said(items[0]), "message|+1|text|x|from +5", "the first");
    is_str(said(items[1]), "dead|no_account", "the odd one");
    is_str(said(items[2]), "message|+2|text|y|from +5", "the last");
}


/* --- requests ----------------------------------------------------------- */

static json_t *
row_of(const char *payload)
{
    json_t  *row = json_loads("{\"id\":\"" OUTBOX "\",\"kind\":\"message\"}",
                              0, NULL);

    json_object_set_new(row, "payload", json_loads(payload, 0, NULL));

    return pool_json(pool, row);
}


static void
body_is(const http_request_t *req, const char *want, const char *name)
{
    is_mem(req->body.data, req->body.len, want, strlen(want), name);
}


static void
test_requests(void)
{
    channel_account_t  account = { .name = "whatsapp:+1555", .api_base = "" };
    const json_t      *settings = pool_json(pool, json_pack("{s:s, s:s}",
                          "account_sid", SID2, "status_callback",
                          "https://h/x?y=1"));
    http_request_t     req;
    const char        *error;
    json_t            *row = row_of("{\"to\":{\"address\":\"whatsapp:+5\"},"
                                    "\"text\":\"hi & \xc3\xa9\"}");

    ok(tw->request(row, &account, pool, &req, &error), "a request");
    is_str(req.url, "http://127.0.0.1:1/2010-04-01/Accounts/" SID
           "/Messages.json", "url");
    is_str(req.headers[1], "Authorization: Basic "
           "QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpGSUxF",
           "sid and token");
    body_is(&req, "From=whatsapp%3A%2B1555&To=whatsapp%3A%2B5&Body=hi%20%26"
            "%20%C3%A9&StatusCallback=https%3A%2F%2Fcb%2Ftw%3Foutbox%3D"
            OUTBOX, "body");

    account.settings = settings;
    account.token = SLICE_LIT("SK1:secret");
    ok(tw->request(row, &account, pool, &req, &error), "with its own");
    is_str(req.url, "http://127.0.0.1:1/2010-04-01/Accounts/" SID2
           "/Messages.json", "its sid");
    is_str(req.headers[1], "Authorization: Basic U0sxOnNlY3JldA==", "its key");
    ok(memmem(req.body.data, req.body.len, "https%3A%2F%2Fh%2Fx%3Fy%3D1"
              "%26outbox%3D", 39) != NULL, "its callback");

    account.settings = NULL;
    account.api_base = "http://127.0.0.1:2";
    account.token = SLICE_LIT(SID2 ":t");
    ok(tw->request(row, &account, pool, &req, &error), "a pair");
    is_str(req.url, "http://127.0.0.1:2/2010-04-01/Accounts/" SID2
           "/Messages.json", "its sid goes before the setting's");

    account.token = SLICE_LIT(SID "\0");
    account.settings = pool_json(pool, json_pack("{s:s}", "account_sid",
                                                 "../x"));
    ok(!tw->request(row, &account, pool, &req, &error)
       && strcmp(error, CHANNEL_NOT_CONFIGURED) == 0, "a sid that is none");
    account.settings = NULL;

    account.name = "+1 555";
    ok(!tw->request(row, &account, pool, &req, &error), "no address of ours");
}


static void
test_refused_rows(void)
{
    static char        text[1700], payload[2000];
    channel_account_t  account = { .name = "+1555", .api_base = "" };
    http_request_t     req;
    const char        *error;

    ok(!tw->request(row_of("{\"to\":{},\"text\":\"x\"}"), &account, pool,
                    &req, &error), "to nobody");
    is_str(error, "no recipient", "why");
    ok(!tw->request(row_of("{\"to\":{\"address\":\"a b\"},\"text\":\"x\"}"),
                    &account, pool, &req, &error), "to no address");
    ok(!tw->request(row_of("{\"to\":{\"address\":\"+5\"}}"), &account, pool,
                    &req, &error), "no text");

    memset(text, 'x', 1600);
    snprintf(payload, sizeof(payload),
             "{\"to\":{\"address\":\"+5\"},\"text\":\"%s\"}", text);
    ok(tw->request(row_of(payload), &account, pool, &req, &error), "1600");
    snprintf(payload, sizeof(payload),
             "{\"to\":{\"address\":\"+5\"},\"text\":\"%sx\"}", text);
    ok(!tw->request(row_of(payload), &account, pool, &req, &error), "1601");
    is_str(error, "text too long", "why");
}


static void
test_files(void)
{
    channel_account_t  account = { .name = "+1555", .api_base = "" };
    http_request_t     req;
    const char        *error;

    ok(tw->request(row_of("{\"to\":{\"address\":\"+5\"},\"type\":\"image\","
                          "\"media\":{\"link\":\"https://a/1\",\"caption\":"
                          "\"c\"}}"), &account, pool, &req, &error),
       "a picture");
    ok(memmem(req.body.data, req.body.len, "&Body=c&MediaUrl=https%3A%2F%2Fa"
              "%2F1", 36) != NULL, "its link and its words");
    ok(tw->request(row_of("{\"to\":{\"address\":\"+5\"},\"type\":\"audio\","
                          "\"media\":{\"link\":\"https://a/1\"}}"), &account,
                   pool, &req, &error), "without words");
    ok(!tw->request(row_of("{\"to\":{\"address\":\"+5\"},\"type\":\"image\","
                           "\"media\":{\"id\":\"M\"}}"), &account, pool,
                    &req, &error), "an id");
    is_str(error, "media without a link", "why");
}


/* --- answers ------------------------------------------------------------ */

#define SM  "SM0123456789abcdef0123456789abcdef"

static const struct {
    const char    *name;
    int            status;
    const char    *body;
    send_class_t   cls;
    const char    *error;
    bool           account;
} answers[] = {
    { "queued", 201, "{\"sid\":\"" SM "\",\"status\":\"queued\"}", SEND_SENT,
      NULL, false },
    { "without an id", 201, "{}", SEND_AMBIGUOUS, "accepted without an id",
      false },
    { "garbage", 201, "<html>", SEND_AMBIGUOUS, "accepted without an id",
      false },
    { "too fast", 429, "{\"code\":20429}", SEND_RETRY, "20429", true },
    { "its queue is full", 400, "{\"code\":21611}", SEND_RETRY, "21611",
      true },
    { "the channel's rate", 429, "{\"code\":63018}", SEND_RETRY, "63018",
      true },
    { "unsubscribed", 400, "{\"code\":21610}", SEND_FAILED, "21610", false },
    { "no number", 400, "{\"code\":21211}", SEND_FAILED, "21211", false },
    { "24 hours are over", 400, "{\"code\":63016}", SEND_FAILED, "63016",
      false },
    { "a code yet to come", 400, "{\"code\":29999}", SEND_FAILED, "29999",
      false },
    { "credentials", 401, "{\"code\":20003}", SEND_PAUSE_ACCOUNT, "20003",
      false },
    { "From is not ours", 400, "{\"code\":21606}", SEND_PAUSE_ACCOUNT,
      "21606", false },
    { "another 401", 401, "{\"code\":29999}", SEND_PAUSE_ACCOUNT, "29999",
      false },
    { "no such account", 404, "{\"code\":20404}", SEND_PAUSE_ACCOUNT,
      "20404", false },
    { "broken there", 500, "{\"code\":20500}", SEND_AMBIGUOUS, "20500",
      false },
    { "a proxy", 502, "<html>", SEND_AMBIGUOUS, "http 502", false },
    { "another 429", 429, "{\"code\":29999}", SEND_RETRY, "29999", true },
    { "a redirect", 302, "", SEND_RETRY, "http 302", false },
};


static void
test_answers(void)
{
    send_result_t  r;
    op_t           op = { .stage = HTTP_ANSWERED };

    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        op.status = answers[i].status;
        op.body = slice_str(answers[i].body);
        tw->classify(&op, pool, &r);
        ok(r.cls == answers[i].cls && r.account_limited == answers[i].account,
           "%s", answers[i].name);
        is_str(r.error, answers[i].error, "error");
    }

    op.status = 201;
    op.body = slice_str(answers[0].body);
    tw->classify(&op, pool, &r);
    is_str(r.provider_id, SM, "sid");

    op.status = 400;
    op.body = SLICE_LIT("{\"code\":63038}");
    tw->classify(&op, pool, &r);
    ok(r.retry_ms >= 60 * 60 * 1000, "a cap per day is waited for");

    op.status = 429;
    op.retry_after_ms = 7000;
    op.body = SLICE_LIT("{\"code\":20429}");
    tw->classify(&op, pool, &r);
    is_int((long) r.retry_ms, 7000, "Retry-After is obeyed");

    op = (op_t) { .stage = HTTP_NO_ANSWER };
    tw->classify(&op, pool, &r);
    is_int(r.cls, SEND_AMBIGUOUS, "no answer");
}


int
main(void)
{
    char         file[] = "/tmp/relevo_token_XXXXXX", set[64], err[256];
    const char  *sets[] = {
        "twilio.api_base=http://127.0.0.1:1", "twilio.account_sid=" SID,
        "twilio.status_callback=https://cb/tw", set
    };
    int          fd = mkstemp(file);

    fchmod(fd, 0600);
    ok(write(fd, "FILE\n", 5) == 5, "token file");
    close(fd);
    snprintf(set, sizeof(set), "twilio.token_file=%s", file);
    ok(config_load(NULL, sets, 4, err, sizeof(err)), "configuration");

    pool = pool_new(POOL_CAP_DEFAULT);
    tw = channel_find(SLICE_LIT("twilio"));
    test_webhooks();
    test_record();
    test_requests();
    test_refused_rows();
    test_files();
    test_answers();
    pool_free(pool);
    config_release();
    unlink(file);

    return done_testing();
}
