/*
 * Telegram: every kind of update, what leaves for the Bot API, its answers.
 */

#include "t/unit/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "worker/channels/channel.h"
#include "worker/engine/config.h"

#define TOKEN  "123456:AAEhBP0av28-test_token"

static const channel_t  *tg;
static pool_t           *pool;
static json_t           *item;
static unsigned          n;


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    (void) raw;
    n++;
    item = pool_json(pool, update);
}


static const char *
parse(const char *bytes, const char *endpoint, unsigned p,
    unsigned partitions)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .channel = SLICE_LIT("telegram"), .request_id = SLICE_LIT("req1"),
        .endpoint = slice_str(endpoint), .payload = slice_str(bytes),
    };

    n = 0;
    item = NULL;

    return tg->parse(&r, p, partitions, pool, emit, NULL);
}


/* "kind|type or field or reason|text|id|contact|reply_to" of the item */
static const char *
said(void)
{
    static char  text[512];

    const json_t  *contact = json_object_get(item, "contact");
    const json_t  *ids = json_array_get(json_object_get(contact, "ids"), 0);
    const char    *what[] = {
        json_string_value(json_object_get(item, "kind")),
        json_string_value(json_object_get(item, "type")),
        json_string_value(json_object_get(item, "text")),
        json_string_value(json_object_get(item, "id")),
        json_string_value(json_array_get(ids, 1)),
        json_string_value(json_object_get(item, "reply_to")),
    };
    size_t         at = 0;

    if (what[1] == NULL) {
        what[1] = json_string_value(json_object_get(item, "field"));
    }
    if (what[1] == NULL) {
        what[1] = json_string_value(json_object_get(item, "reason"));
    }

    text[0] = '\0';
    for (int i = 0; i < 6; i++) {
        at += (size_t) snprintf(text + at, sizeof(text) - at, "%s%s",
                                i > 0 ? "|" : "",
                                what[i] != NULL ? what[i] : "-");
    }

    return text;
}


/* --- updates ------------------------------------------------------------ */

#define CHAT  "\"chat\":{\"id\":5,\"type\":\"private\"}"
#define FROM  "\"from\":{\"id\":5,\"is_bot\":false,\"first_name\":\"Ana\"}"
#define GROUP "\"chat\":{\"id\":-1001,\"type\":\"supergroup\",\"title\":\"T\"}"
#define MESSAGE(rest)                                                         \
    "\"message\":{\"message_id\":7,\"date\":1795219200," CHAT "," FROM ","     \
    rest "}"

