/*
 * fields - the key facts of an invoice or a receipt, out of its text.
 *
 * Five languages, by the words that stand before or above a value
 * (fields.def); each value comes with the line it was found in, so that a
 * person can check.  Pure.
 *
 *   {"kind": "invoice" | "receipt",
 *    "number":   {"value": "F-2026-14", "line": 3, "evidence": "Factura ..."},
 *    "date", "due":          {"value": "2026-11-21", ...},
 *    "total", "subtotal",
 *    "tax":      {"value": "121.00", "currency": "EUR", "rate": "21", ...},
 *    "iban":     {"value": "ES9121000418450200051332", ...},
 *    "seller", "buyer":      {"value": "Muebles Roble S.L.", ...},
 *    "sums": true}           subtotal and tax make the total
 *
 * What is not found is not there.
 */

#ifndef RELEVO_MEDIA_FIELDS_H
#define RELEVO_MEDIA_FIELDS_H

#include <jansson.h>

#include "common/slice.h"

/* of a text that are looked at: an invoice of two pages, in milliseconds */
#define FIELDS_LINES_MAX  300
#define FIELDS_LINE_MAX   300           /* bytes */

/* A new reference; NULL: neither an invoice nor a receipt. */
json_t *fields_find(slice_t text);


/* ---- for fields_*.c ---- */

#define FIELDS_VALUE_MAX  128

typedef struct {
    char     value[24];                 /* "1234.56" */
    char     currency[4];               /* "EUR", or "" */
    int64_t  cents;
    bool     decimals;                  /* it was written with cents */
    bool     percent;                   /* "21 %": a share, no amount */
} field_amount_t;

/*
 * The next number in text that may be an amount or a share, dates and codes
 * passed over; *text goes behind it.  False: there is none.
 */
bool field_amount(slice_t *text, field_amount_t *ret);

/* The currency that a text names most, "" for none; "$" is the dollar of the
 * code that stands in it, else "USD". */
void field_currency(slice_t text, char ret[4]);

/* An IBAN whose checksum is right, without blanks; false: none. */
bool field_iban(slice_t text, char ret[40]);

#endif
