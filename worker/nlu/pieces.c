/*
 * pieces - see pieces.h.
 */

#include "worker/nlu/pieces.h"

#include "worker/nlu/task.h"

/* Features beside n-grams, at most: edges, concepts and their pairs, style. */
#define FEATURES_BESIDE  (2 + 2 * CONCEPTS_OF_TEXT + 32 * 31 / 2 + 32)

typedef struct {
    const model_t          *m;
    const feature_spec_t   *spec;
    slice_t                 text;
    const fold_t           *fold;
    token_t                 word[FOLD_WORDS_MAX];
    const concept_entry_t  *meaning[FOLD_WORDS_MAX];
    model_sums_t            whole[FEATURE_GROUPS];
    features_t              f;          /* of the part that is read */
} apart_t;


/* Could one bag of features, or what is folded, have left something out? */

static bool
is_too_long(const fold_t *fold, const feature_spec_t *spec)
{
    size_t  chars = fold->used + 2 * fold->n;

    return fold->truncated
           || fold->n * spec->words + chars * spec->chars_max
              + FEATURES_BESIDE > FEATURES_MAX;
}


/* Adds the rows of what was read since the last call. */

static void
rows_take(apart_t *a, model_sums_t *sums)
{
    model_rows(a->m, a->f.hash, a->f.n, sums);
    features_begin(&a->f);
}


/* What stands by itself: concepts, of which pairs count, and style. */

static void
beside_take(apart_t *a, slice_t text, unsigned from, unsigned to,
    model_sums_t group[])
{
    features_edges(&a->f, a->word + from, to - from, a->spec->words);
    rows_take(a, &group[FEATURES_WORDS]);

    features_meanings(&a->f, a->meaning + from, to - from, a->spec->pairs);
    rows_take(a, &group[FEATURES_CONCEPTS]);

    task_style(text, to - from,
               fold_stretched(a->text, &a->fold->word[to - 1]), &a->f);
    rows_take(a, &group[FEATURES_EXTRA]);
}


static void
sentence_predict(apart_t *a, const sentence_t *s, float score[])
{
    const token_t  *word = a->word + s->from;
    const unsigned  n = s->to - s->from;
    model_sums_t    group[FEATURE_GROUPS];

    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        group[g].n = 0;
    }

    features_grams(&a->f, word, n, a->spec->words);
    rows_take(a, &group[FEATURES_WORDS]);
    features_chars(&a->f, word, n, a->spec->chars_min, a->spec->chars_max);
    rows_take(a, &group[FEATURES_CHARS]);

    model_sums_add(a->m, &group[FEATURES_WORDS], &a->whole[FEATURES_WORDS]);
    model_sums_add(a->m, &group[FEATURES_CHARS], &a->whole[FEATURES_CHARS]);

    beside_take(a, s->text, s->from, s->to, group);
    (void) model_decide(a->m, group, score);
}


bool
pieces_predict(const model_t *m, slice_t text, const fold_t *fold,
    const sentence_t sentence[], unsigned n,
    float ret_text[MODEL_CLASSES_MAX],
    float ret_sentence[][MODEL_CLASSES_MAX])
{
    apart_t  a;

    if (is_too_long(fold, &m->header->spec)) {
        return false;
    }

    a.m = m;
    a.spec = &m->header->spec;
    a.text = text;
    a.fold = fold;
    (void) tokens_folded(fold, a.word, FOLD_WORDS_MAX);
    concepts_find(&m->concepts, a.word, fold->n, a.meaning);
    features_begin(&a.f);
    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        a.whole[g].n = 0;
    }

    for (unsigned k = 0; k < n; k++) {
        if (k > 0) {
            features_across(&a.f, a.word, fold->n, sentence[k].from,
                            a.spec->words);
            rows_take(&a, &a.whole[FEATURES_WORDS]);
        }
        sentence_predict(&a, &sentence[k], ret_sentence[k]);
    }

    beside_take(&a, text, 0, fold->n, a.whole);
    (void) model_decide(m, a.whole, ret_text);

    return true;
}
