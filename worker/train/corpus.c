/*
 * corpus - see corpus.h.  The lines and their labels; what a line of a file
 * says is corpus_lines.c, which files there are is corpus_files.c.
 */

#include "worker/train/corpus.h"
#include "worker/train/corpus_own.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>


bool
corpus_fail(corpus_t *c, const char *file, unsigned line, const char *fmt, ...)
{
    char     what[200];
    va_list  ap;

    va_start(ap, fmt);
    vsnprintf(what, sizeof(what), fmt, ap);
    va_end(ap);

    if (line > 0) {
        snprintf(c->err, sizeof(c->err), "%s:%u: %s", file, line, what);
    } else {
        snprintf(c->err, sizeof(c->err), "%s: %s", file, what);
    }

    return false;
}


void
corpus_init(corpus_t *c)
{
    memset(c, 0, sizeof(*c));
    c->open = true;
}


void
corpus_release(corpus_t *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->line[i].text);
    }

    for (unsigned i = 0; i < c->classes; i++) {
        free(c->name[i]);
    }

    free(c->line);
    corpus_init(c);
}


bool
corpus_classes(corpus_t *c, const char *const *names)
{
    for (; *names != NULL && c->classes < MODEL_CLASSES_MAX; names++) {
        c->name[c->classes] = strdup(*names);
        if (c->name[c->classes] == NULL) {
            return corpus_fail(c, *names, 0, "out of memory");
        }
        c->classes++;
    }

    c->open = false;
    return true;
}


/* Class names go into logs, rows and files: a plain word. */

static bool
name_ok(const char *name)
{
    size_t  len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-.");

    return len > 0 && name[len] == '\0' && len < MODEL_NAME_MAX
           && name[0] >= 'a' && name[0] <= 'z';
}


int
corpus_label(const corpus_t *c, const char *name)
{
    for (unsigned i = 0; i < c->classes; i++) {
        if (strcmp(c->name[i], name) == 0) {
            return (int) i;
        }
    }

    return -1;
}


/* The same; of an open corpus an unknown one is added. */

static int
label_find(corpus_t *c, const char *label)
{
    int  index = corpus_label(c, label);

    if (index >= 0) {
        return index;
    }

    if (!c->open || !name_ok(label) || c->classes == MODEL_CLASSES_MAX) {
        return -1;
    }

    c->name[c->classes] = strdup(label);
    return c->name[c->classes] != NULL ? (int) c->classes++ : -1;
}


static bool
corpus_grow(corpus_t *c)
{
    size_t   size = c->size == 0 ? 1024 : 2 * c->size;
    line_t  *line;

    if (c->n < c->size) {
        return true;
    }

    line = realloc(c->line, size * sizeof(line[0]));
    if (line == NULL) {
        return false;
    }

    c->line = line;
    c->size = size;
    return true;
}


bool
corpus_add(corpus_t *c, const char *label, const char *lang, const char *text,
    const char *file, unsigned line)
{
    int     index;
    size_t  len = strlen(text);

    if (len == 0 || len > CORPUS_TEXT_MAX) {
        return corpus_fail(c, file, line,
                           "a text has 1 to %d bytes, not %zu",
                           CORPUS_TEXT_MAX, len);
    }

    index = label_find(c, label);
    if (index < 0) {
        return corpus_fail(c, file, line, c->open
                           ? "\"%.40s\" cannot be a label: a-z 0-9 _ - ."
                             " and at most 128 of them"
                           : "there is no label \"%.40s\" here", label);
    }

    if (c->n == CORPUS_LINES_MAX || !corpus_grow(c)) {
        return corpus_fail(c, file, line, "more than %d texts",
                           CORPUS_LINES_MAX);
    }

    line_t  *l = &c->line[c->n];

    *l = (line_t) { .text = strdup(text), .label = (uint16_t) index };
    memcpy(l->lang, lang, strnlen(lang, 2));
    if (l->text == NULL) {
        return corpus_fail(c, file, line, "out of memory");
    }

    c->n++;
    return true;
}


static int
line_compare(const void *a, const void *b)
{
    const line_t  *x = a, *y = b;

    return x->label != y->label ? (int) x->label - (int) y->label
                                : strcmp(x->text, y->text);
}


/* Classes that were found in files come in the order of their names. */

static void
classes_sort(corpus_t *c)
{
    uint16_t  place[MODEL_CLASSES_MAX] = { 0 };
    char     *name[MODEL_CLASSES_MAX] = { NULL };

    for (unsigned i = 0; i < c->classes; i++) {
        place[i] = 0;
        for (unsigned k = 0; k < c->classes; k++) {
            place[i] += strcmp(c->name[k], c->name[i]) < 0;
        }
        name[place[i]] = c->name[i];
    }

    for (size_t i = 0; i < c->n; i++) {
        c->line[i].label = place[c->line[i].label];
    }

    memcpy(c->name, name, c->classes * sizeof(name[0]));
}


size_t
corpus_sort(corpus_t *c)
{
    size_t  k = 0, n = c->n;

    if (c->open) {
        classes_sort(c);
    }

    if (n > 0) {
        qsort(c->line, n, sizeof(c->line[0]), line_compare);
    }

    for (size_t i = 0; i < n; i++) {
        if (k > 0 && line_compare(&c->line[k - 1], &c->line[i]) == 0) {
            free(c->line[i].text);
        } else {
            c->line[k++] = c->line[i];
        }
    }

    c->n = k;
    return n - k;
}
