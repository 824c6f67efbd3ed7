/*
 * standard - signs what we post, per Standard Webhooks.
 *
 *   webhook-id         the same for every attempt: receivers know repetitions
 *   webhook-timestamp  of this attempt, seconds
 *   webhook-signature  "v1,<base64 HMAC-SHA256 of id.timestamp.body>", one per
 *                      secret while it is replaced
 *
 * A secret is "whsec_" and 24 to 64 bytes in base64.  Kept are one or two
 * lines: the current one; the previous one, a space, the Unix second until
 * which it signs, too.
 */

#ifndef RELEVO_CHANNELS_STANDARD_H
#define RELEVO_CHANNELS_STANDARD_H

#include "common/slice.h"
#include "worker/engine/pool.h"

#define STANDARD_HEADERS  3

/* NULL, or what is wrong with the first line of secrets (static). */
const char *standard_problem(slice_t secrets);

/* The three headers, "name: value", owned by the pool; false: no usable
 * secret, or no memory. */
bool standard_sign(pool_t *pool, slice_t secrets, const char *id,
    uint64_t now_s, slice_t body, const char *ret_headers[STANDARD_HEADERS]);

#endif
