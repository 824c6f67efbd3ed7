/*
 * Messenger and Instagram, both directions: every kind of update, what is
 * wrong next to what is right, requests, and verdicts about answers.
 */

#include "t/unit/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "common/signature.h"
#include "worker/channels/channel.h"
#include "worker/engine/config.h"

#define MAX       1200
#define N_OF(a)   (sizeof(a) / sizeof((a)[0]))
#define ROW_ID    "01977f0a-0000-7000-8000-00000000abcd"

static json_t   *items[MAX];
static slice_t   raws[MAX];
static unsigned  n;
static pool_t   *pool;
static char      body[1 << 20];
static char      token_file[] = "/tmp/relevo_token_XXXXXX";

static const channel_account_t  account = { .name = "P1", .api_base = "" };


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    raws[n] = raw;
    items[n++] = pool_json(pool, update);
}


static const char *
parse(const char *channel, const char *bytes, unsigned p, unsigned partitions)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .channel = slice_str(channel), .request_id = SLICE_LIT("req1"),
        .payload = slice_str(bytes),
    };

    pool_free(pool);
    pool = pool_new(POOL_CAP_DEFAULT);
    n = 0;

    return channel_find(slice_str(channel))->parse(&r, p, partitions, pool,
                                                   emit, NULL);
}


/* Elements of messaging[] of page P1. */
static const char *
parse_page(const char *elements)
{
    snprintf(body, sizeof(body), "{\"object\":\"page\",\"entry\":[{\"id\":"
             "\"P1\",\"time\":1795219200000,\"messaging\":[%s]}]}", elements);

    return parse("messenger", body, 0, 1);
}


static const char *
parse_instagram(const char *elements)
{
    snprintf(body, sizeof(body), "{\"object\":\"instagram\",\"entry\":[{\"id\":"
             "\"I1\",\"time\":1795219200000,\"messaging\":[%s]}]}", elements);

    return parse("instagram", body, 0, 1);
}


static const char *
get(unsigned i, const char *key)
{
    return i < n ? json_string_value(json_object_get(items[i], key))
                 : "(no item)";
}


static const char *
text_of(const json_t *json)
{
    static char  buf[1024];
    char        *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

    snprintf(buf, sizeof(buf), "%s", text != NULL ? text : "");
    free(text);

    return buf;
}


/* --- inbound ------------------------------------------------------------ */

#define FROM     "{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"P1\"}," \
                 "\"timestamp\":1795219200123,"
#define OURS     "{\"sender\":{\"id\":\"P1\"},\"recipient\":{\"id\":\"7\"}," \
                 "\"timestamp\":1795219200123,"
#define MESSAGE  FROM "\"message\":{\"mid\":\"m_1\","

