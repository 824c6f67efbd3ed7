/*
 * admit - a batch of stream records becomes messages, in one transaction.
 *
 * Before:  ingress has read entries after the cursor.
 * After:   core.admit has stored messages, statuses and dead letters and moved
 *          the cursor; lanes have work, receipts and events are on their way.
 *
 *   entries -> records (record_decode) -> items (the channel's parse)
 *           -> calls of core.admit, normally one
 *
 * What cannot be read becomes an item "dead": nothing is skipped.  A call the
 * database refuses because of its data is halved, down to the one item at
 * fault, which is then stored as dead.  A call covers whole items; it moves
 * the cursor to the last record all of whose items are in.  A call without an
 * answer is not repeated: PostgreSQL knows how far it came, ingress asks.  It
 * may still be executed after that; so a call names the cursor it starts from,
 * and is refused ("moved") where that is not the stored one.
 */

#include "worker/admit.h"

#include <assert.h>
#include <stdlib.h>

#include "worker/admit_item.h"
#include "worker/deliver/deliver.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/halve.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/media/role.h"
#include "worker/sweep.h"

#define ADMIT_ITEMS_MAX  1000           /* updates in one transaction */
#define POOL_EXTRA       (64u << 20)    /* over ingress.batch_bytes */

struct admit_batch_s {
    partition_t    *part;
    admit_fn        fn;                 /* NULL: detached */
    void           *data;
    admit_items_t   items;
    unsigned        done, sent;         /* items: committed, in the call */
    unsigned        rec_done, rec_sent; /* records */
    unsigned        buried;             /* times the item at `done` was made
                                           dead, 0 when it was not */
    unsigned        failures;
    halve_t         halve;
    bool            calling;            /* without an answer yet */
    gate_pass_t     pass;
    alarm_t        *again;              /* backoff */
};

static const pg_stmt_t  admit_stmt = {
    "admit",
    "select * from core.admit($1::int, $2, $3::bigint, $4, $5::int,"
    " $6::jsonb, $7::bytea[], $8)", 8
};

static void admit_ask(void *data);
static bool admit_send(void *data);
static void admit_reply(void *data, const pg_reply_t *reply);


static void
batch_release(admit_batch_t *b)
{
    alarm_cancel(b->again);
    gate_cancel(&worker.gate, &b->pass);
    admit_items_release(&b->items);
    free(b);
}


admit_batch_t *
admit_batch(partition_t *part, const redisReply *entries, admit_fn fn,
    void *data)
{
    admit_batch_t  *b = calloc(1, sizeof(admit_batch_t));
    size_t          cap = (size_t) config_int("ingress.batch_bytes") * 8;

    if (b == NULL) {
        return NULL;
    }

    b->part = part;
    b->fn = fn;
    b->data = data;

    if (!admit_items_init(&b->items, part, cap + POOL_EXTRA)) {
        free(b);
        return NULL;
    }

    for (size_t i = 0; i < entries->elements; i++) {
        if (!admit_items_read(&b->items, entries->element[i])) {
            break;                      /* a newer version, or no memory */
        }
    }

    if (b->items.nrecs == 0 && !b->items.newer) {
        batch_release(b);
        return NULL;
    }

    admit_ask(b);

    return b;
}


void
admit_batch_detach(admit_batch_t *b)
{
    if (b == NULL) {
        return;
    }

    if (b->calling) {
        b->fn = NULL;                   /* the answer releases it */
    } else {
        batch_release(b);
    }
}


static void
batch_end(admit_batch_t *b, admit_end_t end)
{
    admit_fn   fn = b->fn;
    void      *data = b->data;

    batch_release(b);
    fn(data, end);
}


/* Which items go now, and how far the cursor moves with them. */
static void
call_range(admit_batch_t *b)
{
    admit_items_t  *s = &b->items;

    b->sent = b->done + halve_take(&b->halve, s->nitems - b->done,
                                   ADMIT_ITEMS_MAX);
    b->rec_sent = b->rec_done;

    while (b->rec_sent < s->nrecs && s->recs[b->rec_sent].end <= b->sent) {
        b->rec_sent++;
    }
}


