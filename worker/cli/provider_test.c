/*
 * provider_test - `relevo provider test`: questions through the worker's own
 * engine: accounts, routing, budget, retries, timeouts as in a turn.
 *
 * The engine (provider_loop.h) is ended when all questions have their answers.
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/provider.h"
#include "worker/cli/provider_loop.h"
#include "worker/engine/loop.h"
#include "worker/providers/call.h"
#include "worker/providers/tools.h"

#define COUNT_MAX       1000
#define SCHEMA_MAX      (64u << 10)
#define CALL_MS         (3600 * 1000u)
#define TEST_TEXT       "Say OK."

typedef struct {
    model_reply_t        reply;
    understand_reply_t   understood;
    perceive_reply_t     perceived;
    embed_reply_t        embedded;
    job_t               *job;           /* NULL: it has ended */
    op_t                *op;
    rc_t                 rc;
    char                 error[256];
    unsigned             pieces;        /* of on_text */
    size_t               piece_bytes;
} try_t;

static struct {
    model_ask_t           ask;
    model_request_t       request;
    model_message_t       message;
    understand_request_t  text;
    sense_t               sense;
    bool                  understand, embed;
    embed_request_t       vectors;
    slice_t               embedded_text;
    bool                  show_text;
    long                  count, left;
    long                  give_up_ms;   /* 0: never */
    try_t                *tries;
    json_t               *out;
} T;


/* ---- what comes out ---- */

/* null: no line of provider.prices knows it. */
static json_t *
cost_json(bool priced, int64_t micros)
{
    return priced ? json_integer((json_int_t) micros) : json_null();
}


static json_t *
calls_json(const model_reply_t *r, pool_t *pool)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < r->ncalls; i++) {
        const model_tool_call_t  *c = &r->calls[i];
        const char               *why = NULL;
        tool_t                    tool;
        bool                      ok = tool_check(pool, c, &tool, &why);

        json_array_append_new(list, json_pack("{ss# ss# sb ss? sO?}",
            "id", c->id.data, (int) c->id.len,
            "name", c->name.data, (int) c->name.len, "valid", ok,
            "why", why, "arguments", c->arguments));
    }

    return list;
}


static json_t *
reply_json(const try_t *t, pool_t *pool)
{
    const model_reply_t  *r = &t->reply;
    json_t               *one = json_pack(
        "{ss ss ss? ss ss ss ss si si si sb so si si si si so}",
        "result", rc_name(t->rc), "failure", model_failure_name(r->failure),
        "error", *t->error == '\0' ? NULL : t->error,
        "account", r->account, "provider", r->provider, "model", r->model,
        "rule", r->rule, "tokens_in", (int) r->tokens_in,
        "tokens_out", (int) r->tokens_out,
        "tokens_cached", (int) r->tokens_cached, "estimated", r->estimated,
        "micros", cost_json(r->priced, r->cost_micros), "ms", (int) r->ms,
        "ttft_ms", (int) r->ttft_ms, "attempts", (int) r->attempts,
        "pieces", (int) t->pieces, "calls", calls_json(r, pool));

    json_object_set_new(one, "piece_bytes",
                        json_integer((json_int_t) t->piece_bytes));
    json_object_set_new(one, "text_bytes",
                        json_integer((json_int_t) r->text.len));

    if (t->rc == RC_OK) {
        json_object_set_new(one, "finish",
                            json_string(model_finish_name(r->finish)));
        if (T.show_text) {
            json_object_set_new(one, "text",
                json_stringn((const char *) r->text.data, r->text.len));
            json_object_set_new(one, "json", r->json == NULL ? json_null()
                                             : json_deep_copy(r->json));
        }
    }

    return one;
}


