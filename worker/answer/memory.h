/*
 * memory - what a turn leaves for the next ones, as effects of its commit.
 *
 * Nothing here touches the database: turn->effects is stored by core.commit
 * (commit_effects in 0013_context.sql), or forgotten with the turn.
 */

#ifndef RELEVO_ANSWER_MEMORY_H
#define RELEVO_ANSWER_MEMORY_H

#include "worker/engine/job.h"
#include "worker/turn.h"

/* The object `name` of turn->effects, made when it is not there; NULL: no
 * memory. */
json_t *memory_effect(job_t *j, turn_t *t, const char *name);

/* Profile, topics and a rolled summary, as far as they are new; of a turn that
 * hands over the order it is about. */
void    memory_learn(job_t *j, turn_t *t);

#endif
