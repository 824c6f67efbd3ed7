/*
 * exec - an execution: one file on its way through the workflow.
 *
 * role.c claims the job and starts it here; the end calls role_ended().  It
 * holds the lease of its job: what core.media_step calls lost is dropped
 * without another write.
 *
 *   RUN    states are walked; tasks run; moves are written before the next
 *          task begins
 *   END    the result is being written
 *   PARK   nothing to do for a while: the lease is given back
 *   DROP   the lease is lost, or the process stops: jobs end, nothing is
 *          written
 */

#ifndef RELEVO_MEDIA_EXEC_H
#define RELEVO_MEDIA_EXEC_H

#include "worker/media/asl.h"

typedef struct exec_s  exec_t;

/* claim: a row of core.media_claim (a reference is taken).  The definition
 * must outlive it.  ended: once, when the execution is over, freed after. */
exec_t     *exec_start(const asl_t *asl, const json_t *claim,
                void (*ended)(exec_t *e));

void        exec_drop(exec_t *e, const char *why);

/* For the heartbeat: {"tenant", "media", "claim"}; a new reference. */
json_t     *exec_claim(const exec_t *e);
const char *exec_media(const exec_t *e);

#endif
