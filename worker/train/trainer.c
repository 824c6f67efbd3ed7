/*
 * trainer - see trainer.h.
 */

#include "worker/train/trainer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/train/augment.h"
#include "worker/train/expand.h"
#include "worker/train/measure.h"
#include "worker/nlu/sentiment_lexicon.h"

#define SEED           20261121
#define EPSILON        0.1


static void
be_quiet(const char *text)
{
    (void) text;
}


static unsigned
weights_make(const examples_t *e, unsigned classes, double balance,
    int label[], double weight[])
{
    size_t    n[MODEL_CLASSES_MAX] = { 0 };
    unsigned  k = 0;

    for (size_t i = 0; i < e->n; i++) {
        n[(unsigned) e->label[i]]++;
    }

    for (unsigned c = 0; c < classes; c++) {
        if (n[c] > 0) {
            label[k] = (int) c;
            weight[k++] = pow((double) e->n / classes / (double) n[c],
                              balance);
        }
    }

    return k;
}


/* Which part of the corpus a line belongs to: by its text, so that the other
 * lines have no say in it. */

static unsigned
fold_of(const corpus_t *corpus, uint32_t line, unsigned folds)
{
    uint64_t  state = augment_seed(corpus->line[line].text, 0);

    return augment_random(&state, folds);
}


/* Learns from everything but the lines of part `held` (-1: everything). */

static struct model *
learn(const examples_t *e, const corpus_t *corpus, const recipe_t *recipe,
    const plan_t *plan, int held)
{
    int                     label[MODEL_CLASSES_MAX];
    double                  weight[MODEL_CLASSES_MAX];
    struct feature_node   **row = malloc(e->n * sizeof(*row));
    double                 *y = malloc(e->n * sizeof(*y));
    struct model           *learned = NULL;
    struct problem          problem = {
        .n = (1 << recipe->bits) + 1, .y = y, .x = row, .bias = 1
    };
    struct parameter        how = {
        .solver_type = L2R_L2LOSS_SVC_DUAL, .eps = EPSILON, .C = plan->cost,
        .p = 0.1, .weight_label = label, .weight = weight
    };

    how.nr_weight = (int) weights_make(e, corpus->classes, plan->balance,
                                       label, weight);

    for (size_t i = 0; row != NULL && y != NULL && i < e->n; i++) {
        if (held < 0
            || (int) fold_of(corpus, e->line[i], plan->folds) != held)
        {
            row[problem.l] = e->row[i];
            y[problem.l++] = e->label[i];
        }
    }

    if (problem.l > 0) {
        srand(SEED);
        set_print_string_function(be_quiet);
        learned = train(&problem, &how);
    }

    free(row);
    free(y);
    return learned;
}


/* What the model says of the held out lines, each as it is written first. */

static bool
held_out_predict(const image_t *image, const corpus_t *corpus,
    const recipe_t *recipe, const plan_t *plan, unsigned held, measure_t *m)
{
    static expanded_t  x;
    static features_t  f;
    float              score[MODEL_CLASSES_MAX];
    char               err[128];
    model_t            model;

    if (!model_read(image->data, image->len, tasks[recipe->task].name, &model,
                    err, sizeof(err)))
    {
        return false;
    }

    for (size_t i = 0; i < corpus->n; i++) {
        fold_t  fold;
        slice_t text;

        if (fold_of(corpus, (uint32_t) i, plan->folds) != held
            || !expand(corpus->line[i].text, 1, &x) || x.n == 0)
        {
            continue;
        }

        text = slice_str(x.text[0]);
        fold_text(text, &fold);
        task_features_in(recipe->task,
                         sense_languages(lexicon_index(corpus->line[i].lang)),
                         recipe->spec, &recipe->concepts, text, &fold, &f);
        (void) model_predict(&model, &f, score);
        if (!measure_add(m, corpus->line[i].label, score)) {
            return false;
        }
    }

    return true;
}


static bool
round_run(const examples_t *e, const corpus_t *corpus, const recipe_t *recipe,
    const plan_t *plan, unsigned held, measure_t *m)
{
    struct model  *learned = learn(e, corpus, recipe, plan, (int) held);
    image_t        image = { 0 };
    bool           ok;

    if (learned == NULL) {
        return false;
    }

    ok = image_make(&image, learned, corpus, recipe, e->n)
         && held_out_predict(&image, corpus, recipe, plan, held, m);
    image_release(&image);
    free_and_destroy_model(&learned);
    return ok;
}


json_t *
train_model(const corpus_t *corpus, const recipe_t *recipe,
    const plan_t *plan, image_t *ret_image, char *err, size_t err_len)
{
    examples_t     e;
    measure_t      m;
    struct model  *learned = NULL;
    json_t        *report = NULL;
    float          sharpness;

    if (!examples_make(&e, corpus, recipe, err, err_len)) {
        return NULL;
    }

    measure_init(&m, corpus->classes);
    snprintf(err, err_len, "out of memory, or nothing to learn");

    for (unsigned i = 0; i < plan->rounds; i++) {
        if (!round_run(&e, corpus, recipe, plan, i, &m)) {
            goto out;
        }
    }

    sharpness = measure_sharpness(&m);
    learned = learn(&e, corpus, recipe, plan, -1);
    if (learned == NULL
        || !image_make(ret_image, learned, corpus, recipe, e.n))
    {
        goto out;
    }

    image_seal(ret_image, sharpness, (float) measure_accuracy(&m),
               plan->version);
    report = measure_report(&m, corpus->name);
    json_object_set_new(report, "examples", json_integer((json_int_t) e.n));
    json_object_set_new(report, "lines", json_integer((json_int_t) corpus->n));
    json_object_set_new(report, "sharpness", json_real((double) sharpness));

out:
    if (learned != NULL) {
        free_and_destroy_model(&learned);
    }
    measure_release(&m);
    examples_release(&e);
    return report;
}
