/*
 * model - see model.h.
 *
 * Nothing of a file is believed: sizes first, then the checksum, then every
 * number that the code relies on.
 */

#include "worker/nlu/model.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC         "RELEVONL"
#define CHECKED_FROM  16                /* behind magic and checksum */


/* FNV-1a over words of eight bytes; a tail is padded with zeros. */

uint64_t
model_checksum(const void *data, size_t len)
{
    const uint8_t  *p = data;
    uint64_t        h = 0xcbf29ce484222325u, word;

    for (; len >= 8; len -= 8, p += 8) {
        memcpy(&word, p, 8);
        h = (h ^ word) * 0x100000001b3u;
        h ^= h >> 29;
    }

    word = 0;
    memcpy(&word, p, len);
    h = (h ^ word) * 0x100000001b3u;

    return h ^ h >> 32;
}


static bool
is_power_of_two(uint32_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}


/* The header alone; NULL: its numbers fit together. */

static const char *
header_fault(const model_header_t *h, size_t len)
{
    uint64_t  bytes;

    if (memcmp(h->magic, MAGIC, 8) != 0) {
        return "is no model";
    }

    if (h->format != MODEL_FORMAT) {
        return "has a format of another release; train it again";
    }

    if (h->bytes != len) {
        return "is not complete";
    }

    if (h->classes < 2 || h->classes > MODEL_CLASSES_MAX
        || h->stride != ((h->classes + 7) & ~7u)
        || h->bits < MODEL_BITS_MIN || h->bits > MODEL_BITS_MAX
        || h->names % 16 != 0 || h->names > MODEL_CLASSES_MAX * MODEL_NAME_MAX
        || (h->concepts != 0 && !is_power_of_two(h->concepts))
        || h->concepts > 1u << 20)
    {
        return "has sizes that cannot be";
    }

    bytes = sizeof(*h) + h->names + 8ull * h->stride
            + (uint64_t) h->concepts * sizeof(concept_entry_t)
            + ((uint64_t) h->stride << h->bits);
    if (bytes != len) {
        return "has sizes that do not fit its length";
    }

    if (!feature_spec_ok(&h->spec)
        || !(h->sharpness > 0 && h->sharpness < 1000))
    {
        return "has settings that cannot be";
    }

    return NULL;
}


/* Splits the names; false: not as many as there are classes. */

static bool
names_read(const char *p, uint32_t len, uint32_t classes, const char **ret)
{
    const char  *end = p + len;

    for (uint32_t i = 0; i < classes; i++) {
        size_t  n = strnlen(p, (size_t) (end - p));

        if (n == 0 || n >= MODEL_NAME_MAX || p + n == end) {
            return false;
        }

        ret[i] = p;
        p += n + 1;
    }

    return true;
}


static bool
floats_ok(const float *p, uint32_t n, bool positive)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!isfinite(p[i]) || fabsf(p[i]) > 1e6f || (positive && p[i] < 0)) {
            return false;
        }
    }

    return true;
}


/* Where the parts lie; NULL: they are what they should be. */

static const char *
parts_fault(model_t *m, const uint8_t *data)
{
    const model_header_t  *h = m->header;

    data += sizeof(*h);
    if (!names_read((const char *) data, h->names, h->classes, m->name)) {
        return "has names that cannot be read";
    }

    data += h->names;
    m->scale = (const float *) (const void *) data;
    m->bias = m->scale + h->stride;
    if (!floats_ok(m->scale, h->stride, true)
        || !floats_ok(m->bias, h->stride, false))
    {
        return "has scales that cannot be";
    }

    data += 8ull * h->stride;
    m->concepts.entry = (const concept_entry_t *) data;
    m->concepts.size = h->concepts;
    m->weight = (const int8_t *) data
                + (size_t) h->concepts * sizeof(concept_entry_t);

    return NULL;
}


bool
model_read(const void *data, size_t len, const char *task, model_t *ret,
    char *err, size_t err_len)
{
    const model_header_t  *h = data;
    model_t                m = { .header = h, .bytes = len };
    const char            *fault = len < sizeof(*h) ? "is too short"
                                                    : header_fault(h, len);

    if (fault == NULL
        && model_checksum((const uint8_t *) data + CHECKED_FROM,
                          len - CHECKED_FROM) != h->checksum)
    {
        fault = "is damaged: its checksum is another";
    }

    if (fault == NULL) {
        fault = parts_fault(&m, data);
    }

    if (fault == NULL && strncmp(h->task, task, sizeof(h->task)) != 0) {
        fault = "is a model of another task";
    }

    if (fault != NULL) {
        snprintf(err, err_len, "%s", fault);
        return false;
    }

    *ret = m;
    return true;
}


