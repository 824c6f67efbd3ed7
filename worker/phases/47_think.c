/*
 * 47_think - asks a model, when there is one and something is to be answered.
 *
 * In:   look_up, hits, local_text, confidence: what search has found.
 * Out:  reply_text of a model (by_model), or what was there before, or an
 *       apology; transition when it hands over; evidence "think".
 *
 *   SETUP  whom the tenant may ask is read  -> ASK, or nobody: declined
 *   ASK    the model is asked             -> TOOLS, or the end
 *   TOOLS  what it called is looked up    -> ASK, at most ASK_ROUNDS_MAX times
 *
 * It starts while the window for more messages is open; a newer one cancels
 * the job and with it the call.  A failure of any kind, also a reply that the
 * guard refuses, leaves the local answer when that is believed, else an
 * apology; the second apology in a row is a person.
 */

#include "common/record.h"
#include "worker/answer/ask.h"
#include "worker/answer/cache.h"
#include "worker/answer/context.h"
#include "worker/answer/fill.h"
#include "worker/answer/local.h"
#include "worker/answer/memory.h"
#include "worker/answer/plain.h"
#include "worker/answer/texts.h"
#include "worker/answer/tools.h"
#include "worker/engine/config.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"
#include "worker/providers/setup.h"

#define PROMPT_NAME_MAX  80

typedef enum { THINK_SETUP, THINK_ASK, THINK_TOOLS } think_state_t;

struct think_s {
    think_state_t  state;
    ask_t          ask;
    model_reply_t  reply;
    op_t          *op;                  /* SETUP, ASK: the call */
    tool_run_t     runs[ASK_CALLS_MAX];
    unsigned       nruns;
    unsigned       rounds;
    unsigned       tokens_in, tokens_out;
    json_t        *evidence;            /* borrowed from turn->evidence */
};


/* What a model was told: the files' version, and the tenant's own words, which
 * may change without them: "1.8f3a09c2.t3.5e8c1d20". */

static const char *
prompt_name(const turn_t *t, char buf[PROMPT_NAME_MAX])
{
    const char    *persona = json_string_value(context_setting(t, "persona"));
    const json_t  *own = context_prompt(t);
    int            n = snprintf(buf, PROMPT_NAME_MAX, "%.32s",
                                prompt_version(t->language));

    if (own != NULL) {
        n += snprintf(buf + n, (size_t) (PROMPT_NAME_MAX - n), ".t%lld",
                      (long long) jsonx_int(own, "version"));
    }

    if (persona != NULL && *persona != '\0') {
        (void) snprintf(buf + n, (size_t) (PROMPT_NAME_MAX - n), ".%08x",
                        (unsigned) (fnv1a64(slice_str(persona))
                                    & 0xffffffff));
    }

    return buf;
}


/* --- the end, one way or the other --------------------------------------- */

static void
evidence_close(const turn_t *t, think_t *k, const char *failure)
{
    const model_reply_t  *r = &k->reply;
    char                  name[PROMPT_NAME_MAX];

    json_object_set_new(k->evidence, "provider", json_string(r->provider));
    json_object_set_new(k->evidence, "model", json_string(r->model));
    json_object_set_new(k->evidence, "prompt",
                        json_string(prompt_name(t, name)));
    json_object_set_new(k->evidence, "rounds", json_integer(k->rounds));
    json_object_set_new(k->evidence, "ms", json_integer(r->ms));
    json_object_set_new(k->evidence, "tokens_in", json_integer(k->tokens_in));
    json_object_set_new(k->evidence, "tokens_out",
                        json_integer(k->tokens_out));

    if (k->ask.injection != NULL) {
        json_object_set_new(k->evidence, "injection",
                            json_string(k->ask.injection));
    }

    if (k->ask.dropped > 0) {
        json_object_set_new(k->evidence, "chunks_dropped",
                            json_integer(k->ask.dropped));
    }

    if (failure != NULL) {
        json_object_set_new(k->evidence, "failure", json_string(failure));
    }
}


static void
failures_set(job_t *j, turn_t *t, unsigned n)
{
    json_t  *memory = n == context_failures(t) ? NULL
                      : memory_effect(j, t, "memory");

    if (memory != NULL) {
        json_object_set_new(memory, "failures", json_integer(n));
    }
}


static unsigned
failures_max(const turn_t *t)
{
    json_int_t  n = json_integer_value(context_setting(t, "think_failures"));

    return n > 0 ? (unsigned) n : (unsigned) config_int("think.failures");
}


/* The rules of search may have handed over or offered a person: with a model
 * at hand that is not what happens. */

