/* prose - see prose.h. */

#include "decode/prose.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "worker/nlu/utf8.h"

#include "common/banned.h"

#define ROOM_FIRST  4096u


void
prose_init(prose_t *p, size_t max_bytes)
{
    *p = (prose_t) { .max = max_bytes };
}


void
prose_release(prose_t *p)
{
    free(p->text);
    *p = (prose_t) { .max = p->max };
}


/* False: it is full, or there is no memory. */

static bool
prose_room(prose_t *p, size_t more)
{
    size_t  room = p->room == 0 ? ROOM_FIRST : p->room;
    char   *text;

    if (p->truncated || p->len + more > p->max) {
        p->truncated = true;
        return false;
    }

    while (room < p->len + more + 1) {
        room *= 2;
    }

    if (room == p->room) {
        return true;
    }

    text = realloc(p->text, room);
    if (text == NULL) {
        p->truncated = true;
        return false;
    }

    p->text = text;
    p->room = room;
    return true;
}


static void
prose_put(prose_t *p, const char *s, size_t len)
{
    if (prose_room(p, len)) {
        memcpy(p->text + p->len, s, len);
        p->len += len;
        p->text[p->len] = '\0';
    }
}


/* What stands between the last character and the next one. */

static void
prose_break(prose_t *p)
{
    if (p->len > 0) {
        for (unsigned i = 0; i < p->lines; i++) {
            prose_put(p, "\n", 1);
        }
    }

    for (unsigned i = 0; i < p->tabs; i++) {
        prose_put(p, "\t", 1);
    }

    if (p->blank && p->lines == 0 && p->tabs == 0 && p->len > 0) {
        prose_put(p, " ", 1);
    }

    p->lines = p->tabs = 0;
    p->blank = false;
}


static bool
is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0
           || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028
           || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}


/* Controls, soft hyphen, joiners, marks of direction, byte order mark. */

static bool
is_invisible(uint32_t c)
{
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xad
           || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
           || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0xfffe
           || c == 0xffff;
}


static void
prose_char(prose_t *p, uint32_t c)
{
    char    out[4];
    size_t  n = utf8_put(c, out);

    prose_break(p);
    prose_put(p, out, n);
}


/* Of a verbatim text: its own layout, but for white space at an end. */

static void
prose_space(prose_t *p, uint32_t c)
{
    if (p->verbatim && c == '\n') {
        p->lines = p->lines < 2 ? p->lines + 1 : 2;
        p->tabs = 0;
        p->blank = false;
    } else if (p->verbatim && c == '\t') {
        p->tabs = p->tabs < PROSE_CELLS_MAX ? p->tabs + 1 : p->tabs;
    } else {
        p->blank = true;
    }
}


/* Surrogates are no characters, though three bytes can spell them. */

static uint32_t
char_next(const uint8_t **s, const uint8_t *end)
{
    uint32_t  c = utf8_next(s, end);

    return (c >= 0xd800 && c < 0xe000) || c > 0x10ffff ? UTF8_BAD : c;
}


void
prose_add(prose_t *p, const char *text, size_t len)
{
    const uint8_t  *s = (const uint8_t *) text, *end = s + len;

    while (s < end && !p->truncated) {
        uint32_t  c = char_next(&s, end);

        if (is_blank(c)) {
            prose_space(p, c);
        } else if (!is_invisible(c)) {
            prose_char(p, c);
        }
    }
}


void
prose_blank(prose_t *p)
{
    p->blank = true;
}


static void
prose_lines(prose_t *p, unsigned n)
{
    if (p->cells > 0) {
        p->blank = true;
        return;
    }

    p->lines = p->lines > n ? p->lines : n;
    p->tabs = 0;
    p->row = false;
    p->blank = false;
}


void
prose_line(prose_t *p)
{
    prose_lines(p, 1);
}


void
prose_gap(prose_t *p)
{
    prose_lines(p, 2);
}


void
prose_cell_begin(prose_t *p)
{
    if (p->cells++ > 0) {
        p->blank = true;
        return;
    }

    if (p->row) {
        p->tabs = p->tabs < PROSE_CELLS_MAX ? p->tabs + 1 : p->tabs;
    }

    p->row = true;
}


void
prose_cell_end(prose_t *p)
{
    p->cells -= p->cells > 0;
    p->blank = p->cells > 0;
}


void
prose_cells_skip(prose_t *p, unsigned n)
{
    for (unsigned i = 0; i < n && i < PROSE_CELLS_MAX; i++) {
        prose_cell_begin(p);
        prose_cell_end(p);
    }
}


void
prose_row_end(prose_t *p)
{
    prose_lines(p, 1);
}


void
prose_tab(prose_t *p)
{
    p->tabs = p->tabs < PROSE_CELLS_MAX ? p->tabs + 1 : p->tabs;
    p->blank = false;
}
