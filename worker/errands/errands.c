/*
 * errands - from a due timer of kind "task" to its result in core.task.
 *
 *   CLAIM   core.task_claim puts the timer off by LEASE_MS  -> RUN, or gone
 *   RUN     the kind's file does it; every RENEW_MS the lease is renewed
 *   END     core.task_done writes what came of it           -> gone
 *
 * A process that dies leaves a timer that is due when the lease is over:
 * another one begins again.  What has killed ATTEMPTS_MAX of them has failed.
 * Beyond task.concurrency a due timer waits in PostgreSQL.
 */

#include "worker/errands/errands.h"

#include <stdlib.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/errands/errand.h"
#include "worker/jsonx.h"
#include "worker/sweep.h"

#define LEASE_MS      "10000"
#define RENEW_MS      3000
#define ATTEMPTS_MAX  3
#define ERRANDS_MAX   64                /* task.concurrency is at most that */

static const struct {
    const char  *kind;
    void       (*start)(errand_t *e);
} kinds[] = {
    { "rules_preview",      errand_preview },
    { "draft",              errand_draft },
    { "prompt_preview",     errand_prompt },
    { "intents_train",      errand_train },
    { "intents_use",        errand_model_use },
    { "channel_test",       errand_channel_test },
    { "channel_register",   errand_channel_register },
    { "templates_sync",     errand_templates },
    { "dead_letter_replay", errand_letter },
    { "kb_embed",           errand_embed },
};

static struct {
    errand_t  *first;
    unsigned   n;
    bool       more;                    /* than could run at once */
    bool       stopped;
    alarm_t   *renew;
} errands;

static const pg_stmt_t  claim_stmt = {
    "task_claim", "select core.task_claim($1::uuid, $2::uuid, $3, " LEASE_MS
    ")", 3
};
static const pg_stmt_t  renew_stmt = {
    "task_renew", "select core.task_renew($1, " LEASE_MS ", $2::uuid[],"
    " $3::uuid[])", 3
};
static const pg_stmt_t  done_stmt = {
    "task_done", "select answer, events from core.task_done($1::uuid,"
    " $2::uuid, $3::uuid, $4, $5::jsonb, $6)", 6
};


const json_t *
errand_input(const errand_t *e)
{
    return json_object_get(e->claim, "input");
}


const json_t *
errand_tenant(const errand_t *e)
{
    return json_object_get(e->claim, "tenant");
}


static uint64_t
call_ms(void)
{
    return (uint64_t) config_int("postgres.timeout");
}


static errand_t *
errand_find(const char *timer)
{
    errand_t  *e = errands.first;

    while (e != NULL && strcmp(e->timer, timer) != 0) {
        e = e->next;
    }

    return e;
}


static void
errand_free(errand_t *e)
{
    errand_t  **link = &errands.first;

    while (*link != e) {
        link = &(*link)->next;
    }

    *link = e->next;
    stat_set(tasks_running, --errands.n);
    json_decref(e->claim);
    free(e);

    if (errands.more) {
        errands.more = false;
        sweep_soon();
    }
}


void
errand_drop(errand_t *e, const char *why)
{
    log_warn("task.again", LOG_STR("task", e->id), LOG_STR("error", why));
    errand_free(e);
}


/* --- the lease ----------------------------------------------------------- */

static void
renew_reply(void *data, const pg_reply_t *reply)
{
    (void) data;

    if (reply->rc != RC_OK) {
        log_warn("task.not_renewed", LOG_STR("error", reply->error));
    }
}


static void
errands_renew(void *data)
{
    char        tenants[ERRANDS_MAX * 37 + 2] = "{", *t = tenants + 1;
    char        timers[sizeof(tenants)] = "{", *r = timers + 1;

    (void) data;
    errands.renew = NULL;

    if (errands.first == NULL) {
        return;
    }

    for (const errand_t *e = errands.first; e != NULL; e = e->next) {
        t += sprintf(t, "%s%s", t[-1] == '{' ? "" : ",", e->tenant);
        r += sprintf(r, "%s%s", r[-1] == '{' ? "" : ",", e->timer);
    }

    *t = *r = '}';
    t[1] = r[1] = '\0';

    const pg_param_t  params[] = { PG_TEXT(worker.worker), PG_TEXT(tenants),
                                   PG_TEXT(timers) };

    pg_submit(worker.pg_worker, &renew_stmt, params, call_ms(), renew_reply,
              NULL);
    errands.renew = alarm_set(RENEW_MS, errands_renew, NULL);
}


