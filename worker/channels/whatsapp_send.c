/*
 * whatsapp_send - an outbox row becomes a Graph API request, and its answer
 * one of five verdicts.
 *
 * The endpoint has no idempotency key: only an answer that says so is proof
 * that a message was not accepted.  Throttling comes as HTTP 400, so the
 * verdict is error.code's, the status decides only where there is none.
 */

#include "worker/channels/whatsapp.h"

#include <ctype.h>

#include "worker/engine/config.h"

#define ACCOUNT_MAX       64
#define PHONE_MAX         20
#define RECIPIENT_MAX     160
#define MESSAGE_ID_MAX    512
#define RETRY_AFTER_MAX   (60u * 60 * 1000)     /* a longer one is not obeyed */
#define SPAM_PAUSE_MS     (10u * 60 * 1000)     /* 131048: lifted slowly */
#define UPGRADE_PAUSE_MS  (60u * 1000)          /* 131057: about a minute */
#define RATE_PAUSE_MS     1000                  /* 130429, 4, 80007 */

typedef enum {
    CODE_RETRY,                         /* not accepted, may be later */
    CODE_DOUBTFUL,                      /* with a 5xx it proves nothing */
    CODE_PAIR,                          /* this customer has to wait */
    CODE_ACCOUNT,                       /* this number has to wait */
    CODE_PAUSE,                         /* an operator has to act */
    CODE_FAILED                         /* never will be accepted */
} code_action_t;


/* --- requests ----------------------------------------------------------- */

static bool
is_name(const char *s, size_t max)
{
    size_t  n = s == NULL ? 0 : strlen(s);

    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char) s[i]) && strchr("._-", s[i]) == NULL) {
            return false;
        }
    }

    return n > 0 && n <= max && s[0] != '.';
}


/* Digits with the + that keeps Graph from adding our own country's code. */
static const char *
phone_of(pool_t *pool, const char *phone)
{
    size_t  n;

    if (phone == NULL) {
        return NULL;
    }

    phone += *phone == '+';
    n = strlen(phone);

    if (n == 0 || n > PHONE_MAX || strspn(phone, "0123456789") != n) {
        return NULL;
    }

    return pool_printf(pool, "+%s", phone);
}


/* Everything of the request but the body; false without token or account. */
static bool
request_prepare(const channel_account_t *account, pool_t *pool,
    http_request_t *ret_http, const char **ret_error)
{
    slice_t       token = account->token.len > 0 ? account->token
                          : config_secret("whatsapp.token_file");
    const char   *base = *account->api_base != '\0' ? account->api_base
                         : config_str("whatsapp.api_base");
    const char  **headers = pool_alloc(pool, 3 * sizeof(char *));

    if (token.len == 0) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    if (!is_name(account->name, ACCOUNT_MAX)) {
        *ret_error = "bad account id";
        return false;
    }

    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_printf(pool, "%s/%s/%s/messages", base,
                           config_str("whatsapp.api_version"), account->name),
        .headers = headers,
        .max_body = 64 * 1024,
    };

    *ret_error = "out of memory";

    if (headers == NULL || ret_http->url == NULL) {
        return false;
    }

    headers[0] = "Content-Type: application/json";
    headers[1] = pool_printf(pool, "Authorization: Bearer %.*s",
                             (int) token.len, (const char *) token.data);

    return headers[1] != NULL;
}


static bool
request_body(json_t *body, pool_t *pool, http_request_t *http)
{
    http->body = pool_json_dump(pool, pool_json(pool, body));

    return http->body.len > 0;
}


/* Sets "to" or "recipient"; when both are known Graph takes "to" anyway. */
static bool
body_set_recipient(json_t *body, const json_t *to, pool_t *pool)
{
    const char  *phone = phone_of(pool, whatsapp_str(to, "phone"));
    const char  *bsuid = whatsapp_str(to, "bsuid");

    if (phone != NULL) {
        json_object_set_new(body, "to", json_string(phone));
        return true;
    }

    if (is_name(bsuid, RECIPIENT_MAX)) {
        json_object_set_new(body, "recipient", json_string(bsuid));
        return true;
    }

    return false;
}


static void
body_set_text(json_t *body, const char *text, const char *reply_to)
{
    json_t  *object = json_object();

    json_object_set_new(object, "preview_url", json_false());
    json_object_set_new(object, "body", json_string(text));
    json_object_set_new(body, "type", json_string("text"));
    json_object_set_new(body, "text", object);

    if (reply_to != NULL) {
        object = json_object();
        json_object_set_new(object, "message_id", json_string(reply_to));
        json_object_set_new(body, "context", object);
    }
}


