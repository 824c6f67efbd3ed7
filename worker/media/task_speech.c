/*
 * task_speech - relevo:speech: what is said in a voice note, audio, film.
 *
 * In:  {"analysis": <the decoder's result>}, or nothing: then it is decoded.
 * Out: that result with "transcribed": true, "text", "language", "confidence"
 *      (0 to 100, where the service says it), "transcriber"; or false and a
 *      description that says so: "Voice note, 0:29, not transcribed."
 *
 * An account of kind `speech` is asked for the words, the first
 * media.speech_max of them.  Without one, or when it fails, this task does not
 * pretend: the turn asks for text or goes to a person (media.unheard).  Where
 * nobody speaks nobody is asked: a model makes words of noise.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/beside.h"
#include "worker/media/decode_step.h"
#include "worker/media/store.h"
#include "worker/media/tasks.h"
#include "worker/providers/call.h"

#define BYTES_PER_MS  (PERCEIVE_RATE / 1000 * 2)
#define UNSURE        60                /* a confidence below that is told */

typedef struct {
    const json_t        *analysis;      /* NULL: not decoded yet */
    model_ask_t          ask;
    perceive_request_t   request;       /* bytes 0: there is no sound */
    perceive_reply_t     reply;         /* json NULL: nobody has heard it */
    op_t                *op;
    bool                 cut;           /* it was longer than that */
} speech_t;


/* "0:29", "12:05", or "?" when it is not known. */
static void
duration_write(int64_t ms, char *buf, size_t len)
{
    int64_t  s = (ms + 500) / 1000;

    if (ms <= 0) {
        snprintf(buf, len, "?");
    } else {
        snprintf(buf, len, "%lld:%02lld", (long long) (s / 60),
                 (long long) (s % 60));
    }
}


/* ---- the sound ---- */

static bool
is_silent(const json_t *analysis)
{
    return jsonx_true(json_object_get(analysis, "facts"), "silent");
}


/* Does somebody speak in it, and is its sound gone from beside the copy? */
static bool
sound_is_lost(const media_step_t *s, const json_t *analysis)
{
    const json_t  *facts = json_object_get(analysis, "facts");
    char           path[BESIDE_MAX];

    beside_path(s->path, "pcm", path);

    return *jsonx_str(facts, "codec") != '\0' && !is_silent(analysis)
           && access(path, R_OK) != 0;
}


/* The file is there when it has to be decoded. */
static rc_t
sound_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    speech_t      *sp = pool_alloc_always(j->pool, sizeof(speech_t));
    json_t        *analysis = json_object_get(s->input, "analysis");

    sp->request.fd = -1;
    sp->analysis = json_is_object(analysis) ? analysis : NULL;
    s->own = sp;

    return sp->analysis == NULL || sound_is_lost(s, sp->analysis)
           ? local_start(j) : RC_DECLINED;
}


/* Sound that nobody has decoded yet, or not on this machine. */
static rc_t
listen_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    speech_t      *sp = s->own;
    json_t        *options;

    if (sp->analysis != NULL && !sound_is_lost(s, sp->analysis)) {
        return RC_DECLINED;
    }

    options = pool_json(j->pool, json_pack("{s:[s]}", "what", "pcm"));

    return decode_step_ask(j, options);
}


static rc_t
listen_finish(job_t *j)
{
    speech_t  *sp = job_media(j)->own;
    json_t    *result;
    rc_t       rc = decode_step_read(j, &result);

    if (rc == RC_OK && sp->analysis == NULL) {
        sp->analysis = result;
    }

    return rc;
}


/* ---- asking for its words ---- */

static void
fd_close(void *data)
{
    const speech_t  *sp = data;

    if (sp->request.fd >= 0) {
        close(sp->request.fd);
    }
}


/* False: there is no sound, which is no failure. */
static bool
sound_open(job_t *j, speech_t *sp)
{
    uint64_t     most = (uint64_t) config_int("media.speech_max")
                        * BYTES_PER_MS;
    char         path[BESIDE_MAX];
    struct stat  st;

    beside_path(job_media(j)->path, "pcm", path);
    sp->request.fd = open(path, O_RDONLY | O_CLOEXEC);

    if (sp->request.fd < 0 || !pool_cleanup(j->pool, fd_close, sp)
        || fstat(sp->request.fd, &st) != 0 || st.st_size < 2)
    {
        return false;
    }

    sp->cut = (uint64_t) st.st_size > most;
    sp->request.bytes = sp->cut ? most : (uint64_t) st.st_size;
    sp->request.units = (unsigned) ((sp->request.bytes - 1)
                                    / (1000 * BYTES_PER_MS)) + 1;

    return true;
}


