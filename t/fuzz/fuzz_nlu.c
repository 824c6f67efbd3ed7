/*
 * fuzz_nlu - any bytes fold, have a language and an act; spans stay inside
 * the text and scores stay scores.
 */

#include "worker/nlu/act.h"
#include "worker/nlu/language.h"
#include "t/fuzz/check.h"


static void
check_fold(const fold_t *f, size_t len)
{
    uint32_t  end = 0;

    check(f->used <= FOLD_BYTES_MAX && f->n <= FOLD_WORDS_MAX);

    for (unsigned i = 0; i < f->n; i++) {
        const word_t  *w = &f->word[i];

        check(w->len > 0 && (size_t) w->at + w->len <= f->used);
        check(w->from >= end && w->to > w->from && w->to <= len);
        end = w->to;
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static fold_t  fold;
    language_t     language;
    act_guess_t    act;
    double         sum = 0;

    phrase_init();
    language_init();

    fold_text(slice_make(data, len), &fold);
    check_fold(&fold, len);

    language_guess(slice_make(data, len), &fold, &language);
    for (int i = 0; i <= LANGUAGES; i++) {
        sum += language.score[i];
    }
    check(sum > 0.999 && sum < 1.001);

    act_guess(&fold, &act);
    check(act.from <= act.to && act.to <= len && act.content <= len);
    check((act.act == ACT_NONE) == (fold.n == 0));

    return 0;
}
