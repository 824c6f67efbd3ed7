/*
 * answer - see answer.h.
 */

#include "worker/providers/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "common/scan.h"
#include "worker/jsonx.h"
#include "worker/providers/halves.h"
#include "worker/providers/schema.h"

#define CODE_MAX  48


/* ---- while it comes ---- */

bool
answer_in(provider_call_t *call, answer_t *a)
{
    *a = (answer_t) { .call = call };

    return buffer_in(call->pool, &a->text, PROVIDER_TEXT_MAX)
           && buffer_in(call->pool, &a->body, PROVIDER_BODY_MAX);
}


static bool
piece_add(const answer_t *a, uint16_t *half, slice_t piece, buffer_t *out)
{
    return a->halved || *half != 0 ? halves_join(half, piece, out)
                                   : buffer_add(out, piece);
}


bool
answer_text(answer_t *a, slice_t piece)
{
    const model_request_t  *request = a->call->chat;
    size_t                  before = a->text.len;

    if (piece.len == 0) {
        return true;
    }

    if (!piece_add(a, &a->half, piece, &a->text)) {
        return false;
    }

    a->call->progress++;

    if (request->on_text != NULL && a->call->stream && a->text.len > before) {
        request->on_text(request->data, slice_make(a->text.data + before,
                                                   a->text.len - before));
    }

    return true;
}


void
answer_alive(answer_t *a)
{
    a->call->progress++;
}


bool
answer_tool(answer_t *a, uint64_t index, slice_t id, slice_t name)
{
    answer_tool_t  *t;

    if (index >= MODEL_TOOL_CALLS_MAX) {
        return false;
    }

    t = &a->tools[index];
    a->call->progress++;

    if (!t->used) {
        t->used = true;
        if (!buffer_in(a->call->pool, &t->arguments, ANSWER_ARGUMENTS_MAX)) {
            return false;
        }
    }

    if (id.len > 0 && t->id.len == 0) {
        t->id = pool_copy(a->call->pool, id);
    }

    if (name.len > 0 && t->name.len == 0) {
        t->name = pool_copy(a->call->pool, name);
    }

    return true;
}


bool
answer_arguments(answer_t *a, uint64_t index, slice_t piece)
{
    if (index >= MODEL_TOOL_CALLS_MAX || !a->tools[index].used) {
        return false;                   /* of a call that was not begun */
    }

    a->call->progress++;

    return piece_add(a, &a->tools[index].half, piece,
                     &a->tools[index].arguments);
}


void
answer_finished(answer_t *a, model_finish_t finish)
{
    a->finished = true;
    a->call->reply->finish = finish;
}


/* No word means one thing here and another there. */

void
answer_stop_reason(answer_t *a, const char *reason)
{
    static const struct {
        const char      *name;
        model_finish_t   finish;
    } known[] = {
        /* OpenAI */
        { "stop", MODEL_STOP }, { "length", MODEL_LENGTH },
        { "tool_calls", MODEL_TOOL_CALLS },
        { "function_call", MODEL_TOOL_CALLS },
        { "content_filter", MODEL_FILTERED },

        /* Anthropic and Bedrock */
        { "end_turn", MODEL_STOP }, { "stop_sequence", MODEL_STOP },
        { "max_tokens", MODEL_LENGTH }, { "tool_use", MODEL_TOOL_CALLS },
        { "model_context_window_exceeded", MODEL_LENGTH },
        { "refusal", MODEL_FILTERED }, { "pause_turn", MODEL_STOP },
        { "guardrail_intervened", MODEL_FILTERED },
        { "content_filtered", MODEL_FILTERED },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(reason, known[i].name) == 0) {
            answer_finished(a, known[i].finish);
            return;
        }
    }

    if (*reason != '\0') {
        answer_finished(a, MODEL_STOP);         /* a server's own word */
    }
}


/* ---- the end ---- */

