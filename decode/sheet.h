/*
 * sheet - what a number in a cell means: a plain number, a share, a day, an
 * hour.  Pure.
 */

#ifndef RELEVO_DECODE_SHEET_H
#define RELEVO_DECODE_SHEET_H

#include "decode/office.h"

typedef enum {
    VALUE_NUMBER = 0,
    VALUE_PERCENT,
    VALUE_DATE,
    VALUE_TIME,
    VALUE_DATE_TIME
} value_kind_t;

/* Of a format's number that every Excel knows; of a format's text. */
value_kind_t value_kind_builtin(long id);
value_kind_t value_kind_of(const char *code);

/*
 * "46347" -> "2026-11-21", "0.21" -> "21%", "0.30000000000000004" -> "0.3";
 * what is no number as it is.  since_1904: day 0 is 1904-01-01.
 */
void value_text(const char *value, value_kind_t kind, bool since_1904,
         char *ret, size_t room);

#endif
