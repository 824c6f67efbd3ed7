/*
 * store - task relevo:store; see store.h.
 *
 *   digest ─► quota ─► seal ─► put ─► forget
 *
 * The name of the object follows from the row, so a step that runs again puts
 * the same object once more.
 */

#include "worker/media/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/stats.h"
#include "worker/engine/work.h"
#include "worker/jsonx.h"
#include "worker/media/files.h"
#include "worker/media/upload.h"
#include "worker/owner.h"

#define QUOTA_MS  5000
#define SEAL_MS   120000
#define PUT_MS    600000                /* store.timeout is shorter */
#define THUMB     "image/jpeg"

typedef struct {
    char      path[PATH_MAX];
    char      digest[SPOOL_HEX_LEN + 1];
} hash_t;

typedef struct {
    object_put_t  put;
    bool          thumb;
    bool          nothing;              /* to store */
    hash_t       *hash;                 /* of a thumbnail */
    seal_job_t   *seal;
    op_t         *op;
    object_t     *object;
} store_t;

static const pg_stmt_t  room_stmt = {
    "media_room", "select core.media_room($1::uuid, $2::bigint,"
    " $3::bigint)", 3
};


/* --- what is put -------------------------------------------------------- */

static rc_t
hash_run(void *data, const char **ret_error)
{
    hash_t  *h = data;

    *ret_error = "object: the local file is gone";

    return files_digest(h->path, h->digest) ? RC_OK : RC_RETRY;
}


static bool
store_name(job_t *j, store_t *s, const media_step_t *step)
{
    const char  *mime = s->thumb ? THUMB
                        : *step->mime != '\0' ? step->mime
                        : "application/octet-stream";

    s->put = (object_put_t) {
        .key = object_key(j->pool, step->tenant, step->contact, step->media,
                          s->thumb ? "thumb" : "", mime, step->at_ms),
        .path = s->thumb ? pool_printf(j->pool, "%s" THUMB_SUFFIX, step->path)
                         : step->path,
        .sha256 = step->sha256, .mime = mime, .shared = true,
        .user = step->contact, .message = step->message,
        .kind = step->kind, .at_ms = step->at_ms,
    };

    return s->put.key != NULL && s->put.path != NULL;
}


static rc_t
digest_start(job_t *j)
{
    media_step_t  *step = j->data;
    store_t       *s = step->own = pool_alloc(j->pool, sizeof(store_t));
    struct stat    st;

    if (s == NULL) {
        return job_fail(j, RC_RETRY, "store: out of memory");
    }

    s->thumb = strcmp(jsonx_str(step->input, "what"), "thumbnail") == 0;

    if (!store_name(j, s, step)) {
        return job_fail(j, RC_RETRY, "store: out of memory");
    }

    if (stat(s->put.path, &st) != 0) {
        s->nothing = s->thumb;
        return s->thumb ? RC_OK
                        : job_fail(j, RC_RETRY, "store: no local file");
    }

    s->put.bytes = (uint64_t) st.st_size;

    if (!s->thumb && strlen(step->sha256) == SPOOL_HEX_LEN) {
        return RC_OK;
    }

    s->hash = calloc(1, sizeof(hash_t));
    if (s->hash == NULL) {
        return job_fail(j, RC_RETRY, "store: out of memory");
    }

    snprintf(s->hash->path, sizeof(s->hash->path), "%s", s->put.path);
    s->put.sha256 = s->hash->digest;
    s->op = work_call(j, hash_run, s->hash, free);

    return RC_AGAIN;
}


static rc_t
digest_finish(job_t *j)
{
    const media_step_t  *step = j->data;
    const store_t       *s = step->own;

    return s->op->rc == RC_OK ? RC_OK : job_fail(j, RC_RETRY, "%s",
                                                 s->op->error);
}


/* --- may it be? --------------------------------------------------------- */

