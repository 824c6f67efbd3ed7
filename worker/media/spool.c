/*
 * spool - see spool.h.
 */

#include "worker/media/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/failpoint.h"
#include "worker/media/files.h"

#define SUFFIX  ".part.XXXXXX"

struct spool_s {
    const char  *path;
    char        *part;                  /* its name until then; "" when kept */
    int          fd;
    EVP_MD_CTX  *hash;
    uint64_t     bytes;
    const char  *error;
    size_t       head_len;
    uint8_t      head[SNIFF_LEN];
};


static int
part_open(char *part)
{
    int  fd = mkostemp(part, O_CLOEXEC);

    if (fd >= 0 || errno != ENOENT || !files_folder(part)) {
        return fd;
    }

    memcpy(part + strlen(part) - 6, "XXXXXX", 6);

    return mkostemp(part, O_CLOEXEC);
}


static void
spool_gone(void *data)
{
    spool_t  *s = data;

    if (s->fd >= 0) {
        (void) close(s->fd);
    }

    if (*s->part != '\0') {
        (void) unlink(s->part);
    }

    EVP_MD_CTX_free(s->hash);
}


static const char *
reason(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return "spool: no room on the disk";
    case EACCES:
    case EPERM:
    case EROFS:  return "spool: the folder is not writable";
    case ENOENT: return "spool: the folder is missing";
    default:     return "spool: cannot be written";
    }
}


spool_t *
spool_new(pool_t *pool, const char *path, const char **ret_error)
{
    spool_t  *s = pool_alloc(pool, sizeof(spool_t));

    *ret_error = "spool: out of memory";

    if (s == NULL || (s->part = pool_printf(pool, "%s" SUFFIX, path)) == NULL)
    {
        return NULL;
    }

    s->path = pool_strdup(pool, path);
    s->fd = part_open(s->part);

    if (s->fd < 0) {
        *ret_error = reason(errno);
        return NULL;
    }

    s->hash = EVP_MD_CTX_new();

    if (!pool_cleanup(pool, spool_gone, s)) {
        spool_gone(s);
        return NULL;
    }

    return s->path != NULL && spool_reset(s) ? s : NULL;
}


bool
spool_reset(spool_t *s)
{
    s->bytes = 0;
    s->head_len = 0;
    s->error = NULL;

    return ftruncate(s->fd, 0) == 0 && s->hash != NULL
           && EVP_DigestInit_ex(s->hash, EVP_sha256(), NULL) == 1;
}


bool
spool_write(spool_t *s, slice_t bytes)
{
    size_t  head = SNIFF_LEN - s->head_len;

    if (FAILPOINT("spool.write")) {
        s->error = reason(ENOSPC);
        return false;
    }

    head = bytes.len < head ? bytes.len : head;
    memcpy(s->head + s->head_len, bytes.data, head);
    s->head_len += head;

    if (EVP_DigestUpdate(s->hash, bytes.data, bytes.len) != 1) {
        s->error = "spool: out of memory";
        return false;
    }

    while (bytes.len > 0) {
        ssize_t  n = pwrite(s->fd, bytes.data, bytes.len, (off_t) s->bytes);

        if (n < 0 && errno == EINTR) {
            continue;
        }

        if (n <= 0) {
            s->error = reason(n < 0 ? errno : ENOSPC);
            return false;
        }

        s->bytes += (uint64_t) n;
        bytes = slice_make(bytes.data + n, bytes.len - (size_t) n);
    }

    return true;
}


const char *
spool_error(const spool_t *s)
{
    return s->error;
}


uint64_t
spool_bytes(const spool_t *s)
{
    return s->bytes;
}


slice_t
spool_head(const spool_t *s)
{
    return slice_make(s->head, s->head_len);
}


bool
spool_digest(spool_t *s, char ret_hex[SPOOL_HEX_LEN + 1])
{
    EVP_MD_CTX  *copy = EVP_MD_CTX_new();
    uint8_t      digest[EVP_MAX_MD_SIZE];
    unsigned     len = 0;
    bool         done;

    done = copy != NULL && EVP_MD_CTX_copy_ex(copy, s->hash) == 1
           && EVP_DigestFinal_ex(copy, digest, &len) == 1
           && 2 * len == SPOOL_HEX_LEN;

    for (unsigned i = 0; done && i < len; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    }

    EVP_MD_CTX_free(copy);

    return done;
}


bool
spool_keep(spool_t *s)
{
    if (rename(s->part, s->path) != 0) {
        s->error = reason(errno);
        return false;
    }

    *s->part = '\0';

    return true;
}
