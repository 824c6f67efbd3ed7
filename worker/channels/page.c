/*
 * page - one update of Messenger or Instagram becomes items of core.admit.
 *
 *   {sender: {id}, recipient: {id}, timestamp, message: {mid, text, ...}}
 *
 * Beside sender, recipient and timestamp stands one member that says what it
 * is; the table below names those we read, all others are events under their
 * own name (referral, optin, pass_thread_control, and what is yet to come).
 *
 *   message    message; echo when the account itself has sent it
 *   postback   message with the words of the button
 *   reaction   message without words
 *   delivery   statuses by id, else one by watermark
 *   read       a status, by id (Instagram) or by watermark
 *
 * An echo is never a message: what we say must not be answered by us.
 */

#include "worker/channels/page.h"

#include "worker/channels/media.h"

#define TIME_MS  1                      /* timestamps are ms already */


static const page_t *
page_of(const meta_walk_t *w)
{
    return (const page_t *) (const void *) w->format;
}


static const char *
party(const json_t *element, const char *which)
{
    return update_str(json_object_get(element, which), "id");
}


static bool
is_ours(const scan_update_t *u, const json_t *element)
{
    const char  *sender = party(element, "sender");

    return sender != NULL && slice_eq(slice_str(sender), u->account);
}


/* New {"ids": [[kind, id]], "name": null}; NULL without an id. */
static json_t *
contact_of(const meta_walk_t *w, const char *id)
{
    json_t  *ids;

    if (id == NULL) {
        return NULL;
    }

    ids = json_array();
    meta_ids_add(ids, page_of(w)->id_kind, id);

    return json_pack("{s:o, s:n}", "ids", ids, "name");
}


static json_int_t
time_of(const meta_walk_t *w, const json_t *element)
{
    return meta_at_ms(w, json_object_get(element, "timestamp"), TIME_MS);
}


/* --- messages ----------------------------------------------------------- */

static const json_t *
attachment_of(const json_t *message)
{
    return json_array_get(json_object_get(message, "attachments"), 0);
}


static const char *
type_of(const json_t *message)
{
    const char  *type = update_str(attachment_of(message), "type");

    if (json_is_true(json_object_get(message, "is_unsupported"))) {
        return "unsupported";
    }

    if (json_object_get(message, "quick_reply") != NULL) {
        return "quick_reply";
    }

    /* the preview of a link in a text */

    if (type != NULL && strcmp(type, "fallback") == 0
        && update_str(message, "text") != NULL)
    {
        return "text";
    }

    if (type != NULL && strlen(type) <= META_TYPE_MAX) {
        return strcmp(type, "file") == 0 ? "document" : type;
    }

    return update_str(message, "text") != NULL ? "text" : "unknown";
}


static const char *
text_of(pool_t *pool, const json_t *message)
{
    const char    *text = update_str(message, "text");
    const json_t  *attachment = attachment_of(message);
    const char    *type = update_str(attachment, "type");
    const json_t  *payload = json_object_get(attachment, "payload");
    const json_t  *place = json_object_get(payload, "coordinates");

    if (text != NULL || type == NULL) {
        return text;
    }

    if (strcmp(type, "location") == 0) {
        return meta_location(pool, json_object_get(place, "lat"),
                             json_object_get(place, "long"),
                             update_str(attachment, "title"));
    }

    return strcmp(type, "fallback") == 0 ? update_str(attachment, "title")
                                         : NULL;
}


