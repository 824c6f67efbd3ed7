/*
 * waits - a table of those who wait, by conversation; see waits.h.
 *
 * A cell lives in its job's pool and leaves the table with it at the latest;
 * one that has been woken is only there no more.
 */

#include "worker/media/waits.h"

#include <string.h>

#include "common/record.h"
#include "worker/engine/stats.h"

#define BUCKETS   1024                  /* a power of two */
#define UUID_LEN  36

typedef struct cell_s  cell_t;

struct cell_s {
    cell_t      *next, **link;          /* link NULL: not in the table */
    op_t        *op;
    const char  *tenant, *conversation; /* the turn's */
};

static cell_t   *buckets[BUCKETS];
static unsigned  waiting;


static cell_t **
bucket_of(const char *conversation)
{
    return &buckets[fnv1a64(slice_str(conversation)) & (BUCKETS - 1)];
}


static void
cell_unlink(void *data)
{
    cell_t  *cell = data;

    if (cell->link == NULL) {
        return;
    }

    *cell->link = cell->next;

    if (cell->next != NULL) {
        cell->next->link = cell->link;
    }

    cell->link = NULL;
    stat_set(media_waiting, --waiting);
}


static void
cell_detach(op_t *op)
{
    cell_unlink(op->cell);
}


static void
cell_link(cell_t *cell)
{
    cell_t  **bucket = bucket_of(cell->conversation);

    cell->next = *bucket;
    cell->link = bucket;

    if (cell->next != NULL) {
        cell->next->link = &cell->next;
    }

    *bucket = cell;
    stat_set(media_waiting, ++waiting);
}


op_t *
waits_call(job_t *j, const char *tenant, const char *conversation, uint64_t ms)
{
    op_t    *op = wait_call(j, ms < MEDIA_LOOK_MS ? ms : MEDIA_LOOK_MS);
    cell_t  *cell = pool_alloc_always(j->pool, sizeof(cell_t));

    cell->op = op;
    cell->tenant = tenant;
    cell->conversation = conversation;

    if (pool_cleanup(j->pool, cell_unlink, cell)) {
        op->cell = cell;
        op->detach = cell_detach;
        cell_link(cell);
    }                                   /* else it looks after its time */

    return op;
}


static void
cell_wake(cell_t *cell)
{
    op_t  *op = cell->op;

    cell_unlink(cell);

    if (!op->settled) {
        op_complete(op, RC_OK, NULL);
    }
}


void
waits_wake(const char *tenant, const char *conversation)
{
    cell_t  *next;

    for (cell_t *c = *bucket_of(conversation); c != NULL; c = next) {
        next = c->next;

        if (strcmp(c->conversation, conversation) == 0
            && strcmp(c->tenant, tenant) == 0)
        {
            cell_wake(c);
        }
    }
}


void
waits_wake_payload(slice_t payload)
{
    char  tenant[UUID_LEN + 1] = "", conversation[UUID_LEN + 1] = "";

    if (payload.len == 2 * UUID_LEN + 1 && payload.data[UUID_LEN] == ' ') {
        memcpy(tenant, payload.data, UUID_LEN);
        memcpy(conversation, payload.data + UUID_LEN + 1, UUID_LEN);
        waits_wake(tenant, conversation);
    }
}


void
waits_wake_all(void)
{
    for (unsigned i = 0; i < BUCKETS; i++) {
        while (buckets[i] != NULL) {
            cell_wake(buckets[i]);
        }
    }
}
