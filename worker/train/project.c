/*
 * project - see project.h.
 */

#include "worker/train/project.h"

#include <stdio.h>

#include "worker/train/concept_file.h"
#include "worker/train/trainer.h"

/*
 * Sentences of one template: what more says is little, and takes long.  The
 * lines of reason/ are lists of sentences more than templates.
 */
static const unsigned  caps[TASKS] = {
    [TASK_LANGUAGE] = 1, [TASK_INTENT] = 4, [TASK_SENTIMENT] = 4,
    [TASK_EMOTION] = 4, [TASK_ESCALATION] = 16
};


/* What a letter wants is a sentence of it; its language and tone are not. */

static bool
in_letters(task_id_t task)
{
    return task == TASK_ESCALATION;
}


static json_t *
task_train(const project_t *project, const corpus_t *corpus,
    const recipe_t *recipe, char *err, size_t err_len)
{
    const plan_t  plan = {
        .folds = project->folds, .rounds = project->rounds,
        .cost = tasks[recipe->task].cost, .balance = 0.5
    };
    char          path[4096];
    image_t       image = { 0 };
    json_t       *report;

    report = train_model(corpus, recipe, &plan, &image, err, err_len);
    if (report == NULL) {
        return NULL;
    }

    snprintf(path, sizeof(path), "%s/%s.model", project->out,
             tasks[recipe->task].name);
    json_object_set_new(report, "bytes",
                        json_integer((json_int_t) image.len));

    if (!image_write(&image, path, err, err_len)) {
        json_decref(report);
        report = NULL;
    }

    image_release(&image);
    return report;
}


json_t *
project_train(const project_t *project, task_id_t task, char *err,
    size_t err_len)
{
    static const concepts_t  none;      /* a language is not what it is about */
    concept_table_t          concepts;
    static letters_t         letters;
    corpus_t                 corpus;
    json_t                  *report = NULL;

    if (!concept_table_read(&concepts, project->corpora, err, err_len)) {
        return NULL;
    }

    if (!letters_read(&letters, project->corpora, err, err_len)) {
        letters_release(&letters);
        concept_table_release(&concepts);
        return NULL;
    }

    corpus_init(&corpus);
    if (!corpus_read_task(&corpus, project->corpora, task)) {
        snprintf(err, err_len, "%s", corpus.err);

    } else if (corpus.n == 0) {
        snprintf(err, err_len, "%s: nothing to learn %s from",
                 project->corpora, tasks[task].name);

    } else {
        const recipe_t  recipe = {
            .task = task, .spec = &tasks[task].spec,
            .concepts = task == TASK_LANGUAGE
                        ? none : concept_table_view(&concepts),
            .bits = tasks[task].bits, .cap = caps[task],
            .letters = in_letters(task) ? &letters : NULL
        };

        (void) corpus_sort(&corpus);
        report = task_train(project, &corpus, &recipe, err, err_len);
    }

    corpus_release(&corpus);
    letters_release(&letters);
    concept_table_release(&concepts);
    return report;
}
