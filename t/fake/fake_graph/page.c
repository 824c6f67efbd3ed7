/*
 * page - the form of Messenger's and Instagram's sends: what Graph would take,
 * what it answers, and what its webhooks say about it afterwards.
 *
 * As strict as shape.c: keys it does not know are an error.  Both products
 * have one form; Instagram has no metadata and counts bytes.
 */

#include "t/fake/fake_graph/fake.h"

#include <stdlib.h>
#include <string.h>

#define MESSENGER_TEXT_MAX  2000        /* code points */
#define INSTAGRAM_TEXT_MAX  1000        /* bytes */
#define METADATA_MAX        1000
#define APP_ID              4242

static const char *const  request_keys[] = {
    "recipient", "messaging_type", "message", NULL
};

static const char *const  action_keys[] = {
    "recipient", "sender_action", NULL
};

static const char *const  message_keys[] = {
    "text", "attachment", "quick_replies", "metadata", NULL
};

static const char *const  messaging_types[] = {
    "RESPONSE", "UPDATE", "MESSAGE_TAG", NULL
};

static const char *const  attachment_keys[] = { "type", "payload", NULL };
static const char *const  url_keys[] = { "url", "is_reusable", NULL };
static const char *const  id_keys[] = { "attachment_id", NULL };

/* Instagram takes no files. */
static const char *const  file_types[] = {
    "image", "audio", "video", "file", NULL
};

static const char *const  actions[] = {
    "mark_seen", "typing_on", "typing_off", NULL
};


static bool
is_in(const char *const *list, const char *word)
{
    for (; word != NULL && *list != NULL; list++) {
        if (strcmp(*list, word) == 0) {
            return true;
        }
    }

    return false;
}


static bool
has_only(const json_t *object, const char *const *known)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) object, key, value) {
        if (!is_in(known, key)) {
            return false;
        }
    }

    return true;
}


const char *
page_recipient(const json_t *m)
{
    return json_string_value(json_object_get(json_object_get(m, "recipient"),
                                             "id"));
}


const char *
page_text(const json_t *m)
{
    return json_string_value(json_object_get(json_object_get(m, "message"),
                                             "text"));
}


static size_t
text_length(product_t product, const char *text)
{
    size_t  n = 0;

    if (product == INSTAGRAM) {
        return strlen(text);
    }

    for (; *text != '\0'; text++) {
        n += ((unsigned char) *text & 0xc0) != 0x80;
    }

    return n;
}


/* A template's payload is another matter. */
static const char *
attachment_problem(product_t product, const json_t *a)
{
    const char    *type = json_string_value(json_object_get(a, "type"));
    const json_t  *payload = json_object_get(a, "payload");
    const char    *url = json_string_value(json_object_get(payload, "url"));

    if (type == NULL || !json_is_object(payload)
        || !has_only(a, attachment_keys))
    {
        return "Param message[attachment] must have type and payload";
    }

    if (strcmp(type, "template") == 0) {
        return NULL;
    }

    if (!is_in(file_types, type)
        || (product == INSTAGRAM && strcmp(type, "file") == 0))
    {
        return "Param message[attachment][type] is not one of the types";
    }

    if (!has_only(payload, url != NULL ? url_keys : id_keys)
        || json_object_size(payload) == 0)
    {
        return "Param message[attachment][payload] must be url or id";
    }

    return url == NULL || strncmp(url, "http", 4) == 0 ? NULL
           : "Param message[attachment][payload][url] must be a URL";
}


static const char *
message_problem(product_t product, const json_t *message)
{
    const char    *text = json_string_value(json_object_get(message, "text"));
    const json_t  *attachment = json_object_get(message, "attachment");
    const json_t  *metadata = json_object_get(message, "metadata");

    if (!json_is_object(message) || !has_only(message, message_keys)) {
        return "Unexpected key on param message";
    }

    if ((text == NULL || *text == '\0') == (attachment == NULL)) {
        return "Param message must have exactly one of text and attachment";
    }

    if (text != NULL && text_length(product, text)
                        > (product == INSTAGRAM ? INSTAGRAM_TEXT_MAX
                                                : MESSENGER_TEXT_MAX))
    {
        return "Length of param message[text] must be less";
    }

    if (attachment != NULL
        && attachment_problem(product, attachment) != NULL)
    {
        return attachment_problem(product, attachment);
    }

    if (metadata != NULL
        && (product == INSTAGRAM || !json_is_string(metadata)
            || json_string_length(metadata) > METADATA_MAX))
    {
        return "Param message[metadata] is not allowed";
    }

    return NULL;
}


const char *
shape_page(product_t product, const json_t *m)
{
    const char  *to = page_recipient(m);
    bool         action = json_object_get(m, "sender_action") != NULL;

    if (!has_only(m, action ? action_keys : request_keys)) {
        return "Unexpected key on the request";
    }

    if (to == NULL || *to == '\0' || strspn(to, "0123456789") != strlen(to)) {
        return "Param recipient[id] must be a valid ID string";
    }

    if (action) {
        return is_in(actions, json_string_value(json_object_get(m,
                                                        "sender_action")))
               ? NULL : "Param sender_action must be one of the actions";
    }

    if (!is_in(messaging_types,
               json_string_value(json_object_get(m, "messaging_type"))))
    {
        return "Param messaging_type is required";
    }

    return message_problem(product, json_object_get(m, "message"));
}


char *
page_answer(const json_t *m, const char *mid)
{
    json_t  *answer = mid != NULL
        ? json_pack("{s:s, s:s}", "recipient_id", page_recipient(m),
                    "message_id", mid)
        : json_pack("{s:s}", "recipient_id", page_recipient(m));
    char    *text = json_dumps(answer, JSON_COMPACT);

    json_decref(answer);

    return text;
}


/* --- webhooks ----------------------------------------------------------- */

/* An element of messaging[]; NULL: the product says nothing of that kind. */
json_t *
page_status(product_t product, const char *kind, const char *account,
    const char *mid, const json_t *m, uint64_t at_ms)
{
    const char  *to = page_recipient(m);
    bool         echo = strcmp(kind, "sent") == 0;
    json_int_t   at = (json_int_t) at_ms;
    json_t      *s, *message;

    s = json_pack("{s:{s:s}, s:{s:s}, s:I}",
                  "sender", "id", echo ? account : to,
                  "recipient", "id", echo ? to : account, "timestamp", at);

    if (echo) {
        message = json_deep_copy(json_object_get(m, "message"));
        json_object_set_new(message, "mid", json_string(mid));
        json_object_set_new(message, "is_echo", json_true());

        if (product == MESSENGER) {
            json_object_set_new(message, "app_id", json_integer(APP_ID));
        }

        json_object_set_new(s, "message", message);
        return s;
    }

    if (strcmp(kind, "delivered") == 0 && product == MESSENGER) {
        json_object_set_new(s, "delivery", json_pack("{s:[s], s:I}", "mids",
                                                     mid, "watermark", at));
        return s;
    }

    if (strcmp(kind, "read") == 0) {
        json_object_set_new(s, "read", product == MESSENGER
                            ? json_pack("{s:I}", "watermark", at)
                            : json_pack("{s:s}", "mid", mid));
        return s;
    }

    json_decref(s);

    return NULL;
}


json_t *
page_envelope(product_t product, const char *account, json_t *list)
{
    return json_pack("{s:s, s:[{s:s, s:I, s:o}]}", "object",
                     product == MESSENGER ? "page" : "instagram", "entry",
                     "id", account, "time", (json_int_t) unix_ms(),
                     "messaging", list);
}
