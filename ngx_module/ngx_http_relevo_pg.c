
/*
 * pg - the pool: which call goes to which connection, and when it is late.
 *
 * Before: api, with a call in the request's pool.  After: _pg_conn.c, the
 * wire.  Calls are served in the order they came.  A call's handler may end
 * its request and start others, so nothing is kept over it.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_pg.h"


static void ngx_http_relevo_pg_late(ngx_event_t *ev);
static ngx_uint_t ngx_http_relevo_pg_is_away(ngx_http_relevo_pg_t *pg);
static ngx_http_relevo_pg_conn_t *ngx_http_relevo_pg_choose(
    ngx_http_relevo_pg_t *pg, ngx_http_relevo_pg_call_t *call);


ngx_http_relevo_pg_t *
ngx_http_relevo_pg_create(ngx_cycle_t *cycle, ngx_http_relevo_pg_conf_t *conf)
{
    ngx_uint_t                  i;
    ngx_http_relevo_pg_t       *pg;
    ngx_http_relevo_pg_conn_t  *conn;

    pg = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_pg_t));
    if (pg == NULL) {
        return NULL;
    }

    pg->conf = conf;
    pg->log = cycle->log;

    ngx_queue_init(&pg->idle);
    ngx_queue_init(&pg->waiting);

    pg->conns = ngx_pcalloc(cycle->pool, conf->connections
                                         * sizeof(ngx_http_relevo_pg_conn_t));
    if (pg->conns == NULL) {
        return NULL;
    }

    for (i = 0; i < conf->connections; i++) {
        conn = &pg->conns[i];

        conn->pool = pg;
        conn->log = pg->log;
        conn->ident = -1;
        conn->timer.handler = ngx_http_relevo_pg_timer_handler;
        conn->timer.data = conn;
        conn->timer.log = pg->log;
        conn->timer.cancelable = 1;
    }

    return pg;
}


/* at the exit of the worker: what is under way gets no answer any more */

void
ngx_http_relevo_pg_close(ngx_http_relevo_pg_t *pg)
{
    ngx_uint_t                  i, k;
    ngx_http_relevo_pg_conn_t  *conn;
    ngx_http_relevo_pg_cell_t  *cell;

    for (i = 0; i < pg->conf->connections; i++) {
        conn = &pg->conns[i];

        for (k = 0; k < conn->ncells; k++) {
            cell = ngx_http_relevo_pg_cell(conn, k);

            if (cell->call) {
                ngx_http_relevo_pg_detach(cell->call);
            }
        }

        ngx_http_relevo_pg_drop(conn);
    }
}


ngx_http_relevo_pg_rc_e
ngx_http_relevo_pg_start(ngx_http_relevo_pg_t *pg,
    ngx_http_relevo_pg_call_t *call)
{
    if (ngx_http_relevo_pg_is_away(pg)) {
        ngx_http_relevo_count(pg_refused, 1);
        return NGX_HTTP_RELEVO_PG_LOST;
    }

    if (pg->nwaiting >= pg->conf->queue) {
        ngx_http_relevo_count(pg_queue_full, 1);
        return NGX_HTTP_RELEVO_PG_FULL;
    }

    call->pg = pg;
    call->conn = NULL;

    ngx_memzero(&call->timer, sizeof(ngx_event_t));
    call->timer.handler = ngx_http_relevo_pg_late;
    call->timer.data = call;
    call->timer.log = pg->log;

    ngx_queue_insert_tail(&pg->waiting, &call->queue);
    pg->nwaiting++;

    ngx_add_timer(&call->timer, pg->conf->timeout);

    ngx_http_relevo_pg_dispatch(pg);

    return NGX_HTTP_RELEVO_PG_OK;
}


/* nothing is up and the last attempt has failed a moment ago */

static ngx_uint_t
ngx_http_relevo_pg_is_away(ngx_http_relevo_pg_t *pg)
{
    ngx_uint_t  i, backing_off;

    if (pg->nup) {
        return 0;
    }

    backing_off = 0;

    for (i = 0; i < pg->conf->connections; i++) {

        if (pg->conns[i].state == NGX_HTTP_RELEVO_PG_CONNECTING) {
            return 0;
        }

        backing_off |= pg->conns[i].timer.timer_set;
    }

    return backing_off;
}


/*
 * Gives waiting calls to connections, and makes some for those that are left,
 * and one when a call had to be sent behind another.  Never calls a handler
 * of a call.
 */

void
ngx_http_relevo_pg_dispatch(ngx_http_relevo_pg_t *pg)
{
    ngx_uint_t                  i, coming, wanted;
    ngx_queue_t                *q;
    ngx_http_relevo_pg_call_t  *call;
    ngx_http_relevo_pg_conn_t  *conn;

    wanted = 0;

    while (pg->nwaiting) {
        q = ngx_queue_head(&pg->waiting);
        call = ngx_queue_data(q, ngx_http_relevo_pg_call_t, queue);

        conn = ngx_http_relevo_pg_choose(pg, call);

        if (conn == NULL) {
            break;
        }

        ngx_queue_remove(q);
        pg->nwaiting--;

        wanted |= conn->ncells > 0;

        ngx_http_relevo_pg_send(conn, call);
    }

    wanted += pg->nwaiting;
    coming = 0;

    for (i = 0; i < pg->conf->connections && coming < wanted; i++) {
        conn = &pg->conns[i];

        if (conn->state == NGX_HTTP_RELEVO_PG_DOWN && !conn->timer.timer_set) {
            ngx_http_relevo_pg_connect(conn);
        }

        coming += conn->state == NGX_HTTP_RELEVO_PG_CONNECTING;
    }

    ngx_http_relevo_gauge(pg_waiting, pg->nwaiting);
}


