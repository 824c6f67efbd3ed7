
/*
 * pg - PostgreSQL as one nginx worker sees it: a few connections, a queue.
 *
 * A call is one statement, one implicit transaction, one answer.  It lives in
 * the caller's memory and is completed exactly once, unless the caller has
 * detached it: then its answer is read and dropped, and the connection goes
 * on.  Connections are made when they are first needed; while the server is
 * away calls are refused at once, not queued.
 *
 * A quick call (one that reads a few rows by their key) may be sent behind
 * other quick ones on a connection that is busy: the server goes from one to
 * the next without waiting for us.  Nothing is sent behind a slow one, and
 * half of the connections are left to those while there is room.
 *
 * States of a connection, changed by ngx_http_relevo_pg_move() alone:
 *   DOWN        none; with its timer set an attempt has just failed
 *   CONNECTING  handshake under way
 *   IDLE        free; the one used last is used next
 *   BUSY        calls are on the wire, one cell each
 */

#ifndef _NGX_HTTP_RELEVO_PG_H_INCLUDED_
#define _NGX_HTTP_RELEVO_PG_H_INCLUDED_

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_event.h>

#include <libpq-fe.h>


#define NGX_HTTP_RELEVO_PG_PARAMS       6
#define NGX_HTTP_RELEVO_PG_DEPTH_MAX    64      /* calls on one connection */
#define NGX_HTTP_RELEVO_PG_SILENT       3       /* times conf->timeout */


/* the index of a statement, which is its name on a connection */

enum {
    NGX_HTTP_RELEVO_PG_ROUTES = 0,              /* rows of the API's table */
    NGX_HTTP_RELEVO_PG_ROUTES_MAX = 256,
    NGX_HTTP_RELEVO_PG_KNOWN = 256,             /* who asks is remembered */
    NGX_HTTP_RELEVO_PG_FIRST = 512,             /* _api_first.c, 4 of them */
    NGX_HTTP_RELEVO_PG_TYPING = 516,
    NGX_HTTP_RELEVO_PG_HISTORY,                 /* _chat_history.c */
    NGX_HTTP_RELEVO_PG_VERIFIED,                /* _verified.c */
    NGX_HTTP_RELEVO_PG_STATEMENTS
};


typedef enum {
    NGX_HTTP_RELEVO_PG_DOWN = 0,
    NGX_HTTP_RELEVO_PG_CONNECTING,
    NGX_HTTP_RELEVO_PG_IDLE,
    NGX_HTTP_RELEVO_PG_BUSY
} ngx_http_relevo_pg_state_e;


/* how a call ended */

typedef enum {
    NGX_HTTP_RELEVO_PG_OK = 0,              /* a row, or an SQL error */
    NGX_HTTP_RELEVO_PG_LOST,                /* no server, or lost under way */
    NGX_HTTP_RELEVO_PG_FULL,                /* too many are waiting */
    NGX_HTTP_RELEVO_PG_LATE                 /* its deadline has passed */
} ngx_http_relevo_pg_rc_e;


typedef struct ngx_http_relevo_pg_conf_s {
    const char                  **keys;     /* of PQconnectStartParams() */
    const char                  **values;
    ngx_str_t                     password;
    ngx_uint_t                    connections;  /* of each worker */
    ngx_uint_t                    most;     /* of all of them together */
    ngx_uint_t                    queue;    /* calls that may wait */
    ngx_uint_t                    depth;    /* quick calls of a connection */
    ngx_msec_t                    timeout;  /* of a call, waiting included */
    ngx_msec_t                    connect_timeout;
    ngx_msec_t                    remember; /* who a token is; 0: not at all */
    ngx_flag_t                    prepared; /* 0: PgBouncer below 1.21 */
} ngx_http_relevo_pg_conf_t;


typedef struct ngx_http_relevo_pg_s       ngx_http_relevo_pg_t;
typedef struct ngx_http_relevo_pg_conn_s  ngx_http_relevo_pg_conn_t;
typedef struct ngx_http_relevo_pg_call_s  ngx_http_relevo_pg_call_t;


struct ngx_http_relevo_pg_call_s {
    ngx_queue_t                   queue;    /* waiting */
    ngx_http_relevo_pg_t         *pg;       /* NULL: not under way */
    ngx_http_relevo_pg_conn_t    *conn;     /* NULL: waiting */
    ngx_event_t                   timer;

    const char                   *sql;      /* constant */
    ngx_uint_t                    statement;    /* its index, for its name */
    ngx_uint_t                    nparams;
    const char                   *params[NGX_HTTP_RELEVO_PG_PARAMS];
    unsigned                      quick:1;

    /* res is borrowed, NULL unless rc is OK */

    void                        (*handler)(ngx_http_relevo_pg_call_t *call,
                                       ngx_http_relevo_pg_rc_e rc,
                                       PGresult *res);
    void                         *data;
};


