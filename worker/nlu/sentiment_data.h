/*
 * sentiment_data - the text of config/nlu/sentiment_lexicon/<language>.lex.
 */

#ifndef RELEVO_NLU_SENTIMENT_DATA_H
#define RELEVO_NLU_SENTIMENT_DATA_H

#include "worker/nlu/sentiment_lexicon.h"

/* language: index into lexicons, or SENSE_COMMON; the name is for errors. */
slice_t sentiment_data(unsigned language, const char **ret_name);

#endif
