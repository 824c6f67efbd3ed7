/*
 * common/scan: the grammar, the envelope in every odd shape, hostile inputs
 * (F86, F87, F88), and what json_repair() makes of them for jansson.
 */

#include <stdlib.h>

#include <jansson.h>

#include "common/scan.h"
#include "t/unit/tap.h"

#define N_OF(array)  (sizeof(array) / sizeof(array[0]))

#define ENVELOPE(entries) \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[" entries "]}"
#define ENTRY(changes) \
    ENVELOPE("{\"id\":\"W1\",\"changes\":[" changes "]}")
#define VALUE(members)  ENTRY("{\"field\":\"f\",\"value\":{" members "}}")
#define META            "\"metadata\":{\"phone_number_id\":\"P1\"}"


/* ---- the grammar ---- */

static const char *const  well_formed[] = {
    "{}", "[]", "0", "-0", "\"\"", "true", "false", "null", " \t\r\n1 \t\r\n",
    "[1,-2,0.5,-0.0,1e5,1E+5,1e-5,10.25e3,1e400,-1e400]",
    "123456789012345678901234567890", "[[],{},[[]]]", "{\"a\":{},\"a\":[1]}",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uABcd\"",
    "\"\\ud800\"", "\"\\u0000\"",
    "\"\x7f\xff\xc3\"", "{ \"a\" : [ 1 , 2 ] , \"b\" : null }",
    "\"0123456789abcdef\"", "\"0123456789abcde\\n0123456789abcdef\"",
};

static const char *const  ill_formed[] = {
    "", " ", "{", "}", "[", "]", "\"", "{]", "[}", "[1", "[1,", "[1,]", "[,1]",
    "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
    "{,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\":1 \"b\":2}",
    "{} {}", "1 1", "{}x", "nul", "nulll", "True", "tru", "falsy", "NaN",
    "Infinity", "-", "+1", "01", "-01", "00", ".5", "1.", "1.e5", "-.5", "1e",
    "1e+", "1e5.5", "0x10", "1_0", "--1", "\"\\x\"", "\"\\u12\"",
    "\"\\ug234\"", "\"\\u1g34\"", "\"\\u12g4\"", "\"\\u123g\"",
    "\"\\", "\"\\u", "\"\\u123", "\"a\nb\"", "\"\t\"", "\"\x1f\"", "'a'",
    "\xef\xbb\xbf{}", "// comment\n{}", "{} // comment", "/**/1", "\xff",
    "\x01", "\f1", "\v1", "\xc2\xa0" "1", "[\"0123456789abcde\x01\"]",
};


static void
test_grammar(void)
{
    for (size_t i = 0; i < N_OF(well_formed); i++) {
        ok(scan_json(slice_str(well_formed[i])) == SCAN_OK,
           "well-formed %zu", i);
    }

    for (size_t i = 0; i < N_OF(ill_formed); i++) {
        ok(scan_json(slice_str(ill_formed[i])) == SCAN_SYNTAX,
           "ill-formed %zu", i);
    }

    is(scan_json(SLICE_NULL), SCAN_SYNTAX, "no bytes");
    is(scan_json(SLICE_LIT("{}\0")), SCAN_SYNTAX, "a NUL behind");
    is(scan_json(SLICE_LIT("\"a\0b\"")), SCAN_SYNTAX, "a NUL in a string");
}


/* Every byte, at every distance from the end of the buffer, in a string. */

static void
test_string_bytes(void)
{
    unsigned  wrong = 0;
    uint8_t   text[42];

    for (unsigned ch = 0; ch < 256; ch++) {
        bool  legal = ch >= 0x20 && ch != '"' && ch != '\\';

        for (size_t at = 1; at <= 40; at++) {
            memset(text, 'x', sizeof(text));
            text[0] = text[41] = '"';
            text[at] = (uint8_t) ch;
            wrong += (scan_json(slice_make(text, 42)) == SCAN_OK) != legal
                     && !(ch == '\\' && at == 40);
        }
    }

    is(wrong, 0, "256 bytes at 40 places of a string");
}


static scan_rc_t
scan_nested(size_t depth, uint8_t open, uint8_t close)
{
    uint8_t    *text = malloc(2 * depth);
    scan_rc_t   rc;

    memset(text, open, depth);
    memset(text + depth, close, depth);
    rc = scan_json(slice_make(text, 2 * depth));
    free(text);

    return rc;
}


