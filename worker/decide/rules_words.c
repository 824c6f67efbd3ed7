/*
 * rules_words - every name that a rule may use, as `relevo migrate` writes
 * them for core.rules_problems(): the API refuses what rules.c would refuse.
 */

#include "worker/decide/rules.h"

#include "worker/decide/topics.h"
#include "worker/nlu/task.h"

const char *const  rule_sentiments[] = {
    "very_negative", "negative", "neutral", "positive", "mixed", "angry",
    "frustrated", "confused", NULL
};

const char *const  rule_acts[] = {
    "none", "greeting", "thanks", "person", "yes", "no", "question",
    "other", NULL
};


static json_t *
names_json(const char *const *names)
{
    json_t  *list = json_array();

    for (size_t i = 0; names[i] != NULL; i++) {
        json_array_append_new(list, json_string(names[i]));
    }

    return list;
}


json_t *
rules_words(const patterns_t *p)
{
    json_t      *packs = json_array(), *intents = json_array();
    const char  *name;

    for (unsigned i = 0; i < patterns_packs(p); i++) {
        json_array_append_new(packs, json_string(patterns_pack_name(p, i)));
    }

    for (unsigned i = 0; (name = topic_name(i)) != NULL; i++) {
        json_array_append_new(intents, json_string(name));
    }

    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "keyword", packs,
        "intent", intents, "learned",
        names_json(tasks[TASK_ESCALATION].classes), "signal",
        names_json(signal_names), "sentiment", names_json(rule_sentiments),
        "act", names_json(rule_acts));
}