/* What makes a row unsendable, or NULL. */
static const char *
row_problem(const json_t *row)
{
    const char  *kind = whatsapp_str(row, "kind");
    const char  *text = whatsapp_str(json_object_get(row, "payload"), "text");

    if (whatsapp_str(row, "id") == NULL) {
        return "row without an id";
    }

    if (kind == NULL || strcmp(kind, "message") != 0) {
        return "kind not supported";
    }

    if (text == NULL) {
        return "no text";
    }

    return text_length(slice_str(text), TEXT_CODE_POINTS) > WHATSAPP_TEXT_MAX
           ? "text too long" : NULL;
}


bool
whatsapp_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *problem = row_problem(row);
    json_t        *body;

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    if (!request_prepare(account, pool, ret_http, ret_error)) {
        return false;
    }

    body = json_object();
    json_object_set_new(body, "messaging_product", json_string("whatsapp"));
    json_object_set_new(body, "recipient_type", json_string("individual"));
    json_object_set_new(body, "biz_opaque_callback_data",
                        json_string(whatsapp_str(row, "id")));

    if (!body_set_recipient(body, json_object_get(payload, "to"), pool)) {
        json_decref(body);
        *ret_error = "no recipient";
        return false;
    }

    body_set_text(body, whatsapp_str(payload, "text"),
                  whatsapp_str(payload, "reply_to"));

    return request_body(body, pool, ret_http);
}


unsigned
whatsapp_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, pool_t *pool,
    http_request_t *ret_http)
{
    const char  *error;
    json_t      *body, *typing;

    if (message_id == NULL || *message_id == '\0'
        || strlen(message_id) > MESSAGE_ID_MAX
        || !request_prepare(account, pool, ret_http, &error))
    {
        return 0;
    }

    (void) sender;                      /* the message says whose it is */

    typing = json_object();
    json_object_set_new(typing, "type", json_string("text"));

    body = json_object();
    json_object_set_new(body, "messaging_product", json_string("whatsapp"));
    json_object_set_new(body, "status", json_string("read"));
    json_object_set_new(body, "message_id", json_string(message_id));
    json_object_set_new(body, "typing_indicator", typing);

    return request_body(body, pool, ret_http) ? 1 : 0;
}


/* --- answers ------------------------------------------------------------ */

/* Codes as Meta documents them; a range is first .. last. */
static const struct {
    int            first, last;
    code_action_t  action;
    uint64_t       wait_ms;
} codes[] = {
    { 1,      1,      CODE_DOUBTFUL, 0 },       /* unknown */
    { 2,      2,      CODE_RETRY,    0 },       /* service down, 503 */
    { 4,      4,      CODE_ACCOUNT,  RATE_PAUSE_MS },
    { 80007,  80007,  CODE_ACCOUNT,  RATE_PAUSE_MS },
    { 130429, 130429, CODE_ACCOUNT,  RATE_PAUSE_MS },
    { 131048, 131048, CODE_ACCOUNT,  SPAM_PAUSE_MS },
    { 131057, 131057, CODE_ACCOUNT,  UPGRADE_PAUSE_MS },
    { 131056, 131056, CODE_PAIR,     0 },
    { 131000, 131000, CODE_RETRY,    0 },       /* failed to send, 500 */
    { 131016, 131016, CODE_RETRY,    0 },       /* service unavailable */
    { 133004, 133004, CODE_RETRY,    0 },       /* server unavailable, 503 */

    { 0,      0,      CODE_PAUSE,    0 },       /* not authenticated */
    { 3,      3,      CODE_PAUSE,    0 },
    { 10,     10,     CODE_PAUSE,    0 },
    { 33,     33,     CODE_PAUSE,    0 },
    { 190,    190,    CODE_PAUSE,    0 },       /* token expired, 401 */
    { 200,    299,    CODE_PAUSE,    0 },       /* permission */
    { 368,    368,    CODE_PAUSE,    0 },       /* blocked for policy */
    { 131005, 131005, CODE_PAUSE,    0 },
    { 131031, 131031, CODE_PAUSE,    0 },       /* account locked */
    { 131042, 131042, CODE_PAUSE,    0 },       /* billing */
    { 133010, 133010, CODE_PAUSE,    0 },       /* number not registered */

    { 100,    100,    CODE_FAILED,   0 },
    { 130472, 130472, CODE_FAILED,   0 },
    { 130497, 130497, CODE_FAILED,   0 },
    { 131008, 131009, CODE_FAILED,   0 },
    { 131021, 131021, CODE_FAILED,   0 },
    { 131026, 131026, CODE_FAILED,   0 },       /* undeliverable */
    { 131047, 131047, CODE_FAILED,   0 },       /* 24 h over: a template */
    { 131049, 131053, CODE_FAILED,   0 },
    { 131062, 131062, CODE_FAILED,   0 },
    { 132000, 132999, CODE_FAILED,   0 },       /* templates */
};


