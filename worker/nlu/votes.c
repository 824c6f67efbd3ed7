/*
 * votes - see votes.h.
 */

#include "worker/nlu/votes.h"

#include <math.h>
#include <string.h>

#include "worker/nlu/pieces.h"

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


/* What each sentence weighs among n, sum 1. */

static void
weights_set(float said[][MODEL_CLASSES_MAX], unsigned n, unsigned classes,
    bool sure, float weight[])
{
    float  sum = 0;

    for (unsigned k = 0; k < n; k++) {
        weight[k] = sure ? 0 : 1;
        for (unsigned i = 0; i < classes && sure; i++) {
            weight[k] = said[k][i] > weight[k] ? said[k][i] : weight[k];
        }
        sum += weight[k];
    }

    for (unsigned k = 0; k < n; k++) {
        weight[k] /= sum;
    }
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


/* Sentence by sentence, each folded again: for texts that are too long to be
 * taken apart. */

static void
sentences_predict(const model_t *m, task_id_t task, slice_t text,
    const fold_t *fold, const sentence_t sentence[], unsigned n,
    float ret_text[], float ret_sentence[][MODEL_CLASSES_MAX])
{
    piece_predict(m, task, text, fold, ret_text);

    for (unsigned k = 0; k < n; k++) {
        fold_t  part;

        fold_text(sentence[k].text, &part);
        piece_predict(m, task, sentence[k].text, &part, ret_sentence[k]);
    }
}


void
votes_predict(const model_t *m, task_id_t task, const votes_t *votes,
    slice_t text, const fold_t *fold, float score[MODEL_CLASSES_MAX])
{
    const unsigned  classes = model_classes(m);
    sentence_t      sentence[SENTENCES_MAX];
    unsigned        n = sentences_cut(text, fold, sentence), most = 0;
    const int       over = model_class(m, "over");
    float           said[SENTENCES_MAX][MODEL_CLASSES_MAX];
    float           sum[MODEL_CLASSES_MAX] = { 0 }, weight[SENTENCES_MAX];

    if (n < 2) {
        piece_predict(m, task, text, fold, score);
        return;
    }

    if (!pieces_predict(m, text, fold, sentence, n, score, said)) {
        sentences_predict(m, task, text, fold, sentence, n, score, said);
    }

    vote_add(sum, score, classes, votes->text);

    weights_set(said, n, classes, votes->sure, weight);
    for (unsigned k = 0; k < n; k++) {
        vote_add(sum, said[k], classes, votes->each * weight[k]
                                        + (k + 1 == n ? votes->last : 0));
        most = quiet(said[k], over) < quiet(said[most], over) ? k : most;
    }

    vote_add(sum, said[most], classes, votes->most);

    votes_count(sum, classes, score);
}
