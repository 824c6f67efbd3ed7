/*
 * whatsapp - webhooks of the Cloud API become update items of core.admit.
 *
 * The scanner cuts the envelope into updates, each with its verbatim bytes.
 * An element is parsed alone, from a repaired copy, so a malformed one is one
 * dead letter and the others are applied.  Nothing is emitted before the whole
 * envelope was walked: a record is either one dead letter or its updates.
 *
 *   messages[] -> message, or merge (a customer's number or id has changed)
 *   statuses[] -> status
 *   all else   -> event
 *
 * Whatever an element lacks that we can do without is left out; what names no
 * sender, type or id at all is dead with the reason "shape" or "no_contact".
 */

#include "worker/channels/whatsapp.h"

#include "common/scan.h"
#include "common/signature.h"

#define TYPE_MAX       64               /* bytes of a message type */
#define TIMESTAMP_MAX  4102444800       /* 2100-01-01; above is not a time */

typedef struct update_s update_t;

struct update_s {
    scan_update_t    scan;
    update_t        *next;
};

typedef struct {
    const record_t   *record;
    pool_t           *pool;
    channel_emit_fn   emit;
    void             *data;

    update_t         *first;
    update_t        **end;
    bool              out_of_memory;

    unsigned          index;            /* of the update in the body */
    const uint8_t    *contacts_at;      /* whose contacts are parsed below */
    json_t           *contacts;         /* pool's; or NULL */
} walk_t;


/* --- small readers of JSON ---------------------------------------------- */

static json_t *
slice_or_null(slice_t s)
{
    json_t  *string = s.len > 0
                      ? json_stringn((const char *) s.data, s.len) : NULL;

    return string != NULL ? string : json_null();
}


/* Timestamps come as strings of seconds, some as numbers. */
static json_int_t
at_ms_of(const walk_t *w, const json_t *element)
{
    const json_t  *at = json_object_get(element, "timestamp");
    double         seconds = 0;

    if (json_is_number(at)) {
        seconds = json_number_value(at);

    } else if (json_is_string(at)) {
        seconds = strtod(json_string_value(at), NULL);
    }

    if (seconds > 0 && seconds < TIMESTAMP_MAX) {
        return (json_int_t) (seconds * 1000);
    }

    return (json_int_t) (w->record->received_us / 1000);
}


static json_t *
json_of(walk_t *w, slice_t bytes)
{
    slice_t  copy = pool_copy(w->pool, bytes);

    if (copy.data == NULL) {
        return NULL;
    }

    /* the copy is ours to write to */

    (void) json_repair((uint8_t *) copy.data, copy.len);

    return pool_json(w->pool, json_loadb((const char *) copy.data, copy.len,
                                         JSON_DECODE_ANY, NULL));
}


/* value.contacts of the update's change; parsed once for all its messages. */
static const json_t *
contacts_of(walk_t *w, const scan_update_t *u)
{
    if (w->contacts_at != u->contacts.data) {
        w->contacts_at = u->contacts.data;
        w->contacts = u->contacts.len > 0 ? json_of(w, u->contacts) : NULL;
    }

    return w->contacts;
}


/* --- items -------------------------------------------------------------- */

static json_t *
item_new(const walk_t *w, const char *kind, const scan_update_t *u)
{
    const record_t  *r = w->record;
    json_t          *item = json_object();

    json_object_set_new(item, "kind", json_string(kind));
    json_object_set_new(item, "channel", json_string("whatsapp"));
    json_object_set_new(item, "account", slice_or_null(u->account));
    json_object_set_new(item, "received_us",
                        json_integer((json_int_t) r->received_us));
    json_object_set_new(item, "request_id", slice_or_null(r->request_id));
    json_object_set_new(item, "trace", slice_or_null(r->traceparent));

    return item;
}


