/*
 * anthropic - POST {base}/v1/messages: Anthropic Messages.
 *
 * Settings of an account:
 *   version         the header anthropic-version; default 2023-06-01
 *
 * Roles alternate: neighbours of one role become one message, and all results
 * of a turn's tool calls stand first in one user message.  Events that are not
 * known are skipped; there is no [DONE], message_stop ends the answer; an
 * error event may come behind a 200.
 */

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/anthropic_request.h"
#include "worker/providers/providers.h"
#include "worker/providers/sse.h"

typedef struct {
    answer_t  answer;
    sse_t     sse;
    bool      stopped;                  /* message_stop has come */
    bool      broken, failed;
} anthropic_t;


/* ---- pieces of an answer ---- */

static void
anthropic_usage(provider_call_t *call, const json_t *usage)
{
    model_reply_t  *reply = call->reply;
    unsigned        cached = answer_count(usage, "cache_read_input_tokens");
    unsigned        written = answer_count(usage,
                                           "cache_creation_input_tokens");

    if (!json_is_object(usage)) {
        return;
    }

    /* message_delta repeats only some; the counts are totals */

    if (json_object_get(usage, "input_tokens") != NULL) {
        reply->tokens_in = answer_count(usage, "input_tokens") + cached
                           + written;
        reply->tokens_cached = cached;
    }

    if (json_object_get(usage, "output_tokens") != NULL) {
        reply->tokens_out = answer_count(usage, "output_tokens");
    }
}


/* A content block: its beginning in a stream, or whole. */

static bool
anthropic_block(answer_t *a, uint64_t index, const json_t *block, bool whole)
{
    const char  *type = jsonx_str(block, "type");
    json_t      *input = json_object_get(block, "input");
    slice_t      text;

    if (strcmp(type, "text") == 0) {
        return answer_text(a, slice_str(jsonx_str(block, "text")));
    }

    if (strcmp(type, "tool_use") != 0) {
        answer_alive(a);                /* thinking, what is to come */
        return true;
    }

    if (!answer_tool(a, index, slice_str(jsonx_str(block, "id")),
                     slice_str(jsonx_str(block, "name"))))
    {
        return false;
    }

    if (!whole) {
        return true;                    /* its input comes in deltas */
    }

    text = pool_json_dump(a->call->pool, input);

    return text.len > 0 && answer_arguments(a, index, text);
}


static bool
anthropic_delta(answer_t *a, uint64_t index, const json_t *delta)
{
    const char  *type = jsonx_str(delta, "type");

    if (strcmp(type, "text_delta") == 0) {
        return answer_text(a, slice_str(jsonx_str(delta, "text")));
    }

    if (strcmp(type, "input_json_delta") == 0) {
        return answer_arguments(a, index,
                                slice_str(jsonx_str(delta, "partial_json")));
    }

    answer_alive(a);

    return true;
}


static void
anthropic_error(anthropic_t *an, const json_t *event)
{
    const char  *type = jsonx_str(json_object_get(event, "error"), "type");
    bool         busy = strcmp(type, "overloaded_error") == 0
                        || strcmp(type, "rate_limit_error") == 0;

    an->failed = true;
    (void) answer_fail(an->answer.call, RC_RETRY,
                       busy ? MODEL_BUSY : MODEL_FAILED,
                       "error in the stream", slice_str(type));
}


/* ---- a stream ---- */

static bool
anthropic_take(anthropic_t *an, const json_t *event)
{
    answer_t    *a = &an->answer;
    const char  *type = jsonx_str(event, "type");
    int64_t      at = jsonx_int(event, "index");
    uint64_t     index = at < 0 ? MODEL_TOOL_CALLS_MAX : (uint64_t) at;
    json_t      *delta = json_object_get(event, "delta");

    if (strcmp(type, "content_block_delta") == 0) {
        return anthropic_delta(a, index, delta);
    }

    if (strcmp(type, "content_block_start") == 0) {
        return anthropic_block(a, index,
                               json_object_get(event, "content_block"),
                               false);
    }

    if (strcmp(type, "message_start") == 0) {
        anthropic_usage(a->call, json_object_get(
                        json_object_get(event, "message"), "usage"));

    } else if (strcmp(type, "message_delta") == 0) {
        anthropic_usage(a->call, json_object_get(event, "usage"));
        answer_stop_reason(a, jsonx_str(delta, "stop_reason"));

    } else if (strcmp(type, "message_stop") == 0) {
        an->stopped = true;

    } else if (strcmp(type, "error") == 0) {
        anthropic_error(an, event);
        return false;
    }

    return true;
}


static bool
anthropic_event(void *data, slice_t name, slice_t text)
{
    anthropic_t  *an = data;
    json_t       *event = answer_event(&an->answer, text);
    bool          ok = false;

    (void) name;                        /* the same as its "type" */

    if (json_is_object(event)) {
        ok = anthropic_take(an, event);
    } else {
        an->broken = true;
    }

    json_decref(event);

    return ok;
}


/* ---- the provider ---- */

static rc_t
anthropic_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    anthropic_t  *an = pool_alloc(call->pool, sizeof(anthropic_t));

    if (an == NULL || !answer_in(call, &an->answer)
        || !sse_in(call->pool, &an->sse, PROVIDER_EVENT_MAX, anthropic_event,
                   an))
    {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = an;

    return anthropic_request_write(call, account, ret_http);
}


static rc_t
anthropic_feed(provider_call_t *call, slice_t bytes)
{
    anthropic_t  *an = call->state;
    bool          ok = call->stream ? sse_feed(&an->sse, bytes)
                                    : buffer_add(&an->answer.body, bytes);

    if (ok) {
        return RC_OK;
    }

    return an->failed ? RC_RETRY
           : answer_fail(call, RC_RETRY, MODEL_LIED, an->broken
                         ? "event is not JSON" : "answer too large or broken",
                         SLICE_NULL);
}


static bool
anthropic_whole(anthropic_t *an)
{
    json_t        *whole = answer_json(buffer_slice(&an->answer.body));
    const json_t  *block;
    size_t         i;
    bool           ok = json_is_object(whole);

    json_array_foreach(json_object_get(whole, "content"), i, block) {
        ok = ok && anthropic_block(&an->answer, i, block, true);
    }

    if (ok) {
        anthropic_usage(an->answer.call, json_object_get(whole, "usage"));
        answer_stop_reason(&an->answer, jsonx_str(whole, "stop_reason"));
    }

    json_decref(whole);

    return ok;
}


static rc_t
anthropic_finish(provider_call_t *call, int status, slice_t body)
{
    anthropic_t  *an = call->state;

    if (status < 200 || status > 299) {
        json_t  *value = answer_json(body);
        rc_t     rc = answer_status(call, status, slice_str(jsonx_str(
                          json_object_get(value, "error"), "type")));

        json_decref(value);
        return rc;
    }

    return answer_end(&an->answer, call->stream ? an->stopped
                                                : anthropic_whole(an));
}


const provider_t  provider_anthropic = {
    .name = "anthropic",
    .caps = PROVIDER_CHAT | PROVIDER_STREAM | PROVIDER_TOOLS | PROVIDER_JSON
            | PROVIDER_VISION,
    .base_url = "https://api.anthropic.com",
    .request = anthropic_request,
    .header = answer_header,
    .feed = anthropic_feed,
    .finish = anthropic_finish,
};
