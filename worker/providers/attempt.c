/*
 * attempt - see attempt.h.
 */

#include "worker/providers/attempt.h"

#include <stdio.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/providers/answer.h"
#include "worker/providers/breaker.h"
#include "worker/providers/route.h"
#include "worker/providers/tenant_url.h"

#define ASK_MS           (24 * 3600 * 1000u)    /* the call has its own */
#define ERROR_BODY_MAX   (16u << 10)
#define MODEL_BYTES_MAX  512            /* usage is booked by it */


static attempt_t *
job_attempt(job_t *j)
{
    return j->data;
}


/* ---- setup: whom may this tenant ask? ---- */

static rc_t
setup_phase_start(job_t *j)
{
    attempt_t  *a = job_attempt(j);

    a->op = setup_load(j, a->plan->ask->tenant);

    return a->op == NULL ? RC_OK : RC_AGAIN;
}


static rc_t
setup_phase_finish(job_t *j)
{
    attempt_t  *a = job_attempt(j);

    if (!setup_loaded(a->plan->ask->tenant, a->op)
        && setup_get(a->plan->ask->tenant) == NULL)
    {
        a->failure = MODEL_FAILED;
        return job_fail(j, RC_RETRY, "model: accounts not read");
    }

    return RC_OK;                       /* old ones are better than none */
}


/* ---- reserve: route, breaker, request, budget ---- */

static void
said(void *data, slice_t piece)
{
    attempt_t  *a = data;

    a->plan->said(a, piece);
}


static const unsigned  caps_of_file[] = {
    [PERCEIVE_SPEECH] = PROVIDER_SPEECH,
    [PERCEIVE_LABELS] = PROVIDER_PICTURE,
    [PERCEIVE_LINES] = PROVIDER_PICTURE,
    [PERCEIVE_PAPER] = PROVIDER_PAPER,
    [PERCEIVE_EXPENSE] = PROVIDER_PAPER
};


static unsigned
caps_of(const attempt_plan_t *plan)
{
    if (plan->text != NULL) {
        return PROVIDER_NLU;
    }

    if (plan->file != NULL) {
        return caps_of_file[plan->file->kind];
    }

    if (plan->embed != NULL) {
        return PROVIDER_EMBED;
    }

    return PROVIDER_CHAT | (plan->chat->ntools > 0 ? PROVIDER_TOOLS : 0)
           | (model_images(plan->chat) > 0 ? PROVIDER_VISION : 0);
}


/* The request as the provider shall see it; only a stream is watched. */

static void
request_prepare(attempt_t *a, const route_t *route)
{
    const attempt_plan_t  *plan = a->plan;
    const char            *model = *route->model == '\0' && plan->file != NULL
                                   ? perceive_name(plan->file->kind)
                                   : route->model;

    a->call = (provider_call_t) {
        .provider = route->account->provider,
        .pool = a->job->pool,
        .model = pool_strdup(a->job->pool, model),
        .text = plan->text,
        .file = plan->file,
        .embed = plan->embed,
        .now = (time_t) (unix_us() / 1000000),
        .reply = &a->reply,
        .understood = &a->understood,
        .perceived = &a->perceived,
        .embedded = &a->embedded,
        .should_retry = -1,
    };

    if (plan->chat != NULL) {
        a->request = *plan->chat;
        a->request.on_text = plan->chat->on_text == NULL ? NULL : said;
        a->request.data = a;
        a->call.chat = &a->request;
        a->call.stream = plan->chat->on_text != NULL || plan->chat->stream;
    }
}


/* A tenant's account is asked where it may lead, and at each connection. */

static bool
request_guard(attempt_t *a, rc_t *ret_rc)
{
    const char  *problem = tenant_url_problem(a->http.url);

    if (problem != NULL) {
        a->failure = MODEL_REFUSED;
        *ret_rc = job_fail(a->job, RC_REJECT, "%s: its URL %s", a->account,
                           problem);
        return false;
    }

    a->http.may_connect = tenant_url_guard(a->http.url);
    a->http.owner = a->plan->ask->tenant;

    return true;
}