static const struct {
    const char  *name;
    const char  *update;                /* behind update_id */
    const char  *said;
} table[] = {
    { "text", MESSAGE("\"text\":\"hi\""), "message|text|hi|5:7|5|-" },
    { "start", MESSAGE("\"text\":\"/start\""),
      "message|request_welcome|-|5:7|5|-" },
    { "start with a payload", MESSAGE("\"text\":\"/start abc\""),
      "message|request_welcome|-|5:7|5|-" },
    { "another command", MESSAGE("\"text\":\"/started\""),
      "message|text|/started|5:7|5|-" },
    { "a reply", MESSAGE("\"text\":\"x\",\"reply_to_message\":"
      "{\"message_id\":3," CHAT "}"), "message|text|x|5:7|5|5:3" },
    { "photo", MESSAGE("\"photo\":[{\"file_id\":\"F\"}],\"caption\":\"c\""),
      "message|image|c|5:7|5|-" },
    { "voice", MESSAGE("\"voice\":{\"file_id\":\"F\",\"duration\":3}"),
      "message|audio|-|5:7|5|-" },
    { "audio", MESSAGE("\"audio\":{\"file_id\":\"F\"}"),
      "message|audio|-|5:7|5|-" },
    { "video", MESSAGE("\"video\":{\"file_id\":\"F\"},\"caption\":\"v\""),
      "message|video|v|5:7|5|-" },
    { "video note", MESSAGE("\"video_note\":{\"file_id\":\"F\"}"),
      "message|video|-|5:7|5|-" },
    { "animation", MESSAGE("\"document\":{},\"animation\":{}"),
      "message|video|-|5:7|5|-" },
    { "document", MESSAGE("\"document\":{\"file_name\":\"a.pdf\"}"),
      "message|document|-|5:7|5|-" },
    { "sticker", MESSAGE("\"sticker\":{\"emoji\":\"x\"}"),
      "message|sticker|-|5:7|5|-" },
    { "location", MESSAGE("\"location\":{\"latitude\":1.5,\"longitude\":-2}"),
      "message|location|1.5,-2|5:7|5|-" },
    { "venue", MESSAGE("\"location\":{\"latitude\":1.5,\"longitude\":-2},"
      "\"venue\":{\"title\":\"Cafe\"}"),
      "message|location|1.5,-2 Cafe|5:7|5|-" },
    { "contact", MESSAGE("\"contact\":{\"phone_number\":\"1\"}"),
      "message|contacts|1|5:7|5|-" },
    { "poll", MESSAGE("\"poll\":{\"question\":\"q?\"}"),
      "message|poll|q?|5:7|5|-" },
    { "dice", MESSAGE("\"dice\":{\"value\":3}"),
      "message|dice|-|5:7|5|-" },
    { "never seen", MESSAGE("\"hologram\":{}"),
      "message|unsupported|-|5:7|5|-" },
    { "somebody joined", MESSAGE("\"new_chat_members\":[]"),
      "event|message|-|-|-|-" },
    { "text that is none", MESSAGE("\"text\":7"),
      "message|text|-|5:7|5|-" },

    { "a group", "\"message\":{\"message_id\":7," GROUP "," FROM
      ",\"text\":\"hi\"}", "message|text|hi|-1001:7|-1001|-" },
    { "an anonymous administrator", "\"message\":{\"message_id\":7," GROUP
      ",\"from\":{\"id\":1,\"is_bot\":true},\"sender_chat\":{\"id\":-1001},"
      "\"text\":\"hi\"}", "message|text|hi|-1001:7|-1001|-" },
    { "a bot", "\"message\":{\"message_id\":7," GROUP
      ",\"from\":{\"id\":1,\"is_bot\":true},\"text\":\"hi\"}",
      "event|message|-|-|-|-" },
    { "a group that moved", "\"message\":{\"message_id\":7,\"chat\":"
      "{\"id\":-5},\"migrate_to_chat_id\":-1005}", "merge|-|-|-|-|-" },
    { "no sender", "\"message\":{\"message_id\":7," GROUP ",\"text\":\"x\"}",
      "message|text|x|-1001:7|-1001|-" },
    { "no chat", "\"message\":{\"message_id\":7,\"text\":\"x\"}",
      "dead|no_contact|-|-|-|-" },
    { "a chat that is none", "\"message\":{\"message_id\":7,\"chat\":"
      "{\"id\":\"5\"},\"text\":\"x\"}", "dead|no_contact|-|-|-|-" },
    { "no number", "\"message\":{" CHAT ",\"text\":\"x\"}",
      "message|text|x|-|5|-" },
    { "no object", "\"message\":7", "dead|shape|-|-|-|-" },

    { "edited", "\"edited_message\":{\"message_id\":7," CHAT "," FROM
      ",\"text\":\"new\"}", "message|edit|new|5:7|5|-" },
    { "a button", "\"callback_query\":{\"id\":\"77\"," FROM ",\"data\":\"y\","
      "\"message\":{\"message_id\":3," CHAT "}}",
      "message|interactive|y|callback:77|5|5:3" },
    { "a button with a title", "\"callback_query\":{\"id\":\"77\"," FROM
      ",\"data\":\"y\",\"message\":{\"message_id\":3," CHAT ",\"reply_markup\":"
      "{\"inline_keyboard\":[[{\"text\":\"No\",\"callback_data\":\"n\"},"
      "{\"text\":\"Yes\",\"callback_data\":\"y\"}]]}}}",
      "message|interactive|Yes|callback:77|5|5:3" },
    { "of an inline message", "\"callback_query\":{\"id\":\"77\"," FROM
      ",\"inline_message_id\":\"I\",\"data\":\"y\"}",
      "message|interactive|y|callback:77|5|-" },
    { "of nobody", "\"callback_query\":{\"id\":\"77\"}",
      "dead|no_contact|-|-|-|-" },
    { "without an id", "\"callback_query\":{" FROM "}",
      "dead|shape|-|-|-|-" },
    { "a sign", "\"message_reaction\":{\"message_id\":3," CHAT
      ",\"new_reaction\":[{\"type\":\"emoji\",\"emoji\":\"+\"}]}",
      "message|reaction|+|-|5|5:3" },
    { "a sign taken back", "\"message_reaction\":{\"message_id\":3," CHAT
      ",\"new_reaction\":[]}", "message|reaction|-|-|5|5:3" },
    { "a sign of their own", "\"message_reaction\":{\"message_id\":3," CHAT
      ",\"new_reaction\":[{\"type\":\"custom_emoji\"}]}",
      "message|reaction|-|-|5|5:3" },
    { "a sign at nothing", "\"message_reaction\":{" CHAT "}",
      "dead|shape|-|-|-|-" },
    { "a sign of nobody", "\"message_reaction\":{\"message_id\":3}",
      "dead|no_contact|-|-|-|-" },

    { "blocked", "\"my_chat_member\":{\"new_chat_member\":{}}",
      "event|my_chat_member|-|-|-|-" },
    { "a channel's post", "\"channel_post\":{\"text\":\"x\"}",
      "event|channel_post|-|-|-|-" },
    { "a type yet to come", "\"telepathy\":{\"a\":[1,2]}",
      "event|telepathy|-|-|-|-" },
};


