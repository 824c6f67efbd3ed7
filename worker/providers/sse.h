/*
 * sse - text/event-stream, as models speak it: any split, any line end.
 *
 * An event is lines up to an empty one; its `data:` lines are joined by LF,
 * `event:` names it, comments (": ping") and unknown fields are skipped.  What
 * has no empty line behind it when the stream ends is no event.
 */

#ifndef RELEVO_PROVIDERS_SSE_H
#define RELEVO_PROVIDERS_SSE_H

#include "worker/providers/buffer.h"

#define SSE_NAME_MAX  64                /* longer event names are cut */

/* name may be empty.  False ends the reading. */
typedef bool (*sse_fn)(void *data, slice_t name, slice_t text);

typedef struct {
    buffer_t  line;                     /* not whole yet */
    buffer_t  text;                     /* data of the event so far */
    char      name[SSE_NAME_MAX];
    size_t    name_len;
    bool      has_text;
    bool      skip_lf;                  /* the last byte was CR */
    bool      begun;                    /* no byte order mark any more */
    sse_fn    fn;
    void     *data;
} sse_t;

/* Memory goes with the pool; an event may have max bytes. */
bool sse_in(pool_t *pool, sse_t *s, size_t max, sse_fn fn, void *data);

/* False: fn said so, or an event over the cap. */
bool sse_feed(sse_t *s, slice_t bytes);

#endif
