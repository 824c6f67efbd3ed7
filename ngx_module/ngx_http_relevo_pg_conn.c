
/*
 * pg, one connection: its life, on nginx's events.
 *
 * Before: _pg.c.  After: _pg_wire.c, what is on it.  The fd belongs to libpq,
 * the ngx_connection_t around it to us: it is given back with
 * ngx_free_connection(), never closed.  Events are level-triggered, since
 * only libpq knows whether the socket is drained.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_pg.h"


#define NGX_HTTP_RELEVO_PG_BACKOFF_MIN   100
#define NGX_HTTP_RELEVO_PG_BACKOFF_MAX   5000


static void ngx_http_relevo_pg_read_handler(ngx_event_t *ev);
static void ngx_http_relevo_pg_write_handler(ngx_event_t *ev);
static void ngx_http_relevo_pg_poll(ngx_http_relevo_pg_conn_t *conn);
static void ngx_http_relevo_pg_ready(ngx_http_relevo_pg_conn_t *conn);
static void ngx_http_relevo_pg_silent(ngx_http_relevo_pg_conn_t *conn);
static void ngx_http_relevo_pg_release(ngx_http_relevo_pg_conn_t *conn);
static void ngx_http_relevo_pg_notice(void *data, const char *message);


void
ngx_http_relevo_pg_connect(ngx_http_relevo_pg_conn_t *conn)
{
    ngx_http_relevo_pg_conf_t  *conf;

    conf = conn->pool->conf;

    conn->pg = PQconnectStartParams(conf->keys, conf->values, 0);

    ngx_http_relevo_pg_move(conn, NGX_HTTP_RELEVO_PG_CONNECTING);
    ngx_add_timer(&conn->timer, conf->connect_timeout);

    if (conn->pg == NULL || PQstatus(conn->pg) == CONNECTION_BAD) {

        /* from the timer: nobody's handler runs inside of a dispatch */

        ngx_add_timer(&conn->timer, 1);
        return;
    }

    (void) PQsetNoticeProcessor(conn->pg, ngx_http_relevo_pg_notice, conn);

    if (ngx_http_relevo_pg_watch(conn, 1) != NGX_OK) {
        ngx_add_timer(&conn->timer, 1);
    }
}


/* CONNECTING: it took too long; DOWN: the time to try again has come */

void
ngx_http_relevo_pg_timer_handler(ngx_event_t *ev)
{
    ngx_http_relevo_pg_conn_t  *conn;

    conn = ev->data;

    switch (conn->state) {

    case NGX_HTTP_RELEVO_PG_CONNECTING:
        ngx_http_relevo_pg_fail(conn,
            conn->pg && PQstatus(conn->pg) == CONNECTION_BAD
            ? PQerrorMessage(conn->pg) : "timed out");
        return;

    case NGX_HTTP_RELEVO_PG_BUSY:
        ngx_http_relevo_pg_silent(conn);
        return;

    case NGX_HTTP_RELEVO_PG_IDLE:
        return;

    default:
        ngx_http_relevo_pg_dispatch(conn->pool);
    }
}


/*
 * A server that is there ends a statement by its statement_timeout.  One that
 * is frozen or cut off says nothing, and TCP finds out after a quarter of an
 * hour: until then each call would be given to a dead connection.
 */

static void
ngx_http_relevo_pg_silent(ngx_http_relevo_pg_conn_t *conn)
{
    ngx_msec_int_t  left;

    left = (ngx_msec_int_t) (conn->since - ngx_current_msec)
           + NGX_HTTP_RELEVO_PG_SILENT * conn->pool->conf->timeout;

    if (left > 0) {
        ngx_add_timer(&conn->timer, left);
        return;
    }

    ngx_http_relevo_pg_fail(conn, "the server says nothing");
}


static void
ngx_http_relevo_pg_poll(ngx_http_relevo_pg_conn_t *conn)
{
    switch (PQconnectPoll(conn->pg)) {

    case PGRES_POLLING_OK:
        ngx_http_relevo_pg_ready(conn);
        return;

    case PGRES_POLLING_READING:
        if (ngx_http_relevo_pg_watch(conn, 0) == NGX_OK) {
            return;
        }
        break;

    case PGRES_POLLING_WRITING:
        if (ngx_http_relevo_pg_watch(conn, 1) == NGX_OK) {
            return;
        }
        break;

    default:
        break;
    }

    ngx_http_relevo_pg_fail(conn, PQerrorMessage(conn->pg));
}


static void
ngx_http_relevo_pg_ready(ngx_http_relevo_pg_conn_t *conn)
{
    if (PQsetnonblocking(conn->pg, 1) != 0
        || !PQenterPipelineMode(conn->pg)
        || ngx_http_relevo_pg_watch(conn, 0) != NGX_OK)
    {
        ngx_http_relevo_pg_fail(conn, "cannot enter pipeline mode");
        return;
    }

    ngx_del_timer(&conn->timer);

    conn->backoff = 0;
    conn->broken = 0;
    conn->spent = 0;
    ngx_memzero(conn->prepared, sizeof(conn->prepared));

    if (conn->pool->logged_down) {
        ngx_log_error(NGX_LOG_NOTICE, conn->log, 0,
                      "relevo: connected to PostgreSQL again");
        conn->pool->logged_down = 0;
    }

    ngx_http_relevo_count(pg_connects, 1);

    ngx_http_relevo_pg_move(conn, NGX_HTTP_RELEVO_PG_IDLE);
    ngx_http_relevo_pg_dispatch(conn->pool);
}


