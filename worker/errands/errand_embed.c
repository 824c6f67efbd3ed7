/*
 * errand_embed - `kb_embed`: what the tenant's knowledge means, as vectors.
 *
 *   accounts  who makes them, and what they are called  -> next, or the end
 *   next      core.vectors_next: chunks that have none yet
 *   make      the provider, BATCH texts at a time
 *   store     core.vectors_put; when none was left core.vectors_sweep, which
 *             takes those of another model away
 *
 * One batch is one job; the next begins behind it.  What is stored stays: who
 * dies or fails is followed by one that goes on where it ended.  Input: {}.
 * Result: {"label", "made", "vectors", "tokens"}, or {"made": 0} when nobody
 * makes vectors for the tenant.
 */

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/stats.h"
#include "worker/errands/errand.h"
#include "worker/jsonx.h"
#include "worker/providers/call.h"
#include "worker/providers/provider.h"
#include "worker/providers/setup.h"

#define BATCH     "32"
#define CHARS     "4000"                /* of a chunk: its beginning says it */
#define TRIES     3                     /* of the errand, as in errands.c */
#define ASK_MS    (10 * 60 * 1000u)     /* provider.total comes first */

typedef struct {
    errand_t         *errand;
    char              label[EMBED_LABEL_MAX];
    unsigned          made, tokens;
    int64_t           vectors;
    bool              nobody;           /* makes vectors for this tenant */

    /* of one batch, in its job's pool */
    op_t             *op;
    model_ask_t       ask;
    json_t           *chunks;
    slice_t           texts[EMBED_TEXTS_MAX];
    embed_request_t   request;
    embed_reply_t     reply;
} work_t;

static const pg_stmt_t  next_stmt = {
    "vectors_next", "select core.vectors_next($1::uuid, $2, " CHARS ", "
    BATCH ")", 2
};
static const pg_stmt_t  put_stmt = {
    "vectors_put", "select core.vectors_put($1::uuid, $2, $3::jsonb)", 3
};
static const pg_stmt_t  sweep_stmt = {
    "vectors_sweep", "select core.vectors_sweep($1::uuid, $2)", 2
};


/* ---- phases ---- */

static rc_t
accounts_ready(job_t *j, op_t *op)
{
    work_t  *w = j->data;

    w->nobody = !model_has(op, &w->ask, PROVIDER_EMBED)
                || !embed_label(w->errand->tenant, w->label);

    return w->nobody ? job_fail(j, RC_REJECT, "nobody makes vectors") : RC_OK;
}


static rc_t
accounts_start(job_t *j)
{
    work_t  *w = j->data;

    w->ask = (model_ask_t) { .tenant = w->errand->tenant,
                             .purpose = "embed" };
    if (w->label[0] == '\0') {
        setup_forget(w->errand->tenant);        /* its model may be new */
    }
    w->op = model_accounts(j, w->errand->tenant);

    return w->op != NULL ? RC_AGAIN : accounts_ready(j, NULL);
}


static rc_t
accounts_finish(job_t *j)
{
    work_t  *w = j->data;

    return accounts_ready(j, w->op);
}


static rc_t
next_start(job_t *j)
{
    work_t            *w = j->data;
    const pg_param_t   params[] = { PG_TEXT(w->errand->tenant),
                                    PG_TEXT(w->label) };

    w->op = pg_call(j, worker.pg_worker, &next_stmt, params);

    return RC_AGAIN;
}


static rc_t
next_finish(job_t *j)
{
    work_t  *w = j->data;
    json_t  *chunk;
    size_t   i;

    if (w->op->rc != RC_OK) {
        return job_fail(j, w->op->rc, "embed: %s", w->op->error);
    }

    w->chunks = pool_json(j->pool, jsonx_load(w->op->body));
    w->request = (embed_request_t) { .texts = w->texts };

    json_array_foreach(w->chunks, i, chunk) {
        if (w->request.n < EMBED_TEXTS_MAX) {
            w->texts[w->request.n++] = slice_str(jsonx_str(chunk, "text"));
        }
    }

    return json_is_array(w->chunks) ? RC_OK
           : job_fail(j, RC_RETRY, "embed: no list of chunks");
}


