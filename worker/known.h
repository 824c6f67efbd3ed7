/*
 * known - what PostgreSQL said a moment ago, by name: accounts that send,
 * tenants' accounts of models.
 *
 *   known_is_fresh() -> no call;  else the call, its answer -> known_put()
 *                                                           -> known_find()
 *
 * A row is the owner's: it begins with a known_t, and the table gives it back
 * by its own function.  A pointer is good until the next known_put(),
 * known_forget() or known_release().
 */

#ifndef RELEVO_WORKER_KNOWN_H
#define RELEVO_WORKER_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

#define KNOWN_BUCKETS   1024
#define KNOWN_MAX       10000           /* rows; then all are new */
#define KNOWN_FRESH_MS  30000

typedef struct known_s  known_t;

struct known_s {
    known_t     *next;
    const char  *name;                  /* in the row's own memory */
    uint64_t     until_ms;              /* ask again after that */
};

/* Static and zero but for the function. */
typedef struct {
    void     (*row_free)(known_t *row);
    known_t   *bucket[KNOWN_BUCKETS];
    unsigned   rows;
} known_table_t;

known_t *known_find(const known_table_t *table, const char *name);
bool     known_is_fresh(const known_table_t *table, const char *name);

/* Takes the row, in place of the one of its name. */
void     known_put(known_table_t *table, known_t *row);
void     known_forget(known_table_t *table, const char *name);
void     known_release(known_table_t *table);

#endif
