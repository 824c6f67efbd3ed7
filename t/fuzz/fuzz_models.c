/*
 * fuzz_models - answers of models: any bytes in any split are events or an
 * end, the same as in one piece; nothing is read beyond a cap.  The first two
 * bytes choose the provider and the split.
 */

#include "t/fuzz/check.h"
#include "worker/providers/eventstream.h"
#include "worker/providers/providers.h"
#include "worker/providers/sse.h"

#define CAP  4096

typedef struct {
    uint64_t  hash;
    unsigned  n;
} trace_t;


static void
trace(trace_t *t, slice_t bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        t->hash = (t->hash ^ bytes.data[i]) * 0x100000001b3u;
    }
    t->hash = (t->hash ^ 0x100) * 0x100000001b3u;
    t->n++;
}


static bool
on_event(void *data, slice_t name, slice_t text)
{
    check(text.len <= CAP && name.len <= SSE_NAME_MAX);
    trace(data, name);
    trace(data, text);

    return true;
}


static bool
on_frame(void *data, const eventstream_event_t *e)
{
    check(e->payload.len <= CAP);
    trace(data, e->event_type);
    trace(data, e->payload);

    return true;
}


static trace_t
read_as(slice_t bytes, size_t step, bool frames)
{
    pool_t         *pool = pool_new(POOL_CAP_DEFAULT);
    sse_t          *s = pool_alloc(pool, sizeof(sse_t));
    eventstream_t  *e = pool_alloc(pool, sizeof(eventstream_t));
    trace_t         t = { .hash = 1 };
    bool            ok = true;

    check(sse_in(pool, s, CAP, on_event, &t)
          && eventstream_in(pool, e, CAP, on_frame, &t));

    while (ok && bytes.len > 0) {
        slice_t  part = take_bytes(&bytes, step);

        ok = frames ? eventstream_feed(e, part) : sse_feed(s, part);
        check(s->line.len <= CAP && s->text.len <= CAP && e->in.len <= CAP);
    }

    pool_free(pool);

    return t;
}


/* A whole answer, as call.c would read it. */

static void
answer_read(const provider_t *provider, slice_t bytes, size_t step,
    bool stream)
{
    static const model_message_t  hello = {
        .role = MODEL_USER, .text = SLICE_LIT("hello")
    };
    static const model_request_t  request = { .messages = &hello, .n = 1 };
    const provider_account_t      account = {
        .name = "a", .base_url = "http://127.0.0.1:1",
    };
    model_reply_t        reply = { .ncalls = 0 };
    provider_call_t      call = {
        .provider = provider, .pool = pool_new(POOL_CAP_DEFAULT),
        .model = "m", .chat = &request, .stream = stream, .reply = &reply,
        .should_retry = -1,
    };
    http_request_t       http;
    rc_t                 rc = provider->request(&call, &account, &http);

    check(rc == RC_OK && http.body.len > 0);

    while (rc == RC_OK && bytes.len > 0) {
        rc = provider->feed(&call, take_bytes(&bytes, step));
    }

    rc = rc == RC_OK ? provider->finish(&call, 200, SLICE_NULL) : rc;
    check(rc == RC_OK || (*call.error != '\0'
                          && call.failure != MODEL_FINE));
    check(reply.ncalls <= MODEL_TOOL_CALLS_MAX);
    for (unsigned i = 0; rc == RC_OK && i < reply.ncalls; i++) {
        check(reply.calls[i].name.len > 0);
    }

    pool_free(call.pool);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const provider_t *const  chat[] = {
        &provider_openai, &provider_anthropic, &provider_bedrock
    };
    slice_t   rest = slice_make(data, len);
    uint8_t   how = take_byte(&rest);
    size_t    step = (size_t) take_byte(&rest) + 1;
    trace_t   a = read_as(rest, rest.len + 1, (how & 1) != 0);
    trace_t   b = read_as(rest, step, (how & 1) != 0);

    check(a.hash == b.hash && a.n == b.n);
    answer_read(chat[(how >> 1) % 3], rest, step, (how & 8) == 0);

    return 0;
}
