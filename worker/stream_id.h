/*
 * stream_id - what the worker does with ids of stream entries.
 *
 * The cursor is one.  XTRIM MINID keeps the entry it names, so what may go up
 * to and including the cursor is trimmed by the cursor's successor.
 */

#ifndef RELEVO_WORKER_STREAM_ID_H
#define RELEVO_WORKER_STREAM_ID_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/stream_id.h"

#define STREAM_ID_LEN  48


/* "" and anything unreadable are 0-0: reading from there loses nothing. */
static inline stream_id_t
stream_id_parse(const char *s)
{
    stream_id_t   id = { 0, 0 };
    char         *end;

    id.ms = strtoull(s, &end, 10);

    if (*end == '-') {
        id.seq = strtoull(end + 1, NULL, 10);
    }

    return id;
}


static inline stream_id_t
stream_id_next(stream_id_t id)
{
    if (id.seq == UINT64_MAX) {
        return (stream_id_t) { id.ms + 1, 0 };
    }

    return (stream_id_t) { id.ms, id.seq + 1 };
}


static inline void
stream_id_format(stream_id_t id, char ret_text[STREAM_ID_LEN])
{
    snprintf(ret_text, STREAM_ID_LEN, "%" PRIu64 "-%" PRIu64, id.ms, id.seq);
}


/* The MINID that removes what is both admitted and older than keep_ms. */
static inline stream_id_t
stream_id_trim(stream_id_t cursor, uint64_t now, uint64_t keep_ms)
{
    stream_id_t  low = stream_id_next(cursor);
    stream_id_t  old = { now > keep_ms ? now - keep_ms : 0, 0 };

    /* keep 0 means "as soon as admitted", whatever the two clocks say */
    return keep_ms > 0 && stream_id_compare(old, low) < 0 ? old : low;
}

#endif
