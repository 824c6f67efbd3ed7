/*
 * strikes - a short queue in the master's memory; see strikes.h.
 *
 * In the order of the crashes: the oldest is written first, and one that
 * cannot be written keeps those behind it waiting.
 */

#include "worker/strikes.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "worker/engine/log.h"
#include "worker/sync.h"

typedef struct {
    const char  *kind;
    int          partition;
    char         ref[sizeof(((blame_t *) 0)->ref)];
} strike_t;

static strike_t  kept[STRIKES_MAX];
static unsigned  nkept;
static uint64_t  next_ms;


static void
oldest_remove(void)
{
    nkept--;
    memmove(&kept[0], &kept[1], nkept * sizeof(kept[0]));
}


void
strikes_add(blame_t *slot)
{
    static const char *const  kinds[] = {
        [BLAME_NONE] = NULL, [BLAME_RECORD] = "record", [BLAME_TURN] = "turn"
    };
    int                       kind = slot->kind;
    strike_t                 *s;

    if (kind <= BLAME_NONE || kind > BLAME_TURN) {
        return;                         /* nothing, or scribbled over */
    }

    if (nkept == STRIKES_MAX) {
        log_error("master.strike_dropped", LOG_STR("ref", kept[0].ref),
                  LOG_INT("limit", STRIKES_MAX));
        oldest_remove();
    }

    slot->ref[sizeof(slot->ref) - 1] = '\0';
    s = &kept[nkept++];
    s->kind = kinds[kind];
    s->partition = slot->partition;
    snprintf(s->ref, sizeof(s->ref), "%s", slot->ref);

    log_error("master.strike", LOG_STR("kind", s->kind),
              LOG_STR("ref", &s->ref[0]), LOG_INT("partition", s->partition));
}


uint64_t
strikes_write(uint64_t now_ms, bool force)
{
    unsigned  before = nkept;

    if (nkept == 0) {
        return UINT64_MAX;
    }

    if (!force && now_ms < next_ms) {
        return next_ms - now_ms;
    }

    while (nkept > 0
           && sync_strike(kept[0].kind, kept[0].ref, kept[0].partition))
    {
        oldest_remove();
    }

    if (nkept == 0) {
        log_info("master.strikes_written", LOG_INT("n", before));
        return UINT64_MAX;
    }

    next_ms = now_ms + STRIKES_RETRY_MS;

    return STRIKES_RETRY_MS;
}
