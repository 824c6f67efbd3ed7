/*
 * exec - the life of an execution; see exec.h.
 *
 * exec_turn() is called whenever something has changed and does what comes
 * next: walk, write, end, wait, or be freed.  One call to the database at a
 * time; what moves meanwhile is in the next one.
 */

#include "worker/media/exec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/beside.h"
#include "worker/media/errors.h"
#include "worker/media/exec_own.h"
#include "worker/media/wake.h"
#include "worker/owner.h"

#define PARK_MS       2000              /* a wait longer than this parks */

static void exec_again(void *data);


/* ---- beginning ---- */

static json_t *
text_or_null(const char *text)
{
    return *text != '\0' ? json_string(text) : json_null();
}


/* What the first state gets: the source's names (S0-125), and ours. */
static json_t *
exec_input(const json_t *c)
{
    static const struct { const char *kind, *type; } types[] = {
        { "voice", "audio" }, { "sticker", "image" }
    };

    const json_t  *source = json_object_get(c, "source");
    const char    *kind = jsonx_str(c, "kind"), *type = kind;

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        type = strcmp(kind, types[i].kind) == 0 ? types[i].type : type;
    }

    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:I, s:s, s:s, s:s, s:s, s:s,"
                     " s:o, s:o}",
        "messageId", jsonx_str(c, "message"),
        "userId", jsonx_str(c, "contact"), "mediaType", type,
        "s3Bucket", config_str("media.bucket"),
        "s3Key", text_or_null(jsonx_str(c, "object")),
        "timestamp", (json_int_t) (jsonx_int(c, "at_ms") / 1000),
        "mediaId", jsonx_str(c, "media"), "kind", kind,
        "conversationId", jsonx_str(c, "conversation"),
        "channel", jsonx_str(c, "channel"),
        "language", jsonx_str(c, "language"),
        "name", text_or_null(jsonx_str(c, "name")),
        "caption", text_or_null(jsonx_str(source, "caption")));
}


static json_t *
exec_context(const asl_t *asl, const json_t *c)
{
    return json_pack("{s:{s:s, s:s, s:I}, s:{s:s, s:s}}",
        "Execution", "Id", jsonx_str(c, "media"),
        "Name", jsonx_str(c, "message"),
        "StartTime", (json_int_t) (jsonx_int(c, "created_ms") / 1000),
        "StateMachine", "Id", asl->version, "Name", asl->name);
}


/* Where it stood, if that was in the same definition. */
static void
position_read(exec_t *e)
{
    const json_t  *position = json_object_get(e->claim, "position");

    if (!json_is_object(position)) {
        return;
    }

    if (strcmp(jsonx_str(e->claim, "version"), e->asl->version) == 0
        && frame_read(&e->all, e->root, position))
    {
        e->moves = e->saved = 1;
        stat_add(media_resumed, 1);
        return;
    }

    log_info("media.begun_anew", LOG_STR("media", exec_media(e)),
             LOG_STR("version", e->asl->version));
    frames_free(e->all);
    e->all = NULL;
    e->root = NULL;
}


static bool
exec_begin(exec_t *e)
{
    json_t  *input = exec_input(e->claim);
    bool     fine;

    e->root = frame_new(&e->all, e->asl->machine, input);

    if (e->root != NULL) {
        position_read(e);
    }

    if (e->root == NULL) {                      /* begun anew, or no memory */
        e->root = frame_new(&e->all, e->asl->machine, input);
    }

    fine = e->root != NULL;

    if (fine && e->moves == 0) {
        e->root->moved = e->moves = 1;
    }

    json_decref(input);

    return fine;
}


/* The spool's file of this medium; unique, so a restart finds it. */
static void
path_make(exec_t *e)
{
    snprintf(e->path, sizeof(e->path), "%s/%s", config_str("media.spool"),
             exec_media(e));
}


exec_t *
exec_start(const asl_t *asl, const json_t *claim, void (*ended)(exec_t *e))
{
    exec_t  *e = calloc(1, sizeof(exec_t));

    if (e == NULL) {
        return NULL;
    }

    e->asl = asl;
    e->ended = ended;
    e->claim = json_deep_copy(claim);
    e->context = exec_context(asl, claim);
    e->row = json_object();
    e->started_ms = now_ms();
    path_make(e);
    exec_shown(e, jsonx_str(claim, "state"));

    if (!exec_begin(e)) {
        e->state = EXEC_DROP;
    } else if (jsonx_int(claim, "attempt") > config_int("media.claims")
               && !frame_has_ended(e->root))
    {
        frame_give_up(e->root);
        frame_fail(e, e->root, "States.Crashed", "every try ended with its"
                   " process", false);
    }

    e->again = alarm_set(0, exec_again, e);     /* never inside this call */

    return e;
}


