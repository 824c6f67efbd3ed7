/*
 * providers_wire - what providers put on the wire: event streams of both
 * kinds in every split, the AWS signature against published vectors, schemas
 * and tools.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/providers/aws.h"
#include "worker/providers/eventstream.h"
#include "worker/providers/halves.h"
#include "worker/providers/schema.h"
#include "worker/providers/sigv4.h"
#include "worker/providers/sse.h"
#include "worker/providers/tools.h"

static char    seen[4096];
static size_t  seen_len;


/* ---- server-sent events ---- */

static bool
see(void *data, slice_t name, slice_t text)
{
    (void) data;
    seen_len += (size_t) snprintf(seen + seen_len, sizeof(seen) - seen_len,
                                  "[%.*s|%.*s]", (int) name.len,
                                  name.len ? (const char *) name.data : "",
                                  (int) text.len,
                                  text.len ? (const char *) text.data : "");

    return true;
}


static bool
sse_read(const char *stream, size_t len, size_t cut)
{
    pool_t  *pool = pool_new(POOL_CAP_DEFAULT);
    sse_t   *s = pool_alloc(pool, sizeof(sse_t));
    bool     ok;

    seen_len = 0;
    seen[0] = '\0';
    ok = sse_in(pool, s, 64, see, NULL)
         && sse_feed(s, slice_make(stream, cut))
         && sse_feed(s, slice_make(stream + cut, len - cut));
    pool_free(pool);

    return ok;
}


static void
test_sse(void)
{
    static const char  stream[] =
        "\xef\xbb\xbf" "data: one\n\n"
        ": ping\n\n"
        "event: two\r\ndata: a\r\ndata:b\r\ndata:  c\r\n\r\n"
        "event: alone\n\n"
        "id: 7\nretry: 5\ndata\n\n"
        "data: \xf0\x9f\x91\x8b\r\r"
        "data: not whole\n";
    static const char  want[] = "[|one][two|a\nb\n c][|][|\xf0\x9f\x91\x8b]";
    size_t             len = sizeof(stream) - 1, wrong = 0;
    char               big[256];

    for (size_t cut = 0; cut <= len; cut++) {
        wrong += !sse_read(stream, len, cut) || strcmp(seen, want) != 0;
    }
    ok(sse_read(stream, len, 0), "a stream is read");
    is_str(seen, want, "events, comments, line ends, mark, joined lines");
    is_int(wrong, 0, "in every split of two");

    memset(big, 'x', sizeof(big));
    memcpy(big, "data: ", 6);
    ok(!sse_read(big, sizeof(big), 100), "an event over the cap ends it");
}


/* ---- frames ---- */

static uint8_t  frames[2048];
static size_t   frames_len;


static void
put_u32(uint32_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        frames[frames_len++] = (uint8_t) (n >> shift);
    }
}


static void
put_header(const char *name, const char *value)
{
    size_t  n = strlen(name), v = strlen(value);

    frames[frames_len++] = (uint8_t) n;
    memcpy(frames + frames_len, name, n);
    frames_len += n;
    frames[frames_len++] = 7;
    frames[frames_len++] = (uint8_t) (v >> 8);
    frames[frames_len++] = (uint8_t) v;
    memcpy(frames + frames_len, value, v);
    frames_len += v;
}


static void
put_frame(const char *kind, const char *type, const char *payload)
{
    size_t  from = frames_len, headers, n = strlen(payload);
    uint8_t at[12];

    frames_len += 12;
    put_header(":message-type", "event");
    put_header(kind, type);
    frames[frames_len++] = 4;                   /* one that is no string */
    memcpy(frames + frames_len, "flag", 4);
    frames_len += 4;
    frames[frames_len++] = 0;
    headers = frames_len - from - 12;
    memcpy(frames + frames_len, payload, n);
    frames_len += n;

    n = frames_len;
    frames_len = from;
    put_u32((uint32_t) (n - from + 4));
    put_u32((uint32_t) headers);
    put_u32(crc32_of(slice_make(frames + from, 8)));
    memcpy(at, frames + from, 12);
    frames_len = n;
    put_u32(crc32_of(slice_make(frames + from, n - from)));
}


static bool
see_frame(void *data, const eventstream_event_t *e)
{
    return see(data, e->event_type, e->payload);
}


static bool
frames_read(size_t cut, size_t max, bool *ret_whole)
{
    pool_t         *pool = pool_new(POOL_CAP_DEFAULT);
    eventstream_t  *e = pool_alloc(pool, sizeof(eventstream_t));
    bool            ok;

    seen_len = 0;
    seen[0] = '\0';
    ok = eventstream_in(pool, e, max, see_frame, NULL)
         && eventstream_feed(e, slice_make(frames, cut))
         && eventstream_feed(e, slice_make(frames + cut, frames_len - cut));
    *ret_whole = eventstream_is_whole(e);
    pool_free(pool);

    return ok;
}


