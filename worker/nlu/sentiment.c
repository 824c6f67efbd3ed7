/*
 * sentiment - see sentiment.h.
 */

#include "worker/nlu/sentiment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/nlu/body.h"
#include "worker/nlu/models.h"
#include "worker/nlu/sentences.h"
#include "worker/nlu/sentiment_data.h"
#include "worker/nlu/sentiment_rules.h"

/* How much each voice counts; measured, config/nlu/README.md. */
#define TRUST_MODEL  1.0f
#define TRUST_RULES  0.25f

#define SHARE_STRONGEST  0.3f           /* of the strongest sentence */
#define DOUBT        0.0001f            /* no vote is a certain no */

#define MIXED_EACH   1.0f               /* good and bad are both that strong */
#define FEELS        0.4f               /* an emotion that sets its flag */

static const char *const  label_names[] = {
    "very_negative", "negative", "neutral", "positive", "mixed"
};

static const char *const  emotion_names[EMOTIONS] = {
    "positive", "neutral", "confused", "frustrated", "angry", "negative"
};

/* Of the labels, for the polarity. */
static const float  values[SENTIMENT_CLASSES] = { -1, -0.6f, 0, 0.8f };


const char *
sentiment_name(sentiment_label_t label)
{
    return label_names[label];
}


const char *
emotion_name(emotion_t emotion)
{
    return emotion_names[emotion];
}


static pool_t                     *pool;
static const sentiment_lexicon_t  *built_in;


static sentiment_lexicon_t *
lexicon_load(void)
{
    sentiment_lexicon_t  *l;
    char                  err[256] = "out of memory";
    bool                  ok;

    pool = pool_new(SIZE_MAX);
    l = pool == NULL ? NULL : sentiment_lexicon_new(pool);
    ok = l != NULL;

    for (unsigned i = 0; i <= SENSE_COMMON && ok; i++) {
        const char  *name;
        slice_t      text = sentiment_data(i, &name);

        ok = sentiment_lexicon_add(l, name, i, text, err, sizeof(err));
    }

    if (!ok) {
        fprintf(stderr, "relevo: sentiment lexicon: %s\n", err);
        abort();
    }

    return l;
}


const sentiment_lexicon_t *
sentiment_lexicon(void)
{
    if (built_in == NULL) {
        built_in = lexicon_load();
    }

    return built_in;
}


void
sentiment_release(void)
{
    pool_free(pool);
    pool = NULL;
    built_in = NULL;
}


/* ours[i] = ours^trust * theirs^trust of the model, sum 1 again. */

static void
voices_join(float *ours, const float *theirs, unsigned n)
{
    float  sum = 0;

    for (unsigned i = 0; i < n; i++) {
        ours[i] = powf(ours[i] + 0.001f, TRUST_RULES)
                  * powf(theirs[i] + DOUBT, TRUST_MODEL);
        sum += ours[i];
    }

    for (unsigned i = 0; i < n; i++) {
        ours[i] /= sum;
    }
}


/* Are the features of both the same, but for concepts, of which each has a
 * table of its own? */

static bool
looks_alike(const feature_spec_t *a, const feature_spec_t *b)
{
    return a->words == b->words && a->chars_min == b->chars_min
           && a->chars_max == b->chars_max;
}


/* The second model: of the features of the first only concepts are others. */

static void
predict_beside(const model_t *m, const fold_t *fold, const features_t *f,
    float score[])
{
    model_sums_t  group[FEATURE_GROUPS];
    features_t    own;

    task_concepts(&m->header->spec, &m->concepts, fold, &own);

    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        const features_t  *from = g == FEATURES_CONCEPTS ? &own : f;
        uint32_t           first = g == 0 ? 0 : from->end[g - 1];

        group[g].n = 0;
        model_rows(m, from->hash + first, from->end[g] - first, &group[g]);
    }

    (void) model_decide(m, group, score);
}


/* ours[i] = ours^(1 - share) * theirs^share, sum 1 again. */

