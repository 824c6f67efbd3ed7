/*
 * timers - rows of core.timer whose time has come.
 */

#ifndef RELEVO_TIMERS_H
#define RELEVO_TIMERS_H

#include <jansson.h>

void timers_release(void);

/* Rows of core.due; what cannot be done now is due again at the next sweep. */
void timers_due(const json_t *rows);

#endif
