/*
 * profile - what a customer's own words tell of how to talk to them.
 *
 * Only what they say of themselves: "my name is Ana", "in English, please",
 * usted or tu, "no more offers".  Pure; the result is a merge patch of
 * core.contact_profile, so that nothing is written when nothing is new.
 */

#ifndef RELEVO_ANSWER_PROFILE_H
#define RELEVO_ANSWER_PROFILE_H

#include <jansson.h>

#include "worker/engine/pool.h"

#define PROFILE_NAME_MAX  40            /* bytes */

/* known: the profile so far, or NULL.  A patch in pool; NULL: nothing new. */
json_t     *profile_learn(pool_t *pool, slice_t text, const char *language,
                const json_t *known);

/* "name: Ana; tone: formal; talked about: refund_request" for a prompt; ""
 * when nothing is known.  topics: newest first, or NULL. */
const char *profile_line(pool_t *pool, const json_t *profile,
                const char *name, const json_t *topics);

#endif
