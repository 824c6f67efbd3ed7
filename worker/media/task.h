/*
 * task - one step of a media workflow: a phase table run as an engine job.
 *
 * A Task state of the definition names a row of tasks.c by its Resource.
 * job->data is a media_step_t; the phases read `input`, may change `row`, and
 * leave `output`.  A failure is told by its name: media_fail(j, MEDIA_BROKEN,
 * "...").  What is transient returns RC_RETRY as everywhere; the definition's
 * Retry decides whether it is tried again, else its Catch.
 *
 * Every task may run again: after a crash the step that was under way begins
 * anew.  The local copy of the file may be gone by then (another machine, a
 * cleaned folder); a task that needs it takes it from the object store first.
 * No uv handle and nothing of malloc lives in a step: all of it is the job's.
 * What the decoder attached lies beside the local copy: path.thumbnail,
 * path.pcm, path.frame; all of them go with the execution.
 */

#ifndef RELEVO_MEDIA_TASK_H
#define RELEVO_MEDIA_TASK_H

#include <jansson.h>

#include "worker/engine/job.h"

/* Names of errors, for ErrorEquals; `code` of core.media is in errors.c. */
#define MEDIA_UNSUPPORTED  "MediaUnsupported"
#define MEDIA_TOO_LARGE    "MediaTooLarge"
#define MEDIA_BROKEN       "MediaBroken"
#define MEDIA_ENCRYPTED    "MediaEncrypted"
#define MEDIA_UNSAFE       "MediaUnsafe"
#define MEDIA_GONE         "MediaGone"          /* nowhere any more */
#define MEDIA_QUOTA        "MediaQuota"         /* the tenant's store is full */
#define MEDIA_MISMATCH     "MediaMismatch"      /* not what was announced */
#define MEDIA_TIMEOUT      "States.Timeout"
#define MEDIA_FAILED       "States.TaskFailed"

typedef struct {
    /* of core.media; borrowed for the time of the step, never NULL */
    const char    *tenant;              /* uuid */
    const char    *media;               /* uuid */
    const char    *conversation;        /* uuid */
    const char    *contact;             /* uuid */
    const char    *message;             /* uuid of our row */
    const char    *language;            /* the conversation's or tenant's */
    const char    *spoken;              /* the conversation's, "": not known */
    const char    *channel, *account;
    const char    *kind;                /* image document audio voice ... */
    const json_t  *source;              /* the channel's entry */
    const char    *mime;                /* sniffed, announced before that */
    const char    *object;              /* key in the store, or "" */
    const char    *sha256;              /* hex, likewise, or "" */
    int64_t        bytes;               /* likewise, or -1 */
    const char    *name;                /* of the file, or "" */
    int64_t        at_ms;               /* when the message was sent */
    const char    *path;                /* the local copy: where fetch leaves it
                                           and every other task finds it */

    const json_t  *input;               /* after InputPath and Parameters */

    /* the task's */
    json_t        *output;              /* pool-owned; NULL: an empty object */
    json_t        *row;                 /* pool-owned object of what changes in
                                           core.media, written with the step:
                                           mime bytes sha256 object thumb name
                                           result text */
    const char    *error;               /* one of the names above */
    void          *own;                 /* of the task, across its phases; NULL
                                           when the first of them begins */
} media_step_t;

typedef struct {
    const char     *resource;           /* "relevo:fetch" */
    const char     *state;              /* of core.media while it runs */
    const phase_t  *phases;
} media_task_t;

static inline media_step_t *
job_media(job_t *j)
{
    return j->data;
}

/* Sets the error's name and the reason; returns RC_REJECT. */
rc_t media_fail(job_t *j, const char *error, const char *fmt, ...)
         __attribute__((format(printf, 3, 4)));

/* A member of step->row; takes the reference (NULL: no memory, ignored). */
void media_row_set(job_t *j, const char *key, json_t *value);

/* NULL: there is no such task.  tasks.c, one line per resource. */
const media_task_t *media_task_find(const char *resource);

#endif
