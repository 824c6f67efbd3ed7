/*
 * pipeline - the phase table of a turn.  Read pipeline.c first.
 */

#ifndef RELEVO_PIPELINE_H
#define RELEVO_PIPELINE_H

#include "worker/turn.h"

extern const phase_t  pipeline[];

rc_t context_start(job_t *j);       /* 10: reads core.context */
rc_t context_finish(job_t *j);
rc_t understand_start(job_t *j);    /* 30: language and act, no calls */
rc_t decide_start(job_t *j);        /* 40: silent? person? asks core.search */
rc_t decide_finish(job_t *j);
rc_t reply_start(job_t *j);         /* 50: text in the language, split in parts */
rc_t commit_start(job_t *j);        /* 60: waits out the burst, core.commit */
rc_t commit_finish(job_t *j);

#endif
