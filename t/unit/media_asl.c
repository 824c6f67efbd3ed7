/*
 * media_asl - the States Language subset: paths, templates, choices, what is
 * refused and how it is said, the source's definition as it was printed.
 */

#include "t/unit/tap.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/media/asl.h"

#include "t/unit/tap.h"

#define TASK(name, next)  "\"" name "\": {\"Type\": \"Task\", \"Resource\": " \
                          "\"relevo:attach\", " next "}"


static json_t *
parse(const char *text)
{
    return json_loads(text, JSON_DECODE_ANY, NULL);
}


/* Paths */

static void
path_is(const char *path, const char *data, const char *want)
{
    json_t  *d = parse(data), *w = parse(want);
    json_t  *got = asl_path_is(path) ? asl_path_get(path, d, d) : NULL;

    ok(json_equal(got, w), "%s of %s is %s", path, data, want);
    json_decref(d);
    json_decref(w);
}


static void
place_is(const char *path, const char *data, const char *want)
{
    json_t  *d = parse(data), *w = parse(want), *v = json_string("v");
    json_t  *got = asl_path_set(path, d, v), *again = parse(data);

    ok(json_equal(got, w), "%s = v in %s is %s", path, data, want);
    ok(json_equal(d, again), "and %s itself stays", data);
    json_decref(d);
    json_decref(w);
    json_decref(v);
    json_decref(got);
    json_decref(again);
}


static void
paths(void)
{
    static const char *const  wrong[] = {
        "", "a", "$.", "$..a", "$[*]", "$.a[", "$.a[-1]", "$['a", "$.a b",
        "$[?(@.x)]", "$.a[0:2]", "States.Format('x')", "$.a[99999]"
    };

    path_is("$", "{\"a\": 1}", "{\"a\": 1}");
    path_is("$.a", "{\"a\": 1}", "1");
    path_is("$.a.b[1]", "{\"a\": {\"b\": [1, \"x\"]}}", "\"x\"");
    path_is("$['a b'].c", "{\"a b\": {\"c\": true}}", "true");
    path_is("$$.a", "{\"a\": 1}", "1");
    path_is("$[0]", "[5]", "5");

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        ok(!asl_path_is(wrong[i]), "no path: %s", wrong[i]);
    }

    ok(asl_path_is_place("$.a.b"), "a place");
    ok(!asl_path_is_place("$.a[0]"), "an element is no place");
    ok(!asl_path_is_place("$$.a"), "nor is the context");

    place_is("$.a", "{\"b\": 1}", "{\"b\": 1, \"a\": \"v\"}");
    place_is("$.a.c", "{\"a\": 1}", "{\"a\": {\"c\": \"v\"}}");
    place_is("$", "{\"a\": 1}", "\"v\"");
}


/* Templates */

static void
templates(void)
{
    const char  *path;
    char         why[200];
    json_t      *data = parse("{\"s3Key\": \"k\", \"n\": {\"m\": 2}}");
    json_t      *t = parse("{\"S3Object\": {\"Bucket\": \"b\", \"Name.$\": "
                           "\"$.s3Key\"}, \"List\": [{\"x.$\": \"$.n.m\"}], "
                           "\"Max\": 20}");
    json_t      *want = parse("{\"S3Object\": {\"Bucket\": \"b\", \"Name\": "
                              "\"k\"}, \"List\": [{\"x\": 2}], \"Max\": 20}");
    json_t      *bad = parse("{\"a.$\": \"$.nowhere\"}");
    json_t      *call = parse("{\"a.$\": \"States.Format('x')\"}");
    json_t      *got = asl_template(t, data, data, &path);

    ok(json_equal(got, want), "a template is filled");
    ok(asl_template(bad, data, data, &path) == NULL
       && strcmp(path, "$.nowhere") == 0, "a path that leads nowhere is named");
    ok(!asl_template_check(call, why, sizeof(why)),
       "an intrinsic function is refused: %s", why);

    json_decref(data);
    json_decref(t);
    json_decref(want);
    json_decref(bad);
    json_decref(call);
    json_decref(got);
}


/* Choices */

