/*
 * provider_loop - the worker's engine for a command that asks providers: the
 * loop, HTTP, and one connection as relevo_worker (accounts, budget).
 *
 *   provider_loop(name, begin)   returns when it was ended
 *   begin()                      is called once, when the database is there
 *   provider_loop_end()          ends it, as soon as what was used is written
 *
 * Once per process.
 */

#ifndef RELEVO_CLI_PROVIDER_LOOP_H
#define RELEVO_CLI_PROVIDER_LOOP_H

#include <stdbool.h>

/* name: of its lines in the log.  False, told: the database was not there. */
bool provider_loop(const char *name, void (*begin)(void));
void provider_loop_end(void);

#endif
