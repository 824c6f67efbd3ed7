/*
 * openai - POST {base}/chat/completions: OpenAI, Azure, Ollama, llama.cpp,
 * vLLM and whoever else speaks it.
 *
 * base_url ends where /chat/completions begins ("http://host:11434/v1").
 * Settings of an account:
 *   auth            bearer | api-key (Azure) | none
 *   api_version     Azure: ?api-version=
 *   max_tokens      max_tokens | max_completion_tokens: the name it wants
 *   stream_usage    false: it does not know stream_options
 *   vision          the model that is asked about pictures; none: it sees not
 *
 * A stream ends with [DONE], or with a clean end after a finish_reason: some
 * servers leave [DONE] out.  The tokens come in a last event with no choices.
 */

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/openai_request.h"
#include "worker/providers/providers.h"
#include "worker/providers/sse.h"

typedef struct {
    answer_t  answer;
    sse_t     sse;
    bool      broken;                   /* an event was none */
    bool      failed;                   /* an error event came */
} openai_t;


/* ---- the answer ---- */

static void
openai_usage(provider_call_t *call, const json_t *usage)
{
    if (!json_is_object(usage)) {
        return;
    }

    call->reply->tokens_in = answer_count(usage, "prompt_tokens");
    call->reply->tokens_out = answer_count(usage, "completion_tokens");
    call->reply->tokens_cached =
        answer_count(json_object_get(usage, "prompt_tokens_details"),
                     "cached_tokens");
}


/* tool_calls of a delta, or of a whole message: there without an index. */

static bool
openai_tools(answer_t *a, const json_t *list)
{
    const json_t  *one;
    size_t         i;

    json_array_foreach((json_t *) list, i, one) {
        const json_t  *function = json_object_get(one, "function");
        const json_t  *at = json_object_get(one, "index");
        uint64_t       index = json_is_integer(at)
                               ? (uint64_t) json_integer_value(at) : i;

        if (!answer_tool(a, index, slice_str(jsonx_str(one, "id")),
                         slice_str(jsonx_str(function, "name")))
            || !answer_arguments(a, index,
                         slice_str(jsonx_str(function, "arguments"))))
        {
            return false;
        }
    }

    return true;
}


/* A delta of a stream or the message of a whole answer: the same members. */

static bool
openai_message(answer_t *a, const json_t *message)
{
    if (*jsonx_str(message, "refusal") != '\0') {
        a->refused = true;
    }

    if (*jsonx_str(message, "reasoning_content") != '\0'
        || *jsonx_str(message, "reasoning") != '\0')
    {
        answer_alive(a);
    }

    return answer_text(a, slice_str(jsonx_str(message, "content")))
           && openai_tools(a, json_object_get(message, "tool_calls"));
}


static void
openai_error(openai_t *o, const json_t *error)
{
    provider_call_t  *call = o->answer.call;
    const char       *code = jsonx_str(error, "code");

    code = *code == '\0' ? jsonx_str(error, "type") : code;
    o->failed = true;
    (void) answer_fail(call, RC_RETRY, MODEL_FAILED, "error in the stream",
                       slice_str(code));
}


static bool
openai_take(openai_t *o, const json_t *event, const char *member)
{
    const json_t  *choice = json_array_get(json_object_get(event, "choices"),
                                           0);

    if (json_is_object(json_object_get(event, "error"))) {
        openai_error(o, json_object_get(event, "error"));
        return false;
    }

    openai_usage(o->answer.call, json_object_get(event, "usage"));

    if (choice == NULL) {
        return true;                    /* usage, or a server's own event */
    }

    if (!openai_message(&o->answer, json_object_get(choice, member))) {
        return false;
    }

    answer_stop_reason(&o->answer, jsonx_str(choice, "finish_reason"));

    return true;
}


static bool
openai_event(void *data, slice_t name, slice_t text)
{
    openai_t  *o = data;
    json_t    *event;
    bool       ok;

    (void) name;

    if (slice_eq(text, SLICE_LIT("[DONE]"))) {
        return true;
    }

    event = answer_event(&o->answer, text);
    if (!json_is_object(event)) {
        json_decref(event);
        o->broken = true;
        return false;
    }

    ok = openai_take(o, event, "delta");
    json_decref(event);

    return ok;
}


static rc_t
openai_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    openai_t  *o = pool_alloc(call->pool, sizeof(openai_t));

    if (o == NULL || !answer_in(call, &o->answer)
        || !sse_in(call->pool, &o->sse, PROVIDER_EVENT_MAX, openai_event, o))
    {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = o;

    return openai_request_write(call, account, ret_http);
}


static rc_t
openai_feed(provider_call_t *call, slice_t bytes)
{
    openai_t  *o = call->state;

    if (!call->stream) {
        return buffer_add(&o->answer.body, bytes) ? RC_OK
               : answer_fail(call, RC_RETRY, MODEL_LIED, "answer too large",
                             SLICE_NULL);
    }

    if (sse_feed(&o->sse, bytes)) {
        return RC_OK;
    }

    return o->failed ? RC_RETRY
           : answer_fail(call, RC_RETRY, MODEL_LIED, o->broken
                         ? "event is not JSON" : "answer too large",
                         SLICE_NULL);
}


static rc_t
openai_finish(provider_call_t *call, int status, slice_t body)
{
    openai_t  *o = call->state;
    json_t    *whole;
    bool       ok;

    if (status < 200 || status > 299) {
        return openai_status(call, status, body);
    }

    if (!call->stream) {
        whole = answer_json(buffer_slice(&o->answer.body));
        ok = json_is_object(whole) && openai_take(o, whole, "message");
        json_decref(whole);

        if (!ok) {
            return o->failed ? RC_RETRY
                   : answer_fail(call, RC_RETRY, MODEL_LIED,
                                 "answer is not JSON", SLICE_NULL);
        }
    }

    return answer_finish(&o->answer);
}


const provider_t  provider_openai = {
    .name = "openai",
    .caps = PROVIDER_CHAT | PROVIDER_STREAM | PROVIDER_TOOLS | PROVIDER_JSON
            | PROVIDER_VISION,
    .base_url = OPENAI_BASE_URL,
    .request = openai_request,
    .header = answer_header,
    .feed = openai_feed,
    .finish = openai_finish,
};
