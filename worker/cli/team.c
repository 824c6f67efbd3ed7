/*
 * cli/team - `relevo team add|list|remove|join|leave`: agents by what they do
 * together.
 */

#include <stdio.h>
#include <string.h>

#include "worker/cli/desk.h"

static const char  list_sql[] = "select core.team_list($1::uuid)";
static const char  add_sql[] = "select core.team_save($1::uuid, null, $2)";
static const char  remove_sql[] =
    "select core.team_remove($1::uuid, core.team_find($1::uuid, $2))";
static const char  join_sql[] =
    "select core.team_member_set($1::uuid, core.team_find($1::uuid, $2),"
    " core.agent_find($1::uuid, $3), true)";
static const char  leave_sql[] =
    "select core.team_member_set($1::uuid, core.team_find($1::uuid, $2),"
    " core.agent_find($1::uuid, $3), false)";

static const struct {
    const char  *name, *sql, *done;
    int          words;
} acts[] = {
    { "add", add_sql, "added", 1 },
    { "remove", remove_sql, "removed", 1 },
    { "join", join_sql, "joined", 2 },
    { "leave", leave_sql, "left", 2 }
};

#define ACTS  (sizeof(acts) / sizeof(acts[0]))


static void
team_print(const json_t *team)
{
    json_t  *agent;
    size_t   i;

    printf("%s  %s:", cli_str(team, "id"), cli_str(team, "name"));

    json_array_foreach(json_object_get(team, "agents"), i, agent) {
        printf(" %s", cli_str(agent, "email"));
    }

    putchar('\n');
}


static int
team_list(PGconn *pg, const char *tenant, bool as_json)
{
    const char  *params[] = { tenant };

    return cli_print_list(cli_pg_json(pg, list_sql, 1, params), as_json,
                          team_print);
}


static int
team_act(PGconn *pg, const char *tenant, const args_t *args, unsigned i)
{
    const char  *params[] = { tenant, args->argv[0],
                              acts[i].words > 1 ? args->argv[1] : NULL };
    json_t      *answer = desk_act(pg, acts[i].sql, acts[i].words + 1,
                                   params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s %s\n", args->argv[acts[i].words - 1], acts[i].done);
    json_decref(answer);

    return EXIT_OK;
}


static int
team_run(args_t *args)
{
    static const char *const  actions[] = {
        "add", "list", "remove", "join", "leave", NULL
    };

    const char  *action = cli_action(args, actions);
    const char  *slug = cli_value(args, "--tenant");
    bool         as_json = cli_flag(args, "--json");
    char         tenant[37];
    unsigned     i = 0;
    PGconn      *pg;
    int          rc, words;

    while (action != NULL && i < ACTS && strcmp(action, acts[i].name) != 0) {
        i++;
    }

    words = i < ACTS ? acts[i].words : 0;

    if (action == NULL || !cli_words(args, words, words)) {
        return EXIT_USAGE;
    }

    pg = desk_open(slug, tenant, &rc);
    if (pg == NULL) {
        return rc;
    }

    rc = i < ACTS ? team_act(pg, tenant, args, i)
                  : team_list(pg, tenant, as_json);
    PQfinish(pg);

    return rc;
}


const command_t  cli_team = {
    .name = "team",
    .summary = "agents by what they do together",
    .help = "usage: relevo team add NAME --tenant SLUG\n"
            "       relevo team list --tenant SLUG [--json]\n"
            "       relevo team join NAME EMAIL --tenant SLUG\n"
            "       relevo team leave NAME EMAIL --tenant SLUG\n"
            "       relevo team remove NAME --tenant SLUG\n\n"
            "A conversation that is transferred to a team goes to one of its"
            " agents.\n",
    .run = team_run
};