static void
turn_say(turn_t *t, text_id_t text, const char *reason)
{
    t->transition = NULL;
    t->ask_person = false;
    t->reason = reason;
    t->reply_text = texts_get(t->language, text);
    json_object_set_new(t->evidence, "rule", json_string(reason));
    json_object_set_new(t->evidence, "text", json_string(texts_key(text)));
}


/* An apology, and how else to reach the tenant, if the desk's rules say so
 * (docs/HANDOFF.md). */

static void
turn_apologise(job_t *j, turn_t *t)
{
    const char  *contact = json_string_value(json_object_get(
                               context_setting(t, "handoff"), "contact"));
    const char  *reach = contact == NULL ? NULL
                         : fill_text(j->pool, texts_get(t->language,
                               TEXT_REACH), &(fill_t) { "contact", contact },
                               1);

    turn_say(t, TEXT_APOLOGY, "provider_failed");

    if (reach != NULL) {
        const char  *both = pool_printf(j->pool, "%s %s", t->reply_text,
                                        reach);

        t->reply_text = both != NULL ? both : t->reply_text;
    }
}


static rc_t
think_failed(job_t *j, turn_t *t, const char *why)
{
    think_t   *k = t->think;
    unsigned   failures = context_failures(t) + 1;

    stat_add(think_failed, 1);
    evidence_close(t, k, why);

    if (t->local_text != NULL && t->confidence >= local_threshold(t)) {
        return RC_OK;                   /* it stands as search has left it */
    }

    failures_set(j, t, failures);

    if (failures >= failures_max(t)) {
        turn_say(t, TEXT_HANDOFF, "provider_failures");
        t->transition = "pending_handoff";
    } else {
        turn_apologise(j, t);
    }

    return RC_OK;
}


static rc_t
think_hand_over(job_t *j, turn_t *t)
{
    think_t     *k = t->think;
    const char  *transition = t->transition, *reason = t->reason;

    stat_add(think_answers, 1);
    evidence_close(t, k, NULL);
    failures_set(j, t, 0);
    turn_say(t, TEXT_HANDOFF, reason);
    t->transition = transition;

    return RC_OK;
}


/* --- what may leave ------------------------------------------------------ */

static cache_key_t
reply_key(const turn_t *t)
{
    char              name[PROMPT_NAME_MAX];
    cache_key_t       key;
    const cache_of_t  of = {
        .tenant = t->tenant, .language = t->language,
        .knowledge = jsonx_int(json_object_get(t->context, "tenant"),
                               "knowledge"),
        .prompt = prompt_name(t, name), .question = t->question
    };

    cache_key(&of, &key);

    return key;
}


/* Nothing of this customer went into it, and nothing of the moment. */

static bool
is_anyones(const turn_t *t, const ask_t *a)
{
    return t->impersonal && !a->personal && a->injection == NULL
           && !a->mood.apologise && !a->mood.simplify && !a->mood.offer_person
           && cache_may(t->question);
}


static rc_t
think_say(turn_t *t, slice_t text)
{
    turn_say(t, TEXT_ANSWER, "model");
    t->by_model = true;
    t->ask_person = t->think->ask.mood.offer_person;
    t->reply_text = (const char *) text.data;

    return RC_OK;
}


static rc_t
think_answered(job_t *j, turn_t *t)
{
    think_t         *k = t->think;
    slice_t          text = plain_text(j->pool, k->reply.text,
                                       strcmp(t->channel, "whatsapp") == 0);
    guard_verdict_t  verdict;
    const guard_t    guard = {
        .language = t->language, .instructions = k->ask.request.system,
        .known = k->ask.known, .nknown = k->ask.nknown,
        .banned = context_setting(t, "banned_phrases")
    };

    if (k->reply.finish == MODEL_FILTERED || k->reply.finish == MODEL_LENGTH) {
        return think_failed(j, t, model_finish_name(k->reply.finish));
    }

    verdict = guard_check(text, &guard, j->pool);

    if (verdict != GUARD_OK) {
        stat_add(think_refused, 1);
        json_object_set_new(k->evidence, "guard",
                            json_string(guard_name(verdict)));
        return think_failed(j, t, "guard");
    }

    if (is_anyones(t, &k->ask)) {
        cache_key_t  key = reply_key(t);
        cache_put(&key, text);
    }

    stat_add(think_answers, 1);
    evidence_close(t, k, NULL);
    failures_set(j, t, 0);

    return think_say(t, text);
}


/* --- asking -------------------------------------------------------------- */

static rc_t
ask_model(job_t *j, think_t *k)
{
    k->state = THINK_ASK;
    k->op = model_call(j, &k->ask.who, &k->ask.request, &k->reply);

    return RC_AGAIN;
}


/* Does a model have a say in this turn?  A person, a greeting, a thank-you:
 * decided already. */

