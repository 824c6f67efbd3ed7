/*
 * waits - turns of this child that wait for files of their own messages.
 */

#ifndef RELEVO_MEDIA_WAITS_H
#define RELEVO_MEDIA_WAITS_H

#include "worker/engine/job.h"

#define MEDIA_LOOK_MS  2000             /* a wake may be lost: look then */

/* An op that settles RC_OK when something of the conversation is ready, or
 * after ms, or after MEDIA_LOOK_MS, whatever is first. */
op_t *waits_call(job_t *j, const char *tenant, const char *conversation,
          uint64_t ms);

void  waits_wake(const char *tenant, const char *conversation);

/* A wake's payload: "<tenant> <conversation>", or anything else. */
void  waits_wake_payload(slice_t payload);

/* Everyone is woken: partitions are being left, turns look and go. */
void  waits_wake_all(void);

#endif
