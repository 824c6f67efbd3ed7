/*
 * route - see route.h.
 */

#include "worker/providers/route.h"

#include "worker/jsonx.h"

#define STRONG  0.8

typedef enum { KEY_LIST, KEY_NUMBER } key_type_t;

static const struct { const char *name; key_type_t type; } keys[] = {
    { "language", KEY_LIST }, { "intent", KEY_LIST },
    { "sentiment", KEY_LIST }, { "purpose", KEY_LIST },
    { "min_score", KEY_NUMBER }, { "min_chars", KEY_NUMBER },
    { "max_chars", KEY_NUMBER },
};

#define KEYS  (sizeof(keys) / sizeof(keys[0]))


static bool
list_has(const json_t *list, const char *word)
{
    const json_t  *one;
    size_t         i;

    if (word == NULL) {
        return false;
    }

    if (json_is_string(list)) {
        return strcmp(json_string_value(list), word) == 0;
    }

    json_array_foreach((json_t *) list, i, one) {
        if (json_is_string(one) && strcmp(json_string_value(one), word) == 0) {
            return true;
        }
    }

    return false;
}


static bool
key_matches(const char *key, const json_t *value, const model_ask_t *ask)
{
    double  number = json_number_value(value);

    return strcmp(key, "language") == 0 ? list_has(value, ask->language)
           : strcmp(key, "intent") == 0 ? list_has(value, ask->intent)
           : strcmp(key, "sentiment") == 0 ? list_has(value, ask->sentiment)
           : strcmp(key, "purpose") == 0 ? list_has(value, ask->purpose)
           : strcmp(key, "min_score") == 0 ? ask->sentiment_score >= number
           : strcmp(key, "min_chars") == 0 ? (double) ask->chars >= number
           : strcmp(key, "max_chars") == 0 ? (double) ask->chars <= number
           : false;
}


bool
route_matches(const json_t *match, const model_ask_t *ask)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) match, key, value) {
        if (!key_matches(key, value, ask)) {
            return false;
        }
    }

    return true;
}


static bool
value_is(const json_t *value, key_type_t type)
{
    const json_t  *one;
    size_t         i;

    if (type == KEY_NUMBER || json_is_string(value)) {
        return type == KEY_NUMBER ? json_is_number(value) : true;
    }

    json_array_foreach((json_t *) value, i, one) {
        if (!json_is_string(one)) {
            return false;
        }
    }

    return json_is_array(value);
}


const char *
route_match_error(const json_t *match)
{
    const char  *key;
    json_t      *value;

    if (match == NULL) {
        return NULL;
    }

    if (!json_is_object(match)) {
        return "\"match\" must be an object";
    }

    json_object_foreach((json_t *) match, key, value) {
        size_t  i = 0;

        while (i < KEYS && strcmp(key, keys[i].name) != 0) {
            i++;
        }

        if (i == KEYS) {
            return "\"match\" knows language, intent, sentiment, purpose,"
                   " min_score, min_chars, max_chars";
        }

        if (!value_is(value, keys[i].type)) {
            return keys[i].type == KEY_NUMBER
                   ? "min_score, min_chars, max_chars are numbers"
                   : "a match is a string or a list of them";
        }
    }

    return NULL;
}


/* ---- picking ---- */

/* Not every model of a provider that can sees: its account says which. */
static bool
account_can(const setup_account_t *a, unsigned caps)
{
    return (a->provider->caps & caps) == caps
           && (!(caps & PROVIDER_VISION)
               || *jsonx_str(a->settings, "vision") != '\0');
}


static const setup_account_t *
account_named(const setup_t *setup, const char *name, unsigned caps)
{
    for (unsigned i = 0; i < setup->n; i++) {
        const setup_account_t  *a = &setup->accounts[i];

        if ((name == NULL || strcmp(a->name, name) == 0)
            && account_can(a, caps))
        {
            return a;
        }
    }

    return NULL;
}


static const char *
built_in_rule(const model_ask_t *ask)
{
    static const char *const  complex[] = {
        "technical_support", "billing_dispute", "product_inquiry"
    };
    bool  negative = ask->sentiment != NULL
                     && (strcmp(ask->sentiment, "negative") == 0
                         || strcmp(ask->sentiment, "very_negative") == 0);

    if (negative && ask->sentiment_score > STRONG) {
        return "empathetic";
    }

    for (size_t i = 0; i < sizeof(complex) / sizeof(complex[0]); i++) {
        if (ask->intent != NULL && strcmp(ask->intent, complex[i]) == 0) {
            return "complex";
        }
    }

    return "standard";
}


static bool
route_by_rules(const setup_t *setup, const model_ask_t *ask, unsigned caps,
    route_t *ret_route)
{
    const json_t  *rule;
    size_t         i;

    json_array_foreach((json_t *) setup->rules, i, rule) {
        const setup_account_t  *a;

        if (!route_matches(json_object_get(rule, "match"), ask)) {
            continue;
        }

        a = account_named(setup, jsonx_str(rule, "provider"), caps);
        if (a == NULL) {
            continue;                   /* switched off: the next rule */
        }

        *ret_route = (route_t) { a, jsonx_str(rule, "model"),
                                 jsonx_str(rule, "name") };
        if (*ret_route->model == '\0') {
            ret_route->model = a->model;
        }
        return true;
    }

    return false;
}


static bool
route_any(const setup_t *setup, const model_ask_t *ask, unsigned caps,
    route_t *ret_route)
{
    const setup_account_t  *a;
    const char             *rule, *model;

    if (ask->account == NULL && route_by_rules(setup, ask, caps, ret_route)) {
        return true;
    }

    a = account_named(setup, ask->account, caps);
    if (a == NULL) {
        return false;
    }

    rule = built_in_rule(ask);
    model = jsonx_str(json_object_get(a->settings, "models"), rule);
    *ret_route = (route_t) { a, *model != '\0' ? model : a->model,
                             *model != '\0' ? rule : "" };

    return true;
}


bool
route_pick(const setup_t *setup, const model_ask_t *ask, unsigned caps,
    route_t *ret_route)
{
    if (!route_any(setup, ask, caps, ret_route)) {
        return false;
    }

    if (caps & PROVIDER_VISION) {
        ret_route->model = jsonx_str(ret_route->account->settings, "vision");
    }

    return true;
}
