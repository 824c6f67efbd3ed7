/*
 * sentiment_features - what the lexicons find, as features of a classifier:
 * names that are the same in all languages, so that what is learned in one
 * holds in the others.
 */

#ifndef RELEVO_NLU_SENTIMENT_FEATURES_H
#define RELEVO_NLU_SENTIMENT_FEATURES_H

#include "worker/nlu/features.h"
#include "worker/nlu/tone.h"

/* Adds to the open group. */
void sentiment_features(const tone_t *tone, features_t *f);

#endif
