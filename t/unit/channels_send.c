/*
 * What leaves for the Graph API, how its answers are judged, and the splitter.
 */

#include "t/unit/tap.h"

#include <sys/stat.h>
#include <unistd.h>

#include "worker/channels/channel.h"
#include "worker/engine/config.h"

static pool_t           *pool;
static const channel_t  *wa;
static channel_account_t  account = {
    .name = "1065001", .api_base = ""
};
static char              token_file[] = "/tmp/relevo_token_XXXXXX";


static json_t *
row_of(const char *payload)
{
    json_t  *row = json_loads("{\"id\":\"01977f0a-0000-7000-8000-00000000abcd\""
        ",\"kind\":\"message\",\"account\":\"1065001\"}", 0, NULL);

    json_object_set_new(row, "payload", json_loads(payload, 0, NULL));

    return pool_json(pool, row);
}


static void
test_request(void)
{
    http_request_t     req;
    const char        *error = NULL;
    json_t            *row = row_of("{\"to\":{\"phone\":\"5215550001\","
                                    "\"bsuid\":\"MX.1\"},\"text\":\"hola\","
                                    "\"reply_to\":\"wamid.A1\"}");

    ok(wa->request(row, &account, pool, &req, &error), "a request");
    is_str(req.method, "POST", "method");
    is_str(req.url, "http://127.0.0.1:1/v24.0/1065001/messages", "url");
    is_str(req.headers[1], "Authorization: Bearer SECRET", "token");
    is_mem(req.body.data, req.body.len,
        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\","
        "\"biz_opaque_callback_data\":\"01977f0a-0000-7000-8000-00000000abcd\","
        "\"to\":\"+5215550001\",\"type\":\"text\",\"text\":{\"preview_url\":"
        "false,\"body\":\"hola\"},\"context\":{\"message_id\":\"wamid.A1\"}}",
        strlen("{\"messaging_product\":\"whatsapp\",\"recipient_type\":"
        "\"individual\",\"biz_opaque_callback_data\":"
        "\"01977f0a-0000-7000-8000-00000000abcd\",\"to\":\"+5215550001\","
        "\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":\"hola\"},"
        "\"context\":{\"message_id\":\"wamid.A1\"}}"), "body");

    row = row_of("{\"to\":{\"phone\":null,\"bsuid\":\"MX.1\"},\"text\":\"x\"}");
    ok(wa->request(row, &account, pool, &req, &error), "to a user id");
    ok(memmem(req.body.data, req.body.len, "\"recipient\":\"MX.1\"", 18),
       "recipient");
    ok(memmem(req.body.data, req.body.len, "context", 7) == NULL,
       "no context unless it is a reply");

    row = row_of("{\"to\":{},\"text\":\"x\"}");
    ok(!wa->request(row, &account, pool, &req, &error), "to nobody");
    is_str(error, "no recipient", "says why");

    row = row_of("{\"to\":{\"phone\":\"1\"}}");
    ok(!wa->request(row, &account, pool, &req, &error), "no text");

    row = row_of("{\"to\":{\"phone\":\"1\"},\"text\":\"x\"}");
    account.name = "../me";
    ok(!wa->request(row, &account, pool, &req, &error),
       "an account that is a path");
    account.name = "1065001";

    row = row_of("{\"to\":{\"phone\":\"1\"},\"text\":\"x\"}");
    json_object_set_new(row, "kind", json_string("slack"));
    ok(!wa->request(row, &account, pool, &req, &error),
       "a kind it does not know");

    ok(wa->read_receipt(&account, "wamid.A1", "5215550001", true, pool, &req)
       == 1, "a receipt");
    ok(memmem(req.body.data, req.body.len, "\"status\":\"read\"", 15)
       && memmem(req.body.data, req.body.len, "typing_indicator", 16),
       "read, with typing");

    ok(wa->read_receipt(&account, "wamid.A1", "5215550001", false, pool, &req)
       == 1 && memmem(req.body.data, req.body.len, "\"status\":\"read\"", 15)
       && !memmem(req.body.data, req.body.len, "typing_indicator", 16),
       "read alone");
}


