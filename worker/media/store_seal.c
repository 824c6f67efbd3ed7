/*
 * store_seal - a local file sealed for the store, or opened in its place.
 *
 * Sealing leaves the file alone and makes "<path>.sealed.XXXXXX", which the
 * job's pool removes; opening replaces the file, by a rename.
 */

#include "worker/media/store.h"

#include <fcntl.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/work.h"
#include "worker/media/files.h"
#include "worker/media/object_seal.h"

struct seal_job_s {
    seal_keys_t  keys;
    bool         open;                  /* else: seal */
    char         key[OBJECT_KEY_MAX + 1];
    char         path[PATH_MAX];
    char         made[PATH_MAX];        /* "" when there is none */
    char         digest[SPOOL_HEX_LEN + 1];
    uint64_t     bytes;
};


bool
seal_is_on(void)
{
    return config_secret("store.key_file").len > 0;
}


/* --- in the thread ------------------------------------------------------ */

static rc_t
seal_files(seal_job_t *s, int from, int to, const char **ret_error)
{
    struct stat  st;

    *ret_error = s->open ? object_unseal(&s->keys, s->key, from, to)
                         : object_seal(&s->keys, s->key, from, to);

    if (*ret_error != NULL) {
        return strcmp(*ret_error, SEALED_CHANGED) == 0 ? RC_REJECT : RC_RETRY;
    }

    *ret_error = "object: the local file cannot be written";

    if (fstat(to, &st) != 0 || (s->open && rename(s->made, s->path) != 0)
        || (!s->open && !files_digest(s->made, s->digest)))
    {
        return RC_RETRY;
    }

    if (s->open) {
        s->made[0] = '\0';
    }

    s->bytes = (uint64_t) st.st_size;
    *ret_error = NULL;

    return RC_OK;
}


static rc_t
seal_run(void *data, const char **ret_error)
{
    seal_job_t  *s = data;
    int          from = open(s->path, O_RDONLY | O_CLOEXEC), to;
    rc_t         rc = RC_RETRY;

    if (from < 0) {
        *ret_error = "object: the local file is gone";
        return RC_RETRY;
    }

    /* stored before there was a key: as it is */

    if (s->open && !object_is_sealed(from)) {
        s->made[0] = '\0';
        (void) close(from);
        return RC_OK;
    }

    to = mkostemp(s->made, O_CLOEXEC);

    if (to < 0) {
        s->made[0] = '\0';
        *ret_error = "object: the local file cannot be written";
    } else {
        rc = seal_files(s, from, to, ret_error);
        (void) close(to);
    }

    (void) close(from);

    return rc;
}


static void
seal_free(void *data)
{
    seal_job_t  *s = data;

    if (s->made[0] != '\0') {
        (void) unlink(s->made);
    }

    OPENSSL_cleanse(&s->keys, sizeof(s->keys));
    free(s);
}


/* --- for jobs ----------------------------------------------------------- */

static op_t *
begin(job_t *j, const char *key, const char *path, bool opens,
    seal_job_t **ret_seal)
{
    seal_job_t  *s = calloc(1, sizeof(seal_job_t));
    const char  *error = "out of memory";
    op_t        *op;

    if (s == NULL || !seal_keys_read(config_secret("store.key_file"),
                                     &s->keys, &error))
    {
        free(s);
        op = op_new(j);
        op_complete(op, RC_RETRY, "object: store.key_file is not a key file");
        return op;
    }

    s->open = opens;
    snprintf(s->key, sizeof(s->key), "%s", key);
    snprintf(s->path, sizeof(s->path), "%s", path);
    snprintf(s->made, sizeof(s->made), "%s.sealed.XXXXXX", path);
    *ret_seal = s;

    return work_call(j, seal_run, s, seal_free);
}


op_t *
seal_begin(job_t *j, const char *key, const char *path,
    seal_job_t **ret_seal)
{
    return begin(j, key, path, false, ret_seal);
}


op_t *
unseal_begin(job_t *j, const char *key, const char *path,
    seal_job_t **ret_seal)
{
    return begin(j, key, path, true, ret_seal);
}


const char *
seal_path(const seal_job_t *s)
{
    return s->made;
}


const char *
seal_digest(const seal_job_t *s)
{
    return s->digest;
}


uint64_t
seal_bytes(const seal_job_t *s)
{
    return s->bytes;
}
