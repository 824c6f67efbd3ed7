/*
 * fields_party - who wrote a paper, and to whom.
 */

#include "worker/media/fields_paper.h"

#include "common/banned.h"

#define SELLER_LINES  6u                /* where a letterhead is */


void
paper_party(paper_t *p, field_t field)
{
    field_label_t  l = field_label(field, &p->fold);
    slice_t        line = p->line[p->at], value;
    unsigned       cell, at = p->at;
    const uint8_t *colon;

    /* a label begins its cell, and is all that is before a colon: "from" is
     * a word like others */

    if (l.weight == 0 || (l.from > 0 && line.data[l.from - 1] != '\t')) {
        return;
    }

    value = paper_cell_from(line, l.to, &cell);
    colon = value.len == 0 ? NULL : memchr(value.data, ':', value.len);

    if (colon != NULL
        && paper_letters(slice_make(value.data,
                                 (size_t) (colon - value.data))) > 0)
    {
        return;
    }

    value = paper_trim(value);

    if (paper_letters(value) < 3) {
        value = paper_trim(paper_cell(line, cell + 1));
        value = memchr(line.data, '\t', line.len) == NULL ? SLICE_NULL
                                                          : value;
    }

    if (paper_letters(value) < 3 && p->at + 1 < p->n) {
        at++;
        value = paper_trim(paper_cell(p->line[at], cell));
    }

    if (paper_letters(value) >= 3 && paper_is_better(p, field, l.weight)) {
        (void) paper_found(p, paper_names[field], value, at);
    }
}


/* Who wrote it has a letterhead: the first line that is nothing else. */

void
paper_letterhead(paper_t *p)
{
    for (unsigned i = 0; i < p->n && i < SELLER_LINES; i++) {
        slice_t   head = paper_trim(paper_cell(p->line[i], 0));
        bool      other = paper_letters(head) < 3
                          || memchr(head.data, ':', head.len) != NULL;

        fold_text(head, &p->fold);
        for (unsigned f = 0; f < FIELD_COUNT && !other; f++) {
            other = field_label((field_t) f, &p->fold).weight > 0;
        }

        if (!other) {
            (void) paper_found(p, "seller", head, i);
            return;
        }
    }
}
