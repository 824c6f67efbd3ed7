/*
 * meta - what the webhooks of WhatsApp, Messenger and Instagram share on
 * their way in.
 *
 *   meta_parse()  walks a record by the channel's scanner and calls update()
 *                 for every update whose account hashes to the partition
 *   update()      makes items (sql/README.md) with the functions below
 *
 * Nothing is emitted before the whole envelope was walked: a record is either
 * one dead letter or its updates.  Items are the caller's until meta_emit().
 */

#ifndef RELEVO_CHANNELS_META_H
#define RELEVO_CHANNELS_META_H

#include "common/scan.h"
#include "worker/channels/update.h"

#define META_TYPE_MAX  64               /* bytes of a message type */

typedef struct meta_walk_s  meta_walk_t;

typedef struct {
    const char  *channel;
    scan_rc_t  (*scan)(slice_t body, scan_update_fn emit, void *data);

    /* element: an object, the pool's; u->account is not empty */
    void       (*update)(meta_walk_t *w, const scan_update_t *u,
                    json_t *element);
} meta_format_t;

struct meta_walk_s {
    const meta_format_t  *format;
    const record_t       *record;
    pool_t               *pool;
    channel_emit_fn       emit;
    void                 *data;
    unsigned              index;        /* of the update in the body */

    const uint8_t        *contacts_at;  /* whose contacts are parsed below */
    json_t               *contacts;     /* pool's; or NULL */
};


const char *meta_parse(const meta_format_t *format, const record_t *r,
    unsigned p, unsigned partitions, pool_t *pool, channel_emit_fn emit,
    void *data);


/* --- items -------------------------------------------------------------- */

/* An item of a kind, with what is known of every update. */
json_t *meta_item(const meta_walk_t *w, const char *kind,
    const scan_update_t *u);

/* Its key: of an id of the provider's, or, without one, of the element's
 * bytes (a repeated webhook has the same) or of its place in the request. */
void    meta_key(json_t *item, const scan_update_t *u, slice_t id);
void    meta_key_place(const meta_walk_t *w, json_t *item,
    const scan_update_t *u);

/* Steals item. */
void    meta_emit(const meta_walk_t *w, json_t *item, const scan_update_t *u);

/* The same bytes repeated by the provider are the same letter or event. */
void    meta_emit_dead(const meta_walk_t *w, const scan_update_t *u,
    const char *reason);
void    meta_emit_event(const meta_walk_t *w, const scan_update_t *u,
    slice_t field, json_t *element);


/* --- small readers ------------------------------------------------------ */

/* Adds [kind, id] to ids unless id is NULL. */
void        meta_ids_add(json_t *ids, const char *kind, const char *id);

/* A time in units of unit_ms, number or string, as ms; else the record's. */
json_int_t  meta_at_ms(const meta_walk_t *w, const json_t *at,
                unsigned unit_ms);

/* value.contacts of the update's change; parsed once for all its messages. */
const json_t *meta_contacts(meta_walk_t *w, const scan_update_t *u);

bool        meta_is_uuid(const char *s);

/* Coordinates as words, "19.4,-99.1 name"; numbers, strings are seen too. */
const char *meta_location(pool_t *pool, const json_t *lat, const json_t *lon,
                const char *name);

#endif
