/*
 * errand_pasted - turns of a text that somebody pasted.
 *
 *   preview   with what they say was said before, under the tenant's rules or
 *             the ones they gave; no model is asked and nothing is written
 *   told      the very request that a model would get for it: system text,
 *             knowledge and turns, fenced; no provider is asked
 */

#include <stdlib.h>

#include "worker/answer/answer.h"
#include "worker/answer/ask.h"
#include "worker/decide/defaults.h"
#include "worker/engine/loop.h"
#include "worker/errands/errand_turn.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"

static rc_t told_keep(job_t *j);
static rc_t told_build(job_t *j);

static const phase_t  preview_phases[] = {
    { "understand",  understand_start, NULL,           0 },
    { "decide",      decide_start,     NULL,           0 },
    { "search",      search_start,     search_finish,  15000 },
    { "reply",       reply_start,      NULL,           0 },
    { NULL, NULL, NULL, 0 }
};

static const phase_t  told_phases[] = {
    { "understand",  understand_start, NULL,           0 },
    { "decide",      decide_start,     NULL,           0 },
    { "keep",        told_keep,        NULL,           0 },
    { "search",      search_start,     search_finish,  15000 },
    { "told",        told_build,       NULL,           0 },
    { NULL, NULL, NULL, 0 }
};


/* --- preview ------------------------------------------------------------- */

/* {"from", "text"} as core.contexts would have it. */
static json_t *
history_recent(const json_t *history)
{
    json_t  *recent = json_array(), *item;
    size_t   i;

    json_array_foreach((json_t *) history, i, item) {
        json_array_append_new(recent, json_pack("{s:I, s:O, s:O, s:I}",
            "seq", (json_int_t) i + 1, "role", json_object_get(item, "from"),
            "text", json_object_get(item, "text"), "at_ms",
            (json_int_t) (unix_us() / 1000)));
    }

    return recent;
}


/* Its settings, with the persona and the prompt that were given. */
static void
tenant_settings_given(json_t *tenant, const json_t *input)
{
    json_t      *persona = json_object_get(input, "persona");
    json_t      *prompt = json_object_get(input, "prompt");
    json_t      *settings, *prompts;

    if (persona == NULL && prompt == NULL) {
        return;
    }

    settings = json_deep_copy(json_object_get(tenant, "settings"));
    settings = settings == NULL ? json_object() : settings;

    if (persona != NULL) {
        json_object_set(settings, "persona", persona);
    }

    if (prompt != NULL) {
        prompts = json_object();        /* whichever its turn is held in */

        for (int i = 0; i < LANGUAGES; i++) {
            json_object_set_new(prompts, lexicons[i]->language,
                                json_pack("{s:O}", "text", prompt));
        }

        json_object_set_new(settings, "prompts", prompts);
    }

    json_object_set_new(tenant, "settings", settings);
}


/* The tenant, with the rules that were given instead of its own.  Compiled
 * rules are kept by version: these have one that nobody else has. */
static json_t *
preview_tenant(const errand_t *e)
{
    static json_int_t  version = -1;

    json_t  *tenant = json_copy((json_t *) errand_tenant(e));
    json_t  *given = json_object_get(errand_input(e), "rules");

    if (given != NULL) {
        json_object_set_new(tenant, "rules", json_pack("{s:I, s:O}",
                            "version", --version, "rules", given));
    }

    tenant_settings_given(tenant, errand_input(e));

    return tenant;
}


static json_t *
preview_context(const errand_t *e)
{
    const json_t  *input = errand_input(e);
    json_int_t     seq = (json_int_t) json_array_size(json_object_get(input,
                                                      "history")) + 1;

    return json_pack("{s:o, s:{s:s, s:i, s:I, s:I, s:O?, s:b, s:b, s:i},"
        " s:{s:s, s:s}, s:{s:n, s:n, s:{}}, s:n, s:n, s:[], s:o,"
        " s:[{s:I, s:s, s:O, s:n, s:I, s:n, s:n, s:i}]}",
        "tenant", preview_tenant(e),
        "conversation", "state", "bot", "epoch", 1, "done_seq", seq - 1,
        "last_seq", seq, "language", json_object_get(input, "language"),
        "asked_person", 0, "asked_rating", 0, "attempt", 0,
        "account", "channel", "webchat", "account", "preview",
        "contact", "name", "language", "to", "memory", "profile", "files",
        "recent", history_recent(json_object_get(input, "history")),
        "messages", "seq", seq, "type", "text", "text",
        json_object_get(input, "text"), "content", "at_ms",
        (json_int_t) (unix_us() / 1000), "provider_id", "trace",
        "strikes", 0);
}