static void
test_updates(void)
{
    char  body[2048];

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        snprintf(body, sizeof(body), "{\"update_id\":9,%s}", table[i].update);
        ok(parse(body, "shop", 0, 1) == NULL, "%s", table[i].name);
        is_int(n, 1, "one item");
        is_str(said(), table[i].said, "says");
        is_str(json_string_value(json_object_get(item, "account")), "shop",
               "account");
    }
}


static const char *
key_of(const char *update)
{
    (void) parse(update, "shop", 0, 1);

    return json_string_value(json_object_get(item, "key"));
}


static void
test_record(void)
{
    const char  *name, *key;

    ok(parse("{\"update_id\":9,", "shop", 0, 1) != NULL, "no JSON");
    is_str(parse("{}", "shop", 0, 1), "shape", "no update");
    is_int(n, 0, "nothing emitted");

    ok(parse("{\"update_id\":9}", "shop",
             1 - partition_of(SLICE_LIT("shop"), 2), 2) == NULL
       && n == 0, "another partition's");
    ok(parse("{\"update_id\":9}", "shop", partition_of(SLICE_LIT("shop"), 2),
             2) == NULL && n == 1, "its own");

    (void) parse("{\"update_id\":9}", "", 0, 1);
    is_str(json_string_value(json_object_get(item, "account")), "default",
           "without an endpoint");

    key = key_of("{\"update_id\":9,\"message\":{" CHAT "}}");
    is_str(key_of("{\"edited_message\":{" CHAT "},\"update_id\":9}"), key,
           "the same update, the same key");
    ok(strcmp(key_of("{\"update_id\":10,\"message\":{" CHAT "}}"), key) != 0,
       "another update, another key");

    (void) parse("{\"update_id\":9," MESSAGE("\"text\":\"\\ud800 \\u0000\"")
                 "}", "shop", 0, 1);
    is_str(json_string_value(json_object_get(item, "text")),
           "\xef\xbf\xbd \xef\xbf\xbd", "repaired");

    is_int(json_integer_value(json_object_get(item, "at_ms")),
           1795219200000, "its own time");
    name = json_string_value(json_object_get(json_object_get(item, "contact"),
                                             "name"));
    is_str(name, "Ana", "name");
}


/* --- requests ----------------------------------------------------------- */

