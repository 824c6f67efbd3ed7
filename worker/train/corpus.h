/*
 * corpus - labelled texts out of files: what a task is trained with.
 *
 * Kinds of files (config/nlu/README.md):
 *
 *   intent/<lang>*.tsv      intent TAB text
 *   sentiment/<lang>*.tsv   label TAB emotion TAB text
 *   reason/<lang>*.tsv      reason to escalate, or none, TAB text
 *   letter/<lang>*.tsv      part of a letter TAB text
 *   language/<lang>*.txt    a text per line; other*.txt: code TAB text
 *   *.jsonl                 {"intent": ..., "text": ...}
 *
 * Empty lines and lines that begin with "#" are skipped.  A wrong line is an
 * error that names file and line.  The corpus owns its strings.
 */

#ifndef RELEVO_TRAIN_CORPUS_H
#define RELEVO_TRAIN_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "worker/nlu/task.h"

#define CORPUS_TEXT_MAX   1000          /* bytes of one text */
#define CORPUS_LINES_MAX  200000

typedef struct {
    char     *text;
    uint16_t  label;                    /* index into classes */
    char      lang[3];                  /* "es", or "" */
} line_t;

typedef struct {
    line_t   *line;
    size_t    n, size;
    char     *name[MODEL_CLASSES_MAX];  /* of the classes, owned */
    unsigned  classes;
    bool      open;                     /* an unknown label is a new class */
    char      err[320];                 /* of the first failure */
} corpus_t;

void corpus_init(corpus_t *c);          /* no classes: they are as found */
bool corpus_classes(corpus_t *c, const char *const *names);
void corpus_release(corpus_t *c);

/* One text; false with c->err ("file:line: ..."). */
bool corpus_add(corpus_t *c, const char *label, const char *lang,
         const char *text, const char *file, unsigned line);

/* Index of a class by name; -1: there is none. */
int corpus_label(const corpus_t *c, const char *name);

/* Everything of a task below config/nlu, in the order of names. */
bool corpus_read_task(corpus_t *c, const char *dir, task_id_t task);

/* What stands around requests (letter.h): dir/letter, labels are kinds. */
bool corpus_read_letters(corpus_t *c, const char *dir);

/* A file of intents, .tsv or .jsonl. */
bool corpus_read_intents(corpus_t *c, const char *path);

/* Sorted by label and text, doubles removed: the order of files says
 * nothing.  Returns how many were doubles. */
size_t corpus_sort(corpus_t *c);

#endif
