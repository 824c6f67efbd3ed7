/*
 * cli/desk - what `relevo agent`, `team`, `desk` and `ticket` share.
 */

#ifndef RELEVO_CLI_DESK_H
#define RELEVO_CLI_DESK_H

#include "worker/cli/cli.h"

/*
 * A function that answers {"ok": ...} and collects live events, in one
 * transaction; they are published when it is committed.  NULL, told, when it
 * failed or said no.
 */
json_t *desk_act(PGconn *pg, const char *sql, int n,
            const char *const *params);

/* --tenant SLUG and the connection of the worker; NULL, told, with the exit
 * code. */
PGconn *desk_open(const char *slug, char ret_tenant[37], int *ret_rc);

/* "a,b" as a JSON list; "" is an empty one. */
json_t *desk_list(const char *words);

#endif
