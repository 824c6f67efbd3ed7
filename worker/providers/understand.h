/*
 * understand - what is asked of an outside service that understands texts
 * (Comprehend, Lex) and what it said.  The built-in models of worker/nlu need
 * none of this; it is for those who have such a service already.
 */

#ifndef RELEVO_PROVIDERS_UNDERSTAND_H
#define RELEVO_PROVIDERS_UNDERSTAND_H

#include "common/slice.h"

#define UNDERSTAND_PHRASES_MAX  10
#define UNDERSTAND_SLOTS_MAX    16

typedef enum {
    UNDERSTAND_LANGUAGE = 0,
    UNDERSTAND_SENTIMENT,
    UNDERSTAND_PHRASES,
    UNDERSTAND_INTENT
} understand_kind_t;

typedef struct {
    understand_kind_t  kind;
    slice_t            text;
    const char        *language;        /* "es"; not for LANGUAGE */
    const char        *conversation;    /* uuid; INTENT: the session */
    uint64_t           total_ms;        /* all tries; 0: provider.total */
} understand_request_t;

typedef struct {
    uint32_t           from, to;        /* bytes of the request's text */
    double             score;
} understand_phrase_t;

typedef struct {
    char               name[64];
    char               value[128];
} understand_slot_t;

typedef struct {
    char                 language[8];
    char                 label[16];     /* positive negative neutral mixed */
    char                 intent[64];
    double               score;         /* of what was asked, 0 .. 1 */
    double               positive, negative, neutral, mixed;
    bool                 fallback;      /* it cannot say: language unknown */
    understand_phrase_t  phrases[UNDERSTAND_PHRASES_MAX];
    unsigned             nphrases;
    understand_slot_t    slots[UNDERSTAND_SLOTS_MAX];
    unsigned             nslots;
} understand_reply_t;

#endif
