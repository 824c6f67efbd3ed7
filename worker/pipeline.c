/*
 * pipeline - the phases of a turn, in order.  This table is the program.
 *
 * A turn enters when lane.c starts it and leaves when its results are in
 * PostgreSQL; what is sent afterwards is deliver's.  Every phase may run
 * again: nothing before commit is visible outside.
 *
 * The phases run between blame_turn() and blame_clear(), so that a crash is
 * held against the message it was about and no other.
 */

#include "worker/pipeline.h"

#include "worker/blame.h"

#define LONG_MS  (24 * 3600 * 1000u)    /* ends with the lease, not the clock */

static rc_t  blamed(job_t *j, rc_t (*fn)(job_t *j));

#define PHASE(name)  static rc_t name##_(job_t *j) { return blamed(j, name); }

PHASE(context_start)
PHASE(context_finish)
PHASE(understand_start)
PHASE(decide_start)
PHASE(decide_finish)
PHASE(reply_start)
PHASE(settle_start)
PHASE(settle_finish)
PHASE(commit_start)
PHASE(commit_finish)


const phase_t  pipeline[] = {
    /* name          start              finish           deadline_ms */
    { "context",     context_start_,    context_finish_, 15000 },
    { "understand",  understand_start_, NULL,            0 },
    { "decide",      decide_start_,     decide_finish_,  15000 },
    { "reply",       reply_start_,      NULL,            0 },
    { "settle",      settle_start_,     settle_finish_,  LONG_MS },
    { "commit",      commit_start_,     commit_finish_,  LONG_MS },
    { NULL, NULL, NULL, 0 }
};


static rc_t
blamed(job_t *j, rc_t (*fn)(job_t *j))
{
    const turn_t  *t = job_turn(j);
    rc_t           rc;

    blame_turn(t->part->p, t->tenant, t->conversation, t->from_seq);
    rc = fn(j);
    blame_clear();

    return rc;
}
