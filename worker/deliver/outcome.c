/*
 * outcome - what a verdict means for the row, and its way into the database.
 *
 *   sent       the queue's next row comes back with the answer of core.sent
 *   retry      definitely not accepted; the sweep brings it when it is due
 *   ambiguous  nobody knows; a status resolves it, else the tenant's policy
 *   failed     refused for good, or deliver.attempts are used up
 *
 * Every verdict is logged here, once, with ids only.
 */

#include "worker/deliver/row.h"

#include <stdlib.h>

#include "worker/batch.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define RETRY_CAP_MS  (5u * 60 * 1000)

static void row_record(row_t *row, json_t *item);


json_t *
outcome_item(const row_t *row, const char *r)
{
    json_t  *item = json_object();

    json_object_set_new(item, "tenant", json_string(row->tenant));
    json_object_set_new(item, "id", json_string(row->id));
    json_object_set_new(item, "r", json_string(r));

    return item;
}


static json_t *
retry_item(const row_t *row, const char *error, uint64_t next_ms)
{
    json_t  *item = outcome_item(row, "retry");

    json_object_set_new(item, "error", json_string(error));
    json_object_set_new(item, "next_ms", json_integer((json_int_t) next_ms));

    return item;
}


/* The database has the outcome. */
static void
row_recorded(void *data, rc_t rc, const json_t *result, const char *error)
{
    row_t  *row = data;

    if (row->d == NULL) {
        row_free(row);
        return;
    }

    if (rc == RC_REJECT && !row->bare) {

        /* something the provider said cannot be stored; what has happened
         * is more important than its words */

        row->bare = true;
        log_error("deliver.not_recorded", LOG_STR("outbox", row->id),
                  LOG_STR("error", error));
        row_record(row, json_copy(row->outcome));
        return;
    }

    log_debug("deliver.recorded", LOG_STR("outbox", row->id),
              LOG_STR("state", str_of(result, "state")),
              LOG_STR("error", error));
    row->d->busy--;
    row_remove(row);
}


/* Steals item.  From here on this attempt is over. */
static void
row_record(row_t *row, json_t *item)
{
    row->state = ROW_RECORD;

    if (!settled_add(row->d->settled, row->id, row->attempt, now_ms())) {
        log_error("deliver.out_of_memory", LOG_INT("partition", row->part->p));
        abort();                        /* the next owner goes on, as after
                                           any crash: nothing is lost */
    }

    if (row->bare) {
        json_object_del(item, "error");
        json_object_del(item, "provider_id");
    }

    json_decref(row->outcome);
    row->outcome = json_incref(item);
    batch_add(row->part->sents, item, row_recorded, row);
}


static void
row_log(const row_t *row, log_level_t level, const char *event,
    const char *error, uint64_t next_ms)
{
    const log_field_t  fields[] = {
        LOG_STR("outbox", row->id), LOG_STR("tenant", row->tenant),
        LOG_STR("conversation", str_of(row->json, "conversation")),
        LOG_STR("channel", str_of(row->json, "channel")),
        LOG_INT("attempt", row->attempt), LOG_STR("error", error),
        LOG_INT("next_ms", next_ms), LOG_END
    };

    log_event(level, event, fields);
}


/* Not a message of a conversation?  Its end is its age: core.sent. */
static bool
row_notifies(const row_t *row)
{
    return row->channel != NULL && row->channel->notifies;
}


static void
outcome_sent(row_t *row, const send_result_t *r)
{
    json_t  *item = outcome_item(row, "sent");

    stat_add(sends_ok, 1);
    if (row_notifies(row)) {
        stat_add(notify_sent, 1);
    } else if (row->channel != NULL) {
        stats_message(row->channel->name, STATS_OUT);
    }

    row_log(row, LOG_DEBUG, "deliver.sent", NULL, 0);
    json_object_set_new(item, "provider_id", r->provider_id != NULL
                        ? json_string(r->provider_id) : json_null());
    row_record(row, item);
}


static void
outcome_failed(row_t *row, const char *error)
{
    json_t  *item = outcome_item(row, "failed");

    stat_add(sends_failed, 1);
    stat_add(notify_failed, row_notifies(row));
    row_log(row, LOG_WARN, "deliver.failed", error, 0);
    json_object_set_new(item, "error", json_string(error));
    row_record(row, item);
}


