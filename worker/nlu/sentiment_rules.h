/*
 * sentiment_rules - a verdict from what the lexicons found, by hand-made
 * rules: the voice that works without a model.
 */

#ifndef RELEVO_NLU_SENTIMENT_RULES_H
#define RELEVO_NLU_SENTIMENT_RULES_H

#include "worker/nlu/sentiment.h"

/* Probabilities of labels and emotions, each with sum 1. */
void sentiment_rules(const tone_t *tone, sentiment_scores_t *ret);

/* Praise that is not meant: beside waiting or a fault, or by a phrase. */
bool tone_is_sarcastic(const tone_t *tone);

#endif
