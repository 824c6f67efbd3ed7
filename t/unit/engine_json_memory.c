/*
 * engine/json_memory: blocks of every size keep what is written into them,
 * and come back.
 */

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "t/unit/tap.h"
#include "worker/engine/json_memory.h"
#include "worker/jsonx.h"

#define BLOCKS  4000


/* Allocates and frees at random; every block holds its own number. */
static void
test_blocks(void)
{
    static uint8_t  *block[BLOCKS];
    static size_t    size[BLOCKS];
    unsigned         wrong = 0, unaligned = 0;

    srand(7);

    for (unsigned round = 0; round < 60000; round++) {
        unsigned  n = (unsigned) rand() % BLOCKS;

        for (size_t i = 0; block[n] != NULL && i < size[n]; i++) {
            wrong += block[n][i] != (uint8_t) n;
        }

        json_memory_free(block[n]);
        size[n] = (size_t) rand() % 400;
        block[n] = json_memory_alloc(size[n]);
        unaligned += (uintptr_t) block[n] % 16 != 0;
        memset(block[n], (int) n, size[n]);
    }

    for (unsigned n = 0; n < BLOCKS; n++) {
        json_memory_free(block[n]);
    }

    ok(wrong == 0, "blocks do not overlap");
    ok(unaligned == 0, "and are aligned as malloc() aligns");
}


static void
test_again(void)
{
    void  *a = json_memory_alloc(48), *b;

    json_memory_free(a);
    b = json_memory_alloc(33);
    ok(a == b, "a freed block is the next one of its size");
    json_memory_free(b);

    json_memory_free(NULL);
    a = malloc(20);
    json_memory_free(a);
    ok(true, "malloc()'s blocks may be given back to it here");
}


/* As the worker does it, sanitizer or not. */
static void
test_trees(void)
{
    json_t      *before = json_pack("{s:s}", "made", "by malloc()");
    json_t      *list = json_array(), *copy;
    char        *text;

    json_set_alloc_funcs(json_memory_alloc, json_memory_free);

    for (int i = 0; i < 3000; i++) {
        json_array_append_new(list, json_pack("{s:i, s:s}", "n", i, "text",
                                              "a text of some length"));
    }

    json_array_append(list, before);
    text = json_dumps(list, JSON_COMPACT);
    copy = json_loads(text, 0, NULL);
    ok(json_equal(list, copy), "trees of both kinds");
    jsonx_free(text);
    json_decref(copy);
    json_decref(list);
    json_decref(before);

    text = json_dumps(json_true(), JSON_ENCODE_ANY);
    is_str(text, "true", "a short text");
    jsonx_free(text);
    json_set_alloc_funcs(malloc, free);
}


int
main(void)
{
    test_blocks();
    test_again();
    test_trees();

    return done_testing();
}
