/*
 * guard - may this text of a model leave the house?
 *
 * Pure: the reply and what it may know in, a verdict out.  A refused reply
 * is not repaired: the caller says something of its own.  What it looks for:
 * another language than asked for, nothing or too much, the instructions
 * word for word (also spaced out or backwards), what looks like a secret,
 * numbers, e-mail addresses and links that nobody in this conversation and
 * no text given to the model has named, phrases the tenant has banned.
 */

#ifndef RELEVO_ANSWER_GUARD_H
#define RELEVO_ANSWER_GUARD_H

#include <jansson.h>

#include "worker/engine/pool.h"

#define GUARD_LENGTH_MAX  4096          /* code points of a whole reply */
#define GUARD_KNOWN_MAX   64

typedef enum {
    GUARD_OK = 0, GUARD_EMPTY, GUARD_LENGTH, GUARD_NO_TEXT, GUARD_LANGUAGE,
    GUARD_PROMPT, GUARD_SECRET, GUARD_PERSONAL, GUARD_LINK, GUARD_BANNED,
    GUARD_VERDICTS
} guard_verdict_t;

typedef struct {
    const char    *language;            /* the reply's, one of the five */
    size_t         max;                 /* code points; 0: the default */
    slice_t        instructions;        /* that must not be said */
    const slice_t *known;               /* texts whose data may be said */
    unsigned       nknown;
    const json_t  *banned;              /* phrases, or NULL */
} guard_t;

guard_verdict_t guard_check(slice_t reply, const guard_t *guard, pool_t *pool);

const char     *guard_name(guard_verdict_t verdict);    /* "language", ... */

/* The parts of it, for tests and for tools that check arguments. */

/* True too when there is no memory to look. */
bool guard_leaks_prompt(slice_t reply, slice_t instructions, pool_t *pool);
bool guard_has_secret(slice_t reply, const slice_t *known, unsigned n);
bool guard_knows_numbers(slice_t reply, const slice_t *known, unsigned n);
bool guard_knows_links(slice_t reply, const slice_t *known, unsigned n);

#endif
