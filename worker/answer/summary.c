/*
 * summary - extractive: nothing is said that was not said; see summary.h.
 *
 * A sentence is a line of the summary: "C: ..." or "B: ...", so that rolling
 * it on reads it back.  Older sentences lose a little each time.  A model's
 * summary (retell) has no such marks; its sentences become "S: ..." and weigh
 * as much as a customer's.
 */

#include "worker/answer/summary.h"

#include <stdlib.h>

#include "common/utf8_cut.h"
#include "worker/answer/mood.h"
#include "worker/nlu/fold.h"

#define SENTENCES_MAX  64
#define SENTENCE_CUT   160              /* code points */
#define WORDS_MAX      8                /* of a sentence's score */
#define LONG_WORD      5                /* letters: likely to mean something */

typedef struct {
    slice_t   text;
    char      who;                      /* C, B, S */
    bool      old;                      /* of the summary before */
    double    score;
    unsigned  order;
} sentence_t;

typedef struct {
    sentence_t  s[SENTENCES_MAX];
    unsigned    n;
} sentences_t;


slice_t
summary_recent(pool_t *pool, const said_t *said, unsigned n)
{
    const char  *all = "";

    for (unsigned i = n > SUMMARY_RECENT ? n - SUMMARY_RECENT : 0;
         i < n && all != NULL; i++)
    {
        slice_t  text = utf8_cut_chars(said[i].text, SUMMARY_CUT);

        all = pool_printf(pool, "%s%s%s: %.*s", all, *all == '\0' ? "" : "\n",
                          said[i].customer ? "Customer" : "Bot",
                          (int) text.len, (const char *) text.data);
    }

    return slice_str(all);
}


static slice_t
trim(slice_t s)
{
    while (s.len > 0 && strchr(" \n\r\t", s.data[0]) != NULL) {
        s = slice_make(s.data + 1, s.len - 1);
    }

    while (s.len > 0 && strchr(" \n\r\t", s.data[s.len - 1]) != NULL) {
        s.len--;
    }

    return s;
}


static void
sentence_add(sentences_t *all, slice_t text, char who, bool old)
{
    if (all->n == SENTENCES_MAX) {              /* the first one goes */
        memmove(all->s, all->s + 1, (SENTENCES_MAX - 1) * sizeof(sentence_t));
        all->n--;
    }

    all->s[all->n++] = (sentence_t) {
        .text = utf8_cut_chars(text, SENTENCE_CUT), .who = who, .old = old
    };
}


static void
sentences_of(sentences_t *all, slice_t text, char who, bool old)
{
    for (text = trim(text); text.len > 0; text = trim(text)) {
        slice_t  one = mood_sentences(text, 1);

        text = slice_make(text.data + one.len, text.len - one.len);
        if (trim(one).len > 0) {
            sentence_add(all, trim(one), who, old);
        }
    }
}


static void
sentences_of_summary(sentences_t *all, slice_t summary)
{
    while (summary.len > 0) {
        const uint8_t  *eol = memchr(summary.data, '\n', summary.len);
        size_t          len = eol == NULL ? summary.len
                              : (size_t) (eol - summary.data);

        if (len > 3 && summary.data[1] == ':'
            && strchr("CBS", summary.data[0]) != NULL)
        {
            sentence_add(all, slice_make(summary.data + 3, len - 3),
                         (char) summary.data[0], true);
        } else {
            sentences_of(all, slice_make(summary.data, len), 'S', true);
        }

        len += eol != NULL;
        summary = slice_make(summary.data + len, summary.len - len);
    }
}


/* In how many of the sentences does the word come? */

static unsigned
word_count(const fold_t *folds, unsigned n, const fold_t *of, const word_t *w)
{
    unsigned  count = 0;

    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = 0; k < folds[i].n; k++) {
            const word_t  *o = &folds[i].word[k];

            if (o->len == w->len && memcmp(fold_bytes(&folds[i], o),
                                           fold_bytes(of, w), w->len) == 0)
            {
                count++;
                break;
            }
        }
    }

    return count;
}


/* What customers say weighs more than what we said; numbers and questions
 * more than the rest; a word that came back twice is a subject. */

static double
sentence_score(const sentence_t *s, const fold_t *folds, unsigned n,
    const fold_t *mine)
{
    double    score = s->who == 'B' ? 0.3 : 1.0;
    unsigned  words = 0;

    for (unsigned k = 0; k < mine->n && words < WORDS_MAX; k++) {
        const word_t  *w = &mine->word[k];

        if (w->kind == WORD_DIGITS) {
            score += 1.5;
        } else if (w->kind == WORD_LETTERS && w->len >= LONG_WORD) {
            score += word_count(folds, n, mine, w) > 1 ? 0.6 : 0.25;
            words++;
        }
    }

    if (words == 0) {
        score *= 0.3;                   /* "ok thanks" */
    }

    return (score + (mine->question ? 0.8 : 0)) * (s->old ? 0.85 : 1.0);
}


static int
by_score(const void *a, const void *b)
{
    const sentence_t  *x = a, *y = b;

    if (x->score != y->score) {
        return x->score < y->score ? 1 : -1;
    }

    return x->order < y->order ? 1 : -1;        /* the newer one */
}


static int
by_order(const void *a, const void *b)
{
    const sentence_t  *x = a, *y = b;

    return (int) x->order - (int) y->order;
}


static void
sentences_score(sentences_t *all)
{
    static fold_t  folds[SENTENCES_MAX];    /* large, and needed only here */

    for (unsigned i = 0; i < all->n; i++) {
        fold_text(all->s[i].text, &folds[i]);
        all->s[i].order = i;
    }

    for (unsigned i = 0; i < all->n; i++) {
        all->s[i].score = sentence_score(&all->s[i], folds, all->n, &folds[i]);
    }
}


slice_t
summary_roll(pool_t *pool, slice_t before, const said_t *said, unsigned n)
{
    sentences_t  all = { .n = 0 };
    char        *out = pool_alloc(pool, SUMMARY_BYTES + 1);
    unsigned     keep = 0;
    size_t       len = 0;

    sentences_of_summary(&all, before);
    for (unsigned i = 0; i < n; i++) {
        sentences_of(&all, said[i].text, said[i].customer ? 'C' : 'B', false);
    }

    if (out == NULL) {
        return SLICE_NULL;
    }

    sentences_score(&all);
    qsort(all.s, all.n, sizeof(sentence_t), by_score);
    while (keep < all.n && len + all.s[keep].text.len + 4 <= SUMMARY_BYTES) {
        len += all.s[keep++].text.len + 4;
    }
    qsort(all.s, keep, sizeof(sentence_t), by_order);

    len = 0;
    for (unsigned i = 0; i < keep; i++) {
        out[len++] = all.s[i].who;
        out[len++] = ':';
        out[len++] = ' ';
        memcpy(out + len, all.s[i].text.data, all.s[i].text.len);

        for (size_t k = len; k < len + all.s[i].text.len; k++) {
            out[k] = out[k] == '\n' ? ' ' : out[k];
        }

        len += all.s[i].text.len;
        out[len++] = '\n';
    }

    len -= len > 0;
    out[len] = '\0';

    return slice_make(out, len);
}