static void
test_depth(void)
{
    scan_accounts_t  accounts;
    char             deep[256];
    int              len;

    is(scan_nested(SCAN_DEPTH_MAX, '[', ']'), SCAN_OK, "64 deep");
    is(scan_nested(SCAN_DEPTH_MAX + 1, '[', ']'), SCAN_DEPTH, "65 deep");
    is(scan_nested(100000, '[', ']'), SCAN_DEPTH, "100,000 deep (F88)");

    /* the envelope is walked by other code: the same cap */

    len = snprintf(deep, sizeof(deep), "{\"x\":%.*s%.*s}", 64,
                   "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                   "[[[[[[[[[[[[", 64,
                   "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
                   "]]]]]]]]]]]]");
    is(scan_whatsapp_accounts(slice_make(deep, (size_t) len), &accounts),
       SCAN_DEPTH, "65 deep below an envelope");
}


/* ---- members and strings ---- */

static void
test_member(void)
{
    slice_t  o = SLICE_LIT("{ \"a\" : 1, \"b\":[2, 3] , \"a\":{\"b\":4},"
                           "\"\\u0063\\/\":\"x\\n\", \"s\":\"plain\"}");
    slice_t  v = SLICE_LIT("was");

    ok(scan_member(o, "a", &v) && slice_eq(v, SLICE_LIT("{\"b\":4}")),
       "the last one wins");
    ok(scan_member(o, "b", &v) && slice_eq(v, SLICE_LIT("[2, 3]")),
       "verbatim, this level only");
    ok(scan_member(o, "c/", &v) && slice_eq(v, SLICE_LIT("\"x\\n\"")),
       "an escaped key is the key it spells");
    ok(!scan_plain_string(v, &v), "a string with an escape is not plain");
    ok(scan_member(o, "s", &v) && scan_plain_string(v, &v)
       && slice_eq(v, SLICE_LIT("plain")), "a plain string");
    ok(!scan_member(o, "", &v) && !scan_member(o, "z", &v), "no such member");
    ok(!scan_member(SLICE_LIT("[1]"), "a", &v), "an array has no members");
    ok(!scan_member(SLICE_LIT("{\"a\":1,}"), "a", &v), "ill-formed");
    ok(!scan_member(SLICE_LIT("{\"a\":1} "" x"), "a", &v), "bytes behind");
    ok(!scan_member(SLICE_NULL, "a", &v), "nothing");
    ok(slice_eq(v, SLICE_LIT("plain")), "out-parameter untouched");

    ok(!scan_plain_string(SLICE_LIT("\"a\",\"b\""), &v), "two strings");
    ok(!scan_plain_string(SLICE_LIT("\""), &v), "half a string");
    ok(!scan_plain_string(SLICE_LIT("7"), &v), "a number");
    ok(scan_plain_string(SLICE_LIT("\"\""), &v) && v.len == 0, "empty");
}


/* ---- the envelope ---- */

/* What a body says, in words: "P1,W2 | M:P1 S:P1 C:W2" or its verdict. */

static bool
describe_update(void *data, const scan_update_t *u)
{
    char  *text = data;

    snprintf(text + strlen(text), 400 - strlen(text), " %c:%.*s",
             "MSEC"[u->kind], (int) u->account.len,
             (const char *) u->account.data);

    return true;
}


static const char *
describe(slice_t body)
{
    static const char *const  verdict[] = {
        "OK", "SYNTAX", "DEPTH", "SHAPE", "TOO_MANY"
    };
    static char               text[400];
    scan_accounts_t           accounts;
    scan_rc_t                 rc = scan_whatsapp_accounts(body, &accounts);

    text[0] = '\0';

    for (unsigned i = 0; rc == SCAN_OK && i < accounts.n; i++) {
        snprintf(text + strlen(text), 400 - strlen(text), "%s%.*s",
                 i > 0 ? "," : "", (int) accounts.account[i].len,
                 (const char *) accounts.account[i].data);
    }

    snprintf(text + strlen(text), 400 - strlen(text), " |");

    if (scan_whatsapp_updates(body, describe_update, text) != rc) {
        return "the two verdicts differ";
    }

    return rc == SCAN_OK ? text : verdict[rc];
}


static const struct {
    const char  *name;
    const char  *body;
    const char  *want;
} shapes[] = {
    { "a message", VALUE(META ",\"messages\":[{}]"), "P1 | M:P1" },
    { "two messages", VALUE(META ",\"messages\":[{},{}]"), "P1 | M:P1 M:P1" },
    { "a status", VALUE("\"statuses\":[{}]," META), "P1 | S:P1" },
    { "both, in body order", VALUE("\"statuses\":[{}],\"messages\":[{}]"),
      "W1 | S:W1 M:W1" },
    { "echoes of what was said on the phone",
      VALUE(META ",\"message_echoes\":[{},{}],\"messages\":[1]"),
      "P1 | E:P1 E:P1 M:P1" },
    { "echoes no array", VALUE(META ",\"message_echoes\":{}"), "P1 | C:P1" },
    { "an element that is no object", VALUE(META ",\"messages\":[1,{},\"x\"]"),
      "P1 | M:P1 M:P1 M:P1" },
    { "messages empty", VALUE(META ",\"messages\":[]"), "P1 | C:P1" },
    { "messages no array", VALUE(META ",\"messages\":{}"), "P1 | C:P1" },
    { "messages null beside a status",
      VALUE(META ",\"messages\":null,\"statuses\":[1]"), "P1 | S:P1 C:P1" },
    { "errors alone", VALUE(META ",\"errors\":[{}]"), "P1 | C:P1" },
    { "errors beside a message", VALUE(META ",\"messages\":[1],\"errors\":[2]"),
      "P1 | M:P1 C:P1" },
    { "errors empty beside a message",
      VALUE(META ",\"messages\":[1],\"errors\":[]"), "P1 | M:P1" },
    { "a new kind of value", VALUE(META ",\"calls\":[{},{}]"), "P1 | C:P1" },

    { "metadata missing", VALUE("\"messages\":[1]"), "W1 | M:W1" },
    { "metadata no object", VALUE("\"metadata\":[],\"messages\":[1]"),
      "W1 | M:W1" },
    { "phone_number_id a number",
      VALUE("\"metadata\":{\"phone_number_id\":1},\"messages\":[1]"),
      "W1 | M:W1" },
    { "phone_number_id empty",
      VALUE("\"metadata\":{\"phone_number_id\":\"\"},\"messages\":[1]"),
      "W1 | M:W1" },
    { "phone_number_id with an escape",
      VALUE("\"metadata\":{\"phone_number_id\":\"\\u0031\"}"), "SHAPE" },
    { "phone_number_id not ASCII",
      VALUE("\"metadata\":{\"phone_number_id\":\"\xc3\xa4\"}"), "SHAPE" },
    { "an unused id with an escape",
      ENVELOPE("{\"id\":\"\\n\",\"changes\":[{\"value\":{" META "}}]}"),
      "P1 | C:P1" },

    { "value missing", ENTRY("{\"field\":\"x\"}"), "W1 | C:W1" },
    { "value no object", ENTRY("{\"value\":\"x\"}"), "W1 | C:W1" },
    { "change no object", ENTRY("1,\"x\",[],null"),
      "W1 | C:W1 C:W1 C:W1 C:W1" },
    { "changes empty", ENTRY(""), "W1 | C:W1" },
    { "changes no array", ENVELOPE("{\"id\":\"W1\",\"changes\":{}}"),
      "W1 | C:W1" },
    { "changes missing", ENVELOPE("{\"id\":\"W1\",\"messaging\":[1]}"),
      "W1 | C:W1" },
    { "the id behind", ENVELOPE("{\"changes\":[1],\"id\":\"W9\"}"),
      "W9 | C:W9" },

    { "entry id missing, no other", ENVELOPE("{\"changes\":[1]}"), "SHAPE" },
    { "entry id a number, no other", ENVELOPE("{\"id\":7,\"changes\":[1]}"),
      "SHAPE" },
    { "entry no object, no other", ENVELOPE("5"), "SHAPE" },
    { "entry no object beside one", ENVELOPE("5,{\"id\":\"W2\"}"),
      ",W2 | C: C:W2" },
    { "two entries", ENVELOPE("{\"id\":\"W1\",\"changes\":[1]},"
                              "{\"id\":\"W2\",\"changes\":[2]},"
                              "{\"id\":\"W1\",\"changes\":[3]}"),
      "W1,W2 | C:W1 C:W2 C:W1" },

    { "entry empty (Meta's own test)", ENVELOPE(""), "SHAPE" },
    { "entry no array",
      "{\"object\":\"whatsapp_business_account\",\"entry\":{\"id\":\"W\"}}",
      "SHAPE" },
    { "entry missing", "{\"object\":\"whatsapp_business_account\"}", "SHAPE" },
    { "empty object", "{}", "SHAPE" },
    { "no object", "[]", "SHAPE" },
    { "wrong object", "{\"object\":\"page\",\"entry\":[{\"id\":\"W\"}]}",
      "SHAPE" },
    { "object missing", "{\"entry\":[{\"id\":\"W\"}]}", "SHAPE" },
    { "object a number", "{\"object\":1,\"entry\":[{\"id\":\"W\"}]}", "SHAPE" },
    { "object spelled with escapes",
      "{\"object\":\"whatsapp\\u005fbusiness\\u005Faccount\","
      "\"entry\":[{\"id\":\"W\"}]}", "W | C:W" },
    { "not JSON", "hello", "SYNTAX" },
    { "trailing garbage", VALUE(META) "x", "SYNTAX" },
    { "a comma too many", VALUE(META ","), "SYNTAX" },
    { "BOM", "\xef\xbb\xbf" VALUE(META), "SYNTAX" },

    { "object twice", "{\"object\":\"page\",\"object\":"
      "\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\"}]}", "W | C:W" },
    { "object twice, wrong one last",
      "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\"}],"
      "\"object\":\"page\"}", "SHAPE" },
    { "entry twice",
      "{\"object\":\"whatsapp_business_account\",\"entry\":["
      "{\"id\":\"\\n\"},1],"
      "\"\\u0065ntry\":[{\"id\":\"W2\"}]}", "W2 | C:W2" },
    { "entry twice, no array last",
      "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\"}],"
      "\"entry\":0}", "SHAPE" },
    { "changes twice", ENVELOPE("{\"id\":\"W1\",\"changes\":[1,2],"
                                "\"changes\":[3]}"), "W1 | C:W1" },
    { "changes twice, no array last",
      ENVELOPE("{\"id\":\"W1\",\"changes\":[1,2],\"changes\":3}"),
      "W1 | C:W1" },
    { "id twice", ENVELOPE("{\"id\":\"W1\",\"id\":\"W2\"}"), "W2 | C:W2" },
    { "value twice", ENTRY("{\"value\":{" META ",\"messages\":[1]},"
                           "\"value\":{\"statuses\":[1]}}"), "W1 | S:W1" },
    { "value twice, no object last",
      ENTRY("{\"value\":{" META ",\"messages\":[1]},\"value\":0}"),
      "W1 | C:W1" },
    { "metadata twice", VALUE(META ",\"metadata\":{}"), "W1 | C:W1" },
    { "messages twice", VALUE("\"messages\":[1,2],\"messages\":[3]"),
      "W1 | M:W1" },
};


static void
test_shapes(void)
{
    for (size_t i = 0; i < N_OF(shapes); i++) {
        is_str(describe(slice_str(shapes[i].body)), shapes[i].want,
               shapes[i].name);
    }
}


static bool
take_update(void *data, const scan_update_t *u)
{
    *(scan_update_t *) data = *u;

    return false;
}


static bool
count_update(void *data, const scan_update_t *u)
{
    (void) u;
    ++*(unsigned *) data;

    return true;
}


static void
test_update_parts(void)
{
    slice_t        body = SLICE_LIT(VALUE("\"contacts\": [ {} ] ," META
                                    ", \"messages\":[ {\"id\": \"a\"} , 2]"));
    scan_update_t  u;

    is(scan_whatsapp_updates(body, take_update, &u), SCAN_OK,
       "stopped by its caller");
    ok(slice_eq(u.element, SLICE_LIT("{\"id\": \"a\"}")), "element, verbatim");
    ok(slice_eq(u.contacts, SLICE_LIT("[ {} ]")), "contacts, verbatim");
    ok(slice_eq(u.metadata, SLICE_LIT("{\"phone_number_id\":\"P1\"}")),
       "metadata, verbatim");
    ok(slice_eq(u.field, SLICE_LIT("f")), "field, its content");

    body = SLICE_LIT(ENTRY(" {\"field\":7} "));
    (void) scan_whatsapp_updates(body, take_update, &u);
    ok(u.kind == SCAN_CHANGE && slice_eq(u.element, SLICE_LIT("{\"field\":7}"))
       && u.field.len == 0 && u.contacts.len == 0 && u.metadata.len == 0,
       "a change of unknown shape");
}


/* ---- limits and hostile inputs ---- */

typedef struct {
    char    *text;
    size_t   len;
} text_t;


static void
add(text_t *t, const char *piece)
{
    memcpy(t->text + t->len, piece, strlen(piece));
    t->len += strlen(piece);
}


static unsigned
count_updates(const text_t *t, scan_rc_t want)
{
    unsigned  n = 0;

    is(scan_whatsapp_updates(slice_make(t->text, t->len), count_update, &n),
       want, "verdict");

    return n;
}


/* One webhook with n messages on accounts of their own, or on one. */

static void
build(text_t *t, unsigned n, unsigned accounts)
{
    char  piece[128];

    t->len = 0;
    add(t, "{\"object\":\"whatsapp_business_account\",\"entry\":[");

    for (unsigned i = 0; i < n; i++) {
        snprintf(piece, sizeof(piece), "%s{\"id\":\"W%u\",\"changes\":["
                 "{\"value\":{\"messages\":[%s]}}]}", i > 0 ? "," : "",
                 i % accounts, i == n / 2 ? "false" : "{}");
        add(t, piece);
    }

    add(t, "]}");
}


static void
test_limits(text_t *t)
{
    scan_accounts_t  accounts = { .n = 77 };
    char             id[SCAN_ACCOUNT_LEN + 2], body[512];

    build(t, SCAN_UPDATES_MAX, 3);
    is(count_updates(t, SCAN_OK), 1000, "1,000 updates, one odd (F86)");
    is(scan_whatsapp_accounts(slice_make(t->text, t->len), &accounts), SCAN_OK,
       "their accounts");
    is(accounts.n, 3, "are three");

    build(t, SCAN_UPDATES_MAX + 1, 3);
    is(count_updates(t, SCAN_TOO_MANY), 0, "1,001 updates: none is emitted");

    build(t, 100, SCAN_ACCOUNTS_MAX);
    is(count_updates(t, SCAN_OK), 100, "64 accounts");
    build(t, 100, SCAN_ACCOUNTS_MAX + 1);
    is(count_updates(t, SCAN_TOO_MANY), 0, "65 accounts");
    accounts.n = 77;
    (void) scan_whatsapp_accounts(slice_make(t->text, t->len), &accounts);
    is(accounts.n, 77, "out-parameter untouched");

    memset(id, 'i', sizeof(id));
    snprintf(body, sizeof(body), ENVELOPE("{\"id\":\"%.*s\"}"), 128, id);
    ok(strncmp(describe(slice_str(body)), "iii", 3) == 0, "an id of 128 bytes");
    snprintf(body, sizeof(body), ENVELOPE("{\"id\":\"%.*s\"}"), 129, id);
    is_str(describe(slice_str(body)), "SHAPE", "an id of 129 bytes");

    /* what a later duplicate takes back does not count */

    build(t, SCAN_UPDATES_MAX + 1, 3);
    t->len--;
    add(t, ",\"entry\":[{\"id\":\"W\"}]}");
    is(count_updates(t, SCAN_OK), 1, "1,001 updates taken back");
}


static void
test_million_keys(text_t *t)
{
    char  piece[32];

    t->len = 0;
    add(t, "{\"object\":\"whatsapp_business_account\"");

    for (unsigned i = 0; i < 1000000; i++) {
        snprintf(piece, sizeof(piece), ",\"k%u\":%u", i, i);
        add(t, piece);
    }

    add(t, ",\"entry\":[{\"id\":\"W\"}]}");
    is(count_updates(t, SCAN_OK), 1, "10^6 keys (F88)");
}


/* Cut anywhere, a webhook is not JSON, and nothing reads behind the cut. */

static void
test_truncation(void)
{
    const char  *body = VALUE(META ",\"messages\":[{\"t\":\"\\u00e4\\n\"},"
                              "-1.5e3,"
                              "true,null]");
    unsigned     wrong = 0;

    for (size_t len = 0; len < strlen(body); len++) {
        uint8_t          *copy = malloc(len + (len == 0));
        scan_accounts_t   accounts;

        memcpy(copy, body, len);
        wrong += scan_whatsapp_accounts(slice_make(copy, len), &accounts)
                 != SCAN_SYNTAX;
        wrong += scan_json(slice_make(copy, len)) != SCAN_SYNTAX;
        free(copy);
    }

    is(wrong, 0, "every truncation is SYNTAX");
}


/* ---- repair ---- */

static const struct {
    const char  *name;
    const char  *before;
    const char  *after;
    unsigned     repairs;
} repairs[] = {
    { "nothing to do", "{\"a\":\"\\u00e4\xc3\xa4 \xf0\x9f\x98\x80\",\"b\":-0}",
      "{\"a\":\"\\u00e4\xc3\xa4 \xf0\x9f\x98\x80\",\"b\":-0}", 0 },
    { "a pair stays", "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"", 0 },
    { "lone lead", "\"\\ud800x\"", "\"\\ufffdx\"", 1 },
    { "lone lead at the end", "\"\\uD83D\"", "\"\\ufffd\"", 1 },
    { "lone trail", "\"\\ude00\"", "\"\\ufffd\"", 1 },
    { "two leads and a trail", "\"\\ud83d\\ud83d\\ude00\"",
      "\"\\ufffd\\ud83d\\ude00\"", 1 },
    { "lead and a letter", "\"\\ud83d\\u0041\"", "\"\\ufffd\\u0041\"", 1 },
    { "NUL", "\"a\\u0000b\"", "\"a\\ufffdb\"", 1 },
    { "an escaped backslash is none", "\"\\\\u0000\"", "\"\\\\u0000\"", 0 },
    { "in a key", "{\"\\u0000\":1}", "{\"\\ufffd\":1}", 1 },
    { "Latin-1", "\"\xe4\"", "\"?\"", 1 },
    { "overlong", "\"\xc0\xaf\xe0\x80\xaf\"", "\"?????\"", 5 },
    { "CESU surrogate", "\"\xed\xa0\x80\"", "\"???\"", 3 },
    { "above U+10FFFF", "\"\xf4\x90\x80\x80\xf5\"", "\"?????\"", 5 },
    { "cut sequence", "\"\xf0\x9f\x98\"", "\"???\"", 3 },
    { "bidi and ZWJ stay", "\"\xe2\x80\xae\xe2\x80\x8d\"",
      "\"\xe2\x80\xae\xe2\x80\x8d\"", 0 },
    { "1e400", "[1e400,1]", "[null ,1]", 1 },
    { "-1e400", "[-1e400]", "[null  ]", 1 },
    { "1e-400", "[1e-400]", "[1e-400]", 0 },
    { "1e-99999", "[1e-99999]", "[null    ]", 1 },
    { "1e307", "[1e307]", "[1e307]", 0 },
    { "0.001e310", "[0.001e310]", "[0.001e310]", 0 },
    { "largest integer", "[9223372036854775807]", "[9223372036854775807]", 0 },
    { "one more", "[9223372036854775808]", "[null               ]", 1 },
    { "smallest integer", "[-9223372036854775808]", "[-9223372036854775808]",
      0 },
    { "one less", "[-9223372036854775809]", "[null                ]", 1 },
    { "digits in a string", "\"99999999999999999999\"",
      "\"99999999999999999999\"", 0 },
};


static void
test_repair(void)
{
    for (size_t i = 0; i < N_OF(repairs); i++) {
        size_t    len = strlen(repairs[i].before);
        uint8_t  *copy = malloc(len);
        json_t   *json;

        memcpy(copy, repairs[i].before, len);
        is(json_repair(copy, len), repairs[i].repairs, repairs[i].name);
        is_mem(copy, len, repairs[i].after, strlen(repairs[i].after),
               repairs[i].name);

        json = json_loadb((char *) copy, len, JSON_DECODE_ANY, NULL);
        ok(json != NULL, "jansson takes it: %s", repairs[i].name);
        json_decref(json);
        free(copy);
    }

    is(json_repair(NULL, 0), 0, "nothing");
}


int
main(void)
{
    text_t  t = { .text = malloc(32u << 20) };

    test_grammar();
    test_string_bytes();
    test_depth();
    test_member();
    test_shapes();
    test_update_parts();
    test_limits(&t);
    test_million_keys(&t);
    test_truncation();
    test_repair();

    free(t.text);

    return done_testing();
}
