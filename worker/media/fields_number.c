/*
 * fields_number - the number of a paper: behind its label and what may join
 * them ("nº", ":"), in the next cell, or below.
 */

#include <ctype.h>

#include "worker/media/fields_paper.h"

#include "common/banned.h"

#define NUMBER_MAX  32u


/* "n", "nº", "no.", "#", ":": what may stand before a number. */

static bool
is_joint(slice_t word)
{
    static const char *const  joints[] = {
        "n", "no", "nr", "num", "núm", "nº", "n°", "n.º", "número", "numero",
        "number", "simplificada", "serie", "série", "id", NULL
    };

    char    lower[16];
    size_t  n = 0;

    for (; n < word.len && n < sizeof(lower) - 1; n++) {
        lower[n] = (char) tolower(word.data[n]);
    }
    while (n > 0 && strchr(".:#", lower[n - 1]) != NULL) {
        n--;
    }
    lower[n] = '\0';

    for (const char *const *j = joints; *j != NULL; j++) {
        if (strcmp(lower, *j) == 0) {
            return true;
        }
    }

    return n == 0 || strcmp(lower, "\u00ba") == 0
           || strcmp(lower, "\u00b0") == 0;
}


/* Digits, and neither a day nor a price. */

static bool
is_number(slice_t word)
{
    unsigned  digits = 0, slashes = 0, dashes = 0, points = 0;

    for (size_t i = 0; i < word.len; i++) {
        uint8_t  c = word.data[i];

        digits += isdigit(c) != 0;
        slashes += c == '/';
        dashes += c == '-';
        points += c == '.' || c == ',';

        if (!isalnum(c) && strchr("/-._", c) == NULL) {
            return false;
        }
    }

    return word.len <= NUMBER_MAX && digits > 0
           && !(paper_letters(word) == 0 && (slashes == 2 || points > 0
                || (dashes == 2 && word.len == 10)));
}


static slice_t
word_next(slice_t *rest)
{
    slice_t  word;
    size_t   n = 0;

    while (rest->len > 0 && isspace(*rest->data)) {
        *rest = slice_make(rest->data + 1, rest->len - 1);
    }
    while (n < rest->len && !isspace(rest->data[n])) {
        n++;
    }

    word = slice_make(rest->data, n);
    *rest = slice_make(rest->data + n, rest->len - n);

    while (word.len > 0 && strchr(",;:.", word.data[word.len - 1]) != NULL) {
        word.len--;
    }
    while (word.len > 0 && strchr("#:.(", *word.data) != NULL) {
        word = slice_make(word.data + 1, word.len - 1);
    }

    return word;
}


/* "FT" of "FT 2026/77": capitals. */

static bool
is_series(slice_t word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!isupper(word.data[i])) {
            return false;
        }
    }

    return word.len >= 1 && word.len <= 4;
}


static bool
number_in(slice_t s, slice_t *ret)
{
    while (s.len > 0) {
        slice_t  word = word_next(&s), rest = s, more;

        if (is_series(word) && !is_joint(word)) {
            more = word_next(&rest);
            if (is_number(more) && more.data == slice_end(word) + 1) {
                *ret = slice_make(word.data, word.len + 1 + more.len);
                return true;
            }
        }

        if (is_number(word)) {
            *ret = word;
            return true;
        }
        if (!is_joint(word)) {
            return false;
        }
    }

    return false;
}


void
paper_number(paper_t *p)
{
    field_label_t  l = field_label(FIELD_NUMBER, &p->fold);
    unsigned       cell;
    slice_t        value, cells;

    if (l.weight == 0 || l.weight <= p->weight[FIELD_NUMBER]) {
        return;
    }

    cells = paper_cell_from(p->line[p->at], l.to, &cell);

    if (number_in(cells, &value)) {
        p->weight[FIELD_NUMBER] = l.weight;
        (void) paper_found(p, "number", value, p->at);
        return;
    }

    /* behind a tab, or below; a lone word tells too little for that */

    if (paper_trim(cells).len > 2 || l.weight < 2) {
        return;
    }

    if (number_in(paper_cell(p->line[p->at], cell + 1), &value)) {
        p->weight[FIELD_NUMBER] = l.weight;
        (void) paper_found(p, "number", value, p->at);
    } else if (p->at + 1 < p->n
               && number_in(paper_cell(p->line[p->at + 1], cell), &value))
    {
        p->weight[FIELD_NUMBER] = l.weight;
        (void) paper_found(p, "number", value, p->at + 1);
    }
}
