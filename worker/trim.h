/*
 * trim - what is admitted leaves the stream.
 */

#ifndef RELEVO_TRIM_H
#define RELEVO_TRIM_H

void trim_start(void);

/* worker.redis came up or went away: which server is it? */
void trim_up(void);
void trim_down(void);

#endif
