/*
 * update - what parse() functions have in common: items of core.admit.
 *
 * Their form is in sql/README.md.  What the record knows is filled in here;
 * what only admit knows (stream id, the key of what has no id) it adds.
 */

#ifndef RELEVO_CHANNELS_UPDATE_H
#define RELEVO_CHANNELS_UPDATE_H

#include "worker/channels/channel.h"

/* One record under way. */
typedef struct {
    const record_t   *record;
    const char       *channel;
    pool_t           *pool;
    channel_emit_fn   emit;
    void             *data;
} update_walk_t;


/* The member's text; NULL when it is absent, empty or no string. */
const char *update_str(const json_t *object, const char *key);

/* A new string, or JSON null for NULL; for what is empty. */
json_t *update_or_null(const char *s);
json_t *update_slice_or_null(slice_t s);

/* Parsed from a repaired copy, owned by the pool; NULL: not JSON. */
json_t *update_json(pool_t *pool, slice_t bytes);

/* A reason for a dead letter, NULL for SCAN_OK (scan_rc_t). */
const char *update_scan_reason(int rc);


json_t *update_new(const update_walk_t *w, const char *kind, slice_t account);

/* The update is known by this id: seen once, it is a duplicate. */
void    update_set_key(json_t *update, slice_t account, slice_t id);

/* {"ids": [[kind, id]], "name": name or null} */
json_t *update_contact(const char *kind, const char *id, const char *name);

/* [[kind, id]] */
json_t *update_ids(const char *kind, const char *id);

json_int_t update_received_ms(const update_walk_t *w);


/* Both are known by their bytes: repeated ones are the same. */
void    update_emit_dead(const update_walk_t *w, slice_t account,
            slice_t element, const char *reason);
void    update_emit_event(const update_walk_t *w, slice_t account,
            slice_t element, slice_t field);

#endif
