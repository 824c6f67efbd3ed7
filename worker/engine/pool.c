/*
 * pool - bump allocation in blocks that are freed together.
 *
 * The first block is POOL_FIRST bytes with the pool's own header inside, so
 * that a waiting job costs one small malloc.  Later blocks double up to
 * POOL_BLOCK_MAX; an allocation larger than a block gets one of its own,
 * linked behind the current one so that the current one stays in use.
 */

#include "worker/engine/pool.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/failpoint.h"
#include "worker/engine/stats.h"

#define POOL_FIRST      1024
#define POOL_BLOCK_MIN  2048
#define POOL_BLOCK_MAX  (64u << 10)

/* jansson's text is collected here before its length is known */
#define POOL_SCRATCH_KEEP  (256u << 10)

typedef struct block_s {
    struct block_s  *next;
    size_t           size;              /* of the data */
    size_t           used;
    alignas(max_align_t) uint8_t data[];
} block_t;

typedef struct cleanup_s {
    struct cleanup_s  *next;
    void             (*fn)(void *data);
    void              *data;
} cleanup_t;

struct pool_s {
    block_t    *block;                  /* newest, bumped; list ends at first */
    cleanup_t  *cleanups;               /* newest first */
    size_t      cap;                    /* bytes of all blocks */
    size_t      bytes;
    size_t      next_size;              /* of the next ordinary block */
};

static struct {
    char    *data;
    size_t   len, size;
} scratch;


static size_t
pool_align(size_t n)
{
    return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}


pool_t *
pool_new(size_t cap_bytes)
{
    block_t  *b;
    pool_t   *p;

    if (FAILPOINT("pool.alloc")) {
        return NULL;
    }

    b = malloc(POOL_FIRST);
    if (b == NULL) {
        return NULL;
    }

    b->next = NULL;
    b->size = POOL_FIRST - sizeof(block_t);
    b->used = pool_align(sizeof(pool_t));

    p = (pool_t *) b->data;
    *p = (pool_t) {
        .block = b,
        .cap = cap_bytes < POOL_FIRST ? POOL_FIRST : cap_bytes,
        .bytes = POOL_FIRST,
        .next_size = POOL_BLOCK_MIN,
    };

    return p;
}


void
pool_free(pool_t *p)
{
    block_t  *b;

    if (p == NULL) {
        return;
    }

    /* a cleanup may register another one, hence the head is read each time */

    while (p->cleanups != NULL) {
        cleanup_t  *c = p->cleanups;

        p->cleanups = c->next;
        c->fn(c->data);
    }

    b = p->block;
    while (b != NULL) {
        block_t  *next = b->next;

        free(b);                        /* the last one holds *p */
        b = next;
    }
}


static block_t *
pool_block(pool_t *p, size_t size)
{
    block_t  *b;
    size_t    total = sizeof(block_t) + size;

    if (total < size || total > p->cap - p->bytes) {
        stat_add(pool_refused, 1);
        return NULL;
    }

    b = malloc(total);
    if (b == NULL) {
        stat_add(pool_refused, 1);
        return NULL;
    }

    b->size = size;
    b->used = 0;
    p->bytes += total;

    return b;
}


/* A block for size bytes; an outsize one goes behind the current block. */

static block_t *
pool_grow(pool_t *p, size_t size)
{
    block_t  *b;
    size_t    want = p->next_size - sizeof(block_t);
    size_t    left = p->cap - p->bytes;

    if (size > want / 2) {
        b = pool_block(p, size);
        if (b != NULL) {
            b->next = p->block->next;
            p->block->next = b;
        }
        return b;
    }

    if (want + sizeof(block_t) > left && size + sizeof(block_t) <= left) {
        want = left - sizeof(block_t);  /* the last one before the cap */
    }

    b = pool_block(p, want);
    if (b != NULL) {
        b->next = p->block;
        p->block = b;
        if (p->next_size < POOL_BLOCK_MAX) {
            p->next_size *= 2;
        }
    }

    return b;
}


