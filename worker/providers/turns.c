/*
 * turns - see turns.h.
 */

#include "worker/providers/turns.h"


static const char *
role_of(const model_message_t *m)
{
    return m->role == MODEL_ASSISTANT ? "assistant" : "user";
}


/* Steals block; a NULL one makes it false. */

static bool
block_add(json_t *content, json_t *block)
{
    return block != NULL && json_array_append_new(content, block) == 0;
}


static bool
message_add(json_t *content, const model_message_t *m,
    const turns_writer_t *writer)
{
    if (m->role == MODEL_TOOL) {
        return block_add(content, writer->result(m));
    }

    if (m->image != NULL && !block_add(content, writer->image(m->image))) {
        return false;
    }

    if (m->text.len > 0 && !block_add(content, writer->text(m->text))) {
        return false;
    }

    for (unsigned i = 0; i < m->ncalls; i++) {
        if (!block_add(content, writer->call(&m->calls[i]))) {
            return false;
        }
    }

    return true;
}


/* Messages from..to are one speaker's: results first, then the rest. */

static bool
turn_add(json_t *content, const model_message_t *from,
    const model_message_t *to, const turns_writer_t *writer)
{
    for (const model_message_t *m = from; m < to; m++) {
        if (m->role == MODEL_TOOL && !message_add(content, m, writer)) {
            return false;
        }
    }

    for (const model_message_t *m = from; m < to; m++) {
        if (m->role != MODEL_TOOL && !message_add(content, m, writer)) {
            return false;
        }
    }

    return true;
}


json_t *
turns_write(const model_message_t *messages, unsigned n,
    const turns_writer_t *writer)
{
    const model_message_t  *end = messages + n, *from = messages, *to;
    json_t                 *list = json_array(), *turn, *content;

    for ( ; from < end; from = to) {
        for (to = from + 1; to < end && role_of(to) == role_of(from); to++) { }

        turn = json_object();
        content = json_array();
        (void) json_object_set_new(turn, "role", json_string(role_of(from)));
        (void) json_object_set_new(turn, "content", content);

        if (!turn_add(content, from, to, writer)) {
            json_decref(turn);
            json_decref(list);
            return NULL;
        }

        if (json_array_size(content) == 0) {
            json_decref(turn);          /* nothing was said */
        } else {
            (void) json_array_append_new(list, turn);
        }
    }

    return list;
}