static const struct {
    const char  *name, *element;
    const char  *kind, *type, *text, *field, *reply_to;
} cases[] = {
    { "text", MESSAGE "\"text\":\"hola\"}}",
      "message", "text", "hola", NULL, NULL },
    { "a reply", MESSAGE "\"text\":\"si\",\"reply_to\":{\"mid\":\"m_0\"}}}",
      "message", "text", "si", NULL, "m_0" },
    { "a reply to a story", MESSAGE "\"text\":\"wow\",\"reply_to\":{\"story\":"
      "{\"id\":\"s\",\"url\":\"u\"}}}}", "message", "text", "wow", NULL, NULL },
    { "quick reply", MESSAGE "\"text\":\"Rojo\",\"quick_reply\":{\"payload\":"
      "\"RED\"}}}", "message", "quick_reply", "Rojo", NULL, NULL },
    { "image", MESSAGE "\"attachments\":[{\"type\":\"image\",\"payload\":{"
      "\"url\":\"https://x\"}}]}}", "message", "image", NULL, NULL, NULL },
    { "file", MESSAGE "\"attachments\":[{\"type\":\"file\"}]}}",
      "message", "document", NULL, NULL, NULL },
    { "audio", MESSAGE "\"attachments\":[{\"type\":\"audio\"}]}}",
      "message", "audio", NULL, NULL, NULL },
    { "location", MESSAGE "\"attachments\":[{\"type\":\"location\",\"title\":"
      "\"Casa\",\"payload\":{\"coordinates\":{\"lat\":1.5,\"long\":-2}}}]}}",
      "message", "location", "1.5,-2 Casa", NULL, NULL },
    { "text with a link's preview", MESSAGE "\"text\":\"mira\",\"attachments\":"
      "[{\"type\":\"fallback\",\"title\":\"t\"}]}}",
      "message", "text", "mira", NULL, NULL },
    { "a link alone", MESSAGE "\"attachments\":[{\"type\":\"fallback\","
      "\"title\":\"Page\"}]}}", "message", "fallback", "Page", NULL, NULL },
    { "a story mention", MESSAGE "\"attachments\":[{\"type\":"
      "\"story_mention\"}]}}", "message", "story_mention", NULL, NULL, NULL },
    { "unsupported", MESSAGE "\"is_unsupported\":true}}",
      "message", "unsupported", NULL, NULL, NULL },
    { "of tomorrow", MESSAGE "\"hologram\":7}}",
      "message", "unknown", NULL, NULL, NULL },
    { "attachments of another shape", MESSAGE "\"attachments\":{}}}",
      "message", "unknown", NULL, NULL, NULL },
    { "a lone surrogate", MESSAGE "\"text\":\"a\\ud800b\"}}",
      "message", "text", "a\xef\xbf\xbd" "b", NULL, NULL },
    { "deleted", MESSAGE "\"is_deleted\":true}}",
      "event", NULL, NULL, "message_deleted", NULL },
    { "postback", FROM "\"postback\":{\"mid\":\"m_2\",\"title\":\"Start\","
      "\"payload\":\"GO\"}}", "message", "postback", "Start", NULL, NULL },
    { "postback without a title", FROM "\"postback\":{\"payload\":\"GO\"}}",
      "message", "postback", "GO", NULL, NULL },
    { "reaction", FROM "\"reaction\":{\"mid\":\"m_9\",\"action\":\"react\","
      "\"emoji\":\"\\u2764\"}}", "message", "reaction", NULL, NULL, "m_9" },
    { "read", FROM "\"read\":{\"watermark\":1795219200999}}",
      "status", NULL, NULL, NULL, NULL },
    { "read of nothing", FROM "\"read\":{}}",
      "event", NULL, NULL, "read", NULL },
    { "delivery by watermark", FROM "\"delivery\":{\"watermark\":5}}",
      "status", NULL, NULL, NULL, NULL },
    { "delivery of odd ids", FROM "\"delivery\":{\"mids\":[7]}}",
      "event", NULL, NULL, "delivered", NULL },
    { "referral", FROM "\"referral\":{\"ref\":\"ad\"}}",
      "event", NULL, NULL, "referral", NULL },
    { "optin", FROM "\"optin\":{\"ref\":\"x\"}}",
      "event", NULL, NULL, "optin", NULL },
    { "hand-over", FROM "\"take_thread_control\":{}}",
      "event", NULL, NULL, "take_thread_control", NULL },
    { "echo", OURS "\"message\":{\"is_echo\":true,\"mid\":\"m_1\",\"text\":"
      "\"voy\",\"app_id\":5}}", "echo", "text", "voy", NULL, NULL },
    { "echo without the mark", OURS "\"message\":{\"mid\":\"m_1\",\"text\":"
      "\"voy\"}}", "echo", "text", "voy", NULL, NULL },
    { "our own reaction", OURS "\"reaction\":{\"mid\":\"m_9\"}}",
      "event", NULL, NULL, "reaction", NULL },
    { "our own reading", OURS "\"read\":{\"watermark\":5}}",
      "event", NULL, NULL, "read", NULL },
    { "of nobody", "{\"message\":{\"mid\":\"m_1\",\"text\":\"x\"}}",
      "dead", NULL, NULL, NULL, NULL },
    { "a message that is none", FROM "\"message\":\"x\"}",
      "dead", NULL, NULL, NULL, NULL },
    { "nothing", "{}", "dead", NULL, NULL, NULL, NULL },
    { "no object", "7", "dead", NULL, NULL, NULL, NULL },
};


