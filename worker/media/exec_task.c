/*
 * exec_task - Task states: a job each; see task.h for what it is given.
 *
 * A job's end goes back to its frame: the output as result of the state, or
 * the error's name.  What the step changed of core.media is kept with the
 * execution and written with the next move.
 */

#include "worker/media/exec_own.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"

/* The job's data: the step first, so that tasks see only that. */
typedef struct {
    media_step_t  step;
    exec_t       *exec;
    frame_t      *frame;
} run_t;

static const char *const  shown[] = {   /* in order */
    "queued", "downloading", "stored", "analysing"
};


/* ---- what a task is given ---- */

static void
step_fill(media_step_t *s, const exec_t *e)
{
    const json_t  *c = e->claim;
    const json_t  *bytes = json_object_get(c, "bytes");

    *s = (media_step_t) {
        .tenant = jsonx_str(c, "tenant"),
        .media = jsonx_str(c, "media"),
        .conversation = jsonx_str(c, "conversation"),
        .contact = jsonx_str(c, "contact"),
        .message = jsonx_str(c, "message"),
        .language = jsonx_str(c, "language"),
        .spoken = jsonx_str(c, "spoken"),
        .channel = jsonx_str(c, "channel"),
        .account = jsonx_str(c, "account"),
        .kind = jsonx_str(c, "kind"),
        .source = json_object_get(c, "source"),
        .mime = jsonx_str(c, "mime"),
        .object = jsonx_str(c, "object"),
        .sha256 = jsonx_str(c, "sha256"),
        .bytes = json_is_integer(bytes) ? json_integer_value(bytes) : -1,
        .name = jsonx_str(c, "name"),
        .at_ms = jsonx_int(c, "at_ms"),
        .path = e->path
    };
}


/* ---- its end ---- */

/* What the step found of the file is so from now on, also for the others. */
static void
row_take(exec_t *e, const json_t *row)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) row, key, value) {
        json_object_set(e->row, key, value);
        json_object_set(e->claim, key, value);
    }
}


static void
task_over(exec_t *e, frame_t *f, job_t *j, rc_t rc)
{
    const media_step_t  *step = job_media(j);
    const char          *error = step->error != NULL ? step->error
                                 : MEDIA_FAILED;

    if (rc == RC_OK || rc == RC_DECLINED) {
        row_take(e, step->row);
        frame_succeed(e, f, step->output == NULL ? json_object()
                            : json_incref(step->output));
        return;
    }

    frame_fail(e, f, f->timed_out ? MEDIA_TIMEOUT : error,
               j->reason == NULL ? "" : j->reason,
               rc == RC_RETRY || f->timed_out);
}


static void
task_done(job_t *j, rc_t rc)
{
    run_t    *r = (run_t *) j->data;
    exec_t   *e = r->exec;
    frame_t  *f = r->frame;

    f->job = NULL;
    alarm_cancel(f->timer);
    f->timer = NULL;
    e->running--;

    (void) FAILPOINT("media.task_ended");

    if (e->state == EXEC_RUN && !f->forget) {
        task_over(e, f, j, rc);
    }

    f->forget = false;

    exec_turn(e);
}


/* ---- its start ---- */

static void
task_timeout(void *data)
{
    frame_t  *f = data;

    f->timer = NULL;
    f->timed_out = true;
    job_cancel(f->job, RC_RETRY, "TimeoutSeconds are over");
}


void
frame_task(exec_t *e, frame_t *f)
{
    const media_task_t  *task = f->state->task;
    json_t              *input = frame_input(e, f);
    job_t               *j;
    run_t               *r;

    if (input == NULL) {
        return;                                 /* it has failed */
    }

    j = job_new(task->phases, NULL, task_done);
    r = j == NULL ? NULL : pool_alloc_always(j->pool, sizeof(run_t));

    if (j == NULL) {                            /* job.max: a little later */
        json_decref(input);
        f->until_ms = unix_us() / 1000 + 500;
        return;
    }

    r->exec = e;
    r->frame = f;
    step_fill(&r->step, e);
    r->step.input = pool_json(j->pool, input);
    j->data = r;
    f->job = j;
    f->timed_out = false;
    f->timer = alarm_set(f->state->timeout_ms > 0 ? f->state->timeout_ms
                         : (uint64_t) config_int("media.step_timeout"),
                         task_timeout, f);
    e->running++;
    stat_add(media_steps, 1);
}


void
frame_give_up(frame_t *f)
{
    for (unsigned i = 0; f->branches != NULL && i < f->state->nbranches; i++) {
        f->branches[i]->given_up = true;
        frame_give_up(f->branches[i]);
    }

    free(f->branches);
    f->branches = NULL;

    if (f->job != NULL) {
        f->forget = true;
        job_cancel(f->job, RC_REJECT, "given up");
    }
}


/* ---- what is shown ---- */

static unsigned
shows(const frame_t *f)
{
    unsigned  best = 0;

    if (frame_has_ended(f)) {
        return 0;
    }

    if (f->state->type == ASL_TASK) {
        while (best < 3 && strcmp(shown[best], f->state->task->state) != 0) {
            best++;
        }
    }

    for (unsigned i = 0; f->branches != NULL && i < f->state->nbranches; i++) {
        unsigned  one = shows(f->branches[i]);

        best = one > best ? one : best;
    }

    return best;
}


/* It never goes back: a wait after the analysis is still the analysis. */
const char *
exec_shows(exec_t *e)
{
    unsigned  now = shows(e->root);

    if (now > e->shown) {
        exec_shown_over(e);
        e->shown = now;
    }

    return shown[e->shown];
}


/* Since when: a new file has been queued since it came; of one that was taken
 * over, or is worked on once more, only our own time is known. */
void
exec_shown(exec_t *e, const char *state)
{
    uint64_t  now = unix_us() / 1000;
    uint64_t  created = (uint64_t) jsonx_int(e->claim, "created_ms");

    while (e->shown < 3 && strcmp(shown[e->shown], state) != 0) {
        e->shown++;
    }

    e->shown_ms = now_ms();
    if (e->shown == 0 && jsonx_int(e->claim, "runs") == 1 && now > created) {
        e->queued_ms = now - created;
    }
}


void
exec_shown_over(exec_t *e)
{
    stats_media_state(jsonx_str(e->claim, "kind"), shown[e->shown],
                      e->queued_ms + now_ms() - e->shown_ms);
    e->shown_ms = now_ms();
    e->queued_ms = 0;
}


/* ---- for tasks ---- */

rc_t
media_fail(job_t *j, const char *error, const char *fmt, ...)
{
    char     text[200];
    va_list  args;

    va_start(args, fmt);
    (void) vsnprintf(text, sizeof(text), fmt, args);    /* cut is fine */
    va_end(args);
    job_media(j)->error = error;

    return job_fail(j, RC_REJECT, "%s", text);
}


void
media_row_set(job_t *j, const char *key, json_t *value)
{
    media_step_t  *s = job_media(j);

    if (s->row == NULL) {
        s->row = pool_json(j->pool, json_object());
    }

    json_object_set_new(s->row, key, value);
}
