
/*
 * pg, the wire: calls on a connection, and their answers.
 *
 * Before: _pg.c, which chooses the connection.  It is in pipeline mode: a
 * call is at most Parse and one execution, then Sync, which also ends its
 * transaction, so that an error is one call's.  Answers come in the order of
 * the calls: each has a cell, and the first cell's answer is next.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_pg.h"


static ngx_int_t ngx_http_relevo_pg_put(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_cell_t *cell);
static void ngx_http_relevo_pg_keep(ngx_http_relevo_pg_conn_t *conn,
    PGresult *res);
static void ngx_http_relevo_pg_done(ngx_http_relevo_pg_conn_t *conn);
static void ngx_http_relevo_pg_stale(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_cell_t *cell, PGresult *res);


/* the i-th from the one whose answer comes next */

ngx_http_relevo_pg_cell_t *
ngx_http_relevo_pg_cell(ngx_http_relevo_pg_conn_t *conn, ngx_uint_t i)
{
    return &conn->cells[(conn->first + i) % NGX_HTTP_RELEVO_PG_DEPTH_MAX];
}


/* takes the first one off the wire; NULL: its caller has left */

ngx_http_relevo_pg_call_t *
ngx_http_relevo_pg_next(ngx_http_relevo_pg_conn_t *conn)
{
    ngx_http_relevo_pg_call_t  *call;

    call = ngx_http_relevo_pg_cell(conn, 0)->call;

    conn->first = (conn->first + 1) % NGX_HTTP_RELEVO_PG_DEPTH_MAX;
    conn->ncells--;

    return call;
}


/* IDLE, or BUSY with room for one more */

void
ngx_http_relevo_pg_send(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_call_t *call)
{
    ngx_http_relevo_pg_cell_t  *cell;

    cell = ngx_http_relevo_pg_cell(conn, conn->ncells++);

    cell->call = call;
    cell->preparing = 0;
    call->conn = conn;

    if (conn->ncells == 1) {
        conn->quick = call->quick;
        conn->since = ngx_current_msec;
        ngx_http_relevo_pg_move(conn, NGX_HTTP_RELEVO_PG_BUSY);

        /* of an earlier call, if it is set: looks at the time then */

        if (!conn->timer.timer_set) {
            ngx_add_timer(&conn->timer, NGX_HTTP_RELEVO_PG_SILENT
                                        * conn->pool->conf->timeout);
        }

    } else {
        ngx_http_relevo_count(pg_pipelined, 1);
    }

    ngx_http_relevo_count(pg_calls, 1);

    if (ngx_http_relevo_pg_put(conn, cell) != NGX_OK
        || ngx_http_relevo_pg_watch(conn, PQflush(conn->pg) > 0) != NGX_OK)
    {
        /* the reader ends it: nobody's handler runs inside of a send */

        conn->broken = 1;
        ngx_post_event(conn->c->read, &ngx_posted_events);
    }
}


/* the caller has left: its answer will be read and dropped */

void
ngx_http_relevo_pg_leave(ngx_http_relevo_pg_call_t *call)
{
    ngx_uint_t                  i;
    ngx_http_relevo_pg_conn_t  *conn;

    conn = call->conn;

    for (i = 0; i < conn->ncells; i++) {
        if (ngx_http_relevo_pg_cell(conn, i)->call == call) {
            ngx_http_relevo_pg_cell(conn, i)->call = NULL;
        }
    }
}


static ngx_int_t
ngx_http_relevo_pg_put(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_cell_t *cell)
{
    u_char                     *p, name[sizeof("s") + NGX_INT_T_LEN];
    ngx_uint_t                  n;
    ngx_http_relevo_pg_call_t  *call;

    call = cell->call;
    n = call->statement;

    if (!conn->pool->conf->prepared) {

        return PQsendQueryParams(conn->pg, call->sql, call->nparams, NULL,
                                 call->params, NULL, NULL, 0)
               && PQpipelineSync(conn->pg) ? NGX_OK : NGX_ERROR;
    }

    p = ngx_sprintf(name, "s%ui", n);
    *p = '\0';

    if (!conn->prepared[n]) {

        if (!PQsendPrepare(conn->pg, (char *) name, call->sql, 0, NULL)) {
            return NGX_ERROR;
        }

        /* from here on: a call sent behind this one finds it made */

        conn->prepared[n] = 1;
        cell->preparing = n + 1;
    }

    return PQsendQueryPrepared(conn->pg, (char *) name, call->nparams,
                               call->params, NULL, NULL, 0)
           && PQpipelineSync(conn->pg) ? NGX_OK : NGX_ERROR;
}