/* What the worker would say of rules; NULL: they are good. */
static const char *
rules_refused(const errand_t *e, char *err, size_t err_len)
{
    const json_t  *given = json_object_get(errand_input(e), "rules");
    rules_t       *rules;

    if (!decide_init(err, err_len)) {
        return err;
    }

    if (given == NULL) {
        return NULL;
    }

    rules = rules_load(given, decide_patterns(), err, err_len);
    free(rules);

    return rules == NULL ? err : NULL;
}


static json_t *
preview_result(const turn_t *t)
{
    const json_t  *judged = t->judged;
    json_t        *verdict = json_object_get(judged, "verdict");

    json_object_del(verdict, "rules_version");

    return json_pack("{s:s, s:b, s:s?, s:s?, s:s?, s:b, s:O?, s:O?, s:O?,"
        " s:O?}", "language", t->language, "escalate",
        t->transition != NULL
            && strcmp(t->transition, "pending_handoff") == 0,
        "transition", t->transition, "reason", t->reason, "reply",
        t->reply_text, "looked_up", t->look_up, "verdict", verdict, "scene",
        json_object_get(judged, "scene"), "analysis",
        json_object_get(judged, "analysis"), "evidence", t->evidence);
}


static void
preview_done(job_t *j, rc_t rc)
{
    errand_turn_end(j, rc, preview_result);
    errand_turn_free(j->data);
}


/* A turn of the text that was pasted, in these phases. */
static void
pasted_begin(errand_t *e, const phase_t *phases,
    void (*done)(job_t *j, rc_t rc))
{
    errand_turn_t  *own = calloc(1, sizeof(errand_turn_t));
    turn_t         *t;

    if (own == NULL) {
        errand_drop(e, "out of memory");
        return;
    }

    t = &own->turn;
    t->context = preview_context(e);
    t->channel = "webchat";
    t->account = "preview";
    t->from_seq = t->to_seq = 1;
    t->text = slice_str(jsonx_str(errand_input(e), "text"));

    if (t->context == NULL) {
        free(own);
        errand_drop(e, "out of memory");
        return;
    }

    errand_turn_begin(e, phases, own, done);
}


void
errand_preview(errand_t *e)
{
    char         err[256];
    const char  *refused = rules_refused(e, err, sizeof(err));

    if (refused != NULL) {
        errand_done(e, NULL, refused);
        return;
    }

    pasted_begin(e, preview_phases, preview_done);
}


/* --- told ---------------------------------------------------------------- */

/* What the bot would not look up either is looked up here: people want to see
 * the knowledge that a model would get. */
static rc_t
told_keep(job_t *j)
{
    turn_t  *t = job_turn(j);

    t->transition = NULL;
    t->look_up = t->words == WORDS_TEXT;

    return RC_OK;
}


static json_t *
told_messages(const model_request_t *request)
{
    json_t  *all = json_array();

    for (unsigned i = 0; i < request->n; i++) {
        const model_message_t  *m = &request->messages[i];

        json_array_append_new(all, json_pack("{s:s, s:s%}", "role",
            m->role == MODEL_USER ? "user" : "assistant", "text",
            (const char *) m->text.data, m->text.len));
    }

    return all;
}


static rc_t
told_build(job_t *j)
{
    errand_turn_t  *own = j->data;
    turn_t         *t = &own->turn;
    slice_t         system;
    ask_t          *a = pool_alloc_always(j->pool, sizeof(ask_t));
    unsigned        tokens;

    if (!ask_build(j, t, a)) {
        return job_fail(j, RC_RETRY, "told: pool is full");
    }

    system = a->request.system;
    tokens = prompt_tokens(system);
    for (unsigned i = 0; i < a->request.n; i++) {
        tokens += prompt_tokens(a->request.messages[i].text);
    }

    own->told = json_pack("{s:s, s:s, s:s%, s:i, s:s, s:o, s:i, s:s?, s:f}",
        "language", t->language,
        "own", prompt_text(t->language, PROMPT_SYSTEM),
        "system", (const char *) system.data, system.len,
        "tokens", (int) tokens, "version", prompt_version(t->language),
        "messages", told_messages(&a->request),
        "dropped", (int) a->dropped, "injection", a->injection,
        "confidence", t->confidence);

    return RC_OK;
}


static json_t *
told_result(const turn_t *t)
{
    return ((const errand_turn_t *) t)->told;
}


static void
told_done(job_t *j, rc_t rc)
{
    errand_turn_end(j, rc, told_result);
    errand_turn_free(j->data);
}


void
errand_told(errand_t *e)
{
    char  err[256];

    if (!decide_init(err, sizeof(err)) || !answer_init(err, sizeof(err))) {
        errand_done(e, NULL, err);
        return;
    }

    pasted_begin(e, told_phases, told_done);
}
