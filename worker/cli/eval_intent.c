/* eval_intent - see eval.h. */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/task.h"

static const char *
intent_judge(const json_t *item)
{
    static intent_t  intent;            /* until the next one */
    slice_t          text = slice_str(cli_str(item, "text"));
    fold_t           fold;
    act_guess_t      act;

    fold_text(text, &fold);
    act_guess(&fold, &act);
    intent_guess(text, &fold, &act, NULL, &intent, NULL);

    return intent.name;
}


/* Other names for ours are as good. */

static const char *
intent_truth(const json_t *item)
{
    const char  *name = intent_canonical(cli_str(item, "intent"));

    return name != NULL ? name : cli_str(item, "intent");
}


const eval_task_t  eval_intent = {
    .name = "intent", .label = "intent", .labels = intent_names,
    .truth = intent_truth, .judge = intent_judge, .positive = -1
};
