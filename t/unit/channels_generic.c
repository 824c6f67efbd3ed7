/*
 * Generic: envelopes and everything else, what is posted to a callback and
 * how it is signed, answers.
 */

#include "t/unit/tap.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "worker/channels/callback.h"
#include "worker/engine/foreign.h"
#include "worker/channels/channel.h"
#include "worker/channels/rfc3339.h"
#include "worker/channels/standard.h"
#include "worker/engine/config.h"

#define SECRET  "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define OLD     "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define LONG_ID 256
#define ID      "019aa5f0-8c00-7123-8abc-0123456789ab"

static const channel_t  *generic;
static pool_t           *pool;
static json_t           *items;
static const char       *delivery = "";


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    json_object_set_new(update, "raw", json_stringn((const char *) raw.data,
                                                    raw.len));
    json_array_append_new(items, update);
}


static const char *
parse_at(const char *bytes, const char *endpoint, unsigned p)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .channel = SLICE_LIT("generic"), .request_id = SLICE_LIT("req1"),
        .endpoint = slice_str(endpoint), .sender = slice_str(delivery),
        .payload = slice_str(bytes),
    };

    items = pool_json(pool, json_array());

    return generic->parse(&r, p, 4, pool, emit, NULL);
}


static const char *
parse(const char *bytes)
{
    return parse_at(bytes, "orders", partition_of(SLICE_LIT("orders"), 4));
}


static const char *
member(size_t i, const char *key)
{
    return json_string_value(json_object_get(json_array_get(items, i), key));
}


/* "kind|type, field or reason|text|id|contact|reply_to" of the first item */
static const char *
said(void)
{
    static char  text[1024];

    const json_t  *contact = json_object_get(json_array_get(items, 0),
                                             "contact");
    const json_t  *ids = json_array_get(json_object_get(contact, "ids"), 0);
    const char    *what = member(0, "type") != NULL ? member(0, "type")
                          : member(0, "field") != NULL ? member(0, "field")
                          : member(0, "reason");
    const char    *all[] = {
        member(0, "kind"), what, member(0, "text"), member(0, "id"),
        json_string_value(json_array_get(ids, 1)), member(0, "reply_to")
    };
    size_t         at = 0;

    text[0] = '\0';
    for (int i = 0; i < 6; i++) {
        at += (size_t) snprintf(text + at, sizeof(text) - at, "%s%s",
                                i > 0 ? "|" : "",
                                all[i] != NULL ? all[i] : "-");
    }

    return text;
}


/* --- updates ------------------------------------------------------------ */

#define WHO  "\"contact\":{\"id\":\"c1\",\"name\":\"Ana\",\"language\":\"es\"}"

static const struct {
    const char  *name, *body, *said;
} table[] = {
    { "text", "{\"id\":\"m1\"," WHO ",\"text\":\"hola\"}",
      "message|text|hola|m1|c1|-" },
    { "numbers for ids", "{\"id\":7,\"contact\":{\"id\":8},\"text\":\"x\","
      "\"reply_to\":6}", "message|text|x|7|8|6" },
    { "without an id", "{" WHO ",\"text\":\"x\"}", "message|text|x|-|c1|-" },
    { "an answer", "{\"id\":\"m1\"," WHO ",\"text\":\"x\",\"reply_to\":\"m0\"}",
      "message|text|x|m1|c1|m0" },
    { "a type of its own", "{" WHO ",\"type\":\"voicemail\",\"text\":\"x\"}",
      "message|voicemail|x|-|c1|-" },
    { "a type that is no word", "{" WHO ",\"type\":\"a b\",\"text\":\"x\"}",
      "message|text|x|-|c1|-" },
    { "an image", "{" WHO ",\"type\":\"image\",\"media\":{\"link\":\"l\","
      "\"caption\":\"c\"}}", "message|image|c|-|c1|-" },
    { "media by its type", "{" WHO ",\"media\":{\"type\":\"audio\"}}",
      "message|audio|-|-|c1|-" },
    { "media by its MIME type", "{" WHO ",\"media\":{\"mime\":\"video/mp4\"}}",
      "message|video|-|-|c1|-" },
    { "other media", "{" WHO ",\"media\":{\"mime\":\"application/pdf\"}}",
      "message|document|-|-|c1|-" },
    { "a location", "{" WHO ",\"type\":\"location\",\"location\":{}}",
      "message|location|-|-|c1|-" },

    { "an envelope that says nothing",
      "{\"id\":\"m1\"," WHO ",\"type\":\"typing\"}", "event|typing|-|-|-|-" },
    { "our own comes back", "{\"id\":\"m1\"," WHO ",\"text\":\"x\","
      "\"origin\":\"bot\"}", "event|-|-|-|-|-" },
    { "and a person's of ours", "{" WHO ",\"text\":\"x\",\"type\":\"text\","
      "\"origin\":\"agent\"}", "event|text|-|-|-|-" },
    { "an origin of theirs", "{" WHO ",\"text\":\"x\",\"origin\":\"app\"}",
      "message|text|x|-|c1|-" },

    { "GitHub", "{\"action\":\"opened\",\"issue\":{}}",
      "event|opened|-|-|-|-" },
    { "Stripe", "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}",
      "event|invoice.paid|-|-|-|-" },
    { "Slack", "{\"type\":\"event_callback\",\"event\":{},\"event_id\":\"E\"}",
      "event|event_callback|-|-|-|-" },
    { "an event by its name", "{\"event\":\"order.paid\",\"action\":\"x\"}",
      "event|order.paid|-|-|-|-" },
    { "an array", "[1]", "event|-|-|-|-|-" },
    { "a word", "\"ping\"", "event|-|-|-|-|-" },

    { "an id out of range", "{\"contact\":{\"id\":99999999999999999999},"
      "\"text\":\"x\"}", "dead|no_contact|-|-|-|-" },
};


