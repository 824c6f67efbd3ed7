/*
 * language - see language.h.
 *
 * language_init() turns the lexicons' word lists into one open-addressing
 * table word -> set of languages, and the endings into another.  A guess is
 * two look-ups per word and up to four per ending: about a microsecond per
 * ten words, no allocation.
 */

#include "worker/nlu/language.h"

#include <assert.h>
#include <math.h>

#define TABLE_SIZE    8192              /* power of two, well above the words */
#define ENDING_MAX    5
#define ENDING_STEM   2                 /* letters before an ending, at least */

#define OTHER_BASE    1.0               /* evidence a language has to beat */
#define OTHER_UNKNOWN 0.55              /* per word nobody knows */
#define SCRIPT_OTHER  8.0

typedef struct {
    const char  *word;                  /* in the lexicon; NULL = free */
    uint8_t      len;
    uint8_t      languages;             /* bit set, order of lexicons */
} entry_t;

static entry_t  words[TABLE_SIZE], endings[TABLE_SIZE / 4];
static bool     ready;

/* Weight of a word by the number of languages that have it. */
static const double  word_weight[LANGUAGES + 1] = {
    0, 2.8, 1.6, 0.9, 0.4, 0
};
static const double  ending_weight[LANGUAGES + 1] = {
    0, 0.9, 0.5, 0.25, 0.1, 0
};

/* What a letter says, order of lexicons. */
static const double  mark_weight[][LANGUAGES + 1] = {
    /*                     es    en    pt    fr    it   other */
    [MARK_ENYE]       = { 2.5,  0,    0,    0,    0,    0.3 },
    [MARK_TILDE]      = { 0,    0,    3.0,  0,    0,    0.5 },
    [MARK_CEDILLA]    = { 0,    0,    1.6,  1.4,  0,    0.8 },
    [MARK_CIRCUMFLEX] = { 0,    0,    1.2,  1.4,  0,    0.3 },
    [MARK_GRAVE]      = { 0,    0,    0.4,  1.2,  1.2,  0 },
    [MARK_GRAVE_IO]   = { 0,    0,    0,    0,    2.0,  0.2 },
    [MARK_ACUTE]      = { 0.9,  0,    0.7,  0,    0,    0.3 },
    [MARK_OTHER]      = { 0.1,  0,    0,    0.1,  0,    2.5 }
};


static uint32_t
hash(const char *s, size_t len)
{
    uint32_t  h = 2166136261u;

    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * 16777619u;
    }

    return h ^ h >> 15;
}


/* The entry of a word, or the free place where it belongs. */

static entry_t *
entry_find(entry_t *table, uint32_t size, const char *s, size_t len)
{
    uint32_t  i = hash(s, len) & (size - 1);

    while (table[i].word != NULL
           && (table[i].len != len || memcmp(table[i].word, s, len) != 0))
    {
        i = (i + 1) & (size - 1);
    }

    return &table[i];
}


static void
table_add(entry_t *table, uint32_t size, const char *list, unsigned language)
{
    unsigned  n = 0;

    for (const char *s = list; *s != '\0';) {
        size_t    len = strcspn(s, " ");
        entry_t  *e = entry_find(table, size, s, len);

        e->word = s;
        e->len = (uint8_t) len;
        e->languages |= (uint8_t) (1u << language);

        n++;
        assert(n < size / (LANGUAGES + 1));

        s += len;
        s += strspn(s, " ");
    }
}


void
language_init(void)
{
    if (ready) {
        return;
    }

    for (unsigned i = 0; i < LANGUAGES; i++) {
        table_add(words, TABLE_SIZE, lexicons[i]->words, i);
        table_add(endings, TABLE_SIZE / 4, lexicons[i]->endings, i);
    }

    ready = true;
}


const char *
language_name(int index)
{
    return index >= 0 && index < LANGUAGES ? lexicons[index]->language
                                           : "other";
}


/* Adds weight to each language of the set, by how few they are. */

static void
score_add(double score[], unsigned languages, const double weights[])
{
    double  weight = weights[__builtin_popcount(languages)];

    for (unsigned i = 0; i < LANGUAGES; i++) {
        if (languages & 1u << i) {
            score[i] += weight;
        }
    }
}


static void
word_score(const fold_t *text, const word_t *w, double score[])
{
    const char     *s = fold_bytes(text, w);
    const entry_t  *e = entry_find(words, TABLE_SIZE, s, w->len);

    if (e->word != NULL) {
        score_add(score, e->languages, word_weight);
        return;
    }

    if (w->len >= 3) {
        score[LANGUAGE_OTHER] += OTHER_UNKNOWN;
    }

    /* the longest ending speaks for an unknown word */

    for (size_t n = ENDING_MAX; n >= 1; n--) {
        if (w->len < n + ENDING_STEM) {
            continue;
        }

        e = entry_find(endings, TABLE_SIZE / 4, s + w->len - n, n);
        if (e->word != NULL) {
            score_add(score, e->languages, ending_weight);
            return;
        }
    }
}


/* Words with digits in them, links and addresses belong to no language. */

static bool
word_counts(const fold_t *text, unsigned i)
{
    const word_t  *w = &text->word[i];

    if (w->kind != WORD_LETTERS) {
        return false;
    }

    if (i > 0 && text->word[i - 1].to == w->from
        && text->word[i - 1].kind == WORD_DIGITS)
    {
        return false;
    }

    return i + 1 >= text->n || text->word[i + 1].from != w->to
           || text->word[i + 1].kind != WORD_DIGITS;
}


static void
softmax(double score[])
{
    double  top = score[0], sum = 0;

    for (int i = 1; i <= LANGUAGES; i++) {
        top = score[i] > top ? score[i] : top;
    }

    for (int i = 0; i <= LANGUAGES; i++) {
        score[i] = exp(score[i] - top);
        sum += score[i];
    }

    for (int i = 0; i <= LANGUAGES; i++) {
        score[i] /= sum;
    }
}


void
language_guess(const fold_t *text, language_t *ret)
{
    double  *score = ret->score;

    assert(ready);
    memset(ret, 0, sizeof(*ret));
    score[LANGUAGE_OTHER] = OTHER_BASE;

    for (unsigned i = 0; i < text->n; i++) {
        if (word_counts(text, i)) {
            word_score(text, &text->word[i], score);
        }
    }

    for (unsigned m = 0; m <= MARK_OTHER; m++) {
        for (int i = 0; i <= LANGUAGES && text->marks[m] > 0; i++) {
            score[i] += mark_weight[m][i]
                        * (text->marks[m] > 2 ? 2 : text->marks[m]);
        }
    }

    if (text->foreign > text->letters) {
        score[LANGUAGE_OTHER] += SCRIPT_OTHER;
    }

    softmax(score);

    for (int i = 0; i <= LANGUAGES; i++) {
        if (score[i] > score[ret->best]) {
            ret->best = i;
        }
    }
}
