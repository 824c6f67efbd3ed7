/*
 * errands - tasks of the API that are due, done by this process.
 */

#ifndef RELEVO_ERRANDS_H
#define RELEVO_ERRANDS_H

#include <jansson.h>

/* A row of core.due with a timer of kind "task". */
void errands_due(const json_t *timer);

/* At the end of the process: nothing is begun any more. */
void errands_stop(void);

#endif
