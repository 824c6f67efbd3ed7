/*
 * pg - calls to PostgreSQL: a queue of segments per pipelined connection.
 *
 * One call is one segment of the pipeline, [Parse] Bind/Execute Sync: its own
 * implicit transaction, so an error in it never touches the next call.  The
 * results come back in order; the oldest cell of the connection is the one
 * they belong to, and PGRES_PIPELINE_SYNC ends it.
 *
 * A cell is in one place: the FIFO of its connection, or the list of settled
 * ones that the ready queue reports.  Every reply goes through that list, so
 * fn never runs inside pg_submit(), nor while libpq is on the stack.
 *
 * Connections are pg_conn.c; a connection whose call stays unanswered for
 * postgres.timeout after its deadline is a black hole and is replaced.
 */

#include "worker/engine/pg.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/pg_conn.h"
#include "worker/engine/pool.h"
#include "worker/engine/stats.h"

#define PG_BYTEA_OID  17


/* ---- settling ---- */

static void
pg_report(pg_cell_t *c)
{
    pg_reply_fn  fn = c->fn;
    pg_reply_t   reply = {
        .rc = c->rc, .error = c->error[0] == '\0' ? NULL : c->error,
        .is_null = true,
    };

    memcpy(reply.sqlstate, c->sqlstate, sizeof(reply.sqlstate));

    if (c->result != NULL && PQntuples(c->result) > 0
        && PQnfields(c->result) > 0 && !PQgetisnull(c->result, 0, 0))
    {
        reply.is_null = false;
        reply.body = slice_make(PQgetvalue(c->result, 0, 0),
                                (size_t) PQgetlength(c->result, 0, 0));

        if (PQnfields(c->result) > 1) {
            reply.second = slice_make(PQgetvalue(c->result, 0, 1),
                                      (size_t) PQgetlength(c->result, 0, 1));
        }
    }

    c->fn = NULL;

    if (fn != NULL) {
        fn(c->data, &reply);

    } else if (c->answered) {
        stat_add(ops_late, 1);
    }
}


static pg_cell_t   *settled_head, **settled_tail = &settled_head;


static void
pg_settled_run(void *data)
{
    pg_cell_t  *c = settled_head;

    (void) data;
    settled_head = NULL;
    settled_tail = &settled_head;

    while (c != NULL) {
        pg_cell_t  *next = c->next;

        pg_report(c);
        alarm_cancel(c->alarm);
        PQclear(c->result);
        free(c);
        c = next;
    }
}


void
pg_cell_settle(pg_cell_t *c)
{
    alarm_cancel(c->alarm);
    c->alarm = NULL;
    c->conn = NULL;

    if (settled_head == NULL) {
        loop_defer(pg_settled_run, NULL);
    }

    c->next = NULL;
    *settled_tail = c;
    settled_tail = &c->next;
}


void
pg_cell_error(pg_cell_t *c, rc_t rc, const char *error)
{
    c->rc = rc;
    (void) snprintf(c->error, sizeof(c->error), "%s", error);
}


/* The answer's place in the pipeline stays; its caller has gone. */

static void
pg_cell_stuck(void *data)
{
    pg_cell_t  *c = data;

    c->alarm = NULL;
    pg_conn_drop(c->conn, "postgres: no answer");
}


static void
pg_cell_overdue(void *data)
{
    pg_cell_t    *c = data;
    pg_reply_fn   fn = c->fn;
    pg_reply_t    reply = { .rc = RC_RETRY, .error = "postgres: timeout",
                            .is_null = true };

    c->alarm = alarm_set((uint64_t) config_int("postgres.timeout"),
                         pg_cell_stuck, c);
    c->fn = NULL;

    if (fn != NULL) {
        stat_add(ops_timeout, 1);
        fn(c->data, &reply);            /* last: it may free the pg_t */
    }
}


/* ---- calls ---- */

static pg_conn_t *
pg_pick(pg_t *pg)
{
    pg_conn_t  *best = NULL;

    for (unsigned i = 0; i < pg->nconns; i++) {
        pg_conn_t  *conn = &pg->conns[i];

        if (conn->state == PG_UP
            && (best == NULL || conn->inflight < best->inflight))
        {
            best = conn;
        }
    }

    return best;
}


static pg_cell_t *
pg_start(pg_t *pg, const pg_stmt_t *stmt, const pg_param_t *params,
    uint64_t deadline_ms, pg_reply_fn fn, void *data)
{
    pg_conn_t  *conn = pg_pick(pg);
    pg_cell_t  *c = calloc(1, sizeof(pg_cell_t));

    if (c == NULL) {
        (void) fputs("relevo: out of memory for a call\n", stderr);
        abort();                        /* fn must run, and could not */
    }

    c->fn = fn;
    c->data = data;
    c->stmt = stmt;

    if (conn == NULL) {
        pg_cell_error(c, RC_RETRY, "postgres: down");
        pg_cell_settle(c);
        return c;
    }

    if ((int64_t) pg->inflight >= config_int("postgres.max_inflight")) {
        pg_cell_error(c, RC_RETRY, "postgres: too many calls");
        pg_cell_settle(c);
        return c;
    }

    c->alarm = alarm_set(deadline_ms, pg_cell_overdue, c);
    pg_conn_send(conn, c, params);

    return c;
}


