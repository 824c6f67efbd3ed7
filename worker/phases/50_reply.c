/*
 * 50_reply - what to say becomes the parts that the channel can carry.
 *
 * In:   turn->reply_text.   Out: turn->parts (pool-owned).
 *
 * An answer to a greeting with a question, the first of a conversation, has
 * a hello in front.  The first part quotes the newest message when it would
 * not be clear what is answered: several messages in one turn, or a late
 * reply (LATE_US).  No calls.
 */

#include "worker/answer/texts.h"
#include "worker/channels/channel.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

#define LATE_US       (60 * 1000000ll)
#define TEXT_MAX_ANY  4096              /* of a channel that is gone */


static slice_t
reply_whole(job_t *j, const turn_t *t)
{
    const json_t  *conversation = json_object_get(t->context, "conversation");
    const char    *text = t->reply_text;

    if (t->greeted && t->hits != NULL && !t->ask_person
        && jsonx_int(conversation, "done_seq") == 0)
    {
        text = pool_printf(j->pool, "%s %s",
                           texts_get(t->language, TEXT_HELLO), text);
    }

    return pool_copy(j->pool, slice_str(text));
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
    if (t->outcome != OUTCOME_OK || t->reply_text == NULL) {
        return RC_DECLINED;
    }

    whole = reply_whole(j, t);
    if (whole.data == NULL) {
        return job_fail(j, RC_RETRY, "reply: pool is full");
    }

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
