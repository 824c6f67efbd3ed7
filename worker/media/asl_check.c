/*
 * asl_check - one state after the other: its fields, where it goes.
 *
 * The table says which field belongs to which type and what it must hold; a
 * field that is not in it is refused, never ignored.  Messages name state and
 * field: state "Fetch": field "Retry": MaxAttempts must be 0 to 100.
 */

#include "worker/media/asl.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define WHY_LEN      200
#define SECONDS_MAX  86400
#define ATTEMPTS_MAX 100

static const char *const  type_names[] = {
    [ASL_TASK] = "Task", [ASL_PARALLEL] = "Parallel", [ASL_CHOICE] = "Choice",
    [ASL_PASS] = "Pass", [ASL_WAIT] = "Wait", [ASL_SUCCEED] = "Succeed",
    [ASL_FAIL] = "Fail"
};

#define TYPES  (sizeof(type_names) / sizeof(type_names[0]))

typedef bool (*check_fn)(const json_t *value, char *why);


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


static bool
why_set(char *why, const char *text)
{
    snprintf(why, WHY_LEN, "%s", text);

    return false;
}


/* ---- what a field may hold ---- */

static bool
of_any(const json_t *v, char *why)
{
    (void) v;
    (void) why;

    return true;
}


static bool
of_text(const json_t *v, char *why)
{
    return json_string_length(v) > 0 || why_set(why, "must be a text");
}


static bool
of_true(const json_t *v, char *why)
{
    return json_is_true(v) || why_set(why, "must be true; else leave it out");
}


static bool
of_path(const json_t *v, char *why)
{
    return json_is_null(v) || asl_path_is(json_string_value(v))
           || why_set(why, "must be null or a path such as $.a.b");
}


static bool
of_place(const json_t *v, char *why)
{
    return json_is_null(v) || asl_path_is_place(json_string_value(v))
           || why_set(why, "must be null or a path such as $.a.b, without "
                      "[] or $$");
}


static bool
of_template(const json_t *v, char *why)
{
    return json_is_object(v) ? asl_template_check(v, why, WHY_LEN)
                             : why_set(why, "must be an object");
}


static bool
of_seconds(const json_t *v, char *why)
{
    json_int_t  n = json_integer_value(v);

    return (json_is_integer(v) && n > 0 && n <= SECONDS_MAX)
           || why_set(why, "must be a whole number of seconds, 1 to 86400");
}


static bool
errors_check(const json_t *rule, char *why)
{
    const json_t  *errors = json_object_get(rule, "ErrorEquals");
    size_t         i;
    json_t        *one;

    if (json_array_size(errors) == 0) {
        return why_set(why, "each entry needs ErrorEquals, a list of names "
                       "such as [\"States.ALL\"]");
    }

    json_array_foreach(errors, i, one) {
        if (json_string_length(one) == 0) {
            return why_set(why, "ErrorEquals must hold names of errors");
        }
    }

    return true;
}


/* Members of an entry, besides ErrorEquals; the list ends with NULL. */
static bool
members_known(const json_t *rule, const char *const *known, char *why)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) rule, key, value) {
        const char *const  *k = known;

        while (*k != NULL && strcmp(*k, key) != 0) {
            k++;
        }

        if (*k == NULL) {
            snprintf(why, WHY_LEN, "\"%.60s\" is not in the subset", key);
            return false;
        }
    }

    return true;
}


static bool
number_within(const json_t *rule, const char *key, double min, double max,
    char *why)
{
    const json_t  *v = json_object_get(rule, key);

    if (v == NULL || (json_is_number(v) && json_number_value(v) >= min
                      && json_number_value(v) <= max))
    {
        return true;
    }

    snprintf(why, WHY_LEN, "%s must be %g to %g", key, min, max);

    return false;
}