/* Payloads that go, by the object they become; and those that do not. */
static const struct {
    const char  *kind, *payload, *want;     /* part of the body, or why not */
} payloads[] = {
    { "message",
      "\"type\":\"buttons\",\"text\":\"?\",\"footer\":\"f\",\"buttons\":[{"
      "\"id\":\"y\",\"title\":\"Yes\"}]",
      "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\","
      "\"body\":{\"text\":\"?\"},\"action\":{\"buttons\":[{\"type\":"
      "\"reply\",\"reply\":{\"id\":\"y\",\"title\":\"Yes\"}}]},\"footer\":{"
      "\"text\":\"f\"}}" },
    { "message",
      "\"type\":\"list\",\"text\":\"?\",\"button\":\"Open\",\"sections\":[{"
      "\"title\":\"S\",\"rows\":[{\"id\":\"r1\",\"title\":\"R\"}]}]",
      "\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"?\"},"
      "\"action\":{\"button\":\"Open\",\"sections\":[{\"title\":\"S\","
      "\"rows\":[{\"id\":\"r1\",\"title\":\"R\"}]}]}}" },
    { "message",
      "\"type\":\"link\",\"text\":\"t\",\"title\":\"Go\",\"url\":\"https:"
      "//e.x\",\"header\":\"h\"",
      "\"interactive\":{\"type\":\"cta_url\",\"body\":{\"text\":\"t\"},"
      "\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":"
      "\"Go\",\"url\":\"https://e.x\"}},\"header\":{\"type\":\"text\","
      "\"text\":\"h\"}}" },
    { "message",
      "\"type\":\"image\",\"media\":{\"id\":\"M1\",\"caption\":\"x\"}",
      "\"type\":\"image\",\"image\":{\"id\":\"M1\",\"caption\":\"x\"}" },
    { "message",
      "\"type\":\"document\",\"media\":{\"link\":\"https://e.x/a\","
      "\"filename\":\"a.pdf\"}",
      "\"document\":{\"link\":\"https://e.x/a\",\"filename\":\"a.pdf\"}" },
    { "message", "\"type\":\"audio\",\"media\":{\"id\":\"A\",\"voice\":"
      "true}", "\"audio\":{\"id\":\"A\",\"voice\":true}" },
    { "message",
      "\"type\":\"location\",\"location\":{\"latitude\":1.5,\"longitude\":"
      "2}", "\"location\":{\"latitude\":1.5,\"longitude\":2}" },
    { "template",
      "\"template\":{\"name\":\"order\",\"language\":\"en_US\","
      "\"components\":[{\"type\":\"body\"}]}",
      "\"type\":\"template\",\"template\":{\"name\":\"order\",\"language\":"
      "{\"code\":\"en_US\"},\"components\":[{\"type\":\"body\"}]}" },
    { "reaction", "\"reply_to\":\"wamid.A\",\"emoji\":\"+\"",
      "\"reaction\":{\"message_id\":\"wamid.A\",\"emoji\":\"+\"}}" },
    { "reaction", "\"reply_to\":\"wamid.A\"",
      "\"reaction\":{\"message_id\":\"wamid.A\",\"emoji\":\"\"}}" },
    { "message", "\"type\":\"buttons\",\"text\":\"?\"", "not 1 to 3 buttons" },
    { "message",
      "\"type\":\"buttons\",\"text\":\"?\",\"buttons\":[{},{},{},{}]",
      "not 1 to 3 buttons" },
    { "message",
      "\"type\":\"buttons\",\"text\":\"?\",\"buttons\":[{\"id\":\"y\","
      "\"title\":\"123456789012345678901\"}]", "title too long" },
    { "message",
      "\"type\":\"buttons\",\"buttons\":[{\"id\":\"y\",\"title\":\"Y\"}]",
      "no text" },
    { "message",
      "\"type\":\"list\",\"text\":\"?\",\"button\":\"O\",\"sections\":[{"
      "\"rows\":[]}]", "not 1 to 10 rows" },
    { "message",
      "\"type\":\"list\",\"text\":\"?\",\"button\":\"O\",\"sections\":[{"
      "\"rows\":[{\"id\":\"1\",\"title\":\"a\"},{\"id\":\"2\",\"title\":"
      "\"a\"},{\"id\":\"3\",\"title\":\"a\"},{\"id\":\"4\",\"title\":"
      "\"a\"},{\"id\":\"5\",\"title\":\"a\"},{\"id\":\"6\",\"title\":"
      "\"a\"}]},{\"rows\":[{\"id\":\"1\",\"title\":\"a\"},{\"id\":\"2\","
      "\"title\":\"a\"},{\"id\":\"3\",\"title\":\"a\"},{\"id\":\"4\","
      "\"title\":\"a\"},{\"id\":\"5\",\"title\":\"a\"}]}]",
      "more than 10 rows" },
    { "message", "\"text\":\"t\",\"header\":7", "no header" },
    { "message",
      "\"type\":\"image\",\"media\":{\"id\":\"1\",\"link\":\"https://x\"}",
      "media without one link or id" },
    { "message", "\"type\":\"location\",\"location\":{}",
      "location without coordinates" },
    { "message", "\"type\":\"hologram\"", "kind not supported" },
    { "template", "\"template\":{\"name\":\"x\"}", "no language" },
    { "reaction", "\"emoji\":\"+\"", "no reply_to" },
    { "sms", "\"text\":\"x\"", "kind not supported" },
};


