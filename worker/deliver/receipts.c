/*
 * receipts - "read", and "is typing" for a message that is being answered.
 *
 * Best effort: a few at a time so that they never take the connections of
 * messages, never while the account is throttled or paused, never repeated.
 * What is left out, refused or unanswered is one counter.  A tenant may want
 * none (settings.receipts): those are not counted.
 */

#include "worker/deliver/row.h"

#include <stdlib.h>

#include "worker/deliver/accounts.h"
#include "worker/engine/config.h"
#include "worker/engine/stats.h"

#define RECEIPTS_MAX        16          /* under way in this process */
#define RECEIPT_TIMEOUT_MS  5000

typedef struct {
    const channel_t  *channel;
    json_t           *names;            /* [account, message id, sender] */
    bool              is_typing;
    op_t             *account;
    op_t             *ops[RECEIPT_REQUESTS_MAX];
    unsigned          nops;
    bool              unwanted;
} receipt_t;

static unsigned  receipts_running;

static rc_t account_start(job_t *j);
static rc_t account_finish(job_t *j);
static rc_t receipt_start(job_t *j);
static rc_t receipt_finish(job_t *j);
static void receipt_done(job_t *j, rc_t rc);

static const phase_t  receipt_table[] = {
    { "account", account_start, account_finish, RECEIPT_TIMEOUT_MS },
    { "receipt", receipt_start, receipt_finish, RECEIPT_TIMEOUT_MS },
    { NULL, NULL, NULL, 0 },
};


static void
receipt_free(receipt_t *r)
{
    json_decref(r->names);
    free(r);
}


void
deliver_read_receipt(partition_t *part, const char *channel,
    const char *account, const char *message_id, const char *sender,
    bool is_typing)
{
    const channel_t  *ch = channel_find(slice_str(channel));
    receipt_t        *r;

    if (ch == NULL || ch->read_receipt == NULL || message_id == NULL
        || !config_bool("deliver.read_receipts"))
    {
        return;
    }

    if (receipts_running >= RECEIPTS_MAX || !partition_may_send(part)
        || deliver_is_quiet(part->deliver, channel, account))
    {
        stat_add(receipts_failed, 1);
        return;
    }

    r = calloc(1, sizeof(receipt_t));
    if (r == NULL) {
        stat_add(receipts_failed, 1);
        return;
    }

    r->channel = ch;
    r->is_typing = is_typing;
    r->names = json_pack("[s, s, s]", account, message_id, sender);

    if (r->names == NULL || job_new(receipt_table, r, receipt_done) == NULL) {
        stat_add(receipts_failed, 1);
        receipt_free(r);
        return;
    }

    receipts_running++;
}


static const char *
receipt_name(const receipt_t *r, size_t i)
{
    return json_string_value(json_array_get(r->names, i));
}


static rc_t
account_start(job_t *j)
{
    receipt_t  *r = j->data;

    r->account = accounts_load(j, r->channel->name, receipt_name(r, 0));

    return r->account != NULL ? RC_AGAIN : RC_DECLINED;
}


static rc_t
account_finish(job_t *j)
{
    const receipt_t  *r = j->data;

    return accounts_loaded(r->channel->name, receipt_name(r, 0), r->account)
           ? RC_OK : job_fail(j, RC_REJECT, "receipt: no account");
}


static rc_t
receipt_start(job_t *j)
{
    receipt_t                *r = j->data;
    const channel_account_t  *account;
    const char               *error;
    http_request_t            req[RECEIPT_REQUESTS_MAX];

    r->unwanted = !accounts_receipts(r->channel->name, receipt_name(r, 0));
    if (r->unwanted) {
        return RC_DECLINED;
    }

    account = accounts_get(j->pool, r->channel->name, receipt_name(r, 0),
                           &error);

    r->nops = account == NULL ? 0
              : r->channel->read_receipt(account, receipt_name(r, 1),
                                         receipt_name(r, 2), r->is_typing,
                                         j->pool, req);

    for (unsigned i = 0; i < r->nops; i++) {
        req[i].timeout_ms = RECEIPT_TIMEOUT_MS;
        r->ops[i] = http_call(j, &req[i]);
    }

    return r->nops > 0 ? RC_AGAIN : job_fail(j, RC_REJECT, "no receipt");
}


static rc_t
receipt_finish(job_t *j)
{
    const receipt_t  *r = j->data;

    for (unsigned i = 0; i < r->nops; i++) {
        const op_t  *op = r->ops[i];

        if (op->stage != HTTP_ANSWERED || op->status != 200) {
            return job_fail(j, RC_REJECT, "receipt: http %d", op->status);
        }
    }

    return RC_OK;
}


static void
receipt_done(job_t *j, rc_t rc)
{
    const receipt_t  *r = j->data;

    receipts_running--;

    if (rc == RC_OK) {
        stat_add(receipts_ok, !r->unwanted);
    } else {
        stat_add(receipts_failed, 1);
    }

    receipt_free(j->data);
}
