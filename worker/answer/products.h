/*
 * products - which of the tenant's products the customer's words name.
 *
 * A catalogue may have a hundred thousand products and a message is matched
 * in microseconds, so the names come from what core.search found for it: a
 * handful, nearest first.  Their names in every language become slots of the
 * turn (kind product, value SKU) and of its stored analysis.
 */

#ifndef RELEVO_ANSWER_PRODUCTS_H
#define RELEVO_ANSWER_PRODUCTS_H

#include <jansson.h>

#include "worker/turn.h"

/* found: {"products": [{"sku", "names": {language: name}}]} of core.search. */
void products_note(pool_t *pool, turn_t *t, const json_t *found);

#endif
