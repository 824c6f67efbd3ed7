/*
 * project - all built-in models out of config/nlu.
 */

#ifndef RELEVO_TRAIN_PROJECT_H
#define RELEVO_TRAIN_PROJECT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "worker/nlu/task.h"

typedef struct {
    const char  *corpora;               /* config/nlu */
    const char  *out;                   /* build/nlu, exists */
    unsigned     folds, rounds;         /* of plan_t */
} project_t;

/* Trains and writes one of them; its report, or NULL with err. */
json_t *project_train(const project_t *project, task_id_t task, char *err,
            size_t err_len);

#endif
