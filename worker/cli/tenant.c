/*
 * cli/tenant - `relevo tenant add|list`; set and show are tenant_set.c.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/tenant_set.h"

static const char  add_sql[] = "select core.tenant_add($1, $2, $3)";
static const char  list_sql[] =
    "select jsonb_build_object('tenants', coalesce(jsonb_agg("
    "jsonb_build_object('id', tenant_id, 'slug', slug, 'name', name,"
    " 'language', default_language) order by slug), '[]')) from core.tenant";

static const char *const  languages[] = { "es", "en", "pt", "fr", "it", NULL };


bool
cli_language_ok(const char *language)
{
    for (int i = 0; languages[i] != NULL; i++) {
        if (strcmp(languages[i], language) == 0) {
            return true;
        }
    }

    cli_error("\"%s\" is not a language it speaks: es, en, pt, fr, it",
              language);
    return false;
}


bool
cli_tenant_id(PGconn *pg, const char *slug, char ret_id[37])
{
    json_t      *list = cli_pg_json(pg, list_sql, 0, NULL), *item;
    size_t       i;
    bool         found = false;

    if (list == NULL) {
        return false;
    }

    json_array_foreach(json_object_get(list, "tenants"), i, item) {
        if (strcmp(slug, cli_str(item, "slug")) == 0
            || strcmp(slug, cli_str(item, "id")) == 0)
        {
            snprintf(ret_id, 37, "%s", cli_str(item, "id"));
            found = true;
        }
    }

    if (!found) {
        cli_error("there is no tenant \"%s\"; relevo tenant list", slug);
    }

    json_decref(list);
    return found;
}


static int
tenant_add(PGconn *pg, args_t *args)
{
    const char  *name = cli_value(args, "--name");
    const char  *language = cli_value(args, "--language");
    const char  *params[3];
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[0] = args->argv[0];
    params[1] = name != NULL ? name : args->argv[0];
    params[2] = language != NULL ? language : "en";

    if (!cli_language_ok(params[2])) {
        return EXIT_USAGE;
    }

    answer = cli_pg_json(pg, add_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s %s %s\n", cli_str(answer, "tenant"), params[0],
           json_is_true(json_object_get(answer, "created")) ? "created"
                                                            : "exists");
    json_decref(answer);
    return EXIT_OK;
}


static int
tenant_list(PGconn *pg, args_t *args)
{
    bool     as_json = cli_flag(args, "--json");
    json_t  *list, *item;
    size_t   i;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    list = cli_pg_json(pg, list_sql, 0, NULL);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(json_object_get(list, "tenants"));
    } else {
        json_array_foreach(json_object_get(list, "tenants"), i, item) {
            printf("%s  %-20s %-3s %s\n", cli_str(item, "id"),
                   cli_str(item, "slug"), cli_str(item, "language"),
                   cli_str(item, "name"));
        }
    }

    json_decref(list);
    return EXIT_OK;
}


static const cli_action_t  actions[] = {
    { .name = "add",  .run = tenant_add },
    { .name = "list", .run = tenant_list },
    { .name = "set",  .run = tenant_set },
    { .name = "show", .run = tenant_show },
    { 0 }
};


const command_t  cli_tenant = {
    .name = "tenant",
    .summary = "tenants, and where they differ",
    .help = "usage: relevo tenant add SLUG [--name NAME] [--language es]\n"
            "       relevo tenant list [--json]\n"
            "       relevo tenant set SLUG KEY VALUE|default\n"
            "       relevo tenant show SLUG\n\n"
            "  --language   what the bot speaks when it cannot tell:"
            " es en pt fr it\n\n"
            "Adding one that exists changes nothing.\n\n"
            "  answer.threshold  0..100   confidence that an answer needs\n"
            "  answer.below      handover|ask   what happens below it\n"
            "  answer.cite       on|off   name the source below an answer\n"
            "  archive.days      1..3650|off  conversations that are over and"
            " this old are archived\n"
            "  archive.keep      1..3650|off  how long archives are kept; off:"
            " until erased\n"
            "  flag.human_handoff on|off  off: the bot hands nobody over\n"
            "  flag.response_cache on|off  off: each answer is searched\n"
            "  flag.sentiment_analysis on|off  off: moods are not read\n"
            "  media.days        1..3650  how long files stay, at most as"
            " retention.media_days\n"
            "  media.days.KIND   1..3650  those of a kind: image audio voice"
            " video document sticker\n"
            "  reply.pacing      on|off   a reply takes as long as typing it\n"
            "  reply.receipts    on|off   messages are marked as read, typing"
            " is shown\n"
            "  reply_policy      at_least_once|at_most_once\n"
            "  summary.model     on|off   a model sums up long conversations\n",
    .actions = actions
};
