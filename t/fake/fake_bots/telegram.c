/*
 * telegram - what the Bot API would say, and no more lenient.
 *
 * Token (404 when it is none, 401 when it is another's), method, content
 * type, shape: keys it does not know are an error, lengths are UTF-16 units.
 * Then the script of rules.c, then acceptance.
 */

#include "t/fake/fake_bots/bots.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX  4096                  /* UTF-16 units */

static unsigned  sent;


void
telegram_error(reply_t *ret, int status, const char *why)
{
    json_t  *error = json_pack("{s:b, s:i, s:s}", "ok", 0, "error_code",
                               status, "description", why);

    /* it says so in the body; a header may be there, too */

    if (status == 429 && *ret->retry_after != '\0') {
        json_object_set_new(error, "parameters", json_pack("{s:i}",
                            "retry_after", atoi(ret->retry_after)));
        ret->retry_after[0] = '\0';
    }

    answer(ret, status, error);
}


static void
refuse(const request_t *r, reply_t *ret, int status, const char *why)
{
    telegram_error(ret, status, why);
    record(r, ret, "refused", why, NULL);
}


static size_t
utf16_units(const char *s)
{
    size_t  n = 0;

    for (; *s != '\0'; s++) {
        unsigned char  c = (unsigned char) *s;

        n += (c & 0xc0) != 0x80;
        n += c >= 0xf0;
    }

    return n;
}


static const char *
unknown_key(const json_t *object, const char *const *known)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) object, key, value) {
        const char *const  *k = known;

        while (*k != NULL && strcmp(*k, key) != 0) {
            k++;
        }

        if (*k == NULL) {
            return key;
        }
    }

    return NULL;
}


/* --- methods: NULL, or what is wrong ------------------------------------ */

static const char *
reply_problem(const json_t *reply)
{
    static const char *const  keys[] = {
        "message_id", "allow_sending_without_reply", NULL
    };

    if (reply == NULL) {
        return NULL;
    }

    return !json_is_object(reply) || unknown_key(reply, keys) != NULL
           || json_integer_value(json_object_get(reply, "message_id")) <= 0
           ? "Bad Request: reply_parameters" : NULL;
}


static const char *
message_problem(const json_t *m)
{
    static const char *const  keys[] = {
        "chat_id", "text", "reply_parameters", "link_preview_options",
        "parse_mode", "reply_markup", "disable_notification", NULL
    };

    const char  *text = json_string_value(json_object_get(m, "text"));
    const char  *key = unknown_key(m, keys);

    if (key != NULL) {
        return "Bad Request: unknown parameter";
    }

    if (!json_is_integer(json_object_get(m, "chat_id"))) {
        return "Bad Request: chat_id is empty";
    }

    if (text == NULL || *text == '\0') {
        return "Bad Request: message text is empty";
    }

    return utf16_units(text) > TEXT_MAX
           ? "Bad Request: message is too long"
           : reply_problem(json_object_get(m, "reply_parameters"));
}


static const char *
action_problem(const json_t *m)
{
    static const char *const  keys[] = { "chat_id", "action", NULL };

    const char  *action = json_string_value(json_object_get(m, "action"));

    return unknown_key(m, keys) != NULL
           || !json_is_integer(json_object_get(m, "chat_id"))
           || action == NULL || strcmp(action, "typing") != 0
           ? "Bad Request: wrong parameter action in request" : NULL;
}


static const char *
query_problem(const json_t *m)
{
    static const char *const  keys[] = {
        "callback_query_id", "text", "show_alert", NULL
    };

    return unknown_key(m, keys) != NULL
           || json_string_length(json_object_get(m, "callback_query_id")) == 0
           ? "Bad Request: query is too old or query ID is invalid" : NULL;
}


