/*
 * update - items of core.admit, see update.h.
 */

#include "worker/channels/update.h"

#include "common/scan.h"
#include "common/signature.h"


const char *
update_str(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL && *s != '\0' ? s : NULL;
}


json_t *
update_or_null(const char *s)
{
    return s != NULL ? json_string(s) : json_null();
}


json_t *
update_slice_or_null(slice_t s)
{
    json_t  *string = s.len > 0
                      ? json_stringn((const char *) s.data, s.len) : NULL;

    return string != NULL ? string : json_null();
}


json_t *
update_json(pool_t *pool, slice_t bytes)
{
    slice_t  copy = pool_copy(pool, bytes);

    if (copy.data == NULL) {
        return NULL;
    }

    /* the copy is ours to write to */

    (void) json_repair((uint8_t *) copy.data, copy.len);

    return pool_json(pool, json_loadb((const char *) copy.data, copy.len,
                                      JSON_DECODE_ANY, NULL));
}


const char *
update_scan_reason(int rc)
{
    switch ((scan_rc_t) rc) {
    case SCAN_OK:        return NULL;
    case SCAN_SYNTAX:    return "parse";
    case SCAN_DEPTH:     return "too_deep";
    case SCAN_SHAPE:     return "shape";
    case SCAN_TOO_MANY:  return "too_many";
    }

    return "parse";
}


json_t *
update_new(const update_walk_t *w, const char *kind, slice_t account)
{
    json_t  *update = json_object();

    json_object_set_new(update, "kind", json_string(kind));
    json_object_set_new(update, "channel", json_string(w->channel));
    json_object_set_new(update, "account",
                        update_slice_or_null(account));

    return update;
}


void
update_set_key(json_t *update, slice_t account, slice_t id)
{
    static const char  hex[] = "0123456789abcdef";

    uint8_t  key[16];
    char     text[32];

    dedup_key(account, id, key);

    for (size_t i = 0; i < sizeof(key); i++) {
        text[2 * i] = hex[key[i] >> 4];
        text[2 * i + 1] = hex[key[i] & 15];
    }

    json_object_set_new(update, "key", json_stringn(text, sizeof(text)));
}


json_t *
update_ids(const char *kind, const char *id)
{
    return json_pack("[[s, s]]", kind, id);
}


json_t *
update_contact(const char *kind, const char *id, const char *name)
{
    return json_pack("{s:o, s:o}", "ids", update_ids(kind, id), "name",
                     update_or_null(name));
}


json_int_t
update_received_ms(const update_walk_t *w)
{
    return (json_int_t) (w->record->received_us / 1000);
}


void
update_emit_dead(const update_walk_t *w, slice_t account, slice_t element,
    const char *reason)
{
    json_t  *update = update_new(w, "dead", account);

    json_object_set_new(update, "reason", json_string(reason));
    update_set_key(update, account, element);
    w->emit(w->data, update, element);
}


void
update_emit_event(const update_walk_t *w, slice_t account, slice_t element,
    slice_t field)
{
    json_t  *update = update_new(w, "event", account);

    json_object_set_new(update, "field", update_slice_or_null(field));
    update_set_key(update, account, element);
    w->emit(w->data, update, element);
}
