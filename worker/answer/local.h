/*
 * local - the answer that needs no model: found, judged, put into words.
 *
 * local_take() reads what core.search found into the turn (hits, local_text,
 * confidence, evidence); local_apply() lets it decide the turn: at or above
 * the threshold it is the reply; below, a person gets the conversation, or
 * the bot asks whether one is wanted (answer.below).  The think phase
 * takes its own reply instead and calls local_apply() again when it has none.
 *
 * Tenants may differ: settings {"answer": {"threshold": 60, "below":
 * "handover" | "ask", "cite": false}}.
 */

#ifndef RELEVO_ANSWER_LOCAL_H
#define RELEVO_ANSWER_LOCAL_H

#include "worker/turn.h"

/* False when the pool is full. */
bool local_take(job_t *j, const json_t *found, bool cached);

/* An order: items were looked up.  False when the pool is full. */
bool local_order(job_t *j, const json_t *items, const json_t *found);

void local_apply(turn_t *t);

/* The tenant's threshold, 0 .. 1. */
double local_threshold(const turn_t *t);

#endif
