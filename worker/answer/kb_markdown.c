/*
 * kb_markdown - Markdown and plain text to blocks.
 *
 * Headings are lines that begin with one to six #; paragraphs end at empty
 * lines; every list item and table row is a paragraph of its own.  Of marks
 * within a line only what would be read aloud stays: *, _ and ` around words
 * go, "[text](address)" becomes "text (address)".
 */

#include <ctype.h>
#include <string.h>

#include "worker/answer/kb.h"

#define LINK_BYTES  4096

typedef struct {
    kb_blocks_t  *blocks;
    char         *text;                 /* paragraph so far */
    size_t        len;
    unsigned      line;                 /* where it began */
} paragraph_t;


static void
paragraph_end(paragraph_t *p)
{
    if (p->len > 0) {
        kb_block_add(p->blocks, 0, slice_make(p->text, p->len), p->line);
    }

    p->len = 0;
}


/* "[text](address)" at s: writes "text (address)", returns its length.  Looked
 * for no further than LINK_BYTES: a line may be a file of brackets. */

static size_t
link_take(const char *s, const char *end, char *to, size_t *ret_written)
{
    const char  *close, *paren;
    size_t       n;

    end = end - s > LINK_BYTES ? s + LINK_BYTES : end;
    close = memchr(s, ']', (size_t) (end - s));

    if (close == NULL || close + 1 >= end || close[1] != '(') {
        return 0;
    }

    paren = memchr(close, ')', (size_t) (end - close));
    if (paren == NULL) {
        return 0;
    }

    n = (size_t) (close - s - 1);
    memcpy(to, s + 1, n);
    to[n++] = ' ';
    memcpy(to + n, close + 1, (size_t) (paren - close));
    n += (size_t) (paren - close);
    *ret_written = n;

    return (size_t) (paren + 1 - s);
}


/* A line without its marks; never longer than it was. */

static size_t
line_clean(const char *s, size_t len, char *to)
{
    const char  *end = s + len;
    size_t       n = 0, written;

    while (s < end) {
        size_t  taken = *s == '[' ? link_take(s, end, to + n, &written) : 0;

        if (taken > 0) {
            n += written;
            s += taken;
        } else if (*s == '`' || *s == '*' || (s[0] == '_' && s[1] == '_')) {
            s += *s == '_' ? 2 : 1;
        } else if (*s == '\\' && s + 1 < end && ispunct((unsigned char) s[1])) {
            to[n++] = s[1];
            s += 2;
        } else {
            to[n++] = *s++;
        }
    }

    return n;
}


/* Length of "- ", "12. " and the like in front of a list item; 0: none. */

static size_t
bullet(const char *s)
{
    size_t  digits = strspn(s, "0123456789");

    if (digits > 0) {
        return (s[digits] == '.' || s[digits] == ')') && s[digits + 1] == ' '
               ? digits + 2 : 0;
    }

    return (*s == '-' || *s == '*' || *s == '+') && s[1] == ' ' ? 2 : 0;
}


static size_t
heading(const char *s)
{
    size_t  n = strspn(s, "#");

    return n >= 1 && n <= 6 && (s[n] == ' ' || s[n] == '\t') ? n : 0;
}


/* "| a | b |" as "a, b"; a row of dashes as nothing. */

static size_t
row_clean(char *s, size_t len)
{
    size_t  n = 0;
    bool    words = false;

    for (size_t i = 0; i < len; i++) {
        words = words || (s[i] != '|' && s[i] != '-' && s[i] != ':'
                          && !isspace((unsigned char) s[i]));
        if (s[i] != '|') {
            s[n++] = s[i];
        } else if (i > 0 && i + 1 < len) {
            while (n > 0 && s[n - 1] == ' ') {
                n--;
            }
            s[n++] = ',';
        }
    }

    return words ? n : 0;
}


static void
line_take(paragraph_t *p, const char *s, size_t len, unsigned n, bool marks)
{
    size_t  blanks = strspn(s, " \t"), level;
    bool    own;

    blanks = blanks > len ? len : blanks;
    s += blanks;
    len -= blanks;

    if (len == 0 || *s == '\r') {
        paragraph_end(p);
        return;
    }

    level = marks ? heading(s) : 0;
    if (level > 0) {
        char    *text = pool_alloc(p->blocks->pool, len + 1);
        size_t   size = text == NULL ? 0
                        : line_clean(s + level, len - level, text);

        paragraph_end(p);
        while (size > 0 && (text[size - 1] == '#'
                            || isspace((unsigned char) text[size - 1])))
        {
            size--;
        }
        kb_block_add(p->blocks, (unsigned) level, slice_make(text, size), n);
        return;
    }

    own = bullet(s) > 0 || (marks && *s == '|');
    if (own) {
        paragraph_end(p);
        len -= bullet(s);
        s += bullet(s);
    }

    if (p->len == 0) {
        p->line = n;
    } else {
        p->text[p->len++] = ' ';
    }

    level = p->len;
    p->len += marks ? line_clean(s, len, p->text + p->len)
              : (size_t) (memcpy(p->text + p->len, s, len) != NULL) * len;

    if (marks && *s == '|') {
        p->len = level + row_clean(p->text + level, p->len - level);
        paragraph_end(p);
    }
}


static void
lines_take(const char *text, kb_blocks_t *blocks, bool marks)
{
    paragraph_t  p = { .blocks = blocks };
    unsigned     n = 0;
    bool         fenced = false;

    p.text = pool_alloc(blocks->pool, strlen(text) * 2 + 2);
    if (p.text == NULL) {
        blocks->full = true;
        return;
    }

    while (*text != '\0') {
        size_t  len = strcspn(text, "\n");

        n++;
        if (marks && strncmp(text, "```", 3) == 0) {
            fenced = !fenced;
            paragraph_end(&p);
        } else {
            line_take(&p, text, len, n, marks && !fenced);
        }

        text += len + (text[len] == '\n');
    }

    paragraph_end(&p);
}


void
kb_markdown(const char *text, kb_blocks_t *blocks)
{
    lines_take(text, blocks, true);
}


void
kb_plain(const char *text, kb_blocks_t *blocks)
{
    lines_take(text, blocks, false);
}
