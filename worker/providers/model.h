/*
 * model - what is asked of a language model and what it answered, in the
 * words of no provider.  Everything is borrowed from the asker's job until
 * the call has settled; an answer belongs to the asker's job.
 *
 * Texts of customers and documents are data here as everywhere: a request
 * keeps them in messages, never in `system`.
 */

#ifndef RELEVO_PROVIDERS_MODEL_H
#define RELEVO_PROVIDERS_MODEL_H

#include <jansson.h>

#include "common/slice.h"

#define MODEL_TOKENS_DEFAULT   1000     /* of an answer, unless told */
#define MODEL_TOOL_CALLS_MAX   16       /* in one answer; more is refused */
#define MODEL_NAME_MAX         128

typedef enum {
    MODEL_USER = 0,
    MODEL_ASSISTANT,                    /* text, tool calls or both */
    MODEL_TOOL                          /* the result of one tool call */
} model_role_t;

/* A tool the model may call.  Those of tools.h, or anybody's. */
typedef struct {
    const char    *name;                /* [A-Za-z0-9_-]{1,64} */
    const char    *description;
    const char    *schema;              /* JSON schema of its arguments */
} model_tool_t;

typedef struct {
    slice_t        id;                  /* the provider's, for the result */
    slice_t        name;
    slice_t        text;                /* arguments as they came */
    json_t        *arguments;           /* an object; NULL: text is none */
} model_tool_call_t;

/* A picture in front of a message's text.  Only accounts whose setting
 * `vision` names a model are asked then. */
typedef struct {
    const char    *mime;                /* image/jpeg or image/png */
    slice_t        bytes;
} model_image_t;

typedef struct {
    model_role_t              role;
    slice_t                   text;     /* UTF-8; of MODEL_TOOL the result */
    const model_image_t      *image;    /* MODEL_USER; or NULL */
    const model_tool_call_t  *calls;    /* MODEL_ASSISTANT */
    unsigned                  ncalls;
    slice_t                   call_id;  /* MODEL_TOOL */
    bool                      is_error; /* MODEL_TOOL: it did not work */
} model_message_t;

typedef enum {
    MODEL_TOOLS_AUTO = 0,
    MODEL_TOOLS_NONE,                   /* told of, but not to be called */
    MODEL_TOOLS_REQUIRED
} model_tool_choice_t;

typedef struct {
    slice_t                 system;     /* ours, never a customer's words */
    const model_message_t  *messages;   /* oldest first; the first is USER */
    unsigned                n;

    const model_tool_t     *tools;
    unsigned                ntools;
    model_tool_choice_t     tool_choice;

    const char             *schema;     /* the answer must be such JSON */
    const char             *schema_name;        /* NULL: "answer" */

    unsigned                max_tokens; /* 0: MODEL_TOKENS_DEFAULT */

    /* Streaming: each piece of text as it comes, whole UTF-8 characters.  It
     * runs inside a driver: it may record, set an alarm, post; not call.
     * NULL: the answer is asked for in one piece, unless `stream`. */
    void                  (*on_text)(void *data, slice_t piece);
    void                   *data;
    bool                    stream;     /* without on_text: only so that a
                                           stall is noticed early */
} model_request_t;

typedef enum {
    MODEL_STOP = 0,                     /* it had said everything */
    MODEL_LENGTH,                       /* max_tokens cut it off */
    MODEL_TOOL_CALLS,                   /* it waits for their results */
    MODEL_FILTERED                      /* refused, or a guard rail */
} model_finish_t;

/* Why there is no answer; op->error says it in words. */
typedef enum {
    MODEL_FINE = 0,
    MODEL_NO_PROVIDER,                  /* none configured: not a failure */
    MODEL_NO_BUDGET,                    /* the tenant's limit is reached */
    MODEL_BROKEN,                       /* circuit breaker is open */
    MODEL_BUSY,                         /* 429, overloaded */
    MODEL_STALLED,                      /* no first or no next token */
    MODEL_UNREACHABLE,                  /* connect, TLS, lost connection */
    MODEL_REFUSED,                      /* 4xx: key, model, request */
    MODEL_FAILED,                       /* 5xx, error event */
    MODEL_LIED                          /* bad JSON, cut off, not the schema */
} model_failure_t;

typedef struct {
    slice_t             text;           /* UTF-8, NUL behind it */
    model_tool_call_t   calls[MODEL_TOOL_CALLS_MAX];
    unsigned            ncalls;
    json_t             *json;           /* `schema`: parsed, and valid */
    model_finish_t      finish;
    model_failure_t     failure;

    unsigned            tokens_in;      /* of all attempts */
    unsigned            tokens_out;
    unsigned            tokens_cached;  /* part of tokens_in */
    bool                estimated;      /* the provider did not count */
    int64_t             cost_micros;    /* millionths of the price's unit */
    bool                priced;         /* false: it is not known */

    char                account[64];    /* name of the provider's row */
    char                provider[16];   /* "openai" */
    char                model[MODEL_NAME_MAX];
    char                rule[32];       /* of the routing table */
    unsigned            ms;             /* first byte asked to last read */
    unsigned            ttft_ms;        /* to the first token */
    unsigned            attempts;
} model_reply_t;

const char *model_failure_name(model_failure_t failure);
const char *model_finish_name(model_finish_t finish);

#endif
