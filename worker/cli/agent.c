/*
 * cli/agent - `relevo agent add|list|set|remove`: who answers when a person is
 * wanted.  The rules are core.agent_* of 0020_agents.sql.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/desk.h"
#include "worker/jsonx.h"

static const char  add_sql[] =
    "select core.agent_save($1::uuid, null, $2::jsonb)";
static const char  set_sql[] =
    "select case when core.agent_find($1::uuid, $2) is null then"
    " '{\"ok\": false, \"detail\": \"there is no such agent\"}' else"
    " core.agent_save($1::uuid, core.agent_find($1::uuid, $2), $3::jsonb)"
    " end";
static const char  status_sql[] =
    "select core.agent_status($1::uuid, core.agent_find($1::uuid, $2), $3,"
    " '{\"kind\": \"cli\"}')";
static const char  remove_sql[] =
    "select core.agent_remove($1::uuid, core.agent_find($1::uuid, $2),"
    " '{\"kind\": \"cli\"}')";
static const char  list_sql[] = "select core.agent_list($1::uuid)";

typedef struct {
    const char  *tenant;                /* --tenant */
    const char  *status;                /* --status, or NULL */
    bool         as_json;
    json_t      *fields;                /* what is to be changed */
} agent_args_t;


/* --name, --role, ... as members; false: a value is missing. */
static bool
fields_read(args_t *args, agent_args_t *a)
{
    static const struct {
        const char  *option, *member;
        bool         list;
    } options[] = {
        { "--name", "name", false }, { "--role", "role", false },
        { "--email", "email", false }, { "--skills", "specialties", true },
        { "--languages", "languages", true }
    };
    long  capacity = -1;

    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        const char  *value = cli_value(args, options[i].option);

        if (value != NULL) {
            json_object_set_new(a->fields, options[i].member,
                options[i].list ? desk_list(value) : json_string(value));
        }
    }

    if (!cli_int(args, "--capacity", 0, 1000, &capacity)) {
        return false;
    }

    if (capacity >= 0) {
        json_object_set_new(a->fields, "capacity", json_integer(capacity));
    }

    return true;
}


static void
agent_print(const json_t *a)
{
    printf("%s  %-8s %-10s %3lld/%-3lld %s  %s\n", cli_str(a, "id"),
           cli_str(a, "status"), cli_str(a, "role"),
           (long long) cli_num(a, "conversations"),
           (long long) cli_num(a, "capacity"), cli_str(a, "email"),
           cli_str(a, "name"));
}


static int
agent_list(PGconn *pg, const char *tenant, const agent_args_t *a)
{
    const char  *params[] = { tenant };

    return cli_print_list(cli_pg_json(pg, list_sql, 1, params), a->as_json,
                          agent_print);
}


static int
agent_status(PGconn *pg, const char *tenant, const char *who,
    const char *status)
{
    const char  *params[] = { tenant, who, status };
    json_t      *answer = desk_act(pg, status_sql, 3, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    agent_print(json_object_get(answer, "agent"));
    json_decref(answer);

    return EXIT_OK;
}


static int
agent_save(PGconn *pg, const char *tenant, const char *who, bool add,
    const agent_args_t *a)
{
    char        *fields;
    const char  *params[3] = { tenant };
    json_t      *answer;

    if (add) {
        json_object_set_new(a->fields, "email", json_string(who));
    }

    fields = json_dumps(a->fields, 0);
    params[1] = add ? fields : who;
    params[2] = fields;
    answer = fields == NULL ? NULL
             : desk_act(pg, add ? add_sql : set_sql, add ? 2 : 3, params);
    jsonx_free(fields);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (a->status == NULL) {
        agent_print(json_object_get(answer, "agent"));
    }
    json_decref(answer);

    return a->status == NULL ? EXIT_OK
           : agent_status(pg, tenant, who, a->status);
}


static int
agent_remove(PGconn *pg, const char *tenant, const char *who)
{
    const char  *params[] = { tenant, who };
    json_t      *answer = desk_act(pg, remove_sql, 2, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s removed; %lld conversations went back to the queue\n", who,
           (long long) cli_num(answer, "conversations"));
    json_decref(answer);

    return EXIT_OK;
}


static int
agent_do(args_t *args, const char *action, const agent_args_t *a)
{
    bool         list = strcmp(action, "list") == 0;
    const char  *who;
    char         tenant[37];
    PGconn      *pg;
    int          rc;

    if (!cli_words(args, !list, !list)) {
        return EXIT_USAGE;
    }

    pg = desk_open(a->tenant, tenant, &rc);
    if (pg == NULL) {
        return rc;
    }

    who = list ? NULL : args->argv[0];

    if (list) {
        rc = agent_list(pg, tenant, a);
    } else if (strcmp(action, "remove") == 0) {
        rc = agent_remove(pg, tenant, who);
    } else {
        rc = agent_save(pg, tenant, who, strcmp(action, "add") == 0, a);
    }

    PQfinish(pg);

    return rc;
}


static int
agent_run(args_t *args)
{
    static const char *const  actions[] = {
        "add", "list", "set", "remove", NULL
    };

    const char   *action = cli_action(args, actions);
    agent_args_t  a = { .fields = json_object() };
    int           rc = EXIT_USAGE;

    if (action != NULL) {
        a.tenant = cli_value(args, "--tenant");
        a.status = cli_value(args, "--status");
        a.as_json = cli_flag(args, "--json");

        if (fields_read(args, &a)) {
            rc = agent_do(args, action, &a);
        }
    }

    json_decref(a.fields);

    return rc;
}


const command_t  cli_agent = {
    .name = "agent",
    .summary = "who answers when a person is wanted",
    .help =
"usage: relevo agent add EMAIL --tenant SLUG [options]\n"
"       relevo agent set EMAIL --tenant SLUG [options]\n"
"       relevo agent list --tenant SLUG [--json]\n"
"       relevo agent remove EMAIL --tenant SLUG\n\n"
"  --name NAME\n"
"  --role agent|supervisor|admin\n"
"  --capacity 5          conversations at a time, 0 to 1000\n"
"  --skills a,b          what they are asked for; none: anything\n"
"  --languages es,en     what they speak; none: anything\n"
"  --status online|away|offline\n"
"  --email NEW           another address\n\n"
"list shows conversations/capacity.  Who is removed keeps their name on what\n"
"they did; what they had goes back to the queue.\n",
    .run = agent_run
};