static void
test_updates(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        is_str(parse(table[i].body), NULL, table[i].name);
        is_int(json_array_size(items), 1, "one item");
        is_str(said(), table[i].said, table[i].name);
        is_str(member(0, "raw"), table[i].body, "its bytes");
        is_str(member(0, "account"), "orders", "its account");
    }
}


static void
test_lists(void)
{
    char  body[1024], id[LONG_ID + 1];

    is_str(parse("{\"messages\":[{\"id\":1," WHO ",\"text\":\"a\"},7,"
                 "{\"id\":2," WHO ",\"text\":\"b\"}]}"), NULL, "a list");
    is_int(json_array_size(items), 3, "each is an item");
    is_str(member(0, "text"), "a", "the first");
    is_str(member(1, "kind"), "event", "what is no envelope");
    is_str(member(2, "text"), "b", "the last");
    is_str(member(2, "raw"), "{\"id\":2," WHO ",\"text\":\"b\"}",
           "its own bytes");

    memset(id, 'i', sizeof(id) - 1);
    id[sizeof(id) - 1] = '\0';
    snprintf(body, sizeof(body), "{\"id\":\"%s\"," WHO ",\"text\":\"a\"}", id);
    parse(body);
    is_str(member(0, "reason"), "id_too_long", "an id that is too long");
    id[sizeof(id) - 2] = '\0';
    snprintf(body, sizeof(body), "{\"id\":\"%s\"," WHO ",\"text\":\"a\"}", id);
    parse(body);
    is_str(member(0, "id"), id, "the longest");

    is_str(parse("payload=x"), "parse", "a form");
    is_int(json_array_size(items), 0, "nothing of it");
    is_str(parse("\"\xff\""), NULL, "not UTF-8: repaired");
    is_str(parse_at("{}", "", partition_of(SLICE_LIT("default"), 4)), NULL,
           "no endpoint");
    is_str(member(0, "account"), "default", "the default account");
    is_str(parse_at("{}", "orders", (partition_of(SLICE_LIT("orders"), 4) + 1)
                                    % 4), NULL, "another partition");
    is_int(json_array_size(items), 0, "not ours");
}


/* --- what they are known by --------------------------------------------- */

static const char *
key_of(const char *body, const char *with)
{
    delivery = with;
    parse(body);
    delivery = "";

    return pool_strdup(pool, member(0, "key") != NULL ? member(0, "key")
                                                      : "none");
}


static bool
same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}