static bool
tools_take(answer_t *a)
{
    model_reply_t  *reply = a->call->reply;

    for (unsigned i = 0; i < MODEL_TOOL_CALLS_MAX; i++) {
        answer_tool_t      *t = &a->tools[i];
        model_tool_call_t  *c = &reply->calls[reply->ncalls];
        slice_t             text = buffer_slice(&t->arguments);
        json_t             *arguments;

        if (!t->used) {
            continue;
        }

        if (t->name.len == 0) {
            return false;
        }

        /* no arguments at all are an empty object to every provider */

        text = text.len == 0 ? SLICE_LIT("{}") : text;
        arguments = answer_json(text);

        if (!json_is_object(arguments)) {
            json_decref(arguments);
            arguments = NULL;
        }

        *c = (model_tool_call_t) {
            .id = t->id, .name = t->name,
            .text = pool_copy(a->call->pool, text),
            .arguments = pool_json(a->call->pool, arguments),
        };
        reply->ncalls++;
    }

    return true;
}


static rc_t
json_take(answer_t *a)
{
    provider_call_t  *call = a->call;
    json_t           *schema = answer_schema(call->chat->schema), *value;
    char              why[PROVIDER_ERROR_MAX];
    bool              fits;

    value = answer_json(buffer_slice(&a->text));
    call->reply->json = pool_json(call->pool, value);
    fits = value != NULL && schema_check(schema, value, why, sizeof(why));
    json_decref(schema);

    if (value == NULL) {
        return answer_fail(call, RC_RETRY, MODEL_LIED, "answer is not JSON",
                           SLICE_NULL);
    }

    if (!fits) {
        call->reply->json = NULL;
        return answer_fail(call, RC_RETRY, MODEL_LIED,
                           "answer does not fit its schema", SLICE_NULL);
    }

    return RC_OK;
}


rc_t
answer_finish(answer_t *a)
{
    provider_call_t  *call = a->call;
    model_reply_t    *reply = call->reply;

    if (!a->finished) {
        return answer_fail(call, RC_RETRY, MODEL_LIED, "answer cut off",
                           SLICE_NULL);
    }

    if (!tools_take(a)) {
        return answer_fail(call, RC_RETRY, MODEL_LIED,
                           "tool call without a name", SLICE_NULL);
    }

    reply->text = buffer_slice(&a->text);
    if (a->refused) {
        reply->finish = MODEL_FILTERED;
    }

    /* some servers say "stop" although they called */

    if (reply->ncalls > 0 && reply->finish == MODEL_STOP) {
        reply->finish = MODEL_TOOL_CALLS;
    }

    if (reply->finish == MODEL_TOOL_CALLS && reply->ncalls == 0) {
        return answer_fail(call, RC_RETRY, MODEL_LIED,
                           "tool calls announced, none came", SLICE_NULL);
    }

    if (reply->text.len == 0 && reply->ncalls == 0
        && reply->finish == MODEL_STOP)
    {
        return answer_fail(call, RC_RETRY, MODEL_LIED, "answer is empty",
                           SLICE_NULL);
    }

    /* cut off or refused it need not fit; who asked looks at finish */

    if (call->chat->schema != NULL && reply->finish == MODEL_STOP) {
        return json_take(a);
    }

    return RC_OK;
}


rc_t
answer_end(answer_t *a, bool is_whole)
{
    if (is_whole) {
        return answer_finish(a);
    }

    return answer_fail(a->call, RC_RETRY, MODEL_LIED, a->call->stream
                       ? "answer cut off" : "answer is not JSON", SLICE_NULL);
}


/* ---- what went wrong ---- */

/* A word of letters, digits and "_.-"; anything else is not repeated. */

static slice_t
code_clean(slice_t code)
{
    for (size_t i = 0; i < code.len; i++) {
        uint8_t  c = code.data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'))
        {
            return SLICE_NULL;
        }
    }

    return code.len > CODE_MAX ? SLICE_NULL : code;
}


