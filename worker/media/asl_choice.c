/*
 * asl_choice - the rules of a Choice state: checked once, evaluated in place.
 *
 *   { "Variable": "$.a", <one comparison>, "Next": ".." }
 *   { "And" | "Or": [ rule.. ], "Next" }   { "Not": rule, "Next" }
 *
 * A comparison of a value of another type is false, as in the language.
 */

#include "worker/media/asl.h"

#include <string.h>

#define NESTING_MAX  8

typedef enum { OF_STRING, OF_NUMBER, OF_BOOLEAN } operand_t;

typedef struct {
    const char  *name;
    operand_t    operand;               /* type of the comparison's value */
    bool       (*is)(const json_t *value, const json_t *with);
} comparison_t;


/* ---- comparisons ---- */

static int
string_order(const json_t *a, const json_t *b)
{
    return strcmp(json_string_value(a), json_string_value(b));
}


static double
number_less(const json_t *a, const json_t *b)
{
    return json_number_value(a) - json_number_value(b);
}


#define STRING_IS(name, cmp)                                                  \
    static bool                                                               \
    name(const json_t *v, const json_t *w)                                    \
    {                                                                         \
        return json_is_string(v) && string_order(v, w) cmp 0;                 \
    }

#define NUMBER_IS(name, cmp)                                                  \
    static bool                                                               \
    name(const json_t *v, const json_t *w)                                    \
    {                                                                         \
        return json_is_number(v) && number_less(v, w) cmp 0;                  \
    }

STRING_IS(string_equals, ==)
STRING_IS(string_less, <)
STRING_IS(string_less_equals, <=)
STRING_IS(string_greater, >)
STRING_IS(string_greater_equals, >=)
NUMBER_IS(number_less_than, <)
NUMBER_IS(number_less_equals, <=)
NUMBER_IS(number_greater, >)
NUMBER_IS(number_greater_equals, >=)


/* Without a difference of doubles: 0.1 is 0.1. */
static bool
number_equals(const json_t *v, const json_t *w)
{
    return json_is_number(v) && !(number_less(v, w) < 0)
           && !(number_less(v, w) > 0);
}


/* "*" is any text, "\*" a star.  Only the last star is ever given more: what
 * stands before it fits already, so a long text is read no oftener than the
 * pattern is long. */
static bool
matches(const char *s, const char *pattern)
{
    const char  *behind = NULL, *given = NULL;  /* the last star; its text */

    while (*s != '\0') {
        const char  *c = pattern + (*pattern == '\\' && pattern[1] != '\0');

        if (*pattern == '*') {
            behind = ++pattern;
            given = s;
        } else if (*c == *s) {
            pattern = c + 1;
            s++;
        } else if (behind != NULL) {
            pattern = behind;
            s = ++given;
        } else {
            return false;
        }
    }

    return pattern[strspn(pattern, "*")] == '\0';
}


static bool
string_matches(const json_t *v, const json_t *w)
{
    return json_is_string(v)
           && matches(json_string_value(v), json_string_value(w));
}


static bool
boolean_equals(const json_t *v, const json_t *w)
{
    return json_is_boolean(v) && json_is_true(v) == json_is_true(w);
}


static bool
is_present(const json_t *v, const json_t *w)
{
    return (v != NULL) == json_is_true(w);
}


#define TYPE_IS(name, test)                                                   \
    static bool                                                               \
    name(const json_t *v, const json_t *w)                                    \
    {                                                                         \
        return (v != NULL && test(v)) == json_is_true(w);                     \
    }

TYPE_IS(is_null, json_is_null)
TYPE_IS(is_string, json_is_string)
TYPE_IS(is_numeric, json_is_number)
TYPE_IS(is_boolean, json_is_boolean)

static const comparison_t  comparisons[] = {
    { "StringEquals",             OF_STRING,  string_equals },
    { "StringMatches",            OF_STRING,  string_matches },
    { "StringLessThan",           OF_STRING,  string_less },
    { "StringLessThanEquals",     OF_STRING,  string_less_equals },
    { "StringGreaterThan",        OF_STRING,  string_greater },
    { "StringGreaterThanEquals",  OF_STRING,  string_greater_equals },
    { "NumericEquals",            OF_NUMBER,  number_equals },
    { "NumericLessThan",          OF_NUMBER,  number_less_than },
    { "NumericLessThanEquals",    OF_NUMBER,  number_less_equals },
    { "NumericGreaterThan",       OF_NUMBER,  number_greater },
    { "NumericGreaterThanEquals", OF_NUMBER,  number_greater_equals },
    { "BooleanEquals",            OF_BOOLEAN, boolean_equals },
    { "IsPresent",                OF_BOOLEAN, is_present },
    { "IsNull",                   OF_BOOLEAN, is_null },
    { "IsString",                 OF_BOOLEAN, is_string },
    { "IsNumeric",                OF_BOOLEAN, is_numeric },
    { "IsBoolean",                OF_BOOLEAN, is_boolean }
};

