/*
 * exec_walk - what states do with a frame: moves and results; errors are
 * exec_fail.c's.
 *
 * Choice, Pass, Succeed and Fail take no time and are walked through; Task,
 * Wait and Parallel stop the walk.  The semantics are those of the States
 * Language.
 */

#include "worker/media/exec_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "worker/jsonx.h"
#include "worker/media/errors.h"

#define WALK_MAX  1000                  /* moves without a task: a circle */


/* ---- moving ---- */

void
frame_move(exec_t *e, frame_t *f, const asl_state_t *next, json_t *data)
{
    f->moved = ++e->moves;

    if (next != NULL) {
        frame_enter(f, next, data);
        return;
    }

    frame_enter(f, NULL, json_incref(data));
    f->out = data;
}


void
frame_end_badly(exec_t *e, frame_t *f, const char *error, const char *cause)
{
    f->moved = ++e->moves;
    f->state = NULL;
    snprintf(f->error, sizeof(f->error), "%s", error);
    snprintf(f->cause, sizeof(f->cause), "%s", cause);
}


static const char *
path_of(const frame_t *f, const char *field)
{
    const json_t  *p = json_object_get(f->state->def, field);

    return p == NULL ? "$" : json_string_value(p);      /* null: NULL */
}


/* $$ with what changes from state to state. */
static const json_t *
context_of(exec_t *e, const frame_t *f)
{
    json_object_set_new(e->context, "State", json_pack("{s:s, s:I}", "Name",
        f->state->name, "RetryCount", (json_int_t) f->tries[0]));
    json_object_set(e->context, "Media", e->claim);

    return e->context;
}


/* A new reference; an empty object where the path is null. */
static json_t *
at_path(exec_t *e, frame_t *f, const char *field, json_t *data)
{
    const char  *path = path_of(f, field);
    json_t      *found = path == NULL ? NULL
                         : asl_path_get(path, data, context_of(e, f));

    if (path == NULL) {
        return json_object();
    }

    if (found == NULL) {
        char  cause[128];

        snprintf(cause, sizeof(cause), "%s: \"%.90s\" leads nowhere", field,
                 path);
        frame_fail(e, f, ASL_RUNTIME, cause, false);
        return NULL;
    }

    return json_incref(found);
}


json_t *
frame_input(exec_t *e, frame_t *f)
{
    const json_t  *template = json_object_get(f->state->def, "Parameters");
    json_t        *input = at_path(e, f, "InputPath", f->data), *made;
    const char    *path;

    if (input == NULL || template == NULL) {
        return input;
    }

    made = asl_template(template, input, context_of(e, f), &path);
    json_decref(input);

    if (made == NULL) {
        char  cause[128];

        snprintf(cause, sizeof(cause), "Parameters: \"%.90s\" leads nowhere",
                 path);
        frame_fail(e, f, ASL_PARAMETERS, cause, false);
    }

    return made;
}


/* ---- results ---- */

/* ResultSelector; a new reference, NULL: failed. */
static json_t *
result_select(exec_t *e, frame_t *f, json_t *result)
{
    const json_t  *template = json_object_get(f->state->def, "ResultSelector");
    const char    *path;
    json_t        *made;

    if (template == NULL) {
        return json_incref(result);
    }

    made = asl_template(template, result, context_of(e, f), &path);

    if (made == NULL) {
        char  cause[128];

        snprintf(cause, sizeof(cause), "ResultSelector: \"%.90s\" leads "
                 "nowhere", path);
        frame_fail(e, f, ASL_PARAMETERS, cause, false);
    }

    return made;
}


json_t *
frame_place(json_t *data, json_t *result, const char *path)
{
    return path == NULL ? json_incref(data)
                        : asl_path_set(path, data, result);
}


void
frame_succeed(exec_t *e, frame_t *f, json_t *result)
{
    json_t  *selected = result_select(e, f, result), *data, *out;

    json_decref(result);

    if (selected == NULL) {
        return;
    }

    data = frame_place(f->data, selected, path_of(f, "ResultPath"));
    json_decref(selected);
    out = at_path(e, f, "OutputPath", data);
    json_decref(data);

    if (out != NULL) {
        frame_move(e, f, f->state->next, out);
    }
}


/* ---- states ---- */

static void
walk_choice(exec_t *e, frame_t *f)
{
    json_t             *data = at_path(e, f, "InputPath", f->data), *rule;
    const char         *other;
    const asl_state_t  *next = NULL;
    size_t              i;

    if (data == NULL) {
        return;
    }

    json_array_foreach(json_object_get(f->state->def, "Choices"), i, rule) {
        if (next == NULL && asl_choice_is(rule, data, context_of(e, f))) {
            next = asl_next(f->machine, rule);
        }
    }

    other = json_string_value(json_object_get(f->state->def, "Default"));
    next = next != NULL ? next : asl_state(f->machine, other);

    if (next == NULL) {
        json_decref(data);
        frame_fail(e, f, ASL_NO_CHOICE, "no rule fits, there is no Default",
                   false);
        return;
    }

    frame_move(e, f, next, data);
}


