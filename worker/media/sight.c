/*
 * sight - see sight.h.  Reads in the loop: the files were written a moment
 * ago and are small.
 */

#include "worker/media/sight.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/media/beside.h"

/* In this order: the best that is not too large. */
static const char *const  beside[] = { "clean", "frame", "thumbnail" };


static bool
bytes_read(int fd, uint8_t *to, size_t len)
{
    size_t  at = 0;

    while (at < len) {
        ssize_t  n = read(fd, to + at, len - at);

        if (n <= 0) {
            return false;
        }

        at += (size_t) n;
    }

    return true;
}


static bool
file_load(pool_t *pool, const char *path, size_t most, slice_t *ret)
{
    int          fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat  st = { 0 };
    uint8_t     *bytes = NULL;
    bool         ok = fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0
                      && (size_t) st.st_size <= most;

    if (ok) {
        bytes = pool_alloc(pool, (size_t) st.st_size);
        ok = bytes != NULL && bytes_read(fd, bytes, (size_t) st.st_size);
    }

    if (fd >= 0) {
        close(fd);
    }

    if (ok) {
        *ret = slice_make(bytes, (size_t) st.st_size);
    }

    return ok;
}


/* By its first bytes: what decoders leave is one of the two. */
static const char *
picture_mime(slice_t bytes)
{
    return bytes.len > 4 && memcmp(bytes.data, "\x89PNG", 4) == 0
           ? "image/png"
           : bytes.len > 3 && memcmp(bytes.data, "\xff\xd8\xff", 3) == 0
           ? "image/jpeg" : NULL;
}


static bool
picture_load(job_t *j, const char *path, size_t most, model_image_t *ret)
{
    ret->mime = file_load(j->pool, path, most, &ret->bytes)
                ? picture_mime(ret->bytes) : NULL;

    return ret->mime != NULL;
}


bool
sight_load(job_t *j, size_t most, model_image_t *ret_image)
{
    const media_step_t  *s = job_media(j);
    char                 path[BESIDE_MAX];

    for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
        beside_path(s->path, beside[i], path);

        if (picture_load(j, path, most, ret_image)) {
            return true;
        }
    }

    return false;
}


bool
sight_is_there(const media_step_t *s)
{
    char  path[BESIDE_MAX];
    bool  found = false;

    for (size_t i = 0; i < 2; i++) {
        beside_path(s->path, beside[i], path);
        found = found || access(path, R_OK) == 0;
    }

    return found;
}


bool
sight_is(const media_step_t *s, const char *mimes)
{
    char  word[128];

    snprintf(word, sizeof(word), " %s ", s->mime);

    return strstr(mimes, word) != NULL;
}


bool
sight_file(job_t *j, const char *mimes, size_t most, slice_t *ret_bytes)
{
    const media_step_t  *s = job_media(j);

    return sight_is(s, mimes) && file_load(j->pool, s->path, most, ret_bytes);
}
