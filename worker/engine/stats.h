/*
 * stats - counters and gauges of this process, one line each in stats.def.
 *
 * stats.def: STAT(name, KIND, "help") with KIND COUNTER or GAUGE.  Each child
 * writes them once a second to the hash relevo:stats (field = child), JSON.
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

/* JSON object {"name": value, ...} into buf; returns its length. */
int stats_json(char *buf, int len);

#endif
