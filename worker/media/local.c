/*
 * local - the local copy of a file, from the object store when it is gone.
 *
 * One phase with two waits: get, then, when files are sealed, open.
 */

#include "worker/media/store.h"

#include <unistd.h>

typedef struct {
    void        *own;                   /* the task's, given back at the end */
    object_t    *get;
    op_t        *open;                  /* NULL: not begun */
    seal_job_t  *seal;
} local_t;


rc_t
local_start(job_t *j)
{
    media_step_t  *step = j->data;
    local_t       *l;

    if (access(step->path, R_OK) == 0) {
        return RC_DECLINED;
    }

    if (*step->object == '\0') {
        return job_fail(j, RC_RETRY, "local: the file is gone, and not in the"
                        " store");
    }

    l = pool_alloc(j->pool, sizeof(local_t));
    if (l == NULL) {
        return job_fail(j, RC_RETRY, "local: out of memory");
    }

    l->own = step->own;
    step->own = l;
    l->get = object_get(j, step->object, step->path);

    return RC_AGAIN;
}


rc_t
local_finish(job_t *j)
{
    media_step_t  *step = j->data;
    local_t       *l = step->own;
    rc_t           rc;

    if (l->open == NULL) {
        rc = object_settled(j, l->get);

        if (rc == RC_REJECT) {
            return media_fail(j, MEDIA_GONE, "local: %s", l->get->error);
        }

        if (rc != RC_OK) {
            return job_fail(j, RC_RETRY, "local: %s", l->get->error);
        }

        if (seal_is_on()) {
            l->open = unseal_begin(j, step->object, step->path, &l->seal);
            return RC_AGAIN;
        }

    } else if (l->open->rc != RC_OK) {
        (void) unlink(step->path);
        return l->open->rc == RC_REJECT
               ? media_fail(j, MEDIA_BROKEN, "%s", l->open->error)
               : job_fail(j, RC_RETRY, "%s", l->open->error);
    }

    step->own = l->own;

    return RC_OK;
}
