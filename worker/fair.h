/*
 * fair - a queue in which tenants take turns, the slow ones after all others.
 *
 * Each tenant has a queue; the tenants that have something stand in a ring.
 * Items are embedded in what is queued; a tenant's entry exists only while it
 * has items.
 */

#ifndef RELEVO_FAIR_H
#define RELEVO_FAIR_H

#include <stdbool.h>

#define FAIR_BUCKETS  1024

typedef struct fair_item_s    fair_item_t;
typedef struct fair_tenant_s  fair_tenant_t;

struct fair_item_s {
    fair_item_t    *prev, *next;
    fair_tenant_t  *tenant;             /* NULL: not queued */
};

typedef struct {
    fair_tenant_t  *head, *tail;
} fair_ring_t;

typedef struct {
    fair_ring_t     ring[2];            /* [1]: slow */
    fair_tenant_t  *buckets[FAIR_BUCKETS];
} fair_t;

void         fair_init(fair_t *f);
void         fair_push(fair_t *f, fair_item_t *item, const char *tenant,
                 bool slow);
fair_item_t *fair_pop(fair_t *f);       /* NULL: empty */
void         fair_remove(fair_t *f, fair_item_t *item); /* queued or not */

#endif