static rc_t
quota_start(job_t *j)
{
    const media_step_t  *step = j->data;
    store_t             *s = step->own;
    char                 bytes[24], quota[24];

    if (s->nothing) {
        return RC_DECLINED;
    }

    snprintf(bytes, sizeof(bytes), "%llu", (unsigned long long) s->put.bytes);
    snprintf(quota, sizeof(quota), "%lld",
             (long long) config_int("store.quota"));

    const pg_param_t  params[] = { PG_TEXT(step->tenant), PG_TEXT(bytes),
                                   PG_TEXT(quota) };

    s->op = pg_call(j, worker.pg_worker, &room_stmt, params);

    return RC_AGAIN;
}


static rc_t
quota_finish(job_t *j)
{
    const media_step_t  *step = j->data;
    const store_t       *s = step->own;

    if (s->op->rc != RC_OK) {
        return job_fail(j, s->op->rc, "store: usage: %s", s->op->error);
    }

    if (s->op->body.len > 0) {
        stat_add(media_over_quota, 1);
        return media_fail(j, MEDIA_QUOTA, "store: %s",
                          (const char *) s->op->body.data);
    }

    return RC_OK;
}


/* --- sealed ------------------------------------------------------------- */

static rc_t
seal_start(job_t *j)
{
    const media_step_t  *step = j->data;
    store_t             *s = step->own;

    if (s->nothing || !seal_is_on()) {
        return RC_DECLINED;
    }

    s->op = seal_begin(j, s->put.key, s->put.path, &s->seal);

    return RC_AGAIN;
}


static rc_t
seal_finish(job_t *j)
{
    const media_step_t  *step = j->data;
    store_t             *s = step->own;

    if (s->op->rc != RC_OK) {
        return job_fail(j, RC_RETRY, "%s", s->op->error);
    }

    s->put.path = seal_path(s->seal);
    s->put.sha256 = seal_digest(s->seal);
    s->put.bytes = seal_bytes(s->seal);
    s->put.shared = false;

    return RC_OK;
}


/* --- put ---------------------------------------------------------------- */

static rc_t
put_start(job_t *j)
{
    const media_step_t  *step = j->data;
    store_t             *s = step->own;

    if (s->nothing) {
        return RC_DECLINED;
    }

    s->object = object_put(j, &s->put);

    return RC_AGAIN;
}


static rc_t
put_finish(job_t *j)
{
    media_step_t  *step = j->data;
    store_t       *s = step->own;
    rc_t           rc = object_settled(j, s->object);

    if (rc != RC_OK) {
        return job_fail(j, RC_RETRY, "%s", s->object->error);
    }

    (void) FAILPOINT("store.after_put");
    media_row_set(j, s->thumb ? "thumb" : "object", json_string(s->put.key));
    step->output = pool_json(j->pool, json_pack("{s:s, s:I}", "s3Key",
                             s->put.key, "bytes",
                             (json_int_t) s->put.bytes));
    stat_add(media_stored, 1);
    stat_add(media_stored_bytes, s->put.bytes);

    return RC_OK;
}


/* What nginx has kept for us is kept by the store now. */
static rc_t
forget_start(job_t *j)
{
    const media_step_t  *step = j->data;
    const store_t       *s = step->own;
    char                 path[PATH_MAX];

    if (!s->nothing && !s->thumb && strcmp(step->channel, "webchat") == 0
        && upload_path(jsonx_str(step->source, "ref"), path))
    {
        (void) unlink(path);            /* gone already: fine */
    }

    return RC_OK;
}


const phase_t  store_phases[] = {
    { "digest", digest_start, digest_finish, SEAL_MS },
    { "quota",  quota_start,  quota_finish,  QUOTA_MS },
    { "seal",   seal_start,   seal_finish,   SEAL_MS },
    { "put",    put_start,    put_finish,    PUT_MS },
    { "forget", forget_start, NULL,          0 },
    { NULL, NULL, NULL, 0 }
};
