/*
 * attempt_cost - what one try can cost at most, which is reserved before it,
 * and what it did cost, which is settled behind it.
 *
 * Chat is charged by token, a file by second, picture or page: prices.tsv
 * says what a million of them costs.
 */

#include "worker/providers/attempt.h"

#include "worker/engine/stats.h"

#define RESERVE_SPARE_MS 60000          /* a reservation outlives its call */
#define BYTES_PER_TOKEN  3              /* guessing what was not counted */
#define IMAGE_TOKENS     6000           /* of one picture: above what any of
                                           them asks for one of low detail */


unsigned
model_images(const model_request_t *r)
{
    unsigned  n = 0;

    for (unsigned i = 0; i < r->n; i++) {
        n += r->messages[i].image != NULL;
    }

    return n;
}


/* Bytes of the body that are words: those of a picture are no tokens. */
static size_t
words_bytes(const attempt_t *a)
{
    const model_request_t  *r = a->plan->chat;
    size_t                  len = a->http.body.len;

    for (unsigned i = 0; r != NULL && i < r->n; i++) {
        const model_image_t  *image = r->messages[i].image;
        size_t                cost = image == NULL ? 0
                                     : (image->bytes.len + 2) / 3 * 4;

        len -= cost < len ? cost : len;
    }

    return len;
}


static unsigned
images_tokens(const attempt_t *a)
{
    return a->plan->chat == NULL ? 0
           : model_images(a->plan->chat) * IMAGE_TOKENS;
}


/* No token is less than a byte. */
void
attempt_cost_fill(attempt_t *a, uint64_t left_ms)
{
    unsigned  out = a->plan->chat == NULL ? 0
                    : a->request.max_tokens == 0 ? MODEL_TOKENS_DEFAULT
                    : a->request.max_tokens;
    uint64_t  in = a->plan->file != NULL ? a->plan->file->units
                   : words_bytes(a) + images_tokens(a);

    a->item.priced = price_find(a->call.provider->name, a->call.model,
                                &a->price);
    if (!a->item.priced) {
        stat_add(model_unpriced, 1);
    }

    budget_id(a->item.id);
    a->item.provider = a->call.provider->name;
    a->item.model = a->call.model;
    a->item.micros = price_of(&a->price, in, out, 0);
    a->item.ttl_ms = left_ms + RESERVE_SPARE_MS;
}


/* A file costs what it is, also when the answer was lost. */
static void
units_settle(attempt_t *a, bool used)
{
    a->reply.tokens_in = used ? a->plan->file->units : 0;
}


/* Tokens as they were counted; where the provider had no time to, guessed:
 * what has left may have been worked on, also when the connection is lost. */
static void
tokens_settle(attempt_t *a, bool ok)
{
    model_reply_t  *r = &a->reply;
    bool            used = ok || a->call.progress > 0 || a->cancelled
                           || a->failure == MODEL_STALLED
                           || a->failure == MODEL_UNREACHABLE;

    if (!a->item.sent) {
        return;
    }

    if (a->plan->file != NULL) {
        units_settle(a, used);
        return;
    }

    if (used && r->tokens_in == 0) {
        r->tokens_in = (unsigned) (words_bytes(a) / BYTES_PER_TOKEN) + 1
                       + images_tokens(a);
        r->estimated = true;
    }

    if (!ok && a->call.progress > r->tokens_out) {
        r->tokens_out = a->call.progress;       /* a piece is one at least */
        r->estimated = true;

    } else if (ok && r->tokens_out == 0 && a->plan->embed == NULL) {
        r->tokens_out = (unsigned) (r->text.len / BYTES_PER_TOKEN) + 1;
        r->estimated = true;
    }
}


void
attempt_settle(attempt_t *a, bool ok)
{
    model_reply_t  *r = &a->reply;

    if (!a->reserved) {
        return;
    }

    tokens_settle(a, ok);
    r->cost_micros = price_of(&a->price, r->tokens_in, r->tokens_out,
                              r->tokens_cached);
    if (r->cost_micros > a->item.micros) {
        stat_add(budget_over, 1);
    }

    a->item.ok = ok;
    a->item.estimated = r->estimated;
    a->item.tokens_in = r->tokens_in;
    a->item.tokens_out = r->tokens_out;
    a->item.tokens_cached = r->tokens_cached;
    a->item.micros = r->cost_micros;
    budget_settle(&a->item);
}
