/*
 * cli/reread - what was said, looked for words that came into rules later.
 */

#ifndef RELEVO_CLI_REREAD_H
#define RELEVO_CLI_REREAD_H

#include <jansson.h>
#include <libpq-fe.h>

#include "worker/decide/rules.h"
#include "worker/decide/scene.h"

/*
 * Adds to a stored scene the marks of the rules' own words, found in the texts
 * of its decision: {"conversation" | "conversation_id", "from_seq", "to_seq"}.
 * Rules without any ask for no text.  False: the texts are gone, and the scene
 * has what was found then.
 */
bool cli_reread(PGconn *pg, const char *tenant, const json_t *decision,
         const rules_t *rules, scene_t *scene);

#endif
