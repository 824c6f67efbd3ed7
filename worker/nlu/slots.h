/*
 * slots - order ids, amounts, dates, phones, e-mails and products in a text.
 *
 *   order id   "#1234", "pedido 48213", "F-220", "AB12345": as written, upper
 *              case, without "#"
 *   amount     "129,90 €", "R$ 1.234,50", "20 bucks": "129.90" and "EUR";
 *              unit "" when the word names no country ("pesos")
 *   date       "tomorrow", "21/11", "el viernes", "3 de marzo": "2026-11-21";
 *              day before month unless it cannot be; a weekday is the next
 *   phone      9 to 15 digits: "+34600111222"
 *   e-mail     lower case
 *   product    of the names handed in: its key
 *
 * Spans never overlap; the first of the list above that fits is taken, in the
 * order e-mail, amount, date, phone, order id.
 */

#ifndef RELEVO_NLU_SLOTS_H
#define RELEVO_NLU_SLOTS_H

#include "worker/nlu/fold.h"
#include "worker/nlu/slot_words.h"
#include "worker/nlu/understanding.h"

#define SLOT_TOKENS_MAX  256            /* of a text that are looked at */

/* A product's name, folded, words separated by one blank; borrowed. */
typedef struct {
    const char  *folded;
    const char  *key;                   /* SKU */
} slot_product_t;

typedef struct {
    const slot_product_t  *product;
    unsigned               products;
    int64_t                today;       /* days since 1970, tenant's clock */
} slot_facts_t;

/* fold: of text.  Returns how many (at most SLOTS_MAX). */
unsigned slots_find(slice_t text, const fold_t *fold,
             const slot_facts_t *facts, slot_t ret[SLOTS_MAX]);

/* Products alone, behind the n slots that are known already; returns how many
 * there are then. */
unsigned slots_products(const fold_t *fold, const slot_facts_t *facts,
             slot_t slot[SLOTS_MAX], unsigned n);

/* "order_id", "amount" ... */
const char *slot_name(slot_kind_t kind);


/* ---- for slot_*.c ---- */

/* Text between blanks without the punctuation around it. */
typedef struct {
    const char    *s;                   /* borrowed, as written */
    uint32_t       from, to;            /* bytes of the text */
    const char    *word;                /* folded first word, "" if none */
    size_t         len;                 /* of it */
    uint64_t       lists;               /* that hold the word: slot_list_t */
    unsigned       digits, letters;     /* ASCII ones */
} slot_token_t;

/* Each looks at token i and those behind it; how many it took, 0: none. */
unsigned slot_amount(const slot_token_t *t, unsigned n, unsigned i,
             slot_t *ret);
unsigned slot_date(const slot_token_t *t, unsigned n, unsigned i,
             int64_t today, slot_t *ret);

/* Is the token's folded word one of the list? */
static inline bool
slot_word_in(const slot_token_t *t, slot_list_t list)
{
    return (t->lists & 1ull << list) != 0;
}

#endif
