/*
 * bedrock_request - see bedrock_request.h.
 *
 * Converse has no structured output of its own: a schema becomes a sentence of
 * the system text, and the answer is checked against it like everybody's.
 */

#include "worker/providers/bedrock_request.h"

#include "worker/providers/answer.h"
#include "worker/providers/aws.h"
#include "worker/providers/sigv4.h"
#include "worker/providers/turns.h"


/* {"key": value}; steals value. */

static json_t *
object_of(const char *key, json_t *value)
{
    json_t  *object = json_object();

    body_set(object, key, value);

    return object;
}


static json_t *
image_block(const model_image_t *image)
{
    json_t  *one = json_object();

    body_set(one, "format", json_string(strcmp(image->mime, "image/png") == 0
                                        ? "png" : "jpeg"));
    body_set(one, "source", object_of("bytes", request_base64(NULL,
                                                      image->bytes)));

    return body_whole(object_of("image", one));
}


static json_t *
text_block(slice_t text)
{
    return body_whole(object_of("text", answer_string(text)));
}


static json_t *
call_block(const model_tool_call_t *c)
{
    json_t  *use = json_object();

    body_set(use, "toolUseId", answer_string(c->id));
    body_set(use, "name", answer_string(c->name));
    body_set(use, "input", c->arguments == NULL ? json_object()
                           : json_incref(c->arguments));

    return body_whole(object_of("toolUse", use));
}


static json_t *
result_block(const model_message_t *m)
{
    json_t  *result = json_object(), *content = json_array();
    json_t  *text = text_block(m->text);

    if (text == NULL) {
        body_set(result, "content", NULL);
    } else {
        (void) json_array_append_new(content, text);
    }

    body_set(result, "toolUseId", answer_string(m->call_id));
    body_set(result, "content", content);
    body_set(result, "status", json_string(m->is_error ? "error"
                                                       : "success"));

    return body_whole(object_of("toolResult", result));
}


static json_t *
tools_write(json_t *body, const model_request_t *r)
{
    json_t  *config = json_object(), *list = json_array();

    for (unsigned i = 0; i < r->ntools; i++) {
        json_t  *spec = json_object(), *one;

        body_set(spec, "name", json_string(r->tools[i].name));
        body_set(spec, "description", json_string(r->tools[i].description));
        body_set(spec, "inputSchema",
                 object_of("json", answer_schema(r->tools[i].schema)));
        one = object_of("toolSpec", spec);

        if (body_failed(one)) {
            body_set(body, "toolConfig", NULL);
        }
        (void) json_array_append_new(list, one);
    }

    body_set(config, "tools", list);
    body_set(config, "toolChoice",
             object_of(r->tool_choice == MODEL_TOOLS_REQUIRED ? "any"
                       : "auto", json_object()));

    return config;
}


static json_t *
system_write(const provider_call_t *call)
{
    const model_request_t  *r = call->chat;
    json_t                 *list = json_array(), *block;
    const char             *ask;

    if (r->system.len > 0) {
        block = text_block(r->system);
        if (block == NULL) {
            json_decref(list);
            return NULL;
        }
        (void) json_array_append_new(list, block);
    }

    if (r->schema != NULL) {
        ask = pool_printf(call->pool, "Answer with one JSON value and nothing"
                          " else. It must fit this JSON schema: %s",
                          r->schema);
        block = ask == NULL ? NULL : text_block(slice_str(ask));
        if (block != NULL) {
            (void) json_array_append_new(list, block);
        }
    }

    return list;
}


static json_t *
body_write(const provider_call_t *call, const provider_account_t *account)
{
    static const turns_writer_t  writer = {
        image_block, text_block, call_block, result_block
    };
    const model_request_t       *r = call->chat;
    json_t                      *body = json_object(), *config = json_object();
    unsigned                     max = r->max_tokens == 0
                                       ? MODEL_TOKENS_DEFAULT : r->max_tokens;

    body_set(body, "messages", turns_write(r->messages, r->n, &writer));
    body_set(config, "maxTokens", json_integer(max));
    request_sampling(config, account, "temperature", "topP");
    body_set(body, "inferenceConfig", config);

    if (r->system.len > 0 || r->schema != NULL) {
        body_set(body, "system", system_write(call));
    }

    /* there is no toolChoice that forbids: then the tools are not told */

    if (r->ntools > 0 && r->tool_choice != MODEL_TOOLS_NONE) {
        body_set(body, "toolConfig", tools_write(body, r));
    }

    return body;
}


rc_t
bedrock_request_write(provider_call_t *call,
    const provider_account_t *account, http_request_t *ret_http)
{
    const char     *model = uri_encode(call->pool, slice_str(call->model),
                                       false);
    aws_request_t   request = {
        .service = "bedrock", .prefix = "bedrock-runtime",
        .content_type = "application/json",
    };

    request.path = model == NULL ? NULL
                   : pool_printf(call->pool, "/model/%s/%s", model,
                                 call->stream ? "converse-stream"
                                              : "converse");
    if (request.path == NULL) {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    return aws_post(call, account, &request, body_write(call, account),
                    ret_http);
}
