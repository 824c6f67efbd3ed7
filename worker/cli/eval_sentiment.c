/*
 * eval_sentiment - see eval.h.
 *
 * The path of a turn: the language is guessed, the tone looked up in it.
 * `relevo eval emotion` measures the emotion of the same items.
 */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/nlu/language.h"
#include "worker/nlu/sentiment.h"


static void
scores_of(const json_t *item, sentiment_scores_t *ret)
{
    slice_t      text = slice_str(cli_str(item, "text"));
    sentiment_t  sentiment;
    language_t   language;
    fold_t       fold;

    fold_text(text, &fold);
    language_guess(text, &fold, &language);
    sentiment_guess(text, &fold, language.best, &sentiment, ret, NULL);
}


static const char *
sentiment_judge(const json_t *item)
{
    sentiment_scores_t  scores;

    scores_of(item, &scores);
    return sentiment_name(scores.label);
}


static const char *
emotion_judge(const json_t *item)
{
    sentiment_scores_t  scores;

    scores_of(item, &scores);
    return emotion_name(scores.feels);
}


static const char *const  labels[] = {
    "very_negative", "negative", "neutral", "positive", NULL
};

static const char *const  emotions[] = {
    "positive", "neutral", "confused", "frustrated", "angry", "negative", NULL
};

const eval_task_t  eval_sentiment = {
    .name = "sentiment", .label = "sentiment", .labels = labels,
    .judge = sentiment_judge, .positive = -1
};

const eval_task_t  eval_emotion = {
    .name = "emotion", .label = "emotion", .labels = emotions,
    .judge = emotion_judge, .positive = -1
};
