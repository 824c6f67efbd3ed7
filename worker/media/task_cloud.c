/*
 * task_cloud - rekognition.detectLabels, rekognition.detectText and
 * textract.detectDocumentText, answered by relevo-decode in their form.
 *
 * A definition written for that cloud works here without it: MaxLabels and
 * MinConfidence mean the same, Image and Document name the object that is in
 * the local copy already.
 */

#include <string.h>

#include "worker/jsonx.h"
#include "worker/media/decode_step.h"
#include "worker/media/store.h"
#include "worker/media/tasks.h"


static rc_t
ask(job_t *j, const char *what)
{
    return decode_step_ask(j, pool_json(j->pool, json_pack("{s:[s]}", "what",
                                                           what)));
}


static rc_t
labels_start(job_t *j)
{
    return ask(j, "labels");
}


static rc_t
text_start(job_t *j)
{
    return ask(j, "text");
}


/* ---- labels ---- */

static void
label_add(json_t *labels, const char *name, double confidence,
    const json_t *input)
{
    json_int_t  most = json_integer_value(json_object_get(input, "MaxLabels"));
    double      least = json_number_value(json_object_get(input,
                                                          "MinConfidence"));

    if (*name != '\0' && confidence >= least
        && (most <= 0 || (json_int_t) json_array_size(labels) < most))
    {
        json_array_append_new(labels, json_pack("{s:s, s:f}", "Name", name,
                                                "Confidence", confidence));
    }
}


/* Ours are names, or {"name", "confidence"}; the kind is one of them. */
static rc_t
labels_finish(job_t *j)
{
    media_step_t  *s = job_media(j);
    json_t        *result, *labels, *one;
    rc_t           rc = decode_step_read(j, &result);
    size_t         i;

    if (rc != RC_OK) {
        return rc;
    }

    labels = json_array();
    label_add(labels, jsonx_str(result, "kind"), 100, s->input);

    json_array_foreach(json_object_get(result, "labels"), i, one) {
        const json_t  *sure = json_object_get(one, "confidence");

        label_add(labels, json_is_string(one) ? json_string_value(one)
                  : jsonx_str(one, "name"), sure == NULL ? 100
                  : json_number_value(sure), s->input);
    }

    s->output = pool_json(j->pool, json_pack("{s:o}", "Labels", labels));

    return RC_OK;
}


/* ---- lines ---- */

static json_t *
lines_of(const json_t *result, const char *type, const char *text)
{
    const json_t  *confidence = json_object_get(result, "confidence");
    const char    *p = jsonx_str(result, "text");
    json_t        *lines = json_array();

    while (*p != '\0') {
        size_t  n = strcspn(p, "\n");

        if (n > 0) {
            json_array_append_new(lines, json_pack("{s:s, s:s%, s:f}", type,
                "LINE", text, p, n, "Confidence",
                json_number_value(confidence)));
        }

        p += n + (p[n] == '\n');
    }

    return lines;
}


static rc_t
text_finish(job_t *j, const char *list, const char *type, const char *text)
{
    json_t  *result;
    rc_t     rc = decode_step_read(j, &result);

    if (rc == RC_OK) {
        job_media(j)->output = pool_json(j->pool, json_pack("{s:o}", list,
                                         lines_of(result, type, text)));
    }

    return rc;
}


static rc_t
lines_finish(job_t *j)
{
    return text_finish(j, "TextDetections", "Type", "DetectedText");
}


static rc_t
blocks_finish(job_t *j)
{
    return text_finish(j, "Blocks", "BlockType", "Text");
}


const phase_t  task_labels[] = {
    { "media_local",  local_start, local_finish, LOCAL_MS },
    { "media_labels", labels_start, labels_finish, DECODE_STEP_MS },
    { NULL, NULL, NULL, 0 }
};

const phase_t  task_lines[] = {
    { "media_local",  local_start, local_finish, LOCAL_MS },
    { "media_lines", text_start, lines_finish, DECODE_STEP_MS },
    { NULL, NULL, NULL, 0 }
};

const phase_t  task_blocks[] = {
    { "media_local",  local_start, local_finish, LOCAL_MS },
    { "media_blocks", text_start, blocks_finish, DECODE_STEP_MS },
    { NULL, NULL, NULL, 0 }
};
