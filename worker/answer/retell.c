/*
 * retell - see retell.h.
 *
 *   ask    the model, with everything fenced    -> keep, or the end
 *   keep   core.summary_retell: compare and set by the message it reaches to
 */

#include "worker/answer/retell.h"

#include "common/utf8_cut.h"
#include "worker/answer/context.h"
#include "worker/answer/guard.h"
#include "worker/answer/inject.h"
#include "worker/answer/prompt.h"
#include "worker/answer/summary.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/providers/call.h"

#define ASK_MS      70000               /* above provider.total */
#define KEEP_MS     5000
#define MESSAGE_CUT 1000                /* code points of one message */
#define TOKENS_MAX  300                 /* of a summary */
#define SEQ_LEN     24

typedef struct retell_s {
    char               tenant[37], conversation[37];
    char               language[8], seq[SEQ_LEN];
    slice_t            told;            /* fenced, NUL behind it */
    slice_t            summary;         /* the model's */
    op_t              *op;
    model_ask_t        ask;
    model_message_t    message;
    model_request_t    request;
    model_reply_t      reply;
} retell_t;

static const pg_stmt_t  keep_stmt = {
    "summary_retell",
    "select core.summary_retell($1::uuid, $2::uuid, $3::bigint, $4)", 4
};

static unsigned  running;


/* ---- what is told ---- */

/* False: it gives orders, or there is no memory. */

static bool
told_add(pool_t *pool, slice_t *all, const char *kind, slice_t text)
{
    slice_t      fence;
    const char  *more;

    text = utf8_cut_chars(inject_visible(pool, text), MESSAGE_CUT);
    if (text.len == 0) {
        return true;
    }

    fence = prompt_fence(pool, kind, text);
    more = inject_rule(text) != NULL || fence.data == NULL ? NULL
           : pool_printf(pool, "%.*s%s%s", (int) all->len,
                         all->len == 0 ? "" : (const char *) all->data,
                         all->len == 0 ? "" : "\n",
                         (const char *) fence.data);
    if (more != NULL) {
        *all = slice_str(more);
    }

    return more != NULL;
}


void
retell_want(job_t *j, turn_t *t, slice_t before, const said_t *said,
    unsigned n, int64_t seq)
{
    bool       wanted = context_switch(t, "model_summary",
                                       config_bool("summary.model"))
                        && context_switch(t, "model", true);
    retell_t  *r = wanted ? pool_alloc(j->pool, sizeof(retell_t)) : NULL;
    bool       fine;

    if (r == NULL) {
        return;
    }

    fine = told_add(j->pool, &r->told, "summary", before);
    for (unsigned i = 0; i < n && fine; i++) {
        fine = told_add(j->pool, &r->told,
                        said[i].customer ? "message" : "answer", said[i].text);
    }

    /* who gives orders is not retold: the extract says what was said */

    if (!fine || r->told.len == 0) {
        stat_add(summary_refused, 1);
        return;
    }

    snprintf(r->language, sizeof(r->language), "%s", t->language);
    snprintf(r->seq, sizeof(r->seq), "%lld", (long long) seq);
    t->retell = r;
}


/* ---- asking ---- */

static rc_t
ask_start(job_t *j)
{
    retell_t  *r = j->data;

    r->ask = (model_ask_t) {
        .tenant = r->tenant, .purpose = "summary", .language = r->language,
        .chars = r->told.len
    };
    r->message = (model_message_t) { .role = MODEL_USER, .text = r->told };
    r->request = (model_request_t) {
        .system = slice_str(prompt_text(r->language, PROMPT_SUMMARISE)),
        .messages = &r->message, .n = 1, .max_tokens = TOKENS_MAX,
        .stream = true,
    };
    r->op = model_call(j, &r->ask, &r->request, &r->reply);

    return RC_AGAIN;
}


/* One line, as long as an extract may be, no character cut. */

static slice_t
summary_of(pool_t *pool, slice_t reply)
{
    slice_t   text = inject_visible(pool, reply);
    char     *line;

    text = utf8_cut(text, SUMMARY_BYTES);
    while (text.len > 0 && text.data[text.len - 1] <= ' ') {
        text.len--;
    }

    line = pool_printf(pool, "%.*s", (int) text.len, text.len == 0 ? ""
                       : (const char *) text.data);
    for (char *p = line; p != NULL && *p != '\0'; p++) {
        *p = *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p;
    }

    return line == NULL ? SLICE_NULL : slice_str(line);
}


static rc_t
ask_finish(job_t *j)
{
    retell_t         *r = j->data;
    guard_verdict_t   verdict;
    const guard_t     guard = {
        .language = r->language, .instructions = r->request.system,
        .known = &r->told, .nknown = 1
    };

    if (r->reply.failure == MODEL_NO_PROVIDER) {
        return job_fail(j, RC_REJECT, "summary: nobody to ask");
    }

    if (r->op->rc != RC_OK || r->reply.finish != MODEL_STOP) {
        stat_add(summary_failed, 1);
        return job_fail(j, RC_REJECT, "summary: no answer");
    }

    r->summary = summary_of(j->pool, r->reply.text);
    verdict = guard_check(r->summary, &guard, j->pool);

    if (verdict != GUARD_OK || inject_rule(r->summary) != NULL) {
        stat_add(summary_refused, 1);
        log_info("summary.refused", LOG_STR("guard", guard_name(verdict)));
        return job_fail(j, RC_REJECT, "summary: refused");
    }

    return RC_OK;
}


static rc_t
keep_start(job_t *j)
{
    retell_t          *r = j->data;
    const pg_param_t   params[] = {
        PG_TEXT(r->tenant), PG_TEXT(r->conversation), PG_TEXT(r->seq),
        { .value = r->summary }
    };

    r->op = pg_call(j, worker.pg_worker, &keep_stmt, params);

    return RC_AGAIN;
}


static rc_t
keep_finish(job_t *j)
{
    retell_t  *r = j->data;

    if (r->op->rc == RC_OK) {
        stat_add(summary_written, 1);
    } else {
        stat_add(summary_failed, 1);
    }

    return RC_OK;
}


static const phase_t  retell_table[] = {
    { "ask",  ask_start,  ask_finish,  ASK_MS },
    { "keep", keep_start, keep_finish, KEEP_MS },
    { NULL, NULL, NULL, 0 }
};


static void
retell_done(job_t *j, rc_t rc)
{
    (void) j;
    (void) rc;
    running--;
}


void
retell_start(const turn_t *t)
{
    retell_t  *r;
    job_t     *j;

    if (t->retell == NULL) {
        return;
    }

    j = running < (unsigned) config_int("summary.concurrency")
        ? job_new(retell_table, NULL, retell_done) : NULL;
    r = j == NULL ? NULL : pool_alloc(j->pool, sizeof(retell_t));

    if (j == NULL) {
        stat_add(summary_skipped, 1);
        return;
    }

    running++;

    if (r != NULL) {
        *r = *t->retell;
        memcpy(r->tenant, t->tenant, sizeof(r->tenant));
        memcpy(r->conversation, t->conversation, sizeof(r->conversation));
        r->told = pool_copy(j->pool, t->retell->told);
        j->data = r;
    }

    if (r == NULL || r->told.data == NULL) {
        stat_add(summary_skipped, 1);
        job_cancel(j, RC_RETRY, "summary: no memory");
    }
}