/* Their files; a sticker is a picture with a number. */
static json_t *
media_of(const json_t *message)
{
    static const struct { const char *theirs, *ours; } kinds[] = {
        { "image", "image" }, { "audio", "audio" }, { "video", "video" },
        { "file", "document" },
    };
    size_t         i;
    const json_t  *attachment;
    json_t        *list = NULL;

    json_array_foreach(json_object_get(message, "attachments"), i, attachment)
    {
        const char    *type = update_str(attachment, "type");
        const json_t  *payload = json_object_get(attachment, "payload");

        for (size_t k = 0; type != NULL
             && k < sizeof(kinds) / sizeof(kinds[0]); k++)
        {
            if (strcmp(type, kinds[k].theirs) == 0) {
                list = media_add(list, &(media_entry_t) {
                    .kind = json_object_get(payload, "sticker_id") != NULL
                            ? "sticker" : kinds[k].ours,
                    .ref = update_str(payload, "url"),
                    .caption = update_str(message, "text"),
                });
            }
        }
    }

    return list;
}


/* A message or an echo; mid NULL: known by its bytes, which hold the time. */
static void
emit_spoken(const meta_walk_t *w, const scan_update_t *u, const char *kind,
    const char *who, const char *mid, const char *type, const char *text,
    const char *reply_to, json_t *element)
{
    json_t  *contact = contact_of(w, who), *item;

    if (contact == NULL) {
        meta_emit_dead(w, u, "no_contact");
        return;
    }

    item = meta_item(w, kind, u);
    meta_key(item, u, mid != NULL ? slice_str(mid) : u->element);
    json_object_set_new(item, "id", update_or_null(mid));
    json_object_set_new(item, "contact", contact);
    json_object_set_new(item, "type", json_string(type));
    json_object_set_new(item, "text", update_or_null(text));
    json_object_set(item, "content", element);
    media_set(item, media_of(json_object_get(element, "message")));
    json_object_set_new(item, "reply_to", update_or_null(reply_to));
    json_object_set_new(item, "at_ms", json_integer(time_of(w, element)));

    if (strcmp(kind, "echo") == 0) {
        const char  *ours = update_str(json_object_get(element, "message"),
                                       "metadata");

        json_object_set_new(item, "outbox",
                            update_or_null(meta_is_uuid(ours) ? ours : NULL));
    }

    meta_emit(w, item, u);
}


static void
update_message(const meta_walk_t *w, const scan_update_t *u, json_t *element)
{
    const json_t  *message = json_object_get(element, "message");
    const char    *mid = update_str(message, "mid");
    bool           echo = json_is_true(json_object_get(message, "is_echo"))
                          || is_ours(u, element);

    /* it has the id of the message it takes back: not a second one */

    if (json_is_true(json_object_get(message, "is_deleted"))) {
        meta_emit_event(w, u, SLICE_LIT("message_deleted"), element);
        return;
    }

    emit_spoken(w, u, echo ? "echo" : "message",
                party(element, echo ? "recipient" : "sender"), mid,
                type_of(message), text_of(w->pool, message),
                update_str(json_object_get(message, "reply_to"), "mid"),
                element);
}


static void
update_postback(const meta_walk_t *w, const scan_update_t *u,
    json_t *element)
{
    const json_t  *postback = json_object_get(element, "postback");
    const char    *title = update_str(postback, "title");

    if (is_ours(u, element)) {
        meta_emit_event(w, u, SLICE_LIT("postback"), element);
        return;
    }

    emit_spoken(w, u, "message", party(element, "sender"),
                update_str(postback, "mid"), "postback",
                title != NULL ? title : update_str(postback, "payload"), NULL,
                element);
}


static void
update_reaction(const meta_walk_t *w, const scan_update_t *u,
    json_t *element)
{
    const json_t  *reaction = json_object_get(element, "reaction");

    if (is_ours(u, element)) {
        meta_emit_event(w, u, SLICE_LIT("reaction"), element);
        return;
    }

    emit_spoken(w, u, "message", party(element, "sender"), NULL, "reaction",
                NULL, update_str(reaction, "mid"), element);
}


/* --- statuses ----------------------------------------------------------- */

