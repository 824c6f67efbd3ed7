/*
 * lane_fail - a turn has failed: when is it tried again, or is it a dead
 * letter?  Written in the partition's next batch of commits.
 */

#include "worker/lane_inside.h"

#include <stdlib.h>

#include "worker/batch.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

#define RETRY_CAP_MS   300000

typedef struct {
    lane_t  *lane;
    bool     dead;                      /* else: a retry */
} failed_t;


static void
lane_failed_written(void *data, rc_t rc, const json_t *result,
    const char *error)
{
    failed_t    *f = data;
    lane_t      *l = f->lane;
    bool         dead = f->dead;
    const char  *r = jsonx_str(result, "r");

    free(f);

    if (l->dropped || rc == RC_RETRY) {
        lane_forget(l);

    } else if (rc != RC_OK) {
        log_error("lane.stuck", LOG_STR("conversation", l->conversation),
                  LOG_STR("error", error));
        lane_hold(l);

    } else if (strcmp(r, "stale") == 0 && l->stale++ < LANE_STALE_MAX) {
        lane_repeat(l);

    } else if (dead) {
        lane_advance(l);

    } else {
        lane_forget(l);
    }
}


void
lane_fail(lane_t *l, const turn_t *t, rc_t rc, const char *reason)
{
    const json_t  *c = json_object_get(t->context, "conversation");
    unsigned       attempt = (unsigned) jsonx_int(c, "attempt");
    failed_t      *f = malloc(sizeof(failed_t));
    uint64_t       ms;

    if (t->from_seq == 0 || f == NULL) {
        free(f);                                /* nothing was even read */
        log_warn("turn.unread", LOG_STR("conversation", l->conversation),
                 LOG_STR("reason", reason));
        if (rc == RC_REJECT) {
            lane_hold(l);
        } else {
            lane_forget(l);
        }
        return;
    }

    f->lane = l;
    f->dead = rc == RC_REJECT || attempt + 1 >= config_int("turn.attempts");
    ms = f->dead ? 0 : backoff_ms(attempt, (uint64_t) config_int("turn.retry"),
                                  RETRY_CAP_MS);

    if (f->dead) {
        stat_add(turns_dead, 1);
    } else {
        stat_add(turns_retry, 1);
    }

    log_warn(f->dead ? "turn.dead" : "turn.retry",
             LOG_STR("conversation", l->conversation),
             LOG_INT("from_seq", t->from_seq), LOG_INT("to_seq", t->to_seq),
             LOG_INT("attempt", attempt + 1), LOG_INT("in_ms", ms),
             LOG_STR("reason", reason));

    l->taken = t->to_seq;
    lane_move(l, LANE_SETTLE);
    batch_add(l->part->commits,
              commit_item_failed(t, f->dead ? "dead" : "retry", reason, ms),
              lane_failed_written, f);
}