rc_t
answer_fail(provider_call_t *call, rc_t rc, model_failure_t failure,
    const char *what, slice_t code)
{
    slice_t  clean = code_clean(code);

    call->failure = failure;
    snprintf(call->error, sizeof(call->error), "%s: %s%s%.*s",
             call->provider->name, what, clean.len > 0 ? " " : "",
             (int) clean.len, clean.len > 0 ? (const char *) clean.data : "");

    return rc;
}


rc_t
answer_status(provider_call_t *call, int status, slice_t code)
{
    char  what[32];
    bool  again = status == 408 || status == 409 || status == 429
                  || status >= 500;
    bool  busy = status == 429 || status == 503 || status == 529;

    snprintf(what, sizeof(what), "status %d", status);

    if (call->should_retry >= 0) {
        again = call->should_retry == 1;
    }

    if (!again) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED, what, code);
    }

    return answer_fail(call, RC_RETRY, busy ? MODEL_BUSY : MODEL_FAILED, what,
                       code);
}


void
answer_header(provider_call_t *call, slice_t name, slice_t value)
{
    char      text[24];
    double    ms;

    if (value.len == 0 || value.len >= sizeof(text)) {
        return;
    }

    memcpy(text, value.data, value.len);
    text[value.len] = '\0';

    if (name.len == 14 && strncasecmp((const char *) name.data,
                                      "retry-after-ms", 14) == 0)
    {
        ms = strtod(text, NULL);
        call->retry_after_ms = ms > 0 && ms < 3600000 ? (uint64_t) ms : 0;
    }

    if (name.len == 14 && strncasecmp((const char *) name.data,
                                      "x-should-retry", 14) == 0)
    {
        call->should_retry = strcmp(text, "true") == 0 ? 1
                             : strcmp(text, "false") == 0 ? 0 : -1;
    }
}


/* ---- JSON ---- */

static json_t *
json_read(const void *text, size_t len)
{
    return json_loadb(text, len, JSON_DECODE_ANY, NULL);
}


/* Half a surrogate pair, a NUL, no UTF-8: mended in a copy.  halved: where to
 * note that it holds halves to be joined; NULL: they are lost. */

static json_t *
json_mend(slice_t text, bool *ret_halved)
{
    json_t   *value = NULL;
    uint8_t  *copy = malloc(text.len);

    if (copy == NULL) {
        return NULL;
    }

    memcpy(copy, text.data, text.len);

    if (ret_halved != NULL && halves_mark(copy, text.len)) {
        *ret_halved = true;
        value = json_read(copy, text.len);
    }

    if (value == NULL && json_repair(copy, text.len) > 0) {
        value = json_read(copy, text.len);
    }

    free(copy);

    return value;
}


json_t *
answer_json(slice_t text)
{
    json_t  *value = text.len == 0 ? NULL : json_read(text.data, text.len);

    return value != NULL || text.len == 0 ? value : json_mend(text, NULL);
}


json_t *
answer_event(answer_t *a, slice_t text)
{
    json_t  *value = text.len == 0 ? NULL : json_read(text.data, text.len);

    a->halved = false;

    return value != NULL || text.len == 0 ? value
                                          : json_mend(text, &a->halved);
}


unsigned
answer_count(const json_t *object, const char *key)
{
    int64_t  n = jsonx_int(object, key);

    return n < 0 || n > 1000000000 ? 0 : (unsigned) n;
}


json_t *
answer_string(slice_t text)
{
    if (text.len > 0 && memchr(text.data, '\0', text.len) != NULL) {
        return NULL;
    }

    return json_stringn(text.len == 0 ? "" : (const char *) text.data,
                        text.len);
}


json_t *
answer_schema(const char *text)
{
    json_t  *schema = text == NULL ? NULL : json_loads(text, 0, NULL);

    if (schema != NULL && !json_is_object(schema)) {
        json_decref(schema);
        return NULL;
    }

    return schema;
}