/* a call on the wire */

typedef struct {
    ngx_http_relevo_pg_call_t    *call;     /* NULL: its caller has left */
    ngx_uint_t                    preparing;    /* statement + 1, 0: none */
} ngx_http_relevo_pg_cell_t;


struct ngx_http_relevo_pg_conn_s {

    /* ident must follow three pointers, as fd in ngx_connection_t */

    ngx_http_relevo_pg_t         *pool;
    ngx_connection_t             *c;        /* its fd is of libpq */
    ngx_log_t                    *log;
    ngx_int_t                     ident;

    PGconn                       *pg;
    ngx_queue_t                   queue;    /* of the idle ones */
    ngx_event_t                   timer;    /* connect deadline, backoff,
                                               how long it may be silent */
    ngx_msec_t                    since;    /* the first cell is the next */
    ngx_msec_t                    backoff;
    ngx_http_relevo_pg_state_e    state;
    ngx_http_relevo_pg_cell_t     cells[NGX_HTTP_RELEVO_PG_DEPTH_MAX];
    ngx_uint_t                    first;    /* of a ring; it is answered next */
    ngx_uint_t                    ncells;
    PGresult                     *res;      /* first error, else the rows */
    unsigned                      quick:1;  /* all of its calls are */
    unsigned                      broken:1; /* a send was refused */
    unsigned                      spent:1;  /* no call more: its statements
                                               are not what we think */
    u_char                        prepared[NGX_HTTP_RELEVO_PG_STATEMENTS];
};


struct ngx_http_relevo_pg_s {
    ngx_http_relevo_pg_conf_t    *conf;
    ngx_log_t                    *log;
    ngx_http_relevo_pg_conn_t    *conns;    /* conf->connections of them */
    ngx_queue_t                   idle;
    ngx_queue_t                   waiting;
    ngx_uint_t                    nwaiting;
    ngx_uint_t                    nup;      /* IDLE and BUSY */
    ngx_uint_t                    nbusy;
    unsigned                      logged_down:1;
};


/* _pg.c */

void ngx_http_relevo_pg_share(ngx_cycle_t *cycle,
    ngx_http_relevo_pg_conf_t *conf);
ngx_http_relevo_pg_t *ngx_http_relevo_pg_create(ngx_cycle_t *cycle,
    ngx_http_relevo_pg_conf_t *conf);
void ngx_http_relevo_pg_close(ngx_http_relevo_pg_t *pg);

/* NGX_OK: its handler will run, not before this returns; else why not */

ngx_http_relevo_pg_rc_e ngx_http_relevo_pg_start(ngx_http_relevo_pg_t *pg,
    ngx_http_relevo_pg_call_t *call);

/* the caller goes away: its handler will not run; safe at any time */

void ngx_http_relevo_pg_detach(ngx_http_relevo_pg_call_t *call);

/* between the parts; _pg.c */

void ngx_http_relevo_pg_move(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_state_e state);
void ngx_http_relevo_pg_dispatch(ngx_http_relevo_pg_t *pg);

/* of one that has left queue and wire */

void ngx_http_relevo_pg_complete(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);
void ngx_http_relevo_pg_end(ngx_http_relevo_pg_call_t *call);
void ngx_http_relevo_pg_lost(ngx_http_relevo_pg_t *pg, const char *why);

/* _pg_conn.c */

void ngx_http_relevo_pg_connect(ngx_http_relevo_pg_conn_t *conn);
ngx_int_t ngx_http_relevo_pg_watch(ngx_http_relevo_pg_conn_t *conn,
    ngx_uint_t write);
void ngx_http_relevo_pg_fail(ngx_http_relevo_pg_conn_t *conn,
    const char *why);
void ngx_http_relevo_pg_timer_handler(ngx_event_t *ev);

/* DOWN; the cells are still there, for whoever tells their callers */

void ngx_http_relevo_pg_drop(ngx_http_relevo_pg_conn_t *conn);

/* _pg_wire.c */

ngx_http_relevo_pg_cell_t *ngx_http_relevo_pg_cell(
    ngx_http_relevo_pg_conn_t *conn, ngx_uint_t i);
ngx_http_relevo_pg_call_t *ngx_http_relevo_pg_next(
    ngx_http_relevo_pg_conn_t *conn);
void ngx_http_relevo_pg_send(ngx_http_relevo_pg_conn_t *conn,
    ngx_http_relevo_pg_call_t *call);
void ngx_http_relevo_pg_leave(ngx_http_relevo_pg_call_t *call);
void ngx_http_relevo_pg_flush(ngx_http_relevo_pg_conn_t *conn);
void ngx_http_relevo_pg_results(ngx_http_relevo_pg_conn_t *conn);

#endif /* _NGX_HTTP_RELEVO_PG_H_INCLUDED_ */
