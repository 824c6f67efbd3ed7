/*
 * loop_inside - what loop.c and alarm.c have of each other.  Private to them.
 */

#ifndef RELEVO_ENGINE_LOOP_INSIDE_H
#define RELEVO_ENGINE_LOOP_INSIDE_H

#include "worker/engine/loop.h"

/* reallocarray() that aborts where there is no memory. */
void *loop_grow(void *p, size_t n, size_t item);

/* From here on alarms fire, those that were set before, too.  0 or what libuv
 * says. */
int   alarms_open(uv_loop_t *loop);

/* The loop is closed: alarms that are left never fire. */
void  alarms_release(void);

/* The same in a forked child, where the loop and who set them are another
 * process's: not even freed. */
void  alarms_forget(void);

#endif