static void
item_set_key(json_t *item, const scan_update_t *u, slice_t id)
{
    static const char  hex[] = "0123456789abcdef";

    uint8_t  key[16];
    char     text[32];

    dedup_key(u->account, id, key);

    for (size_t i = 0; i < sizeof(key); i++) {
        text[2 * i] = hex[key[i] >> 4];
        text[2 * i + 1] = hex[key[i] & 15];
    }

    json_object_set_new(item, "key", json_stringn(text, sizeof(text)));
}


/* An update without an id of its own is known by the request it came in. */
static void
item_set_id(const walk_t *w, json_t *item, const scan_update_t *u,
    const char *id)
{
    slice_t  rid = w->record->request_id;
    char     made[RECORD_NAME_MAX + 32];
    int      n;

    if (id != NULL) {
        item_set_key(item, u, slice_str(id));
        return;
    }

    n = snprintf(made, sizeof(made), "%.*s:%u", (int) rid.len,
                 (const char *) rid.data, w->index);
    item_set_key(item, u, slice_make(made, (size_t) n));
}


/* The same bytes repeated by the provider are the same dead letter. */
static void
emit_dead(const walk_t *w, const scan_update_t *u, const char *reason)
{
    json_t  *item = item_new(w, "dead", u);

    json_object_set_new(item, "reason", json_string(reason));
    item_set_key(item, u, u->element);
    w->emit(w->data, item, u->element);
}


static void
emit_event(const walk_t *w, const scan_update_t *u)
{
    json_t  *item = item_new(w, "event", u);

    json_object_set_new(item, "field", slice_or_null(u->field));
    item_set_key(item, u, u->element);
    w->emit(w->data, item, u->element);
}


/* --- the kinds of update ------------------------------------------------ */

/* A customer's number or id has changed: the old names are the new one's. */
static void
emit_system(const walk_t *w, const scan_update_t *u, const json_t *message)
{
    const json_t  *system = json_object_get(message, "system");
    const char    *old_bsuid = whatsapp_str(system, "previous_user_id");
    json_t        *was, *is, *item;

    if (old_bsuid == NULL) {
        old_bsuid = whatsapp_str(message, "from_user_id");
    }

    was = whatsapp_ids(old_bsuid, whatsapp_str(message, "from"));
    is = whatsapp_ids(whatsapp_str(system, "user_id"),
                      whatsapp_str(system, "wa_id"));

    if (json_array_size(was) == 0 || json_array_size(is) == 0) {
        json_decref(was);
        json_decref(is);
        emit_event(w, u);
        return;
    }

    item = item_new(w, "merge", u);
    json_object_set_new(item, "old", was);
    json_object_set_new(item, "new", is);
    item_set_id(w, item, u, whatsapp_str(message, "id"));
    w->emit(w->data, item, u->element);
}


static void
emit_message(walk_t *w, const scan_update_t *u, json_t *message)
{
    const char  *type = whatsapp_str(message, "type");
    const char  *id = whatsapp_str(message, "id");
    json_t      *contact, *item;

    if (type == NULL || strlen(type) > TYPE_MAX) {
        emit_dead(w, u, "shape");
        return;
    }

    if (strcmp(type, "system") == 0) {
        emit_system(w, u, message);
        return;
    }

    contact = whatsapp_contact(contacts_of(w, u), message);
    if (contact == NULL) {
        emit_dead(w, u, "no_contact");
        return;
    }

    item = item_new(w, "message", u);
    item_set_id(w, item, u, id);
    json_object_set_new(item, "id", whatsapp_or_null(id));
    json_object_set_new(item, "contact", contact);
    json_object_set_new(item, "type", json_string(type));
    json_object_set_new(item, "text",
                        whatsapp_or_null(whatsapp_text(w->pool, message)));
    json_object_set(item, "content", message);
    json_object_set_new(item, "reply_to",
                        whatsapp_or_null(whatsapp_reply_to(message)));
    json_object_set_new(item, "at_ms", json_integer(at_ms_of(w, message)));
    w->emit(w->data, item, u->element);
}


