/*
 * envelope - what Meta's webhooks have in common:
 *
 *   {object, entry: [{id, ...}, ...]}
 *
 * Private to the scanners.  A format says which object it is, takes the
 * members of an entry it knows, and turns an entry into items: parts of the
 * body with one account each, kept verbatim.  envelope_accounts() collects
 * the accounts of all items, envelope_updates() lets the format emit them;
 * both make the same walk first, so both give the same verdict on every body.
 *
 * Nothing is dropped: an entry of which the format has made no item is one.
 */

#ifndef RELEVO_ENVELOPE_H
#define RELEVO_ENVELOPE_H

#include "cursor.h"

#define ENVELOPE_LISTS_MAX  3

typedef struct {
    slice_t  json;                      /* empty when there is no such member */
    size_t   n;                         /* elements, 0 when it is no array */
    bool     is_array;
} list_t;

typedef struct {
    slice_t   json;
    slice_t   account;                  /* verbatim until its entry ends */
    unsigned  type;                     /* the format's; ENVELOPE_ENTRY */
} item_t;

#define ENVELOPE_ENTRY  0               /* a whole entry; the format's
                                           begin at 1 */

/* Items never outnumber updates, but both are counted beyond what is kept:
 * a duplicated key may still take them back. */
typedef struct {
    cursor_t  c;
    slice_t   object;
    size_t    items;
    size_t    updates;
    size_t    statuses;                 /* of the updates, where known */
    item_t    item[SCAN_UPDATES_MAX];
} walk_t;

/* An entry under way: what was there before it, what was seen of it. */
typedef struct {
    size_t    items, updates, statuses;
    slice_t   id;
    list_t    list[ENVELOPE_LISTS_MAX]; /* the format's */
    size_t    receipts;                 /* the format's: statuses among them */
    bool      has_rest;                 /* the format's: emit it whole, too */
} entry_t;

typedef struct {
    slice_t   object;

    /* Walks the value of a member, or returns false without a step. */
    bool    (*member)(walk_t *w, entry_t *e, cursor_string_t key);

    /* At the end of an entry; NULL: member() has added the items. */
    void    (*end)(walk_t *w, entry_t *e);

    /* Emits the updates of an item; false: emit() wants no more. */
    bool    (*emit)(const item_t *item, scan_update_fn emit, void *data);
} envelope_t;


scan_rc_t envelope_accounts(const envelope_t *format, slice_t body,
    scan_accounts_t *ret_accounts);
scan_rc_t envelope_updates(const envelope_t *format, slice_t body,
    scan_update_fn emit, void *data);


/* ---- for the formats ---- */

/* Steps into the next value, or passes it when it opens with another one. */
bool envelope_enter(cursor_t *c, uint8_t bracket);

void list_walk(cursor_t *c, list_t *ret_list);

/* The same with each element passed by a function of the format's: true, when
 * it is to be counted. */
size_t list_walk_with(cursor_t *c, list_t *ret_list,
    bool (*element)(cursor_t *c));

/* Is it there, and not as an array? */
bool list_is_odd(const list_t *list);

/* Emits update once per element; kind and the rest are the caller's. */
bool list_emit(const list_t *list, scan_update_t update, scan_update_fn emit,
    void *data);

void item_add(walk_t *w, item_t item, size_t updates);

#endif
