/* kb_calibrate - `relevo kb calibrate`; see kb_calibrate.c. */

#ifndef RELEVO_CLI_KB_CALIBRATE_H
#define RELEVO_CLI_KB_CALIBRATE_H

#include "worker/cli/cli.h"

int kb_calibrate(PGconn *pg, const char *tenant, args_t *args);

#endif
