/*
 * pg_conn - libpq, non-blocking, pipeline mode, on uv_poll.
 *
 * libpq resolves host names in PQconnectStart() and would block the loop:
 * conninfo should name a unix socket or a hostaddr.
 *
 * The poll handle is made anew at each step of connecting: PQsocket() may
 * change there, also to a new socket with the old number, which a handle that
 * was not stopped in between would never watch.
 */

#include "worker/engine/pg_conn.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define PG_RETRY_MS       50
#define PG_RETRY_MAX_MS   3000
#define PG_CONNECT_MS     10000
#define PG_PARAMS_MAX     32

static void pg_connect(void *data);
static void pg_read(pg_conn_t *conn);


/* ---- watching the socket ---- */

static void pg_connect_step(pg_conn_t *conn);


static void
pg_poll(uv_poll_t *poll, int status, int events)
{
    pg_conn_t  *conn = poll->data;

    (void) events;

    if (conn->poll != poll) {
        return;
    }

    if (conn->state == PG_CONNECTING) {
        pg_connect_step(conn);          /* it finds out about errors, too */

    } else if (status < 0) {
        pg_conn_drop(conn, "postgres: connection lost");

    } else {
        pg_read(conn);
    }
}


static void
pg_poll_closed(uv_handle_t *h)
{
    free(h);
}


/* Before libpq closes its socket, or the next user of the number suffers. */

static void
pg_unwatch(pg_conn_t *conn)
{
    if (conn->poll == NULL) {
        return;
    }

    (void) uv_poll_stop(conn->poll);                    /* cannot fail */
    uv_close((uv_handle_t *) conn->poll, pg_poll_closed);
    conn->poll = NULL;
    conn->events = 0;
}


static bool
pg_watch(pg_conn_t *conn, int events)
{
    if (conn->poll == NULL) {
        uv_poll_t  *poll = calloc(1, sizeof(uv_poll_t));

        if (poll == NULL
            || uv_poll_init(loop_get(), poll, PQsocket(conn->pq)) != 0)
        {
            free(poll);
            return false;
        }

        poll->data = conn;
        conn->poll = poll;
    }

    if (conn->events != events) {
        conn->events = events;
        return uv_poll_start(conn->poll, events, pg_poll) == 0;
    }

    return true;
}


static void
pg_flush(pg_conn_t *conn)
{
    int  left = PQflush(conn->pq);

    /* with data left: read as well, or both sides block on full buffers */

    if (left < 0
        || !pg_watch(conn, left > 0 ? UV_READABLE | UV_WRITABLE : UV_READABLE))
    {
        conn->doomed = "postgres: connection lost";
    }
}


/* ---- states ---- */

static void
pg_move(pg_conn_t *conn, pg_state_t state, const char *why)
{
    pg_state_t  old = conn->state;

    conn->state = state;

    if (state == PG_UP) {
        log_info("postgres.up", LOG_STR("role", conn->pg->name));

    } else if (state == PG_DOWN && (old == PG_UP || conn->attempt == 0)) {
        log_warn("postgres.down", LOG_STR("role", conn->pg->name),
                 LOG_STR("why", why));
    }
}


static void
pg_fail_cells(pg_conn_t *conn, const char *why)
{
    while (conn->cells != NULL) {
        pg_cell_t  *c = conn->cells;

        conn->cells = c->next;
        PQclear(c->result);
        c->result = NULL;
        c->sqlstate[0] = '\0';
        pg_cell_error(c, RC_RETRY, why);
        pg_cell_settle(c);
    }

    conn->tail = &conn->cells;
    conn->pg->inflight -= conn->inflight;
    conn->inflight = 0;
}


static void
pg_disconnect(pg_conn_t *conn, const char *why)
{
    pg_unwatch(conn);
    alarm_cancel(conn->alarm);
    conn->alarm = NULL;
    conn->doomed = NULL;
    conn->nprepared = 0;
    PQfinish(conn->pq);
    conn->pq = NULL;
    pg_fail_cells(conn, why);
}


void
pg_conn_drop(pg_conn_t *conn, const char *why)
{
    if (conn->state == PG_CLOSED) {
        return;
    }

    pg_move(conn, PG_DOWN, why);
    pg_disconnect(conn, why);
    conn->alarm = alarm_set(backoff_ms(conn->attempt++, PG_RETRY_MS,
                                       PG_RETRY_MAX_MS), pg_connect, conn);
}