static uint64_t
longest(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}


static bool
row_is_spent(const row_t *row)
{
    return !row_notifies(row) && row->attempt >= row->d->attempts;
}


/* The account is left alone for so long; 0: it is not. */
static void
account_silent(const row_t *row, const char *why, uint64_t ms)
{
    const circuit_of_t  of = {
        .partition = row->part->p, .tenant = row->tenant,
        .channel = row->channel == NULL ? "" : row->channel->name,
        .account = row->account
    };

    if (ms > 0 && row->channel != NULL) {
        circuits_open(&of, why, now_ms() + ms);
    }
}


static void
account_answered(const row_t *row)
{
    limits_answered(row->d->limits, row_account(row));

    if (row->channel != NULL) {
        circuits_close(row->channel->name, row->account);
    }
}


/* When a refused row may try again; the limits learn from the refusal. */
static uint64_t
retry_in_ms(row_t *row, const send_result_t *r)
{
    limits_t  *l = row->d->limits;
    uint64_t   now = now_ms();
    uint64_t   ms;

    ms = backoff_ms(row->attempt > 0 ? (unsigned) row->attempt - 1 : 0,
                    row->d->retry_ms, RETRY_CAP_MS);

    if (r->pair_limited) {
        account_answered(row);
        return longest(r->retry_ms, limits_pair(l, row_account(row),
                                                row->recipient, now));
    }

    if (r->account_limited) {
        uint64_t  quiet = limits_throttled(l, row_account(row), r->retry_ms,
                                           now);

        account_silent(row, "throttled", quiet);
        return longest(ms, quiet);
    }

    if (row->channel != NULL && row->channel->request != NULL) {
        uint64_t  quiet = limits_trouble(l, row_account(row), now);

        account_silent(row, "trouble", quiet);
        ms = longest(ms, quiet);
    }

    return longest(ms, r->retry_ms);
}


static void
outcome_retry(row_t *row, const send_result_t *r, const char *error)
{
    uint64_t  ms = retry_in_ms(row, r);

    if (row_is_spent(row)) {
        outcome_failed(row, error);
        return;
    }

    stat_add(sends_retry, 1);
    row_log(row, LOG_INFO, "deliver.retry", error, ms);
    row_record(row, retry_item(row, error, ms));
}


static void
outcome_ambiguous(row_t *row, const char *error)
{
    json_t  *item;

    account_silent(row, "trouble",
                   limits_trouble(row->d->limits, row_account(row), now_ms()));

    if (row_is_spent(row)) {
        outcome_failed(row, error);
        return;
    }

    item = outcome_item(row, "ambiguous");
    stat_add(sends_ambiguous, 1);
    row_log(row, LOG_WARN, "deliver.ambiguous", error, 0);
    json_object_set_new(item, "error", json_string(error));
    row_record(row, item);
}


/* An operator has to act: the row is not to blame and does not give up. */
static void
outcome_paused(row_t *row, const send_result_t *r, const char *error)
{
    uint64_t  ms = limits_paused(row->d->limits, row_account(row),
                                 r->retry_ms, now_ms());

    account_silent(row, "paused", ms);
    stat_add(sends_retry, 1);
    row_log(row, LOG_ERROR, "deliver.account_paused", error, ms);
    row_record(row, retry_item(row, error, ms));
}


void
row_give_back(row_t *row, uint64_t ms)
{
    stat_add(sends_given_back, 1);
    row_log(row, LOG_DEBUG, "deliver.given_back", "limit", ms);
    row->d->busy++;
    row_record(row, retry_item(row, "limit", ms));
}


void
row_answered(row_t *row, const send_result_t *r)
{
    const char  *error = r->error != NULL ? r->error : "no reason given";

    slot_give(row);

    switch (r->cls) {

    case SEND_SENT:
        account_answered(row);
        limits_accepted(row->d->limits, row_account(row), row->recipient);
        outcome_sent(row, r);
        break;

    case SEND_FAILED:
        account_answered(row);
        outcome_failed(row, error);
        break;

    case SEND_RETRY:
        outcome_retry(row, r, error);
        break;

    case SEND_AMBIGUOUS:
        outcome_ambiguous(row, error);
        break;

    case SEND_PAUSE_ACCOUNT:
        outcome_paused(row, r, error);
        break;
    }
}