static const char *
webhook_problem(const json_t *m)
{
    static const char *const  keys[] = {
        "url", "secret_token", "max_connections", "allowed_updates", NULL
    };

    const char  *url = json_string_value(json_object_get(m, "url"));
    const char  *secret = json_string_value(json_object_get(m,
                                            "secret_token"));

    return unknown_key(m, keys) != NULL || url == NULL
           || strncmp(url, "https://", 8) != 0
           ? "Bad Request: bad webhook: An HTTPS URL must be provided"
           : secret == NULL || strlen(secret) > 256
             || strspn(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                               "qrstuvwxyz0123456789_-") != strlen(secret)
             ? "Bad Request: secret token contains unallowed characters"
             : NULL;
}


/* At most one of a person's: bots give one, an empty list takes it away. */
static const char *
reaction_problem(const json_t *m)
{
    static const char *const  keys[] = {
        "chat_id", "message_id", "reaction", "is_big", NULL
    };
    static const char *const  sign_keys[] = { "type", "emoji", NULL };
    static const char *const  signs[] = {
        "\U0001F44D", "\u2764", "\U0001F601", "\U0001F64F", "\U0001F389",
        "\U0001F622", "\U0001F525", "\U0001F44F", NULL
    };

    const json_t  *list = json_object_get(m, "reaction");
    const json_t  *sign = json_array_get(list, 0);
    const char    *type = json_string_value(json_object_get(sign, "type"));
    const char    *emoji = json_string_value(json_object_get(sign, "emoji"));

    if (unknown_key(m, keys) != NULL
        || !json_is_integer(json_object_get(m, "chat_id")))
    {
        return "Bad Request: chat_id is empty";
    }

    if (json_integer_value(json_object_get(m, "message_id")) <= 0) {
        return "Bad Request: message to react not found";
    }

    if (!json_is_array(list) || json_array_size(list) > 1) {
        return "Bad Request: REACTIONS_TOO_MANY";
    }

    if (sign == NULL) {
        return NULL;
    }

    if (type == NULL || strcmp(type, "emoji") != 0 || emoji == NULL
        || unknown_key(sign, sign_keys) != NULL)
    {
        return "Bad Request: can't parse reaction";
    }

    for (size_t i = 0; signs[i] != NULL; i++) {
        if (strcmp(signs[i], emoji) == 0) {
            return NULL;
        }
    }

    return "Bad Request: REACTION_INVALID";
}


static const struct {
    const char   *name;
    const char *(*problem)(const json_t *m);
} methods[] = {
    { "sendMessage",         message_problem },
    { "sendChatAction",      action_problem },
    { "answerCallbackQuery", query_problem },
    { "setMessageReaction",  reaction_problem },
    { "setWebhook",          webhook_problem },
};


/* --- acceptance --------------------------------------------------------- */

static json_t *
line_of(const json_t *m)
{
    json_t  *line = json_object();

    json_object_set(line, "to", json_object_get(m, "chat_id"));
    json_object_set(line, "text", json_object_get(m, "text"));
    json_object_set(line, "reply_parameters",
                    json_object_get(m, "reply_parameters"));
    json_object_set(line, "file", json_object_get(m, "file"));
    json_object_set(line, "call", json_object_get(m, "call"));
    json_object_set(line, "callback_query_id",
                    json_object_get(m, "callback_query_id"));
    json_object_set(line, "message_id", json_object_get(m, "message_id"));
    json_object_set(line, "reaction", json_object_get(m, "reaction"));
    json_object_set(line, "url", json_object_get(m, "url"));

    return line;
}


static void
message_take(const request_t *r, const json_t *m, reply_t *ret)
{
    json_int_t     chat = json_integer_value(json_object_get(m, "chat_id"));
    char           to[32];
    const rule_t  *rule;
    json_t        *line = line_of(m);
    bool           accepts;

    snprintf(to, sizeof(to), "%lld", (long long) chat);
    rule = rules_match("message", r->path, to, json_string_value(
                       json_object_get(m, "text")), false);
    accepts = rule_accepts(rule);
    answer(ret, 200, json_pack("{s:b, s:{s:i, s:I, s:{s:I}, s:O?}}", "ok", 1,
           "result", "message_id", 1000 + (int) ++sent, "date",
           (json_int_t) (unix_ms() / 1000), "chat", "id", chat, "text",
           json_object_get(m, "text")));
    rule_apply(rule, ret);

    if (accepts) {
        reply_t  told = *ret;

        told.status = 200;
        json_object_set_new(line, "id", json_integer(1000 + (int) sent));
        record(r, &told, "message", rule != NULL ? rule->action : "accepted",
               line);
    } else {
        record(r, ret, "message", rule->action, line);
    }
}


