/*
 * wordlist - folded words against lists written as one string.
 *
 * A list is " word other stem* " with blanks between; a stem ends in '*'.  It
 * is a constant: what is found out about it is kept by its address.  One
 * thread, as all of the thinking.
 */

#ifndef RELEVO_ANSWER_WORDLIST_H
#define RELEVO_ANSWER_WORDLIST_H

#include "worker/nlu/fold.h"

bool wordlist_has(const char *list, const fold_t *text, unsigned i);

/* Is a word of the list among [from, to)?  Its index, or -1. */
int  wordlist_find(const char *list, const fold_t *text, unsigned from,
         unsigned to);

/* Do the words of phrase (blanks between, '*' as above) stand at word i?
 * Returns how many, 0: they do not. */
unsigned wordlist_phrase(const char *phrase, const fold_t *text, unsigned i);

#endif
