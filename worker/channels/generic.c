/*
 * generic - bodies of anybody's become items of core.admit.
 *
 *   an envelope that says something  -> message
 *   an envelope of our own           -> event: what left us is not answered
 *   any other body                   -> event
 *
 * An envelope has a contact with an id; it says something when it has a text,
 * media, or a type that speaks for itself.  A type nobody knows is kept by
 * its name.  An id that is no id is a dead letter: nothing is guessed.
 *
 * An envelope is known by its id.  Other bodies have ids of things, and many
 * events are about one thing: they are known by the delivery's id, else, when
 * they name an id at all, by their bytes.  What is left is a new one each
 * time it comes.
 */

#include "worker/channels/generic.h"

#include "common/scan_generic.h"
#include "worker/channels/media.h"
#include "worker/channels/rfc3339.h"
#include "worker/channels/update.h"

#define FIELD_LEN      64               /* bytes of a type; longer is none */
#define TIME_MAX_MS    4102444800000    /* 2100-01-01; above is not a time */
#define SECONDS_MAX    100000000000     /* a larger number is milliseconds */

typedef struct {
    update_walk_t  walk;
    slice_t        account;
    unsigned       n;                   /* updates so far */
} generic_walk_t;

/* One update under way. */
typedef struct {
    const scan_generic_t  *scan;
    json_t                *json;
    const char            *id;          /* its own, or NULL */
} generic_t;

/* What a message may be without words. */
static const char *const  types[] = {
    "text", "image", "video", "audio", "document", "sticker", "location",
    "contacts", "interactive", "reaction", "order", "poll", NULL
};

/* What an envelope of ours has as its origin. */
static const char *const  ours[] = { "bot", "agent", "system", NULL };


/* --- members ------------------------------------------------------------ */

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


/* A string or an integer as text; NULL: neither. */
static const char *
id_of(pool_t *pool, const json_t *object, const char *key)
{
    const json_t  *id = json_object_get(object, key);

    return json_is_integer(id)
           ? pool_printf(pool, "%" JSON_INTEGER_FORMAT,
                         json_integer_value(id))
           : update_str(object, key);
}


/* A short plain word; NULL: none, or something else. */
static const char *
word_of(const json_t *object, const char *key)
{
    const char  *s = update_str(object, key);

    if (s == NULL || strlen(s) > FIELD_LEN) {
        return NULL;
    }

    for (const char *p = s; *p != '\0'; p++) {
        if (*p < 0x21 || *p > 0x7e) {
            return NULL;
        }
    }

    return s;
}


static json_int_t
at_ms_of(const generic_walk_t *w, const json_t *message)
{
    const json_t  *at = json_object_get(message, "at");
    json_int_t     ms = 0;

    if (json_is_string(at)) {
        ms = rfc3339_ms(json_string_value(at));

    } else if (json_is_number(at)) {
        double  t = json_number_value(at);

        t = t < SECONDS_MAX ? t * 1000 : t;
        ms = t > 0 && t < TIME_MAX_MS ? (json_int_t) t : 0;
    }

    return ms > 0 && ms < TIME_MAX_MS ? ms : update_received_ms(&w->walk);
}


/* Its type, else the type of what it carries. */
static const char *
type_of(const json_t *message)
{
    const json_t  *media = json_object_get(message, "media");
    const char    *type = word_of(message, "type"), *mime;

    if (type != NULL || !json_is_object(media)) {
        return type != NULL ? type : "text";
    }

    type = word_of(media, "type");
    mime = update_str(media, "mime");

    if (is_in(types, type)) {
        return type;
    }

    for (size_t i = 1; mime != NULL && i < 4; i++) {
        size_t  len = strlen(types[i]);

        if (strncmp(mime, types[i], len) == 0 && mime[len] == '/') {
            return types[i];
        }
    }

    return "document";
}


/* Its words; a picture's are below it. */
static const char *
text_of(const json_t *message)
{
    const char  *text = update_str(message, "text");

    return text != NULL ? text
           : update_str(json_object_get(message, "media"), "caption");
}


/* Its file: a link is fetched, an id is nobody's we know of. */
static json_t *
media_of(const json_t *message)
{
    const json_t  *media = json_object_get(message, "media");
    const char    *mime = update_str(media, "mime");
    const char    *type = word_of(media, "type");
    const char    *link = update_str(media, "link");

    static const char *const  kinds[] = {
        "image", "document", "audio", "voice", "video", "sticker", NULL
    };

    return media_add(NULL, &(media_entry_t) {
        .kind = is_in(kinds, type) ? type : media_kind(mime),
        .ref = link != NULL ? link : update_str(media, "id"),
        .mime = mime,
        .sha256 = update_str(media, "sha256"),
        .name = update_str(media, "filename"),
        .caption = update_str(media, "caption"),
        .bytes = media_size(json_object_get(media, "bytes")),
    });
}


/* --- what an update is known by ----------------------------------------- */

