/*
 * expand - "{hi|hello}, {|so }where is it" to the sentences it stands for.
 *
 * Alternatives in braces, one of them may be empty; braces do not nest.
 * Above `cap` sentences some are left out, the same ones every time, so that
 * every alternative still occurs when there are not more of them than `cap`.
 */

#ifndef RELEVO_TRAIN_EXPAND_H
#define RELEVO_TRAIN_EXPAND_H

#include <stdbool.h>
#include <stddef.h>

#define EXPAND_MAX       64             /* sentences of one line */
#define EXPAND_SLOTS     12
#define EXPAND_TEXT_MAX  1200

typedef struct {
    char      text[EXPAND_MAX][EXPAND_TEXT_MAX];
    unsigned  n;
} expanded_t;

/* False: braces that do not match, nest or are too many. */
bool expand(const char *text, unsigned cap, expanded_t *ret);

#endif
