/*
 * trim - what is admitted leaves the stream.
 */

#ifndef RELEVO_TRIM_H
#define RELEVO_TRIM_H

void trim_start(void);

#endif
