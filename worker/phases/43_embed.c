/*
 * 43_embed - a vector of the question, so that knowledge is found that means
 * the same in other words.
 *
 * In:   turn->look_up, question, words.
 * Out:  turn->vector and vector_label; evidence "meant".  Or neither, and
 *       search looks by words alone: no account, no vectors in the database,
 *       a provider that fails or takes longer than embed.timeout.
 *
 *   ACCOUNTS  who makes vectors for the tenant is read  -> ASK, or the end
 *   ASK       the provider is asked                     -> the end
 *
 * Vectors of impersonal questions are kept with the answers (answer/cache.h).
 * It never fails a turn.
 */

#include "common/utf8_cut.h"
#include "worker/answer/cache.h"
#include "worker/answer/search.h"
#include "worker/engine/config.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"
#include "worker/providers/call.h"
#include "worker/providers/provider.h"

#define QUESTION_MAX  4000              /* bytes of one that are embedded */
#define KEPT          "vector "         /* in the cache, before the label */

struct meant_s {
    op_t             *accounts;         /* ACCOUNTS; NULL: ASK */
    op_t             *op;
    char              label[EMBED_LABEL_MAX];
    model_ask_t       ask;
    slice_t           text;
    embed_request_t   request;
    embed_reply_t     reply;
};


static bool
is_wanted(const turn_t *t)
{
    return t->look_up && t->words == WORDS_TEXT && t->question.len > 0;
}


static bool
vector_key(const turn_t *t, const meant_t *m, cache_key_t *ret_key)
{
    char              prompt[sizeof(KEPT) + EMBED_LABEL_MAX];
    const cache_of_t  of = {
        .tenant = t->tenant, .language = "", .prompt = prompt,
        .question = t->question
    };

    if (!cache_may(t->question)) {
        return false;
    }

    snprintf(prompt, sizeof(prompt), KEPT "%s", m->label);
    cache_key(&of, ret_key);

    return true;
}


static void
evidence_set(turn_t *t, const meant_t *m, const char *failure, bool cached)
{
    json_object_set_new(t->evidence, "meant", json_pack(
        "{ss sb si ss?}", "label", m->label, "cached", cached,
        "ms", (int) m->reply.ms, "failure", failure));
}


static bool
vector_cached(job_t *j, turn_t *t, const meant_t *m)
{
    cache_key_t  key;
    slice_t      kept;

    if (!vector_key(t, m, &key) || !cache_get(&key, &kept)) {
        return false;
    }

    t->vector = pool_copy(j->pool, kept);
    stat_add(embed_cached, 1);
    evidence_set(t, m, NULL, true);

    return t->vector.data != NULL;
}


static rc_t
question_ask(job_t *j)
{
    turn_t   *t = job_turn(j);
    meant_t  *m = t->meant;

    if (!embed_label(t->tenant, m->label)) {
        return RC_OK;                   /* by words, as ever */
    }

    t->vector_label = m->label;
    if (vector_cached(j, t, m)) {
        return RC_OK;
    }

    m->ask = (model_ask_t) { .tenant = t->tenant, .purpose = "search" };
    m->text = utf8_cut(t->question, QUESTION_MAX);
    m->request = (embed_request_t) {
        .texts = &m->text, .n = 1,
        .total_ms = (uint64_t) config_int("embed.timeout"),
    };
    stat_add(embed_calls, 1);
    m->op = embed_call(j, &m->ask, &m->request, &m->reply);

    return RC_AGAIN;
}


rc_t
embed_start(job_t *j)
{
    turn_t   *t = job_turn(j);
    meant_t  *m;

    t->vector = SLICE_NULL;
    t->vector_label = NULL;
    t->meant = NULL;

    if (!is_wanted(t)) {
        return RC_DECLINED;
    }

    m = t->meant = pool_alloc(j->pool, sizeof(meant_t));
    if (m == NULL) {
        return RC_DECLINED;             /* search says that the pool is full */
    }

    m->accounts = model_accounts(j, t->tenant);

    return m->accounts != NULL ? RC_AGAIN : question_ask(j);
}


/* Searched by words: the answer belongs to them, in the cache, too. */

static rc_t
vector_late(turn_t *t, const char *failure)
{
    stat_add(embed_skipped, 1);
    evidence_set(t, t->meant, failure, false);
    t->vector_label = NULL;

    return RC_OK;
}


rc_t
embed_finish(job_t *j)
{
    turn_t       *t = job_turn(j);
    meant_t      *m = t->meant;
    cache_key_t   key;

    if (m->accounts != NULL) {
        const op_t  *op = m->accounts;

        m->accounts = NULL;
        (void) model_has(op, &(model_ask_t) { .tenant = t->tenant },
                         PROVIDER_EMBED);       /* takes them in */
        return question_ask(j);
    }

    if (m->op->rc != RC_OK) {
        return vector_late(t, model_failure_name(m->reply.failure));
    }

    t->vector = embed_text(j->pool, &m->reply, 0);
    if (t->vector.data == NULL) {
        return vector_late(t, "no_memory");
    }

    if (vector_key(t, m, &key)) {
        cache_put(&key, t->vector);
    }

    evidence_set(t, m, NULL, false);

    return RC_OK;
}