static void
test_keys(void)
{
    const char  *m1 = "{\"id\":\"1\"," WHO ",\"text\":\"a\"}";
    const char  *m2 = "{\"id\":1," WHO ",\"text\":\"b\"}";
    const char  *bare = "{" WHO ",\"text\":\"a\"}";
    const char  *order = "{\"id\":5,\"total\":1}";
    const char  *changed = "{\"id\":5,\"total\":2}";

    ok(same(key_of(m1, ""), key_of(m2, "")), "an envelope by its id");
    ok(same(key_of(m1, "d1"), key_of(m1, "d2")), "whatever delivered it");
    is_str(key_of(bare, ""), "none", "without one: as admit knows it");
    ok(same(key_of(bare, "d1"), key_of(bare, "d1")), "or by its delivery");
    ok(!same(key_of(bare, "d1"), key_of(bare, "d2")), "each another one");

    ok(!same(key_of(order, ""), key_of(changed, "")),
       "two events about one thing are two");
    ok(same(key_of(order, ""), key_of(order, "")), "repeated it is one");
    ok(!same(key_of(order, "d1"), key_of(order, "d2")),
       "unless it was delivered as another");
    is_str(key_of("{\"temperature\":21}", ""), "none",
           "what names no id may come twice");
    ok(!same(key_of("{\"event_id\":\"E1\"}", ""), "none"), "Slack's id");

    delivery = "d1";
    parse("{\"messages\":[{" WHO ",\"text\":\"a\"},{" WHO ",\"text\":\"b\"}]}");
    ok(!same(member(0, "key"), member(1, "key")),
       "of one delivery each has its place");
    delivery = "";
}


static json_int_t
at_of(const char *at)
{
    char  body[256];

    snprintf(body, sizeof(body), "{" WHO ",\"text\":\"a\",\"at\":%s}", at);
    parse(body);

    return json_integer_value(json_object_get(json_array_get(items, 0),
                                              "at_ms"));
}


static void
test_times(void)
{
    const json_int_t  received = 1795219299000;
    char              text[RFC3339_LEN];

    is_int(at_of("1795219200"), 1795219200000, "seconds");
    is_int(at_of("1795219200.25"), 1795219200250, "with a fraction");
    is_int(at_of("1795219200123"), 1795219200123, "milliseconds");
    is_int(at_of("\"2026-11-21T00:00:00Z\""), 1795219200000, "a date");
    is_int(at_of("\"2026-11-21T05:30:00.1234+05:30\""), 1795219200123,
           "with an offset");
    is_int(at_of("\"2026-11-20 19:00:00-05:00\""), 1795219200000, "a space");
    is_int(at_of("\"yesterday\""), received, "no date");
    is_int(at_of("\"2026-13-21T00:00:00Z\""), received, "no month");
    is_int(at_of("\"2026-11-21T00:00:00\""), received, "no zone");
    is_int(at_of("\"2026-11-21T00:00:00.Z\""), received, "no fraction");
    is_int(at_of("-5"), received, "before all");
    is_int(at_of("99999999999999"), received, "after all");
    is_int(at_of("1e300"), received, "far after");
    is_int(at_of("null"), received, "none");

    rfc3339_write(1795219200007, text);
    is_str(text, "2026-11-21T00:00:00.007Z", "written");
}


/* --- requests ----------------------------------------------------------- */

static const char *
request(const char *payload, const char *url, const char *secret,
    http_request_t *ret)
{
    json_t             *settings = pool_json(pool, json_pack("{s:s*}",
                                             "callback_url", url));
    channel_account_t   account = {
        .name = "orders", .token = slice_str(secret), .api_base = "",
        .settings = settings
    };
    json_t             *row = pool_json(pool, json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:o}", "id", ID, "kind", "message",
        "account", "orders", "conversation", "c-uuid", "origin", "bot",
        "payload", json_loads(payload, 0, NULL)));
    const char         *error = "sent";

    memset(ret, 0, sizeof(*ret));

    return generic->request(row, &account, pool, ret, &error) ? NULL : error;
}


static const char *
header(const http_request_t *req, const char *name)
{
    size_t  len = strlen(name);

    for (const char **h = req->headers; *h != NULL; h++) {
        if (strncmp(*h, name, len) == 0 && (*h)[len] == ':') {
            return *h + len + 2;
        }
    }

    return "";
}


#define TO    "\"to\":{\"contact\":\"c1\"}"
#define URL   "https://shop.example/hook"


