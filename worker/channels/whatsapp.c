/*
 * whatsapp - webhooks of the Cloud API become update items of core.admit.
 *
 *   messages[]        -> message, or merge (a number or id has changed)
 *   statuses[]        -> status
 *   message_echoes[]  -> echo: said on the phone, never answered
 *   all else          -> event: calls, templates, quality, the account, errors
 *
 * Whatever an element lacks that we can do without is left out; what names no
 * sender, type or id at all is dead with the reason "shape" or "no_contact".
 */

#include "worker/channels/whatsapp.h"

#include "worker/channels/media.h"

#define SECONDS_MS  1000


/* --- the kinds of update ------------------------------------------------ */

/* A customer's number or id has changed: the old names are the new one's. */
static void
emit_system(const meta_walk_t *w, const scan_update_t *u, json_t *message)
{
    const json_t  *system = json_object_get(message, "system");
    const char    *old_bsuid = update_str(system, "previous_user_id");
    const char    *id = update_str(message, "id");
    json_t        *was, *is, *item;

    if (old_bsuid == NULL) {
        old_bsuid = update_str(message, "from_user_id");
    }

    was = whatsapp_ids(old_bsuid, update_str(message, "from"));
    is = whatsapp_ids(update_str(system, "user_id"),
                      update_str(system, "wa_id"));

    if (json_array_size(was) == 0 || json_array_size(is) == 0) {
        json_decref(was);
        json_decref(is);
        meta_emit_event(w, u, u->field, message);
        return;
    }

    item = meta_item(w, "merge", u);
    json_object_set_new(item, "old", was);
    json_object_set_new(item, "new", is);

    if (id != NULL) {
        meta_key(item, u, slice_str(id));
    } else {
        meta_key_place(w, item, u);
    }

    meta_emit(w, item, u);
}


/* Since 2026 a correction comes as something the API does not support, which
 * says so inside: nobody is to be told that we cannot read it. */
static const char *
spoken_type(const json_t *message)
{
    const char  *inner = update_str(json_object_get(message, "unsupported"),
                                    "type");

    return inner != NULL && strcmp(inner, "edit") == 0
           ? inner : update_str(message, "type");
}


/* What a message and an echo have in common.  An update without an id of its
 * own is known by the request it came in. */
static void
emit_spoken(const meta_walk_t *w, const scan_update_t *u, const char *kind,
    json_t *contact, json_t *message)
{
    const char  *id = update_str(message, "id");
    json_t      *item = meta_item(w, kind, u);

    if (id != NULL) {
        meta_key(item, u, slice_str(id));
    } else {
        meta_key_place(w, item, u);
    }

    json_object_set_new(item, "id", update_or_null(id));
    json_object_set_new(item, "contact", contact);
    json_object_set_new(item, "type", json_string(spoken_type(message)));
    json_object_set_new(item, "text",
                        update_or_null(whatsapp_text(w->pool, message)));
    json_object_set(item, "content", message);
    media_set(item, whatsapp_media(message));
    json_object_set_new(item, "reply_to",
                        update_or_null(whatsapp_reply_to(message)));
    json_object_set_new(item, "at_ms", json_integer(
        meta_at_ms(w, json_object_get(message, "timestamp"), SECONDS_MS)));
    meta_emit(w, item, u);
}


static bool
has_type(const json_t *message)
{
    const char  *type = update_str(message, "type");

    return type != NULL && strlen(type) <= META_TYPE_MAX;
}


static void
emit_message(meta_walk_t *w, const scan_update_t *u, json_t *message)
{
    json_t  *contact;

    if (!has_type(message)) {
        meta_emit_dead(w, u, "shape");
        return;
    }

    if (strcmp(update_str(message, "type"), "system") == 0) {
        emit_system(w, u, message);
        return;
    }

    contact = whatsapp_contact(meta_contacts(w, u), message);

    if (contact == NULL) {
        meta_emit_dead(w, u, "no_contact");
        return;
    }

    emit_spoken(w, u, "message", contact, message);
}


static void
emit_echo(meta_walk_t *w, const scan_update_t *u, json_t *message)
{
    json_t  *contact;

    if (!has_type(message)) {
        meta_emit_dead(w, u, "shape");
        return;
    }

    contact = whatsapp_echo_contact(message);

    if (contact == NULL) {
        meta_emit_dead(w, u, "no_contact");
        return;
    }

    emit_spoken(w, u, "echo", contact, message);
}


