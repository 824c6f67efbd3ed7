/*
 * eventstream - application/vnd.amazon.eventstream, any split.
 *
 *   frame    offset   size
 *                 0      4  length of the whole frame, big endian as all
 *                 4      4  length of the headers
 *                 8      4  CRC-32 of the eight bytes before
 *                12         headers
 *                           payload
 *              end-4     4  CRC-32 of everything before
 *   header   name length u8, name, type u8, value; type 7 is a string:
 *            length u16, bytes.  Other types are skipped by their size.
 *
 * A frame whose sums or lengths are wrong ends the reading: nothing behind it
 * can be trusted.
 */

#ifndef RELEVO_PROVIDERS_EVENTSTREAM_H
#define RELEVO_PROVIDERS_EVENTSTREAM_H

#include "worker/providers/buffer.h"

typedef struct {
    slice_t  message_type;              /* "event", "exception", "error" */
    slice_t  event_type;                /* "contentBlockDelta" */
    slice_t  exception_type;            /* "throttlingException" */
    slice_t  error_code;
    slice_t  payload;
} eventstream_event_t;                  /* borrowed, while fn runs */

/* False ends the reading. */
typedef bool (*eventstream_fn)(void *data, const eventstream_event_t *e);

typedef struct {
    buffer_t        in;
    eventstream_fn  fn;
    void           *data;
    const char     *error;              /* why it was not a frame */
} eventstream_t;

/* Memory goes with the pool; a frame may have max bytes. */
bool     eventstream_in(pool_t *pool, eventstream_t *e, size_t max,
             eventstream_fn fn, void *data);

/* False: fn said so, or error. */
bool     eventstream_feed(eventstream_t *e, slice_t bytes);

/* Is it between two frames? */
bool     eventstream_is_whole(const eventstream_t *e);

uint32_t crc32_of(slice_t bytes);       /* as zlib's */

#endif
