/*
 * cli/channel - `relevo channel add|list`: which account belongs to whom.
 *
 * An account is what the payload names: WhatsApp's phone number id, the
 * endpoint of a web chat.  Admit decides the tenant of a message by it.
 */

#include <stdio.h>
#include <string.h>

#include "worker/channels/channel.h"
#include "worker/cli/cli.h"

static const char  add_sql[] =
    "select core.account_add($1::uuid, $2, $3, $4)";
static const char  list_sql[] =
    "select jsonb_build_object('accounts', coalesce(jsonb_agg("
    "jsonb_build_object('channel', a.channel, 'account', a.account,"
    " 'name', a.name, 'slug', t.slug) order by a.channel, a.account), '[]'))"
    " from core.account a join core.tenant t using (tenant_id)"
    " where $1::uuid is null or a.tenant_id = $1::uuid";


static int
channel_add(PGconn *pg, args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    const char  *name = cli_value(args, "--name");
    const char  *params[4];
    char         tenant[37];
    json_t      *answer;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    if (slug == NULL) {
        cli_error("--tenant SLUG is missing");
        return EXIT_USAGE;
    }

    if (channel_find(slice_str(args->argv[0])) == NULL) {
        cli_error("there is no channel \"%s\"; whatsapp and webchat are"
                  " built in", args->argv[0]);
        return EXIT_USAGE;
    }

    if (!cli_tenant_id(pg, slug, tenant)) {
        return EXIT_FAILED;
    }

    params[0] = tenant;
    params[1] = args->argv[0];
    params[2] = args->argv[1];
    params[3] = name != NULL ? name : args->argv[1];

    answer = cli_pg_json(pg, add_sql, 4, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (!json_is_true(json_object_get(answer, "ok"))) {
        cli_error("%s %s belongs to another tenant", params[1], params[2]);
        json_decref(answer);
        return EXIT_FAILED;
    }

    printf("%s %s -> %s %s\n", params[1], params[2], slug,
           json_is_true(json_object_get(answer, "created")) ? "created"
                                                            : "exists");
    json_decref(answer);
    return EXIT_OK;
}


static int
channel_list(PGconn *pg, args_t *args)
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

    list = cli_pg_json(pg, list_sql, 1, params);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(json_object_get(list, "accounts"));
    } else {
        json_array_foreach(json_object_get(list, "accounts"), i, item) {
            printf("%-10s %-24s %-20s %s\n", cli_str(item, "channel"),
                   cli_str(item, "account"), cli_str(item, "slug"),
                   cli_str(item, "name"));
        }
    }

    json_decref(list);
    return EXIT_OK;
}


static int
channel_run(args_t *args)
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

    rc = action == actions[0] ? channel_add(pg, args) : channel_list(pg, args);

    PQfinish(pg);
    return rc;
}


const command_t  cli_channel = {
    .name = "channel",
    .summary = "give a channel's account to a tenant, list them",
    .help = "usage: relevo channel add CHANNEL ACCOUNT --tenant SLUG"
            " [--name NAME]\n"
            "       relevo channel list [--tenant SLUG] [--json]\n\n"
            "  whatsapp   ACCOUNT is the phone number id\n"
            "  webchat    ACCOUNT is the endpoint in /chat/ACCOUNT/\n",
    .run = channel_run
};
