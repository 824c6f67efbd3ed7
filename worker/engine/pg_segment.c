/*
 * pg_segment - calls on a connection: sent as segments of a pipeline, read
 * back in order.
 *
 * A segment is one statement and a Sync: one transaction.  The names of what
 * has been prepared belong to the connection.  What ends a connection while
 * its answers are being read is noted (doomed) and done at the end.
 */

#include "worker/engine/pg_conn.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"

#define PG_PARAMS_MAX     32


/* ---- prepared names ---- */

static int
pg_prepared_find(const pg_conn_t *conn, const pg_stmt_t *stmt)
{
    for (unsigned i = 0; i < conn->nprepared; i++) {
        if (conn->prepared[i] == stmt) {
            return (int) i;
        }
    }

    return -1;
}


static bool
pg_prepared_add(pg_conn_t *conn, const pg_stmt_t *stmt)
{
    if (conn->nprepared == conn->prepared_size) {
        unsigned          size = conn->prepared_size * 2 + 16;
        const pg_stmt_t **m = reallocarray(conn->prepared, size, sizeof(*m));

        if (m == NULL) {
            return false;               /* this call goes unnamed */
        }
        conn->prepared = m;
        conn->prepared_size = size;
    }

    conn->prepared[conn->nprepared++] = stmt;

    return true;
}


static void
pg_prepared_forget(pg_conn_t *conn, const pg_stmt_t *stmt)
{
    int  at = pg_prepared_find(conn, stmt);

    if (at >= 0) {
        conn->prepared[at] = conn->prepared[--conn->nprepared];
    }
}


/* ---- sending ---- */

static bool
pg_send_segment(pg_conn_t *conn, pg_cell_t *c, const pg_param_t *params)
{
    const pg_stmt_t  *stmt = c->stmt;
    const char       *values[PG_PARAMS_MAX];
    int               lens[PG_PARAMS_MAX], formats[PG_PARAMS_MAX];
    bool              named = config_bool("postgres.prepared");

    assert(stmt->nparams <= PG_PARAMS_MAX);

    for (int i = 0; i < stmt->nparams; i++) {
        values[i] = (const char *) params[i].value.data;
        lens[i] = (int) params[i].value.len;
        formats[i] = params[i].binary;
    }

    if (named && pg_prepared_find(conn, stmt) < 0) {
        named = pg_prepared_add(conn, stmt);
        c->prepares = c->parsing = named;
    }

    if (c->prepares
        && PQsendPrepare(conn->pq, stmt->name, stmt->sql, 0, NULL) != 1)
    {
        return false;
    }

    return (named
            ? PQsendQueryPrepared(conn->pq, stmt->name, stmt->nparams, values,
                                  lens, formats, 0)
            : PQsendQueryParams(conn->pq, stmt->sql, stmt->nparams, NULL,
                                values, lens, formats, 0)) == 1
           && PQpipelineSync(conn->pq) == 1;
}


void
pg_conn_send(pg_conn_t *conn, pg_cell_t *c, const pg_param_t *params)
{
    c->conn = conn;
    c->next = NULL;
    *conn->tail = c;
    conn->tail = &c->next;
    conn->inflight++;
    conn->pg->inflight++;

    if (!pg_send_segment(conn, c, params)) {
        pg_conn_drop(conn, "postgres: cannot send");
        return;
    }

    pg_conn_flush(conn);
    if (conn->doomed != NULL) {
        pg_conn_drop(conn, conn->doomed);
    }
}


/* ---- reading ---- */

/* Transient: the same call may work later without anybody changing it. */

static bool
pg_passes(const char *sqlstate)
{
    static const char *const  starts[] = {
        "40001", "40P01",               /* serialization, deadlock */
        "08", "53", "57", "58",         /* connection, resources, operator,
                                           system (I/O) */
        "25006",                        /* read only: a standby, for now */
        "55P03",                        /* lock not available */
        "26000",                        /* our name was forgotten (pooler) */
    };

    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (strncmp(sqlstate, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }

    return false;
}


/*
 * SQLSTATE, constraint and table are ours; the message and DETAIL may quote
 * what a customer wrote and stay out of errors and logs.
 */

static void
pg_cell_sql_error(pg_cell_t *c, const PGresult *result)
{
    const char  *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char  *name = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const char  *table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);

    if (state == NULL) {
        pg_cell_error(c, RC_RETRY, "postgres: connection lost");
        return;
    }

    (void) snprintf(c->sqlstate, sizeof(c->sqlstate), "%s", state);
    c->rc = pg_passes(state) ? RC_RETRY : RC_REJECT;
    (void) snprintf(c->error, sizeof(c->error), "postgres: %s%s%s%s%s", state,
                    name == NULL ? "" : " ", name == NULL ? "" : name,
                    table == NULL ? "" : " on ", table == NULL ? "" : table);
}


/* The first error of a segment is its reason, else the last result counts. */

static void
pg_keep(pg_conn_t *conn, pg_cell_t *c, PGresult *result)
{
    switch (PQresultStatus(result)) {

    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        PQclear(c->result);
        c->result = result;
        c->parsing = false;             /* the first one is Parse's own */
        return;

    case PGRES_PIPELINE_ABORTED:        /* behind the error we have */
        break;

    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:               /* no statement of ours copies */
        conn->doomed = "postgres: unexpected COPY";
        break;

    default:
        if (c->rc == RC_OK) {
            pg_cell_sql_error(c, result);
        }
    }

    PQclear(result);
}


static void
pg_cell_done(pg_conn_t *conn)
{
    pg_cell_t  *c = conn->cells;

    conn->cells = c->next;
    if (conn->cells == NULL) {
        conn->tail = &conn->cells;
    }
    conn->inflight--;
    conn->pg->inflight--;

    if (c->rc != RC_OK) {
        PQclear(c->result);
        c->result = NULL;

        /* a Parse that failed left no name; 26000: a pooler dropped it */

        if (c->parsing || strcmp(c->sqlstate, "26000") == 0) {
            pg_prepared_forget(conn, c->stmt);
        }

        /* "cached plan must not change result type", after a migration */

        if (strcmp(c->sqlstate, "0A000") == 0 && !c->prepares) {
            c->rc = RC_RETRY;
            conn->doomed = "postgres: statements changed";
        }
    }

    c->answered = true;
    pg_cell_settle(c);
}


void
pg_conn_read(pg_conn_t *conn)
{
    unsigned  nothing = 0;

    if (PQconsumeInput(conn->pq) != 1) {
        pg_conn_drop(conn, "postgres: connection lost");
        return;
    }

    while (conn->cells != NULL && !PQisBusy(conn->pq)) {
        PGresult  *result = PQgetResult(conn->pq);

        if (result == NULL) {
            if (PQstatus(conn->pq) != CONNECTION_OK || ++nothing > 1) {
                break;                  /* twice in a row: libpq is confused */
            }
            continue;                   /* between two statements */
        }

        nothing = 0;

        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            pg_cell_done(conn);
        } else {
            pg_keep(conn, conn->cells, result);
        }
    }

    if (PQstatus(conn->pq) != CONNECTION_OK) {
        pg_conn_drop(conn, "postgres: connection lost");
        return;
    }

    pg_conn_flush(conn);
    if (conn->doomed != NULL) {
        pg_conn_drop(conn, conn->doomed);
    }
}
