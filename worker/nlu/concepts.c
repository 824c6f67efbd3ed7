/*
 * concepts - see concepts.h.
 */

#include "worker/nlu/concepts.h"

#define SEED_STEM    0x27d4eb2fu
#define SEED_SINGLE  "c1"
#define SEED_NEXT    "c2"
#define SEED_PAIR    "c3"


/* 0 is a free place. */

static uint32_t
hash_end(uint32_t h)
{
    h = feature_mix(h);
    return h != 0 ? h : 1;
}


uint32_t
concept_hash(const char *s, size_t len, bool stem)
{
    return hash_end(feature_hash(stem ? SEED_STEM : FEATURE_SEED, s, len));
}


static const concept_entry_t *
entry_find(const concepts_t *c, uint32_t hash)
{
    for (uint32_t i = 0, at = hash; i < c->size; i++, at++) {
        const concept_entry_t  *e = &c->entry[at & (c->size - 1)];

        if (e->hash == hash) {
            return e;
        }

        if (e->hash == 0) {
            return NULL;
        }
    }

    return NULL;
}


const concept_entry_t *
concept_find(const concepts_t *c, const char *s, size_t len)
{
    const concept_entry_t  *e;
    uint32_t                stem[CONCEPT_STEM_MAX + 1];

    if (c->size == 0) {
        return NULL;
    }

    e = entry_find(c, concept_hash(s, len, false));
    if (len > CONCEPT_STEM_MAX) {
        len = CONCEPT_STEM_MAX;
    }

    if (e != NULL || len < CONCEPT_STEM_MIN) {
        return e;
    }

    stem[0] = SEED_STEM;
    for (size_t i = 0; i < len; i++) {
        stem[i + 1] = feature_hash(stem[i], s + i, 1);
    }

    for (; e == NULL && len >= CONCEPT_STEM_MIN; len--) {
        e = entry_find(c, hash_end(stem[len]));
    }

    return e;
}


void
concepts_find(const concepts_t *c, const token_t *word, unsigned n,
    const concept_entry_t *ret[])
{
    for (unsigned i = 0; i < n; i++) {
        ret[i] = concept_find(c, word[i].s, word[i].len);
    }
}


static void
add_one(features_t *f, unsigned a)
{
    char  name[] = { SEED_SINGLE[0], SEED_SINGLE[1], (char) (1 + a % 200),
                     (char) (1 + a / 200), '\0' };

    features_name(f, name);
}


static void
add_two(features_t *f, const char *seed, unsigned a, unsigned b)
{
    char  name[] = { seed[0], seed[1], (char) (1 + a % 200),
                     (char) (1 + a / 200), (char) (1 + b % 200),
                     (char) (1 + b / 200), '\0' };

    features_name(f, name);
}


/* The concepts of all words in their order; second meanings behind. */

static unsigned
concepts_list(const concept_entry_t *const meaning[], unsigned n,
    uint16_t list[], unsigned max)
{
    unsigned  k = 0;

    for (unsigned i = 0; i < n && k + 1 < max; i++) {
        const concept_entry_t  *e = meaning[i];

        if (e == NULL) {
            continue;
        }

        if (k == 0 || list[k - 1] != e->first) {
            list[k++] = e->first;
        }

        if (e->second != 0) {
            list[k++] = e->second;
        }
    }

    return k;
}


void
features_meanings(features_t *f, const concept_entry_t *const meaning[],
    unsigned n, unsigned pairs)
{
    uint16_t  list[CONCEPTS_OF_TEXT];
    unsigned  k = concepts_list(meaning, n, list, CONCEPTS_OF_TEXT);

    for (unsigned i = 0; i < k; i++) {
        add_one(f, list[i]);

        if (i + 1 < k) {
            add_two(f, SEED_NEXT, list[i], list[i + 1]);
        }

        for (unsigned j = i + 1; j < k && j < pairs && i < pairs; j++) {
            bool  swap = list[j] < list[i];

            if (list[i] != list[j]) {
                add_two(f, SEED_PAIR, list[swap ? j : i], list[swap ? i : j]);
            }
        }
    }
}


void
features_concepts(features_t *f, const concepts_t *c, const token_t *word,
    unsigned n, unsigned pairs)
{
    const concept_entry_t  *meaning[FOLD_WORDS_MAX];

    n = n < FOLD_WORDS_MAX ? n : FOLD_WORDS_MAX;
    concepts_find(c, word, n, meaning);
    features_meanings(f, meaning, n, pairs);
}
