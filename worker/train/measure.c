/*
 * measure - see measure.h.
 */

#include "worker/train/measure.h"

#include <math.h>
#include <stdlib.h>


void
measure_init(measure_t *m, unsigned classes)
{
    memset(m, 0, sizeof(*m));
    m->classes = classes;
}


void
measure_release(measure_t *m)
{
    free(m->was);
    free(m->score);
    m->was = NULL;
    m->score = NULL;
}


void
measure_choice(measure_t *m, unsigned was, unsigned said)
{
    m->said[was][said]++;
    m->n++;
}


static bool
measure_grow(measure_t *m)
{
    size_t  size = m->size == 0 ? 1024 : 2 * m->size;
    void   *was, *score;

    if (m->n < m->size) {
        return true;
    }

    was = realloc(m->was, size * sizeof(m->was[0]));
    if (was == NULL) {
        return false;
    }
    m->was = was;

    score = realloc(m->score, size * m->classes * sizeof(m->score[0]));
    if (score == NULL) {
        return false;
    }
    m->score = score;

    m->size = size;
    return true;
}


bool
measure_add(measure_t *m, unsigned was, const float *score)
{
    unsigned  best = 0;

    if (!measure_grow(m)) {
        return false;
    }

    for (unsigned c = 1; c < m->classes; c++) {
        best = score[c] > score[best] ? c : best;
    }

    m->was[m->n] = (uint16_t) was;
    memcpy(m->score + m->n * m->classes, score,
           m->classes * sizeof(score[0]));
    measure_choice(m, was, best);

    return true;
}


static void
class_counts(const measure_t *m, unsigned c, uint32_t *ret_was,
    uint32_t *ret_said)
{
    *ret_was = *ret_said = 0;

    for (unsigned i = 0; i < m->classes; i++) {
        *ret_was += m->said[c][i];
        *ret_said += m->said[i][c];
    }
}


double
measure_accuracy(const measure_t *m)
{
    uint32_t  right = 0;

    for (unsigned c = 0; c < m->classes; c++) {
        right += m->said[c][c];
    }

    return m->n == 0 ? 0 : (double) right / (double) m->n;
}


double
measure_macro_f1(const measure_t *m)
{
    double    sum = 0;
    unsigned  classes = 0;

    for (unsigned c = 0; c < m->classes; c++) {
        uint32_t  was, said;

        class_counts(m, c, &was, &said);
        if (was + said > 0) {
            sum += 2.0 * m->said[c][c] / (was + said);
            classes++;
        }
    }

    return classes == 0 ? 0 : sum / classes;
}


static double
log_loss(const measure_t *m, double sharpness)
{
    double  loss = 0;

    for (size_t i = 0; i < m->n; i++) {
        const float  *score = m->score + i * m->classes;
        double        sum = 0, own;

        for (unsigned c = 0; c < m->classes; c++) {
            sum += pow(fmax((double) score[c], 1e-30), sharpness);
        }

        own = pow(fmax((double) score[m->was[i]], 1e-30), sharpness);
        loss -= log(fmax(own / sum, 1e-30));
    }

    return loss;
}


/* The loss has one valley: steps that shrink around the best so far. */

float
measure_sharpness(const measure_t *m)
{
    double  best = 1, least, step = 2;

    if (m->n == 0 || m->score == NULL) {
        return 1;
    }

    for (least = log_loss(m, best); step > 1.02; step = sqrt(step)) {
        for (int i = 0; i < 12; i++) {
            double  up = log_loss(m, best * step);
            double  down = log_loss(m, best / step);

            if (fmin(up, down) >= least) {
                break;
            }

            best = up < down ? best * step : best / step;
            least = fmin(up, down);
        }
    }

    return (float) best;
}


static double
ratio(uint32_t a, uint32_t b)
{
    return b == 0 ? 0 : round(1000.0 * a / b) / 1000;
}


json_t *
measure_confusion(const measure_t *m, char *const *names)
{
    json_t  *all = json_object();

    for (unsigned c = 0; c < m->classes; c++) {
        json_t  *row = json_object();

        for (unsigned i = 0; i < m->classes; i++) {
            if (m->said[c][i] > 0) {
                json_object_set_new(row, names[i],
                                    json_integer(m->said[c][i]));
            }
        }

        if (json_object_size(row) > 0) {
            json_object_set(all, names[c], row);
        }
        json_decref(row);
    }

    return all;
}


json_t *
measure_report(const measure_t *m, char *const *names)
{
    json_t  *classes = json_object();

    for (unsigned c = 0; c < m->classes; c++) {
        uint32_t  was, said;

        class_counts(m, c, &was, &said);
        if (was + said > 0) {
            json_object_set_new(classes, names[c], json_pack(
                "{s:i, s:f, s:f}", "n", (int) was,
                "precision", ratio(m->said[c][c], said),
                "recall", ratio(m->said[c][c], was)));
        }
    }

    return json_pack("{s:I, s:f, s:f, s:o, s:o}", "n", (json_int_t) m->n,
                     "accuracy", round(measure_accuracy(m) * 1e4) / 1e4,
                     "macro_f1", round(measure_macro_f1(m) * 1e4) / 1e4,
                     "classes", classes,
                     "confusion", measure_confusion(m, names));
}
