/*
 * cli/key - `relevo key add|list|revoke`: API keys; and the passwords that
 * agents log in with.  The rules are core.key_* and core.password_set of
 * 0031_session.sql.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/cli/desk.h"

static const char  add_sql[] =
    "select core.key_add($1::uuid, $2, string_to_array($3, ','),"
    " now() + $4::int * interval '1 day', null)";
static const char  list_sql[] = "select core.key_list($1::uuid)";
static const char  revoke_sql[] =
    "select core.key_revoke($1::uuid, $2::uuid)";
static const char  password_sql[] =
    "select case when core.agent_find($1::uuid, $2) is null then"
    " '{\"ok\": false, \"detail\": \"there is no such agent\"}' else"
    " core.password_set($1::uuid, core.agent_find($1::uuid, $2), $3) end";


static int
key_add(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *scopes = cli_value(args, "--scopes");
    long         days = 0;
    char         text[24];
    const char  *params[4] = { tenant, NULL, scopes, NULL };
    json_t      *answer;

    if (!cli_int(args, "--days", 1, 36500, &days) || !cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (scopes == NULL) {
        cli_error("key add needs --scopes, for example conversations:read,"
                  "tickets:*; '*' is everything");
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];

    if (days > 0) {
        snprintf(text, sizeof(text), "%ld", days);
        params[3] = text;
    }

    answer = desk_act(pg, add_sql, 4, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s\n", cli_str(answer, "token"));
    fprintf(stderr, "key %s of %s; it is not shown again\n",
            cli_str(json_object_get(answer, "key"), "id"), args->argv[0]);
    json_decref(answer);

    return EXIT_OK;
}


static void
key_print(const json_t *k)
{
    size_t   i;
    json_t  *scope;

    printf("%s  %-12s %s...  %-8s %s ", cli_str(k, "id"), cli_str(k, "slug"),
           cli_str(k, "prefix"),
           *cli_str(k, "revoked_at") != '\0' ? "revoked" : "in use",
           cli_str(k, "name"));

    json_array_foreach(json_object_get(k, "scopes"), i, scope) {
        printf("%s%s", i > 0 ? "," : " ", json_string_value(scope));
    }

    putchar('\n');
}


static int
key_list(PGconn *pg, args_t *args)
{
    static const cli_part_t  parts[] = {
        { "keys", key_print }, { NULL, NULL }
    };

    return cli_list(pg, args, list_sql, parts);
}


static int
key_revoke(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *params[2] = { tenant, NULL };
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];
    answer = desk_act(pg, revoke_sql, 2, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s revoked\n", args->argv[0]);
    json_decref(answer);

    return EXIT_OK;
}


/* Never from an argument, which everybody on the machine can read. */
static int
key_password(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *file = cli_value(args, "--file");
    const char  *params[3] = { tenant, NULL, NULL };
    secret_t     secret;
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (!secret_read(file != NULL ? file : "-", &secret)) {
        return EXIT_FAILED;
    }

    params[1] = args->argv[0];
    params[2] = (const char *) secret.bytes;
    answer = desk_act(pg, password_sql, 3, params);
    secret_wipe(&secret);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s has a new password\n", args->argv[0]);
    json_decref(answer);

    return EXIT_OK;
}


static int
key_run(args_t *args)
{
    static const cli_action_t  table[] = {
        { .name = "add", .run_for = key_add },
        { .name = "list", .run = key_list },
        { .name = "revoke", .run_for = key_revoke },
        { .name = "password", .run_for = key_password },
        { .name = NULL }
    };

    return cli_actions(args, table);
}


const command_t  cli_key = {
    .name = "key",
    .summary = "who may use the API: keys, passwords of agents",
    .help =
"usage: relevo key add NAME --tenant SLUG --scopes a:read,b:* [--days 90]\n"
"       relevo key list [--tenant SLUG] [--json]\n"
"       relevo key revoke ID --tenant SLUG\n"
"       relevo key password EMAIL --tenant SLUG [--file FILE]\n\n"
"add prints the key on stdout, once; only its hash is kept.  Scopes are\n"
"agents, audit, channels, contacts, conversations, knowledge,\n"
"notifications, operations, rules, settings, tickets, usage, each with\n"
":read, :write or :*; keys; tenants (of the tenant \"operator\" alone);\n"
"* for everything.\n"
"password reads the password of an agent from FILE, or from stdin.\n",
    .run = key_run
};
