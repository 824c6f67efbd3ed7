/*
 * 50_reply - what to say, in the right tone, in parts the channel can carry.
 *
 * In:   turn->reply_text.   Out: turn->parts (pool-owned), effects, pace_ms.
 *
 * Who is angry hears an apology first, who is lost fewer words, and when it
 * goes badly a person is offered (worker/answer/mood.h); a model was told so
 * and is not corrected.  What the turn leaves to remember is memory.h's.
 *
 * A tenant whose flag human_handoff is off has nobody who could take over: what
 * would have handed over or offered a person says so and stays the bot's.
 *
 * An answer to a greeting with a question, the first of a conversation, has
 * a hello in front.  The first part quotes the newest message when it would
 * not be clear what is answered: several messages in one turn, or a late
 * reply (LATE_US).  No calls.
 */

#include "worker/answer/context.h"
#include "worker/answer/memory.h"
#include "worker/answer/mood.h"
#include "worker/answer/texts.h"
#include "worker/channels/channel.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

#define LATE_US       (60 * 1000000ll)
#define TEXT_MAX_ANY  4096              /* of a channel that is gone */


/* Nobody is there to take over: no hand-over, no offer.  What a model has said
 * stands, it was not asked to offer anybody. */

static void
reply_alone(turn_t *t)
{
    bool       over = t->transition != NULL
                      && strcmp(t->transition, "pending_handoff") == 0;
    text_id_t  text = t->words == WORDS_UNREAD ? TEXT_UNREADABLE_ALONE
                                               : TEXT_ALONE;

    if ((!over && !t->ask_person) || context_flag(t, "human_handoff")) {
        return;
    }

    t->transition = NULL;
    t->ask_person = false;

    if (over || !t->by_model) {
        t->reply_text = texts_get(t->language, text);
        json_object_set_new(t->evidence, "text",
                            json_string(texts_key(text)));
    }
}


/* Only where something is at stake: a question, a wish, a hand-over. */

static bool
mood_matters(const turn_t *t)
{
    return !t->by_model && t->words == WORDS_TEXT
           && (t->look_up || t->transition != NULL);
}


static slice_t
reply_in_mood(job_t *j, turn_t *t, slice_t text)
{
    mood_t  mood = mood_of(&t->u);
    bool    offered = t->ask_person || t->transition != NULL;

    mood.offer_person &= context_flag(t, "human_handoff");

    if (!mood_matters(t)
        || !(mood.apologise || mood.simplify || mood.offer_person))
    {
        return text;
    }

    json_object_set_new(t->evidence, "mood",
                        json_string(mood_name(j->pool, mood)));
    t->ask_person = t->ask_person
                    || (mood.offer_person && t->transition == NULL);

    return mood_say(j->pool, mood, t->language, text, offered);
}


static slice_t
reply_whole(job_t *j, turn_t *t)
{
    const json_t  *conversation = json_object_get(t->context, "conversation");
    slice_t        text = reply_in_mood(j, t, slice_str(t->reply_text));

    if (t->greeted && t->hits != NULL && !t->ask_person && !t->by_model
        && t->transition == NULL && jsonx_int(conversation, "done_seq") == 0)
    {
        text = slice_str(pool_printf(j->pool, "%s %.*s",
                         texts_get(t->language, TEXT_HELLO), (int) text.len,
                         (const char *) text.data));
    }

    return pool_copy(j->pool, text);
}


/* As long as typing it would take, where the tenant wants it to look so. */

static uint64_t
reply_pace_ms(const turn_t *t, slice_t whole)
{
    uint64_t  ms = text_length(whole, TEXT_CODE_POINTS)
                   * (uint64_t) config_int("reply.pacing_per_char");
    uint64_t  max = (uint64_t) config_int("reply.pacing_max");

    if (!context_switch(t, "pacing", config_bool("reply.pacing"))) {
        return 0;
    }

    return ms < max ? ms : max;
}


/* Provider id of the message to quote, or empty. */

static slice_t
reply_quotes(const turn_t *t)
{
    const json_t  *messages = json_object_get(t->context, "messages");
    size_t         n = json_array_size(messages);
    const json_t  *last = json_array_get(messages, n - 1);
    int64_t        age_us = (int64_t) unix_us()
                            - jsonx_int(last, "at_ms") * 1000;

    return n > 1 || age_us > LATE_US
           ? slice_str(jsonx_str(last, "provider_id")) : SLICE_NULL;
}


rc_t
reply_start(job_t *j)
{
    turn_t           *t = job_turn(j);
    const channel_t  *channel = channel_find(slice_str(t->channel));
    slice_t           parts[TURN_PARTS_MAX], whole;
    size_t            max = TEXT_MAX_ANY;
    text_unit_t       unit = TEXT_CODE_POINTS;

    t->nparts = 0;
    memory_learn(j, t);

    if (t->outcome != OUTCOME_OK || t->reply_text == NULL) {
        return RC_DECLINED;
    }

    reply_alone(t);
    whole = reply_whole(j, t);
    if (whole.data == NULL) {
        return job_fail(j, RC_RETRY, "reply: pool is full");
    }

    t->pace_ms = reply_pace_ms(t, whole);

    if (channel != NULL) {
        max = channel->text_max;
        unit = channel->text_unit;
    }

    t->nparts = text_split(whole, max, unit, parts, TURN_PARTS_MAX);

    for (unsigned i = 0; i < t->nparts; i++) {
        t->parts[i] = (reply_part_t) { .text = pool_copy(j->pool, parts[i]) };
        if (t->parts[i].text.data == NULL) {
            return job_fail(j, RC_RETRY, "reply: pool is full");
        }
    }

    if (t->nparts > 0) {
        t->parts[0].reply_to = reply_quotes(t);
    }

    return RC_OK;
}
