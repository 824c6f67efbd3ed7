/*
 * verdict - what classify() functions have in common.
 *
 * Only an answer that says so is proof that a message was not accepted.  What
 * a provider's codes mean is its channel's; here is what holds without one.
 */

#ifndef RELEVO_CHANNELS_VERDICT_H
#define RELEVO_CHANNELS_VERDICT_H

#include "worker/channels/channel.h"

#define VERDICT_WAIT_MAX  (60u * 60 * 1000)     /* a longer one is not obeyed */

/* Reads a whole answer; its JSON (or NULL) belongs to the pool. */
typedef void (*verdict_fn)(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r);

/* Is there a whole answer?  Not sent: RETRY.  No answer: AMBIGUOUS. */
bool verdict_begin(const op_t *op, send_result_t *ret_result);

/* The same; of a whole answer, what read() says. */
void verdict(const op_t *op, pool_t *pool, verdict_fn read,
    send_result_t *ret_result);

/* An answer without a code of the provider's: the status is all there is. */
void verdict_status(const op_t *op, pool_t *pool, send_result_t *r);

/* Retry-After in ms, at most VERDICT_WAIT_MAX; 0 = none. */
uint64_t verdict_wait(const op_t *op);

#endif
