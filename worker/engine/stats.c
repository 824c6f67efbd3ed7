/*
 * stats - the counters' storage and their JSON form.
 */

#include "worker/engine/stats.h"

#include <inttypes.h>
#include <stdio.h>

int64_t  stats_value[STAT_COUNT];

static const char *const  stats_name[STAT_COUNT] = {
#define STAT(name, kind, help)  #name,
#include "worker/engine/stats.def"
#undef STAT
};


/* Returns 0 when buf is too small: half an object is of no use to anyone. */

int
stats_json(char *buf, int len)
{
    int  n = 0;

    for (int i = 0; i < STAT_COUNT; i++) {
        n += snprintf(buf + n, (size_t) (len - n), "%c\"%s\":%" PRId64,
                      i == 0 ? '{' : ',', stats_name[i], stats_value[i]);
        if (n >= len - 1) {
            return 0;
        }
    }

    buf[n++] = '}';
    buf[n] = '\0';

    return n;
}