static json_t *
row_of(const char *payload)
{
    json_t  *row = json_loads("{\"id\":\"01977f0a-0000-7000-8000-00000000abcd\""
        ",\"kind\":\"message\",\"account\":\"shop\"}", 0, NULL);

    json_object_set_new(row, "payload", json_loads(payload, 0, NULL));

    return pool_json(pool, row);
}


static const struct {
    const char  *payload;
    const char  *body;                  /* or the error */
    bool         ok;
    const char  *method;                /* NULL: sendMessage */
} requests[] = {
    { "{\"to\":{\"chat\":\"5\"},\"text\":\"hi\"}",
      "{\"chat_id\":5,\"text\":\"hi\",\"link_preview_options\":"
      "{\"is_disabled\":true}}", true, NULL },
    { "{\"to\":{\"chat\":\"-1001\"},\"text\":\"hi\",\"reply_to\":\"-1001:7\"}",
      "{\"chat_id\":-1001,\"text\":\"hi\",\"link_preview_options\":"
      "{\"is_disabled\":true},\"reply_parameters\":{\"message_id\":7,"
      "\"allow_sending_without_reply\":true}}", true, NULL },
    { "{\"to\":{\"chat\":\"5\"},\"text\":\"hi\",\"reply_to\":\"6:7\"}",
      "{\"chat_id\":5,\"text\":\"hi\",\"link_preview_options\":"
      "{\"is_disabled\":true}}", true, NULL },
    { "{\"to\":{\"chat\":\"5\"},\"text\":\"hi\",\"reply_to\":\"callback:7\"}",
      "{\"chat_id\":5,\"text\":\"hi\",\"link_preview_options\":"
      "{\"is_disabled\":true}}", true, NULL },
    { "{\"to\":{},\"text\":\"hi\"}", "no recipient", false, NULL },
    { "{\"to\":{\"chat\":\"@ana\"},\"text\":\"hi\"}",
      "no recipient", false, NULL },
    { "{\"to\":{\"chat\":\"5x\"},\"text\":\"hi\"}",
      "no recipient", false, NULL },
    { "{\"to\":{\"chat\":\"99999999999999999999\"},\"text\":\"hi\"}",
      "no recipient", false, NULL },
    { "{\"to\":{\"chat\":\"5\"}}", "no text", false, NULL },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"image\",\"media\":{\"link\":"
      "\"https://a/1\",\"caption\":\"c\"},\"reply_to\":\"5:7\"}",
      "{\"chat_id\":5,\"photo\":\"https://a/1\",\"caption\":\"c\","
      "\"reply_parameters\":{\"message_id\":7,"
      "\"allow_sending_without_reply\":true}}", true, "sendPhoto" },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"audio\",\"media\":{\"id\":\"F\","
      "\"voice\":true}}", "{\"chat_id\":5,\"voice\":\"F\"}", true,
      "sendVoice" },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"document\",\"media\":{\"id\":"
      "\"F\"}}", "{\"chat_id\":5,\"document\":\"F\"}", true,
      "sendDocument" },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"image\",\"media\":{}}",
      "media without one link or id", false, NULL },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"video\",\"media\":{\"link\":"
      "\"ftp://a/1\"}}", "media without one link or id", false, NULL },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"reaction\",\"emoji\":\"+\","
      "\"reply_to\":\"5:7\"}", "{\"chat_id\":5,\"message_id\":7,"
      "\"reaction\":[{\"type\":\"emoji\",\"emoji\":\"+\"}]}", true,
      "setMessageReaction" },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"reaction\",\"emoji\":\"\","
      "\"reply_to\":\"5:7\"}", "{\"chat_id\":5,\"message_id\":7,"
      "\"reaction\":[]}", true, "setMessageReaction" },
    { "{\"to\":{\"chat\":\"5\"},\"type\":\"reaction\",\"reply_to\":"
      "\"6:7\"}", "no reply_to", false, NULL },
};


