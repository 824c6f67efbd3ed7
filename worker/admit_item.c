/*
 * admit_item - reads stream entries into items; see admit_item.h.
 *
 * The bytes are copied into the batch's pool: the reply they came in is gone
 * before the database answers.  While a record is parsed the shared slot says
 * so; one that has killed three processes is never parsed again.
 */

#include "worker/admit_item.h"

#include <signal.h>
#include <stdlib.h>

#include "common/signature.h"
#include "worker/blame.h"
#include "worker/channels/channel.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/media/entries.h"
#include "worker/media/waits.h"

#define NUMBER_DIGITS  15               /* a coordinate is what was sent */


bool
admit_items_init(admit_items_t *s, partition_t *part, size_t cap_bytes)
{
    memset(s, 0, sizeof(admit_items_t));
    s->part = part;
    s->pool = pool_new(cap_bytes);

    return s->pool != NULL;
}


static void
items_cut(admit_items_t *s, unsigned n)
{
    while (s->nitems > n) {
        json_decref(s->items[--s->nitems].json);
    }
}


void
admit_items_release(admit_items_t *s)
{
    items_cut(s, 0);
    free(s->items);
    free(s->recs);
    pool_free(s->pool);
}


/* Room for one more; false: out of memory. */
static bool
grow(void **list, unsigned n, unsigned *max, size_t size)
{
    unsigned   want = *max == 0 ? 64 : *max * 2;
    void      *more;

    if (n < *max) {
        return true;
    }

    more = realloc(*list, want * size);

    if (more == NULL) {
        return false;
    }

    *list = more;
    *max = want;

    return true;
}


static void
key_set(json_t *update, slice_t origin, const char *place)
{
    static const char  digit[] = "0123456789abcdef";

    uint8_t  key[16];
    char     hex[2 * sizeof(key)];

    dedup_key(origin, slice_str(place), key);

    if (BROKEN("dedup")) {
        for (int i = 0; i < 16; i++) {
            key[i] = (uint8_t) random();
        }
    }

    for (int i = 0; i < 16; i++) {
        hex[2 * i] = digit[key[i] >> 4];
        hex[2 * i + 1] = digit[key[i] & 15];
    }

    json_object_set_new(update, "key", json_stringn(hex, sizeof(hex)));
}


/*
 * The key of what has no id of its own: the request and the place in it.  A
 * body for several partitions is counted in each of them: p is in the place,
 * but not when the whole body is one dead letter.
 */
static void
item_key(const admit_items_t *s, json_t *update, unsigned i, unsigned rec)
{
    const char  *stream = s->recs[rec].id;
    unsigned     index = i - (rec > 0 ? s->recs[rec - 1].end : 0);
    bool         whole = strcmp(jsonx_str(update, "kind"), "dead") == 0;
    const char  *request = jsonx_str(update, "request_id");
    char         place[96];

    if (request[0] != '\0') {
        snprintf(place, sizeof(place), "%d %u", whole ? -1 : s->part->p, index);
        key_set(update, slice_str(request), place);
    } else {
        snprintf(place, sizeof(place), "%d %s %u", s->part->p, stream, index);
        key_set(update, slice_str(s->part->run_id), place);
    }
}


static void
set_slice(json_t *object, const char *key, slice_t value)
{
    json_object_set_new(object, key, value.len == 0 ? json_null()
        : json_stringn((const char *) value.data, value.len));
}


/* What the record knows and the channel does not. */
static void
item_complete(admit_items_t *s, json_t *update)
{
    const record_t  *r = s->record;
    const json_t    *content = json_object_get(update, "content");
    bool             keyed = jsonx_str(update, "key")[0] != '\0';

    json_object_set_new(update, "stream",
                        json_string(s->recs[s->nrecs - 1].id));

    if (content != NULL && !json_is_null(content)) {
        json_object_set_new(update, "content",
                            jsonx_wrap(content, NUMBER_DIGITS));
    }

    media_entries(update);

    if (r != NULL) {
        set_slice(update, "request_id", r->request_id);
        set_slice(update, "trace", r->traceparent);
        set_slice(update, "endpoint", r->endpoint);     /* vouches for it */
        json_object_set_new(update, "received_us",
                            json_integer((json_int_t) r->received_us));
    }

    if (!keyed || BROKEN("dedup")) {
        item_key(s, update, s->nitems, s->nrecs - 1);
    }
}


