/*
 * votes - see votes.h.
 */

#include "worker/nlu/votes.h"

#include <math.h>
#include <string.h>

#include "worker/nlu/sentences.h"

#define DOUBT       0.0001f             /* no vote is a certain no */


static void
piece_predict(const model_t *m, task_id_t task, slice_t text,
    const fold_t *fold, float score[])
{
    features_t  f;

    task_features(task, &m->header->spec, &m->concepts, text, fold, &f);
    (void) model_predict(m, &f, score);
}


static void
vote_add(float sum[], const float score[], unsigned classes, float share)
{
    for (unsigned i = 0; i < classes; i++) {
        sum[i] += share * logf(score[i] + DOUBT);
    }
}


/* How sure it is that nobody is needed for this piece: the first class, and
 * the trouble that is over. */
static float
quiet(const float score[], int over)
{
    return score[0] + (over > 0 ? score[over] : 0);
}


/* Logarithms to probabilities. */

static void
votes_count(const float sum[], unsigned classes, float score[])
{
    float  most = sum[0], total = 0;

    for (unsigned i = 1; i < classes; i++) {
        most = sum[i] > most ? sum[i] : most;
    }

    for (unsigned i = 0; i < classes; i++) {
        score[i] = expf(sum[i] - most);
        total += score[i];
    }

    for (unsigned i = 0; i < classes; i++) {
        score[i] /= total;
    }
}


void
votes_predict(const model_t *m, task_id_t task, const votes_t *votes,
    slice_t text, const fold_t *fold, float score[MODEL_CLASSES_MAX])
{
    const unsigned  classes = model_classes(m);
    slice_t         sentence[SENTENCES_MAX];
    unsigned        n = sentences_cut(text, fold, sentence);
    const int       over = model_class(m, "over");
    float           sum[MODEL_CLASSES_MAX] = { 0 };
    float           most[MODEL_CLASSES_MAX] = { 0 };

    piece_predict(m, task, text, fold, score);
    if (n < 2) {
        return;
    }

    vote_add(sum, score, classes, votes->text);

    for (unsigned k = 0; k < n; k++) {
        fold_t  part;

        fold_text(sentence[k], &part);
        piece_predict(m, task, sentence[k], &part, score);
        vote_add(sum, score, classes, votes->each / (float) n
                                      + (k + 1 == n ? votes->last : 0));

        if (k == 0 || quiet(score, over) < quiet(most, over)) {
            memcpy(most, score, classes * sizeof(score[0]));
        }
    }

    vote_add(sum, most, classes, votes->most);

    votes_count(sum, classes, score);
}