static void
test_requests(void)
{
    http_request_t  req;
    json_t         *body;

    is_str(request("{" TO ",\"text\":\"hi\",\"reply_to\":\"m1\"}", URL, SECRET,
                   &req), NULL, "a reply");
    is_str(req.method, "POST", "method");
    is_str(req.url, URL, "URL");
    is_str(header(&req, "webhook-id"), ID, "the row's id");
    is_str(header(&req, "Content-Type"), "application/json", "type");
    ok(req.may_connect != NULL && req.max_body == 65536, "guarded, capped");

    body = pool_json(pool, json_loadb((const char *) req.body.data,
                                      req.body.len, 0, NULL));
    is_str((char *) pool_json_dump(pool, body).data, "{\"id\":\"" ID "\","
           "\"account\":\"orders\",\"conversation\":\"c-uuid\","
           "\"origin\":\"bot\",\"contact\":{\"id\":\"c1\"},\"type\":\"text\","
           "\"at\":\"2025-11-21T10:23:16.480Z\",\"text\":\"hi\","
           "\"reply_to\":\"m1\"}", "the envelope");

    is_str(request("{" TO ",\"type\":\"buttons\",\"text\":\"?\",\"buttons\":"
                   "[{\"id\":\"1\",\"title\":\"Yes\"}]}", URL, SECRET, &req),
           NULL, "what no channel owns goes as it is");
    ok(strstr((const char *) req.body.data, "\"title\":\"Yes\"") != NULL,
       "with its members");

    is_str(request("{" TO "}", URL, SECRET, &req), "no text", "no text");
    is_str(request("{\"to\":{},\"text\":\"x\"}", URL, SECRET, &req),
           "no recipient", "nobody");
    is_str(request("{" TO ",\"text\":\"x\"}", NULL, SECRET, &req),
           CHANNEL_NOT_CONFIGURED, "no callback");
    is_str(request("{" TO ",\"text\":\"x\"}", URL, "", &req),
           CHANNEL_NOT_CONFIGURED, "no secret");
    is_str(request("{" TO ",\"text\":\"x\"}", URL, "whsec_short", &req),
           CHANNEL_NOT_CONFIGURED, "not a secret");
    is_str(request("{" TO ",\"text\":\"x\"}", "file:///etc/passwd", SECRET,
                   &req), CHANNEL_NOT_CONFIGURED, "not a URL");
}


static void
test_urls(void)
{
    static const char *const  good[] = {
        "https://a", "HTTPS://a.example:8443/x?y=z", "http://a/",
        "https://[2001:db8::1]/",
    };
    static const char *const  bad[] = {
        "", "ftp://a", "https://", "https:///x", "https://:80/", "//a",
        "https://u@a/", "https://8.8.8.8\\@127.0.0.1/", "https://a b/",
        "https://a/#x", "https://a#@b", "https://a/\n", "https://\xc3\xa9/",
        "javascript:https://a",
    };
    char                      longest[FOREIGN_URL_MAX + 2] = "https://a/";

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        is_str(callback_problem(good[i]), NULL, good[i]);
    }

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ok(callback_problem(bad[i]) != NULL, "%s", bad[i]);
    }

    memset(longest + 10, 'x', sizeof(longest) - 11);
    ok(callback_problem(longest) != NULL, "too long");
    longest[FOREIGN_URL_MAX] = '\0';
    is_str(callback_problem(longest), NULL, "the longest");
}


/* --- signatures --------------------------------------------------------- */

/* By OpenSSL's one-shot HMAC: the signer is not asked to judge itself. */
static const char *
mac_of(const char *secret, const char *signed_text)
{
    static char    text[64];
    unsigned char  key[64], mac[EVP_MAX_MD_SIZE];
    unsigned       len;
    int            n = EVP_DecodeBlock(key, (const unsigned char *) secret + 6,
                                       (int) strlen(secret) - 6);

    HMAC(EVP_sha256(), key, n, (const unsigned char *) signed_text,
         strlen(signed_text), mac, &len);
    EVP_EncodeBlock((unsigned char *) text, mac, (int) len);

    return text;
}


static const char *
signature(const char *secrets, uint64_t now_s)
{
    const char  *h[STANDARD_HEADERS];

    return standard_sign(pool, slice_str(secrets), "msg_1", now_s,
                         SLICE_LIT("{}"), h)
           ? strchr(h[2], ' ') + 1 : "refused";
}


static void
test_signatures(void)
{
    char  one[128], two[256];

    snprintf(one, sizeof(one), "v1,%s", mac_of(SECRET, "msg_1.1000.{}"));
    is_str(signature(SECRET, 1000), one, "one secret");
    is_str(signature(SECRET "\n", 1000), one, "and a line end");
    ok(strcmp(signature(SECRET, 1001), one) != 0, "another time");

    snprintf(two, sizeof(two), "%s v1,%s", one, mac_of(OLD, "msg_1.1000.{}"));
    is_str(signature(SECRET "\n" OLD " 1001", 1000), two, "two secrets");
    is_str(signature(SECRET "\n" OLD " 1000", 1000), one, "the old is over");
    is_str(signature(SECRET "\n" OLD " soon", 1000), one, "or has no time");
    is_str(signature("", 1000), "refused", "none");
    is_str(signature("whsec_AAAA", 1000), "refused", "too short a one");
    is_str(standard_problem(SLICE_LIT(SECRET "\n" OLD " 5")), NULL, "fine");
    ok(standard_problem(SLICE_LIT("secret of sixteen bytes")) != NULL,
       "not fine");
}


