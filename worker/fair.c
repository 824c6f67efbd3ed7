/*
 * fair - round robin over tenants; see fair.h.
 */

#include "worker/fair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/record.h"
#include "worker/engine/log.h"

struct fair_tenant_s {
    char            id[37];
    bool            slow;
    fair_item_t    *head, *tail;
    fair_tenant_t  *prev, *next;        /* of the ring */
    fair_tenant_t  *chain;              /* of the bucket */
};


void
fair_init(fair_t *f)
{
    memset(f, 0, sizeof(fair_t));
}


static fair_tenant_t **
tenant_link(fair_t *f, const char *id, bool slow)
{
    fair_tenant_t  **link;

    link = &f->buckets[fnv1a64(slice_str(id)) % FAIR_BUCKETS];

    while (*link != NULL
           && ((*link)->slow != slow || strcmp((*link)->id, id) != 0))
    {
        link = &(*link)->chain;
    }

    return link;
}


static void
ring_append(fair_ring_t *ring, fair_tenant_t *t)
{
    t->prev = ring->tail;
    t->next = NULL;

    if (ring->tail != NULL) {
        ring->tail->next = t;
    } else {
        ring->head = t;
    }

    ring->tail = t;
}


static void
ring_unlink(fair_ring_t *ring, fair_tenant_t *t)
{
    *(t->prev != NULL ? &t->prev->next : &ring->head) = t->next;
    *(t->next != NULL ? &t->next->prev : &ring->tail) = t->prev;
}


void
fair_push(fair_t *f, fair_item_t *item, const char *tenant, bool slow)
{
    fair_tenant_t  **link = tenant_link(f, tenant, slow), *t = *link;

    if (t == NULL) {
        t = *link = calloc(1, sizeof(fair_tenant_t));

        if (t == NULL) {
            log_error("fair.out_of_memory");
            abort();
        }

        snprintf(t->id, sizeof(t->id), "%s", tenant);
        t->slow = slow;
        ring_append(&f->ring[slow], t);
    }

    item->tenant = t;
    item->prev = t->tail;
    item->next = NULL;
    *(t->tail != NULL ? &t->tail->next : &t->head) = item;
    t->tail = item;
}


void
fair_remove(fair_t *f, fair_item_t *item)
{
    fair_tenant_t  *t = item->tenant;

    if (t == NULL) {
        return;
    }

    *(item->prev != NULL ? &item->prev->next : &t->head) = item->next;
    *(item->next != NULL ? &item->next->prev : &t->tail) = item->prev;
    item->tenant = NULL;

    if (t->head == NULL) {
        ring_unlink(&f->ring[t->slow], t);
        *tenant_link(f, t->id, t->slow) = t->chain;
        free(t);
    }
}


fair_item_t *
fair_pop(fair_t *f)
{
    fair_ring_t    *ring = &f->ring[f->ring[0].head == NULL];
    fair_tenant_t  *t = ring->head;
    fair_item_t    *item;

    if (t == NULL) {
        return NULL;
    }

    /* to the end of the line, then take its first */
    ring_unlink(ring, t);
    ring_append(ring, t);
    item = t->head;
    fair_remove(f, item);

    return item;
}
