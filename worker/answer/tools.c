/* tools - see tools.h. */

#include "worker/answer/tools.h"

#include "common/utf8_cut.h"
#include "worker/answer/context.h"
#include "worker/answer/inject.h"
#include "worker/answer/memory.h"
#include "worker/answer/search.h"
#include "worker/answer/summary.h"
#include "worker/channels/rfc3339.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"

#define DAY_MS      (24 * 3600 * 1000ll)
#define LATE_MS     (5 * 60 * 1000ll)   /* a time just gone is "now" */
#define QUERY_CUT   500                 /* code points */
#define REASON_CUT  500

static const pg_stmt_t  customer_stmt = {
    "customer", "select core.customer($1::uuid, $2::uuid)", 2
};


struct lookup_s {
    search_t          search;
    model_ask_t       ask;
    embed_request_t   request;          /* of a vector of search.question */
    embed_reply_t     vector;
    char              label[EMBED_LABEL_MAX];
};


bool
tools_check(job_t *j, const model_reply_t *reply,
    tool_run_t runs[ASK_CALLS_MAX], const char **ret_why)
{
    if (reply->ncalls > ASK_CALLS_MAX) {
        *ret_why = "too many calls at once";
        return false;
    }

    for (unsigned i = 0; i < reply->ncalls; i++) {
        runs[i] = (tool_run_t) { .call = &reply->calls[i] };

        if (!tool_check(j->pool, &reply->calls[i], &runs[i].tool, ret_why)) {
            return false;
        }
    }

    return true;
}


/* --- handing over -------------------------------------------------------- */

/* What the person is told: stored with the ticket, erased with it. */

static void
handoff_tell(job_t *j, turn_t *t, const json_t *args)
{
    json_t   *told = memory_effect(j, t, "handoff");
    slice_t   why = inject_visible(j->pool,
                                   slice_str(jsonx_str(args, "reason")));
    json_t   *sentiment = json_object_get(args, "sentiment");
    json_t   *stage = json_object_get(args, "journey_stage");

    why = utf8_cut_chars(why, REASON_CUT);
    if (told == NULL || why.len == 0) {
        return;
    }

    json_object_set_new(told, "explanation",
                        json_stringn((const char *) why.data, why.len));
    if (sentiment != NULL) {
        json_object_set(told, "sentiment", sentiment);
    }
    if (stage != NULL) {
        json_object_set(told, "stage", stage);
    }
}


/* Only words of lists get into the evidence; the reason is the model's, and
 * goes to the ticket. */

bool
tools_hand_over(job_t *j, turn_t *t, const tool_run_t *runs, unsigned n,
    json_t *evidence)
{
    static const char *const  kept[] = { "category", "priority", "skill" };

    for (unsigned i = 0; i < n; i++) {
        if (runs[i].tool != TOOL_ESCALATE && runs[i].tool != TOOL_TRANSFER) {
            continue;
        }

        t->transition = "pending_handoff";
        t->reason = "model_hands_over";
        handoff_tell(j, t, runs[i].call->arguments);

        for (size_t k = 0; k < sizeof(kept) / sizeof(kept[0]); k++) {
            json_t  *value = json_object_get(runs[i].call->arguments, kept[k]);

            if (value != NULL) {
                json_object_set(evidence, kept[k], value);
            }
        }

        return true;
    }

    return false;
}


/* --- running ------------------------------------------------------------- */

static void
answer(job_t *j, tool_run_t *run, json_t *result, bool is_error)
{
    run->result = pool_json_dump(j->pool, pool_json(j->pool, result));
    run->is_error = is_error;
}


/* The number is the contact's own, as the channel knows it. */

static void
callback_run(job_t *j, turn_t *t, tool_run_t *run)
{
    const json_t  *args = run->call->arguments;
    const json_t  *to = json_object_get(json_object_get(t->context, "contact"),
                                        "to");
    slice_t        reason = utf8_cut_chars(
                                slice_str(jsonx_str(args, "reason")),
                                REASON_CUT);
    int64_t        now = (int64_t) (unix_us() / 1000);
    int64_t        at = rfc3339_ms(jsonx_str(args, "at"));
    json_t        *effect;

    if (at < now - LATE_MS || at > now + CALLBACK_DAYS_MAX * DAY_MS) {
        answer(j, run, json_pack("{s:s, s:s}", "error",
               "The time must lie ahead, at most 60 days.",
               "now", context_now(t)), true);
        return;
    }

    effect = memory_effect(j, t, "callback");
    json_object_set_new(effect, "at_ms", json_integer(at));

    if (reason.len > 0) {
        json_object_set_new(effect, "reason",
            json_stringn((const char *) reason.data, reason.len));
    }

    if (*jsonx_str(to, "phone") != '\0') {
        json_object_set(effect, "phone", json_object_get(to, "phone"));
    }

    answer(j, run, json_pack("{s:b}", "noted", 1), effect == NULL);
}


static void
customer_run(job_t *j, turn_t *t, tool_run_t *run)
{
    const pg_param_t  params[] = { PG_TEXT(t->tenant),
                                   PG_TEXT(t->conversation) };

    run->op = pg_call(j, worker.pg_turn, &customer_stmt, params);
}


