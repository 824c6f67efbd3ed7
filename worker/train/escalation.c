/*
 * escalation - what TASK_ESCALATION learns from: reasons, or none.
 *
 * escalation/<lang>.jsonl gives the customer's last message with its reason.
 * Reasons that lie in the course of a conversation and not in its last
 * message are not learned; worker/decide reads them off the signals.  The
 * intents say what is certain of them: who asks for the opening hours needs
 * nobody, who asks for a person does.
 */

#include "worker/train/escalation.h"

#include <jansson.h>
#include <string.h>

#include "worker/jsonx.h"

/* What they look like depends on what was said before. */
static const char *const  structural[] = {
    "bot_failure_loop", "confusion_after_explanations", NULL
};

static const struct { const char *intent, *label; } intents[] = {
    { "order_status", "none" }, { "product_inquiry", "none" },
    { "appointment_booking", "none" }, { "greeting", "none" },
    { "thanks_goodbye", "none" }, { "other", "none" },
    { "technical_support", "none" }, { "payment_issue", "none" },
    { "cancel_service", "none" },
    { "human_agent", "explicit_request" },
    { "billing_dispute", "payment_dispute" },
    { "refund_request", "refund_request" },
    { "delivery_problem", "lost_damaged_wrong" }
};


static bool
is_structural(const char *reason)
{
    for (unsigned i = 0; structural[i] != NULL; i++) {
        if (strcmp(structural[i], reason) == 0) {
            return true;
        }
    }

    return false;
}


const char *
escalation_of_intent(const char *intent)
{
    for (size_t i = 0; i < sizeof(intents) / sizeof(intents[0]); i++) {
        if (strcmp(intents[i].intent, intent) == 0) {
            return intents[i].label;
        }
    }

    return NULL;
}


const char *
escalation_of_mood(const char *sentiment, const char *emotion)
{
    if (strcmp(sentiment, "very_negative") == 0) {
        return "anger_abuse";
    }

    if (strcmp(sentiment, "positive") == 0) {
        return "none";
    }

    return strcmp(emotion, "frustrated") == 0 ? "accumulated_frustration"
                                              : NULL;
}


/* Troubles that may be told because they are over, by class. */

bool
escalation_may_pass(task_id_t task, unsigned label)
{
    static const char *const  may[] = {
        "lost_damaged_wrong", "payment_dispute", "refund_request"
    };

    for (size_t i = 0; task == TASK_ESCALATION
         && i < sizeof(may) / sizeof(may[0]); i++)
    {
        if (strcmp(tasks[task].classes[label], may[i]) == 0) {
            return true;
        }
    }

    return false;
}


uint16_t
escalation_over(void)
{
    const char *const  *names = tasks[TASK_ESCALATION].classes;
    uint16_t            i = 0;

    while (strcmp(names[i], "over") != 0) {
        i++;
    }

    return i;
}


/* A template's signs are text here. */

static void
text_plain(const char *text, char *buf, size_t len)
{
    size_t  n = 0;

    for (; *text != '\0' && n + 1 < len; text++) {
        buf[n++] = strchr("{}|\t\n", *text) != NULL ? ' ' : *text;
    }

    buf[n] = '\0';
}


bool
escalation_read(const char *line, escalation_line_t *ret)
{
    json_t        *object = json_loads(line, 0, NULL);
    const json_t  *messages = json_object_get(object, "messages");
    const json_t  *last = json_array_get(messages,
                                         json_array_size(messages) - 1);
    const char    *reason = jsonx_str(object, "reason");
    bool           ok = *jsonx_str(last, "content") != '\0' && *reason != '\0'
                        && strlen(reason) < sizeof(ret->label);

    if (ok) {
        strcpy(ret->label, jsonx_true(object, "escalate") ? reason
                           : strcmp(reason, "resolved") == 0 ? "over"
                           : "none");
        ret->skip = is_structural(reason);
        text_plain(jsonx_str(last, "content"), ret->text, sizeof(ret->text));
    }

    json_decref(object);
    return ok;
}
