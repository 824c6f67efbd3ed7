/*
 * votes - what a model says of a text whose sentences are judged, too.
 *
 * As one bag, a long text dilutes the sentence that matters.  So the whole
 * text has a vote, its last sentence (where people ask), all sentences
 * together, and the one that needs somebody most; a text of one sentence is
 * judged once.  Votes are multiplied: what any of them thinks impossible is
 * unlikely.  Most sentences of a story are of no matter; where a model has no
 * class for that, they can be counted by how sure it is of them.
 */

#ifndef RELEVO_NLU_VOTES_H
#define RELEVO_NLU_VOTES_H

#include "worker/nlu/task.h"

/* Shares of the vote, sum 1. */
typedef struct {
    float  text, last, each, most;      /* each: of all sentences, evenly */
    bool   sure;                        /* each: by how sure the model is */
} votes_t;

/* fold: of text.  Probabilities of the classes of m, sum 1.  Who needs
 * somebody most is known by the classes "none", the first, and "over". */
void votes_predict(const model_t *m, task_id_t task, const votes_t *votes,
         slice_t text, const fold_t *fold, float score[MODEL_CLASSES_MAX]);

#endif