static void *
pool_take(pool_t *p, size_t size)
{
    block_t  *b = p->block;
    void     *m;

    if (FAILPOINT("pool.alloc")) {
        stat_add(pool_refused, 1);
        return NULL;
    }

    if (size > SIZE_MAX - 64) {
        stat_add(pool_refused, 1);
        return NULL;
    }

    size = pool_align(size == 0 ? 1 : size);

    if (size > b->size - b->used) {
        b = pool_grow(p, size);
        if (b == NULL) {
            return NULL;
        }
    }

    m = b->data + b->used;
    b->used += size;

    return m;
}


void *
pool_alloc(pool_t *p, size_t size)
{
    void  *m = pool_take(p, size);

    return m == NULL ? NULL : memset(m, 0, size);
}


/* For the few bytes whose absence nobody could report: ops and reasons. */

void *
pool_alloc_always(pool_t *p, size_t size)
{
    size_t   cap = p->cap;
    void    *m = pool_alloc(p, size);

    if (m == NULL) {
        block_t  *b;

        p->cap = SIZE_MAX;
        b = pool_block(p, pool_align(size));
        p->cap = cap + (b == NULL ? 0 : b->size + sizeof(block_t));

        if (b == NULL) {
            (void) fputs("relevo: out of memory\n", stderr);
            abort();
        }

        b->used = b->size;
        b->next = p->block->next;
        p->block->next = b;
        m = memset(b->data, 0, b->size);
    }

    return m;
}


slice_t
pool_copy(pool_t *p, slice_t s)
{
    uint8_t  *m = s.len == SIZE_MAX ? NULL : pool_take(p, s.len + 1);

    if (m == NULL) {
        return SLICE_NULL;
    }

    if (s.len > 0) {
        memcpy(m, s.data, s.len);
    }
    m[s.len] = '\0';

    return slice_make(m, s.len);
}


char *
pool_strdup(pool_t *p, const char *s)
{
    return s == NULL ? NULL : (char *) pool_copy(p, slice_str(s)).data;
}


char *
pool_printf(pool_t *p, const char *fmt, ...)
{
    char     *m;
    int       n;
    va_list   args;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);

    m = n < 0 ? NULL : pool_take(p, (size_t) n + 1);
    if (m == NULL) {
        return NULL;
    }

    va_start(args, fmt);
    (void) vsnprintf(m, (size_t) n + 1, fmt, args);     /* measured above */
    va_end(args);

    return m;
}


bool
pool_cleanup(pool_t *p, void (*fn)(void *), void *data)
{
    cleanup_t  *c = pool_take(p, sizeof(cleanup_t));

    if (c == NULL) {
        return false;
    }

    *c = (cleanup_t) { p->cleanups, fn, data };
    p->cleanups = c;

    return true;
}


static void
pool_json_drop(void *data)
{
    json_decref(data);
}


json_t *
pool_json(pool_t *p, json_t *j)
{
    if (j == NULL || pool_cleanup(p, pool_json_drop, j)) {
        return j;
    }

    json_decref(j);

    return NULL;
}


static int
pool_json_append(const char *text, size_t len, void *data)
{
    (void) data;                        /* one scratch per process */

    if (len > scratch.size - scratch.len) {
        size_t  size = (scratch.len + len) * 2 + 1024;
        char   *m = realloc(scratch.data, size);

        if (m == NULL) {
            return -1;
        }
        scratch.data = m;
        scratch.size = size;
    }

    memcpy(scratch.data + scratch.len, text, len);
    scratch.len += len;

    return 0;
}


slice_t
pool_json_dump(pool_t *p, const json_t *j)
{
    slice_t  s = SLICE_NULL;

    scratch.len = 0;

    if (json_dump_callback(j, pool_json_append, NULL,
                           JSON_COMPACT | JSON_ENCODE_ANY) == 0)
    {
        s = pool_copy(p, slice_make(scratch.data, scratch.len));
    }

    if (scratch.size > POOL_SCRATCH_KEEP) {
        free(scratch.data);
        scratch.data = NULL;
        scratch.size = 0;
    }

    return s;
}


size_t
pool_bytes(const pool_t *p)
{
    return p->bytes;
}
