/*
 * signals - see signals.h.
 */

#include "worker/nlu/signals.h"

#include <math.h>

#include "worker/nlu/act.h"
#include "worker/nlu/features.h"
#include "worker/nlu/keyphrase.h"

#define CONTENT_MAX       64            /* content words of one text */
#define CONTENT_MIN       2             /* fewer ask nothing one could repeat */
#define SAME_ANSWER       0.9           /* overlap of two answers of ours */
#define TOPIC_OVERLAP     0.34          /* it is still about the same */
#define STEM              5             /* bytes of a word that count */

typedef struct {
    uint32_t  word[CONTENT_MAX];
    unsigned  n;
} content_t;


/* Words are compared by their beginnings: "llega" is "llego". */

static void
content_read(slice_t text, content_t *c)
{
    fold_t  fold;

    fold_text(text, &fold);
    c->n = 0;

    for (unsigned i = 0; i < fold.n && c->n < CONTENT_MAX; i++) {
        const word_t  *w = &fold.word[i];
        const char    *s = fold_bytes(&fold, w);
        size_t         len = w->len > STEM && w->kind == WORD_LETTERS
                             ? STEM : w->len;
        uint32_t       h = feature_hash(FEATURE_SEED, s, len);
        bool           known = false;

        if (w->kind == WORD_EMOJI || (w->len < 2 && w->kind == WORD_LETTERS)
            || is_stop_word(s, w->len))
        {
            continue;
        }

        for (unsigned k = 0; k < c->n && !known; k++) {
            known = c->word[k] == h;
        }

        if (!known) {
            c->word[c->n++] = h;
        }
    }
}


static double
content_overlap(const content_t *a, const content_t *b)
{
    unsigned  common = 0, least = a->n < b->n ? a->n : b->n;

    if (least < CONTENT_MIN) {
        return 0;
    }

    for (unsigned i = 0; i < a->n; i++) {
        for (unsigned k = 0; k < b->n; k++) {
            common += a->word[i] == b->word[k];
        }
    }

    return (double) common / least;
}


double
signals_overlap(slice_t a, slice_t b)
{
    content_t  ca, cb;

    content_read(a, &ca);
    content_read(b, &cb);

    return content_overlap(&ca, &cb);
}


static bool
is_question(slice_t text)
{
    act_guess_t  act;
    fold_t       fold;

    fold_text(text, &fold);
    if (fold.question) {
        return true;
    }

    act_guess(&fold, &act);
    return act.act == ACT_QUESTION;
}


/* The newest question against the earlier ones, and answers since. */

static void
repetition_read(const said_t *said, unsigned n, signals_t *ret)
{
    content_t  newest, earlier;
    unsigned   last = n, answers = 0;

    while (last > 0 && !said[last - 1].customer) {
        last--;
    }

    if (last == 0) {
        return;
    }

    content_read(said[last - 1].text, &newest);

    for (unsigned i = last - 1; i-- > 0;) {
        double  overlap;

        if (!said[i].customer) {
            answers++;
            continue;
        }

        content_read(said[i].text, &earlier);
        overlap = content_overlap(&newest, &earlier);
        if (overlap >= TOPIC_OVERLAP) {
            ret->attempts = answers;
        }
        ret->overlap = fmax(ret->overlap, overlap);
    }

    ret->repeated_question = ret->overlap > SIGNALS_OVERLAP;
}


static void
answers_compare(const said_t *said, unsigned n, signals_t *ret)
{
    const said_t  *ours[2] = { NULL, NULL };
    content_t      a, b;

    for (unsigned i = n; i-- > 0 && ours[1] == NULL;) {
        if (!said[i].customer) {
            ours[ours[0] != NULL] = &said[i];
        }
    }

    if (ours[1] == NULL) {
        return;
    }

    content_read(ours[0]->text, &a);
    content_read(ours[1]->text, &b);

    ret->same_answer = (ours[0]->text.len == ours[1]->text.len
                        && memcmp(ours[0]->text.data, ours[1]->text.data,
                                  ours[0]->text.len) == 0)
                       || (content_overlap(&a, &b) >= SAME_ANSWER
                           && a.n <= b.n + 2 && b.n <= a.n + 2);
}


static void
sentiment_count(const sentiment_t *s, unsigned age, signals_t *ret)
{
    bool  negative = s->label == SENTIMENT_NEGATIVE
                     || s->label == SENTIMENT_VERY_NEGATIVE;

    ret->frustrated += age < SIGNALS_FRUSTRATED && (s->frustrated || s->angry);
    ret->negatives += age < SIGNALS_NEGATIVES && negative;
}


void
signals_read(const said_t *said, unsigned n, int language,
    const sentiment_t *last, signals_t *ret)
{
    unsigned  age = 0;

    *ret = (signals_t) { .messages = n };
    if (n > SIGNALS_SAID) {
        said += n - SIGNALS_SAID;
        n = SIGNALS_SAID;
    }

    for (unsigned i = n; i-- > 0 && age < SIGNALS_NEGATIVES;) {
        sentiment_t  s;

        if (!said[i].customer) {
            continue;
        }

        if (age > 0 || last == NULL) {
            sentiment_by_rules(said[i].text, language, &s);
        } else {
            s = *last;
        }

        sentiment_count(&s, age, ret);
        ret->questions += age < SIGNALS_QUESTIONS
                          && is_question(said[i].text);
        age++;
    }

    repetition_read(said, n, ret);
    answers_compare(said, n, ret);
}
