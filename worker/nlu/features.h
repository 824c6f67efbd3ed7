/*
 * features - text to hashed features, the same at training and at work.
 *
 * Four groups, each with a weight of its own and divided by the root of its
 * size, so that long texts do not shout:
 *
 *   words     n-grams of words, 1 .. spec.words
 *   chars     n-grams of characters inside words, edges marked by a blank
 *   concepts  what the words mean (concepts.h): singles and pairs
 *   extra     anything else a task knows, by name
 *
 * Hashes are 32 bits; the model folds them into its buckets.  No allocation:
 * a features_t is 40 KB on the stack; what does not fit is left out
 * (`truncated`).
 */

#ifndef RELEVO_NLU_FEATURES_H
#define RELEVO_NLU_FEATURES_H

#include "worker/nlu/fold.h"

#define FEATURES_MAX     10240
#define FEATURE_WORD_MAX 40             /* bytes of a word that count */
#define FEATURE_CHARS    6              /* longest n-gram of characters */

typedef enum {
    FEATURES_WORDS = 0, FEATURES_CHARS, FEATURES_CONCEPTS, FEATURES_EXTRA,
    FEATURE_GROUPS
} feature_group_t;

/* Stored in the model: what to extract, and how it is weighed. */
typedef struct {
    uint8_t  words;                     /* longest word n-gram, 0: none */
    uint8_t  chars_min, chars_max;      /* 0, 0: none */
    uint8_t  pairs;                     /* concepts: pairs up to so many */
    float    weight[FEATURE_GROUPS];
} feature_spec_t;

typedef struct {
    uint32_t  hash[FEATURES_MAX];
    uint32_t  end[FEATURE_GROUPS];      /* group g: hash[end[g-1] .. end[g]) */
    uint32_t  n;
    bool      truncated;
} features_t;

/* A word of the text that features are made of; borrowed. */
typedef struct {
    const char  *s;
    size_t       len;
} token_t;

/* Groups are filled in their order: begin, add ..., close, add ... */
void features_begin(features_t *f);
void features_close(features_t *f, feature_group_t group);

void features_words(features_t *f, const token_t *word, unsigned n,
         unsigned longest);

/* features_words() in parts: n-grams inside a run of words, its edges, and
 * what a cut before word `cut` of n takes apart.  Those of a text are the
 * grams of its pieces, the ones across its cuts and its edges, in any order,
 * when no piece but the first and last has less than longest - 1 words. */
void features_grams(features_t *f, const token_t *word, unsigned n,
         unsigned longest);
void features_edges(features_t *f, const token_t *word, unsigned n,
         unsigned longest);
void features_across(features_t *f, const token_t *word, unsigned n,
         unsigned cut, unsigned longest);

void features_chars(features_t *f, const token_t *word, unsigned n,
         unsigned shortest, unsigned longest);
void features_name(features_t *f, const char *name);

/* What every feature of a group counts; 0 when the group is empty. */
float features_value(const features_t *f, const feature_spec_t *spec,
          feature_group_t group);
float feature_value(const feature_spec_t *spec, feature_group_t group,
          uint32_t n);

/* Is every number of it one that the code can work with? */
bool feature_spec_ok(const feature_spec_t *spec);


/* ---- text to tokens ---- */

/*
 * The same text with links, addresses and (ids) tokens that have a digit in
 * them blanked, byte by byte, so that offsets stay; out has room for
 * text.len.  Returns how many tokens were blanked.
 */
unsigned text_blank(slice_t text, bool ids, char *out);

/* Folded words; a run of digits is "0". */
unsigned tokens_folded(const fold_t *fold, token_t *ret, unsigned max);

/*
 * Lower-case letters and apostrophes as written, accents kept: words of the
 * language guess.  They lie in buf, which needs twice text.len.
 */
unsigned tokens_letters(slice_t text, char *buf, token_t *ret, unsigned max);


/* ---- hashing ---- */

#define FEATURE_SEED  2166136261u

static inline uint32_t
feature_hash(uint32_t h, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * 16777619u;
    }

    return h;
}


/* FNV's low bits are poor: spread them before they are cut. */
static inline uint32_t
feature_mix(uint32_t h)
{
    h ^= h >> 16;
    h *= 0x7feb352du;
    h ^= h >> 15;
    h *= 0x846ca68bu;

    return h ^ h >> 16;
}

#endif
