/*
 * own_words - words and phrases of a tenant's own in the conditions of its
 * rules: {"words": ["código rojo", "cancelar mi plan"]}.
 *
 * A phrase is kept as a hash of its folded words, so it is found as whole
 * words in any case, with or without accents.  What is found becomes marks of
 * the scene (pack "own"): a stored scene is judged as the fresh one was, and
 * what came into the rules later is not found in it.
 */

#ifndef RELEVO_OWN_WORDS_H
#define RELEVO_OWN_WORDS_H

#include "worker/decide/rules.h"

#define OWN_BYTES_MAX  100              /* of a phrase, as it is written */
#define OWN_LIST_MAX   50               /* phrases of a condition */

own_phrase_t own_phrase(slice_t text);  /* n 0: there is no word in it */

/* Adds the marks of what the customer's newest messages have of the rules'
 * phrases.  The same said, n and language as for scene_read(). */
void         own_words_read(const rules_t *rules, const patterns_t *p,
                 const said_t *said, unsigned n, int language,
                 scene_t *scene);

/* The first mark of a condition's phrases, or -1. */
int          own_words_mark(const rules_t *rules, const condition_t *c,
                 const scene_t *scene);

#endif
