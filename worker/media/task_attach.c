/*
 * task_attach - relevo:attach, relevo:send-to-ai: the end of a workflow.
 *
 * attach takes what was found (the input's "analysis" or "analysis_result",
 * else the input itself) and leaves it in the row: result, and the text that
 * enters context and search.  The turn that waits hears of it when the
 * execution ends (core.media_done), so sending has nothing left to do.
 */

#include <string.h>

#include "common/utf8_cut.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/media/tasks.h"

/* Where a text may be, first found first. */
static const char *const  texts[] = { "text", "detected_text",
                                      "extracted_text" };


static const json_t *
found_in(const json_t *input)
{
    static const char *const  names[] = { "analysis", "analysis_result" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const json_t  *a = json_object_get(input, names[i]);

        if (json_is_object(a)) {
            return a;
        }
    }

    return input;
}


static slice_t
text_in(const json_t *found, const json_t *input)
{
    const json_t  *places[] = { found, input };

    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
            const json_t  *s = json_object_get(places[p], texts[i]);

            if (json_string_length(s) > 0) {
                return slice_make(json_string_value(s),
                                  json_string_length(s));
            }
        }
    }

    return SLICE_NULL;
}


/* At most media.max_text bytes, whole characters, and no NUL: the column is
 * text. */
static json_t *
text_clean(pool_t *pool, slice_t text)
{
    char  *out;

    text = utf8_cut(text, (size_t) config_int("media.max_text"));
    out = pool_alloc(pool, text.len + 1);

    for (size_t i = 0; out != NULL && i < text.len; i++) {
        out[i] = text.data[i] == '\0' ? ' ' : (char) text.data[i];
    }

    return out == NULL ? json_null() : json_stringn(out, text.len);
}


/* What stays of it: the text has its own column, pages would repeat it. */
static json_t *
result_of(const json_t *found)
{
    json_t  *result = json_copy((json_t *) found);

    json_object_del(result, "pages");

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        json_object_del(result, texts[i]);
    }

    return result;
}


static rc_t
attach_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    const json_t  *found = found_in(s->input);
    slice_t        text;

    if (!json_is_object(found)) {
        return media_fail(j, MEDIA_FAILED, "attach: the input is no object");
    }

    text = text_in(found, s->input);
    media_row_set(j, "result", result_of(found));

    if (text.len > 0) {
        media_row_set(j, "text", text_clean(j->pool, text));
    }

    s->output = (json_t *) s->input;

    return RC_OK;
}


static rc_t
send_start(job_t *j)
{
    job_media(j)->output = pool_json(j->pool, json_pack("{s:b}", "queued", 1));

    return RC_OK;
}


const phase_t  task_attach[] = {
    { "media_attach", attach_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};

const phase_t  task_send[] = {
    { "media_send", send_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};
