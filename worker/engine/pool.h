/*
 * pool - memory with one lifetime: process, connection, job.
 *
 * Nothing is freed singly.  Foreign objects (json_t, PGresult) enter the pool
 * as a cleanup the line after they are made; cleanups run LIFO.  A pool has a
 * cap (bytes); an allocation beyond it, or a failed malloc, returns NULL and
 * is counted.  The first block is small (1 KB) so that a waiting job is cheap.
 */

#ifndef RELEVO_POOL_H
#define RELEVO_POOL_H

#include <jansson.h>

#include "common/slice.h"

typedef struct pool_s pool_t;

#define POOL_CAP_DEFAULT  (16u << 20)           /* bytes, one job */

pool_t *pool_new(size_t cap_bytes);
void    pool_free(pool_t *p);                   /* NULL-safe; runs cleanups */

void   *pool_alloc(pool_t *p, size_t size);     /* zeroed, max-aligned */
void   *pool_alloc_always(pool_t *p, size_t size);  /* no cap; OOM aborts */
char   *pool_strdup(pool_t *p, const char *s);
slice_t pool_copy(pool_t *p, slice_t s);        /* copy is NUL-terminated */
char   *pool_printf(pool_t *p, const char *fmt, ...)
            __attribute__((format(printf, 2, 3)));
bool    pool_cleanup(pool_t *p, void (*fn)(void *), void *data);

/* Puts a reference to j under the pool's ownership (NULL passes through). */
json_t *pool_json(pool_t *p, json_t *j);

/* jansson text of j, compact, owned by the pool; empty slice on failure. */
slice_t pool_json_dump(pool_t *p, const json_t *j);

size_t  pool_bytes(const pool_t *p);            /* allocated so far */

#endif
