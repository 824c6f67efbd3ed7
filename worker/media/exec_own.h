/*
 * exec_own - what exec.c, exec_save.c, exec_walk.c, exec_fail.c and
 * exec_task.c share; nobody else's.
 */

#ifndef RELEVO_MEDIA_EXEC_OWN_H
#define RELEVO_MEDIA_EXEC_OWN_H

#include "worker/media/exec.h"
#include "worker/media/frame.h"

typedef enum { EXEC_RUN, EXEC_END, EXEC_PARK, EXEC_DROP } exec_state_t;

struct exec_s {
    const asl_t   *asl;
    exec_state_t   state;
    void         (*ended)(exec_t *e);

    json_t        *claim;               /* row of core.media_claim; what steps
                                           change is changed here too */
    json_t        *context;             /* $$ */
    json_t        *row;                 /* changes not written yet */
    json_t        *sent;                /* those in the call under way */
    unsigned       shown;               /* index of the state it shows */
    uint64_t       shown_ms;            /* since when, monotonic */
    uint64_t       queued_ms;           /* and so long before that */
    char           path[512];           /* the local copy */
    uint64_t       started_ms;          /* monotonic */

    frame_t       *all;                 /* every frame */
    frame_t       *root;
    uint64_t       moves, saved;        /* counts; saved <= moves */
    uint64_t       saving;              /* moves in the call under way, or 0 */
    unsigned       running;             /* jobs */
    unsigned       failures;            /* of calls to the database, in a row */
    bool           calling;
    bool           plain;               /* the result was refused: write the
                                           end alone */
    alarm_t       *again;               /* a wait is over, or a call is due */
};

/* ---- exec.c ---- */

void exec_turn(exec_t *e);              /* something has changed: go on */
void exec_later(exec_t *e, uint64_t ms);        /* and look again then */

/* The end, whatever the definition says. */
void exec_stop(exec_t *e, const char *error);

/* Nothing is written any more; exec_turn() frees it when all has ended. */
void exec_leave(exec_t *e, const char *why);

/* The file is told of; its local copy has done its work.  answer: of
 * core.media_done. */
void exec_over(exec_t *e, const json_t *answer, const char *state);


/* ---- exec_save.c: what it writes ---- */

void exec_save(exec_t *e, uint64_t wait_ms);    /* 0: we go on with it */
void exec_end(exec_t *e);


/* ---- exec_walk.c: what states do ---- */

/* Walks f as far as it goes without waiting. */
void frame_walk(exec_t *e, frame_t *f);

void frame_succeed(exec_t *e, frame_t *f, json_t *result);  /* takes it */

/* What the state gets: InputPath and Parameters applied.  A new reference;
 * NULL: it has failed, frame_fail() was called. */
json_t *frame_input(exec_t *e, frame_t *f);


/* To the next state with data (taken), or to the end. */
void frame_move(exec_t *e, frame_t *f, const asl_state_t *next,
         json_t *data);
void frame_end_badly(exec_t *e, frame_t *f, const char *error,
         const char *cause);

/* data with the result at path; NULL: the result is not kept.  A new
 * reference. */
json_t *frame_place(json_t *data, json_t *result, const char *path);


/* ---- exec_fail.c: errors ---- */

/* It is tried again, caught, or ends badly. */
void frame_fail(exec_t *e, frame_t *f, const char *error, const char *cause,
         bool transient);

uint64_t exec_now_ms(void);             /* the clock that delays are kept by */


/* ---- exec_task.c: jobs ---- */

void frame_task(exec_t *e, frame_t *f);         /* starts its job */
void frame_give_up(frame_t *f);         /* its job and its branches */

/* The state of the file that the tasks under way or next stand for. */
const char *exec_shows(exec_t *e);
void        exec_shown(exec_t *e, const char *state);   /* so far */
void        exec_shown_over(exec_t *e);         /* counts the last one */

#endif
