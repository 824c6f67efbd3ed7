/* eval_escalation - see eval.h; the rules and packs of the program. */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/jsonx.h"

#define SAID_MAX  64

static const char *const  labels[] = { "no", "yes", NULL };


static const char *
escalation_truth(const json_t *item)
{
    return labels[jsonx_true(item, "escalate")];
}


static const char *
escalation_said(const json_t *item)
{
    const json_t  *messages = json_object_get(item, "messages");
    char           err[512];
    said_t         said[SAID_MAX];
    unsigned       n = 0;
    verdict_t      verdict;
    json_t        *message;
    size_t         i;

    if (!decide_init(err, sizeof(err))) {
        cli_error("%s", err);
        return labels[0];
    }

    json_array_foreach((json_t *) messages, i, message) {
        if (n < SAID_MAX) {
            said[n++] = (said_t) {
                .customer = strcmp(cli_str(message, "role"), "user") == 0,
                .text = slice_str(cli_str(message, "content"))
            };
        }
    }

    if (n == 0 || !said[n - 1].customer) {
        return labels[0];
    }

    escalation_judge(said, n, &verdict);
    return labels[verdict.escalate];
}


const eval_task_t  eval_escalation = {
    .name = "escalation", .label = "escalate", .labels = labels,
    .truth = escalation_truth, .judge = escalation_said, .positive = 1
};