/* Items and raw bytes of the call; raw indexes count within it, from 1. */
static char *
call_items(admit_batch_t *b, slice_t *ret_raws)
{
    slice_t   *raws = calloc(b->sent - b->done + 1, sizeof(slice_t));
    json_t    *list = json_array();
    unsigned   n = 0;
    char      *text;

    assert(raws != NULL);

    for (unsigned i = b->done; i < b->sent; i++) {
        admit_item_t  *item = &b->items.items[i];

        if (item->raw.data != NULL) {
            raws[n++] = item->raw;
            json_object_set_new(item->json, "raw", json_integer(n));
        }

        json_array_append(list, item->json);
    }

    *ret_raws = pg_bytea_array(b->items.pool, raws, n);
    text = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    free(raws);

    return text;
}


static void
call_submit(admit_batch_t *b, const char *text, slice_t raws)
{
    const char  *cursor = b->part->cursor;
    unsigned     nrecs = b->rec_sent - b->rec_done;
    char         p[16], fence[24], records[16];

    if (nrecs > 0) {
        cursor = b->items.recs[b->rec_sent - 1].id;
    }

    if (BROKEN("tally")) {
        nrecs++;
    }

    snprintf(p, sizeof(p), "%d", b->part->p);
    snprintf(fence, sizeof(fence), "%lld", (long long) b->part->fence);
    snprintf(records, sizeof(records), "%u", nrecs);

    const pg_param_t  params[] = {
        PG_TEXT(p), PG_TEXT(worker.worker), PG_TEXT(fence), PG_TEXT(cursor),
        PG_TEXT(records), PG_TEXT(text), PG_BINARY(raws),
        PG_TEXT(b->part->cursor)
    };

    pg_submit(worker.pg_worker, &admit_stmt, params,
              (uint64_t) config_int("postgres.timeout"), admit_reply, b);
}


static void
admit_ask(void *data)
{
    admit_batch_t  *b = data;

    b->again = NULL;
    gate_wait(&worker.gate, &b->pass, admit_send, b);
}


static bool
admit_send(void *data)
{
    admit_batch_t  *b = data;
    slice_t         raws;
    char           *text;

    if (b->items.nrecs == 0) {
        batch_end(b, ADMIT_NEWER);      /* it is the first one */
        return false;
    }

    if (!partition_holds(b->part) || FAILPOINT("admit.before_call")) {
        batch_end(b, ADMIT_UNKNOWN);
        return false;
    }

    call_range(b);
    text = call_items(b, &raws);

    if (text == NULL || raws.data == NULL) {
        jsonx_free(text);
        batch_end(b, ADMIT_UNKNOWN);    /* no memory: later */
        return false;
    }

    b->calling = true;
    call_submit(b, text, raws);
    jsonx_free(text);
    (void) FAILPOINT("admit.after_call");

    return true;
}


/* ---- the answer ---- */

/* "Read" and "is typing" for a message the bot is going to answer. */
static void
item_receipt(const admit_batch_t *b, const json_t *item)
{
    const json_t  *contact = json_object_get(item, "contact");
    const json_t  *first = json_array_get(json_object_get(contact, "ids"), 0);
    const char    *sender = json_string_value(json_array_get(first, 1));

    if (jsonx_str(item, "id")[0] != '\0') {
        deliver_read_receipt(b->part, jsonx_str(item, "channel"),
                             jsonx_str(item, "account"),
                             jsonx_str(item, "id"),
                             sender != NULL ? sender : "", true);
    }
}


