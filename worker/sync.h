/*
 * sync - the few blocking calls of the master, each with its own short-lived
 * connection: the check before the start, and what follows a child's death.
 */

#ifndef RELEVO_SYNC_H
#define RELEVO_SYNC_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    SYNC_OK,
    SYNC_AWAY,              /* a server does not answer: later */
    SYNC_WRONG              /* it answers, and the answer is no */
} sync_rc_t;

/* Do relevo:meta and the schema fit this configuration?  reason: a sentence. */
sync_rc_t sync_check(char *reason, size_t len);

/* One strike for what a child was executing; false: not recorded. */
bool sync_strike(const char *kind, const char *ref, int partition);

/* Gives a dead child's leases back and removes its statistics. */
bool sync_release(const char *worker);

#endif
