/*
 * work - see work.h.
 *
 * A work has two holders, the thread and the job's pool; the one that lets go
 * last releases it.
 */

#include "worker/engine/work.h"

#include <stdlib.h>

#include "worker/engine/loop.h"

typedef struct {
    uv_work_t     req;
    op_t         *op;                   /* NULL: detached */
    work_fn       fn;
    void         *data;
    void        (*release)(void *data);
    rc_t          rc;
    const char   *error;
    unsigned      holders;
} work_t;


static void
work_let_go(work_t *w)
{
    if (--w->holders == 0) {
        w->release(w->data);
        free(w);
    }
}


static void
work_pool_gone(void *data)
{
    work_let_go(data);
}


static void
work_run(uv_work_t *req)
{
    work_t  *w = (work_t *) req;

    w->rc = w->fn(w->data, &w->error);
}


static void
work_after(uv_work_t *req, int status)
{
    work_t  *w = (work_t *) req;

    if (w->op != NULL) {
        op_complete(w->op, status == 0 ? w->rc : RC_RETRY,
                    status == 0 ? w->error : "work: cancelled");
    }

    work_let_go(w);
}


static void
work_detach(op_t *op)
{
    work_t  *w = op->cell;

    w->op = NULL;
    (void) uv_cancel((uv_req_t *) &w->req);     /* unless it runs already */
}


op_t *
work_call(job_t *j, work_fn fn, void *data, void (*release)(void *data))
{
    op_t    *op = op_new(j);
    work_t  *w = calloc(1, sizeof(work_t));

    if (w == NULL || !pool_cleanup(j->pool, work_pool_gone, w)) {
        free(w);
        release(data);
        op_complete(op, RC_RETRY, "work: out of memory");
        return op;
    }

    *w = (work_t) { .op = op, .fn = fn, .data = data, .release = release,
                    .rc = RC_RETRY, .holders = 2 };
    op->cell = w;
    op->detach = work_detach;

    if (uv_queue_work(loop_get(), &w->req, work_run, work_after) != 0) {
        op->cell = NULL;
        op->detach = NULL;
        w->op = NULL;
        work_let_go(w);
        op_complete(op, RC_RETRY, "work: cannot be queued");
    }

    return op;
}