void
pg_submit(pg_t *pg, const pg_stmt_t *stmt, const pg_param_t *params,
    uint64_t deadline_ms, pg_reply_fn fn, void *data)
{
    if (deadline_ms == 0) {
        deadline_ms = (uint64_t) config_int("postgres.timeout");
    }

    (void) pg_start(pg, stmt, params, deadline_ms, fn, data);
}


static void
pg_op_detach(op_t *op)
{
    pg_cell_t  *c = op->cell;

    c->fn = NULL;                       /* the reply will find nobody */
}


static void
pg_op_reply(void *data, const pg_reply_t *reply)
{
    op_t        *op = data;
    pool_t      *pool = op->job->pool;
    const char  *error = NULL;

    memcpy(op->sqlstate, reply->sqlstate, sizeof(op->sqlstate));
    op->is_null = reply->is_null;

    if (reply->error != NULL) {
        error = pool_strdup(pool, reply->error);
        error = error == NULL ? "postgres: error" : error;
    }

    if (reply->rc == RC_OK && !reply->is_null) {
        op->body = pool_copy(pool, reply->body);
        if (op->body.data == NULL) {
            op_complete(op, RC_RETRY, "postgres: answer over the job's memory");
            return;
        }
    }

    op_complete(op, reply->rc, error);
}


op_t *
pg_call(job_t *j, pg_t *pg, const pg_stmt_t *stmt, const pg_param_t *params)
{
    op_t      *op = op_new(j);
    uint64_t   ms = (uint64_t) config_int("postgres.timeout");

    op_deadline(op, ms);
    op->detach = pg_op_detach;
    op->cell = pg_start(pg, stmt, params, ms, pg_op_reply, op);

    return op;
}


/* ---- bytea[] ---- */

static uint8_t *
pg_put32(uint8_t *p, uint32_t n)
{
    p[0] = (uint8_t) (n >> 24);
    p[1] = (uint8_t) (n >> 16);
    p[2] = (uint8_t) (n >> 8);
    p[3] = (uint8_t) n;

    return p + 4;
}


/*
 * dimensions, has-null flag, element type, then per dimension length and lower
 * bound, then per element length and bytes; all big-endian int32.  An empty
 * array has no dimensions.
 */

slice_t
pg_bytea_array(pool_t *pool, const slice_t *items, unsigned n)
{
    size_t    len = 12 + (n == 0 ? 0 : 8);
    uint8_t  *start, *p;

    for (unsigned i = 0; i < n; i++) {
        if (items[i].len > INT32_MAX) {
            return SLICE_NULL;
        }
        len += 4 + items[i].len;
    }

    start = p = pool_alloc(pool, len);
    if (p == NULL) {
        return SLICE_NULL;
    }

    p = pg_put32(p, n == 0 ? 0 : 1);
    p = pg_put32(p, 0);
    p = pg_put32(p, PG_BYTEA_OID);

    if (n > 0) {
        p = pg_put32(p, n);
        p = pg_put32(p, 1);
    }

    for (unsigned i = 0; i < n; i++) {
        p = pg_put32(p, (uint32_t) items[i].len);
        if (items[i].len > 0) {
            memcpy(p, items[i].data, items[i].len);
            p += items[i].len;
        }
    }

    return slice_make(start, len);
}


/* ---- life ---- */

pg_t *
pg_new(const char *name, const char *conninfo, unsigned n,
    void (*up)(void *data), void *data)
{
    pg_t  *pg = calloc(1, sizeof(pg_t) + n * sizeof(pg_conn_t));

    if (pg == NULL) {
        return NULL;
    }

    pg->name = name;
    pg->conninfo = strdup(conninfo);
    pg->up = up;
    pg->up_data = data;
    pg->nconns = n;

    if (pg->conninfo == NULL) {
        free(pg);
        return NULL;
    }

    for (unsigned i = 0; i < n; i++) {
        pg_conn_init(&pg->conns[i], pg);
    }

    return pg;
}


bool
pg_is_up(const pg_t *pg)
{
    for (unsigned i = 0; i < pg->nconns; i++) {
        if (pg->conns[i].state == PG_UP) {
            return true;
        }
    }

    return false;
}


static void
pg_free_late(void *data)
{
    pg_t  *pg = data;

    for (unsigned i = 0; i < pg->nconns; i++) {
        free(pg->conns[i].prepared);
    }

    free(pg->conninfo);
    free(pg);
}


/* What is pending settles with RC_RETRY, from the ready queue. */

void
pg_free(pg_t *pg)
{
    if (pg == NULL) {
        return;
    }

    for (unsigned i = 0; i < pg->nconns; i++) {
        pg_conn_close(&pg->conns[i]);
    }

    loop_defer(pg_free_late, pg);       /* callers up the stack still look */
}