static void
test_payloads(void)
{
    for (size_t i = 0; i < sizeof(payloads) / sizeof(payloads[0]); i++) {
        const char      *error = "";
        json_t          *row = row_of(pool_printf(pool,
                             "{\"to\":{\"phone\":\"5215550001\"},%s}",
                             payloads[i].payload));
        http_request_t   req;

        json_object_set_new(row, "kind", json_string(payloads[i].kind));

        if (wa->request(row, &account, pool, &req, &error)) {
            ok(memmem(req.body.data, req.body.len, payloads[i].want,
                      strlen(payloads[i].want)) != NULL, "%s",
               payloads[i].payload);
        } else {
            is_str(error, payloads[i].want, payloads[i].payload);
        }
    }
}


static void
test_group(void)
{
    http_request_t   req;
    const char      *error;

    ok(wa->request(row_of("{\"to\":{\"wa_group\":\"G1\"},\"text\":\"x\"}"),
                   &account, pool, &req, &error), "to a group");
    ok(memmem(req.body.data, req.body.len, "\"recipient_type\":\"group\"", 24)
       && memmem(req.body.data, req.body.len, "\"to\":\"G1\"", 9),
       "as a group");
}


static send_result_t
judge(http_stage_t stage, int status, const char *text, uint64_t retry_ms)
{
    op_t           op = { .stage = stage, .status = status,
                          .body = slice_str(text), .retry_after_ms = retry_ms,
                          .rc = stage == HTTP_ANSWERED ? RC_OK : RC_RETRY };
    send_result_t  r;

    wa->classify(&op, pool, &r);

    return r;
}


static send_result_t
judge_code(int status, int code)
{
    return judge(HTTP_ANSWERED, status, pool_printf(pool,
                 "{\"error\":{\"message\":\"m\",\"code\":%d}}", code), 0);
}


