/*
 * whatsapp_message - who wrote a message and what it says.
 *
 * In:  one element of messages[], parsed, and value.contacts of its change.
 * Out: the contact and the text of an item for core.admit.  A sender may have
 * a business-scoped id, a phone number or both (PROTOCOLS.md 1.5): neither is
 * required, the first is the better name.
 */

#include "worker/channels/whatsapp.h"


const char *
whatsapp_str(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL && *s != '\0' ? s : NULL;
}


json_t *
whatsapp_or_null(const char *s)
{
    return s != NULL ? json_string(s) : json_null();
}


/* --- who wrote it (1.5) ------------------------------------------------- */

static bool
is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}


static bool
differs(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) != 0;
}


/* The entry of value.contacts[] that describes the sender, or NULL. */
static const json_t *
contact_find(const json_t *contacts, const char *bsuid, const char *wa_id)
{
    size_t         i;
    const json_t  *contact;

    json_array_foreach(contacts, i, contact) {
        const char  *its_bsuid = whatsapp_str(contact, "user_id");
        const char  *its_wa_id = whatsapp_str(contact, "wa_id");

        if (differs(bsuid, its_bsuid) || differs(wa_id, its_wa_id)) {
            continue;
        }

        if (is_same(bsuid, its_bsuid) || is_same(wa_id, its_wa_id)
            || (bsuid == NULL && wa_id == NULL
                && json_array_size(contacts) == 1))
        {
            return contact;
        }
    }

    return NULL;
}


static void
ids_add(json_t *ids, const char *kind, const char *id)
{
    if (id != NULL) {
        json_t  *pair = json_array();

        json_array_append_new(pair, json_string(kind));
        json_array_append_new(pair, whatsapp_or_null(id));
        json_array_append_new(ids, pair);
    }
}


json_t *
whatsapp_ids(const char *bsuid, const char *wa_id)
{
    json_t  *ids = json_array();

    ids_add(ids, "bsuid", bsuid);
    ids_add(ids, "wa_id", wa_id);

    return ids;
}


json_t *
whatsapp_contact(const json_t *contacts, const json_t *message)
{
    const char    *bsuid = whatsapp_str(message, "from_user_id");
    const char    *wa_id = whatsapp_str(message, "from");
    const json_t  *entry = contact_find(contacts, bsuid, wa_id);
    const json_t  *profile = json_object_get(entry, "profile");
    json_t        *contact;

    bsuid = bsuid != NULL ? bsuid : whatsapp_str(entry, "user_id");
    wa_id = wa_id != NULL ? wa_id : whatsapp_str(entry, "wa_id");

    if (bsuid == NULL && wa_id == NULL) {
        return NULL;
    }

    contact = json_object();
    json_object_set_new(contact, "ids", whatsapp_ids(bsuid, wa_id));
    json_object_set_new(contact, "name",
                        whatsapp_or_null(whatsapp_str(profile, "name")));

    return contact;
}


/* --- what it says (1.6) ------------------------------------------------- */

static const char *
text_of_body(pool_t *pool, const json_t *object)
{
    (void) pool;

    return whatsapp_str(object, "body");
}


static const char *
text_of_text(pool_t *pool, const json_t *object)
{
    (void) pool;

    return whatsapp_str(object, "text");
}


static const char *
text_of_caption(pool_t *pool, const json_t *object)
{
    (void) pool;

    return whatsapp_str(object, "caption");
}


static const char *
text_of_interactive(pool_t *pool, const json_t *object)
{
    const char    *kind = whatsapp_str(object, "type");
    const json_t  *reply = kind != NULL ? json_object_get(object, kind) : NULL;
    const char    *title = whatsapp_str(reply, "title");

    (void) pool;

    /* nfm_reply, a form that was filled in, has a body and no title */

    return title != NULL ? title : whatsapp_str(reply, "body");
}


/* Coordinates are numbers; strings are seen too. */
static const char *
coordinate_of(pool_t *pool, const json_t *location, const char *key)
{
    const json_t  *value = json_object_get(location, key);

    if (json_is_number(value)) {
        return pool_printf(pool, "%.9g", json_number_value(value));
    }

    return whatsapp_str(location, key);
}


static const char *
text_of_location(pool_t *pool, const json_t *object)
{
    const char  *lat = coordinate_of(pool, object, "latitude");
    const char  *lon = coordinate_of(pool, object, "longitude");
    const char  *name = whatsapp_str(object, "name");

    if (lat == NULL || lon == NULL) {
        return name;
    }

    return pool_printf(pool, "%s,%s%s%s", lat, lon, name != NULL ? " " : "",
                       name != NULL ? name : "");
}


/* Types not listed (audio, sticker, reaction, contacts, unsupported, revoke,
 * request_welcome, new ones) have no words of their own: text is null. */
static const struct {
    const char    *type;
    const char  *(*text)(pool_t *pool, const json_t *object);
} texts[] = {
    { "text",        text_of_body },
    { "interactive", text_of_interactive },
    { "button",      text_of_text },
    { "image",       text_of_caption },
    { "video",       text_of_caption },
    { "document",    text_of_caption },
    { "location",    text_of_location },
    { "order",       text_of_text },
};


const char *
whatsapp_text(pool_t *pool, const json_t *message)
{
    const char  *type = whatsapp_str(message, "type");

    /* a corrected message says what its new version says */

    if (is_same(type, "edit")) {
        message = json_object_get(json_object_get(message, "edit"), "message");
        type = whatsapp_str(message, "type");
    }

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (is_same(type, texts[i].type)) {
            return texts[i].text(pool, json_object_get(message, type));
        }
    }

    return NULL;
}


const char *
whatsapp_reply_to(const json_t *message)
{
    const char  *id = whatsapp_str(json_object_get(message, "context"), "id");

    if (id != NULL) {
        return id;
    }

    return whatsapp_str(json_object_get(message, "reaction"), "message_id");
}
