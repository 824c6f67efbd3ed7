/*
 * breaker - does it make sense to ask this model now?  One per account and
 * model, in this child's memory.
 *
 *   CLOSED  calls go; provider.breaker_failures failures in a row: OPEN
 *   OPEN    calls fail at once for provider.breaker, doubled each time it
 *           opens again without a success, up to 16 times as long
 *   HALF    the time is over: one call goes, the others fail; its outcome
 *           decides
 */

#ifndef RELEVO_PROVIDERS_BREAKER_H
#define RELEVO_PROVIDERS_BREAKER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* May a call go?  True must be followed by one of the three below. */
bool breaker_ask(const char *name, uint64_t now_ms);

void breaker_ok(const char *name);
void breaker_failed(const char *name, uint64_t now_ms);
void breaker_unknown(const char *name);         /* cancelled, our own fault */

/* {name: "open"|"half"} of at most so many that are not closed. */
json_t *breakers_json(unsigned most);

void breakers_release(void);

#endif
