/*
 * json_memory - where the worker's JSON trees live: small blocks of a few
 * sizes, on free lists that never go back to malloc().
 *
 * A batch is a tree of thousands of small nodes, made and freed at once; with
 * malloc() a quarter of the worker's time was spent on putting neighbours
 * together again.  What is larger than the largest size goes to malloc().
 * One thread only.  Builds with a sanitizer keep malloc(), which it watches.
 */

#ifndef RELEVO_JSON_MEMORY_H
#define RELEVO_JSON_MEMORY_H

#include <stddef.h>

/* For jansson from now on; what malloc() gave before may still be freed.
 * Texts of json_dumps() are freed with jsonx_free(). */
void json_memory_install(void);

void *json_memory_alloc(size_t size);
void  json_memory_free(void *block);

#endif
