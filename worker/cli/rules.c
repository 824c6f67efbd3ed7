/*
 * cli/rules - `relevo rules show|set|check|reset`: when a person takes over.
 *
 * The program's rules are config/rules.json; a tenant's own are versions in
 * decision_rules.  What is set was checked first: a file that the workers
 * would refuse never gets there.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/rules.h"
#include "worker/decide/defaults.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/share.h"

#define RULES_BYTES_MAX  (256 * 1024)

static const char  set_sql[] =
    "select to_json(core.rules_set($1::uuid, $2::jsonb))";
static const char  show_sql[] = "select core.rules_of($1::uuid)";


json_t *
cli_rules_read(const char *path, rules_t **ret_rules)
{
    char          err[256];
    json_error_t  error;
    size_t        len;
    char         *text;
    json_t       *json;

    if (!decide_init(err, sizeof(err))) {
        cli_error("%s", err);
        return NULL;
    }

    text = cli_read_file(path, RULES_BYTES_MAX, &len);
    if (text == NULL) {
        return NULL;
    }

    json = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
    free(text);
    if (json == NULL) {
        cli_error("%s: %s (line %d)", path, error.text, error.line);
        return NULL;
    }

    *ret_rules = rules_load(json, decide_patterns(), err, sizeof(err));
    if (*ret_rules == NULL) {
        cli_error("%s: %s", path, err);
        json_decref(json);
        return NULL;
    }

    return json;
}


static int
rules_check(args_t *args)
{
    rules_t  *rules;
    json_t   *json;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    json = cli_rules_read(args->argv[0], &rules);
    if (json == NULL) {
        return EXIT_FAILED;
    }

    printf("%s: %u rules, threshold %g\n", args->argv[0], rules->n,
           rules->threshold);
    free(rules);
    json_decref(json);
    return EXIT_OK;
}


static json_t *
program_rules(void)
{
    char          path[SHARE_PATH_MAX];
    json_error_t  error;
    json_t       *json = NULL;

    if (share_path(config_str("decide.rules"), path)) {
        json = json_load_file(path, 0, &error);
    }

    if (json == NULL) {
        cli_error("decide.rules: %s cannot be read",
                  config_str("decide.rules"));
    }

    return json;
}


static int
rules_show(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *params[] = { tenant };
    json_t      *own, *rules;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    own = cli_pg_json(pg, show_sql, 1, params);
    if (own == NULL) {
        return EXIT_FAILED;
    }

    if (json_is_object(own)) {
        cli_print_json(own);
        json_decref(own);
        return EXIT_OK;
    }

    json_decref(own);
    rules = program_rules();
    if (rules == NULL) {
        return EXIT_FAILED;
    }

    fputs("relevo: the tenant has none of its own; these are the program's\n",
          stderr);
    cli_print_json(rules);
    json_decref(rules);
    return EXIT_OK;
}


/* text: of the rules, or NULL to go back to the program's. */

static int
version_add(PGconn *pg, const char *tenant, const char *text)
{
    const char  *params[] = { tenant, text };
    json_t      *answer = cli_pg_json(pg, set_sql, 2, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("version %lld%s\n", (long long) json_integer_value(answer),
           text == NULL ? ": the program's rules" : "");
    json_decref(answer);
    return EXIT_OK;
}


static int
rules_set(PGconn *pg, const char *tenant, args_t *args)
{
    rules_t  *rules;
    json_t   *json;
    char     *text;
    int       rc;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    json = cli_rules_read(args->argv[0], &rules);
    if (json == NULL) {
        return EXIT_FAILED;
    }

    text = json_dumps(json, JSON_COMPACT);
    rc = version_add(pg, tenant, text);
    jsonx_free(text);
    free(rules);
    json_decref(json);
    return rc;
}


static int
rules_reset(PGconn *pg, const char *tenant, args_t *args)
{
    return cli_words(args, 0, 0) ? version_add(pg, tenant, NULL) : EXIT_USAGE;
}


static const cli_action_t  actions[] = {
    { .name = "show",  .run_for = rules_show },
    { .name = "set",   .run_for = rules_set },
    { .name = "reset", .run_for = rules_reset },
    { .name = "check", .run_alone = rules_check },
    { 0 }
};


const command_t  cli_rules = {
    .name = "rules",
    .summary = "when a person takes over: show, set, reset, check",
    .help = "usage: relevo rules show --tenant SLUG\n"
            "       relevo rules set --tenant SLUG FILE\n"
            "       relevo rules reset --tenant SLUG\n"
            "       relevo rules check FILE\n\n"
            "FILE has the form of config/rules.json.  set makes a new version"
            " that the\nworkers take with the next message; reset goes back"
            " to the program's rules;\nolder versions stay, for the"
            " decisions that were made by them.\n",
    .actions = actions
};
