/*
 * whatsapp_send - an outbox row becomes a Graph API request, and its answer
 * one of five verdicts.  What a message may hold is whatsapp_payload.c.
 */

#include "worker/channels/graph.h"
#include "worker/channels/whatsapp.h"

#define PHONE_MAX         20
#define GROUP_MAX         128
#define RECIPIENT_MAX     160
#define SPAM_PAUSE_MS     (10u * 60 * 1000)     /* 131048: lifted slowly */
#define UPGRADE_PAUSE_MS  (60u * 1000)          /* 131057: about a minute */
#define RATE_PAUSE_MS     1000                  /* 130429, 80007 */

static const graph_conf_t  conf = {
    "whatsapp.api_base", "whatsapp.api_version", "whatsapp.token_file"
};


/* --- requests ----------------------------------------------------------- */

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


/* Sets "to" or "recipient"; when both are known Graph takes "to" anyway. */
static bool
body_set_recipient(json_t *body, const json_t *to, pool_t *pool)
{
    const char  *phone = phone_of(pool, update_str(to, "phone"));
    const char  *bsuid = update_str(to, "bsuid");
    const char  *group = update_str(to, WHATSAPP_GROUP);

    if (group != NULL) {
        json_object_set_new(body, "recipient_type", json_string("group"));
        json_object_set_new(body, "to", json_string(group));
        return graph_is_name(group, GROUP_MAX);
    }

    if (phone != NULL) {
        json_object_set_new(body, "to", json_string(phone));
        return true;
    }

    if (graph_is_name(bsuid, RECIPIENT_MAX)) {
        json_object_set_new(body, "recipient", json_string(bsuid));
        return true;
    }

    return false;
}


bool
whatsapp_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *to = json_object_get(json_object_get(row, "payload"), "to");
    const char    *id = update_str(row, "id"), *problem;
    json_t        *body = pool_json(pool, json_object());

    json_object_set_new(body, "messaging_product", json_string("whatsapp"));
    json_object_set_new(body, "recipient_type", json_string("individual"));
    json_object_set_new(body, "biz_opaque_callback_data", update_or_null(id));

    problem = id == NULL ? "row without an id" : NULL;

    if (problem == NULL && !body_set_recipient(body, to, pool)) {
        problem = "no recipient";
    }

    if (problem == NULL) {
        problem = whatsapp_payload(pool, row, body);
    }

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    return graph_prepare(&conf, account, pool, ret_http, ret_error)
           && graph_body(json_incref(body), pool, ret_http);
}


bool
whatsapp_upload(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    return graph_upload(&conf, json_object_get(json_object_get(row,
                        "payload"), "media"), account, pool, ret_http,
                        ret_error);
}


const char *
whatsapp_uploaded(const op_t *op, pool_t *pool)
{
    json_t  *answer = pool_json(pool, json_loadb((const char *) op->body.data,
                                                 op->body.len, 0, NULL));

    return update_str(answer, "id");
}


unsigned
whatsapp_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http)
{
    const char  *error;
    json_t      *body;

    (void) sender;                      /* the message says whose it is */

    if (message_id == NULL || *message_id == '\0'
        || strlen(message_id) > GRAPH_MESSAGE_ID_MAX
        || !graph_prepare(&conf, account, pool, ret_http, &error))
    {
        return 0;
    }

    body = json_pack("{s:s, s:s, s:s}", "messaging_product", "whatsapp",
                     "status", "read", "message_id", message_id);

    if (is_typing) {
        json_object_set_new(body, "typing_indicator",
                            json_pack("{s:s}", "type", "text"));
    }

    return graph_body(body, pool, ret_http) ? 1 : 0;
}


/* --- answers ------------------------------------------------------------ */

/* Codes as Meta documents them; a range is first .. last. */
static const graph_code_t  codes[] = {
    { 80007,  80007,  0, CODE_ACCOUNT, RATE_PAUSE_MS },
    { 130429, 130429, 0, CODE_ACCOUNT, RATE_PAUSE_MS },
    { 131048, 131048, 0, CODE_ACCOUNT, SPAM_PAUSE_MS },
    { 131057, 131057, 0, CODE_ACCOUNT, UPGRADE_PAUSE_MS },
    { 131056, 131056, 0, CODE_PAIR,    0 },
    { 131000, 131000, 0, CODE_RETRY,   0 },       /* failed to send, 500 */
    { 131016, 131016, 0, CODE_RETRY,   0 },       /* service unavailable */
    { 133004, 133004, 0, CODE_RETRY,   0 },       /* server unavailable, 503 */

    { 131005, 131005, 0, CODE_PAUSE,   0 },
    { 131031, 131031, 0, CODE_PAUSE,   0 },       /* account locked */
    { 131042, 131042, 0, CODE_PAUSE,   0 },       /* billing */
    { 133010, 133010, 0, CODE_PAUSE,   0 },       /* number not registered */

    { 130472, 130472, 0, CODE_FAILED,  0 },
    { 130497, 130497, 0, CODE_FAILED,  0 },
    { 131008, 131009, 0, CODE_FAILED,  0 },
    { 131021, 131021, 0, CODE_FAILED,  0 },
    { 131026, 131026, 0, CODE_FAILED,  0 },       /* undeliverable */
    { 131047, 131047, 0, CODE_FAILED,  0 },       /* 24 h over: a template */
    { 131049, 131053, 0, CODE_FAILED,  0 },
    { 131062, 131062, 0, CODE_FAILED,  0 },
    { 132000, 132999, 0, CODE_FAILED,  0 },       /* templates */
};


static const char *
accepted_id(const json_t *answer)
{
    const json_t  *messages = json_object_get(answer, "messages");

    return update_str(json_array_get(messages, 0), "id");
}


static const graph_answer_t  answer = {
    .codes = codes,
    .ncodes = sizeof(codes) / sizeof(codes[0]),
    .id = accepted_id,
};


void
whatsapp_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    graph_classify(&answer, op, pool, ret_result);
}
