/*
 * provider - the one interface of AI providers.  A provider is one file:
 * deleting it deletes the provider.
 *
 *   request()  writes the HTTP request of a question
 *   feed()     takes the answer's bytes, in any split
 *   finish()   after the last byte: is it an answer?
 *
 * Pure: no I/O, no clock but call->now (signatures), memory from call->pool.
 * Connection, timeouts, budget, breaker, retries are call.c's.
 */

#ifndef RELEVO_PROVIDERS_PROVIDER_H
#define RELEVO_PROVIDERS_PROVIDER_H

#include <time.h>

#include "worker/engine/http.h"
#include "worker/providers/buffer.h"
#include "worker/providers/embed.h"
#include "worker/providers/model.h"
#include "worker/providers/perceive.h"
#include "worker/providers/understand.h"

#define PROVIDER_ERROR_MAX   160        /* of a provider's own words */
#define PROVIDER_TEXT_MAX    (1u << 20) /* bytes of an answer's text */
#define PROVIDER_EVENT_MAX   (1u << 20) /* bytes of one event of a stream */
#define PROVIDER_BODY_MAX    (8u << 20) /* bytes of a whole answer */

typedef enum {
    PROVIDER_CHAT   = 1 << 0,
    PROVIDER_STREAM = 1 << 1,
    PROVIDER_TOOLS  = 1 << 2,
    PROVIDER_JSON   = 1 << 3,
    PROVIDER_EMBED  = 1 << 4,
    PROVIDER_SPEECH = 1 << 5,
    PROVIDER_NLU    = 1 << 6,
    PROVIDER_VISION = 1 << 7,           /* CHAT with a picture */
    PROVIDER_PICTURE = 1 << 8,          /* labels and lines of one */
    PROVIDER_PAPER  = 1 << 9            /* text and fields of a document */
} provider_cap_t;

/* Where to ask, as whom.  All borrowed; never logged as a whole. */
typedef struct {
    const char   *name;                 /* of the row: "main" */
    const char   *base_url;             /* no slash at the end; "": usual */
    slice_t       key;                  /* opened; empty: none is sent */
    const json_t *settings;             /* the kind's own, or NULL */
} provider_account_t;

typedef struct provider_s       provider_t;
typedef struct provider_call_s  provider_call_t;

struct provider_call_s {
    const provider_t             *provider;
    pool_t                       *pool;     /* of this attempt */
    const char                   *model;
    const model_request_t        *chat;     /* one of the four */
    const understand_request_t   *text;
    const perceive_request_t     *file;
    const embed_request_t        *embed;
    bool                          stream;   /* this answer comes as one */
    time_t                        now;      /* of the request, wall clock */

    /* what has come */
    model_reply_t                *reply;    /* filled by feed() and finish() */
    understand_reply_t           *understood;
    perceive_reply_t             *perceived;
    embed_reply_t                *embedded;
    unsigned                      progress; /* tokens so far: of any kind */
    uint64_t                      retry_after_ms;
    int                           should_retry; /* 1, 0; -1: not said */
    char                          error[PROVIDER_ERROR_MAX];
    model_failure_t               failure;

    void                         *state;    /* the provider's own */
};

struct provider_s {
    const char   *name;
    unsigned      caps;
    const char   *base_url;             /* when the account names none */

    /* RC_REJECT with call->error: it cannot be asked so. */
    rc_t        (*request)(provider_call_t *call,
                    const provider_account_t *account,
                    http_request_t *ret_http);

    /* A body that request() gave a length only (read_len): as of
     * http_read_fn.  NULL: there is none such. */
    size_t      (*read)(provider_call_t *call, uint64_t offset, uint8_t *buf,
                    size_t len);

    /* Headers that matter, before the body; NULL: none do. */
    void        (*header)(provider_call_t *call, slice_t name, slice_t value);

    /* Bytes of a 2xx answer.  Not RC_OK: it is none, stop reading. */
    rc_t        (*feed)(provider_call_t *call, slice_t bytes);

    /* All bytes were fed; of other statuses than 2xx body is the whole, cut
     * at 16 KB.  RC_OK, RC_RETRY, RC_REJECT; else error and failure say why. */
    rc_t        (*finish)(provider_call_t *call, int status, slice_t body);
};

/* NULL when there is none of that name. */
const provider_t *provider_find(const char *name);

#endif
