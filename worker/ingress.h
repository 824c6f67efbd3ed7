/*
 * ingress - the reader of relevo:{p}:in, one per owned partition.
 */

#ifndef RELEVO_INGRESS_H
#define RELEVO_INGRESS_H

#include "worker/owner.h"

#define INGRESS_BLOCK_MS  2000

/* One row of partition_lease, as core.lease returned it. */
typedef struct {
    uint64_t     serial;            /* lease_now() promised this one */
    const char  *cursor;            /* borrowed */
    const char  *run_id;
    int64_t      records;
} lease_row_t;

admit_t *admit_new(partition_t *part);
void     admit_free(admit_t *a);    /* NULL-safe; an open call finds nothing */

/* No more reads; what was read is admitted. */
void     admit_drain(admit_t *a);
bool     admit_is_idle(const admit_t *a);

/* A server was lost and found: compare again, go on after PostgreSQL's
 * cursor. */
void     admit_resync(admit_t *a);
void     admit_on_lease(admit_t *a, const lease_row_t *row);

/*
 * The connection, when part->cursor belongs to the server at its other end;
 * else NULL.  A read may block it for INGRESS_BLOCK_MS.
 */
redis_t *admit_compared(const admit_t *a);

/* run_id out of the text of INFO server; "" when there is none. */
void     ingress_run_id(const redisReply *reply, char ret_run_id[48]);

#endif
