/*
 * errand_turn - turns that are thought out and never committed: phases of the
 * pipeline, with their own beginning and end.
 *
 *   errand_pasted.c   of a text that somebody pasted
 *   errand_draft.c    of what a person's customer said last
 */

#ifndef RELEVO_ERRAND_TURN_H
#define RELEVO_ERRAND_TURN_H

#include "worker/engine/job.h"
#include "worker/errands/errand.h"
#include "worker/pipeline.h"

/* A turn and whose it is: a phase casts job->data to the turn. */
typedef struct {
    turn_t     turn;                    /* first */
    errand_t  *errand;
    json_t    *told;                    /* of a told turn, until it is taken */
} errand_turn_t;

/* Puts the turn, malloc'ed, under way; where there are no more jobs it is
 * freed and the errand dropped. */
void errand_turn_begin(errand_t *e, const phase_t *phases, errand_turn_t *own,
         void (*done)(job_t *j, rc_t rc));

/* Ends the errand with what result() makes of the turn, or with what became of
 * its job; the turn stays the caller's. */
void errand_turn_end(job_t *j, rc_t rc, json_t *(*result)(const turn_t *t));

/* With its context. */
void errand_turn_free(turn_t *t);

#endif
