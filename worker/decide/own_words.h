/*
 * own_words - words and phrases of a tenant's own in the conditions of its
 * rules: {"words": ["código rojo", "cancelar mi plan"]}.
 *
 * A phrase is kept as hashes of its folded words, so it is found as whole
 * words in any case, with or without accents.  A word that ends in "*" is any
 * word that begins so, as in the packs: "cancel*" is cancelar, cancelación.
 * What is found becomes marks of the scene (pack "own"): a stored scene is
 * judged as the fresh one was.  What came into the rules later is found where
 * the texts are still stored, by reading them into the scene once more.
 */

#ifndef RELEVO_OWN_WORDS_H
#define RELEVO_OWN_WORDS_H

#include "worker/decide/rules.h"

#define OWN_BYTES_MAX  100              /* of a phrase, as it is written */
#define OWN_LIST_MAX   50               /* phrases of a condition */

/* Adds a phrase to the rules, which have room for it.  One without any word
 * is never said; a beginning of fewer than three letters is a whole word. */
void         own_phrase_add(rules_t *rules, slice_t text);

/* Adds the marks of what the customer's newest messages have of the rules'
 * phrases, unless they are there.  The same said, n and language as for
 * scene_read(). */
void         own_words_read(const rules_t *rules, const patterns_t *p,
                 const said_t *said, unsigned n, int language,
                 scene_t *scene);

/* The first mark of a condition's phrases, or -1. */
int          own_words_mark(const rules_t *rules, const condition_t *c,
                 const scene_t *scene);

#endif