void
ngx_http_relevo_pg_flush(ngx_http_relevo_pg_conn_t *conn)
{
    int  rc;

    rc = PQflush(conn->pg);

    if (rc < 0 || ngx_http_relevo_pg_watch(conn, rc > 0) != NGX_OK) {
        ngx_http_relevo_pg_fail(conn, PQerrorMessage(conn->pg));
    }
}


void
ngx_http_relevo_pg_results(ngx_http_relevo_pg_conn_t *conn)
{
    PGresult  *res;

    while (conn->state == NGX_HTTP_RELEVO_PG_BUSY && !PQisBusy(conn->pg)) {

        res = PQgetResult(conn->pg);

        if (res == NULL) {

            /* the end of one statement, or of the connection */

            if (PQstatus(conn->pg) == CONNECTION_BAD) {
                ngx_http_relevo_pg_fail(conn, PQerrorMessage(conn->pg));
                return;
            }

            continue;
        }

        if (PQresultStatus(res) != PGRES_PIPELINE_SYNC) {
            ngx_http_relevo_pg_keep(conn, res);
            continue;
        }

        PQclear(res);
        ngx_http_relevo_pg_done(conn);
    }
}


/* of several results the first error counts, else the rows */

static void
ngx_http_relevo_pg_keep(ngx_http_relevo_pg_conn_t *conn, PGresult *res)
{
    ngx_http_relevo_pg_cell_t  *cell;

    cell = ngx_http_relevo_pg_cell(conn, 0);

    if (cell->preparing && PQresultStatus(res) == PGRES_COMMAND_OK) {
        cell->preparing = 0;
        PQclear(res);
        return;
    }

    if (conn->res == NULL) {
        conn->res = res;
        return;
    }

    PQclear(res);
}


/* the first cell has its answer; its handler may start the next call */

static void
ngx_http_relevo_pg_done(ngx_http_relevo_pg_conn_t *conn)
{
    PGresult                   *res;
    ngx_http_relevo_pg_t       *pg;
    ngx_http_relevo_pg_call_t  *call;

    pg = conn->pool;
    res = conn->res;
    conn->res = NULL;

    ngx_http_relevo_pg_stale(conn, ngx_http_relevo_pg_cell(conn, 0), res);

    call = ngx_http_relevo_pg_next(conn);
    conn->since = ngx_current_msec;

    if (conn->ncells == 0) {

        if (conn->spent || (ngx_exiting && pg->nwaiting == 0)) {
            ngx_http_relevo_pg_drop(conn);

        } else {
            ngx_http_relevo_pg_move(conn, NGX_HTTP_RELEVO_PG_IDLE);
        }
    }

    if (call) {
        ngx_http_relevo_pg_complete(call, res ? NGX_HTTP_RELEVO_PG_OK
                                              : NGX_HTTP_RELEVO_PG_LOST, res);

    } else {
        ngx_http_relevo_count(pg_orphans, 1);
    }

    PQclear(res);

    ngx_http_relevo_pg_dispatch(pg);
}


/*
 * A statement that was not made, that is gone, or that has changed.  Of the
 * latter the server still has the name, and would not make it again.
 */

static void
ngx_http_relevo_pg_stale(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_cell_t *cell, PGresult *res)
{
    const char  *state;

    if (cell->preparing) {
        conn->prepared[cell->preparing - 1] = 0;
    }

    state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;

    if (state && (ngx_strcmp(state, "26000") == 0
                  || ngx_strcmp(state, "0A000") == 0))
    {
        conn->spent = 1;
    }
}
