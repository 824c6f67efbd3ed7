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

#endif
