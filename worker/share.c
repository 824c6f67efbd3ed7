/*
 * share - finds shipped files (migrations, texts) beside the binary.
 *
 * The same binary must work from a source tree (build/relevo) and installed
 * (PREFIX/bin/relevo), whatever the working directory of the caller is.
 */

#include "worker/share.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef RELEVO_SHARE
#define RELEVO_SHARE  "/usr/local/share/relevo"
#endif


/* Directory of the running binary, "." when the kernel does not say. */

static void
program_dir(char ret_dir[SHARE_PATH_MAX])
{
    ssize_t  n;
    char    *slash;

    n = readlink("/proc/self/exe", ret_dir, SHARE_PATH_MAX - 1);
    if (n <= 0) {
        strcpy(ret_dir, ".");
        return;
    }

    ret_dir[n] = '\0';
    slash = strrchr(ret_dir, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
}


static bool
share_try(char ret_path[SHARE_PATH_MAX], const char *root, const char *below,
    const char *relative)
{
    char  path[SHARE_PATH_MAX];
    int   n;

    n = snprintf(path, sizeof(path), "%s%s%s", root, below, relative);
    if (n < 0 || (size_t) n >= sizeof(path) || access(path, R_OK) != 0) {
        return false;
    }

    memcpy(ret_path, path, (size_t) n + 1);
    return true;
}


bool
share_path(const char *relative, char ret_path[SHARE_PATH_MAX])
{
    char  dir[SHARE_PATH_MAX];

    if (share_try(ret_path, "", "", relative)) {
        return true;
    }

    if (relative[0] == '/') {
        return false;
    }

    program_dir(dir);

    return share_try(ret_path, dir, "/../", relative)
           || share_try(ret_path, dir, "/../../", relative)
           || share_try(ret_path, dir, "/../share/relevo/", relative)
           || share_try(ret_path, RELEVO_SHARE, "/", relative);
}
