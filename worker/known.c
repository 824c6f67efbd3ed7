/*
 * known - see known.h.  A table is full at once, not row by row: it is there
 * to save calls, and 10,000 names are more than one child works for.
 */

#include "worker/known.h"

#include <string.h>

#include "common/record.h"
#include "worker/engine/loop.h"


static unsigned
bucket_of(const char *name)
{
    return fnv1a64(slice_str(name)) % KNOWN_BUCKETS;
}


known_t *
known_find(const known_table_t *table, const char *name)
{
    known_t  *k = table->bucket[bucket_of(name)];

    while (k != NULL && strcmp(k->name, name) != 0) {
        k = k->next;
    }

    return k;
}


bool
known_is_fresh(const known_table_t *table, const char *name)
{
    const known_t  *k = known_find(table, name);

    return k != NULL && k->until_ms > now_ms();
}


void
known_put(known_table_t *table, known_t *row)
{
    known_t  **at = &table->bucket[bucket_of(row->name)];

    if (table->rows >= KNOWN_MAX) {
        known_release(table);
    }

    known_forget(table, row->name);
    row->until_ms = now_ms() + KNOWN_FRESH_MS;
    row->next = *at;
    *at = row;
    table->rows++;
}


void
known_forget(known_table_t *table, const char *name)
{
    known_t  **at = &table->bucket[bucket_of(name)], *k = *at;

    while (k != NULL && strcmp(k->name, name) != 0) {
        at = &k->next;
        k = *at;
    }

    if (k != NULL) {
        *at = k->next;
        table->row_free(k);
        table->rows--;
    }
}


void
known_release(known_table_t *table)
{
    for (int i = 0; i < KNOWN_BUCKETS; i++) {
        while (table->bucket[i] != NULL) {
            known_t  *k = table->bucket[i];

            table->bucket[i] = k->next;
            table->row_free(k);
        }
    }

    table->rows = 0;
}
