/*
 * cli/explain - `relevo explain MESSAGE_ID`: why that was decided.
 *
 * Prints what was stored of the turn (scene, rules that held, versions) and
 * judges the stored scene once more by the rules of the version that is
 * named there: "identical" says whether that is the same verdict.  A version
 * that is gone is named.  "today" is what the tenant's rules of now would
 * decide, their own words looked for in the stored texts.  Texts are not shown.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/reread.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/jsonx.h"

static const char  explain_sql[] = "select core.explain($1::uuid, $2)";
static const char  rules_sql[] =
    "select core.rules_at($1::uuid, $2::bigint)";
static const char  rules_now_sql[] = "select core.rules_of($1::uuid)";


/* The tenant's rules of that version, or (0) of now; NULL: none, or told. */

static rules_t *
rules_of(PGconn *pg, const char *tenant, int64_t version)
{
    char         number[24], err[256];
    const char  *params[] = { tenant, number };
    json_t      *own;
    rules_t     *rules;

    snprintf(number, sizeof(number), "%lld", (long long) version);
    own = version != 0 ? cli_pg_json(pg, rules_sql, 2, params)
                       : cli_pg_json(pg, rules_now_sql, 1, params);
    if (!json_is_object(own)) {
        json_decref(own);
        return NULL;
    }

    rules = rules_load(json_object_get(own, "rules"), decide_patterns(), err,
                       sizeof(err));
    json_decref(own);
    return rules;
}


/* What matters of a verdict; the versions around it are compared apart. */

static bool
verdict_same(const json_t *a, const json_t *b)
{
    static const char *const  keys[] = {
        "escalate", "reason", "priority", "topic", "category", "sentiment",
        "stage", "skill", "score", "rules"
    };

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        char *x = json_dumps(json_object_get(a, keys[i]), JSON_COMPACT
                    | JSON_ENCODE_ANY | JSON_SORT_KEYS
                    | JSON_REAL_PRECISION(5));
        char *y = json_dumps(json_object_get(b, keys[i]), JSON_COMPACT
                    | JSON_ENCODE_ANY | JSON_SORT_KEYS
                    | JSON_REAL_PRECISION(5));
        bool  same = x != NULL && y != NULL && strcmp(x, y) == 0;

        jsonx_free(x);
        jsonx_free(y);
        if (!same) {
            return false;
        }
    }

    return true;
}


/* The stored scene under the rules: a new object. */

static json_t *
recompute(const rules_t *rules, const json_t *decision, const char *note)
{
    scene_t      scene;
    verdict_t    verdict;
    const char  *gone;
    json_t      *now, *then = json_object_get(decision, "verdict");
    json_t      *out;

    if (!scene_load(decide_patterns(), json_object_get(decision, "scene"),
                    &scene, &gone))
    {
        return json_pack("{s:b, s:s}", "identical", 0, "note",
                         "the stored scene cannot be read");
    }

    judge(rules, decide_patterns(), &scene, &verdict);
    now = verdict_json(rules, &scene, &verdict);
    out = json_pack("{s:b, s:s?}", "identical", verdict_same(then, now),
                    "note", gone != NULL ? "a pack that was used is gone"
                                         : note);
    if (!verdict_same(then, now)) {
        json_object_set(out, "verdict", now);
    }

    if (scene.patterns != patterns_version(decide_patterns())) {
        json_object_set_new(out, "phrases", json_string("the phrases have"
            " changed since: a message of today may be marked otherwise"));
    }

    json_decref(now);
    return out;
}


static json_t *
recomputed(PGconn *pg, const char *tenant, const json_t *decision)
{
    const json_t   *verdict = json_object_get(decision, "verdict");
    int64_t         version = jsonx_int(verdict, "rules_version");
    const rules_t  *program = decide_rules();
    rules_t        *own;
    json_t         *out;

    if (!jsonx_true(verdict, "rules_own")) {
        return recompute(program, decision,
            jsonx_int(verdict, "rules_hash") == (int64_t) program->hash
            ? NULL : "the rules of then are gone; these are the program's of"
                     " today");
    }

    own = rules_of(pg, tenant, version);
    out = recompute(own != NULL ? own : program, decision,
                    own != NULL ? NULL : "the tenant's rules of then are"
                    " gone; these are the program's");
    free(own);
    return out;
}


/* By the rules of now; NULL: the stored scene cannot be read. */

static json_t *
today(PGconn *pg, const char *tenant, const json_t *decision)
{
    rules_t        *own;
    const rules_t  *rules;
    scene_t         scene;
    verdict_t       verdict;
    const char     *gone;
    bool            texts;
    json_t         *out;

    if (!scene_load(decide_patterns(), json_object_get(decision, "scene"),
                    &scene, &gone))
    {
        return NULL;
    }

    own = rules_of(pg, tenant, 0);
    rules = own != NULL ? own : decide_rules();
    texts = cli_reread(pg, tenant, decision, rules, &scene);
    judge(rules, decide_patterns(), &scene, &verdict);

    out = json_pack("{s:b, s:s, s:s, s:b, s:s?}",
        "escalate", verdict.escalate, "reason", verdict.reason,
        "priority", priority_name(verdict.priority), "rules_own", own != NULL,
        "note", texts ? NULL : "the texts are gone: words of the rules are"
                               " those that were found then");
    free(own);
    return out;
}


static int
explain_run(args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    char         tenant[37], err[512];
    const char  *params[2] = { NULL, NULL };
    json_t      *found = NULL, *decision;
    PGconn      *pg;
    int          rc = EXIT_FAILED;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (!decide_init(err, sizeof(err))) {
        cli_error("%s", err);
        return EXIT_FAILED;
    }

    pg = cli_pg("postgres.worker");
    if (pg == NULL || (slug != NULL && !cli_tenant_id(pg, slug, tenant))) {
        goto out;
    }

    params[0] = slug != NULL ? tenant : NULL;
    params[1] = args->argv[0];
    found = cli_pg_json(pg, explain_sql, 2, params);
    if (found == NULL) {
        goto out;
    }

    if (!json_is_object(found)) {
        cli_error("there is no message \"%s\"", params[1]);
        goto out;
    }

    decision = json_object_get(found, "decision");
    if (json_is_object(decision)) {
        json_object_set_new(found, "recomputed",
            recomputed(pg, cli_str(found, "tenant"), decision));
        json_object_set_new(found, "today",
            today(pg, cli_str(found, "tenant"), decision));
    }

    cli_print_json(found);
    rc = EXIT_OK;

out:
    json_decref(found);
    PQfinish(pg);
    return rc;
}


const command_t  cli_explain = {
    .name = "explain",
    .summary = "why a message got its answer, or a person",
    .help = "usage: relevo explain MESSAGE_ID [--tenant SLUG]\n\n"
            "MESSAGE_ID is ours or the provider's.  Prints what was"
            " understood, the marks\nand signals the rules looked at, the"
            " rules that held with their points, and\nevery version; judges"
            " it again and says whether the verdict is identical;\n\"today\""
            " is what the rules of now would decide.  Texts are not shown.\n",
    .run = explain_run
};
