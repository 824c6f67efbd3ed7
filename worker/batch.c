/*
 * batch - core.commit and core.sent, many items a call; contract in batch.h.
 *
 * A queue; the first `flying` entries of it are in the call under way.  What
 * arrives meanwhile waits behind them and goes with the next call, which is
 * put together when the gate lets it through: the busier the database, the
 * larger the batch, and no timer is needed.
 *
 * Before:  a turn's commit phase, a lane's retry, deliver's outcomes.
 * After:   the answer's outbox rows go to deliver, its events to the live
 *          stream, each item's result to its owner.
 */

#include "worker/batch.h"

#include <stdlib.h>

#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/halve.h"
#include "worker/jsonx.h"

#define BATCH_MAX  128

typedef struct entry_s  entry_t;

struct entry_s {
    entry_t   *next;
    json_t    *item;                            /* owned */
    batch_fn   fn;
    void      *data;
};

typedef struct {
    batch_t  *batch;                            /* NULL: freed meanwhile */
} call_t;

struct batch_s {
    partition_t   *part;
    batch_kind_t   kind;
    entry_t       *head, *tail;
    unsigned       waiting;                     /* entries, flying included */
    unsigned       flying;
    call_t        *call;                        /* NULL: none under way */
    gate_pass_t    pass;
    alarm_t       *backoff;
    unsigned       failures;
    halve_t        halve;
    bool           settling;                    /* results are handed out:
                                                   what is added waits */
};

static const pg_stmt_t  statements[] = {
    [BATCH_COMMIT] = { "commit",
        "select * from core.commit($1::int, $2, $3::bigint, $4::int,"
        " $5::jsonb)", 5 },
    [BATCH_SENT] = { "sent",
        "select * from core.sent($1::int, $2, $3::bigint, $4::int,"
        " $5::jsonb)", 5 },
};

#ifdef RELEVO_FAILPOINTS

/* RELEVO_BREAK=fence: takes the lease back under the old fence and writes, as
 * a worker without fencing would; the checker must notice. */
#define STEAL                                                                \
    "with l as (update core.partition_lease set owner = $2,"                 \
    " fence = $3::bigint where partition = $1::int"                          \
    " returning partition, owner, fence) "

static const pg_stmt_t  unfenced[] = {
    [BATCH_COMMIT] = { "commit_unfenced", STEAL
        "select c.* from l, core.commit(partition, owner, fence, $4::int,"
        " $5::jsonb) c", 5 },
    [BATCH_SENT] = { "sent_unfenced", STEAL
        "select c.* from l, core.sent(partition, owner, fence, $4::int,"
        " $5::jsonb) c", 5 },
};

#endif

static bool batch_send(void *data);
static void batch_next(void *data);
static void batch_reply(void *data, const pg_reply_t *reply);


batch_t *
batch_new(partition_t *part, batch_kind_t kind)
{
    batch_t  *b = calloc(1, sizeof(batch_t));

    if (b != NULL) {
        b->part = part;
        b->kind = kind;
    }

    return b;
}


bool
batch_is_idle(const batch_t *b)
{
    return b == NULL || b->waiting == 0;
}


void
batch_add(batch_t *b, json_t *item, batch_fn fn, void *data)
{
    entry_t  *e = calloc(1, sizeof(entry_t));

    if (e == NULL || item == NULL) {
        /* nothing of this work can be kept: die, the next owner finds it */
        log_error("batch.out_of_memory", LOG_INT("partition", b->part->p));
        abort();
    }

    *e = (entry_t) { .item = item, .fn = fn, .data = data };

    if (b->tail != NULL) {
        b->tail->next = e;
    } else {
        b->head = e;
    }

    b->tail = e;
    b->waiting++;

    if (b->backoff == NULL) {
        batch_next(b);
    }
}


static json_t *
batch_items(batch_t *b)
{
    json_t  *items = json_array();

    for (entry_t *e = b->head; e != NULL && b->flying > json_array_size(items);
         e = e->next)
    {
        json_array_append(items, e->item);
    }

    return items;
}


static void
batch_submit(batch_t *b, const char *text)
{
    const pg_stmt_t  *stmt = &statements[b->kind];
    char              p[16], fence[24], wait[24];

    snprintf(p, sizeof(p), "%d", b->part->p);
    snprintf(fence, sizeof(fence), "%lld", (long long) b->part->fence);
    snprintf(wait, sizeof(wait), "%lld",
             (long long) config_int("deliver.ambiguous_wait"));

    const pg_param_t  params[] = { PG_TEXT(p), PG_TEXT(worker.worker),
        PG_TEXT(fence), PG_TEXT(wait), PG_TEXT(text) };

#ifdef RELEVO_FAILPOINTS
    if (BROKEN("fence")) {
        stmt = &unfenced[b->kind];
    }
#endif

    pg_submit(worker.pg_worker, stmt, params,
              (uint64_t) config_int("postgres.timeout"), batch_reply, b->call);
}