static void
item_emit(void *data, json_t *update, slice_t raw)
{
    admit_items_t  *s = data;
    slice_t         copy = SLICE_NULL;

    if (BROKEN("lose")) {
        static unsigned  n;

        if (++n % 7 == 0) {
            json_decref(update);
            return;
        }
    }

    if (raw.data != NULL) {
        copy = pool_copy(s->pool, raw);
    }

    if ((raw.data != NULL && copy.data == NULL)
        || !grow((void **) &s->items, s->nitems, &s->items_max,
                 sizeof(admit_item_t)))
    {
        s->full = true;
        json_decref(update);
        return;
    }

    item_complete(s, update);

    if (s->nrecs > 0 && s->recs[s->nrecs - 1].slow) {
        json_object_set_new(update, "slow", json_true());
    }

    s->items[s->nitems++] = (admit_item_t) { update, copy, s->nrecs - 1 };
}


/* The whole record is one dead letter, of the endpoint's tenant if it has
 * one. */
static void
record_dead(admit_items_t *s, const char *reason, slice_t bytes)
{
    unsigned   begin = s->nrecs > 1 ? s->recs[s->nrecs - 2].end : 0;
    json_t    *dead = json_pack("{s:s, s:s}", "kind", "dead", "reason",
                                reason);

    bytes = bytes.data == NULL ? SLICE_LIT("") : bytes;
    items_cut(s, begin);                /* what was read of it before */
    set_slice(dead, "channel", s->record != NULL ? s->record->channel
                                                 : SLICE_NULL);
    set_slice(dead, "account", s->record != NULL ? s->record->endpoint
                                                 : SLICE_NULL);
    item_emit(s, dead, bytes);
}


static bool
is_quarantined(const partition_t *part, const char *id)
{
    size_t   i;
    json_t  *one;

    json_array_foreach(part->quarantine, i, one) {
        if (strcmp(json_string_value(one), id) == 0) {
            return true;
        }
    }

    return false;
}


#ifdef RELEVO_FAILPOINTS

/* For the tests of blame and quarantine: this payload kills the process. */
static void
poison(slice_t bytes)
{
    if (memmem(bytes.data, bytes.len, "RELEVO-POISON-PARSE", 19) != NULL) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
}

#else
#define poison(bytes)  ((void) (bytes))
#endif


static void
record_webhook(admit_items_t *s, const record_t *r)
{
    const channel_t  *channel = channel_find(r->channel);
    const char       *reason;

    if (channel == NULL) {
        record_dead(s, "unknown_channel", r->payload);
        return;
    }

    poison(r->payload);
    reason = channel->parse(r, (unsigned) s->part->p,
                            (unsigned) worker.partitions, s->pool, item_emit,
                            s);

    if (reason != NULL) {
        record_dead(s, reason, r->payload);
    }
}


static void
record_read(admit_items_t *s, slice_t bytes)
{
    record_t  r;

    switch (record_decode(bytes, &r)) {
    case RECORD_NEWER:
        s->newer = true;
        return;

    case RECORD_BROKEN:
        record_dead(s, "record", bytes);
        return;

    case RECORD_OK:
        break;
    }

    /* borrowed for this call, forgotten at its end */
    /* cppcheck-suppress autoVariables */
    s->record = &r;
    s->recs[s->nrecs - 1].slow = (r.flags & RECORD_FLAG_SLOW) != 0;

    switch (r.kind) {
    case RECORD_WEBHOOK:
        record_webhook(s, &r);
        break;

    case RECORD_WAKE:
        s->wakes++;                     /* what is due PostgreSQL knows */
        waits_wake_payload(r.payload);
        break;

    case RECORD_MALFORMED:
        record_dead(s, "parse", r.payload);
        break;

    default:
        record_dead(s, "unknown_kind", r.payload);
    }

    s->record = NULL;
}


