/*
 * image - see image.h.
 */

#include "worker/train/image.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHECKED_FROM  16                /* as model.c: magic and checksum */


/* Column of a class in liblinear's weights, and its sign; two classes share
 * one column, a class without examples has none (-1). */

static int
column_of(const struct model *learned, unsigned label, double *ret_sign)
{
    for (int i = 0; i < learned->nr_class; i++) {
        if (learned->label[i] == (int) label) {
            bool  shared = learned->nr_class == 2
                           && learned->param.solver_type != MCSVM_CS;

            *ret_sign = shared && i == 1 ? -1 : 1;
            return shared ? 0 : i;
        }
    }

    return -1;
}


static unsigned
columns(const struct model *learned)
{
    return learned->nr_class == 2 && learned->param.solver_type != MCSVM_CS
           ? 1 : (unsigned) learned->nr_class;
}


static void
class_write(const struct model *learned, unsigned label, unsigned bits,
    unsigned stride, float *scale, float *bias, int8_t *weight)
{
    size_t    n = (size_t) 1 << bits, k = columns(learned);
    double    sign = 1, top = 0;
    int       column = column_of(learned, label, &sign);

    if (column < 0) {
        *bias = -1e5f;                  /* never the best */
        return;
    }

    for (size_t i = 0; i < n; i++) {
        top = fmax(top, fabs(learned->w[i * k + (size_t) column]));
    }

    *scale = (float) (top / 127);
    *bias = (float) (sign * learned->w[n * k + (size_t) column]);

    for (size_t i = 0; i < n && top > 0; i++) {
        weight[i * stride] = (int8_t) lrint(
            sign * learned->w[i * k + (size_t) column] / top * 127);
    }
}


static size_t
names_bytes(const corpus_t *corpus)
{
    size_t  n = 0;

    for (unsigned i = 0; i < corpus->classes; i++) {
        n += strlen(corpus->name[i]) + 1;
    }

    return (n + 15) & ~(size_t) 15;
}


static void
header_write(model_header_t *h, const corpus_t *corpus,
    const recipe_t *recipe, size_t examples, size_t len)
{
    memcpy(h->magic, "RELEVONL", 8);
    h->format = MODEL_FORMAT;
    h->bytes = len;
    h->classes = corpus->classes;
    h->stride = (corpus->classes + 7) & ~7u;
    h->bits = recipe->bits;
    h->names = (uint32_t) names_bytes(corpus);
    h->concepts = recipe->concepts.size;
    h->examples = (uint32_t) examples;
    h->sharpness = 1;
    h->spec = *recipe->spec;
    strncpy(h->task, tasks[recipe->task].name, sizeof(h->task) - 1);
}


bool
image_make(image_t *image, const struct model *learned,
    const corpus_t *corpus, const recipe_t *recipe, size_t examples)
{
    unsigned  stride = (corpus->classes + 7) & ~7u;
    size_t    names = names_bytes(corpus);
    size_t    table = recipe->concepts.size * sizeof(concept_entry_t);
    size_t    len = sizeof(model_header_t) + names + 8ul * stride + table
                    + ((size_t) stride << recipe->bits);
    char     *p = calloc(1, len), *name;
    float    *scale;

    image->data = p;
    image->len = len;
    if (p == NULL) {
        return false;
    }

    header_write(image->data, corpus, recipe, examples, len);

    name = p += sizeof(model_header_t);
    for (unsigned i = 0; i < corpus->classes; i++) {
        name = stpcpy(name, corpus->name[i]) + 1;
    }

    scale = (float *) (void *) (p += names);
    p += 8ul * stride;
    if (table > 0) {
        memcpy(p, recipe->concepts.entry, table);
    }
    p += table;

    for (unsigned i = 0; i < corpus->classes; i++) {
        class_write(learned, i, recipe->bits, stride, scale + i,
                    scale + stride + i, (int8_t *) p + i);
    }

    image_seal(image, 1, 0, 0);
    return true;
}


void
image_seal(image_t *image, float sharpness, float accuracy, uint32_t version)
{
    model_header_t  *h = image->data;
    const uint8_t   *rest = (const uint8_t *) image->data + CHECKED_FROM;

    h->sharpness = sharpness;
    h->accuracy = accuracy;
    h->version = version;

    if (version == 0) {
        uint64_t  sum = model_checksum(rest, image->len - CHECKED_FROM);

        h->version = (uint32_t) (sum ^ sum >> 32) | 1u;
    }

    h->checksum = model_checksum(rest, image->len - CHECKED_FROM);
}


bool
image_write(const image_t *image, const char *path, char *err, size_t err_len)
{
    char   beside[4096];
    FILE  *out;
    bool   ok;

    snprintf(beside, sizeof(beside), "%s.%d.new", path, (int) getpid());
    out = fopen(beside, "wbe");
    ok = out != NULL
         && fwrite(image->data, 1, image->len, out) == image->len
         && fflush(out) == 0 && fsync(fileno(out)) == 0;

    if (out != NULL && fclose(out) != 0) {
        ok = false;
    }

    if (!ok || rename(beside, path) != 0) {
        snprintf(err, err_len, "%s: %s", path, strerror(errno));
        (void) unlink(beside);
        return false;
    }

    return true;
}


void
image_release(image_t *image)
{
    free(image->data);
    image->data = NULL;
}