static rc_t
make_start(job_t *j)
{
    work_t  *w = j->data;

    if (w->request.n == 0) {
        return RC_DECLINED;             /* all have one */
    }

    w->op = embed_call(j, &w->ask, &w->request, &w->reply);

    return RC_AGAIN;
}


static rc_t
make_finish(job_t *j)
{
    work_t  *w = j->data;

    w->tokens += w->reply.tokens_in;

    return w->op->rc == RC_OK ? RC_OK
           : job_fail(j, w->op->rc, "embed: %s", w->op->error);
}


/* [{"chunk", "vector"}] */

static slice_t
items_text(job_t *j, const work_t *w)
{
    json_t  *list = pool_json(j->pool, json_array());

    for (unsigned i = 0; i < w->request.n; i++) {
        slice_t  vector = embed_text(j->pool, &w->reply, i);

        if (vector.data == NULL) {
            return SLICE_NULL;
        }

        json_array_append_new(list, json_pack("{ss ss}", "chunk",
            jsonx_str(json_array_get(w->chunks, i), "chunk"),
            "vector", (const char *) vector.data));
    }

    return pool_json_dump(j->pool, list);
}


static rc_t
store_start(job_t *j)
{
    work_t      *w = j->data;
    pg_param_t   params[3] = { PG_TEXT(w->errand->tenant),
                               PG_TEXT(w->label) };
    slice_t      items;

    if (w->request.n == 0) {
        w->op = pg_call(j, worker.pg_worker, &sweep_stmt, params);
        return RC_AGAIN;
    }

    items = items_text(j, w);
    if (items.data == NULL) {
        return job_fail(j, RC_RETRY, "embed: out of memory");
    }

    params[2] = PG_SLICE(items);
    w->op = pg_call(j, worker.pg_worker, &put_stmt, params);

    return RC_AGAIN;
}


static rc_t
store_finish(job_t *j)
{
    work_t  *w = j->data;
    json_t  *answer;

    if (w->op->rc != RC_OK) {
        return job_fail(j, w->op->rc, "embed: %s", w->op->error);
    }

    answer = pool_json(j->pool, jsonx_load(w->op->body));
    w->vectors = jsonx_int(answer, "vectors");
    w->made += w->request.n;
    stat_add(vectors_made, w->request.n);

    return RC_OK;
}


static const phase_t  embed_table[] = {
    { "accounts", accounts_start, accounts_finish, 10000 },
    { "next",     next_start,     next_finish,     10000 },
    { "make",     make_start,     make_finish,     ASK_MS },
    { "store",    store_start,    store_finish,    30000 },
    { NULL, NULL, NULL, 0 }
};


/* ---- batches ---- */

static void batch_start(work_t *w);


static json_t *
result_of(const work_t *w)
{
    return w->nobody ? json_pack("{si}", "made", 0)
           : json_pack("{ss si sI si}", "label", w->label, "made",
                       (int) w->made, "vectors", (json_int_t) w->vectors,
                       "tokens", (int) w->tokens);
}


/* The errand's last try says why; before that it comes again. */

static void
work_failed(work_t *w, const char *reason)
{
    stat_add(vectors_failed, 1);

    if (jsonx_int(w->errand->claim, "attempts") >= TRIES) {
        errand_done(w->errand, NULL, reason);
    } else {
        errand_drop(w->errand, reason);
    }
}


static void
batch_done(job_t *j, rc_t rc)
{
    work_t  *w = j->data;

    if (rc == RC_OK && w->request.n > 0 && !errands_are_stopped()) {
        batch_start(w);
        return;
    }

    if (rc == RC_OK && w->request.n > 0) {
        errand_drop(w->errand, "the worker ends");
    } else if (rc == RC_OK || w->nobody) {
        errand_done(w->errand, result_of(w), NULL);
    } else {
        work_failed(w, j->reason == NULL ? "embed: failed" : j->reason);
    }

    free(w);
}


static void
batch_start(work_t *w)
{
    w->request.n = 0;

    if (job_new(embed_table, w, batch_done) == NULL) {
        errand_drop(w->errand, "too many jobs");
        free(w);
    }
}


void
errand_embed(errand_t *e)
{
    work_t  *w = calloc(1, sizeof(work_t));

    if (w == NULL) {
        errand_drop(e, "out of memory");
        return;
    }

    w->errand = e;
    batch_start(w);
}
