/*
 * eval_escalation - see eval.h.
 *
 * The whole conversation is judged after its last message, by the default
 * rules: what a tenant changed has no say in it.
 */

#include <stdio.h>

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/nlu/sentiment.h"

#define MESSAGES_MAX  64                /* of a conversation: the last ones */
#define WHY_BYTES     1024

static const char *const  labels[] = { "false", "true", NULL };

/* Of the item judged last. */
static verdict_t  verdict;
static scene_t    scene;


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

    escalation_judge(said, (unsigned) (n - from), &scene, &verdict);
    return labels[verdict.escalate];
}


/*
 * "refund_request es.123, shouting (payment_dispute 0.34, negative 0.91)":
 * each rule, the phrase it saw, and what the models had to say.
 */

static const char *
escalation_why(void)
{
    static char    text[WHY_BYTES];
    const rules_t *rules = decide_rules();
    size_t         len = 0;

    for (unsigned i = 0; i < verdict.n && len < sizeof(text); i++) {
        const fired_t  *f = &verdict.fired[i];

        len += (size_t) snprintf(text + len, sizeof(text) - len, "%s%s %s",
                                 i == 0 ? "" : ", ",
                                 rules->rules[f->rule].id,
                                 f->mark < 0 ? ""
                                 : scene.marks[f->mark].phrase);
    }

    if (len < sizeof(text)) {
        snprintf(text + len, sizeof(text) - len, " (%s %.2f, %s %.2f)",
                 scene.reason, scene.reason_score,
                 sentiment_name(scene.sentiment), scene.sentiment_score);
    }

    return text;
}


const eval_task_t  eval_escalation = {
    .name = "escalation", .label = "escalate", .labels = labels,
    .truth = escalation_truth, .judge = escalation_judged, .positive = 1,
    .why = escalation_why
};
