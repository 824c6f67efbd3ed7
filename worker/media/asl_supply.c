/*
 * asl_supply - completes a definition before it is checked.
 *
 * Definitions written for a cloud name its services and leave things to it:
 *   "${Name}"              from media.values, or one of the defaults below
 *   "arn:...:function:x"   a task of ours with that name (the table)
 *   ProcessAudio           named by a Choice and not there: speech to text
 *   arn:.. and no          the file is checked, fetched and stored in front,
 *   relevo:fetch           and its key is $.s3Key from there on
 */

#include "worker/media/asl.h"

#include <stdio.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define VALUE_MAX  512

/* The end of a resource's name -> ours. */
static const struct { const char *theirs, *ours; } resources[] = {
    { "rekognition:detectLabels",        "relevo:rekognition.detectLabels" },
    { "rekognition:detectText",          "relevo:rekognition.detectText" },
    { "textract:detectDocumentText",     "relevo:textract.detectDocumentText" },
    { "textract:analyzeExpense",         "relevo:textract.analyzeExpense" },
    { "sqs:sendMessage",                 "relevo:send-to-ai" },
    { "combine-image-analysis-results",  "relevo:combine-image" },
    { "format-document-text",            "relevo:format-document" },
    { "update-conversation-context",     "relevo:attach" },
    { "process-audio",                   "relevo:speech" }
};

static const struct { const char *name, *value; } defaults[] = {
    { "TextProcessingQueueUrl", "relevo:in" },
    { "AWS::Region",            "local" },
    { "AWS::AccountId",         "0" },
    { "AWS::Partition",         "relevo" }
};


/* ---- resources ---- */

static bool
ends_with(const char *text, const char *end)
{
    size_t  n = strlen(text), m = strlen(end);

    return n > m && strcmp(text + n - m, end) == 0
           && (text[n - m - 1] == ':' || text[n - m - 1] == '/');
}


const char *
asl_resource(const char *resource)
{
    if (strncmp(resource, "arn:", 4) != 0) {
        return resource;
    }

    for (size_t i = 0; i < sizeof(resources) / sizeof(resources[0]); i++) {
        if (ends_with(resource, resources[i].theirs)) {
            return resources[i].ours;
        }
    }

    return resource;
}


/* ---- ${Name} ---- */

/* Of media.values, "name=value name=value"; false: it is not there. */
static bool
value_set(const char *name, size_t n, char *ret_value)
{
    const char  *p = config_str("media.values");

    for (p += strspn(p, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t  len = strcspn(p, " ");

        if (len > n && p[n] == '=' && strncmp(p, name, n) == 0) {
            snprintf(ret_value, VALUE_MAX, "%.*s", (int) (len - n - 1),
                     p + n + 1);
            return true;
        }

        p += len;
    }

    for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
        if (strlen(defaults[i].name) == n
            && strncmp(defaults[i].name, name, n) == 0)
        {
            snprintf(ret_value, VALUE_MAX, "%s", defaults[i].value);
            return true;
        }
    }

    return false;
}


/* A new string with every ${Name} replaced; NULL: err says which is not. */
static json_t *
text_fill(const char *text, char *err)
{
    char         out[4 * VALUE_MAX], value[VALUE_MAX];
    size_t       n = 0;
    const char  *open, *end;

    while ((open = strstr(text, "${")) != NULL
           && (end = strchr(open, '}')) != NULL)
    {
        if (!value_set(open + 2, (size_t) (end - open) - 2, value)) {
            asl_wrong(err, "\"%.*s\" has no value; add it to media.values",
                      (int) (end - open) + 1, open);
            return NULL;
        }

        n += (size_t) snprintf(out + n, sizeof(out) - n, "%.*s%s",
                               (int) (open - text), text, value);
        text = end + 1;

        if (n >= sizeof(out)) {
            asl_wrong(err, "a text with ${} is longer than %d bytes",
                      4 * VALUE_MAX);
            return NULL;
        }
    }

    snprintf(out + n, sizeof(out) - n, "%s", text);

    return json_string(out);
}


