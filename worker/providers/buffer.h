/*
 * buffer - bytes that grow up to a cap: what of a stream is not yet whole.
 *
 * Lives in malloc (a pool cannot grow a block), freed by buffer_free() or,
 * when made by buffer_in(), with its pool.  A NUL stands behind the bytes.
 */

#ifndef RELEVO_PROVIDERS_BUFFER_H
#define RELEVO_PROVIDERS_BUFFER_H

#include "worker/engine/pool.h"

typedef struct {
    char    *data;                      /* NULL while empty */
    size_t   len, size;
    size_t   max;                       /* refuses to grow beyond */
} buffer_t;

/* Is freed with the pool, and has to lie in it. False without memory. */
bool    buffer_in(pool_t *pool, buffer_t *b, size_t max);
void    buffer_free(buffer_t *b);

/* False at the cap or without memory; then nothing was added. */
bool    buffer_add(buffer_t *b, slice_t bytes);

/* Takes n bytes off the front. */
void    buffer_drop(buffer_t *b, size_t n);

static inline slice_t
buffer_slice(const buffer_t *b)
{
    return slice_make(b->data, b->len);
}

#endif
