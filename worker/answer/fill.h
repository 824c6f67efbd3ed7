/*
 * fill - a text with {names} and what stands for them.
 *
 * Values are put in once and are not looked at again: a product called
 * "{price}" stays that.  A name without a value stays as it is.
 */

#ifndef RELEVO_ANSWER_FILL_H
#define RELEVO_ANSWER_FILL_H

#include "worker/engine/pool.h"

typedef struct {
    const char  *name;                  /* without braces */
    const char  *value;
} fill_t;

/* NULL when the pool is full. */
const char *fill_text(pool_t *pool, const char *text, const fill_t *values,
                unsigned n);

/* Texts that are lists, "a|b|c": the n-th word, "" behind the last one, NULL
 * when the pool is full; which word it is, -1: none. */
const char *fill_word(pool_t *pool, const char *list, size_t n);
int         fill_index(const char *list, const char *word);

#endif
