/*
 * task - what is learned: names of the classes, and which features tell them.
 *
 * Training and work take features through task_features() alone, with the
 * spec and the concepts of the model: that is what makes them the same.
 */

#ifndef RELEVO_NLU_TASK_H
#define RELEVO_NLU_TASK_H

#include "worker/nlu/model.h"
#include "worker/nlu/sentences.h"
#include "worker/nlu/tone.h"

typedef enum {
    TASK_LANGUAGE = 0, TASK_INTENT, TASK_SENTIMENT, TASK_EMOTION,
    TASK_ESCALATION, TASKS
} task_id_t;

typedef struct {
    const char         *name;           /* of the model: "intent" */
    const char *const  *classes;        /* NULL-terminated, fixed order */
    feature_spec_t      spec;           /* to train with */
    uint8_t             bits;           /* log2 of its buckets */
    double              cost;           /* C of liblinear */
} task_t;

extern const task_t  tasks[TASKS];

extern const char *const  intent_names[];       /* the built-in fifteen */

/* fold: of text; of TASK_LANGUAGE only the text is looked at. */
void task_features(task_id_t task, const feature_spec_t *spec,
         const concepts_t *concepts, slice_t text, const fold_t *fold,
         features_t *ret);

/* languages: bit set of indexes into lexicons that the text may be in; the
 * tone of a text is looked up there (sentiment, emotion), others ignore it. */
void task_features_in(task_id_t task, unsigned languages,
         const feature_spec_t *spec, const concepts_t *concepts, slice_t text,
         const fold_t *fold, features_t *ret);

/* The same of a tone that was read: sentiment and emotion. */
void task_features_toned(const tone_t *tone, const feature_spec_t *spec,
         const concepts_t *concepts, slice_t text, const fold_t *fold,
         features_t *ret);

/* Of one sentence of the text; fold: of the text, tone: of the sentence. */
void task_features_sentence(const tone_t *tone, const feature_spec_t *spec,
         const concepts_t *concepts, slice_t text, const fold_t *fold,
         const sentence_t *sentence, features_t *ret);

/* Concepts alone; the other groups are empty. */
void task_concepts(const feature_spec_t *spec, const concepts_t *concepts,
         const fold_t *fold, features_t *ret);

/* How it is written: what folding has taken away.  words and stretched: of
 * the fold. */
void task_style(slice_t text, unsigned words, bool stretched,
         features_t *ret);

/* -1: there is no task of that name. */
int task_find(const char *name);

#endif
