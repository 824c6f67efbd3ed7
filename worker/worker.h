/*
 * worker - `relevo worker`: the master, its children, and what they share.
 *
 * master.c forks children and outlives them; worker.c is a child: it opens
 * the connections, starts the lease and runs the loop until it is drained.
 */

#ifndef RELEVO_WORKER_H
#define RELEVO_WORKER_H

#include <sys/types.h>

#include "worker/blame.h"
#include "worker/owner.h"

/* From here on SIGTERM waits until the master looks at it: while models are
 * being loaded it must not be fatal.  Again: nothing. */
void worker_signals(void);

/* relevo worker [--pid FILE]; the configuration is loaded already */
int worker_main(int argc, char **argv);

/* Is it in worker.roles? */
bool worker_has_role(const char *role);

/* False with one sentence: there is a word in worker.roles that is no role,
 * or none at all. */
bool worker_roles_check(char *err, size_t len);

/* A child's whole life, which ends with its parent's; returns its status. */
int child_main(blame_t *slot, pid_t parent);

#endif
