/*
 * failpoint - places where a test build can be told to die, wait or lie.
 *
 * RELEVO_FAILPOINTS="name=kill9@3;name=sleep(1500)@1;name=error@*"
 *   kill9 abort segv sleep(ms) stop (SIGSTOP to itself) error; @n = the n-th
 *   time of each process, @* = every time.
 * RELEVO_FAILPOINTS_DIR=folder  @n happens in one process only, which leaves
 *   a file with its pid there.
 * RELEVO_BREAK="dedup,fence"  deliberately broken behaviour, see t/README.md
 *
 * Compiled in only with -DRELEVO_FAILPOINTS; in release builds the macros are
 * constants and no name is in the binary (a test checks).
 */

#ifndef RELEVO_FAILPOINT_H
#define RELEVO_FAILPOINT_H

#include <stdbool.h>

#ifdef RELEVO_FAILPOINTS

bool failpoint_hit(const char *name);       /* true: behave as if it failed */
bool failpoint_broken(const char *mode);
void failpoint_reload(void);                /* reads the environment again */

#define FAILPOINT(name)  failpoint_hit(name)
#define BROKEN(mode)     failpoint_broken(mode)

#else

#define FAILPOINT(name)  false
#define BROKEN(mode)     false

#endif

#endif