static bool
request_write(attempt_t *a, const setup_account_t *from, rc_t *ret_rc)
{
    const provider_account_t  account = {
        .name = from->name, .base_url = from->base_url,
        .key = slice_make(from->key, from->key_len),
        .settings = from->settings,
    };

    if (from->error != NULL) {
        a->failure = MODEL_REFUSED;
        *ret_rc = job_fail(a->job, RC_REJECT, "%s: its key: %s", from->name,
                           from->error);
        return false;
    }

    if (a->call.model != NULL && strlen(a->call.model) > MODEL_BYTES_MAX) {
        a->failure = MODEL_REFUSED;
        *ret_rc = job_fail(a->job, RC_REJECT, "%s: its model's name is longer"
                           " than %d bytes", from->name, MODEL_BYTES_MAX);
        return false;
    }

    *ret_rc = a->call.model == NULL ? RC_RETRY
              : a->call.provider->request(&a->call, &account, &a->http);

    if (*ret_rc != RC_OK) {
        a->failure = a->call.failure;
        *ret_rc = job_fail(a->job, *ret_rc, "%s", a->call.error);
        return false;
    }

    return !from->is_foreign || request_guard(a, ret_rc);
}


static rc_t
reserve_start(job_t *j)
{
    attempt_t      *a = job_attempt(j);
    const setup_t  *setup = setup_get(a->plan->ask->tenant);
    uint64_t        now = now_ms();
    route_t         route;
    const char     *breaker;
    rc_t            rc;

    if (setup == NULL
        || !route_pick(setup, a->plan->ask, caps_of(a->plan), &route))
    {
        a->failure = MODEL_NO_PROVIDER;
        return job_fail(j, RC_REJECT, "model: no provider");
    }

    if (now >= a->plan->until_ms) {
        a->failure = MODEL_STALLED;
        return job_fail(j, RC_RETRY, "model: out of time");
    }

    snprintf(a->account, sizeof(a->account), "%s", route.account->name);
    a->rule = pool_strdup(j->pool, route.rule);
    request_prepare(a, &route);

    if (!request_write(a, route.account, &rc)) {
        return rc;
    }

    breaker = pool_printf(j->pool, "%s %s %s", a->item.tenant, a->account,
                          a->call.model);
    if (breaker == NULL || !breaker_ask(breaker, now)) {
        a->failure = MODEL_BROKEN;
        return job_fail(j, RC_RETRY, "%s: breaker open", a->account);
    }

    a->breaker = breaker;
    attempt_cost_fill(a, a->plan->until_ms - now);
    a->op = budget_reserve(j, &a->item);

    return RC_AGAIN;
}


static rc_t
reserve_finish(job_t *j)
{
    attempt_t  *a = job_attempt(j);

    if (a->op->rc != RC_OK) {
        a->failure = MODEL_NO_BUDGET;
        return job_fail(j, RC_RETRY, "%s", a->op->error);
    }

    a->reserved = true;

    return RC_OK;
}


/* ---- ask ---- */

/* Runs when the next token is overdue, unless one has come meanwhile. */

static void
watch_look(void *data)
{
    attempt_t  *a = data;
    uint64_t    now = now_ms(), due;

    a->watch = NULL;

    if (a->call.progress != a->seen) {
        a->seen = a->call.progress;     /* seen_ms: by on_body */
    }

    due = a->seen == 0
          ? a->begun_ms + (uint64_t) config_int("provider.first_token")
          : a->seen_ms + (uint64_t) config_int("provider.idle");

    if (now < due) {
        a->watch = alarm_set(due - now, watch_look, a);
        return;
    }

    stat_add(model_stalls, 1);
    a->failure = MODEL_STALLED;
    job_cancel(a->job, RC_RETRY, a->seen == 0 ? "model: no first token"
                                              : "model: stalled");
}


static bool
on_body(void *data, int status, slice_t bytes)
{
    attempt_t  *a = data;
    unsigned    before = a->call.progress;

    if (status < 200 || status > 299) {
        size_t  room = ERROR_BODY_MAX - a->error_body.len;

        bytes.len = bytes.len < room ? bytes.len : room;
        (void) buffer_add(&a->error_body, bytes);
        return true;
    }

    a->fed = a->call.provider->feed(&a->call, bytes);

    if (a->call.progress != before) {
        a->seen_ms = now_ms();
        if (before == 0) {
            a->first_ms = a->seen_ms;
            a->plan->first(a);
        }
    }

    return a->fed == RC_OK;
}


static size_t
on_read(void *data, uint64_t offset, uint8_t *buf, size_t len)
{
    attempt_t  *a = data;

    return a->call.provider->read(&a->call, offset, buf, len);
}


static void
on_header(void *data, slice_t name, slice_t value)
{
    attempt_t  *a = data;

    if (a->call.provider->header != NULL) {
        a->call.provider->header(&a->call, name, value);
    }
}


