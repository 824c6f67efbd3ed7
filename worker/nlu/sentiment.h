/*
 * sentiment - the tone of a text: how good or bad, and which emotion.
 *
 * Two voices: rules over what the lexicons find (tone.h), which know why and
 * hold everywhere, and linear models over n-grams and the same findings
 * (TASK_SENTIMENT, TASK_EMOTION).  Without models the rules speak alone.
 * Deterministic; no allocation after the first call.
 */

#ifndef RELEVO_NLU_SENTIMENT_H
#define RELEVO_NLU_SENTIMENT_H

#include "worker/nlu/tone.h"

#define SENTIMENT_CLASSES  4            /* without "mixed" */

/* In the order of the labels of TASK_EMOTION. */
typedef enum {
    EMOTION_POSITIVE = 0, EMOTION_NEUTRAL, EMOTION_CONFUSED,
    EMOTION_FRUSTRATED, EMOTION_ANGRY, EMOTION_NEGATIVE, EMOTIONS
} emotion_t;

/* What a sentiment_t is made of: for `relevo eval` and `relevo explain`. */
typedef struct {
    float              score[SENTIMENT_CLASSES];    /* sum 1 */
    float              emotion[EMOTIONS];           /* sum 1 */
    sentiment_label_t  label;                       /* never mixed */
    emotion_t          feels;
} sentiment_scores_t;

/* The built-in lexicons, compiled at the first call; aborts when they are
 * malformed, naming file and line (a test runs it). */
const sentiment_lexicon_t *sentiment_lexicon(void);
void sentiment_release(void);

/*
 * fold: of text.  language: index into lexicons, anything else: all of them.
 * ret_scores, ret_version: or NULL; version 0: rules alone.
 */
void sentiment_guess(slice_t text, const fold_t *fold, int language,
         sentiment_t *ret, sentiment_scores_t *ret_scores,
         uint32_t *ret_version);

/* The same without the models: a few microseconds, for what is past. */
void sentiment_by_rules(slice_t text, int language, sentiment_t *ret);

const char *sentiment_name(sentiment_label_t label);
const char *emotion_name(emotion_t emotion);

#endif
