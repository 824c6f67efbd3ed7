/*
 * pg - libpq in pipeline mode on the loop: a few connections per role.
 *
 * One call = one constant statement = one Sync = one transaction.  Statements
 * are prepared lazily per connection under their name; with postgres.prepared
 * off they go as unnamed (PgBouncer).  Calls go to the connection with the
 * fewest calls in flight; while none is up they fail with RC_RETRY
 * "postgres: down".  Reconnects with backoff and jitter.
 */

#ifndef RELEVO_PG_H
#define RELEVO_PG_H

#include "worker/engine/job.h"

typedef struct pg_s pg_t;

typedef struct {
    const char  *name;              /* prepared statement name, unique */
    const char  *sql;               /* constant text with $n */
    int          nparams;
} pg_stmt_t;

typedef struct {
    slice_t      value;             /* text: NUL-terminated; data NULL = NULL */
    bool         binary;
} pg_param_t;

#define PG_TEXT(s)     ((pg_param_t) { slice_str(s), false })
#define PG_SLICE(s)    ((pg_param_t) { (s), false })    /* must be NUL-ended */
#define PG_BINARY(s)   ((pg_param_t) { (s), true })

typedef struct {
    rc_t         rc;                /* OK; RETRY: 40001 40P01 08* 53* 57* or no
                                       connection; REJECT: everything else */
    const char  *error;             /* SQLSTATE and constraint, never DETAIL */
    char         sqlstate[6];
    slice_t      body;              /* first column, first row, NUL behind it */
    slice_t      second;            /* second column likewise; empty: NULL or
                                       none */
    bool         is_null;
} pg_reply_t;

typedef void (*pg_reply_fn)(void *data, const pg_reply_t *reply);

/* conninfo: libpq keywords.  n connections, up to max_inflight calls. */
pg_t *pg_new(const char *name, const char *conninfo, unsigned n,
    void (*up)(void *data), void *data);
void  pg_free(pg_t *pg);
bool  pg_is_up(const pg_t *pg);

/* fn runs exactly once, also with RC_RETRY when it could not be sent; never
 * inside pg_submit() itself. Parameters are copied. */
void  pg_submit(pg_t *pg, const pg_stmt_t *stmt, const pg_param_t *params,
          uint64_t deadline_ms, pg_reply_fn fn, void *data);

op_t *pg_call(job_t *j, pg_t *pg, const pg_stmt_t *stmt,
          const pg_param_t *params);

/* Binary wire form of a bytea[] (one dimension), owned by pool. */
slice_t pg_bytea_array(pool_t *pool, const slice_t *items, unsigned n);

#endif
