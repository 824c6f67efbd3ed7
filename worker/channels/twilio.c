/*
 * twilio - webhooks of Twilio's messaging become items of core.admit.
 *
 *   incoming message  -> message       known by its MessageSid
 *   status callback   -> status        its outbox id comes in the URL, which
 *                                      the module has put into the record
 *   all else          -> event         a call, a type yet to come
 *
 * Form and JSON are the same members to all but the first function that
 * reads them; content keeps every one, known or not.
 */

#include "worker/channels/twilio.h"

#include "common/form.h"
#include "common/scan_twilio.h"
#include "worker/channels/media.h"
#include "worker/channels/update.h"

#define TYPE_MAX  64                    /* bytes of a message type */

typedef struct update_s update_t;

struct update_s {
    scan_twilio_t      scan;
    update_t          *next;
};

typedef struct {
    update_walk_t      walk;
    unsigned           p, partitions;
    update_t          *first, **end;
    bool               out_of_memory;
} twilio_walk_t;


/* --- members ------------------------------------------------------------ */

static json_t *
text_of(pool_t *pool, slice_t encoded)
{
    uint8_t  *bytes = pool_alloc(pool, encoded.len + 1);
    size_t    n;

    if (bytes == NULL) {
        return NULL;
    }

    n = form_decode(encoded, bytes);
    (void) text_repair(bytes, n);

    return json_stringn((const char *) bytes, n);
}


/* An object of strings, the pool's; NULL: no memory. */
static json_t *
members_of_form(pool_t *pool, slice_t body)
{
    json_t        *members = pool_json(pool, json_object());
    form_pair_t   field;
    form_reader_t  f;

    form_init(&f, body);

    while (form_next(&f, &field)) {
        json_t  *name = pool_json(pool, text_of(pool, field.name));
        json_t  *value = text_of(pool, field.value);

        if (name == NULL
            || json_object_set_new(members, json_string_value(name),
                                   json_incref(value)) != 0)
        {
            json_decref(value);
            return NULL;
        }

        json_decref(value);
    }

    return members;
}


/* Names of JSON may begin with a small letter. */
static const json_t *
member(const json_t *members, const char *name)
{
    const json_t  *value = json_object_get(members, name);
    char           small[64];

    if (value != NULL) {
        return value;
    }

    snprintf(small, sizeof(small), "%c%s", name[0] | 0x20, name + 1);

    return json_object_get(members, small);
}


/* The member's text, or NULL; a number is its digits. */
static const char *
str_of(pool_t *pool, const json_t *members, const char *name)
{
    const json_t  *value = member(members, name);

    if (json_is_integer(value)) {
        return pool_printf(pool, "%" JSON_INTEGER_FORMAT,
                           json_integer_value(value));
    }

    return json_string_length(value) > 0 ? json_string_value(value) : NULL;
}


static const char *
first_of(pool_t *pool, const json_t *members, const char *a, const char *b)
{
    const char  *s = str_of(pool, members, a);

    return s != NULL ? s : str_of(pool, members, b);
}


/* --- messages ----------------------------------------------------------- */

static bool
begins(const char *s, const char *prefix)
{
    return s != NULL && strncmp(s, prefix, strlen(prefix)) == 0;
}


/* Twilio says it for WhatsApp; of others it follows from what is there. */
static const char *
type_of(pool_t *pool, const json_t *m)
{
    const char  *told = str_of(pool, m, "MessageType");
    const char  *media = str_of(pool, m, "MediaContentType0");

    if (told != NULL && strlen(told) <= TYPE_MAX) {
        return told;
    }

    if (media != NULL || str_of(pool, m, "MediaUrl0") != NULL) {
        return begins(media, "image/") ? "image"
               : begins(media, "audio/") ? "audio"
               : begins(media, "video/") ? "video" : "document";
    }

    if (str_of(pool, m, "Latitude") != NULL) {
        return "location";
    }

    return str_of(pool, m, "ButtonText") != NULL ? "button"
           : str_of(pool, m, "ListId") != NULL ? "interactive" : "text";
}


