/*
 * reply - see reply.h.  Everything is copied: an attempt ends with its job.
 */

#include "worker/providers/reply.h"

#include <string.h>


void
bill_add(bill_t *bill, const attempt_t *a)
{
    bill->tokens_in += a->reply.tokens_in;
    bill->tokens_out += a->reply.tokens_out;
    bill->tokens_cached += a->reply.tokens_cached;
    bill->cost_micros += a->reply.cost_micros;
    bill->estimated = bill->estimated || a->reply.estimated;
    bill->unpriced = bill->unpriced || (a->item.sent && !a->item.priced);
}


static void
names_copy(const attempt_t *a, char account[64], char provider[16],
    char model[MODEL_NAME_MAX])
{
    memcpy(account, a->account, sizeof(a->account));
    if (a->call.provider != NULL) {
        strncpy(provider, a->call.provider->name, 15);
    }
    if (a->call.model != NULL) {
        strncpy(model, a->call.model, MODEL_NAME_MAX - 1);
    }
}


/* Who said it, and for how much. */

static void
chat_facts(model_reply_t *to, const bill_t *bill, const attempt_t *a)
{
    names_copy(a, to->account, to->provider, to->model);
    if (a->rule != NULL) {
        strncpy(to->rule, a->rule, sizeof(to->rule) - 1);
    }

    to->tokens_in = bill->tokens_in;
    to->tokens_out = bill->tokens_out;
    to->tokens_cached = bill->tokens_cached;
    to->cost_micros = bill->cost_micros;
    to->estimated = bill->estimated;
    to->priced = !bill->unpriced;
    to->attempts = bill->attempts;
}


static void
embed_facts(embed_reply_t *to, const bill_t *bill, const attempt_t *a)
{
    names_copy(a, to->account, to->provider, to->model);
    to->tokens_in = bill->tokens_in;
    to->estimated = bill->estimated;
    to->priced = !bill->unpriced;
    to->cost_micros = bill->cost_micros;
}


static bool
chat_copy(model_reply_t *to, const attempt_t *a, pool_t *pool)
{
    const model_reply_t  *from = &a->reply;

    to->text = pool_copy(pool, from->text);
    to->finish = from->finish;
    to->json = pool_json(pool, json_incref(from->json));
    to->ms = (unsigned) (a->ended_ms - a->begun_ms);
    to->ttft_ms = (unsigned) (a->first_ms - a->begun_ms);

    for (unsigned i = 0; i < from->ncalls; i++) {
        const model_tool_call_t  *c = &from->calls[i];

        to->calls[i] = (model_tool_call_t) {
            .id = pool_copy(pool, c->id), .name = pool_copy(pool, c->name),
            .text = pool_copy(pool, c->text),
            .arguments = pool_json(pool, json_incref(c->arguments)),
        };
        if (to->calls[i].name.data == NULL) {
            return false;
        }
    }
    to->ncalls = from->ncalls;

    return to->text.data != NULL;
}


static bool
embed_copy(embed_reply_t *to, const attempt_t *a, pool_t *pool)
{
    const embed_reply_t  *from = &a->embedded;
    slice_t               values = pool_copy(pool, slice_make(
        (const uint8_t *) from->values,
        sizeof(float) * from->n * from->dims));

    to->values = (float *) (uintptr_t) values.data;
    to->n = from->n;
    to->dims = from->dims;
    to->ms = (unsigned) (a->ended_ms - a->begun_ms);

    return to->values != NULL;
}


bool
reply_give(const replies_t *to, const bill_t *bill, const attempt_t *a,
    pool_t *pool)
{
    bool  ok = true;

    if (to->text != NULL) {
        *to->text = a->understood;
    } else if (to->file != NULL) {
        names_copy(a, to->file->account, to->file->provider, to->file->model);
        to->file->json = pool_json(pool, json_incref(a->perceived.json));
    } else if (to->embed != NULL) {
        embed_facts(to->embed, bill, a);
        ok = embed_copy(to->embed, a, pool);
    } else {
        ok = chat_copy(to->chat, a, pool);
        chat_facts(to->chat, bill, a);
        if (!ok) {
            to->chat->failure = MODEL_FAILED;
        }
    }

    return ok;
}


void
reply_failed(const replies_t *to, const bill_t *bill, const attempt_t *a)
{
    if (to->chat != NULL) {
        chat_facts(to->chat, bill, a);
    }

    if (to->file != NULL) {
        names_copy(a, to->file->account, to->file->provider, to->file->model);
    }

    if (to->embed != NULL) {
        embed_facts(to->embed, bill, a);
    }

    reply_failure(to, a->failure);
}


void
reply_failure(const replies_t *to, model_failure_t failure)
{
    if (to->chat != NULL) {
        to->chat->failure = failure;
    }

    if (to->file != NULL) {
        to->file->failure = failure;
    }

    if (to->embed != NULL) {
        to->embed->failure = failure;
    }
}
