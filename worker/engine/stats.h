/*
 * stats - counters and gauges of this process, one line each in stats.def.
 *
 * stats.def: STAT(name, KIND, "help") with KIND COUNTER or GAUGE.  Each child
 * writes them once a second to the hash relevo:stats (field = child), JSON.
 *
 * stats_family.def: what has labels or buckets.  Their names in the JSON are
 * "messages|channel=whatsapp|direction=in" and "reply_seconds_bucket|le=0.5".
 * /metrics of nginx takes kinds and help texts from both files.
 */

#ifndef RELEVO_STATS_H
#define RELEVO_STATS_H

#include <stdint.h>

typedef enum {
#define STAT(name, kind, help)  STAT_##name,
#include "worker/engine/stats.def"
#undef STAT
    STAT_COUNT
} stat_t;

extern int64_t  stats_value[STAT_COUNT];

#define stat_add(name, n)  (stats_value[STAT_##name] += (n))
#define stat_set(name, n)  (stats_value[STAT_##name] = (n))

/* A message of a channel, taken in or given out; a channel is a word. */
typedef enum {
    STATS_IN,
    STATS_OUT
} stats_direction_t;

void stats_message(const char *channel, stats_direction_t direction);

/* A reply was committed so long after its message had been admitted. */
void stats_replied(uint64_t ms);

/* How many took up to so many ms; the last is what took longer. */
#define STATS_REPLY_BUCKETS  12
extern const unsigned  stats_reply_ms[STATS_REPLY_BUCKETS];
extern int64_t         stats_replies[STATS_REPLY_BUCKETS + 1];

/* A file's workflow has ended in this state after so long. */
void stats_media(const char *kind, const char *state, uint64_t ms);

/* A file has stood in this state for so long, and is in the next one. */
void stats_media_state(const char *kind, const char *state, uint64_t ms);

/* JSON object {"name": value, ...} into buf; returns its length. */
int stats_json(char *buf, int len);

#endif
