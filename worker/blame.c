/*
 * blame - the child's side of the slot shared with the master; see blame.h.
 *
 * The reader only looks when the writer is dead: order of stores matters to
 * the compiler, not to the processor.
 */

#include "worker/blame.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define BARRIER()  __atomic_signal_fence(__ATOMIC_SEQ_CST)

static blame_t   private_slot;
static blame_t  *slot = &private_slot;


void
blame_init(blame_t *shared)
{
    slot = shared;
    blame_clear();
}


void
blame_record(int partition, const char *stream_id)
{
    slot->kind = BLAME_NONE;
    BARRIER();
    slot->partition = partition;
    snprintf(slot->ref, sizeof(slot->ref), "%s", stream_id);
    BARRIER();
    slot->kind = BLAME_RECORD;
}


void
blame_turn(int partition, const char *tenant, const char *conversation,
    int64_t seq)
{
    slot->kind = BLAME_NONE;
    BARRIER();
    slot->partition = partition;
    snprintf(slot->ref, sizeof(slot->ref), "%s %s %" PRId64, tenant,
             conversation, seq);
    BARRIER();
    slot->kind = BLAME_TURN;
}


void
blame_clear(void)
{
    slot->kind = BLAME_NONE;
    BARRIER();
}
