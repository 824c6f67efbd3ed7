/*
 * twilio_send - an outbox row becomes a message of Twilio's REST API, and its
 * answer one of five verdicts.
 *
 *   POST {base}/2010-04-01/Accounts/{sid}/Messages.json    basic auth, form
 *
 * The credential is an auth token, or "SK...:secret" of an API key, or
 * "AC...:token".  StatusCallback carries the row's id in its query: the first
 * callback settles a send that got no answer.  The API has no idempotency
 * key.
 */

#include "worker/channels/twilio.h"

#include <ctype.h>

#include <openssl/evp.h>

#include "common/form.h"
#include "worker/channels/payload.h"
#include "worker/channels/update.h"
#include "worker/channels/verdict.h"
#include "worker/engine/config.h"

#define SID_LEN         34              /* two letters, 32 hex digits */
#define CREDENTIAL_MAX  256
#define CALLBACK_MAX    1024
#define ANSWER_MAX      (64 * 1024)
#define FIELDS          5

#define RATE_PAUSE_MS   1000
#define QUEUE_PAUSE_MS  (60u * 1000)            /* our queue there is full */
#define DAY_PAUSE_MS    (60u * 60 * 1000)       /* a cap per day */

typedef enum {
    CODE_ACCOUNT,                       /* this address has to wait */
    CODE_PAUSE,                         /* an operator has to act */
    CODE_FAILED                         /* never will be accepted */
} code_action_t;

typedef struct {
    const char  *name;
    const char  *value;
} field_t;


/* --- requests ----------------------------------------------------------- */

static const char *
setting(const channel_account_t *account, const char *name, const char *key)
{
    const char  *own = update_str(account->settings, name);

    return own != NULL ? own : config_str(key);
}


static bool
is_sid(const char *s, size_t len, const char *kind)
{
    if (len != SID_LEN || strncmp(s, kind, 2) != 0) {
        return false;
    }

    for (size_t i = 2; i < len; i++) {
        if (!isxdigit((unsigned char) s[i])) {
            return false;
        }
    }

    return true;
}


/* +, digits, letters; whatsapp: and the like in front */
static bool
is_address(const char *s)
{
    size_t  n = s == NULL ? 0 : strlen(s);

    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char) s[i]) && strchr("+:._-@", s[i]) == NULL) {
            return false;
        }
    }

    return n > 0 && n <= TWILIO_ADDRESS_MAX;
}


/* The account's sid: its own setting, else the "AC..." of its credential,
 * else the channel's setting; NULL: none is one. */
static const char *
account_sid(const channel_account_t *account, slice_t credential,
    pool_t *pool)
{
    const uint8_t  *colon = memchr(credential.data, ':', credential.len);
    const char     *sid = update_str(account->settings, "account_sid");
    size_t          len = colon != NULL ? (size_t) (colon - credential.data)
                                        : 0;

    if (sid == NULL && is_sid((const char *) credential.data, len, "AC")) {
        sid = pool_printf(pool, "%.*s", (int) len,
                          (const char *) credential.data);
    }

    if (sid == NULL) {
        sid = config_str("twilio.account_sid");
    }

    return is_sid(sid, strlen(sid), "AC") ? sid : NULL;
}


/* "Authorization: Basic ..." and the account's sid; false: not configured. */
bool
twilio_credentials(const channel_account_t *account, pool_t *pool,
    const char **ret_header, const char **ret_sid)
{
    slice_t         token = account->token.len > 0
                            ? account->token
                            : config_secret("twilio.token_file");
    const char     *sid, *pair;
    bool            is_pair;
    unsigned char   text[(CREDENTIAL_MAX + SID_LEN + 4) / 3 * 4 + 1];

    if (token.len == 0 || token.len > CREDENTIAL_MAX) {
        return false;
    }

    sid = account_sid(account, token, pool);
    if (sid == NULL) {
        return false;
    }

    is_pair = memchr(token.data, ':', token.len) != NULL;
    pair = pool_printf(pool, "%s%s%.*s", is_pair ? "" : sid,
                       is_pair ? "" : ":", (int) token.len,
                       (const char *) token.data);
    if (pair == NULL) {
        return false;
    }

    (void) EVP_EncodeBlock(text, (const unsigned char *) pair,
                           (int) strlen(pair));
    *ret_header = pool_printf(pool, "Authorization: Basic %s", text);
    *ret_sid = sid;

    return *ret_header != NULL;
}


