/*
 * role - the media role of a child: claims jobs, keeps their leases, runs
 * media.jobs executions at a time.
 */

#ifndef RELEVO_MEDIA_ROLE_H
#define RELEVO_MEDIA_ROLE_H

#include <stdbool.h>

/* Is the definition (media.workflow) fit?  The master asks before it forks. */
bool media_check(char *err);

void media_start(void);
void media_soon(void);                  /* files have just been admitted */

/* No more claims; what runs is given back, to be taken by another child. */
void media_stop(void);
bool media_is_idle(void);               /* and given back */
void media_release(void);

#endif
