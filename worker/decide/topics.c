/* topics - see topics.h. */

#include "worker/decide/topics.h"

#include <stddef.h>
#include <string.h>

const topic_t  topics[TOPICS] = {
    { "order_status",        "delivery_problem", "delivery",  "delivery" },
    { "delivery_problem",    "delivery_problem", "delivery",  "delivery" },
    { "payment_issue",       "payment_issue",    "payment",   "billing" },
    { "refund_request",      "refund_request",   "payment",   "billing" },
    { "cancel_service",      "other",            NULL,        "retention" },
    { "billing_dispute",     "payment_issue",    "payment",   "billing" },
    { "technical_support",   "technical_issue",  NULL,        "technical" },
    { "product_inquiry",     "product_inquiry",  "quotation", "sales" },
    { "pricing_negotiation", "product_inquiry",  "quotation", "sales" },
    { "appointment_booking", "other",            NULL,        "general" },
    { "complaint",           "complaint",        NULL,        "complaints" },
    { "human_agent",         "other",            NULL,        "general" },
    { "greeting",            "other",            NULL,        "general" },
    { "thanks_goodbye",      "other",            NULL,        "general" },
    { "other",               "other",            NULL,        "general" }
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
