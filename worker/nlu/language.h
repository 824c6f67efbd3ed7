/*
 * language - es, en, pt, fr, it or something else.
 *
 * Rules first: a text without letters of its own (links, addresses, numbers
 * and ids do not count) has no language, one in another script is "other".
 * Then two voices: a linear model over characters and words, and the
 * lexicons' words, endings and letters.  Without models (models.h) the second
 * speaks alone.  Below LANGUAGE_SURE believe the conversation's past instead.
 */

#ifndef RELEVO_NLU_LANGUAGE_H
#define RELEVO_NLU_LANGUAGE_H

#include "worker/nlu/lexicon.h"

#define LANGUAGE_SURE   0.7
#define LANGUAGE_OTHER  LANGUAGES       /* index of "other" */

typedef struct {
    int       best;                     /* index into lexicons, or OTHER */
    double    score[LANGUAGES + 1];     /* sum 1 */
    bool      undetermined;             /* nothing to tell it by */
    uint32_t  model_version;            /* 0: lexicons alone */
} language_t;

/* Builds the word table; once per process, before the first guess. */
void language_init(void);

/* fold: of text. */
void language_guess(slice_t text, const fold_t *fold,
         language_t *ret_language);

/*
 * What is known beforehand: `known` (index into lexicons) was the language so
 * far.  Doubtful guesses lean to it, clear ones do not move.
 */
void language_lean(language_t *language, int known);

/* "es" ... or "other" */
const char *language_name(int index);

#endif
