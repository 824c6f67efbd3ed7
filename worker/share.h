/*
 * share - where the files shipped with the program lie.
 *
 * Looked for in this order: as given (absolute, or below the working
 * directory), in the source tree of build/relevo or build/test/relevo, in
 * ../share/relevo of the installed binary, in RELEVO_SHARE (compile-time).
 */

#ifndef RELEVO_SHARE_H
#define RELEVO_SHARE_H

#include <stdbool.h>
#include <stddef.h>

#define SHARE_PATH_MAX  4096

/* relative: "sql/migrations".  False when it is nowhere; ret_path untouched. */
bool share_path(const char *relative, char ret_path[SHARE_PATH_MAX]);

#endif