static void
test_classify_codes(void)
{
    static const struct {
        int           status, code;
        send_class_t  cls;
        bool          pair, account;
    } cases[] = {
        { 400, 1, SEND_RETRY, false, false },
        { 500, 1, SEND_AMBIGUOUS, false, false },
        { 503, 2, SEND_RETRY, false, false },
        { 400, 4, SEND_RETRY, false, true },
        { 400, 80007, SEND_RETRY, false, true },
        { 400, 130429, SEND_RETRY, false, true },
        { 500, 131000, SEND_RETRY, false, false },
        { 400, 131016, SEND_RETRY, false, false },
        { 400, 131048, SEND_RETRY, false, true },
        { 400, 131056, SEND_RETRY, true, false },
        { 400, 131057, SEND_RETRY, false, true },
        { 503, 133004, SEND_RETRY, false, false },
        { 401, 0, SEND_PAUSE_ACCOUNT, false, false },
        { 401, 190, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 3, SEND_PAUSE_ACCOUNT, false, false },
        { 403, 10, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 33, SEND_PAUSE_ACCOUNT, false, false },
        { 403, 200, SEND_PAUSE_ACCOUNT, false, false },
        { 403, 299, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 368, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 131005, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 131031, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 131042, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 133010, SEND_PAUSE_ACCOUNT, false, false },
        { 400, 100, SEND_FAILED, false, false },
        { 400, 131008, SEND_FAILED, false, false },
        { 400, 131009, SEND_FAILED, false, false },
        { 400, 131021, SEND_FAILED, false, false },
        { 400, 131026, SEND_FAILED, false, false },
        { 400, 131047, SEND_FAILED, false, false },
        { 400, 131049, SEND_FAILED, false, false },
        { 400, 131050, SEND_FAILED, false, false },
        { 400, 131051, SEND_FAILED, false, false },
        { 400, 131052, SEND_FAILED, false, false },
        { 400, 131053, SEND_FAILED, false, false },
        { 400, 130472, SEND_FAILED, false, false },
        { 400, 130497, SEND_FAILED, false, false },
        { 400, 131062, SEND_FAILED, false, false },
        { 400, 132000, SEND_FAILED, false, false },
        { 404, 132001, SEND_FAILED, false, false },
        { 400, 132069, SEND_FAILED, false, false },
        { 400, 999999, SEND_FAILED, false, false },
        { 500, 999999, SEND_AMBIGUOUS, false, false },
        { 429, 999999, SEND_RETRY, false, true },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        send_result_t  r = judge_code(cases[i].status, cases[i].code);
        char           name[64];

        snprintf(name, sizeof(name), "http %d, code %d", cases[i].status,
                 cases[i].code);
        ok(r.cls == cases[i].cls && r.pair_limited == cases[i].pair
           && r.account_limited == cases[i].account, "%s",
           name);
    }

    is_str(judge_code(400, 131026).error, "131026", "the code is the reason");
    ok(judge_code(400, 131048).retry_ms >= 60000, "spam limit: a long wait");
}


static void
test_classify_rest(void)
{
    send_result_t  r;

    r = judge(HTTP_ANSWERED, 200, "{\"messages\":[{\"id\":\"wamid.O\"}]}", 0);
    ok(r.cls == SEND_SENT, "200 with an id");
    is_str(r.provider_id, "wamid.O", "the id");

    ok(judge(HTTP_ANSWERED, 200, "{\"messages\":[{\"id", 0).cls
       == SEND_AMBIGUOUS, "200, cut JSON");
    ok(judge(HTTP_ANSWERED, 200, "<html>", 0).cls == SEND_AMBIGUOUS,
       "200, a page");
    ok(judge(HTTP_ANSWERED, 200, "", 0).cls == SEND_AMBIGUOUS, "200, empty");
    ok(judge(HTTP_ANSWERED, 200, "{\"messages\":[]}", 0).cls
       == SEND_AMBIGUOUS, "200 without an id");
    ok(judge(HTTP_NO_ANSWER, 0, "", 0).cls == SEND_AMBIGUOUS, "no answer");
    ok(judge(HTTP_NOT_SENT, 0, "", 0).cls == SEND_RETRY, "not sent");
    ok(judge(HTTP_ANSWERED, 500, "oops", 0).cls == SEND_AMBIGUOUS, "500");
    ok(judge(HTTP_ANSWERED, 401, "", 0).cls == SEND_PAUSE_ACCOUNT, "401");
    ok(judge(HTTP_ANSWERED, 302, "", 0).cls == SEND_RETRY, "a redirect");

    r = judge(HTTP_ANSWERED, 429, "slow down", 7000);
    ok(r.cls == SEND_RETRY && r.retry_ms == 7000 && r.account_limited,
       "429 with Retry-After");
    r = judge(HTTP_ANSWERED, 429, "slow down", 1000000000000);
    ok(r.retry_ms <= 3600000, "an absurd Retry-After is capped");
}


