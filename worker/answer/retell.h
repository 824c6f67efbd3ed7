/*
 * retell - a model's words for the beginning of a long conversation.
 *
 * The summary of a turn is extractive and stored by its commit.  Where
 * summary.model (tenant: model_summary) says so, a model is asked behind that
 * commit, in a job of its own, so that no customer waits for it; what it says
 * replaces the stored summary if that is still the same one.  Whatever fails,
 * is refused or was erased meanwhile changes nothing.
 */

#ifndef RELEVO_ANSWER_RETELL_H
#define RELEVO_ANSWER_RETELL_H

#include "worker/answer/context.h"
#include "worker/engine/job.h"
#include "worker/turn.h"

/* What the summary up to message seq was made of, kept in j's pool; nothing
 * when no model is wanted. */
void retell_want(job_t *j, turn_t *t, slice_t before, const said_t *said,
         unsigned n, int64_t seq);

/* The turn has been committed: asks, if it was wanted. */
void retell_start(const turn_t *t);

#endif
