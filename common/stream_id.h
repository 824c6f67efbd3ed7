/*
 * stream_id - ids of Redis Stream entries: "<milliseconds>-<sequence>".
 *
 * Entries are ordered by it.  The strict reader is for what strangers send
 * (Last-Event-ID) and for what Redis says; no I/O, no allocation.
 */

#ifndef RELEVO_COMMON_STREAM_ID_H
#define RELEVO_COMMON_STREAM_ID_H

#include "slice.h"

typedef struct {
    uint64_t  ms;
    uint64_t  seq;
} stream_id_t;

/* Two decimal numbers below 2^64 and nothing else; ret is else untouched. */
bool stream_id_read(slice_t text, stream_id_t *ret_id);

/* -1, 0, 1 */
int stream_id_compare(stream_id_t a, stream_id_t b);

#endif
