/*
 * fields_label - the words of fields.def in a line: what the value behind or
 * below them is.
 */

#ifndef RELEVO_MEDIA_FIELDS_LABEL_H
#define RELEVO_MEDIA_FIELDS_LABEL_H

#include "worker/nlu/fold.h"

typedef enum {
    FIELD_INVOICE = 0, FIELD_RECEIPT, FIELD_NUMBER, FIELD_DATE, FIELD_DUE,
    FIELD_TOTAL, FIELD_SUBTOTAL, FIELD_TAX, FIELD_SELLER, FIELD_BUYER,
    FIELD_COUNT
} field_t;

typedef struct {
    unsigned  weight;                   /* 0: there is no label */
    uint32_t  from, to;                 /* bytes of the line */
} field_label_t;

/*
 * The heaviest label of a field in a line, of two the longer one; `up_to`:
 * only labels that end before that byte, the last one of them counts.
 */
field_label_t field_label(field_t field, const fold_t *line);
field_label_t field_label_before(field_t field, const fold_t *line,
                  uint32_t up_to);

#endif