static void
choice_is(const char *rule, bool want)
{
    json_t  *r = parse(rule);
    json_t  *d = parse("{\"s\": \"image/png\", \"n\": 7, \"b\": true, "
                       "\"z\": null}");
    char     why[200] = "";

    ok(asl_choice_check(r, false, why, sizeof(why)), "fits: %s%s", rule, why);
    ok(asl_choice_is(r, d, d) == want, "it is %s", want ? "true" : "false");
    json_decref(r);
    json_decref(d);
}


/* Stars between what comes again and again: tried all ways this takes longer
 * than anybody waits. */
static void
matches_long(void)
{
    char     text[4001];
    json_t  *d, *r = parse("{\"Variable\": \"$.s\", \"StringMatches\": "
                           "\"*a*a*a*a*a*a*a*a*b\"}");

    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    d = json_pack("{s:s}", "s", text);
    ok(!asl_choice_is(r, d, d), "nine stars, a long text that ends otherwise");
    json_decref(d);

    text[sizeof(text) - 2] = 'b';
    d = json_pack("{s:s}", "s", text);
    ok(asl_choice_is(r, d, d), "... and one that fits");
    json_decref(d);
    json_decref(r);
}


static void
choice_wrong(const char *rule, const char *want)
{
    json_t  *r = parse(rule);
    char     why[200] = "";

    ok(!asl_choice_check(r, true, why, sizeof(why))
       && strstr(why, want) != NULL, "refused: %s", why);
    json_decref(r);
}


static void
choices(void)
{
    choice_is("{\"Variable\": \"$.s\", \"StringEquals\": \"image/png\"}", true);
    choice_is("{\"Variable\": \"$.s\", \"StringEquals\": \"x\"}", false);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"image/*\"}", true);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"*png\"}", true);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"im*gif\"}", false);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"image\\\\*\"}",
              false);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"*a*/*n*\"}", true);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"*\"}", true);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"*pn\"}", false);
    choice_is("{\"Variable\": \"$.s\", \"StringMatches\": \"image/png**\"}",
              true);
    matches_long();
    choice_is("{\"Variable\": \"$.n\", \"NumericGreaterThan\": 6.5}", true);
    choice_is("{\"Variable\": \"$.n\", \"NumericLessThanEquals\": 6}", false);
    choice_is("{\"Variable\": \"$.n\", \"NumericEquals\": 7}", true);
    choice_is("{\"Variable\": \"$.s\", \"NumericEquals\": 7}", false);
    choice_is("{\"Variable\": \"$.b\", \"BooleanEquals\": true}", true);
    choice_is("{\"Variable\": \"$.q\", \"IsPresent\": false}", true);
    choice_is("{\"Variable\": \"$.z\", \"IsNull\": true}", true);
    choice_is("{\"And\": [{\"Variable\": \"$.b\", \"BooleanEquals\": true}, "
              "{\"Variable\": \"$.n\", \"NumericEquals\": 8}]}", false);
    choice_is("{\"Or\": [{\"Variable\": \"$.b\", \"BooleanEquals\": false}, "
              "{\"Not\": {\"Variable\": \"$.n\", \"NumericEquals\": 8}}]}",
              true);

    choice_wrong("{\"Variable\": \"$.s\", \"StringEquals\": \"x\"}", "Next");
    choice_wrong("{\"Variable\": \"s\", \"StringEquals\": \"x\", "
                 "\"Next\": \"A\"}", "path");
    choice_wrong("{\"Variable\": \"$.s\", \"Next\": \"A\"}", "one comparison");
    choice_wrong("{\"Variable\": \"$.s\", \"StringEquals\": 1, "
                 "\"Next\": \"A\"}", "type");
    choice_wrong("{\"Variable\": \"$.s\", \"TimestampEquals\": \"x\", "
                 "\"Next\": \"A\"}", "TimestampEquals");
    choice_wrong("{\"And\": [], \"Next\": \"A\"}", "And");
}


/* Definitions */

static void
refused(const char *states, const char *want)
{
    char    err[ASL_ERROR_LEN] = "", text[4096];
    asl_t  *a;

    snprintf(text, sizeof(text), "{\"StartAt\": \"A\", \"States\": {%s}}",
             states);
    a = asl_parse("x.json", slice_str(text), err);
    ok(a == NULL && strstr(err, want) != NULL, "refused: %s", err);
    asl_free(a);
}


