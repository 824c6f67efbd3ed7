/*
 * exec_save - what an execution writes: its place and what it has found, after
 * each step, and the end.
 *
 * Both are written under the claim's number: "lost" means that somebody else
 * has the file now, and nothing of ours counts any more.
 */

#include "worker/media/exec_own.h"

#include <stdlib.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/errors.h"
#include "worker/owner.h"

#define CALLS_MAX  8                    /* failed calls in a row: the lease is
                                           left to its end */

static const pg_stmt_t  step_stmt = {
    "media_step", "select answer, events from core.media_step($1, $2::uuid,"
    " $3::uuid, $4::bigint, $5::int, $6, $7, $8::jsonb, $9, $10::jsonb,"
    " $11::bigint)", 11
};

static const pg_stmt_t  done_stmt = {
    "media_done", "select answer, events from core.media_done($1, $2::uuid,"
    " $3::uuid, $4::bigint, $5, $6, $7::jsonb)", 7
};


static const char *
end_state(const exec_t *e)
{
    return e->root->error[0] == '\0' ? "done"
           : media_error(e->root->error)->state;
}


/* True: it has to be called again. */
static bool
call_failed(exec_t *e, const pg_reply_t *reply, const char *what)
{
    if (reply->rc == RC_OK) {
        e->failures = 0;
        return false;
    }

    log_warn(what, LOG_STR("media", exec_media(e)),
             LOG_STR("error", reply->error));

    if (reply->rc == RC_REJECT && e->plain) {
        e->failures = CALLS_MAX;
    }

    if (reply->rc == RC_REJECT) {
        exec_stop(e, MEDIA_FAILED);     /* what was found cannot be stored: */
        e->plain = true;                /* say so, without it */
        json_object_clear(e->row);
    }

    if (++e->failures >= CALLS_MAX) {
        exec_leave(e, "the database refuses");
    }

    return true;
}


/* After a failed call: again in a while, or not at all. */
static void
exec_retry(exec_t *e)
{
    if (e->state == EXEC_DROP) {
        exec_turn(e);
    } else {
        exec_later(e, backoff_ms(e->failures, 100, 5000));
    }
}


static void
done_reply(void *data, const pg_reply_t *reply)
{
    exec_t  *e = data;
    json_t  *answer;

    e->calling = false;

    if (e->state == EXEC_DROP) {
        exec_turn(e);
        return;
    }

    if (call_failed(e, reply, "media.not_ended")) {
        exec_retry(e);
        return;
    }

    (void) FAILPOINT("media.after_done");
    answer = jsonx_load(reply->body);

    if (strcmp(jsonx_str(answer, "r"), "ok") == 0) {
        live_publish(reply->second);
        exec_over(e, answer, e->plain ? "failed" : end_state(e));
    } else {
        stat_add(media_lost, 1);
    }

    json_decref(answer);
    e->state = EXEC_DROP;
    exec_turn(e);
}


static char *
dump(const json_t *value)
{
    return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
}


void
exec_end(exec_t *e)
{
    const char  *state = e->plain ? "failed" : end_state(e);
    const char  *error = e->root->error[0] == '\0' && !e->plain ? NULL
                         : e->plain ? "failed"
                         : media_error(e->root->error)->code;
    char         claim[24], *row = dump(e->row);

    (void) FAILPOINT("media.before_done");
    snprintf(claim, sizeof(claim), "%lld",
             (long long) jsonx_int(e->claim, "claim"));

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), PG_TEXT(jsonx_str(e->claim, "tenant")),
        PG_TEXT(exec_media(e)), PG_TEXT(claim), PG_TEXT(state),
        error == NULL ? (pg_param_t) { SLICE_NULL, false } : PG_TEXT(error),
        PG_TEXT(row == NULL ? "{}" : row)
    };

    e->state = EXEC_END;
    e->calling = true;
    pg_submit(worker.pg_worker, &done_stmt, params,
              (uint64_t) config_int("postgres.timeout"), done_reply, e);
    jsonx_free(row);
}


static void
step_reply(void *data, const pg_reply_t *reply)
{
    exec_t    *e = data;
    uint64_t   saving = e->saving;

    e->calling = false;
    e->saving = 0;

    if (e->state == EXEC_DROP) {
        exec_turn(e);
        return;
    }

    if (call_failed(e, reply, "media.not_written")) {
        if (!e->plain) {
            (void) json_object_update_missing(e->row, e->sent);
        }
        exec_retry(e);
        return;
    }

    (void) FAILPOINT("media.after_step");

    if (!slice_eq(reply->body, SLICE_LIT("ok"))) {
        stat_add(media_lost, 1);
        exec_drop(e, "the lease is lost");
        return;
    }

    live_publish(reply->second);
    e->saved = saving;

    if (e->state == EXEC_PARK) {
        e->state = EXEC_DROP;                   /* somebody takes it later */
    }

    exec_turn(e);
}


void
exec_save(exec_t *e, uint64_t wait_ms)
{
    json_t      *position = frame_write(e->root);
    char        *at = dump(position), *row = dump(e->row);
    char         claim[24], lease[24], wait[24];

    (void) FAILPOINT("media.before_step");
    snprintf(claim, sizeof(claim), "%lld",
             (long long) jsonx_int(e->claim, "claim"));
    snprintf(lease, sizeof(lease), "%lld",
             (long long) config_int("media.lease"));
    snprintf(wait, sizeof(wait), "%llu", (unsigned long long) wait_ms);

    const pg_param_t  params[] = {
        PG_TEXT(worker.worker), PG_TEXT(jsonx_str(e->claim, "tenant")),
        PG_TEXT(exec_media(e)), PG_TEXT(claim), PG_TEXT(lease),
        PG_TEXT(e->asl->name), PG_TEXT(e->asl->version),
        PG_TEXT(at == NULL ? "null" : at), PG_TEXT(exec_shows(e)),
        PG_TEXT(row == NULL ? "{}" : row),
        wait_ms == 0 ? (pg_param_t) { SLICE_NULL, false } : PG_TEXT(wait)
    };

    e->saving = e->moves;
    e->calling = true;
    json_decref(e->sent);
    e->sent = e->row;
    e->row = json_object();
    pg_submit(worker.pg_worker, &step_stmt, params,
              (uint64_t) config_int("postgres.timeout"), step_reply, e);
    jsonx_free(at);
    jsonx_free(row);
    json_decref(position);
}
