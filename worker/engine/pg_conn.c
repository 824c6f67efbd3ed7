/*
 * pg_conn - libpq on uv_poll, non-blocking: from connecting to closing.
 *
 * libpq resolves host names in PQconnectStart() and would block the loop:
 * conninfo should name a unix socket or a hostaddr.
 *
 * The poll handle is made anew at each step of connecting: PQsocket() may
 * change there, also to a new socket with the old number, which a handle that
 * was not stopped in between would never watch.
 */

#include "worker/engine/pg_conn.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define PG_RETRY_MS       50
#define PG_RETRY_MAX_MS   3000
#define PG_CONNECT_MS     10000

static void pg_connect(void *data);


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
        pg_conn_read(conn);
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


void
pg_conn_flush(pg_conn_t *conn)
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
