/*
 * strikes - what crashed children were executing, on its way to PostgreSQL.
 *
 * A strike is written at once.  When PostgreSQL is away it is kept, up to
 * STRIKES_MAX of them, and written when it is back: else a message that kills
 * its worker during an outage would get three more tries.  Master only.
 */

#ifndef RELEVO_STRIKES_H
#define RELEVO_STRIKES_H

#include <stdbool.h>
#include <stdint.h>

#include "worker/blame.h"

#define STRIKES_MAX       64
#define STRIKES_RETRY_MS  1000

/* The slot of a child that died of a crash. */
void strikes_add(blame_t *slot);

/* Tries again when it is time, `force`: at once; the ms until the next look,
 * UINT64_MAX when none is kept. */
uint64_t strikes_write(uint64_t now_ms, bool force);

#endif
