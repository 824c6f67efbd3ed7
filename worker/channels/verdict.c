/*
 * verdict - an answer's verdict where the provider's own code is missing.
 */

#include "worker/channels/verdict.h"


uint64_t
verdict_wait(const op_t *op)
{
    return op->retry_after_ms < VERDICT_WAIT_MAX
           ? op->retry_after_ms : VERDICT_WAIT_MAX;
}


void
verdict_status(const op_t *op, pool_t *pool, send_result_t *r)
{
    r->error = pool_printf(pool, "http %d", op->status);
    r->retry_ms = verdict_wait(op);

    if (op->status == 429) {
        r->cls = SEND_RETRY;
        r->account_limited = true;

    } else if (op->status == 401 || op->status == 403) {
        r->cls = SEND_PAUSE_ACCOUNT;

    } else if (op->status >= 500 || op->status == 408) {
        r->cls = SEND_AMBIGUOUS;

    } else {

        /* a redirect or refusal of something between us and the provider,
         * which has not seen the message; attempts are limited */

        r->cls = SEND_RETRY;
    }
}


bool
verdict_begin(const op_t *op, send_result_t *ret_result)
{
    const char  *error = op->error != NULL ? op->error
                         : op->stage == HTTP_NOT_SENT ? "not sent"
                         : "no answer";

    *ret_result = (send_result_t) {
        .cls = op->stage == HTTP_NOT_SENT ? SEND_RETRY : SEND_AMBIGUOUS,
        .error = op->stage == HTTP_ANSWERED ? NULL : error
    };

    return op->stage == HTTP_ANSWERED;
}


void
verdict(const op_t *op, pool_t *pool, verdict_fn read,
    send_result_t *ret_result)
{
    if (verdict_begin(op, ret_result)) {
        read(op, pool_json(pool, json_loadb((const char *) op->body.data,
                                            op->body.len, 0, NULL)),
             pool, ret_result);
    }
}