/* name=value&... of the fields that have a value */
static slice_t
body_of(const field_t *fields, size_t n, pool_t *pool)
{
    size_t    room = 0, len = 0;
    uint8_t  *body;

    for (size_t i = 0; i < n; i++) {
        room += strlen(fields[i].name) + 2
                + (fields[i].value != NULL ? strlen(fields[i].value) * 3 : 0);
    }

    body = pool_alloc(pool, room);
    if (body == NULL) {
        return SLICE_NULL;
    }

    for (size_t i = 0; i < n; i++) {
        if (fields[i].value == NULL) {
            continue;
        }

        if (len > 0) {
            body[len++] = '&';
        }

        memcpy(body + len, fields[i].name, strlen(fields[i].name));
        len += strlen(fields[i].name);
        body[len++] = '=';
        len += form_encode(slice_str(fields[i].value), body + len);
    }

    return slice_make(body, len);
}


/* Where its status is to be told, with the row's id; NULL: nowhere. */
static const char *
callback_of(const channel_account_t *account, const char *row_id,
    pool_t *pool)
{
    const char  *url = setting(account, "status_callback",
                               "twilio.status_callback");

    if (*url == '\0' || strlen(url) > CALLBACK_MAX) {
        return NULL;
    }

    return pool_printf(pool, "%s%coutbox=%s", url,
                       strchr(url, '?') != NULL ? '&' : '?', row_id);
}


/* The file of a row that is one; NULL: it is a text. */
static const json_t *
media_of(const json_t *row)
{
    static const char *const  types[] = {
        "image", "video", "audio", "document", "sticker"
    };
    const char  *type = payload_type(row);

    for (size_t i = 0; type != NULL && i < sizeof(types) / sizeof(types[0]);
         i++)
    {
        if (strcmp(types[i], type) == 0) {
            return json_object_get(json_object_get(row, "payload"), "media");
        }
    }

    return NULL;
}


/* Its words: a file's are below it. */
static const char *
words_of(const json_t *row)
{
    const json_t  *media = media_of(row);

    return media != NULL ? update_str(media, "caption")
           : update_str(json_object_get(row, "payload"), "text");
}


/* What makes a row unsendable, or NULL. */
static const char *
row_problem(const json_t *row)
{
    const json_t  *payload = json_object_get(row, "payload");
    const json_t  *media = media_of(row);
    const char    *kind = update_str(row, "kind");
    const char    *text = words_of(row);

    if (update_str(row, "id") == NULL) {
        return "row without an id";
    }

    if (kind == NULL || strcmp(kind, "message") != 0) {
        return "kind not supported";
    }

    if (media != NULL && (update_str(media, "link") == NULL
                          || !payload_is_media(media)))
    {
        return "media without a link";  /* Twilio fetches it */
    }

    if (media == NULL && text == NULL) {
        return "no text";
    }

    if (!is_address(update_str(json_object_get(payload, "to"), "address"))) {
        return "no recipient";
    }

    return text != NULL
           && text_length(slice_str(text), TEXT_UTF16) > TWILIO_TEXT_MAX
           ? "text too long" : NULL;
}


const char *
twilio_base(const channel_account_t *account)
{
    return *account->api_base != '\0' ? account->api_base
                                      : config_str("twilio.api_base");
}


static bool
request_prepare(const channel_account_t *account, pool_t *pool,
    http_request_t *ret_http, const char **ret_error)
{
    const char  **headers = pool_alloc(pool, 3 * sizeof(char *));
    const char   *sid;

    *ret_error = "out of memory";

    if (headers == NULL) {
        return false;
    }

    if (!twilio_credentials(account, pool, &headers[1], &sid)) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    headers[0] = "Content-Type: application/x-www-form-urlencoded";
    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_printf(pool, "%s/2010-04-01/Accounts/%s/Messages.json",
                           twilio_base(account), sid),
        .headers = headers,
        .max_body = ANSWER_MAX,
    };

    return ret_http->url != NULL;
}