/*
 * An idle one; for a quick call the shortest line of quick ones, once half of
 * the connections serve such lines: more servers than processors only take
 * turns, and a line waits while its server does not have one.
 */

static ngx_http_relevo_pg_conn_t *
ngx_http_relevo_pg_choose(ngx_http_relevo_pg_t *pg,
    ngx_http_relevo_pg_call_t *call)
{
    ngx_uint_t                  i, depth, lines;
    ngx_http_relevo_pg_conn_t  *conn, *best;

    /* PgBouncer below 1.21 may give a server away at the first Sync */

    depth = pg->conf->prepared ? pg->conf->depth : 1;
    lines = 0;
    best = NULL;

    for (i = 0; call->quick && i < pg->conf->connections; i++) {
        conn = &pg->conns[i];

        if (conn->state != NGX_HTTP_RELEVO_PG_BUSY || !conn->quick) {
            continue;
        }

        lines++;

        if (!conn->broken && !conn->spent && conn->ncells < depth
            && (best == NULL || conn->ncells < best->ncells))
        {
            best = conn;
        }
    }

    if (ngx_queue_empty(&pg->idle)
        || (best && lines >= (pg->conf->connections + 1) / 2))
    {
        return best;
    }

    return ngx_queue_data(ngx_queue_head(&pg->idle),
                          ngx_http_relevo_pg_conn_t, queue);
}


void
ngx_http_relevo_pg_move(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_state_e state)
{
    ngx_http_relevo_pg_t  *pg;

    pg = conn->pool;

    pg->nup -= conn->state >= NGX_HTTP_RELEVO_PG_IDLE;
    pg->nbusy -= conn->state == NGX_HTTP_RELEVO_PG_BUSY;

    if (conn->state == NGX_HTTP_RELEVO_PG_IDLE) {
        ngx_queue_remove(&conn->queue);
    }

    conn->state = state;

    if (state == NGX_HTTP_RELEVO_PG_IDLE) {
        ngx_queue_insert_head(&pg->idle, &conn->queue);
    }

    pg->nup += state >= NGX_HTTP_RELEVO_PG_IDLE;
    pg->nbusy += state == NGX_HTTP_RELEVO_PG_BUSY;

    /* an idle one is closed when nginx begins to exit, a busy one answers */

    if (conn->c) {
        conn->c->idle = state == NGX_HTTP_RELEVO_PG_IDLE;
    }

    ngx_http_relevo_gauge(pg_up, pg->nup);
    ngx_http_relevo_gauge(pg_busy, pg->nbusy);
}


void
ngx_http_relevo_pg_complete(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_pg_end(call);

    call->handler(call, rc, res);
}


void
ngx_http_relevo_pg_detach(ngx_http_relevo_pg_call_t *call)
{
    if (call->pg == NULL) {
        return;
    }

    if (call->conn) {
        ngx_http_relevo_pg_leave(call);

    } else {
        ngx_queue_remove(&call->queue);
        call->pg->nwaiting--;
        ngx_http_relevo_gauge(pg_waiting, call->pg->nwaiting);
    }

    ngx_http_relevo_pg_end(call);
}


/* it is neither waiting nor on the wire any more */

void
ngx_http_relevo_pg_end(ngx_http_relevo_pg_call_t *call)
{
    if (call->timer.timer_set) {
        ngx_del_timer(&call->timer);
    }

    call->conn = NULL;
    call->pg = NULL;
}


static void
ngx_http_relevo_pg_late(ngx_event_t *ev)
{
    ngx_http_relevo_pg_call_t  *call;

    call = ev->data;

    ngx_http_relevo_count(pg_late, 1);

    ngx_http_relevo_pg_detach(call);
    ngx_http_relevo_pg_complete(call, NGX_HTTP_RELEVO_PG_LATE, NULL);
}


/* no connection is left and none could be made: nobody has to wait for that */

void
ngx_http_relevo_pg_lost(ngx_http_relevo_pg_t *pg, const char *why)
{
    ngx_queue_t                *q;
    ngx_http_relevo_pg_call_t  *call;

    if (!ngx_http_relevo_pg_is_away(pg)) {
        return;
    }

    if (!pg->logged_down) {
        ngx_log_error(NGX_LOG_WARN, pg->log, 0,
                      "relevo: no connection to PostgreSQL: %s", why);
        pg->logged_down = 1;
    }

    while (pg->nwaiting) {
        q = ngx_queue_head(&pg->waiting);
        call = ngx_queue_data(q, ngx_http_relevo_pg_call_t, queue);

        ngx_http_relevo_pg_detach(call);
        ngx_http_relevo_pg_complete(call, NGX_HTTP_RELEVO_PG_LOST, NULL);
    }
}
