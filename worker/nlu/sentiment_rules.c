/*
 * sentiment_rules - see sentiment_rules.h.
 *
 * Each label collects points, a softmax makes them probabilities.  Tone
 * counts, not the facts: a fault alone is neutral, and courtesy weighs
 * against a mild complaint but not against an insult.
 */

#include "worker/nlu/sentiment_rules.h"

#include <math.h>

#define NEUTRAL_BASE   1.6f             /* what the others have to beat */
#define COURTESY_CALM  0.5f             /* points that a courtesy takes off */
#define COURTESY_MAX   1.5f
#define SHOUT          1.5f


bool
tone_is_sarcastic(const tone_t *m)
{
    float  bad = m->sum[SENSE_IMPATIENCE] + m->sum[SENSE_GRIPE];

    if (m->count[SENSE_SARCASM] > 0) {
        return true;
    }

    /* "great, another week without ...": praised first, then the trouble */

    return m->sum[SENSE_PRAISE] > 0 && !m->contrast && m->last < 0
           && m->sum[SENSE_IMPATIENCE] >= 1 && bad > m->sum[SENSE_PRAISE] / 2;
}


static float
courtesy_of(const tone_t *m)
{
    float  calm = COURTESY_CALM * m->sum[SENSE_COURTESY];

    return calm > COURTESY_MAX ? COURTESY_MAX : calm;
}


static void
softmax(float *score, unsigned n)
{
    float  top = score[0], sum = 0;

    for (unsigned i = 1; i < n; i++) {
        top = score[i] > top ? score[i] : top;
    }

    for (unsigned i = 0; i < n; i++) {
        score[i] = expf(score[i] - top);
        sum += score[i];
    }

    for (unsigned i = 0; i < n; i++) {
        score[i] /= sum;
    }
}


static float
at_most(float x, float most)
{
    return x > most ? most : x;
}


/* Points of the four labels. */

static void
label_points(const tone_t *m, float points[SENTIMENT_CLASSES])
{
    float  weight_before = m->contrast ? 0.6f : 1;
    float  good = m->good[0] * weight_before + m->good[1];
    float  bad = m->bad[0] * weight_before + m->bad[1];
    float  rage = 1.5f * m->sum[SENSE_OUTRAGE] + m->sum[SENSE_INSULT]
                  + 0.8f * m->sum[SENSE_THREAT];
    float  marks = at_most(0.3f * (float) m->surface.exclaims, 1);

    if (m->surface.shouting && (bad > 0 || m->sum[SENSE_PROBLEM] > 0
                                || (good <= 0 && m->surface.exclaims > 0)))
    {
        rage += SHOUT + bad / 2;
    }

    if (tone_is_sarcastic(m)) {
        bad += 1.5f + at_most(good, 2);
        good *= 0.3f;
    }

    good += 0.4f * (float) at_most((float) m->surface.smiles, 2);
    bad += 0.4f * (float) at_most((float) m->surface.frowns, 2);

    points[SENTIMENT_NEUTRAL] = NEUTRAL_BASE + courtesy_of(m)
        + 0.3f * at_most(m->sum[SENSE_ASK], 2)
        + 0.3f * at_most(m->sum[SENSE_CONFUSED], 2);
    points[SENTIMENT_POSITIVE] = 1.6f * at_most(good, 4) - 0.8f * bad
        + (good > 0 ? marks : 0) - 0.5f * at_most(m->sum[SENSE_PROBLEM], 2);
    points[SENTIMENT_NEGATIVE] = 1.5f * at_most(bad, 4) - 0.6f * good
        + 0.4f * at_most(m->sum[SENSE_PROBLEM], 2);
    points[SENTIMENT_VERY_NEGATIVE] = 1.4f * at_most(rage, 6)
        + (bad > 0 ? 0.5f * at_most(bad, 3) + marks : 0) - good;
}


/* Points of the emotions, given how likely the labels are. */

static void
emotion_points(const tone_t *m, const float score[], float points[EMOTIONS])
{
    float  confused = at_most(m->sum[SENSE_CONFUSED], 3);

    points[EMOTION_POSITIVE] = 4 * score[SENTIMENT_POSITIVE];
    points[EMOTION_NEUTRAL] = 4 * score[SENTIMENT_NEUTRAL] - 0.8f * confused;
    points[EMOTION_CONFUSED] = 1.3f * confused
        + 1.5f * score[SENTIMENT_NEUTRAL] - 1.5f;
    points[EMOTION_FRUSTRATED] = 3 * score[SENTIMENT_NEGATIVE]
        + 0.5f * at_most(m->sum[SENSE_IMPATIENCE], 4)
        + (tone_is_sarcastic(m) ? 1 : 0);
    points[EMOTION_ANGRY] = 5 * score[SENTIMENT_VERY_NEGATIVE];
    points[EMOTION_NEGATIVE] = 3 * score[SENTIMENT_NEGATIVE]
        + 0.3f * at_most(m->sum[SENSE_GRIPE], 3)
        - 0.5f * at_most(m->sum[SENSE_IMPATIENCE], 3);
}


void
sentiment_rules(const tone_t *tone, sentiment_scores_t *ret)
{
    label_points(tone, ret->score);
    softmax(ret->score, SENTIMENT_CLASSES);

    emotion_points(tone, ret->score, ret->emotion);
    softmax(ret->emotion, EMOTIONS);
}
