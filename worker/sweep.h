/*
 * sweep - what is due according to PostgreSQL: the guarantee behind wakes.
 */

#ifndef RELEVO_SWEEP_H
#define RELEVO_SWEEP_H

void sweep_start(void);
void sweep_soon(void);          /* a wake, or a partition just recovered */
void sweep_stop(void);

#endif
