/*
 * own_words - phrases of a tenant's own rules, as they stand there: words, one
 * behind the other, folded like the customer's; "notar*" is any word that
 * begins so.
 *
 * The packs (pattern.h) say what is meant in any wording and are the
 * program's; these are the names of a tenant's own things.  A phrase is known
 * by the digest of its folded form, so that evidence has a number and neither
 * rules nor texts.  Plain data.
 */

#ifndef RELEVO_OWN_WORDS_H
#define RELEVO_OWN_WORDS_H

#include "worker/nlu/fold.h"

#define OWN_WORDS_MAX  128              /* phrases of one document */
#define OWN_TEXT_MAX   256              /* bytes, with the NUL */
#define OWN_STEM_MIN   3                /* letters; a shorter one is a word */

typedef struct {
    uint32_t      id;
    char          text[OWN_TEXT_MAX];   /* "plan premium", "notar*"; "": a
                                           phrase without words, never found */
} own_phrase_t;

typedef struct {
    own_phrase_t  phrase[OWN_WORDS_MAX];
    unsigned      n;
} own_words_t;

/* NULL and the phrase's id, or why it is none: the end of a sentence.  The
 * same phrase twice is kept once. */
const char *own_words_add(own_words_t *own, const char *text,
                uint32_t *ret_id);

/* Do words [i, *ret_end) of the text, all in one sentence, say it? */
bool        own_words_at(const own_phrase_t *phrase, const fold_t *text,
                unsigned i, unsigned *ret_end);

#endif