static void
definitions(void)
{
    char    err[ASL_ERROR_LEN] = "";
    asl_t  *a = asl_parse("config/workflows/x.json", SLICE_LIT(
        "{\"StartAt\": \"A\", \"States\": {" TASK("A", "\"Next\": \"B\"")
        ", \"B\": {\"Type\": \"Succeed\"}}}"), err);

    ok(a != NULL && a->machine->n == 2, "a definition is read %s", err);
    is_str(a->name, "x", "its name");
    is_str(a->machine->start->next->name, "B", "where it goes");
    asl_free(a);

    refused("", "1 to");
    refused("\"B\": {\"Type\": \"Succeed\"}", "StartAt");
    refused("\"A\": {\"Type\": \"Task\", \"Resource\": \"relevo:nothing\", "
            "\"End\": true}", "there is no task for \"relevo:nothing\"");
    refused("\"A\": {\"Type\": \"Map\", \"End\": true}", "\"Type\" must be");
    refused(TASK("A", "\"Next\": \"B\""), "there is no state \"B\"");
    refused(TASK("A", "\"Next\": \"A\", \"End\": true"), "either");
    refused(TASK("A", "\"End\": true, \"Heartbeat\": 3"),
            "field \"Heartbeat\" is not in the subset");
    refused("\"A\": {\"Type\": \"Succeed\", \"Resource\": \"x\"}",
            "does not belong to a Succeed");
    refused("\"A\": {\"Type\": \"Fail\"}", "field \"Error\" is missing");
    refused(TASK("A", "\"End\": true, \"TimeoutSeconds\": 0"), "1 to 86400");
    refused(TASK("A", "\"End\": true, \"ResultPath\": \"$.a[0]\""),
            "ResultPath");
    refused(TASK("A", "\"End\": true, \"Retry\": [{\"MaxAttempts\": 1}]"),
            "ErrorEquals");
    refused(TASK("A", "\"End\": true, \"Retry\": [{\"ErrorEquals\": [\"x\"], "
            "\"MaxAttempts\": 1000}]"), "MaxAttempts must be 0 to 100");
    refused(TASK("A", "\"End\": true, \"Retry\": [{\"ErrorEquals\": [\"x\"], "
            "\"JitterStrategy\": \"SOME\"}]"), "must be FULL or NONE");
    refused(TASK("A", "\"End\": true, \"Catch\": [{\"ErrorEquals\": [\"x\"], "
            "\"Next\": \"Z\"}]"), "there is no state \"Z\"");
    refused(TASK("A", "\"End\": true") ", " TASK("B", "\"End\": true"),
            "nothing leads to it");
    refused("\"A\": {\"Type\": \"Wait\", \"End\": true}", "Seconds");
    refused("\"A\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": "
            "[{\"StartAt\": \"Q\", \"States\": {" TASK("R", "\"End\": true")
            "}}]}", "a branch of state \"A\": \"StartAt\"");
    refused("\"A\": {\"Type\": \"Task\", \"Resource\": \"${Nobody}\", "
            "\"End\": true}", "${Nobody}");
    refused("\"A\": {", "line 1");
}


/* The source's definition, as it was printed: it loads, and what it leaves to
 * others is ours. */

static void
printed(void)
{
    char                err[ASL_ERROR_LEN] = "";
    asl_t              *a = asl_load("t/media/printed_workflow.json", err);
    const asl_state_t  *s;

    ok(a != NULL, "the printed definition loads %s", err);

    if (a == NULL) {
        return;
    }

    is_str(a->machine->start->name, "relevo.Validate", "validated, fetched");
    s = asl_state(a->machine, "relevo.Key");
    is_str(s->next->name, "ValidateMediaType", "and stored in front");
    s = asl_state(a->machine, "ProcessAudio");
    ok(s != NULL && strcmp(s->task->resource, "relevo:speech") == 0,
       "ProcessAudio is ours");
    s = asl_state(a->machine, "ProcessImage");
    is_str(s->branches[0]->start->task->resource,
           "relevo:rekognition.detectLabels", "labels");
    s = asl_state(a->machine, "SendToAIProcessing");
    is_str(jsonx_str(json_object_get(s->def, "Parameters"), "QueueUrl"),
           "relevo:in", "a ${} has its value");
    asl_free(a);
}


int
main(void)
{
    char  err[256];

    (void) config_load(NULL, NULL, 0, err, sizeof(err));
    paths();
    templates();
    choices();
    definitions();
    printed();

    return done_testing();
}
