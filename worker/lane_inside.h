/*
 * lane_inside - a lane's state, shared by lane.c, lane_table.c and
 * lane_fail.c.  Nobody else includes this.
 *
 *   READY    in its tenant's queue, or in the window before thinking when
 *            turn.speculate is off, or held back (lane_hold)
 *   RUN      a job walks down the pipeline
 *   SETTLE   the turn failed; a retry or dead letter is being written
 */

#ifndef RELEVO_LANE_INSIDE_H
#define RELEVO_LANE_INSIDE_H

#include "worker/engine/loop.h"
#include "worker/fair.h"
#include "worker/lane.h"

#define LANE_STALE_MAX   5              /* reloads in a row before a retry */

typedef enum { LANE_READY, LANE_RUN, LANE_SETTLE } lane_state_t;

struct lane_s {
    fair_item_t    queued;              /* first: the queue hands it back */
    partition_t   *part;
    char           tenant[37];
    char           conversation[37];
    lane_t        *next;                /* of the bucket */

    lane_state_t   state;
    int64_t        to_seq;              /* newest message known */
    int64_t        taken;               /* last one of the running turn, or 0 */
    int64_t        count;               /* of lane_messages */
    uint64_t       first_ms, last_ms;   /* arrival, first and last waiting */
    unsigned       restarts, stale;
    unsigned       held;                /* lane_hold() in a row */
    bool           slow;
    bool           alone;               /* nothing extends this turn */
    bool           starting;            /* context not there yet */
    bool           commits;             /* its call has been made */
    bool           again;               /* the job ends to begin again */
    bool           empty;               /* the job found nothing to do */
    bool           dropped;
    job_t         *job;                 /* RUN */
    alarm_t       *window;              /* READY, speculate off or held */
};

/* ---- lane_table.c: which lanes there are ---- */

lane_t  *lane_find(const char *tenant, const char *conversation);

/* NULL: lane.max is reached, counted; the sweep brings it back */
lane_t  *lane_add(partition_t *part, const char *tenant,
             const char *conversation, bool slow);
void     lane_remove(lane_t *l);        /* frees it */
void     lane_count(lane_t *l, int64_t count);
void     lane_move(lane_t *l, lane_state_t state);

/* fn may remove the lane it is given. */
void     lanes_each(void (*fn)(lane_t *l, void *data), void *data);

/* ---- lane.c: what a lane does next ---- */

void  lane_advance(lane_t *l);          /* `taken` is done; is there more? */
void  lane_repeat(lane_t *l);           /* the same turn again */
void  lane_forget(lane_t *l);           /* the sweep brings it back when due */

/* What cannot be read, or its failure not be written, is due all the time: it
 * stays here and is tried again, more and more seldom. */
void  lane_hold(lane_t *l);

/* ---- lane_fail.c ---- */

/* Writes how a failed turn goes on: later, or not at all. */
void  lane_fail(lane_t *l, const turn_t *t, rc_t rc, const char *reason);

#endif
