/*
 * 60_commit - waits out the burst, then writes the turn in one call.  A
 * customer's wish for a person does not wait.
 *
 * In:   everything the phases before have put into the turn.
 * Out:  turn->commit_result; the rows to send have gone to deliver.
 *
 * Until the call is made a newer message starts the turn again; afterwards it
 * opens the next one.  The call itself is a batch of the partition; it ends
 * with its answer or with the lease, never by the clock: an item that was
 * sent must not be written twice under two lives.
 */

#include <stdlib.h>
#include <string.h>

#include "worker/answer/notice.h"
#include "worker/batch.h"
#include "worker/channels/channel.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/pipeline.h"

#define HOUR_MS       (3600 * 1000ll)
#define SCORE_DIGITS  6                 /* of the numbers in a decision */

typedef struct {
    op_t  *op;                          /* NULL: the job has gone */
} cell_t;


/* How long the reply would still be typed; thinking counts as typing. */
static uint64_t
pace_left_ms(const turn_t *t)
{
    uint64_t  passed = (unix_us() - t->started_us) / 1000;

    return t->nparts > 0 && t->pace_ms > passed ? t->pace_ms - passed : 0;
}


/*
 * The customer has asked for a person: nothing they may add within the window
 * changes that, and it is shown to who takes it.  So it is written at once,
 * and nobody pretends to type.  What else hands over may be taken back by the
 * next line ("never mind, it works") and waits.
 */
static bool
is_wish(const turn_t *t)
{
    static const char *const  wishes[] = {
        "wants_person", "accepts_person", "explicit_request",
        "manager_request"
    };

    if (t->transition == NULL || t->reason == NULL
        || strcmp(t->transition, "pending_handoff") != 0)
    {
        return false;
    }

    for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
        if (strcmp(wishes[i], t->reason) == 0) {
            return true;
        }
    }

    return false;
}


static uint64_t
settle_left_ms(const turn_t *t)
{
    uint64_t  quiet = lane_quiet_in_ms(t->lane), pace = pace_left_ms(t);

    return is_wish(t) ? 0 : quiet > pace ? quiet : pace;
}


/* Waits until the window has closed; then the turn is taken or begun again. */
rc_t
settle_start(job_t *j)
{
    turn_t    *t = job_turn(j);
    uint64_t   ms = settle_left_ms(t);

    if (ms > 0) {
        (void) wait_call(j, ms);
        return RC_AGAIN;
    }

    if (lane_has_newer(t->lane)) {
        lane_again(t->lane);
        return job_fail(j, RC_RETRY, "a newer message came");
    }

    return RC_OK;
}


/* The window may have been extended while we waited for its end. */
rc_t
settle_finish(job_t *j)
{
    return settle_start(j);
}


static json_t *
item_base(const turn_t *t, const char *outcome, const char *reason)
{
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:s, s:s?, s:I}",
                     "tenant", t->tenant, "conversation", t->conversation,
                     "epoch", (json_int_t) t->epoch,
                     "from_seq", (json_int_t) t->from_seq,
                     "to_seq", (json_int_t) t->to_seq,
                     "outcome", outcome, "reason", reason,
                     "started_us", (json_int_t) t->started_us);
}


json_t *
commit_item_failed(const turn_t *t, const char *outcome, const char *reason,
    uint64_t retry_ms)
{
    json_t  *item = item_base(t, outcome, reason);

    json_object_set_new(item, "retry_ms", json_integer((json_int_t) retry_ms));
    json_object_set_new(item, "replies", json_array());

    return item;
}


/* The tenant may prefer silence over a possible duplicate. */
static const char *
reply_policy(const turn_t *t)
{
    const json_t  *tenant = json_object_get(t->context, "tenant");
    const json_t  *settings = json_object_get(tenant, "settings");

    return strcmp(jsonx_str(settings, "reply_policy"), "at_most_once") == 0
           ? "at_most_once" : "at_least_once";
}


/* Until when the channel lets us answer freely: its window begins with the
 * customer's last message. 0: always. */
static int64_t
window_ms(const turn_t *t)
{
    const channel_t  *channel = channel_find(slice_str(t->channel));
    const json_t     *messages = json_object_get(t->context, "messages");
    const json_t     *last = json_array_get(messages,
                                            json_array_size(messages) - 1);

    return channel == NULL || channel->window_hours == 0 || last == NULL ? 0
           : jsonx_int(last, "at_ms") + channel->window_hours * HOUR_MS;
}


