/*
 * catalog - answers about what the tenant sells: prices, stock, orders.
 *
 * In:   what core.search or core.catalog_order found.
 * Out:  words in the customer's language with the catalogue's own figures.
 *       A price that is not there is never named.
 */

#ifndef RELEVO_ANSWER_CATALOG_H
#define RELEVO_ANSWER_CATALOG_H

#include <jansson.h>

#include "worker/engine/pool.h"

typedef struct {
    const char  *text;                  /* pool-owned; NULL: no answer */
    double       confidence;
} catalog_answer_t;

/* found: {"products": [...], "topics": [...]} of core.search. */
void catalog_answer(pool_t *pool, const json_t *found, const char *language,
         catalog_answer_t *ret_answer);

/* items: WhatsApp's product_items; found: {"products": [...]}.  What was
 * ordered, line by line, and the question whether a person may confirm it.
 * NULL when the pool is full. */
const char *catalog_order(pool_t *pool, const json_t *items,
                const json_t *found, const char *language);

/* Name in the language, else without one, else any; "" for none. */
const char *product_name(const json_t *product, const char *language);

#endif
