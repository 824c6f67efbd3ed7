/*
 * memory - see memory.h.
 *
 * The summary is rolled before messages fall out of `recent` (ten of the
 * customer's): every fifth turn of a long conversation, not in each.
 */

#include "worker/answer/memory.h"

#include <string.h>

#include "worker/answer/context.h"
#include "worker/answer/profile.h"
#include "worker/answer/retell.h"
#include "worker/answer/summary.h"
#include "worker/jsonx.h"
#include "worker/nlu/slots.h"

#define ROLL_AFTER   8                  /* messages that no summary has */
#define ROLL_LEAVES  3                  /* of them, the newest, stay whole */
#define TOPICS_MAX   5

/* Intents that are no topic of a conversation. */
static const char *const  no_topics[] = {
    "greeting", "thanks_goodbye", "other", "human_agent"
};


json_t *
memory_effect(job_t *j, turn_t *t, const char *name)
{
    json_t  *effect;

    if (t->effects == NULL) {
        t->effects = pool_json(j->pool, json_object());
    }

    effect = json_object_get(t->effects, name);

    if (effect == NULL && t->effects != NULL) {
        effect = json_object();
        json_object_set_new(t->effects, name, effect);
    }

    return effect;
}


static void
learn_profile(job_t *j, turn_t *t)
{
    json_t  *patch = profile_learn(j->pool, t->text, t->language,
                                   context_profile(t));
    json_t  *effect = patch == NULL ? NULL : memory_effect(j, t, "profile");

    if (effect != NULL) {
        json_object_update(effect, patch);
    }
}


static void
learn_topic(job_t *j, turn_t *t)
{
    const char    *name = t->u.intent.name;
    const json_t  *known = context_topics(t);
    json_t        *topics, *topic, *effect;
    size_t         i;

    if (t->from_seq == 1) {             /* most conversations are one question:
                                           no row for them */
        return;
    }

    for (i = 0; i < sizeof(no_topics) / sizeof(no_topics[0]); i++) {
        if (name[0] == '\0' || strcmp(name, no_topics[i]) == 0) {
            return;
        }
    }

    topic = json_array_get(known, 0);
    effect = topic != NULL && strcmp(json_string_value(topic), name) == 0
             ? NULL : memory_effect(j, t, "memory");

    if (effect == NULL) {
        return;
    }

    topics = json_array();
    json_array_append_new(topics, json_string(name));

    json_array_foreach((json_t *) known, i, topic) {
        if (json_array_size(topics) < TOPICS_MAX
            && strcmp(json_string_value(topic), name) != 0)
        {
            json_array_append(topics, topic);
        }
    }

    json_object_set_new(effect, "topics", topics);
}


/* What of `recent` no summary has yet, up to message `to`. */

static unsigned
recent_between(const turn_t *t, int64_t from, int64_t to, said_t *said)
{
    unsigned  n = 0;
    size_t    i;
    json_t   *m;

    json_array_foreach(json_object_get(t->context, "recent"), i, m) {
        int64_t  seq = jsonx_int(m, "seq");

        if (seq > from && seq <= to && n < CONTEXT_SAID_MAX) {
            said[n++] = (said_t) {
                .customer = strcmp(jsonx_str(m, "role"), "customer") == 0,
                .text = slice_str(jsonx_str(m, "text")),
                .at_ms = (uint64_t) jsonx_int(m, "at_ms")
            };
        }
    }

    return n;
}


static void
learn_summary(job_t *j, turn_t *t)
{
    int64_t   done = t->from_seq - 1, seq = context_summary_seq(t);
    said_t    said[CONTEXT_SAID_MAX];
    slice_t   before, summary;
    json_t   *effect;
    unsigned  n;

    if (done - seq < ROLL_AFTER) {
        return;
    }

    n = recent_between(t, seq, done - ROLL_LEAVES, said);
    before = slice_str(context_summary(t));
    summary = summary_roll(j->pool, before, said, n);
    effect = summary.data == NULL ? NULL : memory_effect(j, t, "memory");

    if (effect != NULL) {
        json_object_set_new(effect, "summary",
                            json_stringn((const char *) summary.data,
                                         summary.len));
        json_object_set_new(effect, "summary_seq",
                            json_integer(done - ROLL_LEAVES));
        retell_want(j, t, before, said, n, done - ROLL_LEAVES);
    }
}


static void
learn_rating(job_t *j, turn_t *t)
{
    if (t->effects == NULL) {
        t->effects = pool_json(j->pool, json_object());
    }

    if (t->effects != NULL) {
        json_object_set_new(t->effects, "rating", json_integer(t->rating));
    }
}


/* The order that somebody who gets a ticket has named last: the first thing
 * that a person looks up. */

static void
learn_order(job_t *j, turn_t *t)
{
    said_t    said[CONTEXT_SAID_MAX];
    unsigned  n = context_said(t, true, said);

    while (n-- > 0) {
        slot_t    slots[SLOTS_MAX];
        fold_t    fold;
        unsigned  found;

        if (!said[n].customer) {
            continue;
        }

        fold_text(said[n].text, &fold);
        found = slots_find(said[n].text, &fold, &(slot_facts_t) { 0 }, slots);

        for (unsigned i = found; i-- > 0;) {
            json_t  *told = slots[i].kind == SLOT_ORDER_ID
                            ? memory_effect(j, t, "handoff") : NULL;

            if (told != NULL) {
                json_object_set_new(told, "order_id",
                                    json_string(slots[i].value));
                return;
            }
        }
    }
}


void
memory_learn(job_t *j, turn_t *t)
{
    if (t->rating > 0) {                /* of a person, and nothing else */
        learn_rating(j, t);
        return;
    }

    if (t->transition != NULL
        && strcmp(t->transition, "pending_handoff") == 0)
    {
        learn_order(j, t);
    }

    if (t->text.len > 0) {
        learn_profile(j, t);
        learn_topic(j, t);
    }

    learn_summary(j, t);
}
