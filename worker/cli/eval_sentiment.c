/* eval_sentiment - see eval.h. */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/nlu/models.h"

/* The classifier alone: what the lexicon adds is sentiment.c's. */

static const char *
sentiment_judge(const json_t *item)
{
    const model_t  *m = models_get(TASK_SENTIMENT);
    slice_t         text = slice_str(cli_str(item, "text"));
    float           score[MODEL_CLASSES_MAX];
    features_t      f;
    fold_t          fold;

    fold_text(text, &fold);
    task_features(TASK_SENTIMENT, &m->header->spec, &m->concepts, text, &fold,
                  &f);

    return m->name[model_predict(m, &f, score)];
}


static const char *const  labels[] = {
    "very_negative", "negative", "neutral", "positive", NULL
};

const eval_task_t  eval_sentiment = {
    .name = "sentiment", .label = "sentiment", .labels = labels,
    .judge = sentiment_judge, .positive = -1
};
