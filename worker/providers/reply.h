/*
 * reply - what an attempt said becomes the answer of whoever asked.
 *
 * Whatever was asked, one of four kinds of answers is filled in; names of who
 * answered and what all attempts together cost stand in it, also of a failure.
 */

#ifndef RELEVO_REPLY_H
#define RELEVO_REPLY_H

#include "worker/providers/attempt.h"
#include "worker/providers/call.h"

/* Where the answer goes: one of them, by what was asked. */
typedef struct {
    model_reply_t       *chat;
    understand_reply_t  *text;
    perceive_reply_t    *file;
    embed_reply_t       *embed;
} replies_t;

/* Of all attempts of a question. */
typedef struct {
    unsigned  attempts;
    unsigned  tokens_in, tokens_out, tokens_cached;
    int64_t   cost_micros;
    bool      estimated, unpriced;
} bill_t;

/* What it used; attempts are counted by whoever begins them. */
void bill_add(bill_t *bill, const attempt_t *a);

/* Into the asker's pool; false without memory. */
bool reply_give(const replies_t *to, const bill_t *bill, const attempt_t *a,
         pool_t *pool);

/* The last attempt has failed. */
void reply_failed(const replies_t *to, const bill_t *bill, const attempt_t *a);

void reply_failure(const replies_t *to, model_failure_t failure);

#endif