/* The field "r" of an entry; data NULL when it has none. */
static slice_t
entry_bytes(const redisReply *entry)
{
    const redisReply  *fields = entry->elements > 1 ? entry->element[1] : NULL;

    for (size_t i = 0; fields != NULL && i + 1 < fields->elements; i += 2) {
        const redisReply  *name = fields->element[i];

        if (name->len == 1 && name->str[0] == 'r') {
            return slice_make(fields->element[i + 1]->str,
                              fields->element[i + 1]->len);
        }
    }

    return SLICE_NULL;
}


static void
record_quarantined(admit_items_t *s, slice_t bytes)
{
    record_t  r;

    /* the header is ours, only the payload was a sender's */
    if (record_decode(bytes, &r) == RECORD_OK) {
        /* borrowed for this call, forgotten at its end */
        /* cppcheck-suppress autoVariables */
        s->record = &r;
        record_dead(s, "quarantine", r.payload);
        s->record = NULL;
    } else {
        record_dead(s, "quarantine", bytes);
    }
}


/* RELEVO_BREAK=order: what came last is admitted first. */
static void
break_order(admit_items_t *s)
{
    unsigned  n = s->nitems;

    for (unsigned i = 0; i < n / 2; i++) {
        admit_item_t  swap = s->items[i];

        s->items[i] = s->items[n - 1 - i];
        s->items[n - 1 - i] = swap;
    }

    for (unsigned i = 0; i < s->nrecs; i++) {
        s->recs[i].end = n;
    }
}


bool
admit_items_read(admit_items_t *s, const redisReply *entry)
{
    slice_t       bytes = entry_bytes(entry);
    unsigned      begin = s->nitems;
    admit_rec_t  *rec;

    if (!grow((void **) &s->recs, s->nrecs, &s->recs_max,
              sizeof(admit_rec_t)))
    {
        return false;
    }

    rec = &s->recs[s->nrecs++];
    *rec = (admit_rec_t) { .end = begin };
    snprintf(rec->id, sizeof(rec->id), "%s", entry->element[0]->str);

    blame_record(s->part->p, rec->id);

    if (is_quarantined(s->part, rec->id)) {
        record_quarantined(s, bytes);
    } else {
        record_read(s, bytes);
    }

    blame_clear();

    if (s->newer || s->full) {
        s->full = false;
        items_cut(s, begin);
        s->nrecs--;
        return false;
    }

    rec->end = s->nitems;

    if (BROKEN("order")) {
        break_order(s);
    }

    return true;
}


void
admit_item_bury(admit_items_t *s, unsigned i, const char *sqlstate,
    unsigned times)
{
    admit_item_t  *item = &s->items[i];
    char           reason[40];
    slice_t        text;

    if (item->raw.data == NULL) {       /* a status: keep what it said */
        text = pool_json_dump(s->pool, item->json);
        item->raw = text.data == NULL ? SLICE_LIT("") : text;
    }

    snprintf(reason, sizeof(reason), "refused_%.5s", sqlstate);
    json_object_set_new(item->json, "kind", json_string("dead"));
    json_object_set_new(item->json, "reason", json_string(reason));

    if (jsonx_str(item->json, "key")[0] == '\0') {
        item_key(s, item->json, i, item->rec);
    }

    if (times >= 1) {
        json_object_set_new(item->json, "account", json_null());
        json_object_set_new(item->json, "request_id", json_null());
    }

    if (times >= 2) {
        item->raw = SLICE_LIT("");
    }

    json_object_del(item->json, "text");
    json_object_del(item->json, "content");
    json_object_del(item->json, "contact");
    json_object_del(item->json, "media");
}