static json_t *
understood_json(const try_t *t)
{
    const understand_reply_t  *u = &t->understood;
    json_t                    *slots = json_object(), *phrases = json_array();

    for (unsigned i = 0; i < u->nslots; i++) {
        json_object_set_new(slots, u->slots[i].name,
                            json_string(u->slots[i].value));
    }

    for (unsigned i = 0; i < u->nphrases; i++) {
        json_array_append_new(phrases, json_pack("[ii]",
            (int) u->phrases[i].from, (int) u->phrases[i].to));
    }

    return json_pack("{ss ss? ss ss ss sf sb so so}", "result",
                     rc_name(t->rc), "error", *t->error == '\0' ? NULL
                     : t->error, "language", u->language, "label", u->label,
                     "intent", u->intent, "score", u->score, "fallback",
                     u->fallback, "slots", slots, "phrases", phrases);
}


/* How long, and how much alike two texts are; not the numbers. */
static json_t *
embedded_json(const try_t *t)
{
    const embed_reply_t  *e = &t->embedded;

    return json_pack("{ss ss ss? ss ss ss si si sb so si}", "result",
                     rc_name(t->rc), "failure",
                     model_failure_name(e->failure), "error",
                     *t->error == '\0' ? NULL : t->error, "account",
                     e->account, "provider", e->provider, "model", e->model,
                     "dimensions", (int) e->dims, "tokens_in",
                     (int) e->tokens_in, "estimated", e->estimated, "micros",
                     cost_json(e->priced, e->cost_micros), "ms",
                     (int) e->ms);
}


/* ---- the jobs ---- */

static void
on_text(void *data, slice_t piece)
{
    try_t  *t = data;

    t->pieces++;
    t->piece_bytes += piece.len;
}


static rc_t
test_start(job_t *j)
{
    try_t            *t = j->data;
    model_request_t  *request = pool_alloc(j->pool, sizeof(*request));

    if (request == NULL) {
        return job_fail(j, RC_RETRY, "out of memory");
    }

    *request = T.request;
    request->on_text = T.request.on_text;
    request->data = t;

    t->op = T.understand ? understand_call(j, &T.ask, &T.text, &t->understood)
            : T.sense.on && !T.sense.sees
            ? perceive_call(j, &T.ask, &T.sense.request, &t->perceived)
            : T.embed ? embed_call(j, &T.ask, &T.vectors, &t->embedded)
            : model_call(j, &T.ask, request, &t->reply);

    return RC_AGAIN;
}


static rc_t
test_finish(job_t *j)
{
    try_t  *t = j->data;

    t->rc = t->op->rc;
    snprintf(t->error, sizeof(t->error), "%s",
             t->op->error == NULL ? "" : t->op->error);
    json_array_append_new(T.out, T.understand ? understood_json(t)
                          : T.sense.on && !T.sense.sees
                          ? sense_json(t->rc, t->error, &t->perceived)
                          : T.embed ? embedded_json(t)
                          : reply_json(t, j->pool));

    return RC_OK;
}


static const phase_t  test_table[] = {
    { "ask", test_start, test_finish, CALL_MS },
    { NULL, NULL, NULL, 0 }
};


static void
test_done(job_t *j, rc_t rc)
{
    try_t  *t = j->data;

    t->job = NULL;
    if (rc != RC_OK) {
        t->rc = rc;
        json_array_append_new(T.out, json_pack("{ss ss?}", "result",
                                               "cancelled", "error",
                                               j->reason));
    }

    if (--T.left == 0) {
        provider_loop_end();
    }
}


/* As a newer message of the customer would. */

static void
give_up(void *data)
{
    (void) data;

    for (long i = 0; i < T.count; i++) {
        if (T.tries[i].job != NULL) {
            job_cancel(T.tries[i].job, RC_RETRY, "given up");
        }
    }
}


static void
begin(void)
{
    for (long i = 0; i < T.count; i++) {
        T.tries[i].job = job_new(test_table, &T.tries[i], test_done);
        T.left -= T.tries[i].job == NULL;
    }

    if (T.give_up_ms > 0) {
        alarm_set((uint64_t) T.give_up_ms, give_up, NULL);
    }
}


