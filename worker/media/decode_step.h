/*
 * decode_step - asking relevo-decode within a step of a workflow: the local
 * copy goes there, what it attached is left beside it.
 */

#ifndef RELEVO_MEDIA_DECODE_STEP_H
#define RELEVO_MEDIA_DECODE_STEP_H

#include "worker/media/task.h"

#define DECODE_STEP_MS  (10 * 60 * 1000u)   /* the queue in front of it too */

/* RC_AGAIN; options are borrowed for the call. */
rc_t decode_step_ask(job_t *j, const json_t *options);

/* In finish(): RC_OK with the result (pool-owned), or how the step ends. */
rc_t decode_step_read(job_t *j, json_t **ret_result);

#endif
