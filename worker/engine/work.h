/*
 * work - what blocks or computes for long, in libuv's pool of threads.
 *
 * fn runs in a thread, with data that belongs to the work: data lives until
 * fn has returned and the job's pool is gone, whichever is later, then release
 * frees it (in the loop's thread).  A detached work runs on, and nobody looks
 * at its result; a job must not share what it may change itself.  fn returns
 * RC_OK, RC_RETRY or RC_REJECT and a static reason; it calls nothing of the
 * engine but clocks and configuration that is loaded.
 */

#ifndef RELEVO_WORK_H
#define RELEVO_WORK_H

#include "worker/engine/job.h"

typedef rc_t (*work_fn)(void *data, const char **ret_error);

op_t *work_call(job_t *j, work_fn fn, void *data,
          void (*release)(void *data));

#endif
