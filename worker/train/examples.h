/*
 * examples - a corpus as liblinear wants it: sparse rows and their labels.
 *
 * Every line becomes several examples: what its template expands to, and
 * each of those as others would have typed it (augment.h).  An example knows
 * its line, so that all of a line are held out together.
 */

#ifndef RELEVO_TRAIN_EXAMPLES_H
#define RELEVO_TRAIN_EXAMPLES_H

#include <linear.h>

#include "worker/train/corpus.h"
#include "worker/train/letter.h"

typedef struct {
    task_id_t              task;
    const feature_spec_t  *spec;
    concepts_t             concepts;
    unsigned               bits;        /* log2 of the buckets */
    unsigned               cap;         /* sentences of one template */
    const letters_t       *letters;     /* lines stand in them, too; or NULL */
} recipe_t;

typedef struct {
    struct feature_node  **row;         /* as many as n, into the blocks */
    double                *label;
    uint32_t              *line;        /* index into the corpus */
    size_t                 n, size;
    void                 **block;       /* owned memory of the rows */
    size_t                 blocks;
    struct feature_node   *free;
    size_t                 left;
} examples_t;

/* False with err, naming the text that is no template. */
bool examples_make(examples_t *e, const corpus_t *c, const recipe_t *recipe,
         char *err, size_t err_len);
void examples_release(examples_t *e);

/* The buckets of one text in a language ("": unknown), merged and in order,
 * the bias behind them, ended by -1; returns how many nodes that is without
 * the end. */
#define EXAMPLE_NODES_MAX  (FEATURES_MAX + 2)
size_t example_row(const recipe_t *recipe, const char *lang,
           const char *text, struct feature_node row[EXAMPLE_NODES_MAX]);

#endif
