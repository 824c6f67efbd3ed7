/*
 * rules - see rules.h.  Every member of the JSON is looked at; one that is
 * unknown is refused, so that a typing error is not a rule that never holds.
 */

#include "worker/decide/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/decide/own_words.h"
#include "worker/decide/topics.h"
#include "worker/jsonx.h"
#include "worker/nlu/task.h"

#define NUMBER_MAX  1e6                 /* sums of them stay numbers */

typedef struct {
    const patterns_t  *p;
    rules_t           *rules;           /* that are made */
    const char        *rule;            /* id, for messages */
    char              *err;
    size_t             err_len;
} checking_t;

static const char *const  priorities[] = {
    "low", "medium", "high", "urgent", NULL
};

static const char *const  scopes[] = { "last", "before", "any", NULL };


const char *
priority_name(priority_t priority)
{
    return priorities[priority];
}


static bool
refuse(const checking_t *c, const char *fmt, ...)
{
    char     what[160];
    va_list  args;

    va_start(args, fmt);
    vsnprintf(what, sizeof(what), fmt, args);
    va_end(args);

    snprintf(c->err, c->err_len, "rule \"%s\": %s", c->rule, what);
    return false;
}


static int
name_index(const char *const *names, const char *name)
{
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }

    return -1;
}


/* Every member is one of `known` (NULL-terminated). */

static bool
members_known(const checking_t *c, const json_t *object,
    const char *const *known)
{
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) object, key, value) {
        if (name_index(known, key) < 0) {
            return refuse(c, "\"%s\" is not known here", key);
        }
    }

    return true;
}


/* ---- conditions ---- */

/* A list of names to bits; index() gives the bit of a name, or -1. */

static bool
names_bits(const checking_t *c, const json_t *list, const char *what,
    int (*index)(const checking_t *c, const char *name), uint64_t *ret_bits)
{
    uint64_t  bits = 0;
    json_t   *item;
    size_t    i;

    if (!json_is_array(list) || json_array_size(list) == 0) {
        return refuse(c, "\"%s\" must be a list of names", what);
    }

    json_array_foreach((json_t *) list, i, item) {
        const char  *name = json_string_value(item);
        int          bit = name != NULL ? index(c, name) : -1;

        if (bit < 0) {
            return refuse(c, "\"%s\" is no %s", name != NULL ? name : "?",
                          what);
        }
        bits |= 1ull << bit;
    }

    *ret_bits = bits;
    return true;
}


static int
pack_index(const checking_t *c, const char *name)
{
    return patterns_pack(c->p, name);
}


static int
topic_index(const checking_t *c, const char *name)
{
    (void) c;
    return topic_find(name);
}


static int
sentiment_index(const checking_t *c, const char *name)
{
    (void) c;
    return name_index(rule_sentiments, name);
}


static int
reason_index(const checking_t *c, const char *name)
{
    (void) c;
    return name_index(tasks[TASK_ESCALATION].classes, name);
}


static bool
number_read(const checking_t *c, const json_t *when, const char *key,
    double fallback, double *ret)
{
    const json_t  *value = json_object_get(when, key);

    *ret = fallback;
    if (value == NULL) {
        return true;
    }

    if (!json_is_number(value)) {
        return refuse(c, "\"%s\" must be a number", key);
    }

    *ret = json_number_value(value);
    if (*ret < -NUMBER_MAX || *ret > NUMBER_MAX) {
        return refuse(c, "\"%s\" must be from -1000000 to 1000000", key);
    }

    return true;
}


static bool
scope_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    const json_t  *scope = json_object_get(when, "scope");
    int            i = scope == NULL ? SCOPE_LAST
                       : name_index(scopes, jsonx_str(when, "scope"));

    if (i < 0) {
        return refuse(c, "\"scope\" is last, before or any");
    }

    ret->scope = (scope_t) i;
    return true;
}


static bool
keyword_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    static const char *const  known[] = {
        "keyword", "scope", "unless", "negated", "not", NULL
    };

    const json_t  *unless = json_object_get(when, "unless");

    if (!members_known(c, when, known)
        || !names_bits(c, json_object_get(when, "keyword"), "keyword",
                       pack_index, &ret->packs)
        || (unless != NULL && !names_bits(c, unless, "unless", pack_index,
                                          &ret->unless)))
    {
        return false;
    }

    ret->negated = jsonx_true(when, "negated");
    return scope_read(c, when, ret);
}


/* The phrases of a condition, behind those of the others. */

