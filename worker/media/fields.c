/*
 * fields - see fields.h: line by line, and the sums among them.
 *
 * A value stands behind its label, or below it in the same cell of the next
 * line.  Of several the one with the heavier label counts; then of sums the
 * largest, of all else the first.
 */

#include "worker/media/fields.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/media/fields_paper.h"

#include "common/banned.h"

#define WORDS_MAX  40                   /* a longer line is prose */


static void
lines_cut(paper_t *p, slice_t text)
{
    const uint8_t  *s = text.data, *end = s + text.len;

    while (s < end && p->n < FIELDS_LINES_MAX) {
        const uint8_t  *stop = memchr(s, '\n', (size_t) (end - s));

        stop = stop == NULL ? end : stop;
        if (stop > s) {
            p->line[p->n++] = slice_make(s, stop - s < FIELDS_LINE_MAX
                                            ? (size_t) (stop - s)
                                            : FIELDS_LINE_MAX);
        }
        s = stop + 1;
    }
}


/* ---- sums ---- */

/* The last amount that is none of per cent; rate: the last that is. */

static bool
amount_last(slice_t s, bool exact, field_amount_t *ret, char rate[24])
{
    field_amount_t  next;
    bool            found = false;

    while (field_amount(&s, &next)) {
        if (next.percent) {
            snprintf(rate, 24, "%s", next.value);
        } else if (!exact || next.decimals || next.currency[0] != '\0') {
            *ret = next;
            found = true;
        }
    }

    return found;
}


static void
amount_set(paper_t *p, field_t field, unsigned line, const char *rate)
{
    const field_amount_t  *a = &p->amount[field];
    const char            *currency = a->currency[0] == '\0'
                                      || *a->currency == '$' ? p->currency
                                                             : a->currency;
    json_t                *found = paper_found(p, paper_names[field],
                                             slice_str(a->value), line);

    if (*currency != '\0') {
        (void) json_object_set_new(found, "currency",
                                   json_string(currency));
    }

    if (*rate != '\0') {
        (void) json_object_set_new(found, "rate", json_string(rate));
    }
}


static void
sum_look(paper_t *p, field_t field)
{
    field_label_t   l = field_label(field, &p->fold);
    slice_t         line = p->line[p->at];
    field_amount_t  amount;
    char            rate[24] = "";
    unsigned        at = p->at, cell;
    bool            exact = l.weight < 3;

    if (l.weight == 0 || l.weight < p->weight[field]) {
        return;
    }

    if (!amount_last(slice_make(line.data + l.to, line.len - l.to), exact,
                     &amount, rate))
    {
        (void) paper_cell_from(line, l.to, &cell);
        at++;
        if (at >= p->n || !amount_last(paper_cell(p->line[at], cell), exact,
                                       &amount, rate))
        {
            return;
        }
    }

    if (l.weight > p->weight[field]
        || amount.cents > p->amount[field].cents)
    {
        p->weight[field] = l.weight;
        p->amount[field] = amount;
        amount_set(p, field, at, rate);
    }
}


/* ---- the whole ---- */

static void
kind_look(paper_t *p)
{
    if (p->kind == NULL) {
        p->kind = field_label(FIELD_RECEIPT, &p->fold).weight > 0 ? "receipt"
                  : field_label(FIELD_INVOICE, &p->fold).weight > 0
                    ? "invoice" : NULL;
    }
}


static void
line_look(paper_t *p)
{
    char  iban[40];

    fold_text(p->line[p->at], &p->fold);

    if (p->fold.n <= WORDS_MAX) {
        kind_look(p);
        paper_number(p);
        paper_days(p);
        sum_look(p, FIELD_TOTAL);
        sum_look(p, FIELD_SUBTOTAL);
        sum_look(p, FIELD_TAX);
        paper_party(p, FIELD_SELLER);
        paper_party(p, FIELD_BUYER);
    }

    if (json_object_get(p->out, "iban") == NULL
        && field_iban(p->line[p->at], iban))
    {
        (void) paper_found(p, "iban", slice_str(iban), p->at);
    }
}


/* A paper says what it is and what it comes to, or which one it is. */

static bool
is_paper(const paper_t *p)
{
    bool  total = p->weight[FIELD_TOTAL] > 0;
    bool  number = p->weight[FIELD_NUMBER] > 0;

    if (p->kind == NULL) {
        return total && p->weight[FIELD_TAX] > 0;
    }

    return total || (number && p->weight[FIELD_DATE] > 0);
}


static json_t *
paper_end(paper_t *p)
{
    const field_amount_t  *a = p->amount;

    if (!is_paper(p)) {
        json_decref(p->out);
        return NULL;
    }

    if (p->weight[FIELD_SELLER] == 0) {
        paper_letterhead(p);
    }

    (void) json_object_set_new(p->out, "kind",
                               json_string(p->kind == NULL ? "invoice"
                                                           : p->kind));

    if (p->weight[FIELD_TOTAL] > 0 && p->weight[FIELD_SUBTOTAL] > 0
        && p->weight[FIELD_TAX] > 0)
    {
        (void) json_object_set_new(p->out, "sums", json_boolean(
            a[FIELD_SUBTOTAL].cents + a[FIELD_TAX].cents
            == a[FIELD_TOTAL].cents));
    }

    return p->out;
}


json_t *
fields_find(slice_t text)
{
    paper_t  *p = calloc(1, sizeof(*p));
    json_t   *out;

    if (p == NULL) {
        return NULL;
    }

    p->out = json_object();
    lines_cut(p, text);
    field_currency(text, p->currency);
    p->american = paper_is_american(p);

    for (p->at = 0; p->at < p->n; p->at++) {
        line_look(p);
    }

    out = paper_end(p);
    free(p);

    return out;
}
