/*
 * page_send - an outbox row becomes a message of a page, and its answer one
 * of five verdicts.
 *
 *   {recipient: {id}, messaging_type: "RESPONSE", message: {text, ...}}
 *
 * Where the provider echoes message.metadata it holds the row's id: the echo
 * of a send whose answer was lost says whose it is.  A reply is not quoted:
 * the API has no context as WhatsApp's has.
 */

#include "worker/channels/page.h"
#include "worker/channels/payload.h"

#define N_OF(a)            (sizeof(a) / sizeof((a)[0]))

#define RECIPIENT_MAX      160
#define QUICK_REPLIES_MAX  13
#define RATE_PAUSE_MS      1000


/* --- the message -------------------------------------------------------- */

static const char *
build_text(const page_t *page, pool_t *pool, const json_t *payload,
    json_t *message)
{
    const char  *text = update_str(payload, "text");

    (void) pool;

    if (text == NULL) {
        return "no text";
    }

    if (text_length(slice_str(text), page->text_unit) > page->text_max) {
        return "text too long";
    }

    json_object_set(message, "text", json_object_get(payload, "text"));

    return NULL;
}


static const char *
build_buttons(const page_t *page, pool_t *pool, const json_t *payload,
    json_t *message)
{
    static const payload_rule_t  rules[] = {
        { "id", 1000, false }, { "title", 20, false },
    };

    const json_t  *buttons = json_object_get(payload, "buttons");
    const char    *problem = build_text(page, pool, payload, message);
    json_t        *made = pool_json(pool, json_array());
    const json_t  *button;
    size_t         i;

    if (!payload_is_list(buttons, 1, QUICK_REPLIES_MAX)) {
        return "not 1 to 13 buttons";
    }

    json_array_foreach(buttons, i, button) {
        problem = problem != NULL ? problem
                  : payload_problem(pool, button, rules, N_OF(rules));
        json_array_append_new(made, json_pack("{s:s, s:O?, s:O?}",
            "content_type", "text", "title", json_object_get(button, "title"),
            "payload", json_object_get(button, "id")));
    }

    json_object_set(message, "quick_replies", made);

    return problem;
}


static const char *
build_link(const page_t *page, pool_t *pool, const json_t *payload,
    json_t *message)
{
    static const payload_rule_t  rules[] = {
        { "text", 640, false }, { "title", 20, false }, { "url", 2000, false },
    };

    const char  *problem = payload_problem(pool, payload, rules, N_OF(rules));

    (void) page;

    if (problem == NULL) {
        json_object_set_new(message, "attachment",
            json_pack("{s:s, s:{s:s, s:O, s:[{s:s, s:O, s:O}]}}",
                "type", "template", "payload", "template_type", "button",
                "text", json_object_get(payload, "text"), "buttons",
                "type", "web_url",
                "title", json_object_get(payload, "title"),
                "url", json_object_get(payload, "url")));
    }

    return problem;
}


static const char *
build_media(const page_t *page, pool_t *pool, const json_t *payload,
    json_t *message)
{
    const char    *type = update_str(payload, "type");
    const json_t  *media = json_object_get(payload, "media");
    bool           file = strcmp(type, "document") == 0;
    json_t        *where;

    (void) pool;

    if (!payload_is_media(media)) {
        return "media without one link or id";
    }

    if (file && !page->takes_files) {
        return "kind not supported";
    }

    /* it would be lost: an attachment has no words here */

    if (update_str(media, "caption") != NULL) {
        return "no captions here";
    }

    where = update_str(media, "id") != NULL
            ? json_pack("{s:O}", "attachment_id", json_object_get(media, "id"))
            : json_pack("{s:O}", "url", json_object_get(media, "link"));
    json_object_set_new(message, "attachment", json_pack("{s:s, s:o}", "type",
                        file ? "file" : type, "payload", where));

    return NULL;
}


static const struct {
    const char    *type;
    const char  *(*build)(const page_t *page, pool_t *pool,
                      const json_t *payload, json_t *message);
} types[] = {
    { "text",     build_text },
    { "buttons",  build_buttons },
    { "link",     build_link },
    { "image",    build_media },
    { "video",    build_media },
    { "audio",    build_media },
    { "document", build_media },
};


