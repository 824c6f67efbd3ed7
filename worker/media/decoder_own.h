/*
 * decoder_own - what decoder.c, decoder_request.c and decoder_result.c share;
 * nobody else's.
 */

#ifndef RELEVO_DECODER_OWN_H
#define RELEVO_DECODER_OWN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/decoded.h"
#include "worker/media/decoder.h"

/* The packet of a request; malloc'ed, NULL: too long, or no memory. */
char *decoder_packet(uint64_t id, uint64_t wall_ms,
    const decoder_request_t *req);

/* Sets body and status of op; an output that is kept is the job's, and -1
 * here.  False: nothing is known of the file. */
bool  decoder_result(op_t *op, const decoded_reply_t *reply, int *output);

void  decoder_count(decoded_outcome_t outcome);

#endif
