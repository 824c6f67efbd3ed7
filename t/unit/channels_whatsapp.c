/*
 * Webhooks of the Cloud API: every message type, statuses, events, identities,
 * and elements that are wrong next to ones that are right.
 */

#include "t/unit/tap.h"

#include "common/signature.h"
#include "worker/channels/channel.h"

#define MAX  1200

static json_t   *items[MAX];
static slice_t   raws[MAX];
static unsigned  n;
static pool_t   *pool;
static char      body[1 << 20];


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    raws[n] = raw;
    items[n++] = pool_json(pool, update);
}


/* Parses an envelope whose value is value; the reason, or NULL. */
static const char *
parse_bytes(const char *bytes, unsigned p, unsigned partitions)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .channel = SLICE_LIT("whatsapp"), .request_id = SLICE_LIT("req1"),
        .payload = slice_str(bytes),
    };

    pool_free(pool);
    pool = pool_new(POOL_CAP_DEFAULT);
    n = 0;

    return channel_find(SLICE_LIT("whatsapp"))->parse(&r, p, partitions, pool,
                                                      emit, NULL);
}


static const char *
parse_value(const char *field, const char *value)
{
    snprintf(body, sizeof(body),
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\","
        "\"changes\":[{\"field\":\"%s\",\"value\":{\"messaging_product\":"
        "\"whatsapp\",\"metadata\":{\"phone_number_id\":\"1065001\"},%s}}]}]}",
        field, value);

    return parse_bytes(body, 0, 1);
}


static const char *
get(unsigned i, const char *key)
{
    const char  *s = i < n ? json_string_value(json_object_get(items[i], key))
                           : "(no item)";

    return s;
}


static const char *
ids(const json_t *contact)
{
    static char  buf[256];
    char        *text = json_dumps(contact, JSON_COMPACT);

    snprintf(buf, sizeof(buf), "%s", text != NULL ? text : "");
    free(text);

    return buf;
}


static const struct {
    const char *name, *message, *type, *text;
} types[] = {
    { "text", "\"type\":\"text\",\"text\":{\"body\":\"hola\"}",
      "text", "hola" },
    { "image", "\"type\":\"image\",\"image\":{\"id\":\"M\",\"caption\":"
      "\"cap\"}", "image", "cap" },
    { "video without a caption", "\"type\":\"video\",\"video\":{}",
      "video", NULL },
    { "document", "\"type\":\"document\",\"document\":{\"filename\":\"f\","
      "\"caption\":\"doc\"}", "document", "doc" },
    { "audio", "\"type\":\"audio\",\"audio\":{\"voice\":true}",
      "audio", NULL },
    { "sticker", "\"type\":\"sticker\",\"sticker\":{}", "sticker", NULL },
    { "location", "\"type\":\"location\",\"location\":{\"latitude\":"
      "19.432608,\"longitude\":-99.133209,\"name\":\"Centro\"}",
      "location", "19.432608,-99.133209 Centro" },
    { "location in strings", "\"type\":\"location\",\"location\":{"
      "\"latitude\":\"1.5\",\"longitude\":\"2\"}", "location", "1.5,2" },
    { "button", "\"type\":\"button\",\"button\":{\"payload\":\"p\","
      "\"text\":\"Yes\"}", "button", "Yes" },
    { "button reply", "\"type\":\"interactive\",\"interactive\":{\"type\":"
      "\"button_reply\",\"button_reply\":{\"id\":\"y\",\"title\":\"Si\"}}",
      "interactive", "Si" },
    { "list reply", "\"type\":\"interactive\",\"interactive\":{\"type\":"
      "\"list_reply\",\"list_reply\":{\"id\":\"y\",\"title\":\"L\"}}",
      "interactive", "L" },
    { "form", "\"type\":\"interactive\",\"interactive\":{\"type\":"
      "\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\"}}",
      "interactive", "Sent" },
    { "reaction", "\"type\":\"reaction\",\"reaction\":{\"message_id\":"
      "\"wamid.X\",\"emoji\":\"\\ud83d\\ude00\"}", "reaction", NULL },
    { "order", "\"type\":\"order\",\"order\":{\"text\":\"two\"}",
      "order", "two" },
    { "contacts", "\"type\":\"contacts\",\"contacts\":[{}]",
      "contacts", NULL },
    { "unsupported", "\"type\":\"unsupported\",\"errors\":[{\"code\":"
      "131051}]", "unsupported", NULL },
    { "a poll", "\"type\":\"unsupported\",\"unsupported\":{\"type\":"
      "\"poll\"}", "unsupported", NULL },
    { "a correction that is not supported", "\"type\":\"unsupported\","
      "\"unsupported\":{\"type\":\"edit\"}", "edit", NULL },
    { "request_welcome", "\"type\":\"request_welcome\"",
      "request_welcome", NULL },
    { "edit", "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"w\","
      "\"message\":{\"type\":\"text\",\"text\":{\"body\":\"new\"}}}",
      "edit", "new" },
    { "revoke", "\"type\":\"revoke\",\"revoke\":{}", "revoke", NULL },
    { "reaction taken back", "\"type\":\"reaction\",\"reaction\":{"
      "\"message_id\":\"wamid.X\"}", "reaction", NULL },
    { "call permission", "\"type\":\"interactive\",\"interactive\":{"
      "\"type\":\"call_permission_reply\",\"call_permission_reply\":{"
      "\"response\":\"accept\"}}", "interactive", NULL },
    { "video", "\"type\":\"video\",\"video\":{\"id\":\"M\",\"caption\":"
      "\"v\"}", "video", "v" },
    { "one of tomorrow", "\"type\":\"hologram\",\"hologram\":7",
      "hologram", NULL },
    { "interactive of another shape", "\"type\":\"interactive\","
      "\"interactive\":[1]", "interactive", NULL },
    { "text of another shape", "\"type\":\"text\",\"text\":\"x\"",
      "text", NULL },
    { "a lone surrogate", "\"type\":\"text\",\"text\":{\"body\":"
      "\"a\\ud800b\\u0000\"}", "text", "a\xef\xbf\xbd" "b\xef\xbf\xbd" },
};


