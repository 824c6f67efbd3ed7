/*
 * tone - what the lexicons find in a text, weighed: how much of each sense,
 * before and behind a "but", turned by negations, raised by "very".
 *
 * The numbers a verdict is made of (sentiment.c), and the features a
 * classifier learns from (sentiment_features.c).
 */

#ifndef RELEVO_NLU_TONE_H
#define RELEVO_NLU_TONE_H

#include "worker/nlu/sentiment_lexicon.h"
#include "worker/nlu/surface.h"
#include "worker/nlu/understanding.h"

typedef struct {
    float       sum[SENSES];            /* strengths, after negation */
    float       peak[SENSES];           /* the strongest one */
    unsigned    count[SENSES];          /* matches as they stand */
    unsigned    negated;                /* evaluations that were turned */
    float       good[2], bad[2];        /* before [0], behind [1] a contrast */
    bool        contrast, question;
    float       last;                   /* the last evaluation: > 0 good */
    unsigned    words;
    surface_t   surface;
    evidence_t  evidence[EVIDENCE_SPANS_MAX];
    unsigned    nevidence;
} tone_t;

/* languages: bit set of indexes into lexicons. */
void tone_read(const sentiment_lexicon_t *l, slice_t text, const fold_t *fold,
         unsigned languages, tone_t *ret_mood);

/*
 * The same of n matches that were found: of all of them, or of those of a part
 * of the text, which has so many words of the fold.
 */
void tone_weigh(const sense_match_t *match, unsigned n, slice_t part,
         bool question, const fold_t *fold, unsigned words, tone_t *ret_mood);

#endif
