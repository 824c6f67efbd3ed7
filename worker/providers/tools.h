/*
 * tools - what a model may call, and whether it called it rightly.
 *
 * A registry of names, descriptions and argument schemas; what a tool does is
 * worker/answer's.  No schema has a tenant, a contact or a conversation: they
 * come from the turn, so a tool can only touch what the turn is about.
 */

#ifndef RELEVO_PROVIDERS_TOOLS_H
#define RELEVO_PROVIDERS_TOOLS_H

#include "worker/engine/pool.h"
#include "worker/providers/model.h"

typedef enum {
    TOOL_ESCALATE = 0,                  /* EscalateToHuman */
    TOOL_TRANSFER,                      /* transfer_to_agent */
    TOOL_CALLBACK,                      /* schedule_callback */
    TOOL_CUSTOMER,                      /* lookup_customer */
    TOOL_KNOWLEDGE,                     /* search_knowledge */
    TOOLS_COUNT
} tool_t;

/* In the order of tool_t, as model_request_t.tools takes them. */
extern const model_tool_t  tools[TOOLS_COUNT];

/* Which tool a call means, when name and arguments are right; else false and
 * why: one sentence for the model, without the arguments' values. */
bool tool_check(pool_t *pool, const model_tool_call_t *call, tool_t *ret_tool,
         const char **ret_why);

#endif
