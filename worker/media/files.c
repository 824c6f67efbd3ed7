/*
 * files - see files.h.
 */

#include "worker/media/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE  65536


bool
files_sync_folder(const char *path)
{
    char   folder[PATH_MAX];
    char  *slash;
    int    fd;
    bool   done;

    snprintf(folder, sizeof(folder), "%s", path);
    slash = strrchr(folder, '/');

    if (slash == NULL) {
        return true;
    }

    *slash = '\0';
    fd = open(*folder == '\0' ? "/" : folder, O_RDONLY | O_DIRECTORY
                                              | O_CLOEXEC);
    done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0) {
        (void) close(fd);
    }

    return done;
}


bool
files_folder(const char *path)
{
    char   name[PATH_MAX];
    char  *at = name;

    snprintf(name, sizeof(name), "%s", path);

    while ((at = strchr(at + 1, '/')) != NULL) {
        *at = '\0';

        if (mkdir(name, 0700) == 0) {
            if (!files_sync_folder(name)) {
                return false;
            }

        } else if (access(name, X_OK) != 0) {
            return false;
        }

        *at = '/';
    }

    return true;
}


/* The kernel copies; where it cannot, we do. */
static bool
copy_bytes(int from, int to)
{
    char     piece[PIECE];
    ssize_t  n;

    while ((n = copy_file_range(from, NULL, to, NULL, 1u << 24, 0)) > 0) { }

    if (n == 0) {
        return true;
    }

    if ((errno != EXDEV && errno != EINVAL && errno != ENOSYS
         && errno != EOPNOTSUPP)
        || lseek(from, 0, SEEK_SET) != 0 || ftruncate(to, 0) != 0)
    {
        return false;
    }

    while ((n = read(from, piece, sizeof(piece))) > 0) {
        if (write(to, piece, (size_t) n) != n) {
            errno = errno == 0 ? ENOSPC : errno;
            return false;
        }
    }

    return n == 0;
}


bool
files_copy(const char *from, char *to, bool sync)
{
    int   in = open(from, O_RDONLY | O_CLOEXEC), out = -1, error;
    bool  done;

    if (in < 0) {
        return false;
    }

    out = mkostemp(to, O_CLOEXEC);
    done = out >= 0 && copy_bytes(in, out) && (!sync || fsync(out) == 0);
    error = errno;
    (void) close(in);

    if (out >= 0 && close(out) != 0) {
        done = false;
    }

    if (!done && out >= 0) {
        (void) unlink(to);
    }

    errno = error;

    return done;
}


bool
files_digest(const char *path, char ret_hex[SPOOL_HEX_LEN + 1])
{
    int          fd = open(path, O_RDONLY | O_CLOEXEC);
    EVP_MD_CTX  *hash = EVP_MD_CTX_new();
    uint8_t      piece[PIECE], digest[EVP_MAX_MD_SIZE];
    unsigned     len = 0;
    ssize_t      n = -1;
    bool         done = fd >= 0 && hash != NULL
                        && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1;

    while (done && (n = read(fd, piece, sizeof(piece))) > 0) {
        done = EVP_DigestUpdate(hash, piece, (size_t) n) == 1;
    }

    done = done && n == 0 && EVP_DigestFinal_ex(hash, digest, &len) == 1;

    for (unsigned i = 0; done && i < len; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    }

    EVP_MD_CTX_free(hash);

    if (fd >= 0) {
        (void) close(fd);
    }

    return done;
}
