/*
 * cli/tenant - `relevo tenant add|list`.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"

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


static int
tenant_run(args_t *args)
{
    static const char *const  actions[] = { "add", "list", NULL };

    const char  *action = cli_action(args, actions);
    PGconn      *pg;
    int          rc;

    if (action == NULL) {
        return EXIT_USAGE;
    }

    pg = cli_pg("postgres.worker");
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    rc = action == actions[0] ? tenant_add(pg, args) : tenant_list(pg, args);

    PQfinish(pg);
    return rc;
}


const command_t  cli_tenant = {
    .name = "tenant",
    .summary = "add and list tenants",
    .help = "usage: relevo tenant add SLUG [--name NAME] [--language es]\n"
            "       relevo tenant list [--json]\n\n"
            "  --language   what the bot speaks when it cannot tell:"
            " es en pt fr it\n\n"
            "Adding one that exists changes nothing.\n",
    .run = tenant_run
};