/* False: nothing of its own; admit knows it by request and place. */
static bool
key_by_delivery(const generic_walk_t *w, json_t *update)
{
    const slice_t  delivery = w->walk.record->sender;
    const char    *text;

    if (delivery.len == 0) {
        return false;
    }

    text = pool_printf(w->walk.pool, "delivery %.*s %u", (int) delivery.len,
                       (const char *) delivery.data, w->n);
    update_set_key(update, w->account, slice_str(text));

    return true;
}


static void
key_set(const generic_walk_t *w, const generic_t *u, json_t *update)
{
    if (u->scan->has_contact && u->id != NULL) {
        update_set_key(update, w->account, slice_str(u->id));

    } else if (!key_by_delivery(w, update) && !u->scan->has_contact
               && (u->id != NULL
                   || id_of(w->walk.pool, u->json, "event_id") != NULL))
    {
        update_set_key(update, w->account, u->scan->element);
    }
}


/* --- updates ------------------------------------------------------------ */

static void
emit_event(const generic_walk_t *w, const generic_t *u)
{
    const update_walk_t  *walk = &w->walk;
    json_t               *update = update_new(walk, "event", w->account);
    const char           *field = word_of(u->json, "type");

    if (field == NULL) {
        field = word_of(u->json, "event");
    }

    if (field == NULL) {
        field = word_of(u->json, "action");
    }

    json_object_set_new(update, "field", update_or_null(field));
    key_set(w, u, update);
    walk->emit(walk->data, update, u->scan->element);
}


static void
emit_message(const generic_walk_t *w, const generic_t *u, const char *contact)
{
    const update_walk_t  *walk = &w->walk;
    const json_t         *who = json_object_get(u->json, "contact");
    const char           *reply_to = id_of(walk->pool, u->json, "reply_to");
    json_t               *update = update_new(walk, "message", w->account);

    if (reply_to != NULL && strlen(reply_to) > GENERIC_ID_MAX) {
        reply_to = NULL;                /* of nothing we have: in content */
    }

    key_set(w, u, update);
    json_object_set_new(update, "id", update_or_null(u->id));
    json_object_set_new(update, "contact",
                        update_contact("contact", contact,
                                       update_str(who, "name")));
    json_object_set_new(update, "type", json_string(type_of(u->json)));
    json_object_set_new(update, "text", update_or_null(text_of(u->json)));
    json_object_set(update, "content", u->json);
    media_set(update, media_of(u->json));
    json_object_set_new(update, "reply_to", update_or_null(reply_to));
    json_object_set_new(update, "at_ms",
                        json_integer(at_ms_of(w, u->json)));
    walk->emit(walk->data, update, u->scan->element);
}


static bool
says_something(const json_t *message)
{
    return update_str(message, "text") != NULL
           || json_is_object(json_object_get(message, "media"))
           || is_in(types, word_of(message, "type"));
}


static void
take_envelope(const generic_walk_t *w, const generic_t *u)
{
    const char  *contact = id_of(w->walk.pool,
                                 json_object_get(u->json, "contact"), "id");
    const char  *reason = NULL;

    if (is_in(ours, word_of(u->json, "origin")) || !says_something(u->json)) {
        emit_event(w, u);
        return;
    }

    if (contact == NULL) {              /* a number that is out of range */
        reason = "no_contact";

    } else if (strlen(contact) > GENERIC_ID_MAX
               || (u->id != NULL && strlen(u->id) > GENERIC_ID_MAX))
    {
        reason = "id_too_long";
    }

    if (reason != NULL) {
        update_emit_dead(&w->walk, w->account, u->scan->element, reason);
    } else {
        emit_message(w, u, contact);
    }
}


static bool
take_update(void *data, const scan_generic_t *scan)
{
    generic_walk_t  *w = data;
    generic_t        u = { .scan = scan };

    u.json = update_json(w->walk.pool, scan->element);

    if (u.json == NULL) {
        update_emit_dead(&w->walk, w->account, scan->element, "parse");
        w->n++;
        return true;
    }

    u.id = id_of(w->walk.pool, u.json, "id");

    if (scan->has_contact) {
        take_envelope(w, &u);
    } else {
        emit_event(w, &u);
    }

    w->n++;

    return true;
}


static const char *
generic_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    generic_walk_t  w = { .account = r->endpoint };

    w.walk = (update_walk_t) { r, "generic", pool, emit, data };

    if (w.account.len == 0) {
        w.account = SLICE_LIT(GENERIC_ACCOUNT);
    }

    if (partition_of(w.account, partitions) != p) {
        return NULL;
    }

    return update_scan_reason(scan_generic_updates(r->payload, take_update,
                                                   &w));
}


const channel_t  channel_generic = {
    .name = "generic",
    .text_max = GENERIC_TEXT_MAX,
    .text_unit = TEXT_CODE_POINTS,
    .idempotent = true,                 /* webhook-id says so */
    .parse = generic_parse,
    .files = &generic_files,
    .request = generic_request,
    .classify = generic_classify,
};
