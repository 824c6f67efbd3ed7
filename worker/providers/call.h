/*
 * call - one question to a model, as an op: route, reserve, ask, settle.
 *
 *   t->op = model_call(j, &ask, &request, &t->reply);    in start
 *   return RC_AGAIN;
 *   ...
 *   if (t->op->rc != RC_OK) { t->reply.failure says what kind }  in finish
 *
 * rc: RC_OK with an answer; RC_RETRY when it failed for now (retries are used
 * up, no budget, breaker open); RC_REJECT when it would fail again.
 * MODEL_NO_PROVIDER comes as RC_REJECT too and counts as no failure.
 *
 * Cancel is detach: job_cancel(), job_restart() and deadlines of the asker
 * close the connection; what was used is still charged.  Before the first
 * token failed attempts are repeated (Retry-After, jitter); after on_text()
 * was given something they are not.
 */

#ifndef RELEVO_PROVIDERS_CALL_H
#define RELEVO_PROVIDERS_CALL_H

#include "worker/engine/job.h"
#include "worker/providers/embed.h"
#include "worker/providers/model.h"
#include "worker/providers/perceive.h"
#include "worker/providers/understand.h"

/* Who asks and what is known of the question: the routing table's input. */
typedef struct {
    const char  *tenant;                /* uuid */
    const char  *purpose;               /* "answer", "summary": of the usage */
    const char  *account;               /* NULL: by the routing table */

    const char  *language;              /* "es" */
    const char  *intent;                /* "technical_support" or NULL */
    const char  *sentiment;             /* "very_negative" or NULL */
    double       sentiment_score;
    size_t       chars;                 /* of the customer's text */
} model_ask_t;

/* ask and request are borrowed until the op settles.  ret_reply is filled
 * before that, always; what it points to is in j's pool.  The op's deadline is
 * that of the phase, which must be above provider.total (60 s). */
op_t *model_call(job_t *j, const model_ask_t *ask,
          const model_request_t *request, model_reply_t *ret_reply);

/* The same for a service that understands texts (PROVIDER_NLU); of ask only
 * tenant, purpose and account are looked at. */
op_t *understand_call(job_t *j, const model_ask_t *ask,
          const understand_request_t *request,
          understand_reply_t *ret_reply);

/* The same for one that hears or sees a file; of ask only tenant, purpose,
 * account and language are looked at. */
op_t *perceive_call(job_t *j, const model_ask_t *ask,
          const perceive_request_t *request, perceive_reply_t *ret_reply);

/* The same for one that makes vectors; of ask only tenant, purpose and account
 * are looked at. */
op_t *embed_call(job_t *j, const model_ask_t *ask,
          const embed_request_t *request, embed_reply_t *ret_reply);

/*
 * What the tenant's vectors are called: the model that makes them, and the
 * dimensions it is told ("text-embedding-3-small@512").  Vectors of another
 * label cannot be compared.  False: its accounts are not known yet (see
 * model_accounts()), none of them makes vectors, or the database holds none.
 */
bool  embed_label(const char *tenant, char ret_label[EMBED_LABEL_MAX]);

/*
 * Has the tenant an account that a question would go to?  For those who would
 * have work to do before they ask.  In start(): NULL, its accounts are known;
 * else RC_AGAIN.  In finish(), or at once: has it one that can `caps`
 * (provider_cap_t)?  op is that of model_accounts().
 */
op_t *model_accounts(job_t *j, const char *tenant);
bool  model_has(const op_t *op, const model_ask_t *ask, unsigned caps);

void  model_release(void);              /* at the end of a child */

#endif