static bool
is_status(const char *status)
{
    static const char *const  known[] = {
        "sent", "delivered", "read", "played", "failed"
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(status, known[i]) == 0) {
            return true;
        }
    }

    return false;
}


/* What a status says beside its name, for the message's content; or null. */
static json_t *
status_content(const json_t *element)
{
    static const char *const  kept[] = {
        "pricing", "conversation", "recipient_type",
        "recipient_participant_id", "message"
    };

    json_t  *content = json_object();

    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        json_t  *value = json_object_get(element, kept[i]);

        if (value != NULL) {
            json_object_set(content, kept[i], value);
        }
    }

    if (json_object_size(content) > 0) {
        return content;
    }

    json_decref(content);

    return json_null();
}


static void
emit_status(const meta_walk_t *w, const scan_update_t *u, json_t *element)
{
    const char  *status = update_str(element, "status");
    const char  *id = update_str(element, "id");
    const char  *outbox = update_str(element, "biz_opaque_callback_data");
    json_t      *errors = json_object_get(element, "errors");
    json_t      *item;

    outbox = meta_is_uuid(outbox) ? outbox : NULL;

    if (status == NULL || (id == NULL && outbox == NULL)) {
        meta_emit_dead(w, u, "shape");
        return;
    }

    /* payments and what is yet to come: kept, not applied to a message */

    if (!is_status(status)) {
        meta_emit_event(w, u, u->field, element);
        return;
    }

    item = meta_item(w, "status", u);
    json_object_set_new(item, "outbox", update_or_null(outbox));
    json_object_set_new(item, "id", update_or_null(id));
    json_object_set_new(item, "status", json_string(status));
    json_object_set_new(item, "at_ms", json_integer(
        meta_at_ms(w, json_object_get(element, "timestamp"), SECONDS_MS)));
    json_object_set_new(item, "errors", json_is_array(errors)
                        ? json_incref(errors) : json_null());
    json_object_set_new(item, "content", status_content(element));
    meta_emit(w, item, u);
}


/* A whole change: errors of the account are found under a name of their own,
 * for "messages" is where they come from, not what they are. */
static void
emit_change(const meta_walk_t *w, const scan_update_t *u, json_t *change)
{
    const json_t  *value = json_object_get(change, "value");
    bool           is_errors = slice_eq(u->field, SLICE_LIT("messages"))
                        && json_array_size(json_object_get(value, "errors"));

    meta_emit_event(w, u, is_errors ? SLICE_LIT("errors") : u->field, change);
}


/* calls, history and others have members of the same names: not for a lane */
static void
whatsapp_update(meta_walk_t *w, const scan_update_t *u, json_t *element)
{
    bool  conversation = u->field.len == 0
                         || slice_eq(u->field, SLICE_LIT("messages"));

    switch (u->kind) {

    case SCAN_MESSAGE:
        if (conversation) {
            emit_message(w, u, element);
            return;
        }
        break;

    case SCAN_STATUS:
        if (conversation) {
            emit_status(w, u, element);
            return;
        }
        break;

    case SCAN_ECHO:
        if (slice_eq(u->field, SLICE_LIT("smb_message_echoes"))) {
            emit_echo(w, u, element);
            return;
        }
        break;

    case SCAN_CHANGE:
        emit_change(w, u, element);
        return;
    }

    meta_emit_event(w, u, u->field, element);
}


static const meta_format_t  whatsapp_format = {
    .channel = "whatsapp",
    .scan = scan_whatsapp_updates,
    .update = whatsapp_update,
};


static const char *
whatsapp_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    return meta_parse(&whatsapp_format, r, p, partitions, pool, emit, data);
}


const channel_t  channel_whatsapp = {
    .name = "whatsapp",
    .text_max = WHATSAPP_TEXT_MAX,
    .paced = true,
    .window_hours = 24,
    .parse = whatsapp_parse,
    .files = &whatsapp_files,
    .request = whatsapp_request,
    .classify = whatsapp_classify,
    .upload = whatsapp_upload,
    .uploaded = whatsapp_uploaded,
    .read_receipt = whatsapp_read_receipt,
};