#define COMPARISONS  (sizeof(comparisons) / sizeof(comparisons[0]))


static const comparison_t *
comparison_find(const char *name)
{
    for (size_t i = 0; i < COMPARISONS; i++) {
        if (strcmp(comparisons[i].name, name) == 0) {
            return &comparisons[i];
        }
    }

    return NULL;
}


/* ---- checking ---- */

static bool
why_set(char *why, size_t len, const char *format, const char *name)
{
    snprintf(why, len, format, name);

    return false;
}


static bool
operand_fits(const comparison_t *c, const json_t *value)
{
    return c->operand == OF_STRING ? json_is_string(value)
           : c->operand == OF_NUMBER ? json_is_number(value)
           : json_is_boolean(value);
}


static bool
comparison_check(const json_t *rule, char *why, size_t len)
{
    const char  *key, *variable;
    json_t      *value;
    unsigned     n = 0;

    variable = json_string_value(json_object_get(rule, "Variable"));

    if (!asl_path_is(variable)) {
        return why_set(why, len, "%s must be a path such as $.mediaType",
                       "Variable");
    }

    json_object_foreach((json_t *) rule, key, value) {
        const comparison_t  *c = comparison_find(key);

        if (strcmp(key, "Variable") == 0 || strcmp(key, "Next") == 0
            || strcmp(key, "Comment") == 0)
        {
            continue;
        }

        if (c == NULL) {
            return why_set(why, len, "\"%.60s\" is not a comparison of the "
                           "subset (see docs/MEDIA.md)", key);
        }

        if (!operand_fits(c, value)) {
            return why_set(why, len, "%s needs a value of its type", key);
        }

        n++;
    }

    return n == 1 || why_set(why, len, "a rule on \"%.60s\" needs exactly one "
                             "comparison", variable);
}


static bool
rule_check(const json_t *rule, unsigned depth, char *why, size_t len)
{
    static const char *const  lists[] = { "And", "Or" };

    if (!json_is_object(rule) || depth > NESTING_MAX) {
        return why_set(why, len, "a rule must be an object, nested at most "
                       "%s deep", "8");
    }

    if (json_object_get(rule, "Not") != NULL) {
        return rule_check(json_object_get(rule, "Not"), depth + 1, why, len);
    }

    for (int k = 0; k < 2; k++) {
        const json_t  *list = json_object_get(rule, lists[k]);
        size_t         i;
        json_t        *one;

        if (list == NULL) {
            continue;
        }

        if (json_array_size(list) == 0) {
            return why_set(why, len, "%s needs a list of rules", lists[k]);
        }

        json_array_foreach(list, i, one) {
            if (!rule_check(one, depth + 1, why, len)) {
                return false;
            }
        }

        return true;
    }

    return comparison_check(rule, why, len);
}


bool
asl_choice_check(const json_t *rule, bool top, char *why, size_t len)
{
    if (top && !json_is_string(json_object_get(rule, "Next"))) {
        return why_set(why, len, "a rule needs %s", "\"Next\"");
    }

    return rule_check(rule, 0, why, len);
}


/* ---- evaluating ---- */

static bool
list_is(const json_t *list, bool all, const json_t *data,
    const json_t *context)
{
    size_t   i;
    json_t  *one;

    json_array_foreach(list, i, one) {
        if (asl_choice_is(one, data, context) != all) {
            return !all;
        }
    }

    return all;
}


bool
asl_choice_is(const json_t *rule, const json_t *data, const json_t *context)
{
    const json_t  *list;
    const char    *variable;

    if ((list = json_object_get(rule, "Not")) != NULL) {
        return !asl_choice_is(list, data, context);
    }

    if ((list = json_object_get(rule, "And")) != NULL) {
        return list_is(list, true, data, context);
    }

    if ((list = json_object_get(rule, "Or")) != NULL) {
        return list_is(list, false, data, context);
    }

    variable = json_string_value(json_object_get(rule, "Variable"));

    for (size_t i = 0; i < COMPARISONS; i++) {
        const json_t  *with = json_object_get(rule, comparisons[i].name);

        if (with != NULL) {
            return comparisons[i].is(asl_path_get(variable, data, context),
                                     with);
        }
    }

    return false;
}
