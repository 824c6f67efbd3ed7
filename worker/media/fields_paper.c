/* fields_paper - see fields_paper.h: cells, and what was found. */

#include "worker/media/fields_paper.h"

#include <ctype.h>

#include "common/utf8_cut.h"

#include "common/banned.h"

#define EVIDENCE_MAX  160u

const char *const  paper_names[FIELD_COUNT] = {
    [FIELD_NUMBER] = "number", [FIELD_DATE] = "date", [FIELD_DUE] = "due",
    [FIELD_TOTAL] = "total", [FIELD_SUBTOTAL] = "subtotal",
    [FIELD_TAX] = "tax", [FIELD_SELLER] = "seller", [FIELD_BUYER] = "buyer"
};


/* The cell of a line that byte `at` is in, from there on; *ret_cell: which
 * one. */

slice_t
paper_cell_from(slice_t line, uint32_t at, unsigned *ret_cell)
{
    const uint8_t  *tab;
    unsigned        n = 0;

    for (uint32_t i = 0; i < at; i++) {
        n += line.data[i] == '\t';
    }

    *ret_cell = n;
    line = slice_make(line.data + at, line.len - at);
    tab = line.len == 0 ? NULL : memchr(line.data, '\t', line.len);

    return tab == NULL ? line
           : slice_make(line.data, (size_t) (tab - line.data));
}


/* Cell n of a line; the whole of one that has none. */

slice_t
paper_cell(slice_t line, unsigned n)
{
    slice_t         rest = line;
    const uint8_t  *tab;

    if (line.len == 0 || memchr(line.data, '\t', line.len) == NULL) {
        return line;
    }

    while ((tab = memchr(rest.data, '\t', rest.len)) != NULL && n > 0) {
        rest = slice_make(tab + 1,
                          rest.len - (size_t) (tab + 1 - rest.data));
        n--;
        if (rest.len == 0) {
            tab = NULL;                 /* it ends with a tab */
            break;
        }
    }

    if (n > 0) {
        return SLICE_NULL;
    }

    return tab == NULL ? rest
           : slice_make(rest.data, (size_t) (tab - rest.data));
}


slice_t
paper_trim(slice_t s)
{
    while (s.len > 0 && (isspace(*s.data) || strchr(":.#-", *s.data) != NULL))
    {
        s = slice_make(s.data + 1, s.len - 1);
    }

    while (s.len > 0 && isspace(s.data[s.len - 1])) {
        s.len--;
    }

    return s;
}


unsigned
paper_letters(slice_t s)
{
    unsigned  n = 0;

    for (size_t i = 0; i < s.len; i++) {
        n += isalpha(s.data[i]) || s.data[i] >= 0xc0;
    }

    return n;
}


static json_t *
text_json(slice_t s, size_t max)
{
    s = utf8_cut(s, max);

    return json_stringn((const char *) s.data, s.len);
}


json_t *
paper_found(paper_t *p, const char *name, slice_t value, unsigned line)
{
    json_t  *found = json_object();

    (void) json_object_set_new(found, "value",
                               text_json(value, FIELDS_VALUE_MAX));
    (void) json_object_set_new(found, "line", json_integer(line + 1));
    (void) json_object_set_new(found, "evidence",
                               text_json(paper_trim(p->line[line]),
                                         EVIDENCE_MAX));
    (void) json_object_set_new(p->out, name, found);

    return found;
}


/* True the first time, and when the label says more than the last one's. */

bool
paper_is_better(paper_t *p, field_t field, unsigned weight)
{
    if (weight <= p->weight[field]) {
        return false;
    }

    p->weight[field] = weight;

    return true;
}
