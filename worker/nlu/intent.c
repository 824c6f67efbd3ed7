/*
 * intent - see intent.h.
 */

#include "worker/nlu/intent.h"

#include "worker/nlu/body.h"
#include "worker/nlu/models.h"
#include "worker/nlu/votes.h"

#define OTHER  "other"

/* Surer, the body of a letter alone says what it is about. */
#define MATTER_SURE  0.35f

/* How much a phrase that was found counts beside the model. */
#define ACT_ODDS  30.0f

static const struct { const char *alias, *name; } aliases[] = {
    { "technical_issue", "technical_support" },
    { "billing_inquiry", "billing_dispute" },
    { "product_configuration", "technical_support" },
    { "order_inquiry", "order_status" },
    { "refund", "refund_request" },
    { "cancellation", "cancel_service" },
    { "speak_to_agent", "human_agent" },
};


const char *
intent_canonical(const char *name)
{
    for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
        if (strcmp(aliases[i].alias, name) == 0) {
            return aliases[i].name;
        }
    }

    for (unsigned i = 0; intent_names[i] != NULL; i++) {
        if (strcmp(intent_names[i], name) == 0) {
            return intent_names[i];
        }
    }

    return NULL;
}


/* The best two of the scores, as an intent. */

static void
intent_of_scores(const model_t *m, const float score[], intent_t *ret)
{
    unsigned  best = 0, second = 1;

    for (unsigned i = 1; i < model_classes(m); i++) {
        if (score[i] > score[best]) {
            second = best;
            best = i;
        } else if (second == best || score[i] > score[second]) {
            second = i;
        }
    }

    snprintf(ret->name, sizeof(ret->name), "%s", m->name[best]);
    ret->score = (double) score[best];
    snprintf(ret->second, sizeof(ret->second), "%s", m->name[second]);
    ret->second_score = (double) score[second];
}


/* A phrase that was found makes its intent so many times likelier. */

static void
act_apply(const model_t *m, const act_guess_t *act, float score[])
{
    static const char *const  told[] = {
        [ACT_GREETING] = "greeting", [ACT_THANKS] = "thanks_goodbye",
        [ACT_PERSON] = "human_agent", [ACT_OTHER] = NULL
    };
    int    index = act != NULL && told[act->act] != NULL
                   ? model_class(m, told[act->act]) : -1;
    float  sum = 0;

    if (index < 0) {
        return;
    }

    score[index] *= ACT_ODDS;
    for (unsigned i = 0; i < model_classes(m); i++) {
        sum += score[i];
    }

    for (unsigned i = 0; i < model_classes(m); i++) {
        score[i] /= sum;
    }
}


/* What a letter is about is said by most of its sentences. */
static const votes_t  votes = { .text = .25f, .each = .75f, .sure = true };


static unsigned
best_of(const model_t *m, const float score[])
{
    unsigned  best = 0;

    for (unsigned i = 1; i < model_classes(m); i++) {
        best = score[i] > score[best] ? i : best;
    }

    return best;
}


/*
 * Salutation and closing say nothing of the matter.  Where the rest has none,
 * they may be what a letter is written for: to greet, to thank.
 */

static void
scores_get(const model_t *m, slice_t text, const fold_t *fold, float score[])
{
    body_t       body;
    fold_t       own;
    float        all[MODEL_CLASSES_MAX];
    const char  *name;

    if (!body_find(text, fold, &body)) {
        votes_predict(m, TASK_INTENT, &votes, text, fold, score);
        return;
    }

    fold_text(body.text, &own);
    votes_predict(m, TASK_INTENT, &votes, body.text, &own, score);
    if (score[best_of(m, score)] > MATTER_SURE) {
        return;
    }

    votes_predict(m, TASK_INTENT, &votes, text, fold, all);
    name = m->name[best_of(m, all)];
    if (strcmp(name, "greeting") == 0 || strcmp(name, "thanks_goodbye") == 0) {
        memcpy(score, all, model_classes(m) * sizeof(score[0]));
    }
}


static bool
tenant_guess(const model_t *m, slice_t text, const fold_t *fold,
    intent_t *ret)
{
    float  score[MODEL_CLASSES_MAX];

    scores_get(m, text, fold, score);
    intent_of_scores(m, score, ret);

    return strcmp(ret->name, OTHER) != 0 && ret->score >= INTENT_OWN;
}


void
intent_guess(slice_t text, const fold_t *fold, const act_guess_t *act,
    const char *tenant, intent_t *ret, uint32_t *ret_version)
{
    const model_t  *own = tenant != NULL ? models_tenant(tenant) : NULL;
    const model_t  *m;
    float           score[MODEL_CLASSES_MAX];
    uint32_t        version = 0;

    if (own != NULL && tenant_guess(own, text, fold, ret)) {
        version = own->header->version;

    } else if ((m = models_get(TASK_INTENT)) != NULL && fold->n > 0) {
        scores_get(m, text, fold, score);
        act_apply(m, act, score);
        intent_of_scores(m, score, ret);
        version = m->header->version;

    } else {
        *ret = (intent_t) { .name = OTHER };
    }

    if (ret_version != NULL) {
        *ret_version = version;
    }
}
