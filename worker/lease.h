/*
 * lease - holding partitions; see owner.h for their states.
 */

#ifndef RELEVO_LEASE_H
#define RELEVO_LEASE_H

#include "worker/owner.h"

/* Announces this child, then acquires its share.  stopped runs once, after
 * lease_drain() has given everything back. */
void lease_start(void (*stopped)(void));

/* Asks for the lease rows now; returns the number of the answer that will be
 * fresh (admit_on_lease gets it). */
uint64_t lease_now(void);

/* Shutdown: no new work; release what is idle, the rest after the bound. */
void lease_drain(void);

#endif
