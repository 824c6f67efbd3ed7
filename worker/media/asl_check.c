/*
 * asl_check - one state after the other: its type, its fields (asl_field.c),
 * where it goes, and whether anything leads to it.
 *
 * Messages name state and field: state "Fetch": field "Retry": MaxAttempts must
 * be 0 to 100.
 */

#include "worker/media/asl.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const  type_names[] = {
    [ASL_TASK] = "Task", [ASL_PARALLEL] = "Parallel", [ASL_CHOICE] = "Choice",
    [ASL_PASS] = "Pass", [ASL_WAIT] = "Wait", [ASL_SUCCEED] = "Succeed",
    [ASL_FAIL] = "Fail"
};

#define TYPES  (sizeof(type_names) / sizeof(type_names[0]))


bool
asl_wrong(char *err, const char *fmt, ...)
{
    va_list  args;

    if (err[0] == '\0') {
        va_start(args, fmt);
        (void) vsnprintf(err, ASL_ERROR_LEN, fmt, args);    /* cut is fine */
        va_end(args);
    }

    return false;
}


const char *
asl_type_name(asl_type_t type)
{
    return type_names[type];
}


static bool
type_read(asl_state_t *s, char *err)
{
    const char  *type = json_string_value(json_object_get(s->def, "Type"));

    for (unsigned i = 0; type != NULL && i < TYPES; i++) {
        if (strcmp(type_names[i], type) == 0) {
            s->type = (asl_type_t) i;
            return true;
        }
    }

    return asl_wrong(err, "state \"%s\": field \"Type\" must be Task, "
                     "Parallel, Choice, Pass, Wait, Succeed or Fail", s->name);
}


/* ---- where it goes ---- */

static bool
target_check(const asl_machine_t *m, const asl_state_t *s, const char *field,
    const json_t *name, char *err)
{
    return asl_state(m, json_string_value(name)) != NULL
           || asl_wrong(err, "state \"%s\": field \"%s\": there is no state "
                        "\"%.80s\" beside it", s->name, field,
                        json_string_value(name));
}


static bool
rules_targets(const asl_machine_t *m, const asl_state_t *s, const char *field,
    char *err)
{
    size_t   i;
    json_t  *rule;

    json_array_foreach(json_object_get(s->def, field), i, rule) {
        if (!target_check(m, s, field, json_object_get(rule, "Next"), err)) {
            return false;
        }
    }

    return true;
}


static bool
next_read(const asl_machine_t *m, asl_state_t *s, char *err)
{
    const json_t  *next = json_object_get(s->def, "Next");
    const json_t  *end = json_object_get(s->def, "End");

    if (!asl_field_has(s->type, "Next")) {
        return true;
    }

    if ((next == NULL) == (end == NULL)) {
        return asl_wrong(err, "state \"%s\": needs either \"Next\" or "
                         "\"End\": true", s->name);
    }

    s->next = next == NULL ? NULL : asl_state(m, json_string_value(next));

    return next == NULL || target_check(m, s, "Next", next, err);
}


static bool
targets_check(const asl_machine_t *m, asl_state_t *s, char *err)
{
    const json_t  *fallback = json_object_get(s->def, "Default");

    return next_read(m, s, err) && rules_targets(m, s, "Choices", err)
           && rules_targets(m, s, "Catch", err)
           && (fallback == NULL
               || target_check(m, s, "Default", fallback, err));
}


/* ---- what it does ---- */

static bool
task_read(asl_state_t *s, char *err)
{
    const char  *resource = json_string_value(json_object_get(s->def,
                                                              "Resource"));

    s->task = media_task_find(asl_resource(resource));
    s->timeout_ms = 1000 * (uint64_t) json_integer_value(
        json_object_get(s->def, "TimeoutSeconds"));

    return s->task != NULL
           || asl_wrong(err, "state \"%s\": field \"Resource\": there is no "
                        "task for \"%.120s\" (relevo media workflow --tasks "
                        "lists them)", s->name, resource);
}


static bool
branches_read(asl_t *a, asl_state_t *s, unsigned depth, char *err)
{
    json_t  *list = json_object_get(s->def, "Branches"), *one;
    size_t   i;

    if (depth >= ASL_DEPTH_MAX) {
        return asl_wrong(err, "state \"%s\": Parallel is nested deeper than "
                         "%d", s->name, ASL_DEPTH_MAX);
    }

    s->nbranches = (unsigned) json_array_size(list);
    s->branches = pool_alloc(a->pool, s->nbranches * sizeof(asl_machine_t *));

    if (s->branches == NULL) {
        return asl_wrong(err, "it does not fit into memory");
    }

    json_array_foreach(list, i, one) {
        s->branches[i] = pool_alloc(a->pool, sizeof(asl_machine_t));

        if (s->branches[i] == NULL
            || !asl_machine_read(a, s->branches[i], one, s->name, depth + 1,
                                 err))
        {
            return asl_wrong(err, "it does not fit into memory");
        }
    }

    return true;
}


