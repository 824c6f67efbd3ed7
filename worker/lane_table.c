/*
 * lane_table - the lanes there are, by conversation; how many, how busy.
 */

#include "worker/lane_inside.h"

#include <assert.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/stats.h"

#define BUCKETS        8192             /* conversations; a power of two */

static lane_t   *buckets[BUCKETS];
static unsigned  nlanes;
static unsigned  busy[PARTITIONS_MAX];  /* RUN or SETTLE, per partition */


unsigned
lanes_count(void)
{
    return nlanes;
}


bool
lanes_idle(const partition_t *part)
{
    return busy[part->p] == 0;
}


static lane_t **
lane_bucket(const char *conversation)
{
    return &buckets[fnv1a64(slice_str(conversation)) & (BUCKETS - 1)];
}


lane_t *
lane_find(const char *tenant, const char *conversation)
{
    lane_t  *l = *lane_bucket(conversation);

    while (l != NULL && (strcmp(l->conversation, conversation) != 0
                         || strcmp(l->tenant, tenant) != 0))
    {
        l = l->next;
    }

    return l;
}


void
lane_count(lane_t *l, int64_t count)
{
    stat_add(lane_messages, count - l->count);
    l->count = count;
}


lane_t *
lane_add(partition_t *part, const char *tenant, const char *conversation,
    bool slow)
{
    lane_t  *l, **bucket = lane_bucket(conversation);

    if (stats_value[STAT_lane_messages] >= config_int("lane.max")) {
        stat_add(lane_overflow, 1);             /* the sweep brings it back */
        return NULL;
    }

    l = calloc(1, sizeof(lane_t));

    if (l == NULL) {
        stat_add(lane_overflow, 1);
        return NULL;
    }

    l->part = part;
    l->slow = slow;
    snprintf(l->tenant, sizeof(l->tenant), "%s", tenant);
    snprintf(l->conversation, sizeof(l->conversation), "%s", conversation);
    l->next = *bucket;
    *bucket = l;
    stat_set(lanes, ++nlanes);

    return l;
}


void
lane_remove(lane_t *l)
{
    lane_t  **link = lane_bucket(l->conversation);

    while (*link != l) {
        link = &(*link)->next;
    }

    *link = l->next;
    lane_count(l, 0);
    stat_set(lanes, --nlanes);
    free(l);
}


void
lane_move(lane_t *l, lane_state_t state)
{
    bool  was = l->state != LANE_READY, is = state != LANE_READY;

    assert(was != is || state == LANE_SETTLE || !is);
    busy[l->part->p] += (unsigned) is - (unsigned) was;
    l->state = state;
}


void
lanes_each(void (*fn)(lane_t *l, void *data), void *data)
{
    for (unsigned i = 0; i < BUCKETS; i++) {
        for (lane_t *l = buckets[i], *next; l != NULL; l = next) {
            next = l->next;
            fn(l, data);
        }
    }
}
