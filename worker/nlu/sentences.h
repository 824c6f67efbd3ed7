/*
 * sentences - a text in pieces that say one thing each.
 *
 * Cut where a sentence ends or a semicolon stands, not inside a number; what
 * is shorter than SENTENCE_WORDS joins what follows it (at the end: what was
 * before).  More than SENTENCES_MAX: the last one is the rest of the text.
 */

#ifndef RELEVO_NLU_SENTENCES_H
#define RELEVO_NLU_SENTENCES_H

#include "worker/nlu/fold.h"

#define SENTENCES_MAX   12
#define SENTENCE_WORDS  4

typedef struct {
    slice_t   text;                     /* borrowed */
    unsigned  from, to;                 /* words of the fold, [from, to) */
} sentence_t;

/* fold: of text.  Returns how many, 0 without a word.  Together they are the
 * text from its first word on. */
unsigned sentences_cut(slice_t text, const fold_t *fold,
             sentence_t ret[SENTENCES_MAX]);

/* The same of the words [from, to) alone. */
unsigned sentences_of(slice_t text, const fold_t *fold, unsigned from,
             unsigned to, sentence_t ret[SENTENCES_MAX]);

#endif