static const char *
words_of(pool_t *pool, const json_t *m)
{
    const char  *body = first_of(pool, m, "Body", "ButtonText");
    const char  *lat = str_of(pool, m, "Latitude");
    const char  *lon = str_of(pool, m, "Longitude");
    const char  *label = first_of(pool, m, "Label", "Address");

    if (body == NULL) {
        body = str_of(pool, m, "ListTitle");
    }

    if (body != NULL || lat == NULL || lon == NULL) {
        return body;
    }

    return pool_printf(pool, "%s,%s%s%s", lat, lon, label != NULL ? " " : "",
                       label != NULL ? label : "");
}


/* The i-th of "<name>0", "<name>1", .. */
static const char *
str_at(pool_t *pool, const json_t *members, const char *name, unsigned i)
{
    char  numbered[64];

    snprintf(numbered, sizeof(numbered), "%s%u", name, i);

    return str_of(pool, members, numbered);
}


/* MediaUrl0, MediaUrl1, ...: as many as there are. */
static json_t *
media_of(pool_t *pool, const json_t *m)
{
    json_t  *list = NULL;

    for (unsigned i = 0; i < MEDIA_ENTRIES_MAX; i++) {
        const char  *url = str_at(pool, m, "MediaUrl", i);
        const char  *mime = str_at(pool, m, "MediaContentType", i);
        const char  *kind = media_kind(mime);

        if (url == NULL) {
            break;
        }

        if (begins(str_of(pool, m, "MessageType"), "sticker")) {
            kind = "sticker";

        } else if (begins(mime, "audio/ogg")) {
            kind = "voice";
        }

        list = media_add(list, &(media_entry_t) {
            .kind = kind, .ref = url, .mime = mime,
            .caption = str_of(pool, m, "Body"),
        });
    }

    return list;
}


static const char *
sid_of(pool_t *pool, const json_t *m)
{
    const char  *sid = first_of(pool, m, "MessageSid", "SmsMessageSid");

    return sid != NULL ? sid : str_of(pool, m, "SmsSid");
}


static void
emit_message(const twilio_walk_t *w, const scan_twilio_t *u, json_t *m)
{
    pool_t      *pool = w->walk.pool;
    const char  *from = str_of(pool, m, "From");
    const char  *sid = sid_of(pool, m);
    json_t      *update;

    if (from == NULL || strlen(from) > TWILIO_ADDRESS_MAX) {
        update_emit_dead(&w->walk, u->account, u->element, "no_contact");
        return;
    }

    update = update_new(&w->walk, "message", u->account);

    if (sid != NULL) {                  /* else admit makes a key */
        update_set_key(update, u->account, slice_str(sid));
    }

    json_object_set_new(update, "id", update_or_null(sid));
    json_object_set_new(update, "contact", update_contact("address", from,
                        str_of(pool, m, "ProfileName")));
    json_object_set_new(update, "type", json_string(type_of(pool, m)));
    json_object_set_new(update, "text", update_or_null(words_of(pool, m)));
    json_object_set(update, "content", m);
    media_set(update, media_of(pool, m));
    json_object_set_new(update, "reply_to", update_or_null(
                        str_of(pool, m, "OriginalRepliedMessageSid")));
    json_object_set_new(update, "at_ms",
                        json_integer(update_received_ms(&w->walk)));
    w->walk.emit(w->walk.data, update, u->element);
}


/* --- statuses ----------------------------------------------------------- */

/* That Twilio has it is proof that it left us: what is queued was sent. */
static const struct { const char *theirs, *ours; } statuses[] = {
    { "accepted", "sent" }, { "scheduled", "sent" }, { "queued", "sent" },
    { "sending", "sent" }, { "sent", "sent" }, { "delivered", "delivered" },
    { "read", "read" }, { "undelivered", "failed" }, { "failed", "failed" },
    { "canceled", "failed" },
};


static const char *
status_of(pool_t *pool, const scan_twilio_t *u, const json_t *m)
{
    const char  *told = first_of(pool, m, "MessageStatus", "SmsStatus");
    const char  *dot;

    if (told == NULL && u->type.len > 0) {
        told = (const char *) pool_copy(pool, u->type).data;
        dot = told != NULL ? strrchr(told, '.') : NULL;
        told = dot != NULL ? dot + 1 : told;
    }

    for (size_t i = 0; told != NULL
         && i < sizeof(statuses) / sizeof(statuses[0]); i++)
    {
        if (strcmp(told, statuses[i].theirs) == 0) {
            return statuses[i].ours;
        }
    }

    return NULL;
}


