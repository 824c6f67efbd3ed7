/*
 * fuzz_nlu - any bytes fold, have a language, an act, slots and features;
 * spans stay inside the text and scores stay scores.  Taken for a model, any
 * bytes are read inside their bounds, or refused.
 */

#include "worker/nlu/act.h"
#include "worker/nlu/keyphrase.h"
#include "worker/nlu/language.h"
#include "worker/nlu/slots.h"
#include "worker/nlu/task.h"
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


static void
check_slots(const fold_t *fold, slice_t text)
{
    static const slot_product_t  product = { "a b", "AB" };
    const slot_facts_t           facts = { &product, 1, 20778 };
    slot_t                       slot[SLOTS_MAX];
    evidence_t                   phrase[KEY_PHRASES_MAX];
    unsigned                     n = slots_find(text, fold, &facts, slot);

    check(n <= SLOTS_MAX);
    for (unsigned i = 0; i < n; i++) {
        check(slot[i].from < slot[i].to && slot[i].to <= text.len);
        check(memchr(slot[i].value, '\0', sizeof(slot[i].value)) != NULL);
    }

    n = keyphrases_find(fold, phrase);
    check(n <= KEY_PHRASES_MAX);
    for (unsigned i = 0; i < n; i++) {
        check(phrase[i].from < phrase[i].to && phrase[i].to <= text.len);
    }
}


/* The sum is made right, so that what is behind it is looked at, too. */

static void
check_model(const uint8_t *data, size_t len)
{
    static _Alignas(16) uint8_t  copy[8192];
    static features_t            f;
    float                        score[MODEL_CLASSES_MAX];
    model_t                      m;
    char                         err[128];
    uint64_t                     sum;

    if (len < sizeof(model_header_t) || len > sizeof(copy)) {
        return;
    }

    memcpy(copy, data, len);
    sum = model_checksum(copy + 16, len - 16);
    memcpy(copy + 8, &sum, sizeof(sum));

    if (model_read(copy, len, "intent", &m, err, sizeof(err))) {
        features_begin(&f);
        features_name(&f, "x");
        features_close(&f, FEATURES_WORDS);
        check(model_predict(&m, &f, score) < model_classes(&m));
        check(concept_find(&m.concepts, "word", 4) == NULL
              || m.concepts.size > 0);
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

    check_slots(&fold, slice_make(data, len));
    check_model(data, len);

    act_guess(&fold, &act);
    check(act.from <= act.to && act.to <= len && act.content <= len);
    check((act.act == ACT_NONE) == (fold.n == 0));

    return 0;
}
