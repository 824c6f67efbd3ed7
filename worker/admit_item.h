/*
 * admit_item - records of one batch, and the items core.admit gets of them.
 */

#ifndef RELEVO_ADMIT_ITEM_H
#define RELEVO_ADMIT_ITEM_H

#include "worker/owner.h"
#include "worker/stream_id.h"

typedef struct {
    json_t    *json;                    /* owned; sql/README.md, p_batch */
    slice_t    raw;                     /* pool-owned; data NULL: none */
    unsigned   rec;
} admit_item_t;

typedef struct {
    char       id[STREAM_ID_LEN];
    unsigned   end;                     /* index behind its last item */
    bool       slow;
} admit_rec_t;

typedef struct {
    partition_t    *part;
    pool_t         *pool;
    admit_item_t   *items;              /* in stream and body order */
    unsigned        nitems, items_max;
    admit_rec_t    *recs;
    unsigned        nrecs, recs_max;
    unsigned        wakes;
    bool            newer;              /* stopped at a newer version */
    bool            full;               /* out of memory in a callback */
    const record_t *record;             /* the one being parsed */
} admit_items_t;

bool admit_items_init(admit_items_t *s, partition_t *part, size_t cap_bytes);
void admit_items_release(admit_items_t *s);

/* One entry of the stream.  False: it and what follows must wait. */
bool admit_items_read(admit_items_t *s, const redisReply *entry);

/* The database refuses item i: makes it a dead letter, the second time one
 * without account, the third time one without bytes. */
void admit_item_bury(admit_items_t *s, unsigned i, const char *sqlstate,
    unsigned times);

#endif
