/* topics - see topics.h. */

#include "worker/decide/topics.h"

#include <stddef.h>
#include <string.h>

const topic_t  topics[TOPICS] = {
    { "order_status",        "delivery_problem", "delivery", "delivery", true },
    { "delivery_problem",    "delivery_problem", "delivery", "delivery", true },
    { "payment_issue",       "payment_issue",    "payment", "billing", true },
    { "refund_request",      "refund_request",   "payment", "billing", true },
    { "cancel_service",      "other",            NULL, "retention", true },
    { "billing_dispute",     "payment_issue",    "payment", "billing", true },
    { "technical_support",   "technical_issue",  NULL, "technical", true },
    { "product_inquiry",     "product_inquiry",  "quotation", "sales", true },
    { "pricing_negotiation", "product_inquiry",  "quotation", "sales", true },
    { "appointment_booking", "other",            NULL, "general", true },
    { "complaint",           "complaint",        NULL, "complaints", false },
    { "human_agent",         "other",            NULL, "general", false },
    { "greeting",            "other",            NULL, "general", false },
    { "thanks_goodbye",      "other",            NULL, "general", false },
    { "other",               "other",            NULL, "general", false }
};

/* names that other systems use for an intent */
static const struct { const char *alias, *intent; } aliases[] = {
    { "technical_issue", "technical_support" },
    { "billing_inquiry", "billing_dispute" },
    { "product_configuration", "technical_support" }
};


int
topic_find(const char *intent)
{
    for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
        if (strcmp(aliases[i].alias, intent) == 0) {
            intent = aliases[i].intent;
        }
    }

    for (int i = 0; i < TOPICS; i++) {
        if (strcmp(topics[i].intent, intent) == 0) {
            return i;
        }
    }

    return -1;
}


const char *
topic_name(unsigned i)
{
    unsigned  old = sizeof(aliases) / sizeof(aliases[0]);

    if (i < TOPICS) {
        return topics[i].intent;
    }

    return i - TOPICS < old ? aliases[i - TOPICS].alias : NULL;
}