static rc_t
ask_start(job_t *j)
{
    attempt_t  *a = job_attempt(j);
    uint64_t    now = now_ms();

    if (now >= a->plan->until_ms
        || !buffer_in(j->pool, &a->error_body, ERROR_BODY_MAX))
    {
        a->failure = MODEL_STALLED;
        return job_fail(j, RC_RETRY, "model: out of time");
    }

    a->begun_ms = now;
    a->http.timeout_ms = a->plan->until_ms - now;
    a->http.connect_ms = (uint64_t) config_int("provider.connect");
    a->http.on_body = on_body;
    a->http.on_header = on_header;
    a->http.read = a->http.read_len > 0 ? on_read : NULL;
    a->http.data = a;
    a->item.sent = true;
    a->op = http_call(j, &a->http);

    if (a->call.stream) {
        a->watch = alarm_set((uint64_t) config_int("provider.first_token"),
                             watch_look, a);
    }

    return RC_AGAIN;
}


/* The connection, not the provider, is the reason. */

static rc_t
ask_unanswered(attempt_t *a)
{
    bool  late = a->op->error != NULL && strstr(a->op->error, "time") != NULL;

    a->failure = late ? MODEL_STALLED : MODEL_UNREACHABLE;
    if (a->op->stage == HTTP_NOT_SENT) {
        a->item.sent = false;
    }

    return job_fail(a->job, a->op->rc, "%s: %s", a->account, a->op->error);
}


static rc_t
ask_finish(job_t *j)
{
    attempt_t  *a = job_attempt(j);
    rc_t        rc = a->fed;

    alarm_cancel(a->watch);
    a->watch = NULL;
    a->ended_ms = now_ms();

    if (rc == RC_OK && a->op->rc != RC_OK) {
        return ask_unanswered(a);
    }

    if (rc == RC_OK) {
        rc = a->call.provider->finish(&a->call, a->op->status,
                                      buffer_slice(&a->error_body));
    }

    a->retry_after_ms = a->call.retry_after_ms != 0 ? a->call.retry_after_ms
                                                    : a->op->retry_after_ms;

    if (rc != RC_OK) {
        a->failure = a->call.failure;
        return job_fail(j, rc, "%s", a->call.error);
    }

    if (a->first_ms == 0) {
        a->first_ms = a->ended_ms;      /* all of it at once */
    }

    return RC_OK;
}


static const phase_t  attempt_table[] = {
    /* name           start              finish              deadline_ms */
    { "model_setup",   setup_phase_start, setup_phase_finish, 10000 },
    { "model_reserve", reserve_start,     reserve_finish,     10000 },
    { "model_ask",     ask_start,         ask_finish,         ASK_MS },
    { NULL, NULL, NULL, 0 }
};


/* ---- the end ---- */

static void
breaker_tell(const attempt_t *a, rc_t rc)
{
    if (a->breaker == NULL) {
        return;
    }

    if (rc == RC_OK) {
        breaker_ok(a->breaker);

    } else if (a->cancelled || a->failure == MODEL_NO_BUDGET
               || a->failure == MODEL_REFUSED)
    {
        breaker_unknown(a->breaker);

    } else {
        breaker_failed(a->breaker, now_ms());
    }
}


static void
attempt_done(job_t *j, rc_t rc)
{
    attempt_t  *a = job_attempt(j);

    alarm_cancel(a->watch);
    a->watch = NULL;
    stat_add(model_running, -1);
    breaker_tell(a, rc);
    attempt_settle(a, rc == RC_OK);

    if (rc != RC_OK && !a->cancelled && a->failure != MODEL_NO_PROVIDER) {
        stat_add(model_failures, 1);
        log_info("model.failed", LOG_STR("account", a->account),
                 LOG_STR("model", a->call.model),
                 LOG_STR("kind", model_failure_name(a->failure)),
                 LOG_STR("why", j->reason));
        if (a->failure == MODEL_REFUSED) {
            setup_forget(a->item.tenant);       /* its key may be new */
        }
    }

    a->plan->ended(a, rc);
}


attempt_t *
attempt_start(const attempt_plan_t *plan)
{
    job_t      *j = job_new(attempt_table, NULL, attempt_done);
    attempt_t  *a;

    if (j == NULL) {
        return NULL;
    }

    a = pool_alloc_always(j->pool, sizeof(attempt_t));
    j->data = a;
    a->plan = plan;
    a->job = j;
    a->rule = "";
    a->item.tenant = pool_strdup(j->pool, plan->ask->tenant);
    a->item.purpose = pool_strdup(j->pool, plan->ask->purpose == NULL ? ""
                                           : plan->ask->purpose);
    stat_add(model_running, 1);

    return a;
}


void
attempt_cancel(attempt_t *a, const char *why)
{
    if (!a->cancelled) {
        a->cancelled = true;
        job_cancel(a->job, RC_RETRY, why);
    }
}
