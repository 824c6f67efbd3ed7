/*
 * pg_conn - one pipelined connection of a pg_t.  Private to pg*.c.
 *
 *   DOWN        waiting for the next attempt (alarm)
 *   CONNECTING  libpq's handshake is under way (alarm: its end)
 *   UP          calls are sent and answered in order
 *   CLOSED      pg_free() has run
 */

#ifndef RELEVO_PG_CONN_H
#define RELEVO_PG_CONN_H

#include <libpq-fe.h>
#include <uv.h>

#include "worker/engine/loop.h"
#include "worker/engine/pg.h"

#define PG_ERROR_MAX  160

typedef enum { PG_DOWN, PG_CONNECTING, PG_UP, PG_CLOSED } pg_state_t;

typedef struct pg_cell_s  pg_cell_t;
typedef struct pg_conn_s  pg_conn_t;

struct pg_cell_s {
    pg_cell_t        *next;
    pg_conn_t        *conn;             /* NULL once settled */
    const pg_stmt_t  *stmt;
    pg_reply_fn       fn;               /* NULL: detached */
    void             *data;
    alarm_t          *alarm;
    PGresult         *result;           /* owned */
    bool              prepares;         /* the segment begins with a Parse */
    bool              parsing;          /* ... that is not answered yet */
    bool              answered;
    rc_t              rc;
    char              sqlstate[6];
    char              error[PG_ERROR_MAX];
};

struct pg_conn_s {
    pg_t             *pg;
    pg_state_t        state;
    PGconn           *pq;
    uv_poll_t        *poll;             /* freed by its close callback */
    int               events;
    alarm_t          *alarm;
    pg_cell_t        *cells, **tail;    /* oldest first */
    unsigned          inflight;
    unsigned          attempt;
    bool              was_up;
    const char       *doomed;           /* drop after this read, and why */
    const pg_stmt_t **prepared;
    unsigned          nprepared, prepared_size;
};

struct pg_s {
    const char   *name;
    char         *conninfo;
    void        (*up)(void *data);
    void         *up_data;
    unsigned      inflight;             /* of all connections */
    unsigned      nconns;
    pg_conn_t     conns[];
};

void pg_conn_init(pg_conn_t *conn, pg_t *pg);
void pg_conn_drop(pg_conn_t *conn, const char *why);
void pg_conn_close(pg_conn_t *conn);
void pg_conn_flush(pg_conn_t *conn);    /* may doom it */

/* pg_segment.c */

void pg_conn_send(pg_conn_t *conn, pg_cell_t *c, const pg_param_t *params);
void pg_conn_read(pg_conn_t *conn);

/* pg.c */

void pg_cell_settle(pg_cell_t *c);      /* to the ready queue, then freed */
void pg_cell_error(pg_cell_t *c, rc_t rc, const char *error);

#endif