static bool
test_run(void)
{
    bool  ok;

    T.tries = calloc((size_t) T.count, sizeof(try_t));
    T.left = T.count;
    T.out = json_array();
    if (T.tries == NULL) {
        cli_error("out of memory");
        return false;
    }

    ok = provider_loop("provider-test", begin);

    for (long i = 0; i < T.count; i++) {
        ok = ok && T.tries[i].rc == RC_OK;
    }

    cli_print_json(T.count == 1 ? json_array_get(T.out, 0) : T.out);
    json_decref(T.out);
    free(T.tries);

    return ok;
}


/* ---- options ---- */

static bool
understand_read(const char *kind, args_t *args)
{
    static const char *const  kinds[] = {
        [UNDERSTAND_LANGUAGE] = "language",
        [UNDERSTAND_SENTIMENT] = "sentiment",
        [UNDERSTAND_PHRASES] = "phrases",
        [UNDERSTAND_INTENT] = "intent"
    };
    const char               *conversation = cli_value(args,
                                                       "--conversation");

    T.understand = kind != NULL;
    T.text.conversation = conversation == NULL ? "relevo-provider-test"
                                               : conversation;
    T.text.language = T.ask.language;

    for (unsigned i = 0; kind != NULL && i < 4; i++) {
        if (strcmp(kind, kinds[i]) == 0) {
            T.text.kind = (understand_kind_t) i;
            return true;
        }
    }

    if (kind != NULL) {
        cli_error("--understand: language, sentiment, phrases or intent");
    }

    return kind == NULL;
}


static bool
request_read(args_t *args)
{
    const char  *text = cli_value(args, "--text");
    const char  *schema = cli_value(args, "--schema-file");
    long         tokens = 64;
    size_t       len;

    T.show_text = text != NULL;
    text = text == NULL ? TEST_TEXT : text;
    T.message = (model_message_t) { .role = MODEL_USER,
                                    .text = slice_str(text) };
    T.text.text = slice_str(text);
    T.embedded_text = slice_str(text);
    T.embed = cli_flag(args, "--embed");
    T.vectors = (embed_request_t) { .texts = &T.embedded_text, .n = 1 };
    T.request = (model_request_t) { .messages = &T.message, .n = 1 };
    T.ask.chars = strlen(text);

    if (cli_flag(args, "--stream")) {
        T.request.on_text = on_text;
    }

    if (cli_flag(args, "--tools")) {
        T.request.tools = tools;
        T.request.ntools = TOOLS_COUNT;
    }

    if (!cli_int(args, "--model-tokens", 1, 1000000, &tokens)) {
        return false;
    }
    T.request.max_tokens = (unsigned) tokens;

    if (schema != NULL) {
        T.request.schema = cli_read_file(schema, SCHEMA_MAX, &len);
        return T.request.schema != NULL;
    }

    return true;
}


int
provider_test(PGconn *pg, args_t *args)
{
    char         tenant[37];
    const char  *understand;
    bool         routed, ok;
    long         score = 0;

    if (!provider_tenant(pg, args, tenant)) {
        return args->failed ? EXIT_USAGE : EXIT_FAILED;
    }

    T.count = 1;
    T.ask = (model_ask_t) {
        .tenant = tenant, .purpose = "test",
        .language = cli_value(args, "--language"),
        .intent = cli_value(args, "--intent"),
        .sentiment = cli_value(args, "--sentiment"),
    };
    routed = cli_flag(args, "--routed");
    understand = cli_value(args, "--understand");

    if (!cli_int(args, "--count", 1, COUNT_MAX, &T.count)
        || !cli_int(args, "--score", 0, 100, &score)
        || !cli_int(args, "--give-up-ms", 1, CALL_MS, &T.give_up_ms)
        || !understand_read(understand, args) || !request_read(args)
        || !sense_read(args, T.ask.language, &T.sense)
        || !cli_words(args, 1, 1))
    {
        return EXIT_USAGE;
    }

    T.ask.account = routed ? NULL : args->argv[0];
    T.ask.sentiment_score = (double) score / 100;
    T.message.image = T.sense.sees ? &T.sense.image : NULL;
    ok = test_run();
    sense_release(&T.sense);
    free((char *) (uintptr_t) T.request.schema);

    return ok ? EXIT_OK : EXIT_FAILED;
}