static bool
is_uuid(const char *s)
{
    if (s == NULL || strlen(s) != 36) {
        return false;
    }

    for (int i = 0; i < 36; i++) {
        bool  dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? s[i] != '-'
            : strchr("0123456789abcdefABCDEF", s[i]) == NULL)
        {
            return false;
        }
    }

    return true;
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


static void
emit_status(const walk_t *w, const scan_update_t *u, json_t *element)
{
    const char  *status = whatsapp_str(element, "status");
    const char  *id = whatsapp_str(element, "id");
    const char  *outbox = whatsapp_str(element, "biz_opaque_callback_data");
    json_t      *errors = json_object_get(element, "errors");
    json_t      *item;

    outbox = is_uuid(outbox) ? outbox : NULL;

    if (status == NULL || (id == NULL && outbox == NULL)) {
        emit_dead(w, u, "shape");
        return;
    }

    /* payments and what is yet to come: kept, not applied to a message */

    if (!is_status(status)) {
        emit_event(w, u);
        return;
    }

    item = item_new(w, "status", u);
    json_object_set_new(item, "outbox", whatsapp_or_null(outbox));
    json_object_set_new(item, "id", whatsapp_or_null(id));
    json_object_set_new(item, "status", json_string(status));
    json_object_set_new(item, "at_ms", json_integer(at_ms_of(w, element)));
    json_object_set_new(item, "errors", json_is_array(errors)
                        ? json_incref(errors) : json_null());
    w->emit(w->data, item, u->element);
}


/* calls, history and others have members of the same names: not for a lane */
static bool
is_conversation(const scan_update_t *u)
{
    return u->kind != SCAN_CHANGE
           && (u->field.len == 0 || slice_eq(u->field, SLICE_LIT("messages")));
}


static void
emit_update(walk_t *w, const scan_update_t *u)
{
    json_t  *element = json_of(w, u->element);

    if (u->account.len == 0) {
        emit_dead(w, u, "no_account");

    } else if (element == NULL) {
        emit_dead(w, u, "parse");

    } else if (!json_is_object(element)) {
        emit_dead(w, u, "shape");

    } else if (!is_conversation(u)) {
        emit_event(w, u);

    } else if (u->kind == SCAN_MESSAGE) {
        emit_message(w, u, element);

    } else {
        emit_status(w, u, element);
    }
}


/* --- the envelope ------------------------------------------------------- */

static bool
update_collect(void *data, const scan_update_t *u)
{
    walk_t    *w = data;
    update_t  *node = pool_alloc(w->pool, sizeof(update_t));

    if (node == NULL) {
        w->out_of_memory = true;
        return false;
    }

    node->scan = *u;
    *w->end = node;
    w->end = &node->next;

    return true;
}


static const char *
scan_reason(scan_rc_t rc)
{
    switch (rc) {
    case SCAN_OK:        return NULL;
    case SCAN_SYNTAX:    return "parse";
    case SCAN_DEPTH:     return "too_deep";
    case SCAN_SHAPE:     return "shape";
    case SCAN_TOO_MANY:  return "too_many";
    }

    return "parse";
}


static const char *
whatsapp_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    walk_t       w = { .record = r, .pool = pool, .emit = emit, .data = data };
    const char  *reason;

    w.end = &w.first;
    reason = scan_reason(scan_whatsapp_updates(r->payload, update_collect,
                                               &w));

    if (reason == NULL && w.out_of_memory) {
        reason = "too_large";
    }

    if (reason != NULL) {
        return reason;
    }

    for (const update_t *u = w.first; u != NULL; u = u->next, w.index++) {
        unsigned  owner = u->scan.account.len > 0
                          ? partition_of(u->scan.account, partitions)
                          : r->partition;

        if (owner == p) {
            emit_update(&w, &u->scan);
        }
    }

    return NULL;
}


const channel_t  channel_whatsapp = {
    .name = "whatsapp",
    .text_max = WHATSAPP_TEXT_MAX,
    .paced = true,
    .parse = whatsapp_parse,
    .request = whatsapp_request,
    .classify = whatsapp_classify,
    .read_receipt = whatsapp_read_receipt,
};