static bool
is_wanted(const turn_t *t)
{
    return t->outcome == OUTCOME_OK && t->look_up
           && (t->words == WORDS_TEXT || t->words == WORDS_FILE)
           && context_switch(t, "model", true) && !context_over(t, "tokens");
}


/* A reply to the same question that was nobody's in particular. */

static bool
cached_say(job_t *j, turn_t *t)
{
    think_t      *k = t->think;
    cache_key_t   key;
    slice_t       text;

    if (!is_anyones(t, &k->ask)) {
        return false;
    }

    key = reply_key(t);
    if (!cache_get(&key, &text)) {
        return false;
    }

    text = pool_copy(j->pool, text);
    if (text.data == NULL) {
        return false;
    }

    json_object_set_new(k->evidence, "cached", json_true());
    (void) think_say(t, text);

    return true;
}


static rc_t
ask_first(job_t *j, turn_t *t)
{
    think_t        *k = t->think;
    const setup_t  *setup = setup_get(t->tenant);

    if (setup == NULL || setup->n == 0) {
        return RC_DECLINED;             /* nobody to ask */
    }

    if (!ask_build(j, t, &k->ask)) {
        return job_fail(j, RC_RETRY, "think: pool is full");
    }

    k->evidence = json_object();
    json_object_set_new(t->evidence, "think", k->evidence);

    if (cached_say(j, t)) {
        return RC_OK;
    }

    /* who gives orders gets no hands */

    if (k->ask.injection != NULL) {
        stat_add(think_injections, 1);
    } else {
        unsigned  from = context_flag(t, "human_handoff") ? 0 : TOOL_CUSTOMER;

        k->ask.request.tools = tools + from;    /* those before need people */
        k->ask.request.ntools = TOOLS_COUNT - from;
    }

    return ask_model(j, k);
}


rc_t
think_start(job_t *j)
{
    turn_t   *t = job_turn(j);
    think_t  *k;

    if (!is_wanted(t)) {
        return RC_DECLINED;
    }

    k = t->think = pool_alloc(j->pool, sizeof(think_t));
    if (k == NULL) {
        return job_fail(j, RC_RETRY, "think: pool is full");
    }

    k->op = setup_load(j, t->tenant);   /* NULL: known, and fresh */

    return k->op != NULL ? RC_AGAIN : ask_first(j, t);
}


/* --- tools --------------------------------------------------------------- */

static rc_t
tools_over(job_t *j, turn_t *t)
{
    think_t  *k = t->think;

    if (!tools_finish(j, t, &k->ask, &k->reply, k->runs, k->nruns)) {
        return think_failed(j, t, "tools: no room");
    }

    return ask_model(j, k);
}


static rc_t
tools_called(job_t *j, turn_t *t)
{
    think_t     *k = t->think;
    const char  *why;
    json_t      *names = json_array();

    json_object_set_new(k->evidence, "tools", names);

    if (k->ask.request.ntools == 0) {
        stat_add(think_tools_refused, 1);
        return think_failed(j, t, "tools_not_offered");
    }

    if (!tools_check(j, &k->reply, k->runs, &why)) {
        stat_add(think_tools_refused, 1);
        return think_failed(j, t, "tool_arguments");
    }

    k->nruns = k->reply.ncalls;
    for (unsigned i = 0; i < k->nruns; i++) {
        json_array_append_new(names, json_string(tools[k->runs[i].tool].name));
    }

    if (tools_hand_over(j, t, k->runs, k->nruns, k->evidence)) {
        stat_add(think_tools, 1);
        return think_hand_over(j, t);
    }

    if (++k->rounds > ASK_ROUNDS_MAX) {
        return think_failed(j, t, "rounds");
    }

    k->state = THINK_TOOLS;

    return tools_start(j, t, k->runs, k->nruns) ? RC_AGAIN : tools_over(j, t);
}


rc_t
think_finish(job_t *j)
{
    turn_t               *t = job_turn(j);
    think_t              *k = t->think;
    const model_reply_t  *r = &k->reply;

    if (k->state == THINK_SETUP) {
        return setup_loaded(t->tenant, k->op) ? ask_first(j, t)
               : RC_DECLINED;           /* the database is in trouble */
    }

    if (k->state == THINK_TOOLS) {
        return tools_more(j, k->runs, k->nruns) ? RC_AGAIN
               : tools_over(j, t);
    }

    k->tokens_in += r->tokens_in;
    k->tokens_out += r->tokens_out;

    if (r->failure == MODEL_NO_PROVIDER && k->rounds == 0) {
        json_object_del(t->evidence, "think");
        return RC_OK;                   /* no failure: nobody to ask */
    }

    if (k->op->rc != RC_OK) {
        return think_failed(j, t, model_failure_name(r->failure));
    }

    return r->ncalls > 0 ? tools_called(j, t) : think_answered(j, t);
}
