/*
 * shape - is it a message, or a receipt, that Graph would take?
 *
 * NULL, or what Graph would complain about.  Keys it does not know are an
 * error: a misspelt one would be ignored by nobody's wish.
 */

#include "t/fake/fake_graph/fake.h"

#include <ctype.h>
#include <string.h>

#define TEXT_MAX    4096                /* code points */
#define OPAQUE_MAX  512

static const char *const  message_keys[] = {
    "messaging_product", "recipient_type", "to", "recipient", "type",
    "context", "biz_opaque_callback_data", "text", "image", "video", "audio",
    "document", "sticker", "location", "contacts", "interactive", "template",
    "reaction", NULL
};

static const char *const  message_types[] = {
    "text", "image", "video", "audio", "document", "sticker", "location",
    "contacts", "interactive", "template", "reaction", NULL
};

static const char *const  receipt_keys[] = {
    "messaging_product", "status", "message_id", "typing_indicator", NULL
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


static const char *
text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}


static size_t
code_points(const char *s)
{
    size_t  n = 0;

    for (; *s != '\0'; s++) {
        n += ((unsigned char) *s & 0xc0) != 0x80;
    }

    return n;
}


static const char *
unknown_key(const json_t *object, const char *const *known)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) object, key, value) {
        if (!is_in(known, key)) {
            return key;
        }
    }

    return NULL;
}


static bool
is_phone(const char *s)
{
    size_t  n;

    s += *s == '+';
    n = strlen(s);

    return n >= 5 && n <= 20 && strspn(s, "0123456789") == n;
}


/* CC. and at most 128 letters and digits, CC.ENT. for a parent's */
static bool
is_bsuid(const char *s)
{
    size_t  n = strlen(s);

    if (n < 4 || n > 160 || !isupper((unsigned char) s[0])
        || !isupper((unsigned char) s[1]) || s[2] != '.')
    {
        return false;
    }

    for (size_t i = 3; i < n; i++) {
        if (!isalnum((unsigned char) s[i]) && s[i] != '.') {
            return false;
        }
    }

    return true;
}


static const char *
text_problem(const json_t *text)
{
    static const char *const  known[] = { "preview_url", "body", NULL };

    const char  *body = text_of(text, "body");

    if (body == NULL || *body == '\0') {
        return "Param text['body'] is required";
    }

    if (code_points(body) > TEXT_MAX) {
        return "Param text['body'] must be at most 4096 characters long";
    }

    return unknown_key(text, known) != NULL ? "Unexpected key in text" : NULL;
}


const char *
shape_message(const json_t *m)
{
    const char    *to = text_of(m, "to"), *recipient = text_of(m, "recipient");
    const char    *type = text_of(m, "type");
    const char    *rtype = text_of(m, "recipient_type");
    const json_t  *opaque = json_object_get(m, "biz_opaque_callback_data");
    const json_t  *context = json_object_get(m, "context");

    if (unknown_key(m, message_keys) != NULL) {
        return "Unexpected key on the message";
    }

    if (to == NULL && recipient == NULL) {
        return "The parameter to is required";
    }

    if ((to != NULL && !is_phone(to))
        || (to == NULL && !is_bsuid(recipient)))
    {
        return "The recipient is not a phone number or a user id";
    }

    if (rtype != NULL && strcmp(rtype, "individual") != 0) {
        return "Param recipient_type must be individual";
    }

    if (opaque != NULL && (!json_is_string(opaque)
                           || json_string_length(opaque) > OPAQUE_MAX))
    {
        return "biz_opaque_callback_data must be at most 512 characters";
    }

    if (context != NULL && text_of(context, "message_id") == NULL) {
        return "Param context['message_id'] is required";
    }

    if (!is_in(message_types, type)) {
        return "Param type must be one of the message types";
    }

    if (!json_object_get(m, type)) {
        return "The object named by type is required";
    }

    return strcmp(type, "text") == 0
           ? text_problem(json_object_get(m, "text")) : NULL;
}


const char *
shape_receipt(const json_t *m)
{
    const json_t  *typing = json_object_get(m, "typing_indicator");
    const char    *kind = text_of(typing, "type");

    if (unknown_key(m, receipt_keys) != NULL) {
        return "Unexpected key on the receipt";
    }

    if (strcmp(text_of(m, "status"), "read") != 0) {
        return "Param status must be read";
    }

    if (text_of(m, "message_id") == NULL) {
        return "Param message_id is required";
    }

    return typing != NULL && (kind == NULL || strcmp(kind, "text") != 0)
           ? "Param typing_indicator['type'] must be text" : NULL;
}
