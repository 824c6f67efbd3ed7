/*
 * bedrock - AWS Bedrock: POST /model/{id}/converse and /converse-stream.
 *
 * The same messages as Anthropic's in other words; the stream is frames of
 * eventstream.h, signed requests are aws.h's.  A reserved character of a model
 * id, ":" too, is encoded in the path.  The answer ends with metadata (the
 * tokens), which comes behind messageStop.
 */

#include <strings.h>

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/bedrock_request.h"
#include "worker/providers/aws.h"
#include "worker/providers/eventstream.h"
#include "worker/providers/providers.h"

typedef struct {
    answer_t       answer;
    eventstream_t  stream;
    slice_t        error_name;          /* x-amzn-ErrorType */
    bool           failed;
} bedrock_t;


/* ---- pieces of an answer ---- */

static void
bedrock_usage(provider_call_t *call, const json_t *usage)
{
    unsigned  cached = answer_count(usage, "cacheReadInputTokens");

    call->reply->tokens_in = answer_count(usage, "inputTokens") + cached
                             + answer_count(usage, "cacheWriteInputTokens");
    call->reply->tokens_out = answer_count(usage, "outputTokens");
    call->reply->tokens_cached = cached;
}


static bool
bedrock_tool_begin(answer_t *a, uint64_t index, const json_t *use)
{
    return answer_tool(a, index, slice_str(jsonx_str(use, "toolUseId")),
                       slice_str(jsonx_str(use, "name")));
}


static bool
bedrock_delta(answer_t *a, uint64_t index, const json_t *delta)
{
    const json_t  *use = json_object_get(delta, "toolUse");

    if (use != NULL) {
        return answer_arguments(a, index,
                                slice_str(jsonx_str(use, "input")));
    }

    if (json_object_get(delta, "text") == NULL) {
        answer_alive(a);                /* reasoningContent */
    }

    return answer_text(a, slice_str(jsonx_str(delta, "text")));
}


/* ---- a stream ---- */

static bool
bedrock_take(bedrock_t *b, slice_t type, const json_t *event)
{
    answer_t      *a = &b->answer;
    int64_t        at = jsonx_int(event, "contentBlockIndex");
    uint64_t       index = at < 0 ? MODEL_TOOL_CALLS_MAX : (uint64_t) at;
    const json_t  *use;

    if (slice_eq(type, SLICE_LIT("contentBlockDelta"))) {
        return bedrock_delta(a, index, json_object_get(event, "delta"));
    }

    if (slice_eq(type, SLICE_LIT("contentBlockStart"))) {
        use = json_object_get(json_object_get(event, "start"), "toolUse");
        return use == NULL || bedrock_tool_begin(a, index, use);
    }

    if (slice_eq(type, SLICE_LIT("messageStop"))) {
        answer_stop_reason(a, jsonx_str(event, "stopReason"));

    } else if (slice_eq(type, SLICE_LIT("metadata"))) {
        bedrock_usage(a->call, json_object_get(event, "usage"));
    }

    return true;
}


static bool
bedrock_event(void *data, const eventstream_event_t *e)
{
    bedrock_t  *b = data;
    json_t     *event;
    bool        ok = false;

    if (!slice_eq(e->message_type, SLICE_LIT("event"))) {
        b->failed = true;
        (void) aws_fail(b->answer.call, 500, e->exception_type.len > 0
                        ? e->exception_type : e->error_code);
        return false;
    }

    event = answer_event(&b->answer, e->payload);
    if (json_is_object(event)) {
        ok = bedrock_take(b, e->event_type, event);
    }
    json_decref(event);

    return ok;
}


/* ---- the provider ---- */

static rc_t
bedrock_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    bedrock_t  *b = pool_alloc(call->pool, sizeof(bedrock_t));

    if (b == NULL || !answer_in(call, &b->answer)
        || !eventstream_in(call->pool, &b->stream, PROVIDER_EVENT_MAX,
                           bedrock_event, b))
    {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = b;

    return bedrock_request_write(call, account, ret_http);
}


static void
bedrock_header(provider_call_t *call, slice_t name, slice_t value)
{
    bedrock_t  *b = call->state;

    aws_header(call, &b->error_name, name, value);
}


static rc_t
bedrock_feed(provider_call_t *call, slice_t bytes)
{
    bedrock_t  *b = call->state;
    bool        ok = call->stream ? eventstream_feed(&b->stream, bytes)
                                  : buffer_add(&b->answer.body, bytes);

    if (ok) {
        return RC_OK;
    }

    if (b->failed) {
        return RC_RETRY;
    }

    return answer_fail(call, RC_RETRY, MODEL_LIED, b->stream.error != NULL
                       ? b->stream.error : "answer too large or broken",
                       SLICE_NULL);
}


static bool
bedrock_whole(bedrock_t *b)
{
    answer_t      *a = &b->answer;
    json_t        *whole = answer_json(buffer_slice(&a->body));
    const json_t  *block, *use;
    size_t         i;
    bool           ok = json_is_object(whole);

    json_array_foreach(json_object_get(json_object_get(json_object_get(
                       whole, "output"), "message"), "content"), i, block)
    {
        use = json_object_get(block, "toolUse");
        ok = ok && (use == NULL
                    ? answer_text(a, slice_str(jsonx_str(block, "text")))
                    : bedrock_tool_begin(a, i, use)
                      && answer_arguments(a, i, pool_json_dump(a->call->pool,
                             json_object_get(use, "input"))));
    }

    if (ok) {
        bedrock_usage(a->call, json_object_get(whole, "usage"));
        answer_stop_reason(a, jsonx_str(whole, "stopReason"));
    }

    json_decref(whole);

    return ok;
}


static rc_t
bedrock_finish(provider_call_t *call, int status, slice_t body)
{
    bedrock_t  *b = call->state;

    if (status < 200 || status > 299) {
        return aws_status(call, status, b->error_name, body);
    }

    return answer_end(&b->answer, call->stream
                      ? eventstream_is_whole(&b->stream) : bedrock_whole(b));
}


const provider_t  provider_bedrock = {
    .name = "bedrock",
    .caps = PROVIDER_CHAT | PROVIDER_STREAM | PROVIDER_TOOLS | PROVIDER_JSON
            | PROVIDER_VISION,
    .request = bedrock_request,
    .header = bedrock_header,
    .feed = bedrock_feed,
    .finish = bedrock_finish,
};
