/*
 * lock - a child locks itself in, and there is no way back.
 *
 * What is allowed: computing, memory, reading what was given, writing the
 * result, ending.  What asks for a file gets EACCES, as libraries probe for
 * files and do without; anything else that is not on the list kills the
 * process (SIGSYS).
 */

#ifndef RELEVO_DECODE_LOCK_H
#define RELEVO_DECODE_LOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Everything the child has open besides them is closed. */
#define LOCK_INPUT   3
#define LOCK_OUTPUT  4

/* Limits of the process by limits.def and cpu_ms, then the filter.  False:
 * the child must end. */
bool lock_in(uint64_t cpu_ms);

#endif
