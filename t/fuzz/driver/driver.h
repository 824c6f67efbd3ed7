/*
 * driver.h - what the two files of the built-in fuzzer share.
 */

#ifndef RELEVO_FUZZ_DRIVER_H
#define RELEVO_FUZZ_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    uint8_t  *data;                     /* owned */
    size_t    len;
} input_t;

typedef struct {
    input_t  *input;                    /* owned */
    size_t    n, max;
} corpus_t;

void corpus_add(corpus_t *corpus, const uint8_t *data, size_t len);
void corpus_free(corpus_t *corpus);

/* Words of libFuzzer's dictionary format: "text", \xAB, \\ and \". */
void dictionary_read(const char *path);

/* Writes a changed input of the corpus; its length, at most max. */
size_t mutate(const corpus_t *corpus, uint8_t *ret_data, size_t max);

#endif