static void
test_frames(void)
{
    size_t  wrong = 0, passed = 0, one;
    bool    whole;

    is_int(crc32_of(SLICE_LIT("123456789")), 0xcbf43926, "the sum is zlib's");

    put_frame(":event-type", "a", "{\"x\":1}");
    one = frames_len;
    put_frame(":event-type", "bb", "");
    put_frame(":other", "c", "{}");

    for (size_t cut = 0; cut <= frames_len; cut++) {
        wrong += !frames_read(cut, 1024, &whole) || !whole
                 || strcmp(seen, "[a|{\"x\":1}][bb|][|{}]") != 0;
    }
    is_int(wrong, 0, "three frames in every split of two");

    for (size_t i = 0; i < one; i++) {
        frames[i] ^= 1;
        passed += frames_read(0, 1024, &whole) && seen_len > 0;
        frames[i] ^= 1;
    }
    is_int(passed, 0, "a bit changed anywhere in a frame ends the reading");

    ok(!frames_read(0, 40, &whole), "so does a frame over the cap");
    frames_len--;
    ok(frames_read(0, 1024, &whole) && !whole, "half a frame is not whole");
}


/* ---- characters cut in two ---- */

static const char *
joined(const char *first, const char *second)
{
    static buffer_t  out;
    uint16_t         half = 0;
    const char      *events[] = { first, second };

    buffer_free(&out);
    out.max = 256;

    for (int i = 0; i < 2; i++) {
        uint8_t  copy[128];
        json_t  *value;
        size_t   len = strlen(events[i]);

        memcpy(copy, events[i], len);
        (void) halves_mark(copy, len);
        value = json_loadb((char *) copy, len, JSON_DECODE_ANY, NULL);
        if (!halves_join(&half, slice_str(json_string_value(value)), &out)) {
            return "full";
        }
        json_decref(value);
    }

    return out.data == NULL ? "" : out.data;
}


static void
test_halves(void)
{
    uint8_t  pair[] = "\"\\ud83d\\udc4b \\\\ud83d\"";

    ok(!halves_mark(pair, sizeof(pair) - 1),
       "a pair is none, nor what only looks like an escape");
    is_str(joined("\"a\\ud83d\"", "\"\\uDC4b b\""), "a\xf0\x9f\x91\x8b b",
           "two halves become a character");
    is_str(joined("\"\\ud83d\"", "\"x\""), "\xef\xbf\xbdx",
           "one without the other is lost, and said to be");
    is_str(joined("\"x\"", "\"\\udc4b\""), "x\xef\xbf\xbd",
           "so is the second");
    is_str(joined("\"\\ud83d\\ud83d\"", "\"\\udc4b\""),
           "\xef\xbf\xbd\xf0\x9f\x91\x8b", "the nearer one is taken");
    (void) joined("\"\"", "\"\"");
}


/* ---- AWS signatures ---- */