/* PQsocket() may be another one after each step of the handshake */

ngx_int_t
ngx_http_relevo_pg_watch(ngx_http_relevo_pg_conn_t *conn, ngx_uint_t write)
{
    int                fd;
    ngx_connection_t  *c;

    fd = PQsocket(conn->pg);

    if (fd < 0) {
        return NGX_ERROR;
    }

    if (conn->c && conn->c->fd != fd) {
        ngx_http_relevo_pg_release(conn);
    }

    if (conn->c == NULL) {
        c = ngx_http_relevo_socket(fd, conn->log, conn,
                                   ngx_http_relevo_pg_read_handler,
                                   ngx_http_relevo_pg_write_handler);
        if (c == NULL) {
            return NGX_ERROR;
        }

        conn->c = c;

        if (ngx_add_event(c->read, NGX_READ_EVENT, NGX_LEVEL_EVENT)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    c = conn->c;

    if (write && !c->write->active) {
        return ngx_add_event(c->write, NGX_WRITE_EVENT, NGX_LEVEL_EVENT);
    }

    if (!write && c->write->active) {
        return ngx_del_event(c->write, NGX_WRITE_EVENT, 0);
    }

    return NGX_OK;
}


static void
ngx_http_relevo_pg_release(ngx_http_relevo_pg_conn_t *conn)
{
    ngx_http_relevo_socket_release(conn->c);
    conn->c = NULL;
}


static void
ngx_http_relevo_pg_read_handler(ngx_event_t *ev)
{
    ngx_connection_t           *c;
    ngx_http_relevo_pg_conn_t  *conn;

    c = ev->data;
    conn = c->data;

    if (c->close) {
        ngx_http_relevo_pg_drop(conn);      /* idle, and nginx exits */
        return;
    }

    if (conn->state == NGX_HTTP_RELEVO_PG_CONNECTING) {
        ngx_http_relevo_pg_poll(conn);
        return;
    }

    if (conn->broken || !PQconsumeInput(conn->pg)) {
        ngx_http_relevo_pg_fail(conn, PQerrorMessage(conn->pg));
        return;
    }

    if (conn->state == NGX_HTTP_RELEVO_PG_BUSY) {
        ngx_http_relevo_pg_results(conn);
        return;
    }

    /* idle: a parting word of the server, or nothing of interest */

    (void) PQisBusy(conn->pg);

    if (PQstatus(conn->pg) == CONNECTION_BAD) {
        ngx_http_relevo_pg_fail(conn, PQerrorMessage(conn->pg));
    }
}


static void
ngx_http_relevo_pg_write_handler(ngx_event_t *ev)
{
    ngx_connection_t           *c;
    ngx_http_relevo_pg_conn_t  *conn;

    c = ev->data;
    conn = c->data;

    if (conn->state == NGX_HTTP_RELEVO_PG_CONNECTING) {
        ngx_http_relevo_pg_poll(conn);
        return;
    }

    ngx_http_relevo_pg_flush(conn);
}


/* the connection is of no use any more; its calls hear of it */

void
ngx_http_relevo_pg_fail(ngx_http_relevo_pg_conn_t *conn, const char *why)
{
    u_char                      text[256];
    ngx_http_relevo_pg_t       *pg;
    ngx_http_relevo_pg_call_t  *call;

    pg = conn->pool;

    /* why may be libpq's, which goes now; one line of it */

    (void) ngx_cpystrn(text, (u_char *) why, sizeof(text));
    text[strcspn((char *) text, "\r\n")] = '\0';

    ngx_http_relevo_pg_drop(conn);
    ngx_http_relevo_count(pg_failures, 1);

    conn->backoff = conn->backoff
                    ? ngx_min(conn->backoff * 2, NGX_HTTP_RELEVO_PG_BACKOFF_MAX)
                    : NGX_HTTP_RELEVO_PG_BACKOFF_MIN;

    ngx_add_timer(&conn->timer, conn->backoff / 2
                                + ngx_random() % (conn->backoff / 2 + 1));

    /* one by one: what one's handler does may end the request of another */

    while (conn->ncells) {
        call = ngx_http_relevo_pg_next(conn);

        if (call) {
            ngx_http_relevo_pg_complete(call, NGX_HTTP_RELEVO_PG_LOST, NULL);
        }
    }

    ngx_http_relevo_pg_lost(pg, (char *) text);
}


void
ngx_http_relevo_pg_drop(ngx_http_relevo_pg_conn_t *conn)
{
    if (conn->timer.timer_set) {
        ngx_del_timer(&conn->timer);
    }

    ngx_http_relevo_pg_release(conn);

    PQclear(conn->res);
    conn->res = NULL;

    PQfinish(conn->pg);
    conn->pg = NULL;

    ngx_http_relevo_pg_move(conn, NGX_HTTP_RELEVO_PG_DOWN);
}


/* libpq would print it */

static void
ngx_http_relevo_pg_notice(void *data, const char *message)
{
    ngx_http_relevo_pg_conn_t *conn = data;

    ngx_log_error(NGX_LOG_INFO, conn->log, 0, "relevo: PostgreSQL: %s",
                  message);
}
