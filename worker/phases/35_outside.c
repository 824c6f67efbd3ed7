/*
 * 35_outside - what an outside service says of the words: Comprehend of the
 * mood, Lex of the intent; with understand.outside, where the tenant has an
 * account of that kind.
 *
 * In:   turn->text, words, language, u.
 * Out:  u.sentiment's label, polarity and score, u.intent: the service's, or
 *       ours as they were: it knows no answer, fails, or takes longer than
 *       understand.timeout.  Evidence "outside".
 *
 *   ACCOUNTS  who can be asked is read           -> ASK, or the end
 *   ASK       both at once, one question each    -> the end
 *
 * Feelings (angry, frustrated, confused), slots and everything else are ours in
 * any case.  It never fails a turn.
 */

#include "worker/answer/context.h"
#include "worker/engine/config.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/sentiment.h"
#include "worker/pipeline.h"
#include "worker/providers/call.h"
#include "worker/providers/setup.h"

typedef struct {
    const char            *provider;    /* its kind of account */
    understand_kind_t      kind;
    op_t                  *op;          /* NULL: no such account */
    char                   account[64];
    model_ask_t            ask;
    understand_request_t   request;
    understand_reply_t     reply;
} question_t;

enum { MOOD, WANT, QUESTIONS };

struct outside_s {
    op_t        *accounts;              /* ACCOUNTS; NULL: ASK */
    question_t   questions[QUESTIONS];
};


/* The tenant's own account of that kind comes first. */

static bool
account_find(const turn_t *t, question_t *q)
{
    const setup_t  *setup = setup_get(t->tenant);

    for (unsigned i = 0; setup != NULL && i < setup->n; i++) {
        const setup_account_t  *a = &setup->accounts[i];

        if (strcmp(a->provider->name, q->provider) == 0) {
            snprintf(q->account, sizeof(q->account), "%s", a->name);
            return true;
        }
    }

    return false;
}


static bool
question_ask(job_t *j, turn_t *t, question_t *q)
{
    if (!account_find(t, q) || (q->kind == UNDERSTAND_SENTIMENT
        && !context_flag(t, "sentiment_analysis")))
    {
        return false;
    }

    q->ask = (model_ask_t) { .tenant = t->tenant, .purpose = "understand",
                             .account = q->account };
    q->request = (understand_request_t) {
        .kind = q->kind, .text = t->text, .language = t->language,
        .conversation = t->conversation,
        .total_ms = (uint64_t) config_int("understand.timeout")
    };
    stat_add(outside_calls, 1);
    q->op = understand_call(j, &q->ask, &q->request, &q->reply);

    return true;
}


static rc_t
outside_ask(job_t *j, turn_t *t)
{
    bool  waits = false;

    for (unsigned i = 0; i < QUESTIONS; i++) {
        waits = question_ask(j, t, &t->outside->questions[i]) || waits;
    }

    return waits ? RC_AGAIN : RC_OK;
}


rc_t
outside_start(job_t *j)
{
    turn_t     *t = job_turn(j);
    outside_t  *o;

    t->outside = NULL;
    if (!config_bool("understand.outside") || t->words != WORDS_TEXT
        || t->text.len == 0)
    {
        return RC_DECLINED;
    }

    o = t->outside = pool_alloc(j->pool, sizeof(outside_t));
    if (o == NULL) {
        return RC_DECLINED;             /* ours stands */
    }

    o->questions[MOOD] = (question_t) { .provider = "comprehend",
                                        .kind = UNDERSTAND_SENTIMENT };
    o->questions[WANT] = (question_t) { .provider = "lex",
                                        .kind = UNDERSTAND_INTENT };
    o->accounts = model_accounts(j, t->tenant);

    return o->accounts != NULL ? RC_AGAIN : outside_ask(j, t);
}


/* --- what it said -------------------------------------------------------- */

/* A service knows one degree of negative; that it is worse is ours to see. */

static void
mood_take(turn_t *t, const understand_reply_t *r)
{
    static const struct { const char *label; sentiment_label_t is; } labels[]
        = {
        { "positive", SENTIMENT_POSITIVE }, { "neutral", SENTIMENT_NEUTRAL },
        { "negative", SENTIMENT_NEGATIVE }, { "mixed", SENTIMENT_MIXED }
    };
    sentiment_t  *s = &t->u.sentiment;

    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        if (strcmp(r->label, labels[i].label) == 0
            && !(labels[i].is == SENTIMENT_NEGATIVE
                 && s->label == SENTIMENT_VERY_NEGATIVE))
        {
            s->label = labels[i].is;
            s->polarity = r->positive - r->negative;
            s->score = r->score;
        }
    }
}


static void
want_take(turn_t *t, const understand_reply_t *r)
{
    const char  *ours = intent_canonical(r->intent);
    intent_t    *i = &t->u.intent;

    if (*r->intent == '\0') {
        return;
    }

    memcpy(i->second, i->name, sizeof(i->second));
    i->second_score = i->score;
    snprintf(i->name, sizeof(i->name), "%s", ours != NULL ? ours : r->intent);
    i->score = r->score;
}


static json_t *
question_evidence(const question_t *q)
{
    bool  known = q->op->rc == RC_OK && !q->reply.fallback;

    return json_pack("{ss sb ss sf}", "account", q->account, "taken", known,
                     "said", !known ? "" : q->kind == UNDERSTAND_INTENT
                     ? q->reply.intent : q->reply.label,
                     "score", known ? q->reply.score : 0.0);
}


rc_t
outside_finish(job_t *j)
{
    turn_t     *t = job_turn(j);
    outside_t  *o = t->outside;
    json_t     *said;

    if (o->accounts != NULL) {
        const op_t  *op = o->accounts;

        o->accounts = NULL;
        (void) model_has(op, &(model_ask_t) { .tenant = t->tenant },
                         PROVIDER_NLU);         /* takes them in */
        return outside_ask(j, t);
    }

    said = json_object();
    for (unsigned i = 0; i < QUESTIONS; i++) {
        question_t  *q = &o->questions[i];

        if (q->op == NULL) {
            continue;
        }

        json_object_set_new(said, q->provider, question_evidence(q));
        stat_add(outside_failed, q->op->rc != RC_OK);

        if (q->op->rc == RC_OK && !q->reply.fallback) {
            if (i == MOOD) {
                mood_take(t, &q->reply);
            } else {
                want_take(t, &q->reply);
            }
        }
    }

    json_object_set_new(t->evidence, "outside", said);

    return RC_OK;
}
