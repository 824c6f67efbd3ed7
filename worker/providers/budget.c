/*
 * budget - see budget.h.
 *
 *   entry   WAITING in a queue -> SENT in its batch -> gone
 *
 * A reservation whose asker has left (its op is detached) is settled with
 * nothing as soon as it is answered.
 */

#include "worker/providers/budget.h"

#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/halve.h"
#include "worker/jsonx.h"
#include "worker/owner.h"

#define BATCH_MAX       64
#define WAITING_MAX     20000           /* of a kind; more are refused */
#define CALL_MS         10000
#define RETRY_BASE_MS   200
#define RETRY_CAP_MS    10000

typedef struct entry_s  entry_t;
typedef struct queue_s  queue_t;

struct entry_s {
    entry_t  *next;
    json_t   *item;
    op_t     *op;                       /* reserving, unless detached */
};

struct queue_s {
    const pg_stmt_t  *stmt;
    entry_t          *head, **tail;
    entry_t          *sent;             /* the batch under way */
    unsigned          flying;           /* entries of it */
    halve_t           halve;
    unsigned          waiting;
    unsigned          attempt;
    bool              busy;
    alarm_t          *again;
    void            (*answered)(entry_t *e, const json_t *result);
};

static const pg_stmt_t  reserve_stmt = {
    "budget_reserve", "select core.budget_reserve($1::jsonb)", 1
};
static const pg_stmt_t  settle_stmt = {
    "budget_settle", "select core.budget_settle($1::jsonb)", 1
};

static void reserve_answered(entry_t *e, const json_t *result);

static queue_t  reserving = {
    .stmt = &reserve_stmt, .answered = reserve_answered
};
static queue_t  settling = { .stmt = &settle_stmt };

static void queue_pump(void *data);


void
budget_id(char ret_id[BUDGET_ID_LEN])
{
    uint8_t  b[16];

    if (RAND_bytes(b, sizeof(b)) != 1) {
        abort();                        /* nothing else would be unique */
    }

    b[6] = (uint8_t) ((b[6] & 0x0f) | 0x40);
    b[8] = (uint8_t) ((b[8] & 0x3f) | 0x80);
    snprintf(ret_id, BUDGET_ID_LEN, "%02x%02x%02x%02x-%02x%02x-%02x%02x-"
             "%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3],
             b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13],
             b[14], b[15]);
}


/* ---- entries ---- */

static json_t *
item_write(const budget_item_t *i)
{
    return json_pack("{ss ss ss ss ss sI sb sI sb sb sb si si si}",
                     "tenant", i->tenant, "id", i->id,
                     "provider", i->provider, "model", i->model,
                     "purpose", i->purpose == NULL ? "" : i->purpose,
                     "micros", (json_int_t) i->micros, "priced", i->priced,
                     "ttl_ms", (json_int_t) i->ttl_ms,
                     "sent", i->sent, "ok", i->ok, "estimated", i->estimated,
                     "tokens_in", (int) i->tokens_in,
                     "tokens_out", (int) i->tokens_out,
                     "tokens_cached", (int) i->tokens_cached);
}


static void
entry_free(entry_t *e)
{
    json_decref(e->item);
    free(e);
}


static entry_t *
queue_add(queue_t *l, json_t *item)
{
    entry_t  *e = l->waiting >= WAITING_MAX ? NULL
                  : calloc(1, sizeof(entry_t));

    if (e == NULL || item == NULL) {
        free(e);
        json_decref(item);
        stat_add(budget_refused, 1);
        return NULL;
    }

    e->item = item;
    if (l->head == NULL) {
        l->tail = &l->head;
    }
    *l->tail = e;
    l->tail = &e->next;
    l->waiting++;

    if (!l->busy && l->again == NULL && l->waiting == 1) {
        loop_defer(queue_pump, l);       /* with what else this turn brings */
    }

    return e;
}


/* ---- batches ---- */

static void
queue_retry(void *data)
{
    queue_t  *l = data;

    l->again = NULL;
    queue_pump(l);
}


/* Back in front of the queue, in their order. */

static void
queue_put_back(queue_t *l)
{
    entry_t  *last = l->sent;

    if (last == NULL) {
        return;
    }

    l->waiting++;
    while (last->next != NULL) {
        last = last->next;
        l->waiting++;
    }

    if (l->head == NULL) {
        l->tail = &last->next;
    }
    last->next = l->head;
    l->head = l->sent;
    l->sent = NULL;
}


static void
queue_answered(queue_t *l, const json_t *answer)
{
    const json_t  *items = json_object_get(answer, "items");
    entry_t       *e;

    for (size_t i = 0; (e = l->sent) != NULL; i++) {
        l->sent = e->next;
        if (l->answered != NULL) {
            l->answered(e, json_array_get(items, i));
        }
        entry_free(e);
    }
}


static void
queue_later(queue_t *l)
{
    queue_put_back(l);
    l->again = alarm_set(backoff_ms(l->attempt++, RETRY_BASE_MS,
                                    RETRY_CAP_MS), queue_retry, l);
}


