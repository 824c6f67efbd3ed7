/*
 * keyphrase - the words that carry a message: what it is about.
 *
 * Runs of content words (no stop words, no short ones), the longest and
 * rarest-looking first; at most KEY_PHRASES_MAX.  Spans are offsets into the
 * text; `rule` is the language-neutral kind ("phrase"), weight 0 .. 1.
 */

#ifndef RELEVO_NLU_KEYPHRASE_H
#define RELEVO_NLU_KEYPHRASE_H

#include "worker/nlu/fold.h"
#include "worker/nlu/understanding.h"

#define KEYPHRASE_WORDS  3              /* of one phrase, at most */

/* Returns how many. */
unsigned keyphrases_find(const fold_t *fold, evidence_t ret[KEY_PHRASES_MAX]);

/* Function words and chat words of the five languages, folded. */
bool is_stop_word(const char *s, size_t len);

#endif
