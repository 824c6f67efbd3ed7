/*
 * pieces - what a model says of a text and of each of its sentences, with
 * every word looked at once.
 *
 * A text's n-grams are those of its sentences and the few that a cut takes
 * apart, and rows of weights are whole numbers: what a sentence's rows add up
 * to counts for both.  The probabilities are those of task_features() and
 * model_predict() of the text, and of each sentence as a text of its own, to
 * the last bit.
 */

#ifndef RELEVO_NLU_PIECES_H
#define RELEVO_NLU_PIECES_H

#include "worker/nlu/model.h"
#include "worker/nlu/sentences.h"

/*
 * fold: of text; sentence: its n sentences (two or more).  Not for tasks that
 * look at the tone or at letters as written (sentiment, emotion, language).
 * False, nothing written: the text is too long for that.
 */
bool pieces_predict(const model_t *m, slice_t text, const fold_t *fold,
         const sentence_t sentence[], unsigned n,
         float ret_text[MODEL_CLASSES_MAX],
         float ret_sentence[][MODEL_CLASSES_MAX]);

#endif
