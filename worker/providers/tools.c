/*
 * tools - see tools.h.  The schemas keep to what schema.c checks and to what
 * strict function calling of the providers demands: every object closed.
 */

#include "worker/providers/tools.h"

#include "worker/providers/schema.h"

#define WHY_MAX   200
#define PRIORITY  "\"priority\":{\"type\":\"string\",\"enum\":[\"low\"," \
                  "\"medium\",\"high\",\"urgent\"]}"

const model_tool_t  tools[TOOLS_COUNT] = {
    [TOOL_ESCALATE] = {
        "EscalateToHuman",
        "Hand the conversation over to a person: the customer asks for one, is"
        " very upset, or needs something that you may not do.",
        "{\"type\":\"object\",\"properties\":{"
        "\"reason\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":500,"
        "\"description\":\"Why, in one sentence, for the person\"},"
        "\"category\":{\"type\":\"string\",\"enum\":[\"order_status\","
        "\"delivery_problem\",\"payment_issue\",\"refund_request\","
        "\"cancel_service\",\"billing_dispute\",\"technical_support\","
        "\"product_inquiry\",\"pricing_negotiation\",\"appointment_booking\","
        "\"complaint\",\"human_agent\",\"other\"]},"
        PRIORITY ","
        "\"sentiment\":{\"type\":\"string\",\"enum\":[\"angry\","
        "\"negative\",\"neutral\",\"positive\",\"confused\"]},"
        "\"journey_stage\":{\"type\":\"string\",\"enum\":"
        "[\"quotation\",\"cart\",\"payment\",\"delivery\"]}},"
        "\"required\":[\"reason\"],\"additionalProperties\":false}"
    },
    [TOOL_TRANSFER] = {
        "transfer_to_agent",
        "Hand the conversation over to a person with a certain skill.",
        "{\"type\":\"object\",\"properties\":{"
        "\"skill\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,"
        "\"description\":\"sales, billing, technical, complaints, general\"},"
        "\"reason\":{\"type\":\"string\",\"minLength\":1,"
        "\"maxLength\":500}," PRIORITY "},"
        "\"required\":[\"skill\",\"reason\"],\"additionalProperties\":false}"
    },
    [TOOL_CALLBACK] = {
        "schedule_callback",
        "Note that somebody shall call this customer back at a time.",
        "{\"type\":\"object\",\"properties\":{"
        "\"at\":{\"type\":\"string\",\"format\":\"date-time\","
        "\"description\":\"RFC 3339 with the offset of the company's clock,"
        " which <data kind=now> tells\"},"
        "\"reason\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":500}},"
        "\"required\":[\"at\"],\"additionalProperties\":false}"
    },
    [TOOL_CUSTOMER] = {
        "lookup_customer",
        "What is known of the customer of this conversation, and of nobody"
        " else.",
        "{\"type\":\"object\",\"properties\":{"
        "\"fields\":{\"type\":\"array\",\"maxItems\":4,\"items\":{"
        "\"type\":\"string\",\"enum\":[\"name\",\"language\",\"profile\","
        "\"history\"]}}},\"additionalProperties\":false}"
    },
    [TOOL_KNOWLEDGE] = {
        "search_knowledge",
        "Search the knowledge base of the company.",
        "{\"type\":\"object\",\"properties\":{"
        "\"query\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":500}},"
        "\"required\":[\"query\"],\"additionalProperties\":false}"
    },
};


static json_t *
tool_schema(tool_t tool)
{
    static json_t  *schemas[TOOLS_COUNT];       /* of the process */

    if (schemas[tool] == NULL) {
        schemas[tool] = json_loads(tools[tool].schema, 0, NULL);
    }

    return schemas[tool];
}


static bool
tool_find(slice_t name, tool_t *ret_tool)
{
    for (tool_t t = 0; t < TOOLS_COUNT; t++) {
        if (slice_eq(name, slice_str(tools[t].name))) {
            *ret_tool = t;
            return true;
        }
    }

    return false;
}


bool
tool_check(pool_t *pool, const model_tool_call_t *call, tool_t *ret_tool,
    const char **ret_why)
{
    char    why[WHY_MAX];
    tool_t  tool;

    if (!tool_find(call->name, &tool)) {
        *ret_why = "There is no tool of this name.";
        return false;
    }

    if (!json_is_object(call->arguments)) {
        *ret_why = "The arguments are not a JSON object.";
        return false;
    }

    if (!schema_check(tool_schema(tool), call->arguments, why, sizeof(why))) {
        *ret_why = pool_printf(pool, "The arguments are wrong: %s.", why);
        *ret_why = *ret_why == NULL ? "The arguments are wrong." : *ret_why;
        return false;
    }

    *ret_tool = tool;

    return true;
}