static void
walk_pass(exec_t *e, frame_t *f)
{
    json_t  *result = json_object_get(f->state->def, "Result");
    json_t  *input = frame_input(e, f);

    if (input == NULL) {
        return;
    }

    if (result != NULL) {
        json_decref(input);
        input = json_incref(result);
    }

    frame_succeed(e, f, input);
}


/* True: it is over. */
static bool
walk_wait(exec_t *e, frame_t *f)
{
    const char    *path = json_string_value(json_object_get(f->state->def,
                                                            "SecondsPath"));
    const json_t  *seconds = path == NULL
                             ? json_object_get(f->state->def, "Seconds")
                             : asl_path_get(path, f->data, context_of(e, f));
    json_t        *data;

    if (f->tries[0] == 0) {                     /* it begins */
        if (!json_is_number(seconds)
            || json_number_value(seconds) > ASL_SECONDS_MAX)
        {
            frame_fail(e, f, ASL_RUNTIME, "SecondsPath leads to no number "
                       "of seconds", false);
            return true;
        }

        f->tries[0] = 1;
        f->until_ms = exec_now_ms() + (uint64_t) (1000
                      * fmax(0, json_number_value(seconds)));
        f->moved = ++e->moves;
        return false;
    }

    data = at_path(e, f, "InputPath", f->data);

    if (data != NULL) {
        frame_move(e, f, f->state->next, data);
    }

    return true;
}


static void
walk_succeed(exec_t *e, frame_t *f)
{
    json_t  *data = at_path(e, f, "InputPath", f->data);

    if (data != NULL) {
        frame_move(e, f, NULL, data);
    }
}


static void
walk_fail(exec_t *e, frame_t *f)
{
    const json_t  *def = f->state->def;

    frame_end_badly(e, f, jsonx_str(def, "Error"), jsonx_str(def, "Cause"));
}


/* ---- Parallel ---- */

static json_t *
branches_results(const frame_t *f)
{
    json_t  *all = json_array();

    for (unsigned i = 0; i < f->state->nbranches; i++) {
        json_array_append(all, f->branches[i]->out);
    }

    return all;
}


/* The first branch that ended badly, or NULL. */
static frame_t *
branch_failed(const frame_t *f)
{
    for (unsigned i = 0; i < f->state->nbranches; i++) {
        if (f->branches[i]->error[0] != '\0') {
            return f->branches[i];
        }
    }

    return NULL;
}


static bool
branches_enter(exec_t *e, frame_t *f)
{
    json_t  *input = frame_input(e, f);
    bool     made = input != NULL && frame_branch(&e->all, f, input);

    if (input != NULL && !made) {
        frame_fail(e, f, MEDIA_FAILED, "out of memory", true);
    }

    if (made) {
        f->moved = ++e->moves;
        for (unsigned i = 0; i < f->state->nbranches; i++) {
            f->branches[i]->moved = e->moves;
        }
    }

    json_decref(input);

    return made;
}


/* True: it is over, one way or the other. */
static bool
walk_parallel(exec_t *e, frame_t *f)
{
    frame_t   *failed;
    unsigned   ended = 0;

    if (f->branches == NULL && !branches_enter(e, f)) {
        return true;
    }

    for (unsigned i = 0; i < f->state->nbranches; i++) {
        frame_walk(e, f->branches[i]);
        ended += frame_has_ended(f->branches[i]);
    }

    failed = branch_failed(f);

    if (failed != NULL) {
        frame_give_up(f);                       /* a Retry enters them anew */
        frame_fail(e, f, failed->error, failed->cause, false);
        return true;
    }

    if (ended == f->state->nbranches) {
        frame_succeed(e, f, branches_results(f));
        return true;
    }

    return false;
}


void
frame_walk(exec_t *e, frame_t *f)
{
    for (unsigned n = 0; !frame_has_ended(f) && f->job == NULL; n++) {
        if (n == WALK_MAX) {
            frame_end_badly(e, f, ASL_RUNTIME, "the states go in a circle");
            return;
        }

        if (f->until_ms > exec_now_ms()) {
            return;
        }

        switch (f->state->type) {
        case ASL_CHOICE:    walk_choice(e, f);  break;
        case ASL_PASS:      walk_pass(e, f);    break;
        case ASL_SUCCEED:   walk_succeed(e, f); break;
        case ASL_FAIL:      walk_fail(e, f);    break;

        case ASL_WAIT:
            if (!walk_wait(e, f)) {
                return;
            }
            break;

        case ASL_PARALLEL:
            if (!walk_parallel(e, f)) {
                return;
            }
            break;

        case ASL_TASK:
            if (f->moved > e->saved) {
                return;                         /* its place is not written */
            }
            frame_task(e, f);
            break;
        }
    }
}
