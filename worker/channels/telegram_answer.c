/*
 * telegram_answer - what the Bot API says of a call becomes one of five
 * verdicts.
 *
 * There is no idempotency key and no status webhook: a send without an answer
 * stays ambiguous until its wait ends.
 */

#include "worker/channels/telegram.h"

#include "worker/channels/verdict.h"


static void
accepted_read(const json_t *answer, pool_t *pool, send_result_t *r)
{
    const json_t  *result = json_object_get(answer, "result");
    const char    *id = telegram_message_id(pool, result);

    /* a reaction is no message: it has no id */

    if (json_is_true(json_object_get(answer, "ok")) && json_is_true(result)) {
        r->cls = SEND_SENT;
        return;
    }

    if (!json_is_true(json_object_get(answer, "ok")) || id == NULL) {
        r->error = "accepted without an id";
        return;                         /* AMBIGUOUS */
    }

    r->cls = SEND_SENT;
    r->provider_id = id;
}


/* ok is false, error_code repeats the status. */
static void
refusal_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    const json_t  *parameters = json_object_get(answer, "parameters");
    json_int_t     after = json_integer_value(json_object_get(parameters,
                                                             "retry_after"));

    r->error = pool_printf(pool, "%d", op->status);

    switch (op->status) {

    case 400:
        r->cls = SEND_FAILED;

        /* the group's own message about it re-points its contact, so that
         * what is said next goes to its new number */

        if (json_object_get(parameters, "migrate_to_chat_id") != NULL) {
            r->error = "400 migrated";
        }
        return;

    case 403:                           /* blocked, kicked, deactivated */
        r->cls = SEND_FAILED;
        return;

    case 401:                           /* token revoked */
    case 404:                           /* no such token: the method exists */
        r->cls = SEND_PAUSE_ACCOUNT;
        return;

    case 429:

        /* mostly of one chat; only this conversation's queue waits for it */

        r->cls = SEND_RETRY;
        r->retry_ms = verdict_wait(op);

        if (after > 0) {
            r->retry_ms = after < VERDICT_WAIT_MAX / 1000
                          ? (uint64_t) after * 1000 : VERDICT_WAIT_MAX;
        }
        return;

    default:
        r->cls = op->status >= 500 ? SEND_AMBIGUOUS : SEND_FAILED;
    }
}


static void
answer_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    if (op->status >= 200 && op->status < 300) {
        accepted_read(answer, pool, r);

    } else if (json_is_false(json_object_get(answer, "ok"))) {
        refusal_read(op, answer, pool, r);

    } else {
        verdict_status(op, pool, r);
    }
}


void
telegram_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    verdict(op, pool, answer_read, ret_result);
}
