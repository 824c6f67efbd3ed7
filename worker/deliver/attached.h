/*
 * attached - the file of a row on its way out.
 *
 * A payload's {"media": {"file": id, "object": name, ...}} is a file of ours.
 * Before the row is sent (phases of send.c) it becomes what its channel
 * wants: a link that opens it for a while, the provider's id of a copy that
 * was uploaded, or a local copy that goes with the request.
 *
 *   link (PostgreSQL) | get -> open -> upload      linked_row(): the payload
 *
 * No phase fails its job: what went wrong is `error`, and send.c refuses.
 */

#ifndef RELEVO_DELIVER_ATTACHED_H
#define RELEVO_DELIVER_ATTACHED_H

#include "worker/channels/channel.h"
#include "worker/engine/job.h"
#include "worker/media/store.h"

#define ATTACHED_LINK_MS    5000
#define ATTACHED_GET_MS     LOCAL_MS
#define ATTACHED_UPLOAD_MS  60000

typedef struct {
    const json_t   *row;
    const channel_t *channel;
    op_t           *op;
    object_t       *object;
    seal_job_t     *seal;
    const char     *link;               /* or */
    const char     *id;                 /* the provider's, or */
    const char     *path;               /* of the copy; removed with the job */
    const char     *error;              /* NULL: it is ready, or none */
    send_class_t    cls;                /* of the error */
} attached_t;

/* The three phases of send.c; a row without a file passes through.  job_file
 * finds the job's attached_t, set by attached_init() in an earlier phase. */
void  attached_init(attached_t *a, const json_t *row,
          const channel_t *channel);
rc_t  attached_link_start(job_t *j, attached_t *a, const char *tenant);
rc_t  attached_link_finish(attached_t *a, pool_t *pool);
rc_t  attached_get_start(job_t *j, attached_t *a);
rc_t  attached_get_finish(job_t *j, attached_t *a);
rc_t  attached_upload_start(job_t *j, attached_t *a,
          const channel_account_t *account);
rc_t  attached_upload_finish(attached_t *a, pool_t *pool);

/* The row as its channel sends it: media.link, id or path instead of file and
 * object; the row itself when it has none. */
const json_t *linked_row(const json_t *row, const attached_t *a,
                  pool_t *pool);

#endif
