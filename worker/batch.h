/*
 * batch - group commit without timers: one call of a kind in flight per
 * partition; what became ready meanwhile (<= 128 items) goes in the next.
 *
 * Items are JSON objects, results come back per item.  A batch that fails
 * with SQLSTATE class 22 or 23 is halved until the one bad item is alone; that
 * item's result is RC_REJECT.  Transient failures repeat the whole batch with
 * backoff until the lease is gone (then: "fenced").
 */

#ifndef RELEVO_BATCH_H
#define RELEVO_BATCH_H

#include "worker/owner.h"

typedef enum { BATCH_COMMIT, BATCH_SENT } batch_kind_t;

/* result: the item's object of the answer ({"r": ...} or {"state": ...}),
 * borrowed, NULL when rc != RC_OK.  Runs once, never inside batch_add(). */
typedef void (*batch_fn)(void *data, rc_t rc, const json_t *result,
    const char *error);

batch_t *batch_new(partition_t *part, batch_kind_t kind);
void     batch_free(batch_t *b);        /* ends all with RC_RETRY "fenced" */

/* Steals item. */
void     batch_add(batch_t *b, json_t *item, batch_fn fn, void *data);
bool     batch_is_idle(const batch_t *b);

#endif