static void
split_by(const char *text, size_t max, text_unit_t unit, unsigned max_parts,
    const char *want, const char *name)
{
    slice_t   parts[8];
    unsigned  n = text_split(slice_str(text), max, unit, parts, max_parts);
    char      got[512] = "";

    for (unsigned i = 0; i < n; i++) {
        snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%.*s",
                 i > 0 ? "|" : "", (int) parts[i].len,
                 (const char *) parts[i].data);
    }

    is_str(got, want, name);
}


static void
split_is(const char *text, size_t max, unsigned max_parts, const char *want,
    const char *name)
{
    split_by(text, max, TEXT_CODE_POINTS, max_parts, want, name);
}


static void
test_split_units(void)
{
    split_by("\xc3\xa9\xc3\xa9\xc3\xa9", 4, TEXT_BYTES, 8,
             "\xc3\xa9\xc3\xa9|\xc3\xa9", "two bytes each");
    split_by("\xc3\xa9\xc3\xa9", 3, TEXT_BYTES, 8, "\xc3\xa9|\xc3\xa9",
             "half a character is none");
    split_by("\xf0\x9f\x98\x80z", 3, TEXT_BYTES, 8, "\xf0\x9f\x98\x80|z",
             "one that is too large goes alone");
    split_by("one two", 5, TEXT_BYTES, 8, "one|two", "at a word");
    split_by("a\xf0\x9f\x98\x80" "b", 3, TEXT_UTF16, 8,
             "a\xf0\x9f\x98\x80|b", "four bytes are two UTF-16 units");
    is_int((long) text_length(SLICE_LIT("\xc3\xa9\xf0\x9f\x98\x80"),
                              TEXT_CODE_POINTS), 2, "code points");
    is_int((long) text_length(SLICE_LIT("\xc3\xa9\xf0\x9f\x98\x80"),
                              TEXT_BYTES), 6, "bytes");
    is_int((long) text_length(SLICE_LIT("\xc3\xa9\xf0\x9f\x98\x80"),
                              TEXT_UTF16), 3, "UTF-16 units");
}


static void
test_split(void)
{
    split_is("short", 10, 8, "short", "fits");
    split_is("", 10, 8, "", "empty");
    split_is(" \n ", 10, 8, "", "only space");
    split_is("one two\n\nthree four", 14, 8, "one two|three four",
             "at a paragraph");
    split_is("one two\nthree four", 14, 8, "one two|three four", "at a line");
    split_is("One two. Three four", 14, 8, "One two.|Three four",
             "at a sentence");
    split_is("one two three", 9, 8, "one two|three", "at a word");
    split_is("abcdefghij", 4, 8, "abcd|efgh|ij", "nowhere: anywhere");
    split_is("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 2, 8,
             "\xc3\xa9\xc3\xa9|\xc3\xa9\xc3\xa9|\xc3\xa9",
             "never inside a character");
    split_is("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80", 1, 8,
             "\xf0\x9f\x98\x80|\xf0\x9f\x98\x80|\xf0\x9f\x98\x80",
             "four bytes are one");
    split_is("aa bb cc dd", 2, 3, "aa|bb|cc dd", "the last part has the rest");
    split_is("ab\xff\xfe", 2, 8, "ab|\xff\xfe", "not UTF-8: one each");
}


int
main(void)
{
    char         err[256], base[] = "whatsapp.api_base=http://127.0.0.1:1";
    char         token[128];
    const char  *sets[] = { base, token };
    int          fd = mkstemp(token_file);

    if (fd < 0 || write(fd, "SECRET\n", 7) != 7) {
        return 1;
    }

    close(fd);
    snprintf(token, sizeof(token), "whatsapp.token_file=%s", token_file);
    if (!config_load(NULL, sets, 2, err, sizeof(err))) {
        diag("%s", err);
        return 1;
    }

    pool = pool_new(POOL_CAP_DEFAULT);
    wa = channel_find(SLICE_LIT("whatsapp"));
    test_request();
    test_payloads();
    test_group();
    test_classify_codes();
    test_classify_rest();
    test_split();
    test_split_units();
    pool_free(pool);
    config_release();
    unlink(token_file);

    return done_testing();
}