static json_t *
value_fill(json_t *value, char *err)
{
    const char  *key;
    json_t      *one, *made;
    size_t       i;
    void        *safe;

    if (json_is_string(value)) {
        return strstr(json_string_value(value), "${") == NULL
               ? json_incref(value) : text_fill(json_string_value(value), err);
    }

    json_array_foreach(value, i, one) {
        if ((made = value_fill(one, err)) == NULL
            || json_array_set_new(value, i, made) != 0)
        {
            return NULL;
        }
    }

    json_object_foreach_safe(value, safe, key, one) {
        if ((made = value_fill(one, err)) == NULL
            || json_object_set_new(value, key, made) != 0)
        {
            return NULL;
        }
    }

    return json_incref(value);
}


/* ---- what is missing ---- */

static bool
choice_names(const json_t *states, const char *name)
{
    const char  *key;
    json_t      *state, *rule;
    size_t       i;

    json_object_foreach((json_t *) states, key, state) {
        json_array_foreach(json_object_get(state, "Choices"), i, rule) {
            if (strcmp(jsonx_str(rule, "Next"), name) == 0) {
                return true;
            }
        }
    }

    return false;
}


/* Speech to text, then wherever the other kinds go on to. */
static void
audio_supply(json_t *states)
{
    static const char  update[] = "UpdateConversationContext";

    if (json_object_get(states, "ProcessAudio") != NULL
        || !choice_names(states, "ProcessAudio"))
    {
        return;
    }

    json_object_set_new(states, "ProcessAudio",
        json_object_get(states, update) != NULL
        ? json_pack("{s:s, s:s, s:s, s:s}", "Type", "Task", "Resource",
                    "relevo:speech", "ResultPath", "$.analysis_result",
                    "Next", update)
        : json_pack("{s:s, s:s, s:s, s:b}", "Type", "Task", "Resource",
                    "relevo:speech", "ResultPath", "$.analysis_result",
                    "End", 1));
}


/* Does any state, also of a branch, have a Resource that begins so? */
static bool
has_task(const json_t *machine, const char *begin)
{
    const char  *key;
    json_t      *state, *branch;
    size_t       i;

    json_object_foreach(json_object_get(machine, "States"), key, state) {
        if (strncmp(jsonx_str(state, "Resource"), begin, strlen(begin)) == 0) {
            return true;
        }

        json_array_foreach(json_object_get(state, "Branches"), i, branch) {
            if (has_task(branch, begin)) {
                return true;
            }
        }
    }

    return false;
}


static json_t *
supplied_task(const char *resource, const char *next)
{
    return json_pack("{s:s, s:s, s:n, s:s, s:[{s:[s], s:i, s:i, s:f}]}",
        "Type", "Task", "Resource", resource, "ResultPath", "Next", next,
        "Retry", "ErrorEquals", MEDIA_FAILED, "IntervalSeconds", 1,
        "MaxAttempts", 3, "BackoffRate", 2.0);
}


static void
fetch_supply(json_t *json)
{
    json_t      *states = json_object_get(json, "States");
    const char  *start = jsonx_str(json, "StartAt");

    if (!has_task(json, "arn:") || has_task(json, "relevo:fetch")) {
        return;
    }

    json_object_set_new(states, "relevo.Validate",
                        supplied_task("relevo:validate", "relevo.Fetch"));
    json_object_set_new(states, "relevo.Fetch",
                        supplied_task("relevo:fetch", "relevo.Store"));
    json_object_set_new(states, "relevo.Store",
                        supplied_task("relevo:store", "relevo.Key"));
    json_object_set_new(states, "relevo.Key", json_pack(
        "{s:s, s:s, s:s, s:s}", "Type", "Pass", "InputPath", "$$.Media.object",
        "ResultPath", "$.s3Key", "Next", start));
    json_object_set_new(json, "StartAt", json_string("relevo.Validate"));
}


bool
asl_supply(json_t *json, char *err)
{
    json_t  *filled = value_fill(json, err);

    if (filled == NULL) {
        return asl_wrong(err, "it does not fit into memory");
    }

    json_decref(filled);

    if (json_is_object(json_object_get(json, "States"))) {
        audio_supply(json_object_get(json, "States"));
        fetch_supply(json);
    }

    return true;
}
