/* eval_language - see eval.h. */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/nlu/language.h"
#include "worker/nlu/task.h"

static const char *
language_judge(const json_t *item)
{
    slice_t     text = slice_str(cli_str(item, "text"));
    fold_t      fold;
    language_t  l;

    fold_text(text, &fold);
    language_guess(text, &fold, &l);

    return language_name(l.best);
}


static const char *const  labels[] = {
    "es", "en", "pt", "fr", "it", "other", NULL
};

const eval_task_t  eval_language = {
    .name = "language", .label = "lang", .labels = labels,
    .judge = language_judge, .positive = -1
};
