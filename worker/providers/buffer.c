/*
 * buffer - see buffer.h.  Doubles, so that a stream of small pieces costs a
 * few reallocations and no more than twice its bytes.
 */

#include "worker/providers/buffer.h"

#include <stdlib.h>

#define BUFFER_FIRST  256


void
buffer_free(buffer_t *b)
{
    free(b->data);
    b->data = NULL;
    b->len = b->size = 0;
}


static void
buffer_drop_all(void *data)
{
    buffer_free(data);
}


bool
buffer_in(pool_t *pool, buffer_t *b, size_t max)
{
    *b = (buffer_t) { .max = max };

    return pool_cleanup(pool, buffer_drop_all, b);
}


bool
buffer_add(buffer_t *b, slice_t bytes)
{
    if (bytes.len > b->max - b->len) {
        return false;
    }

    if (bytes.len + 1 > b->size - b->len) {
        size_t   size = b->size == 0 ? BUFFER_FIRST : b->size;
        char    *data;

        while (bytes.len + 1 > size - b->len) {
            size *= 2;
        }

        data = realloc(b->data, size);
        if (data == NULL) {
            return false;
        }

        b->data = data;
        b->size = size;
    }

    if (bytes.len > 0) {
        memcpy(b->data + b->len, bytes.data, bytes.len);
    }
    b->len += bytes.len;
    b->data[b->len] = '\0';

    return true;
}


void
buffer_drop(buffer_t *b, size_t n)
{
    b->len -= n;
    memmove(b->data, b->data + n, b->len);
    b->data[b->len] = '\0';
}
