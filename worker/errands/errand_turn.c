/* errand_turn - see errand_turn.h. */

#include "worker/errands/errand_turn.h"

#include <stdlib.h>

#include "worker/engine/loop.h"


void
errand_turn_free(turn_t *t)
{
    json_decref(t->context);
    free(t);
}


void
errand_turn_begin(errand_t *e, const phase_t *phases, errand_turn_t *own,
    void (*done)(job_t *j, rc_t rc))
{
    turn_t  *t = &own->turn;
    job_t   *j = job_new(phases, NULL, done);

    if (j == NULL) {
        errand_turn_free(t);
        errand_drop(e, "no more jobs");
        return;
    }

    own->errand = e;
    t->part = e->part;
    t->started_us = unix_us();
    t->lane = NULL;                     /* no phase of ours asks for it */
    snprintf(t->tenant, sizeof(t->tenant), "%s", e->tenant);
    j->data = t;
}


void
errand_turn_end(job_t *j, rc_t rc, json_t *(*result)(const turn_t *t))
{
    errand_turn_t  *own = j->data;
    errand_t       *e = own->errand;

    if (rc == RC_OK) {
        json_t  *made = result(&own->turn);

        errand_done(e, made, made == NULL ? "out of memory" : NULL);

    } else if (rc == RC_REJECT) {
        errand_done(e, NULL, j->reason != NULL ? j->reason : "refused");

    } else {
        errand_drop(e, j->reason != NULL ? j->reason : "later");
    }
}
