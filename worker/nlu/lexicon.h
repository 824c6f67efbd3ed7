/*
 * lexicon - what is known of one language: words, endings, phrases.
 *
 * One file per language, plain tables written by hand, folded (lower case, no
 * accents, apostrophes are blanks).  Adding a language is adding a file and a
 * line in lexicon.c.
 *
 * Phrases are lines "<kind>: <elements>":
 *
 *   word        this word             a|b|c    one of them
 *   ?x          optional              *        up to three words of a sentence
 *   @name       one of a class        !a|b     there is a word, not one of them
 *   ^           a clause begins here  >        the sentence ends here
 *
 * A phrase begins with a word, after ^ and optional ones, and never crosses
 * the end of a sentence.  Kinds:
 *
 *   class NAME  one of the words, for @NAME
 *   person      wishes for a person; a negation before or in it turns it round
 *   person+     the same, but its "no" belongs to it ("no quiero un bot")
 *   block       an innocent phrase: person phrases that overlap it do not count
 *   greeting thanks yes no    count when nothing but them is in the message
 *   courtesy    may stand among those; alone it is a yes ("please")
 *   filler      words that may stand among those
 *   asks        a question begins so
 *   negator     turns a wish round;  negfill: may stand between the two
 *   opening     a letter begins so, and closing: it ends so (body.h)
 */

#ifndef RELEVO_NLU_LEXICON_H
#define RELEVO_NLU_LEXICON_H

#include "worker/nlu/fold.h"

#define LANGUAGES  5

typedef struct {
    const char         *language;
    const char         *words;          /* frequent ones, separated by blanks */
    const char         *endings;        /* of words */
    const char *const  *phrases;        /* NULL-terminated */
} lexicon_t;

extern const lexicon_t  lexicon_es, lexicon_en, lexicon_pt, lexicon_fr,
                        lexicon_it;

extern const lexicon_t *const  lexicons[LANGUAGES]; /* order of scores */

/* -1 when it is none of them */
int lexicon_index(const char *language);

#endif
