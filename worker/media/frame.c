/*
 * frame - see frame.h.
 */

#include "worker/media/frame.h"

#include <stdlib.h>
#include <string.h>

#include "worker/jsonx.h"


frame_t *
frame_new(frame_t **all, const asl_machine_t *m, json_t *data)
{
    frame_t  *f = calloc(1, sizeof(frame_t));

    if (f == NULL) {
        return NULL;
    }

    f->all = *all;
    *all = f;
    f->machine = m;
    frame_enter(f, m->start, json_incref(data));

    return f;
}


void
frames_free(frame_t *all)
{
    while (all != NULL) {
        frame_t  *next = all->all;

        alarm_cancel(all->timer);
        json_decref(all->data);
        json_decref(all->out);
        free(all->branches);
        free(all);
        all = next;
    }
}


void
frame_enter(frame_t *f, const asl_state_t *state, json_t *data)
{
    json_t  *old = f->data;

    f->state = state;
    f->data = data;
    f->until_ms = 0;
    memset(f->tries, 0, sizeof(f->tries));
    free(f->branches);
    f->branches = NULL;
    json_decref(old);
}


bool
frame_has_ended(const frame_t *f)
{
    return f->state == NULL;
}


bool
frame_branch(frame_t **all, frame_t *f, const json_t *input)
{
    const asl_state_t  *s = f->state;

    f->branches = calloc(s->nbranches, sizeof(frame_t *));

    for (unsigned i = 0; f->branches != NULL && i < s->nbranches; i++) {
        f->branches[i] = frame_new(all, s->branches[i], (json_t *) input);

        if (f->branches[i] == NULL) {
            return false;
        }
    }

    return f->branches != NULL;
}


/* ---- position ---- */

static json_t *
tries_write(const frame_t *f)
{
    json_t  *tries = json_array();

    for (unsigned i = 0; i < FRAME_TRIES; i++) {
        json_array_append_new(tries, json_integer((json_int_t) f->tries[i]));
    }

    return tries;
}


json_t *
frame_write(const frame_t *f)
{
    json_t  *p, *branches;

    if (f->state == NULL) {
        return f->error[0] != '\0'
               ? json_pack("{s:s, s:s}", "error", f->error, "cause", f->cause)
               : json_pack("{s:O}", "out", f->out);
    }

    p = json_pack("{s:s, s:O, s:o, s:I}", "at", f->state->name, "data",
                  f->data, "tries", tries_write(f), "until",
                  (json_int_t) f->until_ms);

    if (f->branches != NULL) {
        branches = json_array();

        for (unsigned i = 0; i < f->state->nbranches; i++) {
            json_array_append_new(branches, frame_write(f->branches[i]));
        }

        json_object_set_new(p, "branches", branches);
    }

    return p;
}


static bool
ended_read(frame_t *f, const json_t *position)
{
    json_t  *out = json_object_get(position, "out");

    f->state = NULL;
    f->out = json_incref(out);
    snprintf(f->error, sizeof(f->error), "%s", jsonx_str(position, "error"));
    snprintf(f->cause, sizeof(f->cause), "%s", jsonx_str(position, "cause"));

    return out != NULL || f->error[0] != '\0';
}


static bool
branches_read(frame_t **all, frame_t *f, const json_t *branches)
{
    if (branches == NULL) {
        return true;
    }

    if (f->state->type != ASL_PARALLEL
        || json_array_size(branches) != f->state->nbranches
        || !frame_branch(all, f, f->data))
    {
        return false;
    }

    for (unsigned i = 0; i < f->state->nbranches; i++) {
        if (!frame_read(all, f->branches[i], json_array_get(branches, i))) {
            return false;
        }
    }

    return true;
}


bool
frame_read(frame_t **all, frame_t *f, const json_t *position)
{
    const asl_state_t  *s = asl_state(f->machine, jsonx_str(position, "at"));
    const json_t       *tries = json_object_get(position, "tries");
    json_t             *data = json_object_get(position, "data");

    if (s == NULL || data == NULL) {
        return ended_read(f, position);
    }

    frame_enter(f, s, json_incref(data));
    f->until_ms = (uint64_t) jsonx_int(position, "until");

    for (unsigned i = 0; i < FRAME_TRIES; i++) {
        f->tries[i] = (unsigned) json_integer_value(json_array_get(tries, i));
    }

    return branches_read(all, f, json_object_get(position, "branches"));
}
