/*
 * upload - where the file of a web chat's visitor lies until it is stored.
 */

#ifndef RELEVO_MEDIA_UPLOAD_H
#define RELEVO_MEDIA_UPLOAD_H

#include <limits.h>
#include <stdbool.h>

/* False: not a name of an upload, or there is no folder of them. */
bool upload_path(const char *name, char ret_path[PATH_MAX]);

#endif
