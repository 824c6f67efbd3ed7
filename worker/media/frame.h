/*
 * frame - where one machine of an execution stands: the whole workflow, or a
 * branch of a Parallel state; and its form in core.media_job.position.
 *
 *   { "at": "Fetch", "data": <input of the state>, "tries": [0, 2],
 *     "until": <unix ms>, "branches": [ frame.. ] }
 *   { "out": <result> }          a branch that has ended
 *
 * A frame lives as long as its execution, also when its branch was given up:
 * a job of it may still have to end.
 */

#ifndef RELEVO_MEDIA_FRAME_H
#define RELEVO_MEDIA_FRAME_H

#include "worker/engine/loop.h"
#include "worker/media/asl.h"

#define FRAME_TRIES  (ASL_RETRIERS_MAX + 1)     /* the last one: our own */

typedef struct frame_s  frame_t;

struct frame_s {
    frame_t              *all;          /* next of the execution's */
    const asl_machine_t  *machine;
    const asl_state_t    *state;        /* NULL: it has ended */
    json_t               *data;         /* of the state, before InputPath */
    unsigned              tries[FRAME_TRIES];
    uint64_t              until_ms;     /* unix; not before then, or 0 */
    frame_t             **branches;     /* PARALLEL, once entered */
    uint64_t              moved;        /* the execution's count of moves */

    json_t               *out;          /* ended well */
    char                  error[80];    /* ended badly: its name */
    char                  cause[256];

    job_t                *job;          /* the task under way */
    alarm_t              *timer;        /* its TimeoutSeconds */
    bool                  timed_out;
    bool                  forget;       /* the job's result is not wanted */
    bool                  given_up;     /* another branch has failed */
};

/* At the machine's start; links it into *all.  NULL: no memory. */
frame_t *frame_new(frame_t **all, const asl_machine_t *m, json_t *data);
void     frames_free(frame_t *all);

/* Into the state, with data (the reference is taken). */
void     frame_enter(frame_t *f, const asl_state_t *state, json_t *data);
bool     frame_has_ended(const frame_t *f);

/* The children of a Parallel state; false: no memory. */
bool     frame_branch(frame_t **all, frame_t *f, const json_t *input);

json_t  *frame_write(const frame_t *f);

/* False: the position does not fit the machine, begin anew. */
bool     frame_read(frame_t **all, frame_t *f, const json_t *position);

#endif