static void
vote_join(float *ours, const float *theirs, unsigned n, float share)
{
    float  sum = 0;

    for (unsigned i = 0; i < n; i++) {
        ours[i] = powf(ours[i] + DOUBT, 1 - share)
                  * powf(theirs[i] + DOUBT, share);
        sum += ours[i];
    }

    for (unsigned i = 0; i < n; i++) {
        ours[i] /= sum;
    }
}


/* A text and what the lexicons found in it. */
typedef struct {
    slice_t        text;
    const fold_t  *fold;
    sense_match_t  match[SENSE_MATCHES_MAX];
    unsigned       n;
    tone_t         tone;
} heard_t;


/* The tone of one sentence, of what was found in all of the text. */

static void
sentence_tone(const heard_t *h, const sentence_t *s, tone_t *ret)
{
    unsigned  first = 0, end;

    while (first < h->n && h->match[first].from < s->from) {
        first++;
    }

    for (end = first; end < h->n && h->match[end].to <= s->to; end++) {
        /* matches are in the order of the text */
    }

    tone_weigh(h->match + first, end - first, s->text,
               memchr(s->text.data, '?', s->text.len) != NULL, h->fold,
               s->to - s->from, ret);
}


static void
sentence_predict(const model_t *m, const heard_t *h, const sentence_t *s,
    float score[])
{
    features_t  f;
    tone_t      tone;

    sentence_tone(h, s, &tone);
    task_features_sentence(&tone, &m->header->spec, &m->concepts, h->text,
                           h->fold, s, &f);
    (void) model_predict(m, &f, score);
}


/*
 * The mood of a letter is in a sentence or two of it, and calm ones around
 * them drown it: the one that is least neutral has a vote beside the text.
 */

static void
strongest_join(const model_t *labels, const model_t *feels, const heard_t *h,
    float label[], float feel[])
{
    sentence_t  sentence[SENTENCES_MAX];
    body_t      body;
    float       said[MODEL_CLASSES_MAX], most[SENTIMENT_CLASSES];
    unsigned    n, best = 0;

    (void) body_find(h->text, h->fold, &body);
    n = sentences_of(h->text, h->fold, body.from, body.to, sentence);
    if (n < 2) {
        return;
    }

    for (unsigned k = 0; k < n; k++) {
        sentence_predict(labels, h, &sentence[k], said);
        if (k == 0 || said[SENTIMENT_NEUTRAL] < most[SENTIMENT_NEUTRAL]) {
            memcpy(most, said, sizeof(most));
            best = k;
        }
    }

    vote_join(label, most, SENTIMENT_CLASSES, SHARE_STRONGEST);
    sentence_predict(feels, h, &sentence[best], said);
    vote_join(feel, said, EMOTIONS, SHARE_STRONGEST);
}


/* What the models say joins the scores; returns their version. */

static uint32_t
models_join(const heard_t *h, sentiment_scores_t *scores)
{
    const model_t  *labels = models_get(TASK_SENTIMENT);
    const model_t  *feels = models_get(TASK_EMOTION);
    float           label[MODEL_CLASSES_MAX], feel[MODEL_CLASSES_MAX];
    features_t      f;

    if (labels == NULL || feels == NULL) {
        return 0;
    }

    task_features_toned(&h->tone, &labels->header->spec, &labels->concepts,
                        h->text, h->fold, &f);
    (void) model_predict(labels, &f, label);

    if (!f.truncated && looks_alike(&labels->header->spec,
                                    &feels->header->spec))
    {
        predict_beside(feels, h->fold, &f, feel);
    } else {
        task_features_toned(&h->tone, &feels->header->spec, &feels->concepts,
                            h->text, h->fold, &f);
        (void) model_predict(feels, &f, feel);
    }

    strongest_join(labels, feels, h, label, feel);
    voices_join(scores->score, label, SENTIMENT_CLASSES);
    voices_join(scores->emotion, feel, EMOTIONS);

    return labels->header->version;
}


