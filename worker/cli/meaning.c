/*
 * meaning - see meaning.h.  One job per request of at most EMBED_TEXTS_MAX
 * texts; the next one begins behind it.
 */

#include "worker/cli/meaning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/provider_loop.h"
#include "worker/providers/call.h"
#include "worker/providers/provider.h"

#define ACCOUNTS_MS  10000
#define MAKE_MS      (10 * 60 * 1000u)  /* provider.total comes first */

static struct {
    meaning_t        *m;
    unsigned          done;             /* vectors that are there */
    op_t             *op;
    model_ask_t       ask;
    slice_t           texts[EMBED_TEXTS_MAX];
    embed_request_t   request;
    embed_reply_t     reply;
} M;


static rc_t
accounts_ready(job_t *j, op_t *op)
{
    return model_has(op, &M.ask, PROVIDER_EMBED)
           && embed_label(M.m->tenant, M.m->label) ? RC_OK
           : job_fail(j, RC_REJECT, "nobody makes vectors");
}


static rc_t
accounts_start(job_t *j)
{
    M.op = model_accounts(j, M.m->tenant);

    return M.op != NULL ? RC_AGAIN : accounts_ready(j, NULL);
}


static rc_t
accounts_finish(job_t *j)
{
    return accounts_ready(j, M.op);
}


static rc_t
make_start(job_t *j)
{
    unsigned  left = M.m->n - M.done;

    M.request = (embed_request_t) {
        .texts = M.texts, .total_ms = M.m->total_ms,
        .n = left < EMBED_TEXTS_MAX ? left : EMBED_TEXTS_MAX
    };

    for (unsigned i = 0; i < M.request.n; i++) {
        M.texts[i] = slice_str(M.m->texts[M.done + i]);
    }

    M.op = embed_call(j, &M.ask, &M.request, &M.reply);

    return RC_AGAIN;
}


static rc_t
make_finish(job_t *j)
{
    if (M.op->rc != RC_OK) {
        return job_fail(j, M.op->rc, "%s", M.op->error == NULL
                        ? model_failure_name(M.reply.failure) : M.op->error);
    }

    for (unsigned i = 0; i < M.request.n; i++) {
        slice_t  text = embed_text(j->pool, &M.reply, i);
        char    *kept = text.data == NULL ? NULL
                        : strndup((const char *) text.data, text.len);

        if (kept == NULL) {
            return job_fail(j, RC_RETRY, "out of memory");
        }

        M.m->vectors[M.done++] = kept;
    }

    return RC_OK;
}


static const phase_t  meaning_table[] = {
    { "accounts", accounts_start, accounts_finish, ACCOUNTS_MS },
    { "make",     make_start,     make_finish,     MAKE_MS },
    { NULL, NULL, NULL, 0 }
};


static void batch_begin(void);


static void
batch_done(job_t *j, rc_t rc)
{
    if (rc == RC_OK && M.done < M.m->n) {
        batch_begin();
        return;
    }

    if (rc != RC_OK) {
        snprintf(M.m->why, sizeof(M.m->why), "%s",
                 j->reason == NULL ? "it failed" : j->reason);
    }

    provider_loop_end();
}


static void
batch_begin(void)
{
    if (job_new(meaning_table, NULL, batch_done) == NULL) {
        snprintf(M.m->why, sizeof(M.m->why), "too many jobs");
        provider_loop_end();
    }
}


bool
meaning_ask(meaning_t *m)
{
    M.m = m;
    M.ask = (model_ask_t) { .tenant = m->tenant, .purpose = "search" };
    m->vectors = calloc(m->n, sizeof(char *));

    if (m->vectors == NULL) {
        snprintf(m->why, sizeof(m->why), "out of memory");
        return false;
    }

    if (!provider_loop("meaning", batch_begin)) {
        snprintf(m->why, sizeof(m->why), "the database does not answer");
    }

    return m->why[0] == '\0';
}


void
meaning_release(meaning_t *m)
{
    for (unsigned i = 0; m->vectors != NULL && i < m->n; i++) {
        free(m->vectors[i]);
    }

    free(m->vectors);
    m->vectors = NULL;
}
