/*
 * money - amounts as the catalogue has them, and as five languages write them.
 *
 * An amount is an integer of ten-thousandths: what numeric(14, 4) holds, and
 * nothing is ever rounded before it is shown.  Pure.
 */

#ifndef RELEVO_ANSWER_MONEY_H
#define RELEVO_ANSWER_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MONEY_TEXT_MAX  96

typedef struct {
    int64_t  units;                     /* ten-thousandths */
    char     currency[4];               /* "EUR" */
} money_t;

/* "1299.9", digits and one dot; false when it is none or too large. */
bool money_parse(const char *amount, const char *currency, money_t *ret_money);

/* sum += n * m; false when currencies differ or it grows too large.  A sum
 * without a currency takes the first one's. */
bool money_add(money_t *sum, const money_t *m, int64_t n);

/* "1.299,90 €", "€1,299.90", "R$ 1.299,90", "1 299,90 €" */
void money_text(const money_t *m, const char *language,
         char ret_text[MONEY_TEXT_MAX]);

#endif
