/*
 * language - see language.h.
 *
 * The lexicons' voice: language_init() turns the lexicons' word lists into
 * one open-addressing table word -> set of languages, and the endings into
 * another.  A guess is two look-ups per word and up to four per ending: about
 * a microsecond per ten words, no allocation.
 */

#include "worker/nlu/language.h"

#include <assert.h>
#include <math.h>

#include "worker/nlu/models.h"
#include "worker/nlu/utf8.h"

#define TABLE_SIZE    8192              /* power of two, well above the words */
#define ENDING_MAX    5
#define ENDING_STEM   2                 /* letters before an ending, at least */

#define OTHER_BASE    1.0               /* evidence a language has to beat */
#define OTHER_UNKNOWN 0.55              /* per word nobody knows */

#define TEXT_BYTES    600               /* of a text that are looked at */
#define ID_LETTERS    8                 /* capitals beside ids: "PO", "IBAN" */

/* How much each voice counts: exponents of the probabilities. */
#define VOICE_MODEL    0.8
#define VOICE_LEXICON  0.4

#define LEAN_ODDS     4.0               /* what was spoken so far is likelier */

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


/* The lexicons' probabilities. */

static void
lexicon_guess(const fold_t *text, double score[])
{
    memset(score, 0, (LANGUAGES + 1) * sizeof(score[0]));
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

    softmax(score);
}


/* Letters of a text from which ids and addresses were taken. */

typedef struct {
    unsigned  latin, lower, foreign;
} letters_t;


static letters_t
letters_count(slice_t text)
{
    const uint8_t  *p = text.data, *end = slice_end(text);
    letters_t       n = { 0, 0, 0 };

    while (p < end) {
        uint32_t  c = utf8_next(&p, end);
        uint32_t  small = c | 0x20;

        if ((small >= 'a' && small <= 'z' && c < 0x80)
            || (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7))
        {
            n.latin++;
            n.lower += c >= 'a' && (c < 0xc0 || c >= 0xdf);
        } else if (c >= 0x370 && !utf8_is_mark(c) && !utf8_is_emoji(c)) {
            n.foreign++;
        }
    }

    return n;
}


/* False: no rule knows, the voices must. */

static bool
rules_guess(slice_t text, language_t *ret)
{
    char       blanked[TEXT_BYTES];
    unsigned   ids;
    letters_t  n;

    text.len = text.len < TEXT_BYTES ? text.len : TEXT_BYTES;
    ids = text_blank(text, true, blanked);
    n = letters_count(slice_make(blanked, text.len));

    ret->undetermined = n.latin + n.foreign < 2 && n.foreign == 0;
    if (ids > 0 && n.lower == 0 && n.latin <= ID_LETTERS && n.foreign == 0) {
        ret->undetermined = true;
    }

    return ret->undetermined || n.foreign > n.latin;
}


/* Both voices: a weighted product of their probabilities. */

static void
voices_join(const model_t *m, const float said[], double score[])
{
    for (int i = 0; i <= LANGUAGES; i++) {
        int    c = model_class(m, language_name(i));
        float  p = c < 0 ? 1e-6f : fmaxf(said[c], 1e-6f);

        score[i] = VOICE_MODEL * log((double) p)
                   + VOICE_LEXICON * log(fmax(score[i], 1e-6));
    }

    softmax(score);
}


static void
best_find(language_t *l)
{
    l->best = 0;
    for (int i = 1; i <= LANGUAGES; i++) {
        if (l->score[i] > l->score[l->best]) {
            l->best = i;
        }
    }
}


void
language_guess(slice_t text, const fold_t *fold, language_t *ret)
{
    const model_t  *m = models_get(TASK_LANGUAGE);
    float           said[MODEL_CLASSES_MAX];
    features_t      f;

    assert(ready);
    memset(ret, 0, sizeof(*ret));

    if (rules_guess(text, ret)) {
        ret->score[LANGUAGE_OTHER] = 1;
        ret->best = LANGUAGE_OTHER;
        return;
    }

    lexicon_guess(fold, ret->score);

    if (m != NULL) {
        task_features(TASK_LANGUAGE, &m->header->spec, &m->concepts, text,
                      fold, &f);
        (void) model_predict(m, &f, said);
        voices_join(m, said, ret->score);
        ret->model_version = m->header->version;
    }

    best_find(ret);
}


void
language_lean(language_t *l, int known)
{
    double  sum = 0;

    if (known < 0 || known >= LANGUAGES || l->undetermined) {
        return;
    }

    l->score[known] *= LEAN_ODDS;
    for (int i = 0; i <= LANGUAGES; i++) {
        sum += l->score[i];
    }

    for (int i = 0; i <= LANGUAGES; i++) {
        l->score[i] /= sum;
    }

    best_find(l);
}