static bool
wait_check(const asl_state_t *s, char *err)
{
    return (json_object_get(s->def, "Seconds") == NULL)
           != (json_object_get(s->def, "SecondsPath") == NULL)
           || asl_wrong(err, "state \"%s\": needs either \"Seconds\" or "
                        "\"SecondsPath\" (timestamps are not in the subset)",
                        s->name);
}


bool
asl_check_state(asl_t *a, const asl_machine_t *m, asl_state_t *s,
    unsigned depth, char *err)
{
    if (!asl_fields_check(s, err) || !targets_check(m, s, err)) {
        return false;
    }

    switch (s->type) {
    case ASL_TASK:      return task_read(s, err);
    case ASL_PARALLEL:  return branches_read(a, s, depth, err);
    case ASL_WAIT:      return wait_check(s, err);
    default:            return true;
    }
}


/* ---- a machine ---- */

static bool
states_list(asl_t *a, asl_machine_t *m, json_t *states, const char *where,
    char *err)
{
    const char  *name;
    json_t      *def;

    m->n = 0;
    m->states = pool_alloc(a->pool,
                           json_object_size(states) * sizeof(asl_state_t));

    if (m->states == NULL) {
        return asl_wrong(err, "it does not fit into memory");
    }

    json_object_foreach(states, name, def) {
        asl_state_t  *s = &m->states[m->n++];

        s->name = name;
        s->def = def;

        if (!json_is_object(def) || *name == '\0'
            || strlen(name) > ASL_NAME_MAX)
        {
            return asl_wrong(err, "%sstate \"%.90s\": must be an object, its "
                             "name 1 to %d bytes", where, name, ASL_NAME_MAX);
        }

        if (!type_read(s, err)) {
            return false;
        }
    }

    return true;
}


/* Every state is a place one can come to: a name that was mistyped shows. */
static bool
reached_check(const asl_machine_t *m, char *err)
{
    for (unsigned i = 0; i < m->n; i++) {
        bool  reached = &m->states[i] == m->start;

        for (unsigned k = 0; k < m->n && !reached; k++) {
            const asl_state_t  *s = &m->states[k];
            const json_t       *d = json_object_get(s->def, "Default");
            size_t              r;
            json_t             *rule;

            reached = s->next == &m->states[i]
                      || asl_state(m, json_string_value(d)) == &m->states[i];

            json_array_foreach(json_object_get(s->def, "Choices"), r, rule) {
                reached = reached || asl_next(m, rule) == &m->states[i];
            }

            json_array_foreach(json_object_get(s->def, "Catch"), r, rule) {
                reached = reached || asl_next(m, rule) == &m->states[i];
            }
        }

        if (!reached) {
            return asl_wrong(err, "state \"%s\": nothing leads to it; remove "
                             "it, or name it in a \"Next\"",
                             m->states[i].name);
        }
    }

    return true;
}


bool
asl_machine_read(asl_t *a, asl_machine_t *m, json_t *json, const char *where,
    unsigned depth, char *err)
{
    json_t      *states = json_object_get(json, "States");
    const char  *start = json_string_value(json_object_get(json, "StartAt"));
    char         in[ASL_NAME_MAX + 32] = "";

    if (*where != '\0') {
        snprintf(in, sizeof(in), "a branch of state \"%s\": ", where);
    }

    if (json_object_size(states) == 0
        || json_object_size(states) > ASL_STATES_MAX)
    {
        return asl_wrong(err, "%s\"States\" must be an object of 1 to %d "
                         "states", in, ASL_STATES_MAX);
    }

    if (!states_list(a, m, states, in, err)) {
        return false;
    }

    m->start = (asl_state_t *) asl_state(m, start);

    if (m->start == NULL) {
        return asl_wrong(err, "%s\"StartAt\" must be the name of a state",
                         in);
    }

    for (unsigned i = 0; i < m->n; i++) {
        if (!asl_check_state(a, m, &m->states[i], depth, err)) {
            return false;
        }
    }

    return reached_check(m, err);
}
