/*
 * housekeeping - what belongs to no tenant: done by the owner of partition 0.
 */

#ifndef RELEVO_HOUSEKEEPING_H
#define RELEVO_HOUSEKEEPING_H

void housekeeping_start(void);
void housekeeping_stop(void);

#endif