static rc_t
hear_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    speech_t      *sp = s->own;

    if (is_silent(sp->analysis) || !sound_open(j, sp)) {
        return RC_DECLINED;
    }

    sp->ask = (model_ask_t) { .tenant = s->tenant, .purpose = "speech",
                              .language = s->language };
    sp->request.kind = PERCEIVE_SPEECH;
    sp->request.language = s->spoken;   /* a wrong hint is worse than none */
    sp->request.total_ms = (uint64_t) config_int("media.speech_total");
    sp->op = perceive_call(j, &sp->ask, &sp->request, &sp->reply);

    return RC_AGAIN;
}


/* That it failed is no reason to lose the file: it stays "not transcribed". */
static rc_t
hear_finish(job_t *j)
{
    const speech_t  *sp = job_media(j)->own;

    if (sp->op->rc == RC_OK) {
        stat_add(media_heard, 1);
        stat_add(media_heard_seconds, sp->request.units);
        stat_add(media_speech_cut, sp->cut);

    } else if (sp->reply.failure != MODEL_NO_PROVIDER) {
        stat_add(media_speech_failed, 1);
        log_info("media.speech_failed", LOG_STR("media",
                 job_media(j)->media), LOG_STR("kind",
                 model_failure_name(sp->reply.failure)));
    }

    return RC_OK;
}


/* ---- what comes out ---- */

static void
warn(json_t *out, const char *word)
{
    json_t  *old = json_object_get(out, "warnings");
    json_t  *list = json_is_array(old) ? json_copy(old) : json_array();

    json_array_append_new(list, json_string(word));
    json_object_set_new(out, "warnings", list);
}


/* The text of a film's picture is no word of the customer's. */
static void
words_take(const speech_t *sp, json_t *out)
{
    const json_t  *heard = sp->reply.json;
    json_t        *sure = json_object_get(heard, "confidence");

    if (json_object_get(out, "text") != NULL) {
        json_object_set(out, "frame_text", json_object_get(out, "text"));
    }

    json_object_del(out, "confidence");
    json_object_set(out, "text", json_object_get(heard, "text"));
    json_object_set(out, "language", json_object_get(heard, "language"));
    json_object_set_new(out, "transcriber", json_pack("{s:s, s:s}",
                        "account", sp->reply.account,
                        "model", sp->reply.model));

    if (sure != NULL) {
        json_object_set(out, "confidence", sure);
    }

    if (sure != NULL && json_number_value(sure) < UNSURE) {
        warn(out, "unsure");
    }

    if (sp->cut) {
        json_object_set_new(out, "truncated", json_true());
    }
}


static rc_t
speech_start(job_t *j)
{
    media_step_t    *s = job_media(j);
    const speech_t  *sp = s->own;
    const json_t    *facts = json_object_get(sp->analysis, "facts");
    bool             heard = *jsonx_str(sp->reply.json, "text") != '\0';
    bool             empty = is_silent(sp->analysis)
                             || (sp->reply.json != NULL && !heard);
    json_t          *out = pool_json(j->pool,
                                     json_copy((json_t *) sp->analysis));
    char             duration[32];
    const char      *text;

    duration_write(jsonx_int(facts, "duration_ms"), duration,
                   sizeof(duration));
    text = fill_text(j->pool, texts_get(s->language,
                     heard ? TEXT_VOICE_HEARD : empty ? TEXT_VOICE_SILENT
                     : TEXT_VOICE_NOTE),
                     (fill_t[]) { { "duration", duration } }, 1);

    if (out == NULL || text == NULL) {
        return job_fail(j, RC_RETRY, "speech: pool is full");
    }

    if (heard) {
        words_take(sp, out);
    }

    json_object_set_new(out, "transcribed", json_boolean(heard));
    json_object_set_new(out, "silent", json_boolean(empty));
    json_object_set_new(out, "description", json_string(text));
    s->output = out;

    return RC_OK;
}


const phase_t  task_speech[] = {
    { "media_local",  sound_start,  local_finish,  LOCAL_MS },
    { "media_listen", listen_start, listen_finish, DECODE_STEP_MS },
    { "media_hear",   hear_start,   hear_finish,   PERCEIVE_STEP_MS },
    { "media_speech", speech_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};
