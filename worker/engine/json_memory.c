/*
 * json_memory - one range of addresses, cut into pages of one size each; see
 * json_memory.h.
 *
 * The range is reserved at once and used from its beginning, so that a
 * block's page, and with it its size, follow from its address.
 */

#include "worker/engine/json_memory.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define STEP       16u                  /* sizes: 16, 32, ... */
#define SIZES      16u
#define LARGEST    (STEP * SIZES)
#define PAGE_SIZE  (64u << 10)
#define PAGES      32768u               /* 2 GB of addresses, not of memory */

typedef struct node_s  node_t;

struct node_s {
    node_t  *next;
};

static node_t   *lists[SIZES];
static uint8_t  *range;                 /* NULL: none, all goes to malloc() */
static uint32_t  used;                  /* pages */
static uint8_t   size_of[PAGES];        /* index of its size, by page */


static bool
range_reserve(void)
{
    void  *p;

    if (range == NULL && used == 0) {
        p = mmap(NULL, (size_t) PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        range = p == MAP_FAILED ? NULL : p;
    }

    return range != NULL;
}


/* Another page for a size; false: the range is used up. */
static bool
page_cut(unsigned i)
{
    size_t    size = (i + 1) * STEP;
    uint8_t  *page;

    if (!range_reserve() || used == PAGES) {
        return false;
    }

    page = range + (size_t) used * PAGE_SIZE;
    size_of[used++] = (uint8_t) i;

    for (size_t at = PAGE_SIZE / size; at-- > 0; ) {
        node_t  *node = (node_t *) (void *) (page + at * size);

        node->next = lists[i];
        lists[i] = node;
    }

    return true;
}


void *
json_memory_alloc(size_t size)
{
    unsigned  i = size == 0 ? 0 : (unsigned) ((size - 1) / STEP);
    node_t   *node;

    if (size > LARGEST || (lists[i] == NULL && !page_cut(i))) {
        return malloc(size);
    }

    node = lists[i];
    lists[i] = node->next;

    return node;
}


void
json_memory_free(void *block)
{
    size_t   at = (size_t) ((uintptr_t) block - (uintptr_t) range);
    node_t  *node = block;
    uint8_t  i;

    if (range == NULL || at >= (size_t) PAGES * PAGE_SIZE) {
        free(block);                    /* NULL too */
        return;
    }

    i = size_of[at / PAGE_SIZE];
    node->next = lists[i];
    lists[i] = node;
}


void
json_memory_install(void)
{
#ifndef __SANITIZE_ADDRESS__
    json_set_alloc_funcs(json_memory_alloc, json_memory_free);
#endif
}
