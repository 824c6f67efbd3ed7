/*
 * stale - numbers of children that are gone leave relevo:stats.
 *
 * A child takes its own out when it ends, its master when it was killed.  A
 * machine that died took both with it.
 */

#ifndef RELEVO_STALE_H
#define RELEVO_STALE_H

/* One look, by the owner of partition 0; nobody waits for it. */
void stale_look(void);

#endif
