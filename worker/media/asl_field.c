/*
 * asl_field - the fields of states: the table says which belongs to which type
 * and what it must hold.  One that is not in it is refused, never ignored.
 */

#include "worker/media/asl.h"

#include <stdio.h>
#include <string.h>

#define WHY_LEN      200
#define ATTEMPTS_MAX 100

typedef bool (*check_fn)(const json_t *value, char *why);


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

    return (json_is_integer(v) && n > 0 && n <= ASL_SECONDS_MAX)
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
of_jitter(const json_t *v, char *why)
{
    const char  *name = json_string_value(v);

    return v == NULL || (name != NULL && (strcmp(name, "FULL") == 0
                                          || strcmp(name, "NONE") == 0))
           || why_set(why, "JitterStrategy must be FULL or NONE");
}


static bool
of_retry(const json_t *v, char *why)
{
    static const char *const  known[] = { "ErrorEquals", "IntervalSeconds",
        "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
        "Comment", NULL };

    size_t   i;
    json_t  *rule;

    if (json_array_size(v) == 0 || json_array_size(v) > ASL_RETRIERS_MAX) {
        return why_set(why, "must be a list of 1 to 8 retriers");
    }

    json_array_foreach(v, i, rule) {
        if (!errors_check(rule, why) || !members_known(rule, known, why)
            || !number_within(rule, "IntervalSeconds", 0.01, ASL_SECONDS_MAX,
                              why)
            || !number_within(rule, "MaxDelaySeconds", 0.01, ASL_SECONDS_MAX,
                              why)
            || !number_within(rule, "MaxAttempts", 0, ATTEMPTS_MAX, why)
            || !number_within(rule, "BackoffRate", 1, 100, why)
            || !of_jitter(json_object_get(rule, "JitterStrategy"), why))
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


bool
asl_field_has(asl_type_t type, const char *name)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            return fields[i].types & (1u << type);
        }
    }

    return false;
}


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
                         "a %s state", s->name, key, asl_type_name(s->type));
    }

    return fields[i].check(value, why)
           || asl_wrong(err, "state \"%s\": field \"%s\": %s", s->name, key,
                        why);
}


bool
asl_fields_check(const asl_state_t *s, char *err)
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