/* --- the end ------------------------------------------------------------- */

static void
done_reply(void *data, const pg_reply_t *reply)
{
    errand_t  *e = data;

    if (reply->rc == RC_OK) {
        live_publish(reply->second);
        errand_free(e);
        return;
    }

    if (reply->rc == RC_REJECT && json_object_get(e->claim, "kept") == NULL) {
        json_object_set_new(e->claim, "kept", json_false());
        e->ending = false;
        errand_done(e, NULL, "the result could not be stored");
        return;
    }

    errand_drop(e, reply->error);
}


void
errand_done(errand_t *e, json_t *result, const char *error)
{
    char  *text = result == NULL ? NULL
                  : json_dumps(result, JSON_COMPACT | JSON_ENCODE_ANY);

    json_decref(result);

    if (result != NULL && text == NULL) {
        error = "out of memory";
    }

    if (error != NULL) {
        stat_add(tasks_failed, 1);
    } else {
        stat_add(tasks_done, 1);
    }

    const pg_param_t  params[] = {
        PG_TEXT(e->tenant), PG_TEXT(e->id), PG_TEXT(e->timer),
        PG_TEXT(worker.worker),
        { text == NULL ? SLICE_NULL : slice_str(text), false },
        { error == NULL ? SLICE_NULL : slice_str(error), false }
    };

    e->ending = true;
    pg_submit(worker.pg_worker, &done_stmt, params, call_ms(), done_reply, e);
    jsonx_free(text);
}


/* --- the beginning ------------------------------------------------------- */

static void
errand_start(errand_t *e)
{
    const char  *kind = jsonx_str(e->claim, "kind");

    snprintf(e->id, sizeof(e->id), "%s", jsonx_str(e->claim, "task"));

    if (jsonx_int(e->claim, "attempts") > ATTEMPTS_MAX) {
        errand_done(e, NULL, "interrupted");
        return;
    }

    if (FAILPOINT("task.after_claim")) {
        errand_drop(e, "failpoint");
        return;
    }

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            kinds[i].start(e);
            return;
        }
    }

    errand_done(e, NULL, "a task of a kind that this program does not know");
}


static void
claim_reply(void *data, const pg_reply_t *reply)
{
    errand_t  *e = data;

    if (reply->rc == RC_OK && !reply->is_null) {
        e->claim = jsonx_load(reply->body);
    }

    if (e->claim == NULL || errands.stopped) {
        errand_free(e);                 /* nothing to do, or not ours to do */
        return;
    }

    errand_start(e);
}


/* Is there room for one more? */
static bool
errands_room(void)
{
    int64_t  max = config_int("task.concurrency");

    return errands.n < ERRANDS_MAX && (int64_t) errands.n < max;
}


void
errands_due(const json_t *timer)
{
    int64_t     p = jsonx_int(timer, "partition");
    errand_t   *e;

    if (errands.stopped || errand_find(jsonx_str(timer, "id")) != NULL
        || p < 0 || p >= worker.partitions
        || worker.part[p].state != PART_OWNED)
    {
        return;
    }

    e = errands_room() ? calloc(1, sizeof(errand_t)) : NULL;
    if (e == NULL) {
        errands.more = true;
        return;
    }

    snprintf(e->tenant, sizeof(e->tenant), "%s", jsonx_str(timer, "tenant"));
    snprintf(e->timer, sizeof(e->timer), "%s", jsonx_str(timer, "id"));
    e->part = &worker.part[p];
    e->next = errands.first;
    errands.first = e;
    stat_set(tasks_running, ++errands.n);

    if (errands.renew == NULL) {
        errands.renew = alarm_set(RENEW_MS, errands_renew, NULL);
    }

    const pg_param_t  params[] = { PG_TEXT(e->tenant), PG_TEXT(e->timer),
                                   PG_TEXT(worker.worker) };

    pg_submit(worker.pg_worker, &claim_stmt, params, call_ms(), claim_reply,
              e);
}


bool
errands_are_stopped(void)
{
    return errands.stopped;
}


void
errands_stop(void)
{
    errands.stopped = true;
    alarm_cancel(errands.renew);
    errands.renew = NULL;
    errand_commands_stop();
}
