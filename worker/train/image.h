/*
 * image - what liblinear learned as the bytes of a model file (nlu/model.h).
 */

#ifndef RELEVO_TRAIN_IMAGE_H
#define RELEVO_TRAIN_IMAGE_H

#include <linear.h>

#include "worker/train/examples.h"

typedef struct {
    void    *data;                      /* owned */
    size_t   len;
} image_t;

/* Weights become bytes; sharpness 1, version and accuracy 0: image_seal()
 * sets them and the checksum.  False: out of memory. */
bool image_make(image_t *image, const struct model *learned,
         const corpus_t *corpus, const recipe_t *recipe, size_t examples);

/* version 0: made from the contents. */
void image_seal(image_t *image, float sharpness, float accuracy,
         uint32_t version);

/* Beside the path, then renamed over it; false with err. */
bool image_write(const image_t *image, const char *path, char *err,
         size_t err_len);

void image_release(image_t *image);

#endif
