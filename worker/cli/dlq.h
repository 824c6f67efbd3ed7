/*
 * dlq - replaying dead letters, for other commands.
 */

#ifndef RELEVO_CLI_DLQ_H
#define RELEVO_CLI_DLQ_H

#include "worker/cli/cli.h"

/* An array of ids, in that order; an exit code. */
int dlq_replay_all(PGconn *pg, const json_t *ids);

#endif
