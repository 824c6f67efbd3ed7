/*
 * tenant_set - a tenant's own settings.
 */

#ifndef RELEVO_CLI_TENANT_SET_H
#define RELEVO_CLI_TENANT_SET_H

#include "worker/cli/cli.h"

/* Both return an exit status. */
int tenant_set(PGconn *pg, args_t *args);
int tenant_show(PGconn *pg, args_t *args);

#endif
