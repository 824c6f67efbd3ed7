/*
 * whatsapp_message - who wrote a message and what it says.
 *
 * In:  one element of messages[], parsed, and value.contacts of its change.
 * Out: the contact and the text of an item for core.admit.  A sender may have
 * a business-scoped id, a phone number or both: neither is required, the
 * first is the better name.
 */

#include "worker/channels/whatsapp.h"

#include "worker/channels/media.h"


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
        const char  *its_bsuid = update_str(contact, "user_id");
        const char  *its_wa_id = update_str(contact, "wa_id");

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


json_t *
whatsapp_ids(const char *bsuid, const char *wa_id)
{
    json_t  *ids = json_array();

    meta_ids_add(ids, "bsuid", bsuid);
    meta_ids_add(ids, "wa_id", wa_id);

    return ids;
}


json_t *
whatsapp_contact(const json_t *contacts, const json_t *message)
{
    const char    *bsuid = update_str(message, "from_user_id");
    const char    *wa_id = update_str(message, "from");
    const json_t  *entry = contact_find(contacts, bsuid, wa_id);
    const json_t  *profile = json_object_get(entry, "profile");
    const char    *group = update_str(message, "group_id");
    json_t        *contact, *ids;

    bsuid = bsuid != NULL ? bsuid : update_str(entry, "user_id");
    wa_id = wa_id != NULL ? wa_id : update_str(entry, "wa_id");

    if (bsuid == NULL && wa_id == NULL) {
        return NULL;
    }

    /* what is said in a group is answered in the group, not to its author */

    ids = group != NULL ? json_array() : whatsapp_ids(bsuid, wa_id);
    meta_ids_add(ids, WHATSAPP_GROUP, group);

    contact = json_object();
    json_object_set_new(contact, "ids", ids);
    json_object_set_new(contact, "name", group != NULL ? json_null()
                        : update_or_null(update_str(profile, "name")));

    return contact;
}


json_t *
whatsapp_echo_contact(const json_t *message)
{
    json_t  *ids = whatsapp_ids(update_str(message, "to_user_id"),
                                update_str(message, "to"));
    json_t  *contact;

    if (json_array_size(ids) == 0) {
        json_decref(ids);
        return NULL;
    }

    contact = json_object();
    json_object_set_new(contact, "ids", ids);
    json_object_set_new(contact, "name", json_null());

    return contact;
}


/* --- what it says (1.6) ------------------------------------------------- */

static const char *
text_of_body(pool_t *pool, const json_t *object)
{
    (void) pool;

    return update_str(object, "body");
}


static const char *
text_of_text(pool_t *pool, const json_t *object)
{
    (void) pool;

    return update_str(object, "text");
}


static const char *
text_of_caption(pool_t *pool, const json_t *object)
{
    (void) pool;

    return update_str(object, "caption");
}


static const char *
text_of_interactive(pool_t *pool, const json_t *object)
{
    const char    *kind = update_str(object, "type");
    const json_t  *reply = kind != NULL ? json_object_get(object, kind) : NULL;
    const char    *title = update_str(reply, "title");

    (void) pool;

    /* nfm_reply, a form that was filled in, has a body and no title */

    return title != NULL ? title : update_str(reply, "body");
}


static const char *
text_of_location(pool_t *pool, const json_t *object)
{
    return meta_location(pool, json_object_get(object, "latitude"),
                         json_object_get(object, "longitude"),
                         update_str(object, "name"));
}


/* Cards that were shared: "Luis Canario, +52 55 9988 7766", one a line. */
static const char *
text_of_contacts(pool_t *pool, const json_t *cards)
{
    const char  *all = NULL;
    size_t       i;
    json_t      *card;

    json_array_foreach((json_t *) cards, i, card) {
        const char  *name = update_str(json_object_get(card, "name"),
                                       "formatted_name");
        const char  *phone = update_str(json_array_get(json_object_get(
                                       card, "phones"), 0), "phone");

        if (name != NULL || phone != NULL) {
            all = pool_printf(pool, "%s%s%s%s%s", all != NULL ? all : "",
                              all != NULL ? "\n" : "",
                              name != NULL ? name : "",
                              name != NULL && phone != NULL ? ", " : "",
                              phone != NULL ? phone : "");
        }
    }

    return all;
}


/* Types not listed (audio, sticker, reaction, unsupported, revoke,
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
    { "contacts",    text_of_contacts },
    { "order",       text_of_text },
};


/* A corrected message says what its new version says. */
static const json_t *
newest(const json_t *message)
{
    return is_same(update_str(message, "type"), "edit")
           ? json_object_get(json_object_get(message, "edit"), "message")
           : message;
}


const char *
whatsapp_text(pool_t *pool, const json_t *message)
{
    const char  *type;

    message = newest(message);
    type = update_str(message, "type");

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (is_same(type, texts[i].type)) {
            return texts[i].text(pool, json_object_get(message, type));
        }
    }

    return NULL;
}


json_t *
whatsapp_media(const json_t *message)
{
    static const char *const  types[] = {
        "image", "document", "audio", "video", "sticker"
    };
    const char  *type;

    message = newest(message);
    type = update_str(message, "type");

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        const json_t  *object = json_object_get(message, types[i]);
        bool           voice = json_is_true(json_object_get(object, "voice"));

        if (is_same(type, types[i])) {
            return media_add(NULL, &(media_entry_t) {
                .kind = voice ? "voice" : types[i],
                .ref = update_str(object, "id"),
                .mime = update_str(object, "mime_type"),
                .sha256 = update_str(object, "sha256"),
                .name = update_str(object, "filename"),
                .caption = update_str(object, "caption"),
                .bytes = media_size(json_object_get(object, "file_size")),
            });
        }
    }

    return NULL;
}


const char *
whatsapp_reply_to(const json_t *message)
{
    const char  *id = update_str(json_object_get(message, "context"), "id");

    if (id != NULL) {
        return id;
    }

    return update_str(json_object_get(message, "reaction"), "message_id");
}