static void
test_requests(void)
{
    channel_account_t  account = { .name = "shop", .api_base = "",
                                   .token = SLICE_LIT(TOKEN) };
    http_request_t     req;
    const char        *error;

    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        bool  made = tg->request(row_of(requests[i].payload), &account, pool,
                                 &req, &error);

        is_int(made, requests[i].ok, requests[i].payload);
        if (made) {
            is_mem(req.body.data, req.body.len, requests[i].body,
                   strlen(requests[i].body), "body");
            is_str(req.url, pool_printf(pool, "http://127.0.0.1:1/bot" TOKEN
                   "/%s", requests[i].method != NULL ? requests[i].method
                   : "sendMessage"), "url");
        } else {
            is_str(error, requests[i].body, "why");
        }
    }
}


static void
test_credentials(void)
{
    static const char *const  bad[] = {
        "123456", ":abc", "123456:", "12a:abc", "123:a/../b", "123:a b",
    };

    channel_account_t  account = { .name = "shop", .api_base = "" };
    http_request_t     req;
    const char        *error;
    json_t            *row = row_of("{\"to\":{\"chat\":\"5\"},"
                                    "\"text\":\"hi\"}");

    ok(tg->request(row, &account, pool, &req, &error), "the file's token");
    is_str(req.url, "http://127.0.0.1:1/bot1:FILE/sendMessage", "url");

    account.api_base = "http://127.0.0.1:2";
    account.token = SLICE_LIT(TOKEN);
    ok(tg->request(row, &account, pool, &req, &error), "its own");
    is_str(req.url, "http://127.0.0.1:2/bot" TOKEN "/sendMessage", "url");

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        account.token = slice_str(bad[i]);
        ok(!tg->request(row, &account, pool, &req, &error)
           && strcmp(error, CHANNEL_NOT_CONFIGURED) == 0, "%s", bad[i]);
    }
}


static void
test_length(void)
{
    channel_account_t   account = { .name = "shop", .api_base = "",
                                    .token = SLICE_LIT(TOKEN) };
    static char         payload[32 * 1024];
    static char         text[4 * 4096 + 4];
    http_request_t      req;
    const char         *error;
    size_t              at = 0;

    for (int i = 0; i < 2048; i++) {    /* two UTF-16 units each */
        at += (size_t) snprintf(text + at, sizeof(text) - at,
                                "\xf0\x9f\x98\x80");
    }

    snprintf(payload, sizeof(payload), "{\"to\":{\"chat\":\"5\"},"
             "\"text\":\"%s\"}", text);
    ok(tg->request(row_of(payload), &account, pool, &req, &error),
       "4096 UTF-16 units");
    snprintf(payload, sizeof(payload), "{\"to\":{\"chat\":\"5\"},"
             "\"text\":\"%sz\"}", text);
    ok(!tg->request(row_of(payload), &account, pool, &req, &error), "4097");
    is_str(error, "text too long", "why");
}


static void
test_receipt(void)
{
    channel_account_t  account = { .name = "shop", .api_base = "",
                                   .token = SLICE_LIT(TOKEN) };
    http_request_t     req[RECEIPT_REQUESTS_MAX];

    is_int(tg->read_receipt(&account, "5:7", "5", true, pool, req), 1,
           "typing");
    is_str(strrchr(req[0].url, '/'), "/sendChatAction", "method");
    is_mem(req[0].body.data, req[0].body.len,
           "{\"chat_id\":5,\"action\":\"typing\"}", 31, "body");

    is_int(tg->read_receipt(&account, "callback:77", "5", true, pool, req), 2,
           "a button's");
    is_str(strrchr(req[0].url, '/'), "/answerCallbackQuery", "method");
    is_mem(req[0].body.data, req[0].body.len,
           "{\"callback_query_id\":\"77\"}", 26, "body");

    is_int(tg->read_receipt(&account, "5:7", "", true, pool, req), 0,
           "to nobody");
    is_int(tg->read_receipt(&account, "5:7", "5", false, pool, req), 0,
           "a bot has no sign of having read");
}


/* --- answers ------------------------------------------------------------ */

