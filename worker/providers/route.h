/*
 * route - which account and model a question goes to.  Pure.
 *
 * A tenant's rules in order, the first that matches; without rules the
 * built-in ones, for accounts whose settings name models for them:
 *
 *   settings  {"models": {"empathetic": "...", "complex": "...",
 *                         "standard": "..."}}
 *   empathetic  negative or very negative, scored above 0.8
 *   complex     technical_support, billing_dispute, product_inquiry
 *   standard    everything else
 *
 * A question with a picture goes to accounts only whose settings name a model
 * that sees, {"vision": "..."}, and to that model: rules choose the account.
 *
 * A rule matches when all it names fit:
 *   {"language": ["es"], "intent": [...], "sentiment": [...],
 *    "min_score": 0.8, "min_chars": 1, "max_chars": 500, "purpose": [...]}
 * A list may be one string.  Unknown names match nothing: a typing error must
 * not become a rule for everything.
 */

#ifndef RELEVO_PROVIDERS_ROUTE_H
#define RELEVO_PROVIDERS_ROUTE_H

#include "worker/providers/call.h"
#include "worker/providers/setup.h"

typedef struct {
    const setup_account_t  *account;
    const char             *model;
    const char             *rule;       /* "" when an account was named */
} route_t;

/* With a capability of all of caps.  False: there is nobody. */
bool route_pick(const setup_t *setup, const model_ask_t *ask, unsigned caps,
         route_t *ret_route);

/* Does the rule's match fit? */
bool route_matches(const json_t *match, const model_ask_t *ask);

/* NULL, or what is wrong with a rule's match, for the command line. */
const char *route_match_error(const json_t *match);

#endif
