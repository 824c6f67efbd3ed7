/*
 * turns - messages put together by speaker, for providers that want user and
 * assistant in turns (Anthropic, Bedrock).  Results of tools are the user's.
 */

#ifndef RELEVO_PROVIDERS_TURNS_H
#define RELEVO_PROVIDERS_TURNS_H

#include "worker/providers/model.h"

/* A block of one message's picture, text, tool call or result; NULL: it cannot
 * be written. */
typedef struct {
    json_t  *(*image)(const model_image_t *image);
    json_t  *(*text)(slice_t text);
    json_t  *(*call)(const model_tool_call_t *call);
    json_t  *(*result)(const model_message_t *m);
} turns_writer_t;

/* [{"role", "content": [blocks]}], results of a turn first in it.  NULL when
 * a block could not be written. */
json_t *turns_write(const model_message_t *messages, unsigned n,
            const turns_writer_t *writer);

#endif