static void
method_take(const request_t *r, const char *method, const json_t *m,
    reply_t *ret)
{
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        const char  *problem;

        if (strcmp(methods[i].name, method) != 0) {
            continue;
        }

        problem = methods[i].problem(m);

        if (problem != NULL) {
            refuse(r, ret, 400, problem);

        } else if (i == 0) {
            message_take(r, m, ret);

        } else {
            answer(ret, 200, json_pack("{s:b, s:b}", "ok", 1, "result", 1));
            rule_apply(rules_match("receipt", r->path, "", "", false), ret);
            record(r, ret, "receipt", method, line_of(m));
        }

        return;
    }

    refuse(r, ret, 404, "Not Found: method not found");
}


/* sendPhoto and its like, with the file in the request. */
static void
form_take(const request_t *r, const char *method, reply_t *ret)
{
    static const struct { const char *method, *field; } sends[] = {
        { "sendPhoto", "photo" }, { "sendVideo", "video" },
        { "sendAudio", "audio" }, { "sendVoice", "voice" },
        { "sendDocument", "document" }, { "sendSticker", "sticker" },
    };
    static const char *const  keys[] = {
        "chat_id", "caption", "reply_parameters", "file", NULL
    };

    json_t      *form = form_read(r), *m;
    const char  *chat = json_string_value(json_object_get(form, "chat_id"));
    const char  *field = json_string_value(json_object_get(
                             json_object_get(form, "file"), "field"));
    size_t       i = 0, n = sizeof(sends) / sizeof(sends[0]);

    while (i < n && strcmp(sends[i].method, method) != 0) {
        i++;
    }

    if (form == NULL || i == n || chat == NULL || field == NULL
        || strcmp(field, sends[i].field) != 0
        || unknown_key(form, keys) != NULL)
    {
        refuse(r, ret, 400, "Bad Request: there is no such file in the form");

    } else {
        m = json_pack("{s:I, s:O?}", "chat_id", (json_int_t) atoll(chat),
                      "text", json_object_get(form, "caption"));
        json_object_set(m, "file", json_object_get(form, "file"));
        json_object_set_new(m, "call", json_string(method));
        message_take(r, m, ret);
        json_decref(m);
    }

    json_decref(form);
}


bool
telegram_handle(const request_t *r, reply_t *ret)
{
    char     token[256], method[64];
    int      n = 0;
    json_t  *m;

    if (strncmp(r->path, "/bot", 4) != 0) {
        return false;
    }

    if (sscanf(r->path, "/bot%255[0-9A-Za-z:_-]/%63[A-Za-z]%n", token, method,
               &n) != 2 || r->path[n] != '\0' || strchr(token, ':') == NULL)
    {
        refuse(r, ret, 404, "Not Found");

    } else if (strcmp(token, bots.bot_token) != 0) {
        refuse(r, ret, 401, "Unauthorized");

    } else if (strcmp(r->method, "POST") == 0
               && strncmp(r->content_type, "multipart/form-data", 19) == 0)
    {
        form_take(r, method, ret);

    } else if (strcmp(r->method, "POST") != 0
               || strncasecmp(r->content_type, "application/json", 16) != 0)
    {
        refuse(r, ret, 400, "Bad Request: POST application/json, please");

    } else {
        m = json_loadb(r->body, r->body_len, JSON_REJECT_DUPLICATES, NULL);

        if (json_is_object(m)) {
            method_take(r, method, m, ret);
        } else {
            refuse(r, ret, 400, "Bad Request: can't parse JSON");
        }

        json_decref(m);
    }

    return true;
}
