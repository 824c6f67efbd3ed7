/*
 * fields_day - the days of a paper: when it was written, and when it is due.
 *
 * Only days with a year count; which one it is says the label before it in
 * the line, or above it.
 */

#include <ctype.h>
#include <stdio.h>

#include "worker/media/fields_paper.h"
#include "worker/nlu/slots.h"

#include "common/banned.h"

#define SOME_DAY  20454                 /* the year is never guessed */


/* Four digits together, or two marks: the year is there. */

static bool
has_year(slice_t s)
{
    unsigned  run = 0, marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        run = isdigit(s.data[i]) ? run + 1 : 0;
        marks += strchr("/-.", s.data[i]) != NULL;

        if (run == 4) {
            return true;
        }
    }

    return marks == 2 && s.len > 5 && isdigit(*s.data);
}


static bool
has_word(const fold_t *f, const char *word)
{
    size_t  len = strlen(word);

    for (unsigned i = 0; i < f->n; i++) {
        if (f->word[i].len == len
            && memcmp(fold_bytes(f, &f->word[i]), word, len) == 0)
        {
            return true;
        }
    }

    return false;
}


/* Where dollars are paid in English the month comes first. */

bool
paper_is_american(const paper_t *p)
{
    fold_t  head;

    for (unsigned i = 0; strcmp(p->currency, "USD") == 0
                         && i < p->n && i < PAPER_HEAD_LINES; i++)
    {
        fold_text(p->line[i], &head);
        if (has_word(&head, "invoice") || has_word(&head, "receipt")) {
            return true;
        }
    }

    return false;
}


static void
month_first(slice_t written, char value[11])
{
    char  text[12];
    int   month, day;

    snprintf(text, sizeof(text), "%.*s",
             (int) (written.len < 11 ? written.len : 11),
             (const char *) written.data);

    if (sscanf(text, "%2d/%2d/", &month, &day) == 2 && month >= 1
        && month <= 12 && day >= 1 && day <= 12)
    {
        snprintf(value + 5, 6, "%02d-%02d", month, day);
    }
}


/* Its label: before it in the line, or above it. */

static unsigned
day_weight(const paper_t *p, field_t field, uint32_t at, uint32_t *ret_to)
{
    field_label_t  l = field_label_before(field, &p->fold, at);
    unsigned       cell;
    fold_t         above;

    *ret_to = l.to;
    if (l.weight > 0 || p->at == 0) {
        return l.weight;
    }

    (void) paper_cell_from(p->line[p->at], at, &cell);
    fold_text(paper_cell(p->line[p->at - 1], cell), &above);

    return field_label(field, &above).weight;
}


/* A day at byte `at` of the line, `written` there. */

static void
day_take(paper_t *p, const slot_t *slot, slice_t written, uint32_t at)
{
    uint32_t  date_to, due_to;
    unsigned  date, due;
    char      value[11];

    date = day_weight(p, FIELD_DATE, at, &date_to);
    due = day_weight(p, FIELD_DUE, at, &due_to);
    snprintf(value, sizeof(value), "%.10s", slot->value);

    if (p->american) {
        month_first(written, value);
    }

    /* the nearer label; a day without one is the paper's, if nothing is */

    if (due > 0 && due_to >= date_to) {
        if (paper_is_better(p, FIELD_DUE, due + 1)) {
            (void) paper_found(p, "due", slice_str(value), p->at);
        }
    } else if (paper_is_better(p, FIELD_DATE, date + 1)) {
        (void) paper_found(p, "date", slice_str(value), p->at);
    }
}


static bool
has_digit(slice_t s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (isdigit(s.data[i])) {
            return true;
        }
    }

    return false;
}


/* Cell by cell: numbers of two cells are no telephone's. */

void
paper_days(paper_t *p)
{
    static const slot_facts_t  facts = { .today = SOME_DAY };

    slice_t   line = p->line[p->at];
    slot_t    slot[SLOTS_MAX];
    fold_t    fold;
    uint32_t  at = 0;

    while (at < line.len) {
        unsigned  cell_n;
        slice_t   cell = paper_cell_from(line, at, &cell_n);
        unsigned  n = 0;

        if (has_digit(cell)) {
            fold_text(cell, &fold);
            n = slots_find(cell, &fold, &facts, slot);
        }

        for (unsigned i = 0; i < n; i++) {
            slice_t  written = slice_make(cell.data + slot[i].from,
                                          slot[i].to - slot[i].from);

            if (slot[i].kind == SLOT_DATE && has_year(written)) {
                day_take(p, &slot[i], written, at + slot[i].from);
            }
        }

        at += (uint32_t) cell.len + 1;
    }
}
