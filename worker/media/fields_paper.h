/*
 * fields_paper - a paper on its way through fields_*.c: its lines, which of
 * them is read, and what was found so far.
 */

#ifndef RELEVO_MEDIA_FIELDS_PAPER_H
#define RELEVO_MEDIA_FIELDS_PAPER_H

#include "worker/media/fields.h"
#include "worker/media/fields_label.h"

#define PAPER_HEAD_LINES  20u           /* where a paper says what it is */

typedef struct {
    slice_t         line[FIELDS_LINES_MAX];
    unsigned        n;
    unsigned        at;                 /* the line that is read */
    fold_t          fold;               /* of it */
    json_t         *out;
    unsigned        weight[FIELD_COUNT];        /* of what was found */
    field_amount_t  amount[FIELD_COUNT];
    char            currency[4];
    bool            american;
    const char     *kind;
} paper_t;

extern const char *const  paper_names[FIELD_COUNT];

/* The cell that byte `at` of a line is in, from there on; *ret_cell: which
 * one. */
slice_t paper_cell_from(slice_t line, uint32_t at, unsigned *ret_cell);

/* Cell n of a line; the whole of one that has none. */
slice_t paper_cell(slice_t line, unsigned n);

/* Without blanks around it, and without the marks that end a label. */
slice_t paper_trim(slice_t s);
unsigned paper_letters(slice_t s);

/* Field `name` is `value`, found in that line; borrowed. */
json_t *paper_found(paper_t *p, const char *name, slice_t value,
         unsigned line);

/* True the first time, and when the label says more than the last one's. */
bool paper_is_better(paper_t *p, field_t field, unsigned weight);

/* What the line p->at tells. */
void paper_number(paper_t *p);
void paper_days(paper_t *p);
void paper_party(paper_t *p, field_t field);

/* Who wrote it has a letterhead: the first line that is nothing else. */
void paper_letterhead(paper_t *p);

/* Dollars, in English: the month comes first. */
bool paper_is_american(const paper_t *p);

#endif