static json_t *
errors_of(pool_t *pool, const json_t *m, const char *status)
{
    const char  *code = str_of(pool, m, "ErrorCode");

    if (strcmp(status, "failed") != 0 || code == NULL) {
        return json_null();
    }

    return json_pack("[{s:s}]", "code", code);
}


static void
emit_status(const twilio_walk_t *w, const scan_twilio_t *u, json_t *m)
{
    pool_t      *pool = w->walk.pool;
    slice_t      outbox = w->walk.record->sender;
    const char  *sid = sid_of(pool, m);
    const char  *status = status_of(pool, u, m);
    json_t      *update;

    if (status == NULL) {
        update_emit_event(&w->walk, u->account, u->element,
                          SLICE_LIT("status"));
        return;
    }

    if (sid == NULL && outbox.len == 0) {
        update_emit_dead(&w->walk, u->account, u->element, "shape");
        return;
    }

    update = update_new(&w->walk, "status", u->account);
    json_object_set_new(update, "outbox", outbox.len == 0 ? json_null()
                        : json_stringn((const char *) outbox.data,
                                       outbox.len));
    json_object_set_new(update, "id", update_or_null(sid));
    json_object_set_new(update, "status", json_string(status));
    json_object_set_new(update, "at_ms",
                        json_integer(update_received_ms(&w->walk)));
    json_object_set_new(update, "errors", errors_of(pool, m, status));
    w->walk.emit(w->walk.data, update, u->element);
}


/* --- updates ------------------------------------------------------------ */

/* Events of a stream have their members in `data`. */
static json_t *
members_of(pool_t *pool, const scan_twilio_t *u)
{
    json_t  *object, *data;

    if (u->is_form) {
        return members_of_form(pool, u->element);
    }

    object = update_json(pool, u->element);
    data = json_object_get(object, "data");

    return json_is_object(data) ? data : object;
}


static void
emit_update(const twilio_walk_t *w, const scan_twilio_t *u)
{
    pool_t  *pool = w->walk.pool;
    json_t  *m = members_of(pool, u);

    if (u->account.len == 0) {
        update_emit_dead(&w->walk, u->account, u->element, "no_account");

    } else if (!json_is_object(m)) {
        update_emit_dead(&w->walk, u->account, u->element, "parse");

    } else if (u->is_status) {
        emit_status(w, u, m);

    } else if (sid_of(pool, m) == NULL && str_of(pool, m, "Body") == NULL) {
        update_emit_event(&w->walk, u->account, u->element,
                          str_of(pool, m, "CallSid") != NULL
                          ? SLICE_LIT("call") : u->type);

    } else {
        emit_message(w, u, m);
    }
}


static bool
update_collect(void *data, const scan_twilio_t *u)
{
    twilio_walk_t  *w = data;
    unsigned        owner;
    update_t       *node;

    /* the account of a form is in a buffer of the caller: copied */

    slice_t         account = pool_copy(w->walk.pool, u->account);

    owner = u->account.len > 0 ? partition_of(u->account, w->partitions)
                               : w->walk.record->partition;
    if (owner != w->p) {
        return true;
    }

    node = pool_alloc(w->walk.pool, sizeof(update_t));
    if (node == NULL || account.data == NULL) {
        w->out_of_memory = true;
        return false;
    }

    node->scan = *u;
    node->scan.account = account;
    *w->end = node;
    w->end = &node->next;

    return true;
}


static const char *
twilio_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    twilio_walk_t      w = { .p = p, .partitions = partitions };
    scan_twilio_buf_t  buf;
    const char        *reason;

    w.walk = (update_walk_t) { r, "twilio", pool, emit, data };
    w.end = &w.first;

    reason = update_scan_reason(scan_twilio_updates(r->payload, buf,
                                                    update_collect, &w));

    if (reason == NULL && w.out_of_memory) {
        reason = "too_large";
    }

    if (reason != NULL) {
        return reason;
    }

    for (const update_t *u = w.first; u != NULL; u = u->next) {
        emit_update(&w, &u->scan);
    }

    return NULL;
}


/* What Twilio calls a character is not written down; no text is longer in
 * code points than in UTF-16 units. */
const channel_t  channel_twilio = {
    .name = "twilio",
    .text_max = TWILIO_TEXT_MAX,
    .text_unit = TEXT_UTF16,
    .parse = twilio_parse,
    .files = &twilio_files,
    .request = twilio_request,
    .classify = twilio_classify,
};
