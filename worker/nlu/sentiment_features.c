/*
 * sentiment_features - see sentiment_features.h.
 *
 * A strength becomes steps ("gripe>1" and "gripe>2"), and what tells most
 * together (praise and a fault, a fault and a courtesy) has a name of its own.
 */

#include "worker/nlu/sentiment_features.h"

#include <stdio.h>

#include "worker/nlu/sentiment_rules.h"

#define NAME_BYTES  32


static void
steps_add(features_t *f, const char *name, float strength)
{
    static const float  steps[] = { 0.3f, 0.9f, 1.4f, 1.9f, 2.9f, 4.4f };

    for (unsigned i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        char  step[NAME_BYTES];

        if (strength < steps[i]) {
            return;
        }

        snprintf(step, sizeof(step), "%s>%u", name, i);
        features_name(f, step);
    }
}


static void
flag_add(features_t *f, bool holds, const char *name)
{
    if (holds) {
        features_name(f, name);
    }
}


static void
senses_add(const tone_t *m, features_t *f)
{
    for (unsigned i = 0; i < SENSES; i++) {
        sense_t  s = (sense_t) i;

        if (s == SENSE_PLAIN || s == SENSE_BOOST || s == SENSE_NEGATOR) {
            continue;
        }
        steps_add(f, sense_name(s), m->sum[i]);
    }

    steps_add(f, "peak praise", m->peak[SENSE_PRAISE]);
    steps_add(f, "peak gripe", m->peak[SENSE_GRIPE]);
}


/* The balance of good and bad, and what stands beside it. */

static void
balance_add(const tone_t *m, features_t *f)
{
    float  good = m->good[0] + m->good[1];
    float  bad = m->bad[0] + m->bad[1];
    bool   rage = m->sum[SENSE_INSULT] + m->sum[SENSE_OUTRAGE] > 0;
    bool   polite = m->sum[SENSE_COURTESY] >= 1;
    bool   fault = m->sum[SENSE_PROBLEM] > 0;

    steps_add(f, "good-bad", good - bad);
    steps_add(f, "bad-good", bad - good);
    steps_add(f, "bad", bad);

    flag_add(f, good <= 0 && bad <= 0 && !rage, "no tone");
    flag_add(f, good <= 0 && bad <= 0 && fault, "fault alone");
    flag_add(f, good > 0 && bad <= 0, "only good");
    flag_add(f, bad > 0 && good <= 0, "only bad");
    flag_add(f, good > 0 && bad > 0, "good and bad");
    flag_add(f, good > 0 && fault, "good and fault");
    flag_add(f, good > 0 && m->question, "good and question");
    flag_add(f, bad > 0 && m->question, "bad and question");
    flag_add(f, bad > 0 && polite, "bad and polite");
    flag_add(f, fault && polite, "fault and polite");
    flag_add(f, rage && bad > 0, "rage and bad");
    flag_add(f, m->last > 0, "ends good");
    flag_add(f, m->last < 0, "ends bad");
    flag_add(f, m->negated > 0, "turned");
    flag_add(f, tone_is_sarcastic(m), "sarcastic");
}


void
sentiment_features(const tone_t *m, features_t *f)
{
    const surface_t  *s = &m->surface;
    bool              bad = m->bad[0] + m->bad[1] > 0;

    senses_add(m, f);
    balance_add(m, f);

    flag_add(f, s->shouting, "shouting");
    flag_add(f, s->shouting && bad, "shouting bad");
    flag_add(f, s->shouting && !bad, "shouting, not bad");
    flag_add(f, !s->shouting && s->loud >= 1, "a loud word");
    flag_add(f, s->exclaims >= 1, "exclaims 1");
    flag_add(f, s->exclaims >= 2, "exclaims 2");
    flag_add(f, s->exclaims >= 3, "exclaims 3");
    flag_add(f, s->questions >= 2, "questions 2");
    flag_add(f, s->ellipses > 0, "ellipsis");
    flag_add(f, s->stretched > 0, "stretched word");
    flag_add(f, s->smiles > 0, "smile");
    flag_add(f, s->frowns > 0, "frown");
}
