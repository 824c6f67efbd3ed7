/*
 * job - runs phase tables; the contract is in job.h and README.md.
 *
 *   job_new -> queued -> running -> waiting (pending > 0) -> queued ... -> done
 *
 * A job is in exactly one of these places: the ready queue, `running`, or
 * waiting for at least one op.  It is freed in one place, job_end().  The
 * asserts here are part of the product: a broken contract is a hung or doubly
 * run conversation, a crash is a restarted child.
 */

#undef NDEBUG                           /* never without the asserts */

#include "worker/engine/job.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/scan.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"

#define JOB_DEADLINE_MS  30000
#define JOB_REASON_MAX   256

static job_t    *queue_head, **queue_tail = &queue_head;
static job_t    *running;               /* whose function is on the stack */
static bool      moved;                 /* running was cancelled or restarted */
static unsigned  jobs;

static void    (*watch)(const job_t *j);


/* ---- making, posting ---- */

static void job_run_queue(void *data);


job_t *
job_new(const phase_t *table, void *data, void (*done)(job_t *j, rc_t rc))
{
    job_t  *j;

    if ((int64_t) jobs >= config_int("job.max")) {
        return NULL;
    }

    j = calloc(1, sizeof(job_t));
    if (j == NULL) {
        return NULL;
    }

    j->pool = pool_new(POOL_CAP_DEFAULT);
    if (j->pool == NULL) {
        free(j);
        return NULL;
    }

    j->table = table;
    j->data = data;
    j->done = done;
    j->created_ms = now_ms();

    jobs++;
    stat_set(jobs, jobs);
    job_post(j);

    return j;
}


void
job_post(job_t *j)
{
    /* a running job looks at its own state when its function returns */

    if (j->queued || j == running) {
        return;
    }

    if (queue_head == NULL) {
        loop_defer(job_run_queue, NULL);
    }

    j->queued = true;
    j->ready_next = NULL;
    *queue_tail = j;
    queue_tail = &j->ready_next;
}


/* ---- ops ---- */

static void
op_settle(op_t *op)
{
    job_t  *j = op->job;

    assert(!op->settled && j->pending > 0);

    alarm_cancel(op->timer);
    op->timer = NULL;
    op->cell = NULL;
    op->detach = NULL;
    op->settled = true;

    if (--j->pending == 0) {
        job_post(j);
    }
}


static void
op_settle_late(void *data)
{
    op_t  *op = data;

    op->timer = NULL;                   /* it is what fired */
    op_settle(op);
}


void
op_complete(op_t *op, rc_t rc, const char *error)
{
    assert(rc == RC_OK || rc == RC_RETRY || rc == RC_REJECT);
    assert(!op->settled);

    op->rc = rc;
    op->error = error;

    if (op->job != running) {
        op_settle(op);
        return;
    }

    /* start() has not returned yet and will say AGAIN: settle behind it */

    alarm_cancel(op->timer);
    op->cell = NULL;
    op->detach = NULL;
    op->timer = alarm_set(0, op_settle_late, op);
}


static void
op_detach(op_t *op)
{
    void  (*detach)(op_t *) = op->detach;

    op->detach = NULL;
    if (detach != NULL) {
        detach(op);
    }
    op->cell = NULL;
}


static void
op_timeout(void *data)
{
    op_t  *op = data;

    op->timer = NULL;
    stat_add(ops_timeout, 1);
    op_detach(op);
    op_complete(op, RC_RETRY, "timeout");
}


op_t *
op_new(job_t *j)
{
    op_t      *op = pool_alloc_always(j->pool, sizeof(op_t));
    uint64_t   ms = j->table[j->phase].deadline_ms;

    op->job = j;
    op->next = j->ops;
    j->ops = op;
    j->pending++;
    op->timer = alarm_set(ms == 0 ? JOB_DEADLINE_MS : ms, op_timeout, op);

    return op;
}


void
op_deadline(op_t *op, uint64_t ms)
{
    uint64_t  phase_ms = op->job->table[op->job->phase].deadline_ms;

    assert(!op->settled);

    if (ms == 0 || ms >= (phase_ms == 0 ? JOB_DEADLINE_MS : phase_ms)) {
        return;
    }

    alarm_cancel(op->timer);
    op->timer = alarm_set(ms, op_timeout, op);
}


static void
wait_over(void *data)
{
    op_t  *op = data;

    op->timer = NULL;
    op_complete(op, RC_OK, NULL);
}


op_t *
wait_call(job_t *j, uint64_t ms)
{
    op_t  *op = op_new(j);

    alarm_cancel(op->timer);            /* the wait is its own deadline */
    op->timer = alarm_set(ms, wait_over, op);

    return op;
}


/* ---- cancel, restart, fail ---- */

static void
job_detach(job_t *j)
{
    for (op_t *op = j->ops; op != NULL; op = op->next) {
        if (op->settled) {
            continue;
        }

        op_detach(op);
        alarm_cancel(op->timer);
        op->timer = NULL;
        op->settled = true;
        op->rc = RC_RETRY;
        op->error = "detached";
        j->pending--;
    }

    assert(j->pending == 0);
    j->ops = NULL;

    if (j == running) {
        moved = true;
    }
}


