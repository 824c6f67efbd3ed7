/*
 * burst - when a turn may be committed: people write in pieces.
 *
 * A reply waits until no message came for burst_ms, at most max_ms after the
 * first of them.  burst_ms 0: never waits.
 */

#ifndef RELEVO_BURST_H
#define RELEVO_BURST_H

#include <stdint.h>


static inline uint64_t
burst_quiet_in_ms(uint64_t first_ms, uint64_t last_ms, uint64_t now,
    uint64_t burst_ms, uint64_t max_ms)
{
    uint64_t  end = last_ms + burst_ms;

    if (burst_ms == 0) {
        return 0;
    }

    if (end > first_ms + max_ms) {
        end = first_ms + max_ms;
    }

    return end > now ? end - now : 0;
}

#endif
