/*
 * disk - LD_PRELOAD: a disk that is slow, full, or loses what was not synced.
 *
 * For Redis' append-only file only (names that hold "aof" and "incr"), all
 * settings in the folder RELEVO_DISK:
 *
 *   synced   written here: bytes of the file that have reached the disk.  After
 *            kill -9, truncating the file to it is what a power loss does.
 *   slow     when it exists: milliseconds that an fsync takes
 *   full     when it exists: nothing can be written any more (ENOSPC)
 */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>


static bool
is_log(int fd)
{
    char     link[64], path[4096];
    ssize_t  n;

    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof(path) - 1);

    if (n < 0) {
        return false;
    }

    path[n] = '\0';

    return strstr(path, "aof") != NULL && strstr(path, ".incr.") != NULL;
}


static void
setting_path(const char *name, char *ret, size_t len)
{
    const char  *dir = getenv("RELEVO_DISK");

    snprintf(ret, len, "%s/%s", dir == NULL ? "/nonexistent" : dir, name);
}


/* The number in the file; -1: there is none. */
static long
setting(const char *name)
{
    char   path[4096], text[32] = "";
    FILE  *f;

    setting_path(name, path, sizeof(path));
    f = fopen(path, "re");

    if (f == NULL) {
        return -1;
    }

    if (fgets(text, sizeof(text), f) == NULL) {
        text[0] = '\0';
    }

    fclose(f);

    return strtol(text, NULL, 10);
}


static void
synced_note(off_t bytes)
{
    char  path[4096], next[4200];
    FILE  *f;

    setting_path("synced", path, sizeof(path));
    snprintf(next, sizeof(next), "%s.new", path);
    f = fopen(next, "we");

    if (f != NULL) {
        fprintf(f, "%lld\n", (long long) bytes);
        fclose(f);
        (void) rename(next, path);
    }
}


/* What is in the file when the sync begins is what it makes durable. */
static int
sync_slowly(int fd, const char *name)
{
    int          (*real)(int) = dlsym(RTLD_NEXT, name);
    struct stat    st;
    long           ms = 0;
    int            rc;

    if (!is_log(fd) || fstat(fd, &st) != 0) {
        return real(fd);
    }

    ms = setting("slow");

    if (ms > 0) {
        nanosleep(&(struct timespec) { ms / 1000, ms % 1000 * 1000000 }, NULL);
    }

    rc = real(fd);

    if (rc == 0) {
        synced_note(st.st_size);
    }

    return rc;
}


int
fdatasync(int fd)
{
    return sync_slowly(fd, "fdatasync");
}


int
fsync(int fd)
{
    return sync_slowly(fd, "fsync");
}


ssize_t
write(int fd, const void *bytes, size_t n)
{
    static ssize_t  (*real)(int, const void *, size_t);

    if (real == NULL) {
        real = dlsym(RTLD_NEXT, "write");
    }

    if (is_log(fd) && setting("full") >= 0) {
        errno = ENOSPC;
        return -1;
    }

    return real(fd, bytes, n);
}