static unsigned
best_of(const float *score, unsigned n)
{
    unsigned  best = 0;

    for (unsigned i = 1; i < n; i++) {
        best = score[i] > score[best] ? i : best;
    }

    return best;
}


/*
 * What goes with what, as the labels are meant: who is frustrated is negative
 * about it, who is angry very much so, and praise is just that.
 */

static const bool  goes[SENTIMENT_CLASSES][EMOTIONS] = {
    [SENTIMENT_VERY_NEGATIVE] = { [EMOTION_ANGRY] = true,
                                  [EMOTION_FRUSTRATED] = true },
    [SENTIMENT_NEGATIVE] = { [EMOTION_FRUSTRATED] = true,
                             [EMOTION_NEGATIVE] = true,
                             [EMOTION_CONFUSED] = true },
    [SENTIMENT_NEUTRAL] = { [EMOTION_NEUTRAL] = true,
                            [EMOTION_CONFUSED] = true },
    [SENTIMENT_POSITIVE] = { [EMOTION_POSITIVE] = true }
};


/* A flag says it of somebody: label and emotion have to agree. */

static bool
is_felt(const sentiment_scores_t *s, emotion_t emotion)
{
    return goes[s->label][emotion]
           && (s->feels == emotion || s->emotion[emotion] >= FEELS);
}


/* Clear praise and a clear complaint, and none that drowns the other. */

static bool
is_mixed(const tone_t *m, sentiment_label_t label)
{
    float  good = m->good[0] + m->good[1];
    float  bad = m->bad[0] + m->bad[1];

    return m->contrast && label != SENTIMENT_VERY_NEGATIVE
           && m->count[SENSE_SARCASM] == 0
           && good >= MIXED_EACH && bad >= MIXED_EACH;
}


static void
result_fill(const tone_t *tone, sentiment_scores_t *s, sentiment_t *ret)
{
    s->label = (sentiment_label_t) best_of(s->score, SENTIMENT_CLASSES);
    s->feels = (emotion_t) best_of(s->emotion, EMOTIONS);

    *ret = (sentiment_t) {
        .label = is_mixed(tone, s->label) ? SENTIMENT_MIXED : s->label,
        .score = (double) s->score[s->label],
        .angry = s->label == SENTIMENT_VERY_NEGATIVE,
        .frustrated = is_felt(s, EMOTION_FRUSTRATED),
        .confused = is_felt(s, EMOTION_CONFUSED),
        .n = tone->nevidence
    };

    for (unsigned i = 0; i < SENTIMENT_CLASSES; i++) {
        ret->polarity += (double) (s->score[i] * values[i]);
    }

    memcpy(ret->evidence, tone->evidence,
           tone->nevidence * sizeof(ret->evidence[0]));
}


void
sentiment_guess(slice_t text, const fold_t *fold, int language,
    sentiment_t *ret, sentiment_scores_t *ret_scores, uint32_t *ret_version)
{
    heard_t             h = { .text = text, .fold = fold };
    sentiment_scores_t  s;
    uint32_t            version = 0;

    h.n = sentiment_lexicon_match(sentiment_lexicon(), fold,
                                  sense_languages(language), h.match);
    tone_weigh(h.match, h.n, text, fold->question, fold, fold->n, &h.tone);
    sentiment_rules(&h.tone, &s);

    if (fold->n > 0) {
        version = models_join(&h, &s);
    }

    result_fill(&h.tone, &s, ret);

    if (ret_scores != NULL) {
        *ret_scores = s;
    }

    if (ret_version != NULL) {
        *ret_version = version;
    }
}


void
sentiment_by_rules(slice_t text, int language, sentiment_t *ret)
{
    sentiment_scores_t  s;
    tone_t              tone;
    fold_t              fold;

    fold_text(text, &fold);
    tone_read(sentiment_lexicon(), text, &fold, sense_languages(language),
              &tone);
    sentiment_rules(&tone, &s);
    result_fill(&tone, &s, ret);
}
