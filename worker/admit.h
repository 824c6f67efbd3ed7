/*
 * admit - stream records become messages in one transaction.
 */

#ifndef RELEVO_ADMIT_H
#define RELEVO_ADMIT_H

#include "worker/owner.h"

typedef enum {
    ADMIT_OK,               /* committed up to part->cursor */
    ADMIT_UNKNOWN,          /* no answer: read again after the stored cursor */
    ADMIT_NEWER             /* committed up to a record of a newer version */
} admit_end_t;

/* Runs once, never inside admit_batch(); not at all after a detach. */
typedef void (*admit_fn)(void *data, admit_end_t end);

typedef struct admit_batch_s  admit_batch_t;

/* entries: the stream's part of an XREAD reply, copied.  NULL: no memory. */
admit_batch_t *admit_batch(partition_t *part, const redisReply *entries,
    admit_fn fn, void *data);

/* The caller goes away: the answer is dropped. */
void admit_batch_detach(admit_batch_t *b);

#endif
