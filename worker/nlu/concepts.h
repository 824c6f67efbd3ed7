/*
 * concepts - what words mean, across languages: refund, doctor, broken ...
 *
 * A table from folded words ("caja") or their beginnings ("reembols*") to one
 * or two concepts, written by hand in config/nlu/concepts/<lang>.txt, hashed
 * into the model that was trained with it, so that both always fit.  What was
 * learned of "recliner" in one language so holds for "sillon" in another.
 *
 * Open addressing over a power of two; hash 0 is a free place.
 */

#ifndef RELEVO_NLU_CONCEPTS_H
#define RELEVO_NLU_CONCEPTS_H

#include "worker/nlu/features.h"

#define CONCEPT_STEM_MIN  3             /* bytes before a "*", at least */
#define CONCEPT_STEM_MAX  16
#define CONCEPTS_MAX      4000          /* names */
#define CONCEPTS_OF_TEXT  64            /* looked at in one text */

typedef struct {
    uint32_t  hash;
    uint16_t  first, second;            /* 1 .. ; second 0: none */
} concept_entry_t;

typedef struct {
    const concept_entry_t  *entry;      /* borrowed: of the model */
    uint32_t                size;       /* power of two, or 0: no table */
} concepts_t;

/* What a word or a stem is looked up by; never 0. */
uint32_t concept_hash(const char *s, size_t len, bool stem);

/* The exact word, else its longest stem; NULL: means nothing to us. */
const concept_entry_t *concept_find(const concepts_t *c, const char *s,
                        size_t len);

/* The same of each of n words. */
void concepts_find(const concepts_t *c, const token_t *word, unsigned n,
         const concept_entry_t *ret[]);

/* Concepts of the words (at most FOLD_WORDS_MAX), and pairs of neighbours and
 * of any two, up to `pairs` concepts of the text. */
void features_concepts(features_t *f, const concepts_t *c, const token_t *word,
         unsigned n, unsigned pairs);

/* The same of words that were looked up. */
void features_meanings(features_t *f, const concept_entry_t *const meaning[],
         unsigned n, unsigned pairs);

#endif
