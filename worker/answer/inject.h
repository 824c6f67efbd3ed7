/*
 * inject - does a text try to instruct the model instead of asking us?
 *
 * Pure, five languages, words of the languages and not of known attacks.  A
 * text that does is still answered, but the model gets no tools in such a
 * turn, and a chunk that does is not shown to it at all.  It is one wall of
 * several: what a tool may touch, and what may leave, does not depend on it.
 */

#ifndef RELEVO_ANSWER_INJECT_H
#define RELEVO_ANSWER_INJECT_H

#include "worker/engine/pool.h"

/* NULL, or the name of the rule that says so: "override", "disclose", ... */
const char *inject_rule(slice_t text);

/* Without characters that are not seen: zero width, direction overrides,
 * tags, controls.  A copy, NUL behind it. */
slice_t     inject_visible(pool_t *pool, slice_t text);

#endif