static json_t *
item_replies(const turn_t *t)
{
    json_t  *contact = json_object_get(t->context, "contact");
    json_t  *to = json_object_get(contact, "to");
    json_t  *replies = json_array();
    int64_t  window = window_ms(t);

    for (unsigned i = 0; i < t->nparts; i++) {
        const reply_part_t  *part = &t->parts[i];
        json_t              *payload;

        payload = json_pack("{s:O?, s:s%}", "to", to, "text",
                            (const char *) part->text.data, part->text.len);

        if (window > 0) {
            json_object_set_new(payload, "window_ms", json_integer(window));
            json_object_set_new(payload, "part", json_integer(i));
        }

        if (part->reply_to.len > 0) {
            json_object_set_new(payload, "reply_to",
                json_stringn((const char *) part->reply_to.data,
                             part->reply_to.len));
        }

        json_array_append_new(replies,
            json_pack("{s:s, s:s, s:o}", "kind", "message",
                      "policy", reply_policy(t), "payload", payload));
    }

    if (json_array_size(replies) != t->nparts) {    /* not UTF-8: never sent */
        json_decref(replies);
        return NULL;
    }

    return replies;
}


static json_t *
item_build(const turn_t *t)
{
    static const char *const  outcomes[] = {
        [OUTCOME_OK] = "ok", [OUTCOME_SILENT] = "silent",
        [OUTCOME_DEAD] = "dead"
    };

    json_t  *item = item_base(t, outcomes[t->outcome], t->reason);

    if (t->language[0] != '\0') {
        json_object_set_new(item, "language", json_string(t->language));
    }

    if (t->transition != NULL) {
        json_object_set_new(item, "transition", json_string(t->transition));

        if (strcmp(t->transition, "pending_handoff") == 0) {
            json_object_set_new(item, "notice", notice_words(t->language));
        }
    }

    if (t->evidence != NULL) {
        json_object_set_new(item, "decision", jsonx_wrap(t->evidence,
                                                           SCORE_DIGITS));
    }

    if (t->judged != NULL) {
        json_object_set_new(item, "judged", jsonx_wrap(t->judged,
                                                         SCORE_DIGITS));
    }

    if (t->effects != NULL) {
        json_object_set(item, "effects", t->effects);
    }

    json_object_set_new(item, "asked_person", json_boolean(t->ask_person));

    if (json_object_set_new(item, "replies", t->outcome == OUTCOME_OK
                            ? item_replies(t) : json_array()) != 0)
    {
        json_decref(item);
        return NULL;
    }

    return item;
}


static void
commit_detach(op_t *op)
{
    cell_t  *cell = op->cell;

    cell->op = NULL;
}


/* A line for each hand-over: ids and names of lists, never words. */
static void
log_ticket(const json_t *ticket)
{
    if (ticket == NULL) {
        return;
    }

    log_info("handoff.wanted",
             LOG_STR("ticket", jsonx_str(ticket, "ticket")),
             LOG_STR("contact", jsonx_str(ticket, "contact")),
             LOG_STR("reason", jsonx_str(ticket, "reason")),
             LOG_STR("category", jsonx_str(ticket, "category")),
             LOG_STR("sentiment", jsonx_str(ticket, "sentiment")),
             LOG_STR("priority", jsonx_str(ticket, "priority")));
}


/* The batch's answer: keep what finish reads, wake the job. */
static void
commit_settled(void *data, rc_t rc, const json_t *result, const char *error)
{
    cell_t  *cell = data;
    op_t    *op = cell->op;
    turn_t  *t;

    free(cell);
    log_ticket(json_object_get(result, "ticket"));

    if (op == NULL) {
        return;                                 /* dropped: nobody asks */
    }

    t = job_turn(op->job);
    t->commit_result = pool_strdup(op->job->pool, jsonx_str(result, "r"));
    op_complete(op, rc, error == NULL ? NULL
                        : pool_strdup(op->job->pool, error));
}


rc_t
commit_start(job_t *j)
{
    turn_t  *t = job_turn(j);
    json_t  *item = item_build(t);
    op_t    *op;
    cell_t  *cell;

    if (item == NULL) {
        return job_fail(j, RC_REJECT, "reply is not text");
    }

    op = op_new(j);
    cell = calloc(1, sizeof(cell_t));

    if (cell == NULL) {
        log_error("commit.out_of_memory", LOG_INT("partition", t->part->p));
        abort();
    }

    cell->op = op;
    op->cell = cell;
    op->detach = commit_detach;

    lane_commits(t->lane);
    batch_add(t->part->commits, item, commit_settled, cell);

    return RC_AGAIN;
}


static void
commit_count(const turn_t *t)
{
    if (strcmp(t->commit_result, "ok") != 0) {
        return;                         /* counted before, or not done */
    }

    stat_add(ratings, t->rating > 0);
    stat_add(handoffs, t->transition != NULL
                       && strcmp(t->transition, "pending_handoff") == 0);
}


rc_t
commit_finish(job_t *j)
{
    const op_t  *op = j->ops;

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "commit: %s", op->error);
    }

    commit_count(job_turn(j));

    return RC_OK;
}
