/*
 * plain - line by line, one pass; see plain.h.
 *
 * What is not understood stays as it is: a lone star is a star.
 */

#include "worker/answer/plain.h"

#include <ctype.h>

typedef struct {
    char    *text;
    size_t   n, max;
    bool     whatsapp;
    bool     linkless;          /* none ends in what is left of these words */
} out_t;

#define TAG_MAX  64             /* bytes before its ">" */


static void
put(out_t *o, slice_t s)
{
    size_t  len = s.len < o->max - o->n ? s.len : o->max - o->n;

    memcpy(o->text + o->n, s.data, len);
    o->n += len;
}


static void
put_char(out_t *o, char c)
{
    put(o, slice_make(&c, 1));
}


static slice_t
rest(slice_t s, size_t from)
{
    return slice_make(s.data + from, s.len - from);
}


static bool
begins(slice_t s, const char *with)
{
    size_t  len = strlen(with);

    return s.len >= len && memcmp(s.data, with, len) == 0;
}


static size_t
find(slice_t s, const char *what)
{
    size_t  len = strlen(what);

    for (size_t i = 0; i + len <= s.len; i++) {
        if (memcmp(s.data + i, what, len) == 0) {
            return i;
        }
    }

    return s.len;
}


/* [text](address) and ![text](address) at the beginning of s: its length, or
 * 0 when it is none.  What does not end is looked for once, not for each "[":
 * a model may say a megabyte of them. */

static size_t
put_link(out_t *o, slice_t s)
{
    size_t   skip = begins(s, "![") ? 2 : begins(s, "[") ? 1 : 0, mid, end;
    slice_t  name, address;

    if (skip == 0 || o->linkless) {
        return 0;
    }

    mid = find(s, "](");
    end = mid < s.len ? mid + find(rest(s, mid), ")") : s.len;

    if (end >= s.len) {
        o->linkless = true;
        return 0;
    }

    name = slice_make(s.data + skip, mid - skip);
    address = slice_make(s.data + mid + 2, end - mid - 2);

    if (name.len > 0 && !slice_eq(name, address)) {
        put(o, name);
        put(o, SLICE_LIT(": "));
    }

    put(o, address);

    return end + 1;
}


/* Marks around words: two letters of Markdown, one of WhatsApp. */

static size_t
put_mark(out_t *o, slice_t s)
{
    static const struct { const char *mark; char mine; }  marks[] = {
        { "***", '*' }, { "**", '*' }, { "__", '_' }, { "~~", '~' }
    };

    for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
        size_t  len = strlen(marks[k].mark);

        if (begins(s, marks[k].mark)) {
            if (o->whatsapp) {
                put_char(o, marks[k].mine);
            }
            return len;
        }
    }

    return 0;
}


/* <br>, <b>, </p>: a tag's length, or 0; "a < b" is none. */

static size_t
put_tag(out_t *o, slice_t s)
{
    size_t  end;

    if (s.len < 3 || s.data[0] != '<'
        || !(isalpha(s.data[1]) || (s.data[1] == '/' && isalpha(s.data[2]))))
    {
        return 0;
    }

    s.len = s.len < TAG_MAX + 1 ? s.len : TAG_MAX + 1;
    end = find(s, ">");
    if (end >= s.len) {
        return 0;
    }

    if (begins(s, "<br") || begins(s, "</p")) {
        put_char(o, '\n');
    }

    return end + 1;
}


static void
put_words(out_t *o, slice_t s)
{
    o->linkless = false;

    while (s.len > 0) {
        size_t  n = put_link(o, s);

        n = n > 0 ? n : put_mark(o, s);
        n = n > 0 ? n : put_tag(o, s);

        if (n == 0) {
            if (o->whatsapp || s.data[0] != '`') {
                put_char(o, (char) s.data[0]);
            }
            n = 1;
        }

        s = rest(s, n);
    }
}


static bool
is_rule(slice_t s)
{
    size_t  marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (strchr("-|:=* \t", s.data[i]) == NULL || s.data[i] == '\0') {
            return false;
        }
        marks += s.data[i] == '-' || s.data[i] == '=' || s.data[i] == '*';
    }

    return marks >= 3;
}


static void
put_row(out_t *o, slice_t s)
{
    bool  first = true;

    while (s.len > 0) {
        size_t   end = find(s, "|");
        slice_t  cell = slice_make(s.data, end);

        while (cell.len > 0 && cell.data[0] == ' ') {
            cell = rest(cell, 1);
        }

        while (cell.len > 0 && cell.data[cell.len - 1] == ' ') {
            cell.len--;
        }

        if (cell.len > 0) {
            if (!first) {
                put(o, SLICE_LIT(" \xc2\xb7 "));
            }
            put_words(o, cell);
            first = false;
        }

        s = rest(s, end < s.len ? end + 1 : end);
    }
}


/* False: the line is gone, its end too. */

static bool
put_line(out_t *o, slice_t s)
{
    size_t  hashes = 0;

    while (hashes < s.len && s.data[hashes] == '#') {
        hashes++;
    }

    if (begins(s, "```")) {
        if (o->whatsapp) {
            put(o, SLICE_LIT("```"));
        }
        return o->whatsapp;
    }

    if (is_rule(s)) {
        return false;
    }

    if (hashes > 0 && hashes <= 6 && hashes < s.len && s.data[hashes] == ' ') {
        slice_t  title = rest(s, hashes + 1);

        if (o->whatsapp && find(title, "*") == title.len) {
            put_char(o, '*');
            put_words(o, title);
            put_char(o, '*');
        } else {
            put_words(o, title);
        }

    } else if (s.len > 2 && s.data[0] == '|' && s.data[s.len - 1] == '|') {
        put_row(o, s);

    } else if (begins(s, "* ") || begins(s, "+ ")) {
        put_char(o, '-');
        put_words(o, rest(s, 1));

    } else {
        put_words(o, s);
    }

    return true;
}


slice_t
plain_text(pool_t *pool, slice_t s, bool whatsapp)
{
    out_t  o = { .max = s.len * 2 + 16, .whatsapp = whatsapp };

    o.text = pool_alloc(pool, o.max + 1);

    while (o.text != NULL && s.len > 0) {
        size_t   end = find(s, "\n");
        slice_t  line = slice_make(s.data, end);

        if (line.len > 0 && line.data[line.len - 1] == '\r') {
            line.len--;
        }

        if (put_line(&o, line) && end < s.len) {
            put_char(&o, '\n');
        }

        s = rest(s, end < s.len ? end + 1 : end);
    }

    while (o.n > 0 && isspace((uint8_t) o.text[o.n - 1])) {
        o.n--;
    }

    if (o.text != NULL) {
        o.text[o.n] = '\0';
    }

    return slice_make(o.text, o.n);
}