/* --- answers ------------------------------------------------------------ */

static const struct {
    const char    *name;
    int            status;
    uint64_t       after;
    send_class_t   cls;
    uint64_t       retry_ms;
} answers[] = {
    { "OK", 200, 0, SEND_SENT, 0 },
    { "no content", 204, 0, SEND_SENT, 0 },
    { "gone", 410, 0, SEND_PAUSE_ACCOUNT, 0 },
    { "too fast", 429, 7000, SEND_RETRY, 7000 },
    { "busy", 503, 2000, SEND_RETRY, 2000 },
    { "broken", 500, 0, SEND_RETRY, 0 },
    { "timed out", 408, 0, SEND_RETRY, 0 },
    { "too early", 425, 0, SEND_RETRY, 0 },
    { "bad", 400, 0, SEND_FAILED, 0 },
    { "unauthorized", 401, 0, SEND_PAUSE_ACCOUNT, 0 },
    { "forbidden", 403, 0, SEND_PAUSE_ACCOUNT, 0 },
    { "not found", 404, 0, SEND_FAILED, 0 },
    { "elsewhere", 302, 0, SEND_FAILED, 0 },
    { "moved", 308, 0, SEND_FAILED, 0 },
    { "switching", 101, 0, SEND_FAILED, 0 },
};


static void
test_answers(void)
{
    send_result_t  r;
    op_t           op = { .stage = HTTP_ANSWERED };

    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        op.status = answers[i].status;
        op.retry_after_ms = answers[i].after;
        op.body = SLICE_LIT("thanks");
        generic->classify(&op, pool, &r);
        is_int(r.cls, answers[i].cls, answers[i].name);
        is_int((long) r.retry_ms, (long) answers[i].retry_ms, "wait");
    }

    op = (op_t) { .stage = HTTP_ANSWERED, .status = 201,
                  .body = SLICE_LIT("{\"id\":\"their-7\"}") };
    generic->classify(&op, pool, &r);
    is_str(r.provider_id, "their-7", "their id");

    op = (op_t) { .stage = HTTP_NOT_SENT, .error = "cannot connect" };
    generic->classify(&op, pool, &r);
    is_int(r.cls, SEND_RETRY, "not sent");

    op = (op_t) { .stage = HTTP_NOT_SENT, .error = HTTP_REFUSED };
    generic->classify(&op, pool, &r);
    is_int(r.cls, SEND_PAUSE_ACCOUNT, "may not lead there");

    op = (op_t) { .stage = HTTP_NO_ANSWER, .error = "http: timeout" };
    generic->classify(&op, pool, &r);
    is_int(r.cls, SEND_RETRY, "no answer: repeating is harmless");

    op = (op_t) { .stage = HTTP_NO_ANSWER, .status = 200,
                  .error = HTTP_TOO_LARGE };
    generic->classify(&op, pool, &r);
    is_int(r.cls, SEND_SENT, "a yes, and then a novel");

    op.status = 500;
    generic->classify(&op, pool, &r);
    is_int(r.cls, SEND_RETRY, "a no, and then a novel");
}


int
main(void)
{
    const char  *sets[] = { "generic.private_networks=127.0.0.0/8" };
    char         err[256];

    ok(!config_load(NULL, (const char *[]) { "generic.private_networks=lan" },
                    1, err, sizeof(err)), "a network that is none");
    ok(config_load(NULL, NULL, 0, err, sizeof(err)), "the defaults");
    ok(callback_problem("http://a/") != NULL, "http is for private networks");
    ok(config_load(NULL, sets, 1, err, sizeof(err)), "configuration");

    pool = pool_new(POOL_CAP_DEFAULT);
    generic = channel_find(SLICE_LIT("generic"));
    test_updates();
    test_lists();
    test_keys();
    test_times();
    test_requests();
    test_urls();
    test_signatures();
    test_answers();
    pool_free(pool);
    config_release();

    return done_testing();
}
