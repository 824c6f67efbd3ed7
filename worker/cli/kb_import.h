/*
 * kb_import - `relevo kb import` and `relevo kb add`.
 */

#ifndef RELEVO_CLI_KB_IMPORT_H
#define RELEVO_CLI_KB_IMPORT_H

#include "worker/cli/cli.h"

/* A file or a folder; returns an exit status. */
int kb_import(PGconn *pg, const char *tenant, args_t *args);

/* One file of questions and answers in a language that is given. */
int kb_add(PGconn *pg, const char *tenant, args_t *args);

#endif