/*
 * The calls of all tenants are in one batch: the one that cannot be stored is
 * found by halves (halve.h) and is lost alone.  Where the data is not at fault
 * (a right, a function that is not there) settlements are kept until somebody
 * has repaired it; who waits for a reservation is told at once.
 */

static void
queue_rejected(queue_t *l, const pg_reply_t *reply)
{
    bool  data = halve_is_for(reply->sqlstate);
    bool  kept = l == &settling && !data;

    if (data && !halve_failed(&l->halve, l->flying)) {
        queue_put_back(l);
        return;
    }

    log_error("budget.rejected", LOG_STR("statement", l->stmt->name),
              LOG_INT("kept", kept ? l->flying : 0),
              LOG_STR("error", reply->error));

    if (kept) {
        stat_add(budget_kept, l->flying);
        queue_later(l);
        return;
    }

    if (data) {
        halve_passed(&l->halve, 1);
    }

    stat_add(budget_lost, l == &settling ? l->flying : 0);
    queue_answered(l, NULL);
}


static void
queue_reply(void *data, const pg_reply_t *reply)
{
    queue_t  *l = data;
    json_t         *answer;

    l->busy = false;

    if (reply->rc == RC_OK) {
        l->attempt = 0;
        halve_passed(&l->halve, l->flying);
        answer = jsonx_load(reply->body);
        queue_answered(l, answer);
        json_decref(answer);

    } else if (reply->rc == RC_RETRY) {
        queue_later(l);

    } else {
        queue_rejected(l, reply);
    }

    queue_pump(l);
}


static void
queue_pump(void *data)
{
    queue_t  *l = data;
    json_t         *items;
    char           *text;
    entry_t       **end = &l->sent;
    unsigned        n;

    if (l->busy || l->again != NULL || l->head == NULL) {
        return;
    }

    items = json_array();
    n = halve_take(&l->halve, l->waiting, BATCH_MAX);
    l->flying = n;

    for (unsigned i = 0; i < n; i++) {
        entry_t  *e = l->head;

        l->head = e->next;
        l->waiting--;
        e->next = NULL;
        *end = e;
        end = &e->next;
        (void) json_array_append(items, e->item);
    }

    text = json_dumps(items, JSON_COMPACT);
    json_decref(items);
    l->busy = true;

    const pg_param_t  params[] = { PG_TEXT(text == NULL ? "[]" : text) };

    pg_submit(worker.pg_worker, l->stmt, params, CALL_MS, queue_reply, l);
    jsonx_free(text);
}


/* ---- reserving ---- */

static void
reserve_detach(op_t *op)
{
    entry_t  *e = op->cell;

    e->op = NULL;
}


static void
reserve_give_back(const json_t *item)
{
    const budget_item_t  nothing = {
        .tenant = jsonx_str(item, "tenant"),
        .provider = jsonx_str(item, "provider"),
        .model = jsonx_str(item, "model"),
        .purpose = jsonx_str(item, "purpose"),
    };
    budget_item_t        copy = nothing;

    snprintf(copy.id, sizeof(copy.id), "%s", jsonx_str(item, "id"));
    budget_settle(&copy);
}


static void
reserve_answered(entry_t *e, const json_t *result)
{
    op_t  *op = e->op;
    bool   ok = json_is_true(json_object_get(result, "ok"));

    if (op == NULL) {
        if (ok) {
            reserve_give_back(e->item);
        }
        return;
    }

    e->op = NULL;

    if (ok) {
        op_complete(op, RC_OK, NULL);

    } else if (result == NULL) {
        op_complete(op, RC_RETRY, "budget: not reserved");

    } else {
        bool  day = strcmp(jsonx_str(result, "period"), "day") == 0;

        stat_add(budget_denied, 1);
        op_complete(op, RC_REJECT, day ? "budget: day" : "budget: month");
    }
}


op_t *
budget_reserve(job_t *j, const budget_item_t *item)
{
    op_t     *op = op_new(j);
    entry_t  *e = queue_add(&reserving, item_write(item));

    if (e == NULL) {
        op_complete(op, RC_RETRY, "budget: too many wait");
        return op;
    }

    e->op = op;
    op->cell = e;
    op->detach = reserve_detach;

    return op;
}


/* ---- settling, life ---- */

void
budget_settle(const budget_item_t *item)
{
    if (queue_add(&settling, item_write(item)) == NULL) {
        stat_add(budget_lost, 1);
        log_error("budget.lost", LOG_INT("micros", item->micros));
    }
}


bool
budget_is_idle(void)
{
    return !reserving.busy && reserving.head == NULL && !settling.busy
           && settling.head == NULL;
}


static void
queue_release(queue_t *l)
{
    entry_t  *e;

    alarm_cancel(l->again);
    l->again = NULL;
    queue_put_back(l);

    while ((e = l->head) != NULL) {
        l->head = e->next;
        entry_free(e);
    }

    l->waiting = 0;
    l->busy = false;
}


void
budget_release(void)
{
    queue_release(&reserving);
    queue_release(&settling);
}
