/*
 * eval_escalation - see eval.h.
 *
 * The whole conversation is judged after its last message, by the default
 * rules: what a tenant changed has no say in it.
 */

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/decide/judge.h"

#define MESSAGES_MAX  64                /* of a conversation: the last ones */

static const char *const  labels[] = { "false", "true", NULL };


static const char *
escalation_truth(const json_t *item)
{
    const json_t  *escalate = json_object_get(item, "escalate");

    return json_is_boolean(escalate) ? labels[json_is_true(escalate)] : "";
}


static const char *
escalation_judged(const json_t *item)
{
    const json_t  *messages = json_object_get(item, "messages");
    size_t         n = json_array_size(messages);
    size_t         from = n > MESSAGES_MAX ? n - MESSAGES_MAX : 0;
    said_t         said[MESSAGES_MAX] = { { 0 } };
    verdict_t      verdict;

    for (size_t i = from; i < n; i++) {
        const json_t  *message = json_array_get(messages, i);

        said[i - from] = (said_t) {
            .customer = strcmp(cli_str(message, "role"), "user") == 0,
            .text = slice_str(cli_str(message, "content"))
        };
    }

    if (n == 0 || !said[n - from - 1].customer) {
        return labels[0];                       /* nobody waits for us */
    }

    escalation_judge(said, (unsigned) (n - from), &verdict);
    return labels[verdict.escalate];
}


const eval_task_t  eval_escalation = {
    .name = "escalation", .label = "escalate", .labels = labels,
    .truth = escalation_truth, .judge = escalation_judged, .positive = 1
};
