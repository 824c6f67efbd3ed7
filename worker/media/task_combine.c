/*
 * task_combine - relevo:combine-image, relevo:format-document: analyses of
 * one file become one.
 *
 * In: the list of a Parallel state's results, or one of them.  Each may be a
 * decoder's result ({"kind", "text", ...}), labels ({"Labels": [{"Name"}]}),
 * lines of a cloud's reader ({"TextDetections"}, {"Blocks"}) or its fields of
 * an invoice ({"ExpenseDocuments"}).  Out: the decoder's result with "labels",
 * "detected_text" and "description", or with "extracted_text".
 */

#include <string.h>

#include "worker/jsonx.h"
#include "worker/media/cloud.h"
#include "worker/media/describe.h"
#include "worker/media/fields.h"
#include "worker/media/tasks.h"

/* ---- reading what came ---- */

static void
labels_add(json_t *labels, const json_t *found)
{
    size_t   i;
    json_t  *one;

    json_array_foreach(json_object_get(found, "Labels"), i, one) {
        json_t  *name = json_object_get(one, "Name");

        if (json_string_length(name) > 0) {
            json_array_append(labels, name);
        }
    }

    json_array_foreach(json_object_get(found, "labels"), i, one) {
        if (json_string_length(one) > 0) {
            json_array_append(labels, one);
        }
    }
}


static void
result_merge(pool_t *pool, json_t *out, json_t *labels, const json_t *found)
{
    const char  *lines = cloud_lines(pool, found);
    json_t      *fields = cloud_fields(found);

    labels_add(labels, found);

    if (json_object_get(found, "kind") != NULL) {
        json_object_update_missing(out, (json_t *) found);
    }

    if (lines != NULL && json_object_get(out, "text") == NULL) {
        json_object_set_new(out, "text", json_string(lines));
    }

    if (fields != NULL) {
        json_object_set_new(out, "fields", fields);
    }
}


/* All that was found, as one object. */
static json_t *
results_merge(job_t *j)
{
    const json_t  *input = job_media(j)->input;
    json_t        *out = pool_json(j->pool, json_object());
    json_t        *labels = json_array(), *one;
    size_t         i;

    if (json_is_array(input)) {
        json_array_foreach(input, i, one) {
            result_merge(j->pool, out, labels, one);
        }
    } else {
        result_merge(j->pool, out, labels, input);
    }

    json_object_set_new(out, "labels", labels);

    return out;
}


/* ---- the tasks ---- */

/* Key facts of an invoice or a receipt, when it is one. */
static void
fields_add(json_t *out)
{
    const json_t  *text = json_object_get(out, "text");
    json_t        *fields = fields_find(slice_make(json_string_value(text),
                                        json_string_length(text)));

    json_object_update_missing(fields, json_object_get(out, "fields"));

    if (fields != NULL) {
        json_object_set_new(out, "fields", fields);
    }
}


/* All results in one, the text under the name that the step has for it. */

static rc_t
combine(job_t *j, const char *text_name)
{
    media_step_t  *s = job_media(j);
    json_t        *out = results_merge(j);
    json_t        *text = json_object_get(out, "text");

    json_object_set_new(out, text_name, text == NULL ? json_string("")
                        : json_incref(text));
    json_object_set_new(out, "description", json_string(
                        describe_file(j->pool, out, s->language)));
    fields_add(out);
    s->output = out;

    return RC_OK;
}


static rc_t
combine_start(job_t *j)
{
    return combine(j, "detected_text");
}


static rc_t
format_start(job_t *j)
{
    return combine(j, "extracted_text");
}


const phase_t  task_combine[] = {
    { "media_combine", combine_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};

const phase_t  task_format[] = {
    { "media_format", format_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};
