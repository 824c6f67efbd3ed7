/*
 * role - see role.h.
 *
 * Claims are made when files were admitted here, when an execution has ended,
 * and every media.interval, for as many as there are free places.  All the
 * heavy work is done by other processes (relevo-decode) and by HTTP, so a
 * child with this role answers text as fast as one without.
 */

#include "worker/media/role.h"

#include <stdlib.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/exec.h"
#include "worker/media/serve.h"
#include "worker/owner.h"

#define RENEWALS  3                     /* in the time of one lease */

typedef struct slot_s  slot_t;

struct slot_s {
    slot_t  *next;
    exec_t  *exec;
};

static struct {
    asl_t     *asl;
    slot_t    *slots;
    unsigned   n;
    alarm_t   *next, *renew;
    bool       on, claiming, again, stopped, releasing;
} role;

static const pg_stmt_t  claim_stmt = {
    "media_claim", "select core.media_claim($1, $2::int, $3::int)", 3
};

static const pg_stmt_t  renew_stmt = {
    "media_renew", "select core.media_renew($1, $2::int, $3::jsonb)", 3
};

static const pg_stmt_t  release_stmt = {
    "media_release", "select core.media_release($1)", 1
};

static void role_claim(void *data);


bool
media_check(char *err)
{
    asl_t  *asl = asl_load(config_str("media.workflow"), err);

    asl_free(asl);

    return asl != NULL;
}


static uint64_t
call_ms(void)
{
    return (uint64_t) config_int("postgres.timeout");
}


static void
claim_in(uint64_t ms)
{
    if (!role.stopped) {
        alarm_cancel(role.next);
        role.next = alarm_set(ms, role_claim, NULL);
    }
}


/* ---- executions ---- */

static void
role_ended(exec_t *e)
{
    slot_t  **link = &role.slots, *slot;

    while ((*link)->exec != e) {
        link = &(*link)->next;
    }

    slot = *link;
    *link = slot->next;
    free(slot);
    stat_set(media_jobs, --role.n);
    media_soon();
}


static bool
is_here(const char *media)
{
    for (const slot_t *s = role.slots; s != NULL; s = s->next) {
        if (strcmp(exec_media(s->exec), media) == 0) {
            return true;
        }
    }

    return false;
}


/* One that is still here under an older claim ends first: its lease was too
 * short.  The new claim ends by itself and is taken again. */
static void
role_begin(const json_t *claim)
{
    slot_t  *slot;

    if (is_here(jsonx_str(claim, "media"))) {
        log_warn("media.claimed_twice",
                 LOG_STR("media", jsonx_str(claim, "media")));
        return;
    }

    slot = calloc(1, sizeof(slot_t));

    if (slot != NULL) {
        slot->exec = exec_start(role.asl, claim, role_ended);
    }

    if (slot == NULL || slot->exec == NULL) {
        log_error("media.out_of_memory");
        free(slot);
        return;
    }

    slot->next = role.slots;
    role.slots = slot;
    stat_set(media_jobs, ++role.n);
    stat_add(media_claims, 1);
}


/* ---- claims ---- */

static void
claim_reply(void *data, const pg_reply_t *reply)
{
    json_t  *claims = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;
    json_t  *claim;
    size_t   i;
    bool     again = role.again;

    (void) data;
    role.claiming = role.again = false;

    if (claims == NULL) {
        log_warn("media.not_claimed", LOG_STR("error", reply->error));
        again = false;
    }

    json_array_foreach(claims, i, claim) {
        if (!role.stopped) {            /* else media_release() gives it back */
            role_begin(claim);
        }
    }

    json_decref(claims);
    claim_in(again ? 1 : (uint64_t) config_int("media.interval"));
}


static void
role_claim(void *data)
{
    int64_t  places = config_int("media.jobs") - role.n;
    char     limit[24], lease[24];

    (void) data;
    role.next = NULL;

    if (role.claiming || places <= 0) {
        role.again = true;              /* the end of one asks again */
        return;
    }

    snprintf(limit, sizeof(limit), "%lld", (long long) places);
    snprintf(lease, sizeof(lease), "%lld",
             (long long) config_int("media.lease"));

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), PG_TEXT(limit), PG_TEXT(lease)
    };

    role.claiming = true;
    pg_submit(worker.pg_worker, &claim_stmt, params, call_ms(), claim_reply,
              NULL);
}


void
media_soon(void)
{
    if (!role.on || role.stopped) {
        return;
    }

    if (role.claiming) {
        role.again = true;
    } else {
        claim_in(0);
    }
}


/* ---- leases ---- */

static void
renew_reply(void *data, const pg_reply_t *reply)
{
    json_t  *lost = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;
    json_t  *one;
    size_t   i;

    (void) data;

    json_array_foreach(lost, i, one) {
        for (slot_t *s = role.slots, *next; s != NULL; s = next) {
            next = s->next;

            if (strcmp(exec_media(s->exec), json_string_value(one)) == 0) {
                stat_add(media_lost, 1);
                exec_drop(s->exec, "the lease is lost");
                break;
            }
        }
    }

    json_decref(lost);
}


static void
role_renew(void *data)
{
    json_t  *jobs = json_array();
    char    *text, lease[24];

    (void) data;
    role.renew = alarm_set((uint64_t) config_int("media.lease") / RENEWALS,
                           role_renew, NULL);

    for (const slot_t *s = role.slots; s != NULL; s = s->next) {
        json_array_append_new(jobs, exec_claim(s->exec));
    }

    text = json_dumps(jobs, JSON_COMPACT);
    snprintf(lease, sizeof(lease), "%lld",
             (long long) config_int("media.lease"));

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), PG_TEXT(lease),
        PG_TEXT(text == NULL ? "[]" : text)
    };

    if (json_array_size(jobs) > 0) {
        pg_submit(worker.pg_worker, &renew_stmt, params, call_ms(),
                  renew_reply, NULL);
    }

    jsonx_free(text);
    json_decref(jobs);
}


/* ---- beginning and end ---- */

void
media_start(void)
{
    char  err[ASL_ERROR_LEN] = "";

    role.asl = asl_load(config_str("media.workflow"), err);

    if (role.asl == NULL) {             /* it was fit when the master asked */
        log_error("media.workflow", LOG_STR("error", err));
        return;
    }

    role.on = true;
    serve_start();
    log_info("media.started", LOG_STR("workflow", role.asl->name),
             LOG_STR("version", role.asl->version));
    claim_in(0);
    role.renew = alarm_set((uint64_t) config_int("media.lease") / RENEWALS,
                           role_renew, NULL);
}


static void
release_reply(void *data, const pg_reply_t *reply)
{
    (void) data;
    (void) reply;                       /* else the leases run out */
    role.releasing = false;
}


void
media_stop(void)
{
    const pg_param_t  params[] = { PG_TEXT(worker.worker) };

    if (!role.on || role.stopped) {
        return;
    }

    role.stopped = role.releasing = true;
    serve_stop();
    alarm_cancel(role.next);
    alarm_cancel(role.renew);
    role.next = role.renew = NULL;

    for (slot_t *s = role.slots, *next; s != NULL; s = next) {
        next = s->next;
        exec_drop(s->exec, "the process stops");
    }

    pg_submit(worker.pg_worker, &release_stmt, params, call_ms(),
              release_reply, NULL);
}


bool
media_is_idle(void)
{
    return role.n == 0 && !role.releasing && !role.claiming;
}


void
media_release(void)
{
    serve_release();
    asl_free(role.asl);
    role.asl = NULL;
}
