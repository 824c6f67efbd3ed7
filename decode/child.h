/*
 * child - one file in one process: fork, lock in, decode, write, end.
 */

#ifndef RELEVO_DECODE_CHILD_H
#define RELEVO_DECODE_CHILD_H

#include <jansson.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/decoded.h"

/* How a child ended, as an outcome.  killed: by us, for its time. */
decoded_outcome_t child_outcome(int status, bool killed);

/*
 * A child that decodes what input is and writes the result to output; request
 * as in common/decoded.h.  The parent keeps its descriptors.  -1: no process.
 */
pid_t child_start(int input, int output, const json_t *request);

/* wall_ms of a request, or the default; cpu_ms, or as much as wall_ms */
uint64_t child_wall_ms(const json_t *request);
uint64_t child_cpu_ms(const json_t *request);

#endif