static const char *
message_build(const page_t *page, pool_t *pool, const json_t *row,
    json_t *message)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *type = payload_type(row);

    if (json_object_get(payload, "header") != NULL
        || json_object_get(payload, "footer") != NULL)
    {
        return "no header or footer here";
    }

    for (size_t i = 0; type != NULL && i < N_OF(types); i++) {
        if (strcmp(type, types[i].type) == 0) {
            return types[i].build(page, pool, payload, message);
        }
    }

    return "kind not supported";
}


bool
page_request(const page_t *page, const json_t *row,
    const channel_account_t *account, pool_t *pool, http_request_t *ret_http,
    const char **ret_error)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *to = update_str(json_object_get(payload, "to"),
                                   page->id_kind);
    const char    *id = update_str(row, "id"), *problem;
    json_t        *message = pool_json(pool, json_object());

    if (id == NULL) {
        *ret_error = "row without an id";
        return false;
    }

    if (!graph_is_name(to, RECIPIENT_MAX)) {
        *ret_error = "no recipient";
        return false;
    }

    problem = message_build(page, pool, row, message);

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    if (page->echoes_metadata) {
        json_object_set_new(message, "metadata", json_string(id));
    }

    return graph_prepare(&page->conf, account, pool, ret_http, ret_error)
           && graph_body(json_pack("{s:{s:s}, s:s, s:O}", "recipient", "id",
                                   to, "messaging_type", "RESPONSE",
                                   "message", message), pool, ret_http);
}


/* Two actions are two requests; the order in which they arrive is nobody's
 * business. */
unsigned
page_read_receipt(const page_t *page, const channel_account_t *account,
    const char *sender, bool is_typing, pool_t *pool,
    http_request_t ret_http[RECEIPT_REQUESTS_MAX])
{
    static const char *const  actions[RECEIPT_REQUESTS_MAX] = {
        "mark_seen", "typing_on"
    };

    unsigned     n = is_typing ? 2 : 1;
    const char  *error;

    if (!graph_is_name(sender, RECIPIENT_MAX)) {
        return 0;
    }

    for (unsigned i = 0; i < n; i++) {
        if (!graph_prepare(&page->conf, account, pool, &ret_http[i], &error)
            || !graph_body(json_pack("{s:{s:s}, s:s}", "recipient", "id",
                                     sender, "sender_action", actions[i]),
                           pool, &ret_http[i]))
        {
            return i;
        }
    }

    return n;
}


/* --- answers ------------------------------------------------------------ */

static const graph_code_t  codes[] = {
    { 32,    32,    0,       CODE_ACCOUNT, RATE_PAUSE_MS },
    { 613,   613,   0,       CODE_ACCOUNT, RATE_PAUSE_MS },
    { 80002, 80002, 0,       CODE_ACCOUNT, RATE_PAUSE_MS },     /* Instagram */
    { 80006, 80006, 0,       CODE_ACCOUNT, RATE_PAUSE_MS },     /* Messenger */
    { 1200,  1200,  0,       CODE_RETRY,   0 },     /* temporary, says Graph */

    /* of permission codes: those that are about this customer only */
    { 10,    10,    2018065, CODE_FAILED,  0 },     /* 24 h over */
    { 10,    10,    2018278, CODE_FAILED,  0 },     /* 24 h over */
    { 10,    10,    2018108, CODE_FAILED,  0 },     /* does not want messages */
    { 10,    10,    2534022, CODE_FAILED,  0 },     /* 24 h over, Instagram */
    { 200,   200,   1545041, CODE_FAILED,  0 },     /* not reachable */
    { 551,   551,   0,       CODE_FAILED,  0 },     /* not reachable */
};


static const char *
accepted_id(const json_t *answer)
{
    return update_str(answer, "message_id");
}


static const graph_answer_t  answer = {
    .codes = codes,
    .ncodes = N_OF(codes),
    .id = accepted_id,
};


void
page_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    graph_classify(&answer, op, pool, ret_result);
}
