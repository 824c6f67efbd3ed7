/*
 * beside - see beside.h.
 */

#include "worker/media/beside.h"

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

static const char *const  names[] = { "thumbnail", "pcm", "frame", "clean" };


void
beside_path(const char *path, const char *name, char ret[BESIDE_MAX])
{
    snprintf(ret, BESIDE_MAX, "%s.%s", path, name);
}


void
beside_remove(const char *path)
{
    char  other[BESIDE_MAX];

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        beside_path(path, names[i], other);
        (void) unlink(other);           /* most were never there */
    }

    (void) unlink(path);
}
