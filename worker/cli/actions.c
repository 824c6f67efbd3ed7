/*
 * actions - a subcommand that is made of actions, run by a table.
 *
 * The first word chooses the row.  A row says whom it works for: for nobody
 * in particular (run), for the tenant of --tenant (run_for), or without any
 * server (run_alone).  The connection is opened and closed here.
 */

#include <string.h>

#include "worker/cli/cli.h"

#define ACTIONS_MAX  16


static const cli_action_t *
action_find(args_t *args, const cli_action_t *table)
{
    const char  *names[ACTIONS_MAX + 1] = { NULL }, *name;

    for (size_t i = 0; i < ACTIONS_MAX && table[i].name != NULL; i++) {
        names[i] = table[i].name;
    }

    name = cli_action(args, names);
    if (name == NULL) {
        return NULL;
    }

    while (table->name != name) {
        table++;
    }

    return table;
}


const char *
cli_tenant_slug(args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");

    if (slug == NULL && !args->failed) {
        cli_error("--tenant SLUG is missing");
    }

    return slug;
}


/* As the worker, or with fewer rights where the action wants no more. */

static PGconn *
action_connect(const cli_action_t *a, const char *slug, char tenant[37])
{
    PGconn  *pg = cli_pg("postgres.worker");

    if (pg == NULL || slug == NULL) {
        return pg;
    }

    if (!cli_tenant_id(pg, slug, tenant)) {
        PQfinish(pg);
        return NULL;
    }

    if (a->role != NULL) {
        PQfinish(pg);
        pg = cli_pg(a->role);
    }

    return pg;
}


int
cli_actions(args_t *args, const cli_action_t *table)
{
    const cli_action_t  *a = action_find(args, table);
    const char          *slug = NULL;
    char                 tenant[37];
    PGconn              *pg;
    int                  rc;

    if (a == NULL) {
        return EXIT_USAGE;
    }

    if (a->run_alone != NULL) {
        return a->run_alone(args);
    }

    if (a->run_for != NULL) {
        slug = cli_tenant_slug(args);
        if (slug == NULL) {
            return EXIT_USAGE;
        }
    }

    pg = action_connect(a, slug, tenant);
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    rc = slug == NULL ? a->run(pg, args) : a->run_for(pg, tenant, args);
    PQfinish(pg);

    if (rc == EXIT_OK && a->after != NULL) {
        a->after();
    }

    return rc;
}


int
cli_list(PGconn *pg, args_t *args, const char *sql, const cli_part_t *parts)
{
    const char  *slug = cli_value(args, "--tenant");
    bool         as_json = cli_flag(args, "--json");
    char         tenant[37];
    const char  *params[1] = { NULL };
    json_t      *list, *item;
    size_t       i;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    if (slug != NULL) {
        if (!cli_tenant_id(pg, slug, tenant)) {
            return EXIT_FAILED;
        }
        params[0] = tenant;
    }

    list = cli_pg_json(pg, sql, 1, params);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(list);
    }

    for ( ; !as_json && parts->key != NULL; parts++) {
        json_array_foreach(json_object_get(list, parts->key), i, item) {
            parts->print(item);
        }
    }

    json_decref(list);

    return EXIT_OK;
}
