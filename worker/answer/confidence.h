/*
 * confidence - how far an answer that was found can be believed, 0 .. 1.
 *
 * A logistic model over what core.search measures of a hit; fitted on the
 * questions of config/nlu/answers by `perl t/bench/run confidence`, which
 * writes confidence.def and prints how the figures compare with the share of
 * right answers.  Calibrated: of the answers said to be right with 0.8, about
 * 80 % are.  A hit that was found by meaning is believed by its cosine, too
 * (embed.sure), whichever says more.
 */

#ifndef RELEVO_ANSWER_CONFIDENCE_H
#define RELEVO_ANSWER_CONFIDENCE_H

#include <jansson.h>

typedef enum {
#define WEIGHT(name, w, help)  CONFIDENCE_##name,
#include "worker/answer/confidence.def"
#undef WEIGHT
    CONFIDENCE_FEATURES
} confidence_feature_t;

/* Of the first hit; the others say how far it is ahead.  0 without hits. */
double confidence_of(const json_t *hits);

/* The two voices of it: by words; by meaning, were embed.sure `sure` (0..1). */
double confidence_words(const json_t *hits);
double confidence_meant(const json_t *hits, double sure);

/* What it is made of, for evidence and for the fitting. */
void   confidence_features(const json_t *hits,
           double ret_features[CONFIDENCE_FEATURES]);

/* {feature: weight}: core.confidence() reckons with them. */
json_t     *confidence_weights(void);

#endif
