/*
 * measure - what a classifier said against what was right.
 *
 * Used by training (held out lines) and by `relevo eval`.
 */

#ifndef RELEVO_TRAIN_MEASURE_H
#define RELEVO_TRAIN_MEASURE_H

#include <jansson.h>

#include "worker/nlu/model.h"

typedef struct {
    unsigned   classes;
    size_t     n, size;
    uint16_t  *was;                     /* the right class */
    float     *score;                   /* n rows of `classes` */
    uint32_t   said[MODEL_CLASSES_MAX][MODEL_CLASSES_MAX];  /* [was][said] */
} measure_t;

void measure_init(measure_t *m, unsigned classes);
void measure_release(measure_t *m);

/* Probabilities of one example; false: out of memory. */
bool measure_add(measure_t *m, unsigned was, const float *score);

/* The same when only the choice is known. */
void measure_choice(measure_t *m, unsigned was, unsigned said);

double measure_accuracy(const measure_t *m);
double measure_macro_f1(const measure_t *m);    /* of the classes that occur */

/* What to multiply the logarithms of the scores with, so that they become
 * probabilities: least log loss; 1 when there is nothing to go by. */
float measure_sharpness(const measure_t *m);

/* {n, accuracy, macro_f1, classes, confusion}; a new reference */
json_t *measure_report(const measure_t *m, char *const *names);

/* {was: {said: n}} without zeros */
json_t *measure_confusion(const measure_t *m, char *const *names);

#endif
