/*
 * store - tasks relevo:store and relevo:scan, and the local copy of a file.
 *
 * relevo:store puts step->path into the object store (sealed first, when
 * store.key_file is set), and its thumbnail with {"what": "thumbnail"}: the
 * file step->path ".thumbnail", which a decoder has left.  Row: object or
 * thumb.  A visitor's upload is removed once it is stored.
 *
 * relevo:scan asks clamd, when clamd.socket is set.
 */

#ifndef RELEVO_MEDIA_STORE_H
#define RELEVO_MEDIA_STORE_H

#include "worker/media/object.h"
#include "worker/media/task.h"

#define THUMB_SUFFIX  ".thumbnail"

extern const phase_t  store_phases[];
extern const phase_t  scan_phases[];

/* Does clamd answer?  "ok", "off" or "down: why"; blocks, for a thread. */
const char *clamd_ping(void);

/*
 * The first row of a task that needs the file: brings step->path back from
 * the object store when it is not there (another machine, a cleaned folder).
 *
 *     { "local", local_start, local_finish, LOCAL_MS },
 */
#define LOCAL_MS  120000

rc_t local_start(job_t *j);
rc_t local_finish(job_t *j);

/* store_seal.c: a sealed copy beside path, "" without a key; and back.  Both
 * are work of threads; the new name is known when it has settled. */
typedef struct seal_job_s  seal_job_t;

bool        seal_is_on(void);
op_t       *seal_begin(job_t *j, const char *key, const char *path,
                seal_job_t **ret_seal);
op_t       *unseal_begin(job_t *j, const char *key, const char *path,
                seal_job_t **ret_seal);
const char *seal_path(const seal_job_t *s);
const char *seal_digest(const seal_job_t *s);
uint64_t    seal_bytes(const seal_job_t *s);

#endif
