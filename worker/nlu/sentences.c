/*
 * sentences - see sentences.h.
 */

#include "worker/nlu/sentences.h"


static bool
begins(slice_t text, const fold_t *fold, unsigned i)
{
    const word_t  *before = &fold->word[i - 1], *w = &fold->word[i];

    return w->gap == GAP_SENTENCE
           || memchr(text.data + before->to, ';', w->from - before->to)
              != NULL;
}


unsigned
sentences_cut(slice_t text, const fold_t *fold, sentence_t ret[SENTENCES_MAX])
{
    unsigned  first[SENTENCES_MAX] = { 0 }, n = 0;

    for (unsigned i = 0; i < fold->n; i++) {
        if (i == 0) {
            first[n++] = 0;
        } else if (n < SENTENCES_MAX && i - first[n - 1] >= SENTENCE_WORDS
                   && begins(text, fold, i))
        {
            first[n++] = i;
        }
    }

    if (n > 1 && fold->n - first[n - 1] < SENTENCE_WORDS) {
        n--;
    }

    for (unsigned k = 0; k < n; k++) {
        uint32_t  from = fold->word[first[k]].from;
        uint32_t  to = k + 1 < n ? fold->word[first[k + 1]].from
                                 : (uint32_t) text.len;

        ret[k] = (sentence_t) {
            .text = slice_make(text.data + from, to - from),
            .from = first[k], .to = k + 1 < n ? first[k + 1] : fold->n
        };
    }

    return n;
}
