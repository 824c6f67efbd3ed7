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


void
verdict(const op_t *op, pool_t *pool, verdict_fn read,
    send_result_t *ret_result)
{
    send_result_t   r = { .cls = SEND_AMBIGUOUS };
    const json_t   *answer;

    switch (op->stage) {

    case HTTP_NOT_SENT:
        r.cls = SEND_RETRY;
        r.error = op->error != NULL ? op->error : "not sent";
        break;

    case HTTP_NO_ANSWER:
        r.error = op->error != NULL ? op->error : "no answer";
        break;

    case HTTP_ANSWERED:
        answer = pool_json(pool, json_loadb((const char *) op->body.data,
                                            op->body.len, 0, NULL));
        read(op, answer, pool, &r);
        break;
    }

    *ret_result = r;
}