static bool
of_retry(const json_t *v, char *why)
{
    static const char *const  known[] = { "ErrorEquals", "IntervalSeconds",
        "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "Comment", NULL };

    size_t   i;
    json_t  *rule;

    if (json_array_size(v) == 0 || json_array_size(v) > ASL_RETRIERS_MAX) {
        return why_set(why, "must be a list of 1 to 8 retriers");
    }

    json_array_foreach(v, i, rule) {
        if (!errors_check(rule, why) || !members_known(rule, known, why)
            || !number_within(rule, "IntervalSeconds", 0.01, SECONDS_MAX, why)
            || !number_within(rule, "MaxDelaySeconds", 0.01, SECONDS_MAX, why)
            || !number_within(rule, "MaxAttempts", 0, ATTEMPTS_MAX, why)
            || !number_within(rule, "BackoffRate", 1, 100, why))
        {
            return false;
        }
    }

    return true;
}


static bool
of_catch(const json_t *v, char *why)
{
    static const char *const  known[] = { "ErrorEquals", "Next",
        "ResultPath", "Comment", NULL };

    size_t   i;
    json_t  *rule;

    if (json_array_size(v) == 0) {
        return why_set(why, "must be a list of catchers");
    }

    json_array_foreach(v, i, rule) {
        const json_t  *place = json_object_get(rule, "ResultPath");

        if (!errors_check(rule, why) || !members_known(rule, known, why)
            || (place != NULL && !of_place(place, why)))
        {
            return false;
        }

        if (!json_is_string(json_object_get(rule, "Next"))) {
            return why_set(why, "each catcher needs \"Next\"");
        }
    }

    return true;
}


static bool
of_choices(const json_t *v, char *why)
{
    size_t   i;
    json_t  *rule;

    if (json_array_size(v) == 0) {
        return why_set(why, "must be a list of rules");
    }

    json_array_foreach(v, i, rule) {
        if (!asl_choice_check(rule, true, why, WHY_LEN)) {
            return false;
        }
    }

    return true;
}


static bool
of_list(const json_t *v, char *why)
{
    return json_array_size(v) > 0
           || why_set(why, "must be a list of at least one machine");
}


/* ---- which type has which field ---- */

#define T(type)   (1u << ASL_##type)
#define MOVES     (T(TASK) | T(PARALLEL) | T(PASS) | T(WAIT))
#define WORKS     (T(TASK) | T(PARALLEL))
#define ALL_BUT_FAIL  (MOVES | T(CHOICE) | T(SUCCEED))

static const struct {
    const char  *name;
    unsigned     types, needed;
    check_fn     check;
} fields[] = {
    { "Type",           ALL_BUT_FAIL | T(FAIL), 0, of_text },
    { "Comment",        ALL_BUT_FAIL | T(FAIL), 0, of_any },
    { "Next",           MOVES,              0,            of_text },
    { "End",            MOVES,              0,            of_true },
    { "InputPath",      ALL_BUT_FAIL,       0,            of_path },
    { "OutputPath",     ALL_BUT_FAIL,       0,            of_path },
    { "Parameters",     WORKS | T(PASS),    0,            of_template },
    { "ResultSelector", WORKS,              0,            of_template },
    { "ResultPath",     WORKS | T(PASS),    0,            of_place },
    { "Result",         T(PASS),            0,            of_any },
    { "Resource",       T(TASK),            T(TASK),      of_text },
    { "TimeoutSeconds", T(TASK),            0,            of_seconds },
    { "Retry",          WORKS,              0,            of_retry },
    { "Catch",          WORKS,              0,            of_catch },
    { "Branches",       T(PARALLEL),        T(PARALLEL),  of_list },
    { "Choices",        T(CHOICE),          T(CHOICE),    of_choices },
    { "Default",        T(CHOICE),          0,            of_text },
    { "Seconds",        T(WAIT),            0,            of_seconds },
    { "SecondsPath",    T(WAIT),            0,            of_path },
    { "Error",          T(FAIL),            T(FAIL),      of_text },
    { "Cause",          T(FAIL),            0,            of_text }
};

#define FIELDS  (sizeof(fields) / sizeof(fields[0]))


static bool
field_check(const asl_state_t *s, const char *key, const json_t *value,
    char *err)
{
    char    why[WHY_LEN] = "";
    size_t  i = 0;

    while (i < FIELDS && strcmp(fields[i].name, key) != 0) {
        i++;
    }

    if (i == FIELDS) {
        return asl_wrong(err, "state \"%s\": field \"%.60s\" is not in the "
                         "subset; remove it (docs/MEDIA.md lists the fields)",
                         s->name, key);
    }

    if (!(fields[i].types & (1u << s->type))) {
        return asl_wrong(err, "state \"%s\": field \"%s\" does not belong to "
                         "a %s state", s->name, key, type_names[s->type]);
    }

    return fields[i].check(value, why)
           || asl_wrong(err, "state \"%s\": field \"%s\": %s", s->name, key,
                        why);
}


static bool
fields_check(const asl_state_t *s, char *err)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) s->def, key, value) {
        if (!field_check(s, key, value, err)) {
            return false;
        }
    }

    for (size_t i = 0; i < FIELDS; i++) {
        if (fields[i].needed & (1u << s->type)
            && json_object_get(s->def, fields[i].name) == NULL)
        {
            return asl_wrong(err, "state \"%s\": field \"%s\" is missing",
                             s->name, fields[i].name);
        }
    }

    return true;
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

    if (!(MOVES & (1u << s->type))) {
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
    if (!fields_check(s, err) || !targets_check(m, s, err)) {
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
