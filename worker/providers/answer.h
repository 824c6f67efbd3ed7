/*
 * answer - a model's answer while it comes: what openai, anthropic and bedrock
 * have in common.  They take their events apart and tell it here; at the end
 * answer_finish() makes the model_reply_t of it.
 *
 * Errors are made of the status and of a code the provider names
 * ("rate_limit_exceeded"); its sentences may quote keys or customers and are
 * not kept.
 */

#ifndef RELEVO_PROVIDERS_ANSWER_H
#define RELEVO_PROVIDERS_ANSWER_H

#include "worker/providers/provider.h"

#define ANSWER_ARGUMENTS_MAX  (64u << 10)       /* bytes, of one tool call */

typedef struct {
    buffer_t   arguments;
    slice_t    id, name;
    uint16_t   half;                    /* of a character, see halves.h */
    bool       used;
} answer_tool_t;

typedef struct {
    provider_call_t  *call;
    buffer_t          text;
    answer_tool_t     tools[MODEL_TOOL_CALLS_MAX];
    buffer_t          body;             /* of an answer in one piece */
    bool              halved;           /* this event holds half characters */
    uint16_t          half;             /* the first one of the text */
    bool              finished;         /* a finish reason has come */
    bool              refused;          /* the model said it will not */
} answer_t;

bool   answer_in(provider_call_t *call, answer_t *a);

/* A piece of text; empty ones are fine.  False: over the cap. */
bool   answer_text(answer_t *a, slice_t piece);

/* Something came that is no text (thinking): the model is alive. */
void   answer_alive(answer_t *a);

/* The tool call of this index: id and name once, arguments in pieces. */
bool   answer_tool(answer_t *a, uint64_t index, slice_t id, slice_t name);
bool   answer_arguments(answer_t *a, uint64_t index, slice_t piece);

void   answer_finished(answer_t *a, model_finish_t finish);

/* The same by the provider's word for it; "" is none yet. */
void   answer_stop_reason(answer_t *a, const char *reason);

/* At the end: text, tool calls and JSON into call->reply.  is_whole: the last
 * event of a stream has come, or the one body could be read. */
rc_t   answer_end(answer_t *a, bool is_whole);
rc_t   answer_finish(answer_t *a);

/* An answer that is none: sets error and failure, returns rc.  code is what
 * the provider calls it, or empty. */
rc_t   answer_fail(provider_call_t *call, rc_t rc, model_failure_t failure,
           const char *what, slice_t code);

/* By the usual meaning of a status that is not 2xx. */
rc_t   answer_status(provider_call_t *call, int status, slice_t code);

/* JSON of one event or body, mended where it is not quite UTF-8; owned by the
 * caller.  NULL: it is none. */
json_t *answer_json(slice_t text);

/* The same for an event of a stream, whose texts may begin or end within a
 * character. */
json_t *answer_event(answer_t *a, slice_t text);

/* A number of tokens: absent or not one is 0. */
unsigned answer_count(const json_t *object, const char *key);

/* Headers all of them know: retry-after-ms, x-should-retry. */
void   answer_header(provider_call_t *call, slice_t name, slice_t value);

/* json_stringn() that says NULL for what is not UTF-8; a NUL is refused. */
json_t *answer_string(slice_t text);

/* The schema of a tool or an answer as JSON; NULL when it is not one. */
json_t *answer_schema(const char *text);

#endif