static uint64_t
retry_after(const op_t *op)
{
    return op->retry_after_ms < RETRY_AFTER_MAX
           ? op->retry_after_ms : RETRY_AFTER_MAX;
}


/* An answer without an error code of Graph's: the status is all there is. */
static void
classify_status(const op_t *op, pool_t *pool, send_result_t *r)
{
    r->error = pool_printf(pool, "http %d", op->status);
    r->retry_ms = retry_after(op);

    if (op->status == 429) {
        r->cls = SEND_RETRY;
        r->account_limited = true;

    } else if (op->status == 401 || op->status == 403) {
        r->cls = SEND_PAUSE_ACCOUNT;

    } else if (op->status >= 500 || op->status == 408) {
        r->cls = SEND_AMBIGUOUS;

    } else {

        /* a redirect or refusal of something between us and Graph, which
         * has not seen the message; attempts are limited */

        r->cls = SEND_RETRY;
    }
}


static void
classify_action(const op_t *op, code_action_t action, uint64_t wait_ms,
    send_result_t *r)
{
    uint64_t  told_ms = retry_after(op);

    r->retry_ms = told_ms > wait_ms ? told_ms : wait_ms;

    switch (action) {

    case CODE_DOUBTFUL:
        r->cls = op->status >= 500 ? SEND_AMBIGUOUS : SEND_RETRY;
        break;

    case CODE_RETRY:
        r->cls = SEND_RETRY;
        r->account_limited = op->status == 429;
        break;

    case CODE_PAIR:
        r->cls = SEND_RETRY;
        r->pair_limited = true;
        break;

    case CODE_ACCOUNT:
        r->cls = SEND_RETRY;
        r->account_limited = true;
        break;

    case CODE_PAUSE:
        r->cls = SEND_PAUSE_ACCOUNT;
        break;

    case CODE_FAILED:
        r->cls = SEND_FAILED;
        break;
    }
}


static void
classify_error(const op_t *op, const json_t *error, pool_t *pool,
    send_result_t *r)
{
    json_int_t  code = json_integer_value(json_object_get(error, "code"));
    json_int_t  subcode = json_integer_value(
                              json_object_get(error, "error_subcode"));

    r->error = pool_printf(pool, "%" JSON_INTEGER_FORMAT, code);

    /* "does not exist or no permission": the number, not the message */

    if (code == 100 && subcode == 33) {
        classify_action(op, CODE_PAUSE, 0, r);
        return;
    }

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (code >= codes[i].first && code <= codes[i].last) {
            classify_action(op, codes[i].action, codes[i].wait_ms, r);
            return;
        }
    }

    if (op->status == 429 || op->status == 401 || op->status >= 500) {
        classify_status(op, pool, r);
        return;
    }

    r->cls = SEND_FAILED;               /* a code of Graph's we do not know */
}


static void
classify_accepted(const json_t *answer, pool_t *pool, send_result_t *r)
{
    const json_t  *messages = json_object_get(answer, "messages");
    const char    *id = whatsapp_str(json_array_get(messages, 0), "id");

    if (id == NULL || strlen(id) > MESSAGE_ID_MAX) {
        r->cls = SEND_AMBIGUOUS;
        r->error = "accepted without an id";
        return;
    }

    r->cls = SEND_SENT;
    r->provider_id = pool_strdup(pool, id);
}


static void
classify_answer(const op_t *op, pool_t *pool, send_result_t *r)
{
    json_t        *answer;
    const json_t  *error;

    answer = pool_json(pool, json_loadb((const char *) op->body.data,
                                        op->body.len, 0, NULL));

    if (op->status >= 200 && op->status < 300) {
        classify_accepted(answer, pool, r);
        return;
    }

    error = json_object_get(answer, "error");

    if (json_is_integer(json_object_get(error, "code"))) {
        classify_error(op, error, pool, r);
        return;
    }

    classify_status(op, pool, r);
}


void
whatsapp_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    send_result_t  r = { .cls = SEND_AMBIGUOUS };

    switch (op->stage) {

    case HTTP_NOT_SENT:
        r.cls = SEND_RETRY;
        r.error = op->error != NULL ? op->error : "not sent";
        break;

    case HTTP_NO_ANSWER:
        r.error = op->error != NULL ? op->error : "no answer";
        break;

    case HTTP_ANSWERED:
        classify_answer(op, pool, &r);
        break;
    }

    *ret_result = r;
}
