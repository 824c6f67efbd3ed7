/*
 * decoder - the engine's way to relevo-decode: one file in, JSON out.
 *
 * A child of the worker starts relevo-decode with its first call, keeps it,
 * and starts another when it dies.  At most media.decoders files are decoded
 * at a time, in the order of the calls; up to media.decode_queue wait.  See
 * common/decoded.h for what is said.
 *
 * An op settles once:
 *   RC_OK     body is the result's JSON.  Its "error" may be a code: of the
 *             handler, or of the child that died of the file ("broken",
 *             "unsafe", "timeout", "memory", "too_large"; then nothing else
 *             is in it but "signal").
 *             status is the descriptor of the output, for attachments;
 *             closed with the job.
 *   RC_RETRY  "decoder: ...": relevo-decode was gone or could not be started,
 *             or the queue is full.  It says nothing about the file.
 * Detaching kills that file's child.
 */

#ifndef RELEVO_DECODER_H
#define RELEVO_DECODER_H

#include <jansson.h>

#include "worker/engine/job.h"

typedef struct {
    int            fd;              /* the file; borrowed during the call */
    const char    *name;            /* as its sender calls it, or NULL */
    const char    *mime;            /* as announced, or NULL */
    const char    *language;        /* of the conversation, or NULL */
    const json_t  *options;         /* {"what": [...]}; borrowed, or NULL */
    uint64_t       wall_ms;         /* 0: four times media.decode_time */
} decoder_request_t;

typedef struct {
    int       fd;                   /* the output's: op->status */
    uint64_t  offset, bytes;
    char      mime[64];
} decoder_attachment_t;

void  decoder_release(void);        /* kills it; calls were detached before */

op_t *decoder_call(job_t *j, const decoder_request_t *req);

/* "thumbnail", "clean", "pcm", ... of a call that settled with RC_OK; result
 * is op->body as JSON.  False: there is none. */
bool  decoder_attachment(const op_t *op, const json_t *result,
          const char *name, decoder_attachment_t *ret_attachment);

/* "ok", also when it is not needed yet, or "down[: why]". */
const char *decoder_state(void);

/* Path of relevo-decode: media.decoder, or beside this program. */
const char *decoder_path(char *buf, size_t len);

/* {"pixels": n, ...} by the settings media.max_*: of a request, and for
 * `relevo media decode`.  A new reference. */
json_t     *decoder_limits(void);

#endif