static void
emit_status(const meta_walk_t *w, const scan_update_t *u, const char *status,
    const char *mid, json_t *contact, json_int_t at_ms)
{
    json_t  *item = meta_item(w, "status", u);

    json_object_set_new(item, "outbox", json_null());
    json_object_set_new(item, "id", update_or_null(mid));
    json_object_set_new(item, "status", json_string(status));
    json_object_set_new(item, "at_ms", json_integer(at_ms));
    json_object_set_new(item, "errors", json_null());

    if (contact != NULL) {
        json_object_set_new(item, "contact", contact);
    }

    meta_emit(w, item, u);
}


/* All that was sent to the customer until then. */
static void
emit_watermark(const meta_walk_t *w, const scan_update_t *u,
    const char *status, const json_t *until, json_t *element)
{
    json_t  *contact = contact_of(w, party(element, "sender"));

    if (contact == NULL || !(json_number_value(until) > 0)) {
        json_decref(contact);
        meta_emit_event(w, u, slice_str(status), element);
        return;
    }

    emit_status(w, u, status, NULL, contact, meta_at_ms(w, until, TIME_MS));
}


static bool
are_ids(const json_t *mids)
{
    size_t         i;
    const json_t  *mid;

    if (json_array_size(mids) == 0 || json_array_size(mids) > PAGE_MIDS_MAX) {
        return false;
    }

    json_array_foreach(mids, i, mid) {
        if (json_string_length(mid) == 0) {
            return false;
        }
    }

    return true;
}


static void
update_delivery(const meta_walk_t *w, const scan_update_t *u,
    json_t *element)
{
    const json_t  *delivery = json_object_get(element, "delivery");
    const json_t  *mids = json_object_get(delivery, "mids");
    const json_t  *until = json_object_get(delivery, "watermark");
    size_t         i;
    const json_t  *mid;

    if (!are_ids(mids)) {
        emit_watermark(w, u, "delivered", until, element);
        return;
    }

    json_array_foreach(mids, i, mid) {
        emit_status(w, u, "delivered", json_string_value(mid), NULL,
                    meta_at_ms(w, until, TIME_MS));
    }
}


static void
update_read(const meta_walk_t *w, const scan_update_t *u, json_t *element)
{
    const json_t  *read = json_object_get(element, "read");
    const char    *mid = update_str(read, "mid");

    if (is_ours(u, element)) {
        meta_emit_event(w, u, SLICE_LIT("read"), element);

    } else if (mid != NULL) {
        emit_status(w, u, "read", mid, NULL, time_of(w, element));

    } else {
        emit_watermark(w, u, "read", json_object_get(read, "watermark"),
                       element);
    }
}


/* --- which of them ------------------------------------------------------ */

static const struct {
    const char  *name;
    void       (*update)(const meta_walk_t *w, const scan_update_t *u,
                    json_t *element);
} members[] = {
    { "message",  update_message },
    { "postback", update_postback },
    { "reaction", update_reaction },
    { "delivery", update_delivery },
    { "read",     update_read },
};


/* The first member that is not about who and when. */
static slice_t
name_of(const json_t *element)
{
    const char    *key;
    const json_t  *value;

    json_object_foreach((json_t *) element, key, value) {
        if (strcmp(key, "sender") != 0 && strcmp(key, "recipient") != 0
            && strcmp(key, "timestamp") != 0
            && strlen(key) <= META_TYPE_MAX)
        {
            return slice_str(key);
        }
    }

    return SLICE_LIT("messaging");
}


void
page_update(meta_walk_t *w, const scan_update_t *u, json_t *element)
{
    if (u->kind != SCAN_MESSAGE) {
        meta_emit_event(w, u, u->field, element);
        return;
    }

    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        const json_t  *member = json_object_get(element, members[i].name);

        if (json_is_object(member)) {
            members[i].update(w, u, element);
            return;
        }

        if (member != NULL) {
            meta_emit_dead(w, u, "shape");
            return;
        }
    }

    if (json_object_size(element) == 0) {
        meta_emit_dead(w, u, "shape");
        return;
    }

    meta_emit_event(w, u, name_of(element), element);
}