static const char *
signature_of(pool_t *pool, sigv4_request_t *r, const char *region)
{
    const sigv4_key_t  key = {
        .access_key = SLICE_LIT("AKIDEXAMPLE"),
        .secret_key = SLICE_LIT("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
    };
    const char       **all;
    const char        *proof = "";

    r->method = r->method == NULL ? "POST" : r->method;
    r->region = region;
    r->query = r->query == NULL ? "" : r->query;
    r->now = 1795219200;                        /* 20261121T000000Z */
    all = sigv4_sign(pool, r, &key);

    for (size_t i = 0; all != NULL && all[i] != NULL; i++) {
        if (strncmp(all[i], "Authorization:", 14) == 0) {
            proof = strstr(all[i], "Signature=") + 10;
        }
    }

    return proof;
}


static void
test_signatures(void)
{
    pool_t           *pool = pool_new(POOL_CAP_DEFAULT);
    const char       *bedrock[] = {
        "Content-Type: application/json", "Content-Length: 2", NULL
    };
    const char       *comprehend[] = {
        "Content-Type: application/x-amz-json-1.1",
        "X-Amz-Target: Comprehend_20171127.DetectSentiment",
        "Content-Length: 35", NULL
    };
    const char       *s3[] = {
        "content-type: audio/ogg", "x-amz-meta-tenant: t1",
        "x-amz-server-side-encryption: aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id:"
        "  arn:aws:kms:us-east-1:111122223333:key/abc ",
        "x-amz-content-sha256:"
        " d7e35ae407d0a16c62bb08888e90d12beac16b80a699e8c54eb6babcb6fb2a60",
        "content-length: 10", NULL
    };
    sigv4_request_t   r = {
        .host = "bedrock-runtime.us-east-1.amazonaws.com",
        .path = "/model/anthropic.claude-3-5-sonnet-20240620-v1%3A0/converse",
        .headers = bedrock, .body = SLICE_LIT("{}"), .service = "bedrock",
    };
    sigv4_key_t       key;
    const char       *url;

    is_str(signature_of(pool, &r, "us-east-1"),
           "5c76fbeb8e631e83c2bb0b2e2e16fcd8b9888b5cb1d675d66b958cc1950b23ab",
           "Bedrock: an encoded path is encoded again");

    r.host = "comprehend.us-east-1.amazonaws.com";
    r.path = "/";
    r.headers = comprehend;
    r.body = SLICE_LIT("{\"Text\":\"hola\",\"LanguageCode\":\"es\"}");
    r.service = "comprehend";
    is_str(signature_of(pool, &r, "us-east-1"),
           "924e0c530d7f934b4811803a8c09ffb0f33996d567308adf1e7479a27d90b7ee",
           "Comprehend: the target is signed");

    r.method = "PUT";
    r.host = "media.s3.us-east-1.amazonaws.com";
    r.headers = s3;
    r.path = "/t1/b%20c.ogg";
    r.body = SLICE_LIT("hello opus");
    r.service = "s3";
    is_str(signature_of(pool, &r, "us-east-1"),
           "1e853cc9e0841a45012bbc6f2f0eb27ea74724286992816a428d20c296d68bab",
           "S3: the path as it is; a header whose name begins another's");

    key.access_key = SLICE_LIT("AKIDEXAMPLE");
    key.secret_key = SLICE_LIT("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    key.session_token = SLICE_NULL;
    r.method = "GET";
    url = sigv4_presign(pool, &r, &key, 300);
    ok(url != NULL && strstr(url, "X-Amz-Signature="
       "e7c9f19742b0e8f3101c9cf92e33a6ce8629cccdc0db226e9cadb9f5dab6c70f")
       != NULL, "S3: a link for five minutes");

    ok(sigv4_key_read(SLICE_LIT("id:sec/ret"), &key)
       && slice_eq(key.secret_key, SLICE_LIT("sec/ret"))
       && key.session_token.len == 0, "a key of two parts");
    ok(sigv4_key_read(SLICE_LIT("id:secret:to:ken"), &key)
       && slice_eq(key.session_token, SLICE_LIT("to:ken")), "of three");
    ok(!sigv4_key_read(SLICE_LIT("bearer-token"), &key)
       && !sigv4_key_read(SLICE_LIT(":x"), &key)
       && !sigv4_key_read(SLICE_LIT("x:"), &key)
       && !sigv4_key_read(SLICE_NULL, &key), "and none");
    is_str(uri_encode(pool, SLICE_LIT("a/b:c d~\xc3\xb1"), true),
           "a/b%3Ac%20d~%C3%B1", "encoding");
    ok(slice_eq(aws_error_name(SLICE_LIT("com.amazonaws.x#TheError:http")),
                SLICE_LIT("TheError")), "the name of an error");

    pool_free(pool);
}


/* ---- schemas ---- */

static const struct {
    const char  *schema, *value, *why;          /* why NULL: it fits */
} schemas[] = {
    { "{}", "1", NULL },
    { "{\"type\":\"integer\"}", "1", NULL },
    { "{\"type\":\"integer\"}", "1.0", NULL },
    { "{\"type\":\"integer\"}", "1.5", "must be of type integer" },
    { "{\"type\":[\"string\",\"null\"]}", "null", NULL },
    { "{\"type\":[\"string\",\"null\"]}", "0", "is of no type" },
    { "{\"enum\":[\"a\",2]}", "2", NULL },
    { "{\"enum\":[\"a\",2]}", "3", "none of the values" },
    { "{\"const\":\"a\"}", "\"b\"", "not the value" },
    { "{\"minimum\":1,\"maximum\":3}", "3", NULL },
    { "{\"minimum\":1,\"maximum\":3}", "4", "too large" },
    { "{\"minimum\":1}", "0.5", "too small" },
    { "{\"maxLength\":3}", "\"\xc3\xb1\xc3\xb1\xc3\xb1\"", NULL },
    { "{\"maxLength\":3}", "\"abcd\"", "too long" },
    { "{\"minLength\":1}", "\"\"", "too short" },
    { "{\"format\":\"date-time\"}", "\"2026-11-21T10:00:00+01:00\"", NULL },
    { "{\"format\":\"date-time\"}", "\"2026-11-21T10:00:00.5Z\"", NULL },
    { "{\"format\":\"date-time\"}", "\"2026-11-21T10:00:00\"", "date-time" },
    { "{\"format\":\"date\"}", "\"tomorrow\"", "date" },
    { "{\"items\":{\"type\":\"string\"},\"maxItems\":2}", "[\"a\"]", NULL },
    { "{\"items\":{\"type\":\"string\"}}", "[\"a\",1]", "[1]: must be" },
    { "{\"maxItems\":1}", "[1,2]", "too many" },
    { "{\"minItems\":1}", "[]", "too few" },
    { "{\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"null\"}}}}}",
      "{\"a\":{\"b\":1}}", "a.b: must be" },
    { "{\"required\":[\"a\"]}", "{}", "\"a\" is missing" },
    { "{\"additionalProperties\":false}", "{\"tenant\":\"x\"}",
      "member that is not known" },
    { "{\"additionalProperties\":{\"type\":\"null\"}}", "{\"x\":1}",
      "x: must be" },
    { "{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":5}]}", "7", NULL },
    { "{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":5}]}", "3", "fits none" },
    { "{\"$ref\":\"#/x\"}", "1", "$ref" },
    { "{\"pattern\":\"x\"}", "\"y\"", "pattern" },
};