static void
test_kinds(void)
{
    for (size_t i = 0; i < N_OF(cases); i++) {
        ok(parse_page(cases[i].element) == NULL && n == 1, "%s",
           cases[i].name);
        is_str(get(0, "kind"), cases[i].kind, "kind");
        is_str(get(0, "type"), cases[i].type, "type");
        is_str(get(0, "text"), cases[i].text, "text");
        is_str(get(0, "field"), cases[i].field, "field");
        is_str(get(0, "reply_to"), cases[i].reply_to, "reply to");
        is_str(get(0, "account"), "P1", "account");
    }
}


static void
test_parts(void)
{
    uint8_t  key[16];
    char     hex[40];

    parse_page(MESSAGE "\"text\":\"hola\"}}");
    is_str(get(0, "id"), "m_1", "id");
    is_int(json_integer_value(json_object_get(items[0], "at_ms")),
           1795219200123, "milliseconds");
    is_str(text_of(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"psid\",\"7\"]],\"name\":null}", "a page-scoped id");

    dedup_key(SLICE_LIT("P1"), SLICE_LIT("m_1"), key);
    for (int i = 0; i < 16; i++) {
        snprintf(hex + 2 * i, 3, "%02x", key[i]);
    }
    is_str(get(0, "key"), hex, "known by account and mid");

    parse_page(OURS "\"message\":{\"is_echo\":true,\"mid\":\"m_1\","
               "\"metadata\":"
               "\"" ROW_ID "\"}}," OURS "\"message\":{\"is_echo\":true,\"mid\":"
               "\"m_2\",\"metadata\":\"theirs\"}}");
    is_str(get(0, "outbox"), ROW_ID, "an echo says which row it was");
    is_str(text_of(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"psid\",\"7\"]],\"name\":null}", "and whom it went to");
    is_str(get(1, "outbox"), NULL, "metadata of others is none of ours");

    parse_page(FROM "\"read\":{\"watermark\":1795219200999}}");
    is_str(get(0, "status"), "read", "read");
    is_str(get(0, "id"), NULL, "no message is named");
    is_int(json_integer_value(json_object_get(items[0], "at_ms")),
           1795219200999, "all until then");

    parse_page(FROM "\"delivery\":{\"mids\":[\"m_1\",\"m_2\"],"
               "\"watermark\":5}}");
    is_int(n, 2, "two delivered");
    is_str(get(1, "id"), "m_2", "by id");
    is_str(get(1, "status"), "delivered", "delivered");

    parse_page(FROM "\"postback\":{\"payload\":\"GO\"}}," FROM "\"postback\":{"
               "\"payload\":\"GO\"}},{\"sender\":{\"id\":\"7\"},\"timestamp\":"
               "1795219200124,\"postback\":{\"payload\":\"GO\"}}");
    is_str(get(1, "key"), get(0, "key"), "without an id: known by its bytes");
    ok(strcmp(get(2, "key"), get(0, "key")) != 0, "which hold the time");
}


static void
test_instagram(void)
{
    parse_instagram("{\"sender\":{\"id\":\"9\"},\"recipient\":{\"id\":\"I1\"},"
        "\"timestamp\":1,\"message\":{\"mid\":\"a\",\"text\":\"hi\"}},"
        "{\"sender\":"
        "{\"id\":\"9\"},\"timestamp\":1795219200123,\"read\":{\"mid\":\"b\"}}");
    is_str(text_of(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"igsid\",\"9\"]],\"name\":null}", "an Instagram id");
    is_str(get(0, "channel"), "instagram", "channel");
    is_str(get(1, "kind"), "status", "read");
    is_str(get(1, "id"), "b", "by id");
    ok(parse_page("{}") == NULL && parse("instagram", body, 0, 1) != NULL,
       "a page's envelope is not Instagram's");

    ok(parse("instagram", "{\"object\":\"instagram\",\"entry\":[{\"id\":\"I1\","
             "\"changes\":[{\"field\":\"comments\",\"value\":{"
             "\"text\":\"x\"}}]},"
             "{\"id\":\"I1\",\"field\":\"mentions\",\"value\":{}},{"
             "\"id\":\"I1\","
             "\"standby\":[{\"message\":{}}]}]}", 0, 1) == NULL && n == 3,
       "changes, direct changes, standby");
    is_str(get(0, "field"), "comments", "a change");
    is_str(get(1, "field"), "mentions", "a change in the entry itself");
    is_str(get(2, "field"), "standby", "standby is nobody's turn");
    is_str(get(2, "kind"), "event", "an event");
}


/* Three accounts, a thousand updates, one of them malformed. */
static void
test_batch(void)
{
    unsigned  good = 0, dead = 0;
    size_t    at = (size_t) sprintf(body, "{\"object\":\"page\",\"entry\":[");

    for (int page = 0; page < 3; page++) {
        int  count = page == 0 ? 334 : 333;

        at += (size_t) sprintf(body + at, "%s{\"id\":\"P%d\",\"messaging\":[",
                               page > 0 ? "," : "", page);

        for (int i = 0; i < count; i++) {
            at += page == 1 && i == 77
                ? (size_t) sprintf(body + at, ",{\"message\":[1]}")
                : (size_t) sprintf(body + at, "%s{\"sender\":{\"id\":\"%d\"},"
                      "\"message\":{\"mid\":\"m_%d_%d\",\"text\":\"x\"}}",
                      i > 0 ? "," : "", i, page, i);
        }

        at += (size_t) sprintf(body + at, "]}");
    }

    strcpy(body + at, "]}");

    for (unsigned p = 0; p < 4; p++) {
        ok(parse("messenger", body, p, 4) == NULL, "partition");
        for (unsigned i = 0; i < n; i++) {
            ok(partition_of(slice_str(get(i, "account")), 4) == p,
               "of its partition");
            good += strcmp(get(i, "kind"), "message") == 0;

            if (strcmp(get(i, "kind"), "dead") == 0) {
                dead++;
                is_mem(raws[i].data, raws[i].len, "{\"message\":[1]}", 15,
                       "its bytes");
            }
        }
    }

    is_int(good, 999, "999 messages");
    is_int(dead, 1, "one dead letter");
}


/* --- outbound ----------------------------------------------------------- */

static json_t *
row_of(const char *payload)
{
    return pool_json(pool, json_pack("{s:s, s:s, s:s, s:o}", "id", ROW_ID,
        "kind", "message", "account", "P1", "payload",
        json_loads(payload, 0, NULL)));
}


static const struct {
    const char  *channel, *payload, *want;  /* the body, or why not */
} sends[] = {
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"text\":\"hola\",\"reply_to\":"
      "\"m_1\"}", "{\"recipient\":{\"id\":\"7\"},\"messaging_type\":"
      "\"RESPONSE\","
      "\"message\":{\"text\":\"hola\",\"metadata\":\"" ROW_ID "\"}}" },
    { "instagram", "{\"to\":{\"igsid\":\"7\"},\"text\":\"hola\"}",
      "{\"recipient\":{\"id\":\"7\"},\"messaging_type\":\"RESPONSE\","
      "\"message\":{\"text\":\"hola\"}}" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"buttons\","
      "\"text\":\"?\","
      "\"buttons\":[{\"id\":\"Y\",\"title\":\"Si\"}]}",
      "{\"recipient\":{\"id\":\"7\"},\"messaging_type\":\"RESPONSE\","
      "\"message\":{\"text\":\"?\",\"quick_replies\":[{"
      "\"content_type\":\"text\","
      "\"title\":\"Si\",\"payload\":\"Y\"}],\"metadata\":\"" ROW_ID "\"}}" },
    { "instagram", "{\"to\":{\"igsid\":\"7\"},\"type\":\"link\",\"text\":\"t\","
      "\"title\":\"Go\",\"url\":\"https://e.x\"}",
      "{\"recipient\":{\"id\":\"7\"},\"messaging_type\":\"RESPONSE\","
      "\"message\":{\"attachment\":{\"type\":\"template\",\"payload\":{"
      "\"template_type\":\"button\",\"text\":\"t\",\"buttons\":[{\"type\":"
      "\"web_url\",\"title\":\"Go\",\"url\":\"https://e.x\"}]}}}}" },
    { "instagram", "{\"to\":{\"igsid\":\"7\"},\"type\":\"image\",\"media\":{"
      "\"link\":\"https://e.x/i.png\"}}",
      "{\"recipient\":{\"id\":\"7\"},\"messaging_type\":\"RESPONSE\","
      "\"message\":{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":"
      "\"https://e.x/i.png\"}}}}" },
    { "instagram", "{\"to\":{\"igsid\":\"7\"},\"type\":\"document\",\"media\":{"
      "\"link\":\"https://e.x/i\"}}", "kind not supported" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"image\",\"media\":{"
      "\"id\":\"5\",\"caption\":\"c\"}}", "no captions here" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"image\",\"media\":{}}",
      "media without one link or id" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"image\",\"media\":{"
      "\"link\":\"file:///etc/passwd\"}}", "media without one link or id" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"list\",\"text\":\"x\"}",
      "kind not supported" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"type\":\"buttons\","
      "\"text\":\"?\","
      "\"buttons\":[{\"id\":\"Y\"}]}", "no title" },
    { "messenger", "{\"to\":{\"psid\":\"7\"},\"text\":\"x\",\"footer\":\"f\"}",
      "no header or footer here" },
    { "messenger", "{\"to\":{\"psid\":\"7\"}}", "no text" },
    { "messenger", "{\"to\":{\"igsid\":\"7\"},\"text\":\"x\"}",
      "no recipient" },
    { "messenger", "{\"to\":{\"psid\":\"../me\"},\"text\":\"x\"}",
      "no recipient" },
};


static void
test_requests(void)
{
    http_request_t  req[RECEIPT_REQUESTS_MAX];
    const char     *error;
    char            text[2100];
    const channel_t *im = channel_find(SLICE_LIT("instagram"));
    const channel_t *ms = channel_find(SLICE_LIT("messenger"));

    for (size_t i = 0; i < N_OF(sends); i++) {
        const channel_t  *channel = channel_find(slice_str(sends[i].channel));

        error = "";
        if (channel->request(row_of(sends[i].payload), &account, pool, req,
                             &error))
        {
            is_mem(req->body.data, req->body.len, sends[i].want,
                   strlen(sends[i].want), sends[i].payload);
        } else {
            is_str(error, sends[i].want, sends[i].payload);
        }
    }

    ok(ms->request(row_of(sends[0].payload), &account, pool, req, &error),
       "a request");
    is_str(req->url, "http://127.0.0.1:1/m/v24.0/P1/messages", "url");
    is_str(req->headers[1], "Authorization: Bearer SECRET", "token");

    memset(text, 'x', sizeof(text));
    text[2001] = '\0';
    ok(!ms->request(pool_json(pool, json_pack("{s:s, s:s, s:{s:{s:s}, s:s}}",
        "id", ROW_ID, "kind", "message", "payload", "to", "psid", "7", "text",
        text)), &account, pool, req, &error), "2001 are too many");
    is_str(error, "text too long", "says why");
    is_int((long) ms->text_max, 2000, "code points of Messenger");
    is_int((long) im->text_max, 1000, "bytes of Instagram");
    ok(im->text_unit == TEXT_BYTES, "bytes");

    is_int(ms->read_receipt(&account, "m_1", "7", true, pool, req), 2,
           "read and typing are two requests");
    is_mem(req[0].body.data, req[0].body.len,
           "{\"recipient\":{\"id\":\"7\"},\"sender_action\":\"mark_seen\"}", 52,
           "seen");
    ok(memmem(req[1].body.data, req[1].body.len, "typing_on", 9), "typing");
    is_int(ms->read_receipt(&account, "m_1", "7", false, pool, req), 1,
           "read alone is one");
    ok(memmem(req[0].body.data, req[0].body.len, "mark_seen", 9), "seen");
    is_int(ms->read_receipt(&account, "m_1", "", true, pool, req), 0,
           "to nobody");
}


static void
test_classify(void)
{
    static const struct {
        int           status, code, subcode;
        send_class_t  cls;
        bool          account;
    } codes[] = {
        { 400, 10, 2018278, SEND_FAILED, false },
        { 400, 10, 2018065, SEND_FAILED, false },
        { 403, 10, 0, SEND_PAUSE_ACCOUNT, false },
        { 400, 551, 1545041, SEND_FAILED, false },
        { 400, 200, 1545041, SEND_FAILED, false },
        { 403, 200, 0, SEND_PAUSE_ACCOUNT, false },
        { 401, 190, 463, SEND_PAUSE_ACCOUNT, false },
        { 400, 100, 2018001, SEND_FAILED, false },
        { 400, 100, 33, SEND_PAUSE_ACCOUNT, false },
        { 400, 613, 0, SEND_RETRY, true },
        { 400, 4, 0, SEND_RETRY, true },
        { 400, 32, 0, SEND_RETRY, true },
        { 400, 80006, 0, SEND_RETRY, true },
        { 400, 1200, 0, SEND_RETRY, false },
        { 503, 2, 0, SEND_RETRY, false },
        { 500, 1, 99, SEND_AMBIGUOUS, false },
        { 400, 368, 0, SEND_PAUSE_ACCOUNT, false },
        { 400, 424242, 0, SEND_FAILED, false },
    };

    const channel_t  *ms = channel_find(SLICE_LIT("messenger"));
    send_result_t     r;
    op_t              op = { .stage = HTTP_ANSWERED, .rc = RC_OK };

    for (size_t i = 0; i < N_OF(codes); i++) {
        op.status = codes[i].status;
        op.body = slice_str(pool_printf(pool, "{\"error\":{\"code\":%d,"
                      "\"error_subcode\":%d}}", codes[i].code,
                      codes[i].subcode));
        ms->classify(&op, pool, &r);
        ok(r.cls == codes[i].cls && r.account_limited == codes[i].account,
           "%d/%d", codes[i].code, codes[i].subcode);
    }

    op.status = 200;
    op.body = SLICE_LIT("{\"recipient_id\":\"7\",\"message_id\":\"m_8\"}");
    ms->classify(&op, pool, &r);
    ok(r.cls == SEND_SENT, "accepted");
    is_str(r.provider_id, "m_8", "with its id");
    op.body = SLICE_LIT("{}");
    ms->classify(&op, pool, &r);
    ok(r.cls == SEND_AMBIGUOUS, "accepted without an id");
}


int
main(void)
{
    char         err[256], token[128], token2[128];
    const char  *sets[] = { "messenger.api_base=http://127.0.0.1:1/m", token,
                            "instagram.api_base=http://127.0.0.1:1/i", token2 };
    int          fd = mkstemp(token_file);

    if (fd < 0 || write(fd, "SECRET\n", 7) != 7) {
        return 1;
    }

    close(fd);
    snprintf(token, sizeof(token), "messenger.token_file=%s", token_file);
    snprintf(token2, sizeof(token2), "instagram.token_file=%s", token_file);
    if (!config_load(NULL, sets, 4, err, sizeof(err))) {
        diag("%s", err);
        return 1;
    }

    test_kinds();
    test_parts();
    test_instagram();
    test_batch();
    test_requests();
    test_classify();
    pool_free(pool);
    config_release();
    unlink(token_file);

    return done_testing();
}
