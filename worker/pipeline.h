/*
 * pipeline - the phase table of a turn.  Read pipeline.c first.
 */

#ifndef RELEVO_PIPELINE_H
#define RELEVO_PIPELINE_H

#include "worker/turn.h"

extern const phase_t  pipeline[];

rc_t context_start(job_t *j);       /* 10: reads core.contexts */
rc_t context_finish(job_t *j);
rc_t media_wait_start(job_t *j);    /* 20: for files of its own messages */
rc_t media_wait_finish(job_t *j);
rc_t understand_start(job_t *j);    /* 30: language and act, no calls */
rc_t outside_start(job_t *j);       /* 35: what an outside service says */
rc_t outside_finish(job_t *j);
rc_t decide_start(job_t *j);        /* 40: silent? person? look it up? */
rc_t embed_start(job_t *j);         /* 43: what the question means */
rc_t embed_finish(job_t *j);
rc_t search_start(job_t *j);        /* 45: the answer that needs no model */
rc_t search_finish(job_t *j);
rc_t think_start(job_t *j);         /* 47: asks a model, runs its tools */
rc_t think_finish(job_t *j);
rc_t reply_start(job_t *j);         /* 50: text in the language, in parts */
rc_t settle_start(job_t *j);        /* 60: waits out the burst */
rc_t settle_finish(job_t *j);
rc_t commit_start(job_t *j);        /* 60: core.commit, in a batch */
rc_t commit_finish(job_t *j);

/* The texts of the first n messages, one per line; data NULL: no memory. */
slice_t context_text(pool_t *pool, const json_t *messages, size_t n);

/* A commit item that ends or postpones the turn without an answer: outcome
 * "dead" or "retry".  A new reference. */
json_t *commit_item_failed(const turn_t *t, const char *outcome,
            const char *reason, uint64_t retry_ms);

#endif
