/*
 * blame - what this child is executing right now, readable after its death.
 *
 * The slot is a page shared with the master.  Set around code that touches
 * what a sender wrote: the parser of one record, one phase of one turn.  When
 * the child dies of a signal the master reads the slot and records a strike.
 */

#ifndef RELEVO_BLAME_H
#define RELEVO_BLAME_H

#include <stdint.h>

typedef enum {
    BLAME_NONE = 0,
    BLAME_RECORD,               /* ref = stream id */
    BLAME_TURN                  /* ref = "<tenant> <conversation> <seq>" */
} blame_kind_t;

typedef struct {
    char           worker[80];  /* the child's name: the leases' owner */
    volatile int   kind;
    volatile int   partition;
    char           ref[160];
} blame_t;

/* Until called, notes go to a private slot nobody reads (tests, tools). */
void blame_init(blame_t *slot);

void blame_record(int partition, const char *stream_id);
void blame_turn(int partition, const char *tenant, const char *conversation,
    int64_t seq);
void blame_clear(void);

#endif
