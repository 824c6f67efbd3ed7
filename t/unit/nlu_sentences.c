/*
 * nlu_sentences - a text cut into what it says, and the votes of a model on
 * it: the same words weigh more where people ask.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/nlu/sentences.h"
#include "worker/nlu/votes.h"

#define STRIDE  8
#define BITS    8
#define NAMES   16

typedef struct {
    model_header_t   header;
    char             names[NAMES];
    float            scale[STRIDE], bias[STRIDE];
    int8_t           weight[1 << BITS][STRIDE];
} file_t;

static file_t   file;
static model_t  model;


/* "a / b": the sentences of a text, one behind the other. */

static const char *
cut(const char *text)
{
    static char  said[512];
    sentence_t   part[SENTENCES_MAX];
    fold_t       fold;
    size_t       len = 0;
    unsigned     n;

    fold_text(slice_str(text), &fold);
    n = sentences_cut(slice_str(text), &fold, part);
    said[0] = '\0';
    for (unsigned i = 0; i < n; i++) {
        len += (size_t) snprintf(said + len, sizeof(said) - len, "%s%.*s",
                                 i > 0 ? "/ " : "", (int) part[i].text.len,
                                 (const char *) part[i].text.data);
    }

    return said;
}


static void
test_cut(void)
{
    static const struct { const char *text, *said; } cases[] = {
        { "", "" },
        { "?!", "" },
        { "where is my order", "where is my order" },
        { "It came on Monday. Where is the rest?",
          "It came on Monday. / Where is the rest?" },
        { "Hi. It came on Monday. Thanks!", "Hi. It came on Monday. Thanks!" },
        { "the sofa came today; one leg of it is broken",
          "the sofa came today; / one leg of it is broken" },
        { "the sofa came today, one leg of it is broken",
          "the sofa came today, one leg of it is broken" },
        { "the new bill says 94.50 for the same two lamps",
          "the new bill says 94.50 for the same two lamps" },
        { "(I bought it there\nnow it does not start",
          "I bought it there\n/ now it does not start" }
    };
    static char  many[2048];

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        is_str(cut(cases[i].text), cases[i].said, cases[i].text);
    }

    for (unsigned i = 0; i < SENTENCES_MAX + 3; i++) {
        strcat(many, "one two three four. ");
    }
    {
        sentence_t  part[SENTENCES_MAX];
        fold_t      fold;

        fold_text(slice_str(many), &fold);
        is_int(sentences_cut(slice_str(many), &fold, part), SENTENCES_MAX,
               "no more than there is room for");
        ok(slice_end(part[SENTENCES_MAX - 1].text)
           == (const uint8_t *) many + strlen(many), "the last is the rest");
    }
}


/* A model for which "broken" says yes, and anything else a little no. */

static void
model_make(void)
{
    static features_t  f;
    token_t            word = { "broken", 6 };
    char               err[128];

    memcpy(file.header.magic, "RELEVONL", 8);
    file.header.format = MODEL_FORMAT;
    file.header.bytes = sizeof(file);
    file.header.classes = 2;
    file.header.stride = STRIDE;
    file.header.bits = BITS;
    file.header.names = NAMES;
    file.header.sharpness = 1;
    file.header.spec = (feature_spec_t) { .words = 1,
                                          .weight = { 1, 1, 1, 0 } };
    strcpy(file.header.task, "intent");
    memcpy(file.names, "no\0yes", 7);
    file.scale[0] = file.scale[1] = 0.1f;
    file.bias[0] = 1;

    features_begin(&f);
    features_words(&f, &word, 1, 1);
    file.weight[f.hash[0] & 255][1] = 100;
    file.header.checksum = model_checksum((uint8_t *) &file + 16,
                                          sizeof(file) - 16);
    ok(model_read(&file, sizeof(file), "intent", &model, err, sizeof(err)),
       "a model %s", err);
}


/* votes: NULL judges it as one bag. */
static double
yes(const char *text, const votes_t *votes)
{
    static features_t  f;
    float              score[MODEL_CLASSES_MAX];
    fold_t             fold;

    fold_text(slice_str(text), &fold);
    if (votes != NULL) {
        votes_predict(&model, TASK_INTENT, votes, slice_str(text), &fold,
                      score);
        ok(score[0] + score[1] > 0.999f && score[0] + score[1] < 1.001f,
           "probabilities: %s", text);
    } else {
        task_features(TASK_INTENT, &model.header->spec, &model.concepts,
                      slice_str(text), &fold, &f);
        (void) model_predict(&model, &f, score);
    }

    return (double) score[1];
}


static void
test_votes(void)
{
    static const char  one[] = "one of the legs is broken";
    static const char  end[] = "we moved house in june. the table is broken";
    static const char  start[] =
        "the table is broken. we moved house in june";

    static const votes_t  last = { .text = .6f, .last = .2f, .each = .2f };
    static const votes_t  each = { .text = .25f, .each = .75f };
    static const votes_t  sure = { .text = .25f, .each = .75f, .sure = true };
    static const votes_t  most = { .text = .5f, .each = .25f, .most = .25f };

    model_make();
    ok(fabs(yes(one, &last) - yes(one, NULL)) < 1e-9,
       "one sentence is judged once");
    ok(yes(end, NULL) < yes("the table is broken", NULL),
       "as one bag a story dilutes it");
    ok(yes(end, &last) > yes(end, NULL), "said last, it weighs more");
    ok(yes(start, &last) < yes(end, &last), "and less where it began");
    ok(fabs(yes(start, &each) - yes(end, &each)) < 1e-6,
       "evenly, its place does not matter");
    ok(yes(start, &most) > yes(start, &(votes_t) { .text = .5f, .each = .5f }),
       "the sentence that needs somebody most has a vote of its own");
    ok(fabs(yes(start, &most) - yes(end, &most)) < 1e-6, "wherever it is");
    ok(yes(start, &sure) > yes(start, &each),
       "a sentence weighs as sure as the model is of it");
    ok(yes("", &last) < 0.5, "nothing said");
}


int
main(void)
{
    test_cut();
    test_votes();

    return done_testing();
}
