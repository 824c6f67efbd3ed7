/*
 * fetch - task relevo:fetch: a file from its provider into the local copy.
 *
 * In:  step->channel, account, source (the channel's entry), kind.
 * Out: the file at step->path; row: mime (by its bytes), bytes, sha256.
 *
 *   pause ─► upload (web chat: nginx has it already)
 *         ─► account ─► locate ─► download ─► checked, kept
 *              ▲                     │
 *              └───── again ◄────────┘  lost, slow, 429, 5xx, an expired URL
 *
 * Where the file is and which credential goes where is the channel's
 * (channel_files_t); redirects lose it and lead to public addresses only.
 * A download that was cut off goes on where it stopped when a digest was
 * announced, so that pieces of two files are noticed.
 */

#ifndef RELEVO_MEDIA_FETCH_H
#define RELEVO_MEDIA_FETCH_H

#include "worker/channels/channel.h"
#include "worker/channels/media.h"
#include "worker/media/spool.h"
#include "worker/media/task.h"

typedef struct {
    const channel_t          *channel;
    const channel_account_t  *account;
    channel_file_t            file;         /* where it is */
    const char               *redirect;     /* instead of file.url, or NULL */
    op_t                     *op;
    spool_t                  *spool;
    uint64_t                  max;          /* bytes */
    uint64_t                  delay_ms;     /* of the next pause */
    unsigned                  tries;        /* begun again so often */
    unsigned                  resolves;     /* because a URL had expired */
    unsigned                  redirects;
    unsigned                  mismatches;   /* not what was announced */
    const void               *upload;       /* a visitor's; or NULL */
    bool                      taken;        /* an upload: nothing to ask */
    bool                      resuming;     /* asked for what is missing */

    /* of the answer that is coming */
    bool                      writing;      /* its first byte was taken */
    bool                      too_large;
    int64_t                   range_from;   /* -1: no Content-Range */
    char                      location[2048];

    /* what was found */
    uint64_t                  bytes;
    char                      digest[MEDIA_DIGEST_LEN + 1];
    const char               *mime;
} fetch_t;

extern const phase_t  fetch_phases[];

/* Most bytes of a file of this kind. */
uint64_t fetch_limit(const char *kind);

/* fetch_answer.c: what the answer to the download means. */
rc_t     fetch_answered(job_t *j, fetch_t *f);

/* Begins again after a while; RC_RETRY when that was often enough. */
rc_t     fetch_again(job_t *j, fetch_t *f, uint64_t wait_ms, const char *why);

/* Ends with the name of a channel's reason (FILE_GONE ...). */
rc_t     fetch_refuse(job_t *j, fetch_t *f, const char *reason);

/* fetch_check.c: is it what was announced?  RC_OK: kept, row and output set;
 * else refused, or again. */
rc_t     fetch_check(job_t *j, fetch_t *f);
rc_t     fetch_found(job_t *j, fetch_t *f);

/* fetch_upload.c: the visitor's file, into the local copy. */
rc_t     upload_start(job_t *j);
rc_t     upload_finish(job_t *j);

#endif
