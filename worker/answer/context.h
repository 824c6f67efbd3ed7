/*
 * context - what was said before, out of turn->context, and what fits of it.
 *
 * core.contexts gives the last CONTEXT_SEQS messages of the customer that are
 * done, with what we said to them ("recent"), a summary of what is older, the
 * profile, topics and how often in a row a provider has failed ("memory").
 */

#ifndef RELEVO_ANSWER_CONTEXT_H
#define RELEVO_ANSWER_CONTEXT_H

#include "worker/turn.h"

#define CONTEXT_SAID_MAX  64            /* of both sides; older ones are cut */

/* Oldest first, borrowed from the context; with_turn: and the messages of
 * this turn.  Returns how many. */
unsigned    context_said(const turn_t *t, bool with_turn,
                said_t ret_said[CONTEXT_SAID_MAX]);

/* Index of the first that fits into so many tokens, newest first; what is
 * kept begins with the customer. */
unsigned    context_prune(const said_t *said, unsigned n, unsigned tokens);

/* Of core.conversation_memory and core.contact_profile; never NULL as text,
 * NULL as object when there is none. */
const char *context_summary(const turn_t *t);
int64_t     context_summary_seq(const turn_t *t);
unsigned    context_failures(const turn_t *t);
json_t     *context_profile(const turn_t *t);
json_t     *context_topics(const turn_t *t);

/* The desk's clock when the turn began, with offset and weekday; borrowed. */
const char *context_now(const turn_t *t);

/* A member of the tenant's settings, or NULL. */
json_t     *context_setting(const turn_t *t, const char *key);

/* The tenant's own prompt of the turn's language: {"version", "text"}, or
 * NULL. */
const json_t *context_prompt(const turn_t *t);
bool        context_switch(const turn_t *t, const char *key, bool otherwise);

/* A feature that the tenant has not switched off: "human_handoff",
 * "sentiment_analysis", "response_cache" (api.flags, sql/0032). */
bool        context_flag(const turn_t *t, const char *name);

/* Has the tenant used up its "messages" or "tokens"? (core.limits_over) */
bool        context_over(const turn_t *t, const char *what);

#endif