static const struct {
    const char    *name;
    int            status;
    const char    *body;
    send_class_t   cls;
    const char    *error;
    uint64_t       retry_ms;
} answers[] = {
    { "sent", 200, "{\"ok\":true,\"result\":{\"message_id\":8,\"chat\":"
      "{\"id\":5}}}", SEND_SENT, NULL, 0 },
    { "a sign, sent", 200, "{\"ok\":true,\"result\":true}", SEND_SENT, NULL,
      0 },
    { "sent, without an id", 200, "{\"ok\":true,\"result\":{}}",
      SEND_AMBIGUOUS, "accepted without an id", 0 },
    { "garbage", 200, "<html>", SEND_AMBIGUOUS, "accepted without an id", 0 },
    { "too fast", 429, "{\"ok\":false,\"error_code\":429,\"parameters\":"
      "{\"retry_after\":5}}", SEND_RETRY, "429", 5000 },
    { "too fast for days", 429, "{\"ok\":false,\"parameters\":"
      "{\"retry_after\":999999999}}", SEND_RETRY, "429", 3600000 },
    { "too fast, unsaid", 429, "{\"ok\":false}", SEND_RETRY, "429", 0 },
    { "blocked", 403, "{\"ok\":false,\"description\":\"Forbidden: bot was "
      "blocked by the user\"}", SEND_FAILED, "403", 0 },
    { "no such chat", 400, "{\"ok\":false}", SEND_FAILED, "400", 0 },
    { "migrated", 400, "{\"ok\":false,\"parameters\":"
      "{\"migrate_to_chat_id\":-1001}}", SEND_FAILED, "400 migrated", 0 },
    { "revoked", 401, "{\"ok\":false}", SEND_PAUSE_ACCOUNT, "401", 0 },
    { "no such token", 404, "{\"ok\":false}", SEND_PAUSE_ACCOUNT, "404", 0 },
    { "broken there", 500, "{\"ok\":false}", SEND_AMBIGUOUS, "500", 0 },
    { "a proxy", 502, "<html>", SEND_AMBIGUOUS, "http 502", 0 },
    { "a redirect", 302, "", SEND_RETRY, "http 302", 0 },
    { "a proxy's refusal", 403, "<html>", SEND_PAUSE_ACCOUNT, "http 403", 0 },
};


static void
test_answers(void)
{
    send_result_t  r;
    op_t           op = { .stage = HTTP_ANSWERED };

    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        op.status = answers[i].status;
        op.body = slice_str(answers[i].body);
        tg->classify(&op, pool, &r);
        is_int(r.cls, answers[i].cls, answers[i].name);
        is_str(r.error, answers[i].error, "error");
        is_int((long) r.retry_ms, (long) answers[i].retry_ms, "wait");
    }

    op.body = slice_str(answers[0].body);
    op.status = 200;
    tg->classify(&op, pool, &r);
    is_str(r.provider_id, "5:8", "id of the message in its chat");

    op = (op_t) { .stage = HTTP_NOT_SENT, .error = "refused" };
    tg->classify(&op, pool, &r);
    is_int(r.cls, SEND_RETRY, "not sent");

    op.stage = HTTP_NO_ANSWER;
    tg->classify(&op, pool, &r);
    is_int(r.cls, SEND_AMBIGUOUS, "no answer");
}


int
main(void)
{
    char        file[] = "/tmp/relevo_token_XXXXXX", set[64], err[256];
    const char *sets[] = { "telegram.api_base=http://127.0.0.1:1", set };
    int         fd = mkstemp(file);

    fchmod(fd, 0600);
    ok(write(fd, "1:FILE\n", 7) == 7, "token file");
    close(fd);
    snprintf(set, sizeof(set), "telegram.token_file=%s", file);
    ok(config_load(NULL, sets, 2, err, sizeof(err)), "configuration");

    pool = pool_new(POOL_CAP_DEFAULT);
    tg = channel_find(SLICE_LIT("telegram"));
    test_updates();
    test_record();
    test_requests();
    test_credentials();
    test_length();
    test_receipt();
    test_answers();
    pool_free(pool);
    config_release();
    unlink(file);

    return done_testing();
}
