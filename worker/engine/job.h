/*
 * job - a unit of work walking down a phase table; op - one call it waits for.
 *
 * A phase is a pair of straight-line functions: start() issues calls and
 * returns RC_AGAIN, finish() runs when ALL of them have settled and reads
 * their results.  Waiting is the gap between the two.  Contract:
 *
 *  1. (rc == RC_AGAIN) == (job->pending > 0) after every function: asserted.
 *  2. op_complete() is called exactly once per op, by its driver only.  It
 *     stores, decrements, and at zero posts the job.  The ready queue runs in
 *     uv_check (after I/O) and uv_prepare (after timers), never in a driver.
 *  3. Cancel = detach: job_cancel() and a passed deadline detach the op from
 *     its driver's cell; the late reply finds no op, is dropped and counted.
 *  4. Every op has a deadline (the phase's deadline_ms, or the driver's own
 *     when that is sooner); a timed-out op completes with RC_RETRY "timeout".
 *  5. job->done runs last, from the ready queue, then the job is freed.  No uv
 *     handle lives in a job.
 *
 * One thread, one loop per process: the engine is a process-wide singleton.
 */

#ifndef RELEVO_JOB_H
#define RELEVO_JOB_H

#include "common/slice.h"
#include "worker/engine/pool.h"
#include "worker/engine/rc.h"

typedef struct job_s  job_t;
typedef struct op_s   op_t;

typedef struct {
    const char  *name;
    rc_t       (*start)(job_t *j);
    rc_t       (*finish)(job_t *j);         /* NULL when start never waits */
    uint64_t     deadline_ms;               /* 0 = 30 s */
} phase_t;                                  /* a table ends with name == NULL */

typedef enum {
    HTTP_NOT_SENT = 0,      /* resolve, connect or TLS failed: safe to repeat */
    HTTP_NO_ANSWER,         /* bytes left, no complete answer: unknowable */
    HTTP_ANSWERED           /* status and body are whole */
} http_stage_t;

struct op_s {
    job_t         *job;
    op_t          *next;            /* newest first, ops of this phase */
    void          *cell;            /* driver's; NULL once settled */
    void         (*detach)(op_t *op);
    void          *timer;           /* engine's deadline entry */

    bool           settled;
    rc_t           rc;              /* OK, RETRY or REJECT */
    const char    *error;           /* reason, static or pool-owned; or NULL */
    char           sqlstate[6];     /* pg: "" or five characters */
    slice_t        body;            /* result, pool-owned, NUL behind it:
                                       pg: first column of the first row
                                       redis: string, integer or status
                                       http: body */
    bool           is_null;         /* pg: no row or NULL; redis: nil */
    int            status;          /* http */
    http_stage_t   stage;           /* http */
    uint64_t       retry_after_ms;  /* http, 0 = none */
};

struct job_s {
    const phase_t *table;
    unsigned       phase;
    bool           started;         /* start() of this phase has run */
    bool           queued;
    bool           cancelled;
    unsigned       pending;
    op_t          *ops;             /* of the running phase */
    pool_t        *pool;            /* job's lifetime; replaced on restart */
    const char    *reason;          /* of RETRY or REJECT, in pool */
    char           trace[56];       /* W3C traceparent or "" */
    uint64_t       created_ms;
    void          *data;            /* owner's: turn_t, partition_t, ... */
    void         (*done)(job_t *j, rc_t rc);
    job_t         *ready_next;
    rc_t           end_rc;          /* job_cancel()'s, when cancelled */
};


/* NULL at the limit (job.max) or out of memory.  Posted at once. */
job_t *job_new(const phase_t *table, void *data,
    void (*done)(job_t *j, rc_t rc));

void   job_post(job_t *j);

/* Detaches every op and ends the job with rc at the next turn of the ready
 * queue; done() still runs. */
void   job_cancel(job_t *j, rc_t rc, const char *reason);

/* Detaches every op and starts again at the named phase; the pool stays. */
void   job_restart(job_t *j, const char *phase);

/* Sets j->reason, cut and made UTF-8, and returns rc: return job_fail(j,
 * RC_RETRY, "..."). */
rc_t   job_fail(job_t *j, rc_t rc, const char *fmt, ...)
           __attribute__((format(printf, 3, 4)));

const char *job_phase_name(const job_t *j);
unsigned    job_count(void);

/* Called with the job about to run and with NULL after it: the blame slot. */
void        job_watch(void (*fn)(const job_t *j));

/*
 * For drivers: a new op of j's running phase, never NULL (an op is exempt from
 * the pool's cap).  The driver sets cell and detach, and calls op_complete()
 * once; from inside j's own phase that is allowed and settles a turn later.
 * detach is not called after op_complete().
 */
op_t  *op_new(job_t *j);
void   op_deadline(op_t *op, uint64_t ms);      /* if sooner than the phase's */
void   op_complete(op_t *op, rc_t rc, const char *error);

/* An op that settles RC_OK after ms: burst windows, backoff inside a phase. */
op_t  *wait_call(job_t *j, uint64_t ms);

/* An op settled by hand (batchers): cell and detach are the caller's. */

#endif