const char *
exec_media(const exec_t *e)
{
    return jsonx_str(e->claim, "media");
}


json_t *
exec_claim(const exec_t *e)
{
    return json_pack("{s:s, s:s, s:I}", "tenant", jsonx_str(e->claim,
                     "tenant"), "media", exec_media(e), "claim",
                     (json_int_t) jsonx_int(e->claim, "claim"));
}


/* ---- ending ---- */

static void
exec_free(exec_t *e)
{
    alarm_cancel(e->again);
    e->ended(e);
    frames_free(e->all);
    json_decref(e->claim);
    json_decref(e->context);
    json_decref(e->row);
    json_decref(e->sent);
    free(e);
}


void
exec_leave(exec_t *e, const char *why)
{
    log_info("media.dropped", LOG_STR("media", exec_media(e)),
             LOG_STR("why", why));
    e->state = EXEC_DROP;

    for (frame_t *f = e->all; f != NULL; f = f->all) {
        if (f->job != NULL) {
            job_cancel(f->job, RC_RETRY, why);
        }
    }
}


void
exec_drop(exec_t *e, const char *why)
{
    if (e->state != EXEC_DROP) {
        exec_leave(e, why);
        exec_turn(e);
    }
}


void
exec_over(exec_t *e, const json_t *answer, const char *state)
{
    beside_remove(e->path);
    exec_shown_over(e);
    stats_media(jsonx_str(e->claim, "kind"), state,
                now_ms() - e->started_ms);
    log_info("media.ended", LOG_STR("media", exec_media(e)),
             LOG_STR("kind", jsonx_str(e->claim, "kind")),
             LOG_STR("state", state), LOG_STR("error", e->root->error),
             LOG_INT("ms", now_ms() - e->started_ms));
    media_wake((int) jsonx_int(answer, "partition"),
               jsonx_str(e->claim, "tenant"),
               jsonx_str(e->claim, "conversation"));
}


void
exec_stop(exec_t *e, const char *error)
{
    if (!frame_has_ended(e->root)) {
        frame_give_up(e->root);
        e->root->state = NULL;
    }

    snprintf(e->root->error, sizeof(e->root->error), "%s", error);
}


/* ---- going on ---- */

void
exec_later(exec_t *e, uint64_t ms)
{
    alarm_cancel(e->again);
    e->again = alarm_set(ms, exec_again, e);
}


/* When the first frame that waits may go on; 0: none waits. */
static uint64_t
exec_until(const exec_t *e)
{
    uint64_t  until = 0;

    for (const frame_t *f = e->all; f != NULL; f = f->all) {
        if (!f->given_up && !frame_has_ended(f) && f->until_ms > 0
            && f->job == NULL && (until == 0 || f->until_ms < until))
        {
            until = f->until_ms;
        }
    }

    return until;
}


/* Nothing runs and nothing is to be written: how long? */
static void
exec_wait(exec_t *e)
{
    uint64_t  until = exec_until(e), now = unix_us() / 1000;
    uint64_t  ms = until > now ? until - now : 1;

    if (until == 0 || e->running > 0) {
        if (until > 0) {
            exec_later(e, ms);
        }
        return;
    }

    if (ms > PARK_MS) {
        e->state = EXEC_PARK;
        exec_save(e, ms);
    } else {
        exec_later(e, ms);
    }
}


static bool
is_late(const exec_t *e)
{
    return e->asl->timeout_ms > 0 && unix_us() / 1000
           > (uint64_t) jsonx_int(e->claim, "created_ms") + e->asl->timeout_ms;
}


void
exec_turn(exec_t *e)
{
    if (e->state == EXEC_DROP) {
        if (e->running == 0 && !e->calling) {
            exec_free(e);
        }
        return;
    }

    if (e->state != EXEC_RUN) {
        return;                                 /* a call's answer comes */
    }

    if (is_late(e) && !frame_has_ended(e->root)) {
        exec_stop(e, MEDIA_TIMEOUT);
    }

    frame_walk(e, e->root);

    if (e->calling) {
        return;
    }

    if (frame_has_ended(e->root)) {
        exec_end(e);

    } else if (e->moves > e->saved) {
        exec_save(e, 0);

    } else {
        exec_wait(e);
    }
}


static void
exec_again(void *data)
{
    exec_t  *e = data;

    e->again = NULL;

    /* the answer to its last call was an error: once more */

    if (!e->calling && (e->state == EXEC_END || e->state == EXEC_PARK)) {
        e->state = EXEC_RUN;
    }

    exec_turn(e);
}