void
pg_conn_close(pg_conn_t *conn)
{
    pg_disconnect(conn, "postgres: closed");
    conn->state = PG_CLOSED;
}


/* ---- connecting ---- */

void
pg_conn_init(pg_conn_t *conn, pg_t *pg)
{
    conn->pg = pg;
    conn->tail = &conn->cells;
    conn->alarm = alarm_set(0, pg_connect, conn);
}


/* Notices quote what SQL raises, which may be a customer's: only the code. */

static void
pg_on_notice(void *data, const PGresult *result)
{
    pg_conn_t  *conn = data;

    log_debug("postgres.notice", LOG_STR("role", conn->pg->name),
              LOG_STR("sqlstate", PQresultErrorField(result,
                                                     PG_DIAG_SQLSTATE)));
}


static void
pg_connect_late(void *data)
{
    pg_conn_t  *conn = data;

    conn->alarm = NULL;
    pg_conn_drop(conn, "postgres: connect timeout");
}


static void
pg_connect(void *data)
{
    pg_conn_t          *conn = data;
    const char *const   keys[] = { "gssencmode", "fallback_application_name",
                                   "client_encoding", "dbname", NULL };
    const char *const   values[] = { "disable", "relevo", "UTF8",
                                     conn->pg->conninfo, NULL };

    conn->alarm = NULL;
    pg_move(conn, PG_CONNECTING, "");

    conn->pq = PQconnectStartParams(keys, values, 1);
    if (conn->pq == NULL || PQstatus(conn->pq) == CONNECTION_BAD) {
        pg_conn_drop(conn, "postgres: cannot connect");
        return;
    }

    (void) PQsetNoticeReceiver(conn->pq, pg_on_notice, conn);
    conn->alarm = alarm_set(PG_CONNECT_MS, pg_connect_late, conn);

    if (!pg_watch(conn, UV_WRITABLE)) {
        pg_conn_drop(conn, "postgres: cannot watch the socket");
    }
}


static void
pg_connected(pg_conn_t *conn)
{
    pg_t  *pg = conn->pg;
    bool   first = !pg_is_up(pg);

    if (PQsetnonblocking(conn->pq, 1) != 0
        || PQenterPipelineMode(conn->pq) != 1
        || !pg_watch(conn, UV_READABLE))
    {
        pg_conn_drop(conn, "postgres: cannot enter pipeline mode");
        return;
    }

    alarm_cancel(conn->alarm);
    conn->alarm = NULL;
    conn->attempt = 0;
    pg_move(conn, PG_UP, "ready");

    if (conn->was_up) {
        stat_add(pg_reconnects, 1);
    }
    conn->was_up = true;

    if (first && pg->up != NULL) {
        pg->up(pg->up_data);            /* last: it may free pg */
    }
}


/*
 * Why a connection was refused.  libpq 15 keeps no SQLSTATE of a failed
 * connect; its text holds host, role and database, no secrets and no rows, so
 * the log may have it.
 */

static void
pg_refused(pg_conn_t *conn)
{
    char  why[PG_ERROR_MAX];

    (void) snprintf(why, sizeof(why), "postgres: cannot connect: %s",
                    PQerrorMessage(conn->pq));
    why[strcspn(why, "\n")] = '\0';
    pg_conn_drop(conn, why);
}


static void
pg_connect_step(pg_conn_t *conn)
{
    PostgresPollingStatusType  step;

    pg_unwatch(conn);
    step = PQconnectPoll(conn->pq);

    switch (step) {
    case PGRES_POLLING_OK:
        pg_connected(conn);
        return;

    case PGRES_POLLING_READING:
    case PGRES_POLLING_WRITING:
        if (!pg_watch(conn, step == PGRES_POLLING_READING ? UV_READABLE
                                                          : UV_WRITABLE))
        {
            pg_conn_drop(conn, "postgres: cannot watch the socket");
        }
        return;

    default:
        pg_refused(conn);
    }
}


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

    pg_flush(conn);
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


static void
pg_read(pg_conn_t *conn)
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

    pg_flush(conn);
    if (conn->doomed != NULL) {
        pg_conn_drop(conn, conn->doomed);
    }
}