/* Asks for the next call, unless one is under way or nothing waits. */
static void
batch_next(void *data)
{
    batch_t  *b = data;

    b->backoff = NULL;

    if (b->call == NULL && b->waiting > 0 && !b->settling) {
        gate_wait(&worker.gate, &b->pass, batch_send, b);
    }
}


/* Sends the front of the queue. */
static bool
batch_send(void *data)
{
    batch_t  *b = data;
    json_t   *items;
    char     *text;

    if (!partition_holds(b->part)) {
        return false;
    }

    if (b->kind == BATCH_SENT) {
        (void) FAILPOINT("batch.sent.before");
    } else {
        (void) FAILPOINT("turn.before_commit");
    }

    b->call = calloc(1, sizeof(call_t));
    b->flying = halve_take(&b->halve, b->waiting, BATCH_MAX);
    items = batch_items(b);
    text = json_dumps(items, JSON_COMPACT);
    json_decref(items);

    if (b->call == NULL || text == NULL) {
        log_error("batch.out_of_memory", LOG_INT("partition", b->part->p));
        abort();
    }

    b->call->batch = b;
    batch_submit(b, text);
    jsonx_free(text);

    return true;
}


/* Takes the first entry off the queue and tells its owner, who may add more:
 * that goes out when all results have been handed out. */
static void
batch_settle(batch_t *b, rc_t rc, const json_t *result, const char *error)
{
    entry_t  *e = b->head;

    b->head = e->next;
    b->tail = b->head == NULL ? NULL : b->tail;
    b->waiting--;

    e->fn(e->data, rc, result, error);
    json_decref(e->item);
    free(e);
}


static void
batch_again(batch_t *b, const char *error)
{
    uint64_t  in_ms = backoff_ms(b->failures, 50, 2000);

    if (b->failures++ > 0) {
        log_warn("batch.repeat", LOG_INT("partition", b->part->p),
                 LOG_STR("kind", statements[b->kind].name),
                 LOG_INT("in_ms", in_ms), LOG_STR("error", error));
    }

    b->backoff = alarm_set(in_ms, batch_next, b);
}


static void
batch_failed(batch_t *b, const pg_reply_t *reply)
{
    if (reply->rc != RC_REJECT || !halve_is_for(reply->sqlstate)) {
        batch_again(b, reply->error);
        return;
    }

    if (!halve_failed(&b->halve, b->flying)) {
        batch_next(b);
        return;
    }

    log_error("batch.rejected", LOG_INT("partition", b->part->p),
              LOG_STR("kind", statements[b->kind].name),
              LOG_STR("error", reply->error));
    halve_passed(&b->halve, 1);
    b->settling = true;
    batch_settle(b, RC_REJECT, NULL, reply->error);
    b->settling = false;
    batch_next(b);
}


static bool
batch_is_fenced(const json_t *answer)
{
    const json_t  *first = json_array_get(json_object_get(answer, "items"), 0);

    return json_is_false(json_object_get(answer, "ok"))
           || strcmp(jsonx_str(first, "r"), "fenced") == 0;
}


/* Results by item; those the answer forgot are an error of the function. */
static void
batch_passed(batch_t *b, const json_t *answer, slice_t events)
{
    const json_t  *items = json_object_get(answer, "items");
    unsigned       n = b->flying;
    const json_t  *result;

    b->settling = true;
    live_publish(events);
    deliver_rows(b->part->deliver, json_object_get(answer, "outbox"));
    halve_passed(&b->halve, n);

    for (unsigned i = 0; i < n; i++) {
        result = json_array_get(items, i);
        batch_settle(b, result == NULL ? RC_REJECT : RC_OK, result,
                     result == NULL ? "no result for the item" : NULL);
    }

    b->settling = false;
    batch_next(b);
}


static void
batch_reply(void *data, const pg_reply_t *reply)
{
    call_t   *call = data;
    batch_t  *b = call->batch;
    json_t   *answer;

    free(call);
    gate_leave(&worker.gate);

    if (b == NULL) {
        return;                                 /* fenced meanwhile */
    }

    b->call = NULL;

    if (b->kind == BATCH_COMMIT && FAILPOINT("turn.after_commit")) {
        batch_again(b, "failpoint");
        return;
    }

    if (reply->rc != RC_OK) {
        batch_failed(b, reply);
        return;
    }

    answer = jsonx_load(reply->body);

    if (answer == NULL) {
        batch_again(b, "answer is not JSON");

    } else if (batch_is_fenced(answer)) {
        partition_fenced(b->part, "fenced");

    } else {
        b->failures = 0;
        batch_passed(b, answer, reply->second);
    }

    json_decref(answer);
}


/* From the partition's teardown only, never inside a callback of ours. */
void
batch_free(batch_t *b)
{
    if (b == NULL) {
        return;
    }

    if (b->call != NULL) {
        b->call->batch = NULL;
    }

    alarm_cancel(b->backoff);
    gate_cancel(&worker.gate, &b->pass);

    b->settling = true;

    while (b->head != NULL) {
        batch_settle(b, RC_RETRY, NULL, "fenced");
    }

    free(b);
}
