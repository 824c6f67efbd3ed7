/*
 * assess - a turn judged by its tenant's rules, and what is stored of it.
 */

#ifndef RELEVO_ASSESS_H
#define RELEVO_ASSESS_H

#include "worker/decide/judge.h"
#include "worker/turn.h"

/*
 * Judges the turn's text in its conversation; t->judged is what commit
 * stores, t->evidence gets "escalation".  False: out of memory.
 */
bool assess(job_t *j, verdict_t *ret_verdict);

#endif
