/*
 * provider - what the files of `relevo provider` share.
 *
 *   provider.c        the actions, list, help
 *   provider_set.c    add, set, remove: accounts, their keys and settings
 *   provider_route.c  route, budget
 *   provider_test.c   test: one question, through the worker's own engine
 */

#ifndef RELEVO_CLI_PROVIDER_H
#define RELEVO_CLI_PROVIDER_H

#include "worker/cli/cli.h"

/* --tenant SLUG, else the operator's tenant, whose accounts are for all;
 * false, told. */
bool  provider_tenant(PGconn *pg, args_t *args, char ret_tenant[37]);

int   provider_add(PGconn *pg, args_t *args);
int   provider_set(PGconn *pg, args_t *args);
int   provider_remove(PGconn *pg, args_t *args);
int   provider_route(PGconn *pg, args_t *args);
int   provider_budget(PGconn *pg, args_t *args);
int   provider_test(PGconn *pg, args_t *args);

/* Micros as "12.500000" without the last zeros. */
const char *micros_text(int64_t micros, char buf[32]);

#endif
