/*
 * vectors - knowledge found by meaning, for the commands; see vectors.c.
 */

#ifndef RELEVO_CLI_VECTORS_H
#define RELEVO_CLI_VECTORS_H

#include "worker/cli/cli.h"

/* As the owner: takes pgvector into use where it can, and says so. */
bool migrate_vectors(PGconn *pg);

/* What a tenant's knowledge is found by; false, told. */
bool vectors_print(PGconn *pg, const char *tenant);

bool vectors_are_on(PGconn *pg);

/* relevo kb embed */
int  kb_embed(PGconn *pg, const char *tenant, args_t *args);

#endif
