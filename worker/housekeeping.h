/*
 * housekeeping - what belongs to no tenant: done by the owner of partition 0.
 */

#ifndef RELEVO_HOUSEKEEPING_H
#define RELEVO_HOUSEKEEPING_H

#include <stdbool.h>

/* False, with a line on stderr, when a setting would forget too early. */
bool housekeeping_settings_fit(void);

void housekeeping_start(void);
void housekeeping_stop(void);

#endif
