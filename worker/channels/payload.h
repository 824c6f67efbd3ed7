/*
 * payload - what an outbox row carries, in words no channel owns.
 *
 * A channel turns it into its own form and refuses what it does not have.
 * The types and their members are in README.md.
 */

#ifndef RELEVO_CHANNELS_PAYLOAD_H
#define RELEVO_CHANNELS_PAYLOAD_H

#include "worker/channels/channel.h"

/* A text member: its limit in code points, and whether it may be missing. */
typedef struct {
    const char  *key;
    size_t       max;
    bool         optional;
} payload_rule_t;

/* What the row is: payload.type, else "template", "reaction" or "text" by the
 * row's kind; NULL: not for a channel. */
const char *payload_type(const json_t *row);

/* NULL, or the first rule the object breaks ("title too long"); pool's. */
const char *payload_problem(pool_t *pool, const json_t *object,
    const payload_rule_t *rules, size_t n);

/* Is it an array of min .. max objects? */
bool payload_is_list(const json_t *list, size_t min, size_t max);

/* Exactly one of "link" (http, https) and "id", as the providers want it. */
bool payload_is_media(const json_t *media);

/* Copies the members that are there. */
void payload_copy(json_t *to, const json_t *from, const char *const *keys);

#endif
