/*
 * cli/rules - files with rules, for the commands that take one.
 */

#ifndef RELEVO_CLI_RULES_H
#define RELEVO_CLI_RULES_H

#include <jansson.h>

#include "worker/decide/rules.h"

/* The JSON and, compiled, the rules of a file; NULL, told. */
json_t *cli_rules_read(const char *path, rules_t **ret_rules);

#endif
