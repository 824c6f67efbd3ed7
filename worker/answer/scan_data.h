/*
 * scan_data - numbers, addresses, links and opaque strings in a text.
 *
 * What may be somebody's: a run of seven digits or more (phone, account,
 * card; separators do not matter), an id ("#4471", "ORD-10234"), an e-mail
 * address, the host of a link.  Dates, times and amounts of money are
 * nobody's.  data_next_*() walk a text: i starts at 0; false at the end.
 */

#ifndef RELEVO_ANSWER_SCAN_DATA_H
#define RELEVO_ANSWER_SCAN_DATA_H

#include "common/slice.h"

#define DATA_DIGITS_MAX  40

typedef struct {
    slice_t   text;                     /* where it stands */
    char      digits[DATA_DIGITS_MAX + 1];
    unsigned  n;
} data_number_t;

bool data_next_number(slice_t text, size_t *i, data_number_t *ret_number);
bool data_next_mail(slice_t text, size_t *i, slice_t *ret_mail);
bool data_next_host(slice_t text, size_t *i, slice_t *ret_host);

/* 28 letters and digits or more without a blank, of upper case, lower case
 * and digits: a key, a hash, something encoded. */
bool data_next_opaque(slice_t text, size_t *i, slice_t *ret_run);

/* Does one of these texts hold it?  Case of ASCII letters is ignored. */
bool data_is_in(slice_t what, const slice_t *texts, unsigned n);

/* The same digits, or its end (a country code more or less). */
bool data_number_is_in(const data_number_t *number, const slice_t *texts,
         unsigned n);

#endif