static void
test_schemas(void)
{
    char  why[200];

    for (size_t i = 0; i < sizeof(schemas) / sizeof(schemas[0]); i++) {
        json_t  *schema = json_loads(schemas[i].schema, 0, NULL);
        json_t  *value = json_loads(schemas[i].value, JSON_DECODE_ANY, NULL);
        bool     fits;

        why[0] = '\0';
        fits = schema_check(schema, value, why, sizeof(why));
        ok(fits == (schemas[i].why == NULL)
           && (fits || strstr(why, schemas[i].why) != NULL),
           "%s %s: %s", schemas[i].schema, schemas[i].value,
           fits ? "fits" : why);
        json_decref(schema);
        json_decref(value);
    }
}


static void
test_tools(void)
{
    static const struct {
        const char  *name, *arguments;
        bool         right;
    } calls[] = {
        { "EscalateToHuman", "{\"reason\":\"r\",\"priority\":\"high\"}", true },
        { "EscalateToHuman", "{\"reason\":\"r\",\"priority\":\"max\"}", false },
        { "EscalateToHuman", "{\"reason\":\"r\",\"sentiment\":\"angry\","
          "\"journey_stage\":\"cart\"}", true },
        { "EscalateToHuman", "{\"reason\":\"r\",\"journey_stage\":\"moon\"}",
          false },
        { "transfer_to_agent", "{\"skill\":\"a\",\"reason\":\"b\","
          "\"priority\":\"urgent\"}", true },
        { "escalatetohuman", "{\"reason\":\"r\"}", false },
        { "transfer_to_agent", "{\"skill\":\"a\",\"reason\":\"b\"}", true },
        { "transfer_to_agent", "[]", false },
        { "schedule_callback", "{\"at\":\"2026-11-22T10:00:00Z\"}", true },
        { "schedule_callback", "{\"at\":\"soon\"}", false },
        { "lookup_customer", "{}", true },
        { "lookup_customer", "{\"contact\":\"other\"}", false },
        { "lookup_customer", "{\"tenant\":\"other\"}", false },
        { "search_knowledge", "{\"query\":\"q\"}", true },
        { "search_knowledge", "{\"query\":\"q\",\"tenant_id\":1}", false },
        { "drop_table", "{}", false },
    };
    pool_t  *pool = pool_new(POOL_CAP_DEFAULT);

    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        const char         *why = NULL;
        tool_t              tool = TOOLS_COUNT;
        model_tool_call_t   c = {
            .name = slice_str(calls[i].name),
            .arguments = json_loads(calls[i].arguments, 0, NULL),
        };

        ok(tool_check(pool, &c, &tool, &why) == calls[i].right
           && (why == NULL) == calls[i].right, "%s %s%s%s", calls[i].name,
           calls[i].arguments, why == NULL ? "" : ": ", why ? why : "");
        json_decref(c.arguments);
    }

    for (int i = 0; i < TOOLS_COUNT; i++) {
        json_t  *schema = json_loads(tools[i].schema, 0, NULL);

        ok(json_is_false(json_object_get(schema, "additionalProperties")),
           "%s: its schema is JSON and closed", tools[i].name);
        json_decref(schema);
    }

    pool_free(pool);
}


int
main(void)
{
    test_sse();
    test_frames();
    test_halves();
    test_signatures();
    test_schemas();
    test_tools();

    return done_testing();
}
