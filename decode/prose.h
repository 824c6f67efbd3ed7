/*
 * prose - the text of a document as it is collected: paragraphs are lines,
 * cells are parted by tabs and rows by lines.
 *
 * Takes any bytes as UTF-8: what is not becomes U+FFFD, control characters
 * and invisible ones go, every kind of blank is a blank.  Breaks are only
 * remembered until text follows, so nothing begins or ends with one; those of
 * a table within a cell become blanks.  At `max` bytes the text ends on a
 * whole character and `truncated` says so.
 */

#ifndef RELEVO_DECODE_PROSE_H
#define RELEVO_DECODE_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#define PROSE_CELLS_MAX  256            /* empty ones kept in a row */

typedef struct {
    char      *text;                    /* NUL behind it */
    size_t     len, room, max;
    unsigned   lines;                   /* breaks before the next character */
    unsigned   tabs;
    unsigned   cells;                   /* open ones, one within the other */
    bool       blank;
    bool       row;                     /* its first cell is behind us */
    bool       verbatim;                /* line ends and tabs are the text's */
    bool       truncated;
} prose_t;

void prose_init(prose_t *p, size_t max_bytes);
void prose_release(prose_t *p);

/* White space is one blank, unless verbatim. */
void prose_add(prose_t *p, const char *text, size_t len);

void prose_line(prose_t *p);            /* end of a paragraph or a line */
void prose_gap(prose_t *p);             /* an empty line */
void prose_blank(prose_t *p);

void prose_cell_begin(prose_t *p);
void prose_cell_end(prose_t *p);
void prose_cells_skip(prose_t *p, unsigned n);  /* empty ones */
void prose_row_end(prose_t *p);

/* A cell ended, in a format that marks only ends. */
void prose_tab(prose_t *p);

/* No more text is taken: the rest need not be read. */
static inline bool
prose_is_full(const prose_t *p)
{
    return p->truncated;
}

#endif