static void
applied_one(admit_batch_t *b, const json_t *row)
{
    int64_t              n = jsonx_int(row, "n") + b->done;
    const admit_item_t  *item;

    if (n < b->done || n >= b->sent) {
        log_error("admit.bad_answer", LOG_INT("partition", b->part->p));
        return;
    }

    item = &b->items.items[n];
    stats_message(jsonx_str(item->json, "channel"), STATS_IN);
    lane_due(b->part, jsonx_str(row, "tenant"), jsonx_str(row, "conversation"),
             jsonx_int(row, "seq"), b->items.recs[item->rec].slow);

    if (json_object_get(item->json, "media") != NULL) {
        media_soon();
    }

    if (strcmp(jsonx_str(row, "state"), "bot") == 0) {
        item_receipt(b, item->json);
    }
}


static void
call_passed(admit_batch_t *b, const json_t *answer, slice_t events)
{
    const json_t  *applied = json_object_get(answer, "applied");
    size_t         i;
    json_t        *row;

    stat_add(admit_records, b->rec_sent - b->rec_done);
    stat_add(admit_updates, b->sent - b->done);
    stat_add(admit_duplicates, jsonx_int(answer, "duplicates"));
    stat_add(admit_dead, jsonx_int(answer, "dead"));

    if (b->rec_sent > b->rec_done) {
        snprintf(b->part->cursor, sizeof(b->part->cursor), "%s",
                 b->items.recs[b->rec_sent - 1].id);
        b->part->records += b->rec_sent - b->rec_done;
    }

    json_array_foreach(applied, i, row) {
        applied_one(b, row);
    }

    deliver_rows(b->part->deliver, json_object_get(answer, "outbox"));
    live_publish(events);

    halve_passed(&b->halve, b->sent - b->done);
    b->done = b->sent;
    b->rec_done = b->rec_sent;
    b->buried = b->failures = 0;
}


static void
admit_next(admit_batch_t *b)
{
    if (b->rec_done < b->items.nrecs) {
        admit_ask(b);
        return;
    }

    if (b->items.wakes > 0) {
        sweep_soon();
    }

    batch_end(b, b->items.newer ? ADMIT_NEWER : ADMIT_OK);
}


/* The data is at fault: find the item, store it as dead. */
static void
call_rejected(admit_batch_t *b, const pg_reply_t *reply)
{
    unsigned  n = b->sent - b->done;

    if (n > 0 && halve_failed(&b->halve, n)) {
        log_error("admit.rejected", LOG_INT("partition", b->part->p),
                  LOG_STR("stream",
                          b->items.recs[b->items.items[b->done].rec].id),
                  LOG_STR("error", reply->error));
        admit_item_bury(&b->items, b->done, reply->sqlstate, b->buried++);
    }

    /* a dead letter without any content is refused: not the data after all */
    b->again = alarm_set(b->buried > 2 || n == 0
                         ? backoff_ms(b->failures++, 100, 10000) : 0,
                         admit_ask, b);
}


static void
admit_reply(void *data, const pg_reply_t *reply)
{
    admit_batch_t  *b = data;
    json_t         *answer;

    gate_leave(&worker.gate);
    b->calling = false;

    if (b->fn == NULL) {
        batch_release(b);
        return;
    }

    if (FAILPOINT("admit.after_commit")) {
        batch_end(b, ADMIT_UNKNOWN);
        return;
    }

    if (reply->rc != RC_OK) {
        if (reply->rc == RC_REJECT && halve_is_for(reply->sqlstate)) {
            call_rejected(b, reply);
            return;
        }

        log_warn("admit.failed", LOG_INT("partition", b->part->p),
                 LOG_STR("error", reply->error));
        batch_end(b, ADMIT_UNKNOWN);
        return;
    }

    answer = jsonx_load(reply->body);

    if (jsonx_true(answer, "ok")) {
        call_passed(b, answer, reply->second);
        admit_next(b);

    } else if (jsonx_true(answer, "moved")) {
        stat_add(admit_moved, 1);
        log_warn("admit.moved", LOG_INT("partition", b->part->p));
        batch_end(b, ADMIT_UNKNOWN);

    } else {
        partition_fenced(b->part, "fenced");
        batch_end(b, ADMIT_UNKNOWN);
    }

    json_decref(answer);
}