static void
test_types(void)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        char  value[1024];

        snprintf(value, sizeof(value), "\"messages\":[{\"from\":\"52155\","
                 "\"id\":\"wamid.A1\",\"timestamp\":\"1795219200\",%s}]",
                 types[i].message);
        ok(parse_value("messages", value) == NULL && n == 1, "%s",
           types[i].name);
        is_str(get(0, "kind"), "message", "a message");
        is_str(get(0, "type"), types[i].type, "type");
        is_str(get(0, "text"), types[i].text, "text");
    }

    is_str(get(0, "id"), "wamid.A1", "id");
    is_int(json_integer_value(json_object_get(items[0], "at_ms")),
           1795219200000, "time");
    is_str(get(0, "account"), "1065001", "account");
}


static void
test_identity(void)
{
    static const char  contacts[] = "\"contacts\":[{\"wa_id\":\"111\","
        "\"user_id\":\"MX.1\",\"profile\":{\"name\":\"Ana\"}},{\"wa_id\":"
        "\"222\",\"profile\":{\"name\":\"Bea\"}},{\"user_id\":\"MX.3\","
        "\"profile\":{\"name\":\"Eva\"}}]";
    static const struct {
        const char *name, *from, *contact;
    } cases[] = {
        { "number known with an id", "\"from\":\"111\"",
          "{\"ids\":[[\"bsuid\",\"MX.1\"],[\"wa_id\",\"111\"]],"
          "\"name\":\"Ana\"}" },
        { "id known with a number", "\"from_user_id\":\"MX.1\"",
          "{\"ids\":[[\"bsuid\",\"MX.1\"],[\"wa_id\",\"111\"]],"
          "\"name\":\"Ana\"}" },
        { "number only", "\"from\":\"222\"",
          "{\"ids\":[[\"wa_id\",\"222\"]],\"name\":\"Bea\"}" },
        { "id only, from empty", "\"from\":\"\",\"from_user_id\":\"MX.3\"",
          "{\"ids\":[[\"bsuid\",\"MX.3\"]],\"name\":\"Eva\"}" },
        { "no contact of that name", "\"from\":\"999\"",
          "{\"ids\":[[\"wa_id\",\"999\"]],\"name\":null}" },
        { "contradicting contact is not taken",
          "\"from\":\"222\",\"from_user_id\":\"MX.1\"",
          "{\"ids\":[[\"bsuid\",\"MX.1\"],[\"wa_id\",\"222\"]],"
          "\"name\":\"Bea\"}" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char  value[2048];

        snprintf(value, sizeof(value), "%s,\"messages\":[{%s,\"id\":\"a\","
                 "\"type\":\"text\",\"text\":{\"body\":\"x\"}}]", contacts,
                 cases[i].from);
        parse_value("messages", value);
        is_str(ids(json_object_get(items[0], "contact")), cases[i].contact,
               cases[i].name);
    }

    parse_value("messages", "\"messages\":[{\"id\":\"a\",\"type\":\"text\"}]");
    is_str(get(0, "reason"), "no_contact", "nobody: a dead letter");

    parse_value("messages", "\"contacts\":[{\"user_id\":\"MX.9\"}],"
                "\"messages\":[{\"id\":\"a\",\"type\":\"text\"}]");
    is_str(ids(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"bsuid\",\"MX.9\"]],\"name\":null}",
           "the only contact is the sender");
}


static void
test_statuses(void)
{
    parse_value("messages", "\"statuses\":[{\"id\":\"wamid.O\",\"status\":"
        "\"delivered\",\"timestamp\":1795219210,\"biz_opaque_callback_data\":"
        "\"01977f0a-0000-7000-8000-00000000abcd\"},"
        "{\"id\":\"wamid.P\",\"status\":\"failed\",\"errors\":[{\"code\":1}],"
        "\"biz_opaque_callback_data\":\"job-77\"},"
        "{\"id\":\"wamid.Q\",\"status\":\"captured\"},"
        "{\"status\":\"sent\"}]");
    is_int(n, 4, "four statuses");
    is_str(get(0, "kind"), "status", "status");
    is_str(get(0, "outbox"), "01977f0a-0000-7000-8000-00000000abcd",
           "our id comes back");
    is_int(json_integer_value(json_object_get(items[0], "at_ms")),
           1795219210000, "a number is a time too");
    is_str(get(1, "outbox"), NULL, "an id that is not ours is none");
    ok(json_is_array(json_object_get(items[1], "errors")), "errors");
    is_str(get(2, "kind"), "event", "an unknown status is an event");
    is_str(get(3, "reason"), "shape", "without any id: dead");

    parse_value("calls", "\"statuses\":[{\"id\":\"w\",\"status\":\"sent\"}]");
    is_str(get(0, "kind"), "event", "a call's status is no message's");
}


static void
test_events_and_merges(void)
{
    static const char *const  fields[] = {
        "calls", "account_update", "account_alerts", "account_review_update",
        "business_capability_update", "message_template_status_update",
        "message_template_quality_update", "phone_number_quality_update",
        "user_id_update", "security", "history", "group_lifecycle_update",
        "flows", "a_field_of_tomorrow"
    };

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        ok(parse_value(fields[i], "\"event\":\"X\",\"calls\":[{}]") == NULL
           && n == 1, "%s", fields[i]);
        is_str(get(0, "kind"), "event", "an event");
        is_str(get(0, "field"), fields[i], "with its field");
        ok(json_is_object(json_object_get(items[0], "content")), "and content");
    }

    parse_value("messages", "\"errors\":[{\"code\":130429}]");
    is_str(get(0, "field"), "errors", "errors of the account");

    parse_value("messages", "\"messages\":[{\"from\":\"111\",\"id\":\"s\","
        "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\","
        "\"wa_id\":\"222\"}}]");
    is_str(get(0, "kind"), "merge", "a changed number");
    is_str(ids(json_object_get(items[0], "old")), "[[\"wa_id\",\"111\"]]",
           "old");
    is_str(ids(json_object_get(items[0], "new")), "[[\"wa_id\",\"222\"]]",
           "new");

    parse_value("messages", "\"messages\":[{\"id\":\"s\",\"type\":\"system\","
        "\"from_user_id\":\"MX.2\",\"system\":{\"type\":"
        "\"user_changed_user_id\",\"user_id\":\"MX.2\",\"previous_user_id\":"
        "\"MX.1\"}}]");
    is_str(ids(json_object_get(items[0], "old")), "[[\"bsuid\",\"MX.1\"]]",
           "a changed id: old");

    parse_value("messages", "\"messages\":[{\"from\":\"1\",\"id\":\"s\","
                "\"type\":\"system\",\"system\":{\"body\":\"x\"}}]");
    is_str(get(0, "kind"), "event", "another system message is an event");
}


static void
test_echoes(void)
{
    parse_value("smb_message_echoes", "\"message_echoes\":[{\"from\":"
        "\"15550001111\",\"to\":\"52155\",\"id\":\"wamid.E\",\"timestamp\":"
        "\"1795219200\",\"type\":\"text\",\"text\":{\"body\":\"voy\"}},"
        "{\"to_user_id\":\"MX.1\",\"id\":\"e2\",\"type\":\"image\"},"
        "{\"id\":\"e3\",\"type\":\"text\"},{\"to\":\"52155\"}]");
    is_int(n, 4, "four echoes");
    is_str(get(0, "kind"), "echo", "said on the phone");
    is_str(get(0, "text"), "voy", "text");
    is_str(ids(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"wa_id\",\"52155\"]],\"name\":null}", "to whom");
    is_str(ids(json_object_get(items[1], "contact")),
           "{\"ids\":[[\"bsuid\",\"MX.1\"]],\"name\":null}", "or to an id");
    is_str(get(2, "reason"), "no_contact", "to nobody");
    is_str(get(3, "reason"), "shape", "without a type");

    parse_value("messages", "\"message_echoes\":[{\"id\":\"e\"}]");
    is_str(get(0, "kind"), "event", "in another field: an event");
}


static void
test_groups(void)
{
    parse_value("messages", "\"messages\":[{\"from\":\"52155\",\"id\":\"g\","
        "\"group_id\":\"G1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}],"
        "\"statuses\":[{\"id\":\"w\",\"status\":\"sent\",\"recipient_type\":"
        "\"group\",\"pricing\":{\"category\":\"utility\"}}]");
    is_str(ids(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"wa_group\",\"G1\"]],\"name\":null}",
           "a group is a conversation of its own");
    is_str(ids(json_object_get(items[1], "content")),
           "{\"pricing\":{\"category\":\"utility\"},\"recipient_type\":"
           "\"group\"}", "what a status says is kept");
}


static void
test_keys(void)
{
    uint8_t  key[16];
    char     first[40];

    parse_value("messages", "\"messages\":[{\"from\":\"1\",\"type\":\"text\"},"
                "{\"from\":\"1\",\"type\":\"text\"},{\"from\":\"1\",\"type\":"
                "\"text\",\"id\":\"wamid.A\"}]");
    is_int(n, 3, "messages without an id are messages");
    is_str(get(0, "id"), NULL, "id null");
    ok(strcmp(get(0, "key"), get(1, "key")) != 0, "known by their place");

    dedup_key(SLICE_LIT("1065001"), SLICE_LIT("wamid.A"), key);
    for (int i = 0; i < 16; i++) {
        snprintf(first + 2 * i, 3, "%02x", key[i]);
    }
    is_str(get(2, "key"), first, "key of account and id");
}


/* 999 good ones and one of each kind of bad one in the middle. */
static void
test_hostile(void)
{
    static const char *const  bad[] = {
        "7", "null", "[]", "\"text\"", "{}", "{\"from\":\"1\",\"type\":1}",
        "{\"from\":\"1\",\"type\":\"\"}", "{\"from\":{},\"type\":\"text\"}",
        "{\"from\":\"1\",\"id\":\"w\",\"text\":{\"body\":\"x\"}}",
    };

    for (size_t b = 0; b < sizeof(bad) / sizeof(bad[0]); b++) {
        static char  value[1 << 19];
        size_t       at = (size_t) sprintf(value, "\"messages\":[");
        unsigned     dead = 0, good = 0;

        for (int i = 0; i < 1000; i++) {
            at += i == 500
                ? (size_t) sprintf(value + at, ",%s", bad[b])
                : (size_t) sprintf(value + at, "%s{\"from\":\"1\",\"id\":"
                      "\"w%d\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
                      i > 0 ? "," : "", i);
        }
        strcpy(value + at, "]");

        ok(parse_value("messages", value) == NULL, "%s", bad[b]);
        for (unsigned i = 0; i < n; i++) {
            dead += strcmp(get(i, "kind"), "dead") == 0;
            good += strcmp(get(i, "kind"), "message") == 0;
        }
        is_int(dead, 1, "one dead letter");
        is_int(good, 999, "999 messages");
        is_mem(raws[500].data, raws[500].len, bad[b], strlen(bad[b]),
               "its raw bytes");
    }
}


static void
test_records(void)
{
    unsigned  total = 0;

    is_str(parse_bytes("{", 0, 1), "parse", "not JSON");
    is_int(n, 0, "nothing emitted");
    ok(parse_bytes("[]", 0, 1) != NULL, "another shape");

    /* two accounts: each partition takes its own, nobody takes none */

    for (unsigned p = 0; p < 16; p++) {
        ok(parse_bytes("{\"object\":\"whatsapp_business_account\",\"entry\":[{"
            "\"id\":\"W\",\"changes\":[{\"field\":\"messages\",\"value\":{"
            "\"metadata\":{\"phone_number_id\":\"1065001\"},\"messages\":[{"
            "\"from\":\"1\",\"id\":\"a\",\"type\":\"text\"}],\"statuses\":[{"
            "\"id\":\"b\",\"status\":\"sent\"}]}},{\"field\":\"messages\","
            "\"value\":{\"metadata\":{\"phone_number_id\":\"1065002\"},"
            "\"messages\":[{\"from\":\"1\",\"id\":\"c\",\"type\":\"text\"}]}}"
            "]}]}", p, 16) == NULL, "parsed");
        for (unsigned i = 0; i < n; i++) {
            ok(partition_of(slice_str(get(i, "account")), 16) == p,
               "only accounts of the partition");
        }
        total += n;
    }

    is_int(total, 3, "messages and statuses, each taken once");
}


static void
test_webchat(void)
{
    const channel_t  *chat = channel_find(SLICE_LIT("webchat"));
    char              key[40];
    record_t          r = {
        .kind = RECORD_WEBHOOK, .endpoint = SLICE_LIT("demo"),
        .sender = SLICE_LIT("v1"), .request_id = SLICE_LIT("req"),
        .payload = SLICE_LIT("{\"id\":\"u1\",\"text\":\"hola\"}"),
    };

    n = 0;
    ok(chat->parse(&r, 0, 1, pool, emit, NULL) == NULL && n == 1, "a message");
    is_str(get(0, "text"), "hola", "text");
    is_str(get(0, "account"), "demo", "the endpoint is the account");
    is_str(ids(json_object_get(items[0], "contact")),
           "{\"ids\":[[\"visitor\",\"v1\"]],\"name\":null}", "the visitor");
    snprintf(key, sizeof(key), "%s", get(0, "key"));

    r.sender = SLICE_LIT("v2");
    chat->parse(&r, 0, 1, pool, emit, NULL);
    ok(strcmp(get(1, "key"), key) != 0, "another visitor's id is another key");

    r.payload = SLICE_LIT("{\"id\":\"u1\"}");
    is_str(chat->parse(&r, 0, 1, pool, emit, NULL), "shape", "no text");
    r.payload = SLICE_LIT("{\"id\":");
    is_str(chat->parse(&r, 0, 1, pool, emit, NULL), "parse", "not JSON");
    ok(channel_find(SLICE_LIT("smoke")) == NULL, "no such channel");
}


int
main(void)
{
    test_types();
    test_identity();
    test_statuses();
    test_events_and_merges();
    test_echoes();
    test_groups();
    test_keys();
    test_hostile();
    test_records();
    test_webchat();
    pool_free(pool);

    return done_testing();
}
