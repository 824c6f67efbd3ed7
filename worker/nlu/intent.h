/*
 * intent - what the customer wants: one of the built-in fifteen, or one that
 * the tenant trained.
 *
 * The tenant's model is asked first; when none of its own intents is at least
 * INTENT_OWN likely, the built-in model decides, helped by the phrases of
 * act.h.
 */

#ifndef RELEVO_NLU_INTENT_H
#define RELEVO_NLU_INTENT_H

#include "worker/nlu/act.h"
#include "worker/nlu/understanding.h"

#define INTENT_OWN  0.5

/*
 * fold: of text.  act: of the same text, or NULL.  tenant: uuid, or NULL.
 * ret_version: of the model that decided, or NULL.  Without models everything
 * is "other" with score 0.
 */
void intent_guess(slice_t text, const fold_t *fold, const act_guess_t *act,
         const char *tenant, intent_t *ret, uint32_t *ret_version);

/* Names of other products for ours ("technical_issue"); NULL: unknown. */
const char *intent_canonical(const char *name);

#endif
