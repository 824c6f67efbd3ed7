/*
 * contexts - a queue of turns, and the call that reads for them; contexts.h.
 *
 * Before:  the context phase of a turn.
 * After:   turn->context lies in the job's pool, its op has settled.
 *
 * A call the database refuses because of its data is repeated one by one, so
 * that one conversation's trouble is its own.
 */

#include "worker/contexts.h"

#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/halve.h"
#include "worker/jsonx.h"

#define CONTEXTS_MAX  128               /* turns in one call */
#define UUID_LEN      36

typedef struct cell_s  cell_t;

struct cell_s {
    cell_t  *next;
    op_t    *op;                        /* NULL: the job has gone */
};

static cell_t   *head, **tail = &head;
static unsigned  waiting;
static unsigned  flying;                /* the first ones are in the call */
static bool      posted;
static halve_t   halve;

static const pg_stmt_t  contexts_stmt = {
    "contexts", "select core.contexts($1::uuid[], $2::uuid[])", 2
};

static void contexts_reply(void *data, const pg_reply_t *reply);


/* Turns whose job has gone while they waited are not asked for. */
static void
cells_sweep(void)
{
    cell_t  **link = &head;

    while (*link != NULL) {
        cell_t  *cell = *link;

        if (cell->op == NULL) {
            *link = cell->next;
            free(cell);
            waiting--;
        } else {
            link = &cell->next;
        }
    }

    tail = link;
}


static char *
array_add(char *end, const char *uuid)
{
    if (end[-1] != '{') {
        *end++ = ',';
    }

    return (char *) memcpy(end, uuid, UUID_LEN) + UUID_LEN;
}


static void
contexts_send(void *data)
{
    char     tenants[CONTEXTS_MAX * (UUID_LEN + 1) + 3] = "{";
    char     conversations[sizeof(tenants)] = "{";
    char    *t = tenants + 1, *c = conversations + 1;
    cell_t  *cell;

    (void) data;
    posted = false;
    cells_sweep();

    if (flying > 0 || waiting == 0) {
        return;
    }

    flying = halve_take(&halve, waiting, CONTEXTS_MAX);
    cell = head;

    for (unsigned i = 0; i < flying; i++, cell = cell->next) {
        const turn_t  *turn = job_turn(cell->op->job);

        t = array_add(t, turn->tenant);
        c = array_add(c, turn->conversation);
    }

    *t++ = *c++ = '}';
    *t = *c = '\0';

    const pg_param_t  params[] = { PG_TEXT(tenants), PG_TEXT(conversations) };

    pg_submit(worker.pg_turn, &contexts_stmt, params,
              (uint64_t) config_int("postgres.timeout"), contexts_reply, NULL);
}


/* In the next turn of the ready queue: who begins now goes together. */
static void
contexts_post(void)
{
    if (!posted && flying == 0 && waiting > 0) {
        posted = true;
        loop_defer(contexts_send, NULL);
    }
}


/* The context of one turn: its group's tenant is put into it. */
static json_t *
context_of(const json_t *groups, const turn_t *turn)
{
    size_t   i;
    json_t  *group;

    json_array_foreach(groups, i, group) {
        json_t  *tenant = json_object_get(group, "tenant");
        json_t  *context;

        if (strcmp(jsonx_str(tenant, "id"), turn->tenant) != 0) {
            continue;
        }

        context = json_object_get(json_object_get(group, "contexts"),
                                  turn->conversation);

        if (context != NULL) {
            json_object_set(context, "tenant", tenant);
        }

        return json_incref(context);
    }

    return NULL;
}


/* The first of the queue, which the call was about, has its answer. */
static void
cell_settle(rc_t rc, const json_t *groups, const char *error)
{
    cell_t  *cell = head;
    op_t    *op = cell->op;

    head = cell->next;
    tail = head == NULL ? &head : tail;
    waiting--;
    free(cell);

    if (op == NULL) {
        return;
    }

    if (rc == RC_OK) {
        turn_t  *turn = job_turn(op->job);
        turn->context = pool_json(op->job->pool, context_of(groups, turn));
    }

    op_complete(op, rc, error == NULL ? NULL
                        : pool_strdup(op->job->pool, error));
}


static void
contexts_settle(rc_t rc, const json_t *groups, const char *error)
{
    unsigned  n = flying;

    while (n-- > 0) {
        cell_settle(rc, groups, error);
    }

    flying = 0;
}


static void
contexts_reply(void *data, const pg_reply_t *reply)
{
    json_t  *groups;

    (void) data;

    if (reply->rc == RC_REJECT && !halve_failed(&halve, flying)) {
        flying = 0;
        contexts_post();
        return;
    }

    groups = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;
    halve_passed(&halve, flying);

    if (reply->rc == RC_OK && !json_is_array(groups)) {
        contexts_settle(RC_RETRY, NULL, "context: an answer without groups");
    } else {
        contexts_settle(reply->rc, groups, reply->error);
    }

    json_decref(groups);
    contexts_post();
}


static void
cell_detach(op_t *op)
{
    cell_t  *cell = op->cell;

    cell->op = NULL;
}


void
contexts_call(job_t *j)
{
    cell_t  *cell = calloc(1, sizeof(cell_t));
    op_t    *op = op_new(j);

    if (cell == NULL) {
        op_complete(op, RC_RETRY, "context: out of memory");
        return;
    }

    cell->op = op;
    op->cell = cell;
    op->detach = cell_detach;

    *tail = cell;
    tail = &cell->next;
    waiting++;
    contexts_post();
}
