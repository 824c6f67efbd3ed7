/*
 * telegram_send - an outbox row becomes a call of the Bot API.
 *
 * The token is part of the URL: it is never logged, and one that is not
 * shaped like a token is not sent anywhere.
 */

#include "worker/channels/telegram.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "worker/channels/payload.h"
#include "worker/channels/update.h"
#include "worker/engine/config.h"
#include "worker/engine/multipart.h"

#define TOKEN_MAX     128
#define CALLBACK_MAX  128
#define ANSWER_MAX    (64 * 1024)

static const char *const  json_headers[] = {
    "Content-Type: application/json", NULL
};


/* <digits>:<letters, digits, _ and -> */
static bool
is_token(slice_t t)
{
    size_t  i = 0, colon;

    while (i < t.len && isdigit(t.data[i])) {
        i++;
    }

    colon = i;

    if (colon == 0 || colon == t.len || t.data[i++] != ':'
        || t.len > TOKEN_MAX)
    {
        return false;
    }

    while (i < t.len && (isalnum(t.data[i]) || t.data[i] == '_'
                         || t.data[i] == '-'))
    {
        i++;
    }

    return i == t.len && i > colon + 1;
}


slice_t
telegram_token(const channel_account_t *account)
{
    slice_t  token = account->token.len > 0
                     ? account->token : config_secret("telegram.token_file");

    return is_token(token) ? token : SLICE_NULL;
}


const char *
telegram_base(const channel_account_t *account)
{
    return *account->api_base != '\0' ? account->api_base
                                      : config_str("telegram.api_base");
}


/* A call of the method; body is given up.  False with a reason. */
static bool
call_make(const channel_account_t *account, const char *method, json_t *body,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    slice_t  token = telegram_token(account);

    body = pool_json(pool, body);

    if (token.len == 0) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_printf(pool, "%s/bot%.*s/%s", telegram_base(account),
                           (int) token.len, (const char *) token.data,
                           method),
        .headers = (const char **) json_headers,
        .body = pool_json_dump(pool, body),
        .max_body = ANSWER_MAX,
    };

    *ret_error = "out of memory";

    return ret_http->url != NULL && ret_http->body.len > 0;
}


/* A whole number, or false; ret_rest: what stands behind it. */
static bool
number_read(const char *s, json_int_t *ret_number, const char **ret_rest)
{
    char  *end;

    if (s == NULL || (!isdigit((unsigned char) *s) && *s != '-')) {
        return false;
    }

    errno = 0;
    *ret_number = strtoll(s, &end, 10);
    *ret_rest = end;

    return errno == 0 && end != s;
}


static bool
chat_read(const char *s, json_int_t *ret_chat)
{
    const char  *rest;

    return number_read(s, ret_chat, &rest) && *rest == '\0'
           && *ret_chat != 0;
}


/* "<chat>:<number>", of this chat; another's, or a button, is none. */
static bool
message_read(const char *id, json_int_t chat, json_int_t *ret_number)
{
    json_int_t   its_chat;
    const char  *rest;

    return number_read(id, &its_chat, &rest) && *rest == ':'
           && its_chat == chat && number_read(rest + 1, ret_number, &rest)
           && *rest == '\0';
}


static void
body_set_reply(json_t *body, json_int_t chat, const char *reply_to)
{
    json_int_t  number;

    if (!message_read(reply_to, chat, &number)) {
        return;
    }

    /* deleted meanwhile, it is no reason not to answer */

    json_object_set_new(body, "reply_parameters",
                        json_pack("{s:I, s:b}", "message_id", number,
                                  "allow_sending_without_reply", 1));
}


/* What a file is sent with. */
static const struct { const char *type, *method, *member; } files[] = {
    { "image",    "sendPhoto",    "photo" },
    { "video",    "sendVideo",    "video" },
    { "audio",    "sendAudio",    "audio" },
    { "voice",    "sendVoice",    "voice" },    /* audio with media.voice */
    { "document", "sendDocument", "document" },
    { "sticker",  "sendSticker",  "sticker" },
};


/* Its place in files, -1: the row is a text. */
static int
file_of(const json_t *row)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *type = payload_type(row);

    if (type != NULL && strcmp(type, "audio") == 0
        && json_is_true(json_object_get(json_object_get(payload, "media"),
                                        "voice")))
    {
        type = "voice";
    }

    for (size_t i = 0; type != NULL && i < sizeof(files) / sizeof(files[0]);
         i++)
    {
        if (strcmp(files[i].type, type) == 0) {
            return (int) i;
        }
    }

    return -1;
}


/* Is it one of ours, to be sent as it is? */
static bool
has_copy(const json_t *row)
{
    return update_str(json_object_get(json_object_get(row, "payload"),
                                      "media"), "path") != NULL;
}


/* A link, which Telegram fetches (20 MB, a photo 5 MB), or a file_id. */
static json_t *
file_body(const json_t *row, json_int_t chat, int file)
{
    const json_t  *media = json_object_get(json_object_get(row, "payload"),
                                           "media");
    const char    *link = update_str(media, "link");
    json_t        *body = json_pack("{s:I, s:s*}", "chat_id", chat,
                                    files[file].member, link != NULL ? link
                                    : update_str(media, "id"));
    const char    *caption = update_str(media, "caption");

    if (caption != NULL) {
        json_object_set_new(body, "caption", json_string(caption));
    }

    return body;
}


