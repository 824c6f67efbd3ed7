/*
 * files - plain work on files, for threads: copy, digest, sync.
 *
 * Nothing here knows the engine.  False leaves errno.
 */

#ifndef RELEVO_MEDIA_FILES_H
#define RELEVO_MEDIA_FILES_H

#include <stdbool.h>

#include "worker/media/spool.h"

/* Makes the folders above a path; what is made is synced into its parent. */
bool files_folder(const char *path);
bool files_sync_folder(const char *path);       /* the one it lies in */

/* to: ends in XXXXXX, becomes the name of the new file, 0600, removed again
 * when it cannot be whole. */
bool files_copy(const char *from, char *to, bool sync);

bool files_digest(const char *path, char ret_hex[SPOOL_HEX_LEN + 1]);

#endif
