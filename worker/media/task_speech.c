/*
 * task_speech - relevo:speech: what is said in a voice note, audio, video.
 *
 * In:  {"analysis": <the decoder's result>}, or nothing: then it is decoded.
 * Out: that result with "transcribed" and, when nobody has written it down,
 *      a description that says so: "Voice note, 0:29, not transcribed."
 *
 * Offline nothing here turns sound into words, and this task does not pretend
 * to: the turn asks for text or goes to a person (media.unheard).
 */

#include <stdio.h>
#include <string.h>

#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/jsonx.h"
#include "worker/media/decode_step.h"
#include "worker/media/store.h"
#include "worker/media/tasks.h"


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


/* The file is there when it has to be decoded. */
static rc_t
sound_start(job_t *j)
{
    media_step_t  *s = job_media(j);

    s->own = json_object_get(s->input, "analysis");

    return json_is_object((json_t *) s->own) ? RC_DECLINED : local_start(j);
}


/* Sound that nobody has decoded yet. */
static rc_t
listen_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    json_t        *options;

    if (json_is_object((json_t *) s->own)) {
        return RC_DECLINED;
    }

    options = pool_json(j->pool, json_pack("{s:[s]}", "what", "pcm"));

    return decode_step_ask(j, options);
}


static rc_t
listen_finish(job_t *j)
{
    json_t  *result;
    rc_t     rc = decode_step_read(j, &result);

    job_media(j)->own = rc == RC_OK ? result : NULL;

    return rc;
}


static rc_t
speech_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    const json_t  *analysis = s->own;
    const json_t  *facts = json_object_get(analysis, "facts");
    json_t        *out = pool_json(j->pool, json_is_object(analysis)
                         ? json_copy((json_t *) analysis) : json_object());
    char           duration[32];
    const char    *text;

    duration_write(jsonx_int(facts, "duration_ms"), duration,
                   sizeof(duration));
    text = fill_text(j->pool, texts_get(s->language, TEXT_VOICE_NOTE),
                     (fill_t[]) { { "duration", duration } }, 1);

    if (out == NULL || text == NULL) {
        return job_fail(j, RC_RETRY, "speech: pool is full");
    }

    json_object_set_new(out, "transcribed", json_false());
    json_object_set_new(out, "description", json_string(text));
    s->output = out;

    return RC_OK;
}


const phase_t  task_speech[] = {
    { "media_local",  sound_start,  local_finish,  LOCAL_MS },
    { "media_listen", listen_start, listen_finish, DECODE_STEP_MS },
    { "media_speech", speech_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};