static void
knowledge_run(job_t *j, turn_t *t, tool_run_t *run)
{
    lookup_t  *l = pool_alloc(j->pool, sizeof(lookup_t));
    slice_t    query = slice_str(jsonx_str(run->call->arguments, "query"));

    if (l == NULL) {
        return;
    }

    l->search = (search_t) {
        .tenant = t->tenant, .language = t->language,
        .question = pool_copy(j->pool, utf8_cut_chars(query, QUERY_CUT)),
        .knowledge = jsonx_int(json_object_get(t->context, "tenant"),
                               "knowledge")
    };

    if (l->search.question.len == 0 || !embed_label(t->tenant, l->label)) {
        run->op = search_call(j, &l->search);
        return;
    }

    l->ask = (model_ask_t) { .tenant = t->tenant, .purpose = "search" };
    l->request = (embed_request_t) {
        .texts = &l->search.question, .n = 1,
        .total_ms = (uint64_t) config_int("embed.timeout"),
    };
    stat_add(embed_calls, 1);
    run->lookup = l;
    run->op = embed_call(j, &l->ask, &l->request, &l->vector);
}


/* The vector is there, or late: then words alone find what they find. */

static void
knowledge_search(job_t *j, tool_run_t *run)
{
    lookup_t  *l = run->lookup;

    if (run->op->rc == RC_OK) {
        l->search.label = l->label;
        l->search.vector = embed_text(j->pool, &l->vector, 0);
    }

    stat_add(embed_skipped, l->search.vector.len == 0);
    run->lookup = NULL;
    run->op = search_call(j, &l->search);
}


bool
tools_start(job_t *j, turn_t *t, tool_run_t *runs, unsigned n)
{
    bool  waits = false;

    for (unsigned i = 0; i < n; i++) {
        stat_add(think_tools, 1);

        switch (runs[i].tool) {
        case TOOL_CALLBACK:   callback_run(j, t, &runs[i]);   break;
        case TOOL_CUSTOMER:   customer_run(j, t, &runs[i]);   break;
        case TOOL_KNOWLEDGE:  knowledge_run(j, t, &runs[i]);  break;
        default:              break;
        }

        waits = waits || runs[i].op != NULL;
    }

    return waits;
}


bool
tools_more(job_t *j, tool_run_t *runs, unsigned n)
{
    bool  waits = false;

    for (unsigned i = 0; i < n; i++) {
        if (runs[i].lookup != NULL) {
            knowledge_search(j, &runs[i]);
            waits = true;
        }
    }

    return waits;
}


/* --- results ------------------------------------------------------------- */

/* Of a search: what may be shown, and nothing of scores and ids. */

static json_t *
knowledge_result(job_t *j, const op_t *op)
{
    json_t  *found = pool_json(j->pool, jsonx_load(op->body));
    json_t  *list = json_array(), *hit;
    size_t   i;

    json_array_foreach(json_object_get(found, "hits"), i, hit) {
        slice_t  text = slice_str(jsonx_str(hit, "answer"));

        if (inject_rule(text) == NULL
            && inject_rule(slice_str(jsonx_str(hit, "question"))) == NULL)
        {
            json_array_append_new(list, json_pack("{s:O?, s:O?}",
                "question", json_object_get(hit, "question"),
                "answer", json_object_get(hit, "answer")));
        }
    }

    return json_pack("{s:o}", "found", list);
}


static json_t *
customer_result(job_t *j, const turn_t *t, const tool_run_t *run)
{
    json_t   *all = jsonx_load(run->op->body), *field;
    json_t   *wanted = json_object_get(run->call->arguments, "fields");
    json_t   *some = json_object();
    said_t    said[CONTEXT_SAID_MAX];
    slice_t   recent = summary_recent(j->pool, said,
                                      context_said(t, false, said));
    size_t    i;

    json_object_set_new(all, "history", json_stringn((const char *)
                        recent.data, recent.len));

    if (json_array_size(wanted) == 0) {
        json_decref(some);
        return all;
    }

    json_array_foreach(wanted, i, field) {
        const char  *name = json_string_value(field);
        json_object_set(some, name, json_object_get(all, name));
    }

    json_decref(all);

    return some;
}


static void
result_take(job_t *j, const turn_t *t, tool_run_t *run)
{
    if (run->op == NULL) {
        if (run->result.data == NULL) {
            answer(j, run, json_pack("{s:s}", "error", "Not now."), true);
        }

    } else if (run->op->rc != RC_OK) {
        answer(j, run, json_pack("{s:s}", "error", "Not now."), true);

    } else if (run->tool == TOOL_CUSTOMER) {
        answer(j, run, customer_result(j, t, run), false);

    } else {
        answer(j, run, knowledge_result(j, run->op), false);
    }
}


/* The reply's slots are used again by the next call: copies. */

static bool
calls_add(job_t *j, ask_t *a, const model_reply_t *reply)
{
    size_t              size = reply->ncalls * sizeof(model_tool_call_t);
    model_tool_call_t  *calls = pool_alloc(j->pool, size);
    model_message_t     message = { .role = MODEL_ASSISTANT,
                                    .text = pool_copy(j->pool, reply->text),
                                    .calls = calls,
                                    .ncalls = reply->ncalls };

    if (calls == NULL) {
        return false;
    }

    memcpy(calls, reply->calls, size);

    return ask_add(a, &message);
}


bool
tools_finish(job_t *j, turn_t *t, ask_t *a, const model_reply_t *reply,
    tool_run_t *runs, unsigned n)
{
    if (!calls_add(j, a, reply)) {
        return false;
    }

    for (unsigned i = 0; i < n; i++) {
        model_message_t  message = { .role = MODEL_TOOL,
                                     .call_id = runs[i].call->id };

        result_take(j, t, &runs[i]);
        message.text = runs[i].result;
        message.is_error = runs[i].is_error;
        ask_knows(a, message.text);

        if (message.text.data == NULL || !ask_add(a, &message)) {
            return false;
        }
    }

    a->personal = true;                 /* of this conversation only */

    return true;
}
