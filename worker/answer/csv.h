/*
 * csv - rows of a CSV text (RFC 4180; the separator is what the first line
 * has most of: comma, semicolon or tab).
 *
 * Fields lie in the text itself, which is cut up; a row is gone with the
 * next call.
 */

#ifndef RELEVO_ANSWER_CSV_H
#define RELEVO_ANSWER_CSV_H

#include <stdbool.h>
#include <stddef.h>

#define CSV_FIELDS_MAX  64

typedef struct {
    char       *at;                     /* rest of the text */
    char        separator;
    unsigned    line;                   /* of the row, from 1 */
    unsigned    next_line;
    char       *field[CSV_FIELDS_MAX];
    unsigned    n;
    const char *error;                  /* or NULL */
} csv_t;

void csv_init(csv_t *csv, char *text);

/* The next row that is not empty; false at the end or with an error. */
bool csv_row(csv_t *csv);

#endif