void
job_cancel(job_t *j, rc_t rc, const char *reason)
{
    if (j->cancelled) {
        return;                         /* ending already; the first one wins */
    }

    job_detach(j);
    j->cancelled = true;
    j->end_rc = rc;
    (void) job_fail(j, rc, "%s", reason == NULL ? "cancelled" : reason);
    job_post(j);
}


static unsigned
job_phase_index(const job_t *j, const char *phase)
{
    unsigned  i;

    for (i = 0; j->table[i].name != NULL; i++) {
        if (strcmp(j->table[i].name, phase) == 0) {
            return i;
        }
    }

    (void) fprintf(stderr, "relevo: no phase named \"%s\"\n", phase);
    abort();
}


void
job_restart(job_t *j, const char *phase)
{
    unsigned  i = job_phase_index(j, phase);

    if (j->cancelled) {
        return;
    }

    job_detach(j);
    j->phase = i;
    j->started = false;
    job_post(j);
}


rc_t
job_fail(job_t *j, rc_t rc, const char *fmt, ...)
{
    char      text[JOB_REASON_MAX], *copy;
    size_t    len;
    va_list   args;

    va_start(args, fmt);
    (void) vsnprintf(text, sizeof(text), fmt, args);    /* cut is fine */
    va_end(args);

    /* half a letter would be no JSON, and the commit's item none at all */

    len = strlen(text) + 1;
    (void) text_repair((uint8_t *) text, len - 1);
    copy = pool_alloc_always(j->pool, len);
    memcpy(copy, text, len);
    j->reason = copy;

    return rc;
}


const char *
job_phase_name(const job_t *j)
{
    const char  *name = j->table[j->phase].name;

    return name == NULL ? "done" : name;
}


unsigned
job_count(void)
{
    return jobs;
}


void
job_watch(void (*fn)(const job_t *j))
{
    watch = fn;
}


/* ---- running ---- */

static void
job_end(job_t *j, rc_t rc)
{
    assert(j->pending == 0 && !j->queued);

    j->cancelled = true;                /* done() cannot cancel or restart */
    running = j;
    if (j->done != NULL) {
        j->done(j, rc);
    }
    running = NULL;

    assert(j->pending == 0);

    pool_free(j->pool);
    free(j);

    jobs--;
    stat_set(jobs, jobs);
}


#ifdef RELEVO_FAILPOINTS

/* "phase.<name>.start" and ".finish", hit after the function has run */

static bool
job_failpoint(const job_t *j, bool finish)
{
    char  name[64];

    (void) snprintf(name, sizeof(name), "phase.%s.%s", job_phase_name(j),
                    finish ? "finish" : "start");

    return FAILPOINT(name);
}

#endif


static rc_t
job_call(job_t *j)
{
    const phase_t  *ph = &j->table[j->phase];
    bool            finish = j->started;
    rc_t            rc;

    if (!finish) {
        j->ops = NULL;                  /* the last phase's results end here */
    }
    j->started = true;

    running = j;
    moved = false;
    rc = finish ? ph->finish(j) : ph->start(j);
    running = NULL;

    if (moved) {
        job_detach(j);                  /* calls it made after that */
        return RC_AGAIN;
    }

    /* no job waits for nothing, no op is left behind */

    assert((rc == RC_AGAIN) == (j->pending > 0));
    assert(rc != RC_AGAIN || ph->finish != NULL);

#ifdef RELEVO_FAILPOINTS
    if (job_failpoint(j, finish) && rc != RC_AGAIN) {
        rc = job_fail(j, RC_RETRY, "failpoint");
    }
#endif

    return rc;
}


/* Walks until the job waits or ends. */

static void
job_step(job_t *j)
{
    while (j->pending == 0) {

        if (j->cancelled) {
            job_end(j, j->end_rc);
            return;
        }

        if (j->table[j->phase].name == NULL) {
            job_end(j, RC_OK);
            return;
        }

        rc_t  rc = job_call(j);

        switch (rc) {
        case RC_AGAIN:
            break;                      /* waits, or was moved */

        case RC_OK:
        case RC_DECLINED:
            j->phase++;
            j->started = false;
            break;

        case RC_RETRY:
        case RC_REJECT:
            job_end(j, rc);
            return;
        }
    }
}


static void
job_run_queue(void *data)
{
    job_t  *j = queue_head;

    (void) data;

    /* what is posted from here on is the next turn's */

    queue_head = NULL;
    queue_tail = &queue_head;

    while (j != NULL) {
        job_t  *next = j->ready_next;

        j->queued = false;
        j->ready_next = NULL;

        if (watch != NULL) {
            watch(j);
        }

        job_step(j);

        if (watch != NULL) {
            watch(NULL);
        }

        j = next;
    }
}
