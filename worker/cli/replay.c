/*
 * cli/replay - `relevo replay`: what other rules would have decided.
 *
 * Judges the stored scenes of a time by the rules of a file, page by page.
 * Nothing is written, and no text is read unless it is to be shown or the
 * rules have words of their own (reread.h).
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/reread.h"
#include "worker/cli/rules.h"
#include "worker/decide/defaults.h"
#include "worker/decide/judge.h"
#include "worker/jsonx.h"

#define PAGE        "500"
#define LISTED_MAX  1000                /* changes that are named */

static const char  page_sql[] =
    "select core.decisions($1::uuid, $2::timestamptz,"
    " coalesce($3::timestamptz, 'infinity'), $4::timestamptz, $5::uuid,"
    " $6::bigint, " PAGE ")";
static const char  text_sql[] =
    "select to_json(core.turn_text($1::uuid, $2::uuid, $3::bigint,"
    " $4::bigint))";

typedef struct {
    PGconn      *pg;
    const char  *tenant;
    rules_t     *rules;
    bool         show_text;
    int64_t      n, unreadable, textless, more, fewer, other;
    json_t      *changes;
} replay_t;


static void
text_add(replay_t *r, const json_t *item, json_t *change)
{
    char         from[24], to[24];
    const char  *params[] = { r->tenant, cli_str(item, "conversation"), from,
                              to };
    json_t      *text;

    snprintf(from, sizeof(from), "%lld", (long long) cli_num(item,
                                                             "from_seq"));
    snprintf(to, sizeof(to), "%lld", (long long) cli_num(item, "to_seq"));

    text = cli_pg_json(r->pg, text_sql, 4, params);
    if (text != NULL) {
        json_object_set_new(change, "text", text);
    }
}


/* Counts a decision that would differ, and names it. */

static void
change_note(replay_t *r, const json_t *item, const verdict_t *v)
{
    const json_t  *then = json_object_get(item, "verdict");
    bool           was = jsonx_true(then, "escalate");
    json_t        *change;

    if (was == v->escalate
        && strcmp(jsonx_str(then, "reason"), v->reason) == 0
        && strcmp(jsonx_str(then, "priority"),
                  priority_name(v->priority)) == 0)
    {
        return;
    }

    r->more += !was && v->escalate;
    r->fewer += was && !v->escalate;
    r->other += was == v->escalate;

    if (json_array_size(r->changes) >= LISTED_MAX) {
        return;
    }

    change = json_pack("{s:O, s:O, s:O, s:{s:b, s:s, s:s}, s:{s:b, s:s, s:s}}",
        "conversation", json_object_get(item, "conversation"),
        "from_seq", json_object_get(item, "from_seq"),
        "at", json_object_get(item, "at"),
        "was", "escalate", was, "reason", jsonx_str(then, "reason"),
        "priority", jsonx_str(then, "priority"),
        "would", "escalate", v->escalate, "reason", v->reason,
        "priority", priority_name(v->priority));

    if (r->show_text) {
        text_add(r, item, change);
    }

    json_array_append_new(r->changes, change);
}


static void
decision_replay(replay_t *r, const json_t *item)
{
    scene_t      scene;
    verdict_t    verdict;
    const char  *gone;

    r->n++;
    if (!scene_load(decide_patterns(), json_object_get(item, "scene"), &scene,
                    &gone) || gone != NULL)
    {
        r->unreadable++;
        return;
    }

    r->textless += !cli_reread(r->pg, r->tenant, item, r->rules, &scene);
    judge(r->rules, decide_patterns(), &scene, &verdict);
    change_note(r, item, &verdict);
}


/* Every page between two times; false, told. */

static bool
pages(replay_t *r, const char *from, const char *to)
{
    char     at[64] = "", conversation[37] = "", seq[24] = "";
    size_t   n;

    do {
        bool         first = at[0] == '\0';
        const char  *params[] = {
            r->tenant, from, to, first ? NULL : at,
            first ? NULL : conversation, first ? NULL : seq
        };
        json_t      *page = cli_pg_json(r->pg, page_sql, 6, params), *item;
        size_t       i;

        if (page == NULL) {
            return false;
        }

        json_array_foreach(page, i, item) {
            decision_replay(r, item);
        }

        n = json_array_size(page);
        item = json_array_get(page, n - 1);
        if (item != NULL) {
            snprintf(at, sizeof(at), "%s", cli_str(item, "at"));
            snprintf(conversation, sizeof(conversation), "%s",
                     cli_str(item, "conversation"));
            snprintf(seq, sizeof(seq), "%lld",
                     (long long) cli_num(item, "from_seq"));
        }
        json_decref(page);
    } while (n == (size_t) atoi(PAGE));

    return true;
}


static int
replay_print(const replay_t *r)
{
    json_t  *out = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O}",
        "decisions", (json_int_t) r->n, "unreadable",
        (json_int_t) r->unreadable, "texts_gone",
        (json_int_t) r->textless, "changed",
        (json_int_t) (r->more + r->fewer + r->other),
        "would_escalate", (json_int_t) r->more,
        "would_not_escalate", (json_int_t) r->fewer,
        "other_reason", (json_int_t) r->other, "changes", r->changes);

    cli_print_json(out);
    json_decref(out);
    return EXIT_OK;
}


static int
replay_run(args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    const char  *from = cli_value(args, "--from");
    const char  *to = cli_value(args, "--to");
    const char  *file = cli_value(args, "--rules");
    bool         dry = cli_flag(args, "--dry-run");
    replay_t     r = { .show_text = cli_flag(args, "--show-text") };
    char         tenant[37];
    json_t      *json;
    int          rc = EXIT_FAILED;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    if (slug == NULL || from == NULL || file == NULL || !dry) {
        cli_error("--tenant, --from, --rules and --dry-run are all needed:"
                  " what was decided is never changed");
        return EXIT_USAGE;
    }

    json = cli_rules_read(file, &r.rules);
    if (json == NULL) {
        return EXIT_FAILED;
    }

    r.changes = json_array();
    r.pg = cli_pg("postgres.worker");
    r.tenant = tenant;
    if (r.pg != NULL && cli_tenant_id(r.pg, slug, tenant)
        && pages(&r, from, to))
    {
        rc = replay_print(&r);
    }

    PQfinish(r.pg);
    free(r.rules);
    json_decref(r.changes);
    json_decref(json);
    return rc;
}


const command_t  cli_replay = {
    .name = "replay",
    .summary = "which decisions other rules would change",
    .help = "usage: relevo replay --tenant SLUG --from TIME [--to TIME]"
            " --rules FILE\n                     --dry-run [--show-text]\n\n"
            "Judges what was decided since TIME (\"2026-11-21 08:00\") by the"
            " rules of FILE\nand prints how many decisions would be others,"
            " and which, at most 1000.\nNothing is changed.  --show-text adds"
            " what the customer said.  Words of the\nrules' own are looked for"
            " in the stored texts; where those are gone\n(\"texts_gone\"), what"
            " was found then counts.\n",
    .run = replay_run
};
