/*
 * sentences - see sentences.h.
 */

#include "worker/nlu/sentences.h"


static bool
begins(slice_t text, const fold_t *fold, unsigned i)
{
    const word_t  *before = &fold->word[i - 1], *w = &fold->word[i];

    if (before->kind == WORD_DIGITS && w->kind == WORD_DIGITS
        && w->from - before->to == 1)
    {
        return false;                   /* "94.50" */
    }

    return w->gap == GAP_SENTENCE
           || memchr(text.data + before->to, ';', w->from - before->to)
              != NULL;
}


unsigned
sentences_of(slice_t text, const fold_t *fold, unsigned from, unsigned to,
    sentence_t ret[SENTENCES_MAX])
{
    unsigned  first[SENTENCES_MAX + 1] = { 0 }, n = 0;

    for (unsigned i = from; i < to; i++) {
        if (i == from) {
            first[n++] = from;
        } else if (n < SENTENCES_MAX && i - first[n - 1] >= SENTENCE_WORDS
                   && begins(text, fold, i))
        {
            first[n++] = i;
        }
    }

    if (n > 1 && to - first[n - 1] < SENTENCE_WORDS) {
        n--;
    }
    first[n] = to;

    for (unsigned k = 0; k < n; k++) {
        uint32_t  begin = fold->word[first[k]].from;
        uint32_t  end = first[k + 1] < fold->n
                        ? fold->word[first[k + 1]].from : (uint32_t) text.len;

        ret[k] = (sentence_t) {
            .text = slice_make(text.data + begin, end - begin),
            .from = first[k], .to = first[k + 1]
        };
    }

    return n;
}


unsigned
sentences_cut(slice_t text, const fold_t *fold, sentence_t ret[SENTENCES_MAX])
{
    return sentences_of(text, fold, 0, fold->n, ret);
}