static bool
phrases_read(const checking_t *c, const json_t *list, condition_t *ret)
{
    rules_t  *rules = c->rules;
    size_t    i;
    json_t   *item;

    if (!json_is_array(list) || json_array_size(list) == 0
        || json_array_size(list) > OWN_LIST_MAX)
    {
        return refuse(c, "\"words\" must be a list of 1 to %d phrases",
                      OWN_LIST_MAX);
    }

    if (rules->nwords + json_array_size(list) > OWN_WORDS_MAX) {
        return refuse(c, "more than %d phrases in \"words\"", OWN_WORDS_MAX);
    }

    ret->words = rules->nwords;
    ret->nwords = (unsigned) json_array_size(list);

    json_array_foreach((json_t *) list, i, item) {
        if (json_string_length(item) == 0
            || json_string_length(item) > OWN_BYTES_MAX)
        {
            return refuse(c, "a phrase of \"words\" has 1 to %d letters",
                          OWN_BYTES_MAX);
        }

        own_phrase_add(rules, slice_str(json_string_value(item)));
    }

    return true;
}


static bool
words_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    static const char *const  known[] = {
        "words", "scope", "negated", "not", NULL
    };

    ret->negated = jsonx_true(when, "negated");
    return members_known(c, when, known) && scope_read(c, when, ret)
           && phrases_read(c, json_object_get(when, "words"), ret);
}


static bool
named_read(const checking_t *c, const json_t *when, const char *key,
    int (*index)(const checking_t *c, const char *name), condition_t *ret)
{
    const char *const  known[] = { key, "at_least", "not", NULL };
    uint64_t           bits;

    if (!members_known(c, when, known)
        || !names_bits(c, json_object_get(when, key), key, index, &bits)
        || !number_read(c, when, "at_least", 0, &ret->number))
    {
        return false;
    }

    ret->names = (uint32_t) bits;
    return true;
}


static bool
signal_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    static const char *const  known[] = { "signal", "at_least", "not", NULL };

    int  i = name_index(signal_names, jsonx_str(when, "signal"));

    if (i < 0) {
        return refuse(c, "\"%s\" is no signal", jsonx_str(when, "signal"));
    }

    ret->signal = (unsigned) i;
    return members_known(c, when, known)
           && number_read(c, when, "at_least", 1, &ret->number);
}


/* One number under its own name: {"length": 12}. */

static bool
plain_read(const checking_t *c, const json_t *when, const char *key,
    condition_t *ret)
{
    const char *const  known[] = { key, "not", NULL };

    return members_known(c, when, known)
           && number_read(c, when, key, 0, &ret->number);
}


static bool
act_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    static const char *const  known[] = { "act", "not", NULL };
    int  i = name_index(rule_acts, jsonx_str(when, "act"));

    if (i < 0) {
        return refuse(c, "\"%s\" is no act", jsonx_str(when, "act"));
    }

    strcpy(ret->act, rule_acts[i]);
    return members_known(c, when, known);
}


static bool
condition_read(const checking_t *c, const json_t *when, condition_t *ret)
{
    static const struct { const char *key; when_kind_t kind; } kinds[] = {
        { "keyword", WHEN_KEYWORD }, { "sentiment", WHEN_SENTIMENT },
        { "intent", WHEN_INTENT }, { "confidence_below", WHEN_CONFIDENCE },
        { "length_over", WHEN_LENGTH }, { "failures", WHEN_FAILURES },
        { "signal", WHEN_SIGNAL }, { "act", WHEN_ACT },
        { "learned", WHEN_LEARNED }, { "nobody", WHEN_NOBODY },
        { "words", WHEN_WORDS }
    };

    const char  *key = NULL;

    memset(ret, 0, sizeof(*ret));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (json_object_get(when, kinds[i].key) != NULL) {
            key = kinds[i].key;
            ret->kind = kinds[i].kind;
            break;
        }
    }

    ret->negate = jsonx_true(when, "not");

    if (key == NULL) {
        return refuse(c, "a condition of no kind that is known");
    }

    switch (ret->kind) {
    case WHEN_KEYWORD:
        return keyword_read(c, when, ret);
    case WHEN_SENTIMENT:
        return named_read(c, when, key, sentiment_index, ret);
    case WHEN_INTENT:
        return named_read(c, when, key, topic_index, ret);
    case WHEN_LEARNED:
        return named_read(c, when, key, reason_index, ret);
    case WHEN_SIGNAL:
        return signal_read(c, when, ret);
    case WHEN_ACT:
        return act_read(c, when, ret);
    case WHEN_WORDS:
        return words_read(c, when, ret);
    case WHEN_CONFIDENCE: case WHEN_LENGTH: case WHEN_FAILURES:
    case WHEN_NOBODY:
        return plain_read(c, when, key, ret);
    }

    return false;
}


/* ---- a rule ---- */

static bool
name_read(const checking_t *c, const json_t *rule, const char *key,
    const char *fallback, char *buf, size_t len)
{
    const json_t  *value = json_object_get(rule, key);
    const char    *s = value == NULL ? fallback : json_string_value(value);

    if (s == NULL || strlen(s) >= len) {
        return refuse(c, "\"%s\" must be a name of 1 to %zu letters", key,
                      len - 1);
    }

    strcpy(buf, s);
    return true;
}


/* How well the rule knows what it is about: only of one that names it. */

