/*
 * recent - see recent.h.
 */

#include "worker/engine/recent.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "worker/engine/stats.h"

#define TICKS  10                       /* between two sets */
#define SETS   7                        /* a minute between the ends */

static const struct {
    stat_t       stat;
    const char  *name;
} counted[] = {
#define RECENT(name)  { STAT_##name, #name }
    RECENT(admit_updates), RECENT(turns_ok), RECENT(turns_retry),
    RECENT(turns_dead), RECENT(sends_ok), RECENT(sends_retry),
    RECENT(sends_failed), RECENT(model_calls), RECENT(model_failures),
    RECENT(tasks_done), RECENT(tasks_failed),
#undef RECENT
};

#define COUNTED  (sizeof(counted) / sizeof(counted[0]))

typedef struct {
    int64_t  count[COUNTED];
    int64_t  replies[STATS_REPLY_BUCKETS + 1];
} set_t;

static set_t     sets[SETS];
static unsigned  nsets, next, ticks;


static void
set_fill(set_t *s)
{
    for (size_t i = 0; i < COUNTED; i++) {
        s->count[i] = stats_value[counted[i].stat];
    }

    memcpy(s->replies, stats_replies, sizeof(s->replies));
}


void
recent_tick(void)
{
    if (ticks++ % TICKS == 0) {
        set_fill(&sets[next]);
        next = (next + 1) % SETS;
        nsets += nsets < SETS;
    }
}


int
recent_json(char *buf, int len)
{
    const set_t  *then = &sets[nsets < SETS ? 0 : next];
    set_t         now;
    int           n = 0;

    set_fill(&now);

    for (size_t i = 0; i < COUNTED && n < len; i++) {
        n += snprintf(buf + n, (size_t) (len - n), ",\"recent|of=%s\":%"
                      PRId64, counted[i].name, now.count[i]
                      - then->count[i]);
    }

    for (size_t i = 0; i < STATS_REPLY_BUCKETS && n < len; i++) {
        n += snprintf(buf + n, (size_t) (len - n),
                      ",\"recent_replies|le=%u.%03u\":%" PRId64,
                      stats_reply_ms[i] / 1000, stats_reply_ms[i] % 1000,
                      now.replies[i] - then->replies[i]);
    }

    if (n < len) {
        n += snprintf(buf + n, (size_t) (len - n),
                      ",\"recent_replies|le=+Inf\":%" PRId64,
                      now.replies[STATS_REPLY_BUCKETS]
                      - then->replies[STATS_REPLY_BUCKETS]);
    }

    return n < len ? n : 0;
}
