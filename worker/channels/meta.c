/*
 * meta - see meta.h.
 *
 * The scanner cuts the envelope into updates, each with its verbatim bytes.
 * An element is parsed alone, from a repaired copy, so a malformed one is one
 * dead letter and the others are applied.
 */

#include "worker/channels/meta.h"

#include "common/signature.h"

#define AT_MS_MAX  4102444800000        /* 2100-01-01; above is not a time */

typedef struct update_s update_t;

struct update_s {
    scan_update_t    scan;
    update_t        *next;
};

typedef struct {
    pool_t      *pool;
    update_t    *first;
    update_t   **end;
    bool         out_of_memory;
} updates_t;


/* --- small readers ------------------------------------------------------ */

void
meta_ids_add(json_t *ids, const char *kind, const char *id)
{
    if (id != NULL) {
        json_t  *pair = json_array();

        json_array_append_new(pair, json_string(kind));
        json_array_append_new(pair, json_string(id));
        json_array_append_new(ids, pair);
    }
}


json_int_t
meta_at_ms(const meta_walk_t *w, const json_t *at, unsigned unit_ms)
{
    double  ms = 0;

    if (json_is_number(at)) {
        ms = json_number_value(at) * unit_ms;

    } else if (json_is_string(at)) {
        ms = strtod(json_string_value(at), NULL) * unit_ms;
    }

    return ms > 0 && ms < AT_MS_MAX
           ? (json_int_t) ms : (json_int_t) (w->record->received_us / 1000);
}


static json_t *
json_of(meta_walk_t *w, slice_t bytes)
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


const json_t *
meta_contacts(meta_walk_t *w, const scan_update_t *u)
{
    if (w->contacts_at != u->contacts.data) {
        w->contacts_at = u->contacts.data;
        w->contacts = u->contacts.len > 0 ? json_of(w, u->contacts) : NULL;
    }

    return w->contacts;
}


bool
meta_is_uuid(const char *s)
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


static const char *
coordinate_of(pool_t *pool, const json_t *value)
{
    if (json_is_number(value)) {
        return pool_printf(pool, "%.9g", json_number_value(value));
    }

    return json_string_length(value) > 0 ? json_string_value(value) : NULL;
}


const char *
meta_location(pool_t *pool, const json_t *lat, const json_t *lon,
    const char *name)
{
    const char  *y = coordinate_of(pool, lat), *x = coordinate_of(pool, lon);

    if (y == NULL || x == NULL) {
        return name;
    }

    return pool_printf(pool, "%s,%s%s%s", y, x, name != NULL ? " " : "",
                       name != NULL ? name : "");
}


/* --- items -------------------------------------------------------------- */

json_t *
meta_item(const meta_walk_t *w, const char *kind, const scan_update_t *u)
{
    const record_t  *r = w->record;
    json_t          *item = json_object();

    json_object_set_new(item, "kind", json_string(kind));
    json_object_set_new(item, "channel", json_string(w->format->channel));
    json_object_set_new(item, "account", update_slice_or_null(u->account));
    json_object_set_new(item, "received_us",
                        json_integer((json_int_t) r->received_us));
    json_object_set_new(item, "request_id",
                        update_slice_or_null(r->request_id));
    json_object_set_new(item, "trace", update_slice_or_null(r->traceparent));

    return item;
}


void
meta_key(json_t *item, const scan_update_t *u, slice_t id)
{
    update_set_key(item, u->account, id);
}


void
meta_key_place(const meta_walk_t *w, json_t *item, const scan_update_t *u)
{
    slice_t  rid = w->record->request_id;
    char     made[RECORD_NAME_MAX + 32];
    int      n;

    n = snprintf(made, sizeof(made), "%.*s:%u", (int) rid.len,
                 (const char *) rid.data, w->index);
    meta_key(item, u, slice_make(made, (size_t) n));
}


void
meta_emit(const meta_walk_t *w, json_t *item, const scan_update_t *u)
{
    w->emit(w->data, item, u->element);
}


void
meta_emit_dead(const meta_walk_t *w, const scan_update_t *u,
    const char *reason)
{
    json_t  *item = meta_item(w, "dead", u);

    json_object_set_new(item, "reason", json_string(reason));
    meta_key(item, u, u->element);
    meta_emit(w, item, u);
}


void
meta_emit_event(const meta_walk_t *w, const scan_update_t *u, slice_t field,
    json_t *element)
{
    json_t  *item = meta_item(w, "event", u);

    json_object_set_new(item, "field", update_slice_or_null(field));
    json_object_set(item, "content", element);
    meta_key(item, u, u->element);
    meta_emit(w, item, u);
}


/* --- the envelope ------------------------------------------------------- */

static bool
update_collect(void *data, const scan_update_t *u)
{
    updates_t  *list = data;
    update_t   *node = pool_alloc(list->pool, sizeof(update_t));

    if (node == NULL) {
        list->out_of_memory = true;
        return false;
    }

    node->scan = *u;
    *list->end = node;
    list->end = &node->next;

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


static void
update_read(meta_walk_t *w, const scan_update_t *u)
{
    json_t  *element = json_of(w, u->element);

    if (u->account.len == 0) {
        meta_emit_dead(w, u, "no_account");

    } else if (element == NULL) {
        meta_emit_dead(w, u, "parse");

    } else if (!json_is_object(element)) {
        meta_emit_dead(w, u, "shape");

    } else {
        w->format->update(w, u, element);
    }
}


const char *
meta_parse(const meta_format_t *format, const record_t *r, unsigned p,
    unsigned partitions, pool_t *pool, channel_emit_fn emit, void *data)
{
    meta_walk_t  w = { .format = format, .record = r, .pool = pool,
                       .emit = emit, .data = data };
    updates_t    list = { .pool = pool };
    const char  *reason;

    list.end = &list.first;
    reason = scan_reason(format->scan(r->payload, update_collect, &list));

    if (reason == NULL && list.out_of_memory) {
        reason = "too_large";
    }

    if (reason != NULL) {
        return reason;
    }

    for (const update_t *u = list.first; u != NULL; u = u->next, w.index++) {
        unsigned  owner = u->scan.account.len > 0
                          ? partition_of(u->scan.account, partitions)
                          : r->partition;

        if (owner == p) {
            update_read(&w, &u->scan);
        }
    }

    return NULL;
}
