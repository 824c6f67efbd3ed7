/*
 * trainer - corpus in, model and honest numbers out.
 *
 * Deterministic: the corpus is sorted, liblinear's random numbers start from
 * one seed, augmentation follows from the text.  Accuracy is measured on
 * lines that were held out with all their variants, through the very model
 * file (bytes as weights) that would run; the sharpness of the probabilities
 * is fitted there.
 */

#ifndef RELEVO_TRAIN_TRAINER_H
#define RELEVO_TRAIN_TRAINER_H

#include <jansson.h>

#include "worker/train/image.h"

typedef struct {
    unsigned  folds;                    /* parts the lines are cut into */
    unsigned  rounds;                   /* parts held out in turn; 0: none */
    double    cost;                     /* C of liblinear */
    double    balance;                  /* rare classes count more: 0 no, 1 as
                                           much as they are rarer */
    uint32_t  version;                  /* 0: made from the contents */
} plan_t;

/* What was measured: {n, accuracy, macro_f1, sharpness, classes: {name:
 * {n, precision, recall}}, confusion: [[said, was, n] ...]}; a new reference.
 * NULL with err. */
json_t *train_model(const corpus_t *corpus, const recipe_t *recipe,
            const plan_t *plan, image_t *ret_image, char *err,
            size_t err_len);

#endif
