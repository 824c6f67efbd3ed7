/*
 * 20_media - a turn waits for the files of its own messages, and only it.
 *
 * In:   turn->context (messages, files).   Out: nothing; when something was
 * waited for, the turn begins again at `context`, which then knows more.
 *
 * Each file has its deadline (media.*_deadline, from its admission); then the
 * turn goes on without it.  What comes later is there for the next turn.  A
 * conversation that a person holds waits for nothing.
 */

#include "worker/answer/files.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/lane.h"
#include "worker/media/waits.h"
#include "worker/pipeline.h"


/* The bot is silent anyway. */
static bool
person_has_it(const turn_t *t)
{
    const char  *state = jsonx_str(json_object_get(t->context,
                                                   "conversation"), "state");

    return strcmp(state, "human") == 0
           || strcmp(state, "pending_handoff") == 0;
}


rc_t
media_wait_start(job_t *j)
{
    turn_t    *t = job_turn(j);
    uint64_t   ms = person_has_it(t) ? 0 : files_left_ms(t);

    if (ms == 0) {
        if (files_are_late(t)) {
            stat_add(media_late, 1);
        }
        return RC_DECLINED;
    }

    (void) waits_call(j, t->tenant, t->conversation, ms);

    return RC_AGAIN;
}


rc_t
media_wait_finish(job_t *j)
{
    turn_t  *t = job_turn(j);

    if (t->part->state != PART_OWNED) {
        lane_is_empty(t->lane, t->to_seq);      /* the next owner's */
        return job_fail(j, RC_RETRY, "media: the partition is left");
    }

    job_restart(j, "context");

    return RC_AGAIN;
}
