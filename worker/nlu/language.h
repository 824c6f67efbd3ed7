/*
 * language - a small guess: es, en, pt, fr, it or something else.
 *
 * Offline, from the lexicons: known words (a word of one language counts
 * more than a word of three), word endings, letters that only some use.
 * Scores are a softmax over the five and "other"; below LANGUAGE_SURE the
 * caller should believe the conversation's past instead.
 */

#ifndef RELEVO_NLU_LANGUAGE_H
#define RELEVO_NLU_LANGUAGE_H

#include "worker/nlu/lexicon.h"

#define LANGUAGE_SURE   0.7
#define LANGUAGE_OTHER  LANGUAGES       /* index of "other" */

typedef struct {
    int     best;                       /* index into lexicons, or OTHER */
    double  score[LANGUAGES + 1];       /* sum 1 */
} language_t;

/* Builds the word table; once per process, before the first guess. */
void language_init(void);

void language_guess(const fold_t *text, language_t *ret_language);

/* "es" ... or "other" */
const char *language_name(int index);

#endif