static bool
about_read(const checking_t *c, const json_t *rule, escalation_rule_t *ret)
{
    double  about;

    if (!number_read(c, rule, "about", 0, &about)) {
        return false;
    }

    if (about < 0 || about > ABOUT_MAX || about != (int) about) {
        return refuse(c, "\"about\" is a whole number, 0 to %d", ABOUT_MAX);
    }

    if (about > 0 && ret->topic < 0) {
        return refuse(c, "\"about\" without a \"topic\"");
    }

    ret->about = (unsigned) about;
    return true;
}


static bool
effect_read(const checking_t *c, const json_t *rule, escalation_rule_t *ret)
{
    const char  *priority = jsonx_str(rule, "priority");
    const char  *topic = jsonx_str(rule, "topic");
    int          i = *priority == '\0' ? PRIORITY_MEDIUM
                     : name_index(priorities, priority);

    if (i < 0) {
        return refuse(c, "\"priority\" is low, medium, high or urgent");
    }

    ret->priority = (priority_t) i;
    ret->topic = *topic == '\0' ? -1 : topic_find(topic);
    if (*topic != '\0' && ret->topic < 0) {
        return refuse(c, "\"%s\" is no intent", topic);
    }

    ret->hard = jsonx_true(rule, "hard");
    if (!number_read(c, rule, "points", 0, &ret->points)
        || !about_read(c, rule, ret))
    {
        return false;
    }

    if (!ret->hard && ret->points == 0 && ret->about == 0) {
        return refuse(c, "neither \"hard\" nor \"points\" nor \"about\"");
    }

    return name_read(c, rule, "reason", ret->id, ret->reason,
                     sizeof(ret->reason))
           && name_read(c, rule, "skill", "", ret->skill,
                        sizeof(ret->skill));
}


static bool
rule_read(checking_t *c, const json_t *rule, escalation_rule_t *ret)
{
    static const char *const  known[] = {
        "id", "when", "hard", "points", "priority", "topic", "about",
        "skill", "reason", NULL
    };

    const json_t  *when = json_object_get(rule, "when");
    size_t         n = json_array_size(when);

    memset(ret, 0, sizeof(*ret));
    c->rule = jsonx_str(rule, "id");
    if (*c->rule == '\0') {
        return refuse(c, "a rule without an \"id\"");
    }

    if (n == 0 || n > CONDITIONS_MAX) {
        return refuse(c, "\"when\" must be a list of 1 to %d conditions",
                      CONDITIONS_MAX);
    }

    if (!name_read(c, rule, "id", NULL, ret->id, sizeof(ret->id))
        || !members_known(c, rule, known) || !effect_read(c, rule, ret))
    {
        return false;
    }

    for (size_t i = 0; i < n; i++) {
        if (!condition_read(c, json_array_get(when, i), &ret->when[i])) {
            return false;
        }
    }

    ret->nwhen = (unsigned) n;
    return true;
}


static bool
id_twice(const rules_t *rules, const char *id)
{
    for (unsigned i = 0; i < rules->n; i++) {
        if (strcmp(rules->rules[i].id, id) == 0) {
            return true;
        }
    }

    return false;
}


static uint32_t
json_hash(const json_t *json)
{
    char      *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
    uint32_t   h = 2166136261u;

    for (const char *s = text; s != NULL && *s != '\0'; s++) {
        h = (h ^ (uint8_t) *s) * 16777619u;
    }

    jsonx_free(text);
    return h;
}


static bool
rules_read(checking_t *c, const json_t *json, rules_t *rules)
{
    static const char *const  known[] = {
        "version", "threshold", "rules", NULL
    };

    const json_t  *list = json_object_get(json, "rules");
    json_t        *rule;
    size_t         i;

    if (!json_is_object(json) || !json_is_array(list)
        || json_array_size(list) == 0)
    {
        return refuse(c, "\"rules\" must be a list, and not empty");
    }

    if (json_array_size(list) > RULES_MAX) {
        return refuse(c, "more than %d rules", RULES_MAX);
    }

    if (!members_known(c, json, known)
        || !number_read(c, json, "threshold", 50, &rules->threshold))
    {
        return false;
    }

    rules->version = jsonx_int(json, "version");
    rules->hash = json_hash(list);

    json_array_foreach((json_t *) list, i, rule) {
        if (!rule_read(c, rule, &rules->rules[rules->n])) {
            return false;
        }
        if (id_twice(rules, rules->rules[rules->n].id)) {
            return refuse(c, "the id stands twice");
        }
        rules->n++;
    }

    return true;
}


rules_t *
rules_load(const json_t *json, const patterns_t *p, char *err, size_t err_len)
{
    rules_t    *rules = calloc(1, sizeof(rules_t));
    checking_t  c = {
        .p = p, .rules = rules, .rule = "", .err = err, .err_len = err_len
    };

    if (rules == NULL) {
        snprintf(err, err_len, "out of memory");
        return NULL;
    }

    if (!rules_read(&c, json, rules)) {
        free(rules);
        return NULL;
    }

    return rules;
}
