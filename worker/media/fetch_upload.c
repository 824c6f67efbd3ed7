/*
 * fetch_upload - a visitor's file, which nginx has left in webchat.uploads.
 *
 * Linked into the spool, or copied when that is another disk, in a thread;
 * the upload itself stays until relevo:store has it in the store.
 */

#include "worker/media/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/channels/webchat.h"
#include "worker/engine/config.h"
#include "worker/engine/work.h"
#include "worker/jsonx.h"
#include "worker/media/files.h"
#include "worker/media/upload.h"

#define PIECE     65536

typedef struct {
    char      from[PATH_MAX], to[PATH_MAX];
    uint64_t  bytes;
    size_t    head_len;
    uint8_t   head[SNIFF_LEN];
    uint8_t   digest[EVP_MAX_MD_SIZE];
    uint8_t   piece[PIECE];
} take_t;


bool
upload_path(const char *name, char ret_path[PATH_MAX])
{
    const char  *dir = config_str("webchat.uploads");

    return webchat_is_upload(name) && *dir != '\0'
           && snprintf(ret_path, PATH_MAX, "%s/%s", dir, name) < PATH_MAX;
}


/* --- in the thread ------------------------------------------------------ */

/* Reads all of it; copies when `to` is open. */
static bool
take_read(take_t *t, int from, int to, EVP_MD_CTX *hash)
{
    ssize_t  n;

    while ((n = read(from, t->piece, PIECE)) > 0) {
        if (t->bytes == 0) {
            t->head_len = n < SNIFF_LEN ? (size_t) n : SNIFF_LEN;
            memcpy(t->head, t->piece, t->head_len);
        }

        t->bytes += (uint64_t) n;

        if (EVP_DigestUpdate(hash, t->piece, (size_t) n) != 1
            || (to >= 0 && write(to, t->piece, (size_t) n) != n))
        {
            return false;
        }
    }

    return n == 0 && EVP_DigestFinal_ex(hash, t->digest, NULL) == 1;
}


static rc_t
take_open(take_t *t, int from, const char **ret_error)
{
    EVP_MD_CTX  *hash = EVP_MD_CTX_new();
    int          to = -1;
    bool         done;

    (void) unlink(t->to);

    if (!files_folder(t->to) || link(t->from, t->to) != 0) {
        to = open(t->to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }

    done = (to >= 0 || access(t->to, F_OK) == 0) && hash != NULL
           && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1
           && take_read(t, from, to, hash);

    EVP_MD_CTX_free(hash);

    if (to >= 0 && close(to) != 0) {
        done = false;
    }

    if (!done) {
        (void) unlink(t->to);
        *ret_error = "upload: cannot be read or copied";
    }

    return done ? RC_OK : RC_RETRY;
}


static rc_t
take_run(void *data, const char **ret_error)
{
    take_t  *t = data;
    int      from = open(t->from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    rc_t     rc;

    if (from < 0) {
        *ret_error = errno == ENOENT ? FILE_GONE
                                     : "upload: cannot be opened";
        return errno == ENOENT ? RC_REJECT : RC_RETRY;
    }

    rc = take_open(t, from, ret_error);
    (void) close(from);

    return rc;
}


/* --- the phase ---------------------------------------------------------- */

rc_t
upload_start(job_t *j)
{
    const media_step_t  *step = j->data;
    fetch_t             *f = step->own;
    take_t              *t;

    if (strcmp(step->channel, "webchat") != 0) {
        return RC_DECLINED;
    }

    t = calloc(1, sizeof(take_t));
    if (t == NULL) {
        return job_fail(j, RC_RETRY, "upload: out of memory");
    }

    if (!upload_path(jsonx_str(step->source, "ref"), t->from)) {
        free(t);
        return fetch_refuse(j, f, FILE_NO_FILE);
    }

    snprintf(t->to, sizeof(t->to), "%s", step->path);
    f->upload = t;
    f->op = work_call(j, take_run, t, free);

    return RC_AGAIN;
}


rc_t
upload_finish(job_t *j)
{
    const media_step_t  *step = j->data;
    fetch_t             *f = step->own;
    const take_t        *t = f->upload;
    char                 want[MEDIA_DIGEST_LEN + 1];

    if (f->op->rc == RC_REJECT) {
        return fetch_refuse(j, f, f->op->error);
    }

    if (f->op->rc != RC_OK) {
        return job_fail(j, RC_RETRY, "%s", f->op->error);
    }

    f->taken = true;
    f->bytes = t->bytes;
    f->mime = sniff(slice_make(t->head, t->head_len));

    for (int i = 0; i < MEDIA_DIGEST_LEN / 2; i++) {
        snprintf(f->digest + 2 * i, 3, "%02x", t->digest[i]);
    }

    if (media_digest(jsonx_str(step->source, "sha256"), want)
        && strcmp(want, f->digest) != 0)
    {
        return media_fail(j, MEDIA_MISMATCH, "upload: has changed");
    }

    if (f->bytes == 0) {
        return media_fail(j, MEDIA_BROKEN, "upload: the file is empty");
    }

    if (f->bytes > f->max) {
        return fetch_refuse(j, f, FILE_TOO_LARGE);
    }

    return fetch_found(j, f);
}
