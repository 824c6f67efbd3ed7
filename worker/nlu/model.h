/*
 * model - a linear classifier in one file, mapped read-only.
 *
 * Weights are bytes, one row of all classes per bucket, with one scale per
 * class: a text costs one row per feature.  Layout, little endian:
 *
 *   header     model_header_t, 256 bytes
 *   names      of the classes, each ended by NUL, padded to 16 bytes
 *   scale      float per class (stride of them)
 *   bias       float per class (stride of them)
 *   concepts   concept_entry_t, header.concepts of them (power of two, or 0)
 *   weights    int8, (1 << bits) rows of `stride`
 *
 * The checksum covers everything behind it.  Replace a file by rename only:
 * who writes into one that is mapped changes what runs.
 */

#ifndef RELEVO_NLU_MODEL_H
#define RELEVO_NLU_MODEL_H

#include "worker/nlu/concepts.h"

#define MODEL_FORMAT       1
#define MODEL_CLASSES_MAX  128
#define MODEL_BITS_MIN     8
#define MODEL_BITS_MAX     20
#define MODEL_NAME_MAX     40           /* of a class, with its NUL */

typedef struct {
    char            magic[8];           /* "RELEVONL" */
    uint64_t        checksum;
    uint32_t        format;
    uint32_t        version;            /* of the contents: explain names it */
    uint64_t        bytes;              /* of the whole file */
    uint32_t        classes, stride, bits;
    uint32_t        names;              /* bytes, padded */
    uint32_t        concepts;           /* entries */
    uint32_t        examples;           /* it was trained with */
    float           sharpness;          /* softmax(sharpness * score) */
    float           accuracy;           /* of held out examples, 0: unknown */
    feature_spec_t  spec;
    char            task[24];
    char            reserved[148];
} model_header_t;

_Static_assert(sizeof(model_header_t) == 256, "the header is 256 bytes");

typedef struct {
    const model_header_t  *header;      /* of the map; NULL: closed */
    size_t                 bytes;
    const char            *name[MODEL_CLASSES_MAX];
    const float           *scale, *bias;
    const int8_t          *weight;
    concepts_t             concepts;
} model_t;

/* False with one sentence in err; ret untouched then. */
bool model_open(const char *path, const char *task, model_t *ret, char *err,
         size_t err_len);
void model_close(model_t *m);

/* From memory that outlives the model (tests, fuzzing). */
bool model_read(const void *data, size_t len, const char *task, model_t *ret,
         char *err, size_t err_len);

/* What the rows of one group of features add up to, and how many they are;
 * `sum` says nothing while n is 0. */
typedef struct {
    int32_t   sum[MODEL_CLASSES_MAX];
    uint32_t  n;
} model_sums_t;

/* Adds the rows of n features; adds the sums of another piece of the text. */
void model_rows(const model_t *m, const uint32_t *hash, uint32_t n,
         model_sums_t *sums);
void model_sums_add(const model_t *m, const model_sums_t *more,
         model_sums_t *sums);

/* Probabilities of the classes, sum 1; returns the best one.  Of the sums of
 * all groups, or of the features themselves. */
unsigned model_decide(const model_t *m,
             const model_sums_t group[FEATURE_GROUPS],
             float score[MODEL_CLASSES_MAX]);
unsigned model_predict(const model_t *m, const features_t *f,
             float score[MODEL_CLASSES_MAX]);

/* Index of a class by name; -1: it has none of that name. */
int model_class(const model_t *m, const char *name);

uint64_t model_checksum(const void *data, size_t len);

static inline unsigned
model_classes(const model_t *m)
{
    return m->header->classes;
}

#endif