bool
model_open(const char *path, const char *task, model_t *ret, char *err,
    size_t err_len)
{
    int          fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat  st;
    void        *map = MAP_FAILED;
    char         fault[128];
    size_t       len = 0;

    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
        && st.st_size > 0)
    {
        len = (size_t) st.st_size;
        map = mmap(NULL, len, PROT_READ, MAP_SHARED, fd, 0);
    }

    if (map == MAP_FAILED) {
        snprintf(err, err_len, "%s: %s", path, fd < 0 || len > 0
                 ? strerror(errno) : "is no file, or an empty one");
        if (fd >= 0) {
            close(fd);
        }
        return false;
    }

    close(fd);

    if (!model_read(map, len, task, ret, fault, sizeof(fault))) {
        snprintf(err, err_len, "%s %s", path, fault);
        munmap(map, len);
        return false;
    }

    return true;
}


void
model_close(model_t *m)
{
    if (m->header != NULL) {
        munmap((void *) m->header, m->bytes);
        m->header = NULL;
    }
}


int
model_class(const model_t *m, const char *name)
{
    for (unsigned i = 0; i < m->header->classes; i++) {
        if (strcmp(m->name[i], name) == 0) {
            return (int) i;
        }
    }

    return -1;
}


/* Eight weights of a row, and what they add up to. */
typedef int8_t   weights_t __attribute__((vector_size(8)));
typedef int16_t  shorts_t __attribute__((vector_size(16)));

#define SHORT_ROWS  256                 /* of bytes that 16 bits hold */


/* Eight classes of n rows: in registers, 16 bits wide as long as they fit. */

static void
column_add(const int8_t *weight, uint32_t stride, uint32_t mask,
    const uint32_t *hash, uint32_t n, int32_t sum[8])
{
    for (uint32_t from = 0; from < n; from += SHORT_ROWS) {
        uint32_t  to = n - from > SHORT_ROWS ? from + SHORT_ROWS : n;
        shorts_t  part = { 0 };

        for (uint32_t i = from; i < to; i++) {
            weights_t  row;

            memcpy(&row, weight + (size_t) (hash[i] & mask) * stride,
                   sizeof(row));
            part += __builtin_convertvector(row, shorts_t);
        }

        for (unsigned k = 0; k < 8; k++) {
            sum[k] += part[k];
        }
    }
}


void
model_rows(const model_t *m, const uint32_t *hash, uint32_t n,
    model_sums_t *sums)
{
    const uint32_t  stride = m->header->stride;
    const uint32_t  mask = (1u << m->header->bits) - 1;

    if (sums->n == 0) {
        memset(sums->sum, 0, stride * sizeof(sums->sum[0]));
    }

    for (uint32_t c = 0; c < stride; c += 8) {
        column_add(m->weight + c, stride, mask, hash, n, sums->sum + c);
    }

    sums->n += n;
}


void
model_sums_add(const model_t *m, const model_sums_t *more, model_sums_t *sums)
{
    if (more->n == 0) {
        return;
    }

    for (uint32_t c = 0; c < m->header->stride; c++) {
        sums->sum[c] = (sums->n == 0 ? 0 : sums->sum[c]) + more->sum[c];
    }

    sums->n += more->n;
}


static unsigned
softmax(float score[], unsigned n, float sharpness)
{
    unsigned  best = 0;
    float     sum = 0;

    for (unsigned i = 1; i < n; i++) {
        best = score[i] > score[best] ? i : best;
    }

    const float  top = score[best];

    for (unsigned i = 0; i < n; i++) {
        score[i] = expf(sharpness * (score[i] - top));
        sum += score[i];
    }

    for (unsigned i = 0; i < n; i++) {
        score[i] /= sum;
    }

    return best;
}


unsigned
model_decide(const model_t *m, const model_sums_t group[FEATURE_GROUPS],
    float score[MODEL_CLASSES_MAX])
{
    const model_header_t  *h = m->header;

    memcpy(score, m->bias, h->classes * sizeof(score[0]));

    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        float  value = feature_value(&h->spec, g, group[g].n);

        if (value == 0) {
            continue;
        }

        for (unsigned c = 0; c < h->classes; c++) {
            score[c] += value * m->scale[c] * (float) group[g].sum[c];
        }
    }

    return softmax(score, h->classes, h->sharpness);
}


unsigned
model_predict(const model_t *m, const features_t *f,
    float score[MODEL_CLASSES_MAX])
{
    model_sums_t  group[FEATURE_GROUPS];

    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        uint32_t  from = g == 0 ? 0 : f->end[g - 1];

        group[g].n = 0;
        model_rows(m, f->hash + from, f->end[g] - from, &group[g]);
    }

    return model_decide(m, group, score);
}
