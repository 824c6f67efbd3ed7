/*
 * slot_words - words that slots are known by: months, weekdays, currencies,
 * what an order is called.
 *
 * Each list is a bit; a word of a text is looked up once, whatever is asked
 * of it.
 */

#ifndef RELEVO_NLU_SLOT_WORDS_H
#define RELEVO_NLU_SLOT_WORDS_H

#include "common/slice.h"

#define UNIT_LISTS      12             /* order: names[] of slot_amount.c */
#define RELATIVE_LISTS  6              /* order: relative[] of slot_date.c */

/* Ranges have their first one's name. */
typedef enum {
    LIST_ORDER = 0,
    LIST_THOUSANDS,                    /* between a number and its unit */
    LIST_UNIT,
    LIST_RELATIVE = LIST_UNIT + UNIT_LISTS,
    LIST_WEEKDAY = LIST_RELATIVE + RELATIVE_LISTS,   /* Monday first */
    LIST_FEIRA = LIST_WEEKDAY + 7,    /* Portuguese counts five of them */
    LIST_FEIRA_BEFORE = LIST_FEIRA + 5,
    LIST_MONTH,                        /* January first */
    LIST_OF = LIST_MONTH + 12,        /* between day and month */
    LIST_OF_YEAR,
    LIST_IN,                           /* "in" 3 days */
    LIST_IN_OF,
    LIST_DAYS,
    LIST_WEEKS,
    LIST_PASADO,                       /* "pasado manana" */
    LIST_MANANA,
    LIST_NO_TOMORROW,                  /* before "manana": the morning */
    LIST_AFTER,                        /* "after" tomorrow */
    LIST_TOMORROW,
    LIST_DEPOIS,                       /* "depois de amanha" */
    LIST_DE,
    LIST_AMANHA,
    SLOT_LISTS
} slot_list_t;

/* The lists a folded word is in: bits. */
uint64_t slot_words(const char *s, size_t len);

#endif
