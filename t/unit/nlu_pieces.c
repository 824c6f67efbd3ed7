/*
 * nlu_pieces - a text taken apart says what it says as one bag, and each of
 * its sentences what it says alone, to the last bit.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/nlu/pieces.h"
#include "worker/nlu/task.h"

#define STRIDE    8
#define BITS      12
#define NAMES     16
#define CONCEPTS  16

typedef struct {
    model_header_t   header;
    char             names[NAMES];
    float            scale[STRIDE], bias[STRIDE];
    concept_entry_t  concept[CONCEPTS];
    int8_t           weight[1 << BITS][STRIDE];
} file_t;

static file_t   file;
static model_t  model;


static void
concept_add(const char *word, uint16_t first, uint16_t second)
{
    uint32_t  hash = concept_hash(word, strlen(word), false), at = hash;

    while (file.concept[at & (CONCEPTS - 1)].hash != 0) {
        at++;
    }

    file.concept[at & (CONCEPTS - 1)] = (concept_entry_t) { hash, first,
                                                            second };
}


/* Any weights will do, as long as every feature has some. */

static void
model_make(void)
{
    char  err[128];

    memcpy(file.header.magic, "RELEVONL", 8);
    file.header.format = MODEL_FORMAT;
    file.header.bytes = sizeof(file);
    file.header.classes = 3;
    file.header.stride = STRIDE;
    file.header.bits = BITS;
    file.header.names = NAMES;
    file.header.concepts = CONCEPTS;
    file.header.sharpness = 1;
    file.header.spec = tasks[TASK_INTENT].spec;
    strcpy(file.header.task, "intent");
    memcpy(file.names, "no\0yes\0so", 10);

    for (unsigned i = 0; i < 3; i++) {
        file.scale[i] = 0.01f * (float) (i + 1);
    }
    concept_add("table", 1, 0);
    concept_add("chair", 1, 2);
    concept_add("broken", 3, 0);
    concept_add("mesa", 1, 0);

    srandom(7);
    for (unsigned i = 0; i < 1 << BITS; i++) {
        for (unsigned c = 0; c < 3; c++) {
            file.weight[i][c] = (int8_t) (random() % 255 - 127);
        }
    }

    file.header.checksum = model_checksum((uint8_t *) &file + 16,
                                          sizeof(file) - 16);
    ok(model_read(&file, sizeof(file), "intent", &model, err, sizeof(err)),
       "a model %s", err);
}


static bool
is_same(slice_t text, const float score[])
{
    static features_t  f;
    float              alone[MODEL_CLASSES_MAX];
    fold_t             fold;

    fold_text(text, &fold);
    task_features(TASK_INTENT, &model.header->spec, &model.concepts, text,
                  &fold, &f);
    (void) model_predict(&model, &f, alone);

    return memcmp(alone, score, 3 * sizeof(score[0])) == 0;
}


static void
test_same(void)
{
    static const char *const  texts[] = {
        "The table came on Monday. One chair is broken, it wobbles. Thanks a"
        " lot for looking into it!",
        "we waited so long!!! nobody came at all, WHY IS THAT? the chair is"
        " sooo. broken and it costs 20\u20ac then",
        "La mesa lleg\u00f3 rota; \u00bfqu\u00e9 hago ahora con ella?"
        " Adi\u00f3s y gracias a todos \U0001f600\nun saludo de mi parte",
        "one two three four; five six seven eight; nine ten eleven twelve",
        "\"well\" :-) that is good... <3 and this is not :( at all, is it?!"
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const slice_t  text = slice_str(texts[i]);
        sentence_t     sentence[SENTENCES_MAX];
        float          whole[MODEL_CLASSES_MAX];
        float          said[SENTENCES_MAX][MODEL_CLASSES_MAX];
        fold_t         fold;
        unsigned       n;

        fold_text(text, &fold);
        n = sentences_cut(text, &fold, sentence);
        ok(n >= 2 && pieces_predict(&model, text, &fold, sentence, n, whole,
                                    said), "taken apart: %s", texts[i]);
        ok(is_same(text, whole), "the text");

        for (unsigned k = 0; k < n; k++) {
            ok(is_same(sentence[k].text, said[k]), "its sentence %u", k);
        }
    }
}


/* What one bag would cut short is not taken apart. */

static void
test_long(void)
{
    static char  text[8 * FOLD_WORDS_MAX];
    sentence_t   sentence[SENTENCES_MAX];
    float        whole[MODEL_CLASSES_MAX];
    float        said[SENTENCES_MAX][MODEL_CLASSES_MAX];
    fold_t       fold;
    unsigned     n;

    for (unsigned i = 0; i < FOLD_WORDS_MAX / 4 + 1; i++) {
        strcat(text, "one two three four. ");
    }

    fold_text(slice_str(text), &fold);
    n = sentences_cut(slice_str(text), &fold, sentence);
    ok(!pieces_predict(&model, slice_str(text), &fold, sentence, n, whole,
                       said), "too long");
}


int
main(void)
{
    model_make();
    test_same();
    test_long();

    return done_testing();
}
