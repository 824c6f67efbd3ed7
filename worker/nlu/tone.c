/*
 * tone - see tone.h.
 *
 * A match is an evaluation (praise, gripe ...) or something that acts on one:
 * a negator reaches to the evaluation behind it in its clause, a booster or a
 * damper to its neighbour, a contrast gives what follows the last word.
 */

#include "worker/nlu/tone.h"

#include <stdio.h>

#define NEGATION_REACH   4              /* words between no and what it turns */
#define BOOST_REACH      2
#define BOOST            1.4f
#define DAMP             0.6f

/* What is left of an evaluation that is negated: of itself, as which other. */
static const struct {
    sense_t  becomes;
    float    factor;
} turned[SENSES] = {
    [SENSE_PRAISE]     = { SENSE_GRIPE, 0.8f },
    [SENSE_THANKS]     = { SENSE_THANKS, 0.0f },
    [SENSE_COURTESY]   = { SENSE_COURTESY, 1.0f },
    [SENSE_GRIPE]      = { SENSE_PRAISE, 0.6f },
    [SENSE_IMPATIENCE] = { SENSE_IMPATIENCE, 0.0f },
    [SENSE_OUTRAGE]    = { SENSE_GRIPE, 0.3f },
    [SENSE_INSULT]     = { SENSE_GRIPE, 0.4f },
    [SENSE_THREAT]     = { SENSE_THREAT, 0.0f },
    [SENSE_CONFUSED]   = { SENSE_CONFUSED, 0.0f },
    [SENSE_PROBLEM]    = { SENSE_PRAISE, 0.3f },
    [SENSE_SARCASM]    = { SENSE_SARCASM, 1.0f },
};


static bool
is_evaluation(sense_t s)
{
    return s == SENSE_PRAISE || s == SENSE_THANKS || s == SENSE_GRIPE
           || s == SENSE_IMPATIENCE || s == SENSE_OUTRAGE || s == SENSE_INSULT
           || s == SENSE_THREAT || s == SENSE_CONFUSED || s == SENSE_PROBLEM
           || s == SENSE_SARCASM;
}


/* Is there an end of a clause between two words? */

static bool
clause_between(const fold_t *fold, unsigned from, unsigned to)
{
    for (unsigned i = from + 1; i <= to && i < fold->n; i++) {
        if (fold->word[i].gap >= GAP_CLAUSE) {
            return true;
        }
    }

    return false;
}


/* A "no" before match k, in its clause, with nothing evaluated between. */

static bool
is_negated(const sense_match_t *m, unsigned k, const fold_t *fold)
{
    for (unsigned i = k; i-- > 0 && !m[k].own_no;) {
        const sense_match_t  *before = &m[i];

        if (m[k].from > before->to + NEGATION_REACH
            || clause_between(fold, before->to - 1u, m[k].from)
            || before->sense == SENSE_CONTRAST
            || is_evaluation((sense_t) before->sense))
        {
            return false;
        }

        if (before->sense == SENSE_NEGATOR) {
            return true;
        }
    }

    return false;
}


/* "very" before it, or "a lot" right behind. */

static float
boost_of(const sense_match_t *m, unsigned n, unsigned k, const fold_t *fold)
{
    float  factor = 1;

    for (unsigned i = k == 0 ? 0 : k - 1; i < n && i <= k + 1; i++) {
        unsigned  from = i < k ? m[i].to - 1u : m[k].to - 1u;
        unsigned  to = i < k ? m[k].from : m[i].from;

        if (i == k || to > from + BOOST_REACH || clause_between(fold, from, to))
        {
            continue;
        }

        factor *= m[i].sense == SENSE_BOOST ? BOOST * m[i].weight
                  : m[i].sense == SENSE_DAMP ? DAMP : 1;
    }

    return factor;
}


static void
evidence_add(tone_t *tone, const sense_match_t *m, const fold_t *fold,
    sense_t sense, float strength)
{
    evidence_t  *e = &tone->evidence[tone->nevidence];

    if (tone->nevidence == EVIDENCE_SPANS_MAX) {
        return;
    }

    *e = (evidence_t) { .from = fold->word[m->from].from,
                        .to = fold->word[m->to - 1].to, .weight = strength };
    snprintf(e->rule, sizeof(e->rule), "%s.%u %s",
             m->language < LANGUAGES ? lexicons[m->language]->language
             : "common", m->line, sense_name(sense));
    tone->nevidence++;
}


static void
evaluation_add(tone_t *tone, sense_t sense, float strength)
{
    bool  good = sense == SENSE_PRAISE || sense == SENSE_THANKS;
    bool  bad = sense == SENSE_GRIPE || sense == SENSE_IMPATIENCE
                || sense == SENSE_OUTRAGE || sense == SENSE_INSULT
                || sense == SENSE_SARCASM;

    tone->sum[sense] += strength;
    if (strength > tone->peak[sense]) {
        tone->peak[sense] = strength;
    }

    if (good) {
        tone->good[tone->contrast] += strength;
        tone->last = strength;
    }

    if (bad) {
        tone->bad[tone->contrast] += strength;
        tone->last = -strength;
    }
}


void
tone_weigh(const sense_match_t *m, unsigned n, slice_t text, bool question,
    const fold_t *fold, unsigned words, tone_t *ret)
{
    *ret = (tone_t) { .question = question, .words = words };
    surface_read(text, &ret->surface);

    for (unsigned k = 0; k < n; k++) {
        sense_t  sense = (sense_t) m[k].sense;
        float    strength = m[k].weight;

        ret->count[sense]++;

        if (sense == SENSE_CONTRAST) {
            ret->contrast = true;
        }

        if (!is_evaluation(sense)) {
            ret->sum[sense] += strength;
            continue;
        }

        strength *= boost_of(m, n, k, fold);
        if (is_negated(m, k, fold)) {
            strength *= turned[sense].factor;
            sense = turned[sense].becomes;
            ret->negated++;
        }

        if (strength > 0) {
            evaluation_add(ret, sense, strength);
            evidence_add(ret, &m[k], fold, sense, strength);
        }
    }
}


void
tone_read(const sentiment_lexicon_t *l, slice_t text, const fold_t *fold,
    unsigned languages, tone_t *ret)
{
    sense_match_t  m[SENSE_MATCHES_MAX];
    unsigned       n = sentiment_lexicon_match(l, fold, languages, m);

    tone_weigh(m, n, text, fold->question, fold, fold->n, ret);
}
