/*
 * anthropic_request - see anthropic_request.h.
 */

#include "worker/providers/anthropic_request.h"

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/request.h"
#include "worker/providers/turns.h"

#define ANTHROPIC_VERSION  "2023-06-01"


static json_t *
image_block(const model_image_t *image)
{
    json_t  *block = json_object(), *source = json_object();

    body_set(source, "type", json_string("base64"));
    body_set(source, "media_type", json_string(image->mime));
    body_set(source, "data", request_base64(NULL, image->bytes));
    body_set(block, "type", json_string("image"));
    body_set(block, "source", source);

    return body_whole(block);
}


static json_t *
text_block(slice_t text)
{
    json_t  *block = json_object();

    body_set(block, "type", json_string("text"));
    body_set(block, "text", answer_string(text));

    return body_whole(block);
}


static json_t *
call_block(const model_tool_call_t *c)
{
    json_t  *block = json_object();

    body_set(block, "type", json_string("tool_use"));
    body_set(block, "id", answer_string(c->id));
    body_set(block, "name", answer_string(c->name));
    body_set(block, "input", c->arguments == NULL ? json_object()
                             : json_incref(c->arguments));

    return body_whole(block);
}


static json_t *
result_block(const model_message_t *m)
{
    json_t  *block = json_object();

    body_set(block, "type", json_string("tool_result"));
    body_set(block, "tool_use_id", answer_string(m->call_id));
    body_set(block, "content", answer_string(m->text));
    if (m->is_error) {
        body_set(block, "is_error", json_true());
    }

    return body_whole(block);
}


static json_t *
tools_write(json_t *body, const model_request_t *r)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < r->ntools; i++) {
        json_t  *one = json_object();

        body_set(one, "name", json_string(r->tools[i].name));
        body_set(one, "description", json_string(r->tools[i].description));
        body_set(one, "input_schema", answer_schema(r->tools[i].schema));

        if (body_failed(one)) {
            body_set(body, "tools", NULL);
        }
        (void) json_array_append_new(list, one);
    }

    return list;
}


static json_t *
tool_choice_write(model_tool_choice_t choice)
{
    json_t  *object = json_object();

    body_set(object, "type", json_string(choice == MODEL_TOOLS_NONE ? "none"
                             : choice == MODEL_TOOLS_REQUIRED ? "any"
                             : "auto"));

    return object;
}


static json_t *
format_write(const model_request_t *r)
{
    json_t  *config = json_object(), *format = json_object();

    body_set(format, "type", json_string("json_schema"));
    body_set(format, "schema", answer_schema(r->schema));
    body_set(config, "format", format);

    return config;
}


static json_t *
body_write(const provider_call_t *call, const provider_account_t *account)
{
    static const turns_writer_t  writer = {
        image_block, text_block, call_block, result_block
    };
    const model_request_t       *r = call->chat;
    json_t                      *body = json_object();
    unsigned                     max = r->max_tokens == 0
                                       ? MODEL_TOKENS_DEFAULT : r->max_tokens;

    body_set(body, "model", json_string(call->model));
    body_set(body, "max_tokens", json_integer(max));
    body_set(body, "messages", turns_write(r->messages, r->n, &writer));

    if (r->system.len > 0) {
        body_set(body, "system", answer_string(r->system));
    }

    request_sampling(body, account, "temperature", "top_p");

    if (r->ntools > 0) {
        body_set(body, "tools", tools_write(body, r));
        body_set(body, "tool_choice", tool_choice_write(r->tool_choice));
    }

    if (r->schema != NULL) {
        body_set(body, "output_config", format_write(r));
    }

    if (call->stream) {
        body_set(body, "stream", json_true());
    }

    return body;
}


rc_t
anthropic_request_write(provider_call_t *call,
    const provider_account_t *account, http_request_t *ret_http)
{
    headers_t    headers = headers_new(call->pool);
    const char  *version = request_setting(account, "version");

    headers_add(&headers, "Content-Type", SLICE_LIT("application/json"));
    headers_add(&headers, "anthropic-version", *version == '\0'
                ? SLICE_LIT(ANTHROPIC_VERSION) : slice_str(version));
    if (account->key.len > 0) {
        headers_add(&headers, "x-api-key", account->key);
    }

    return request_post(call, request_url(call, account, "/v1/messages"),
                        &headers, body_write(call, account), ret_http);
}