/* A copy of ours goes as a form; what a call has beside the file is the same,
 * as text. */
static bool
file_form(const json_t *row, json_t *body, int file, pool_t *pool,
    http_request_t *http)
{
    const json_t             *media = json_object_get(json_object_get(row,
                                                      "payload"), "media");
    const json_t             *reply = json_object_get(body,
                                                      "reply_parameters");
    const multipart_field_t   fields[] = {
        { "chat_id", pool_printf(pool, "%lld", (long long) json_integer_value(
                     json_object_get(body, "chat_id"))) },
        { "caption", update_str(media, "caption") },
        { "reply_parameters", reply == NULL ? NULL
                     : (const char *) pool_json_dump(pool, reply).data },
        { NULL, NULL }
    };
    const multipart_file_t    copy = {
        .field = files[file].member, .path = update_str(media, "path"),
        .filename = update_str(media, "filename"),
        .mime = update_str(media, "mime") != NULL ? update_str(media, "mime")
                : "application/octet-stream"
    };

    http->headers = pool_alloc(pool, 2 * sizeof(char *));
    http->body = SLICE_NULL;

    return http->headers != NULL
           && multipart_body(pool, fields, &copy, http, &http->headers[0]);
}


static const char *
file_problem(const json_t *payload)
{
    const json_t  *media = json_object_get(payload, "media");
    const char    *caption = update_str(media, "caption");

    if (update_str(media, "path") == NULL && !payload_is_media(media)) {
        return "media without one link or id";
    }

    return caption != NULL && text_length(slice_str(caption), TEXT_UTF16)
                              > TELEGRAM_CAPTION_MAX
           ? "caption too long" : NULL;
}


static bool
is_reaction(const json_t *row)
{
    const char  *type = payload_type(row);

    return type != NULL && strcmp(type, "reaction") == 0;
}


/* Without an emoji it is taken back.  NULL: it stands at no message. */
static json_t *
reaction_body(const json_t *row, json_int_t chat)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *emoji = update_str(payload, "emoji");
    json_t        *signs;
    json_int_t     number;

    if (!message_read(update_str(payload, "reply_to"), chat, &number)) {
        return NULL;
    }

    signs = json_array();
    if (emoji != NULL && *emoji != '\0') {
        json_array_append_new(signs, json_pack("{s:s, s:s}", "type", "emoji",
                                               "emoji", emoji));
    }

    return json_pack("{s:I, s:I, s:o}", "chat_id", chat, "message_id", number,
                     "reaction", signs);
}


/* What makes a row unsendable, or NULL. */
static const char *
row_problem(const json_t *row)
{
    const char  *kind = update_str(row, "kind");
    const char  *text = update_str(json_object_get(row, "payload"), "text");

    if (is_reaction(row)) {
        return NULL;
    }

    if (kind == NULL || strcmp(kind, "message") != 0) {
        return "kind not supported";
    }

    if (file_of(row) >= 0) {
        return file_problem(json_object_get(row, "payload"));
    }

    if (text == NULL) {
        return "no text";
    }

    return text_length(slice_str(text), TEXT_UTF16) > TELEGRAM_TEXT_MAX
           ? "text too long" : NULL;
}


bool
telegram_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *payload = json_object_get(row, "payload");
    const json_t  *to = json_object_get(payload, "to");
    const char    *problem = row_problem(row);
    int            file = file_of(row);
    json_int_t     chat;
    json_t        *body;

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    if (!chat_read(update_str(to, "chat"), &chat)) {
        *ret_error = "no recipient";
        return false;
    }

    if (is_reaction(row)) {
        body = reaction_body(row, chat);
        *ret_error = "no reply_to";

        return body != NULL && call_make(account, "setMessageReaction", body,
                                         pool, ret_http, ret_error);
    }

    body = file >= 0 ? file_body(row, chat, file)
           : json_pack("{s:I, s:s, s:{s:b}}", "chat_id", chat, "text",
                       update_str(payload, "text"), "link_preview_options",
                       "is_disabled", 1);
    body_set_reply(body, chat, update_str(payload, "reply_to"));

    body = pool_json(pool, body);       /* call_make() takes one of its own */

    return call_make(account, file >= 0 ? files[file].method : "sendMessage",
                     json_incref(body), pool, ret_http, ret_error)
           && (file < 0 || !has_copy(row)
               || file_form(row, body, file, pool, ret_http));
}


/* "Is typing", and for a button that it need not turn any longer.  Bots have
 * no sign that something was read. */
unsigned
telegram_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http)
{
    const size_t  prefix = sizeof(TELEGRAM_CALLBACK) - 1;
    const char   *error;
    json_int_t    chat;
    unsigned      n = 0;

    if (message_id != NULL && strncmp(message_id, TELEGRAM_CALLBACK, prefix)
        == 0 && strlen(message_id) <= prefix + CALLBACK_MAX)
    {
        n += call_make(account, "answerCallbackQuery",
                       json_pack("{s:s}", "callback_query_id",
                                 message_id + prefix), pool, &ret_http[n],
                       &error);
    }

    if (is_typing && chat_read(sender, &chat)) {
        n += call_make(account, "sendChatAction",
                       json_pack("{s:I, s:s}", "chat_id", chat, "action",
                                 "typing"), pool, &ret_http[n], &error);
    }

    return n;
}