bool
twilio_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *problem = row_problem(row);

    if (problem == NULL && !is_address(account->name)) {
        problem = "bad account id";
    }

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    if (!request_prepare(account, pool, ret_http, ret_error)) {
        return false;
    }

    const field_t  fields[FIELDS] = {
        { "From", account->name },
        { "To", update_str(json_object_get(payload, "to"), "address") },
        { "Body", words_of(row) },
        { "MediaUrl", update_str(media_of(row), "link") },
        { "StatusCallback", callback_of(account, update_str(row, "id"),
                                        pool) },
    };

    ret_http->body = body_of(fields, FIELDS, pool);

    return ret_http->body.len > 0;
}


/* --- answers ------------------------------------------------------------ */

/* Codes as Twilio documents them. */
static const struct {
    int            code;
    code_action_t  action;
    uint64_t       wait_ms;
} codes[] = {
    { 20429, CODE_ACCOUNT, RATE_PAUSE_MS },     /* too many requests */
    { 14107, CODE_ACCOUNT, RATE_PAUSE_MS },     /* too fast for its number */
    { 21611, CODE_ACCOUNT, QUEUE_PAUSE_MS },    /* From has a full queue */
    { 30001, CODE_ACCOUNT, QUEUE_PAUSE_MS },
    { 63018, CODE_ACCOUNT, QUEUE_PAUSE_MS },    /* the channel's rate */
    { 63038, CODE_ACCOUNT, DAY_PAUSE_MS },      /* messages of the day */

    { 20003, CODE_PAUSE,   0 },                 /* credentials, 401 */
    { 20005, CODE_PAUSE,   0 },                 /* account not active */
    { 20006, CODE_PAUSE,   0 },                 /* access denied */
    { 20008, CODE_PAUSE,   0 },                 /* test credentials */
    { 20404, CODE_PAUSE,   0 },                 /* no such account */
    { 21212, CODE_PAUSE,   0 },                 /* From is no number */
    { 21603, CODE_PAUSE,   0 },                 /* no From */
    { 21606, CODE_PAUSE,   0 },                 /* From is not ours */
    { 21609, CODE_PAUSE,   0 },                 /* StatusCallback is no URL */
    { 21659, CODE_PAUSE,   0 },
    { 21660, CODE_PAUSE,   0 },                 /* From of another account */
    { 30002, CODE_PAUSE,   0 },                 /* account suspended */
    { 63007, CODE_PAUSE,   0 },                 /* no such WhatsApp sender */

    { 21211, CODE_FAILED,  0 },                 /* To is no number */
    { 21408, CODE_FAILED,  0 },                 /* its region is not allowed */
    { 21610, CODE_FAILED,  0 },                 /* unsubscribed */
    { 21612, CODE_FAILED,  0 },
    { 21614, CODE_FAILED,  0 },                 /* no mobile number */
    { 21617, CODE_FAILED,  0 },                 /* too long */
    { 63016, CODE_FAILED,  0 },                 /* 24 h over: a template */
};


static void
code_apply(const op_t *op, code_action_t action, uint64_t wait_ms,
    send_result_t *r)
{
    uint64_t  told_ms = verdict_wait(op);

    r->retry_ms = told_ms > wait_ms ? told_ms : wait_ms;

    switch (action) {

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
refusal_read(const op_t *op, json_int_t code, pool_t *pool, send_result_t *r)
{
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (codes[i].code == code) {
            r->error = pool_printf(pool, "%d", codes[i].code);
            code_apply(op, codes[i].action, codes[i].wait_ms, r);
            return;
        }
    }

    if (op->status == 429 || op->status == 401 || op->status == 403
        || op->status >= 500)
    {
        verdict_status(op, pool, r);

    } else {
        r->cls = SEND_FAILED;           /* a code we do not know */
    }

    r->error = pool_printf(pool, "%" JSON_INTEGER_FORMAT, code);
}


static void
answer_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    const json_t  *code = json_object_get(answer, "code");
    const char    *sid = update_str(answer, "sid");

    if (op->status >= 200 && op->status < 300) {
        if (sid == NULL || strlen(sid) != SID_LEN) {
            r->error = "accepted without an id";        /* AMBIGUOUS */
            return;
        }

        r->cls = SEND_SENT;
        r->provider_id = pool_strdup(pool, sid);

    } else if (json_is_integer(code)) {
        refusal_read(op, json_integer_value(code), pool, r);

    } else {
        verdict_status(op, pool, r);
    }
}


void
twilio_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    verdict(op, pool, answer_read, ret_result);
}
