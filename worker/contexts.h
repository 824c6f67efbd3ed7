/*
 * contexts - what turns start from, read for many of them in one call.
 *
 * core.contexts by the role that sees one tenant at a time.  One call is
 * under way per child; the turns that begin meanwhile go with the next one.
 */

#ifndef RELEVO_CONTEXTS_H
#define RELEVO_CONTEXTS_H

#include "worker/turn.h"

/* An op of the turn's job; when it has settled RC_OK, turn->context is the
 * conversation's context with its "tenant", or NULL: no such conversation. */
void contexts_call(job_t *j);

#endif
