/*
 * cli/ticket - `relevo ticket list|show`: what people were asked for.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/desk.h"
#include "worker/jsonx.h"

static const char  list_sql[] =
    "select core.ticket_list($1::uuid, $2::jsonb, null, $3::int)";
static const char  show_sql[] = "select core.ticket_show($1::uuid, $2)";

typedef struct {
    const char  *tenant;
    bool         as_json;
    long         limit;
    json_t      *filter;
} ticket_args_t;


static void
ticket_print(const json_t *t)
{
    printf("%-15s %-7s %-17s %-16s %.16s  %s\n", cli_str(t, "number"),
           cli_str(t, "priority"), cli_str(t, "status"),
           cli_str(t, "category"), cli_str(t, "created_at"),
           cli_str(t, "subject"));
}


static int
ticket_list(PGconn *pg, const char *tenant, const ticket_args_t *a)
{
    char        *filter = json_dumps(a->filter, 0), limit[24];
    const char  *params[] = { tenant, filter, limit };
    json_t      *list;

    snprintf(limit, sizeof(limit), "%ld", a->limit);
    list = filter == NULL ? NULL : cli_pg_json(pg, list_sql, 3, params);
    jsonx_free(filter);

    return cli_print_list(list, a->as_json, ticket_print);
}


static int
ticket_show(PGconn *pg, const char *tenant, const char *what)
{
    const char  *params[] = { tenant, what };
    json_t      *ticket = cli_pg_json(pg, show_sql, 2, params);
    int          rc = EXIT_FAILED;

    if (json_is_null(ticket)) {
        cli_error("there is no ticket \"%s\"; relevo ticket list", what);

    } else if (ticket != NULL) {
        cli_print_json(ticket);
        rc = EXIT_OK;
    }

    json_decref(ticket);

    return rc;
}


static int
ticket_do(args_t *args, bool show, const ticket_args_t *a)
{
    char     tenant[37];
    PGconn  *pg;
    int      rc;

    if (!cli_words(args, show, show)) {
        return EXIT_USAGE;
    }

    pg = desk_open(a->tenant, tenant, &rc);
    if (pg == NULL) {
        return rc;
    }

    rc = show ? ticket_show(pg, tenant, args->argv[0])
              : ticket_list(pg, tenant, a);
    PQfinish(pg);

    return rc;
}


static int
ticket_run(args_t *args)
{
    static const char *const  actions[] = { "list", "show", NULL };
    static const char *const  filters[] = { "status", "priority",
                                            "category" };

    const char     *action = cli_action(args, actions);
    ticket_args_t   a = { .limit = 50, .filter = json_object() };
    int             rc = EXIT_USAGE;

    if (action != NULL) {
        a.tenant = cli_value(args, "--tenant");
        a.as_json = cli_flag(args, "--json");

        for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
            char         option[16];
            const char  *value;

            snprintf(option, sizeof(option), "--%s", filters[i]);
            value = cli_value(args, option);

            if (value != NULL) {
                json_object_set_new(a.filter, filters[i],
                                    json_string(value));
            }
        }

        if (cli_flag(args, "--queued")) {
            json_object_set_new(a.filter, "queued", json_true());
        }

        if (cli_int(args, "--limit", 1, 500, &a.limit)) {
            rc = ticket_do(args, strcmp(action, "show") == 0, &a);
        }
    }

    json_decref(a.filter);

    return rc;
}


const command_t  cli_ticket = {
    .name = "ticket",
    .summary = "what people were asked for, and what became of it",
    .help =
"usage: relevo ticket list --tenant SLUG [--status S] [--priority P]\n"
"                          [--category C] [--queued] [--limit 50] [--json]\n"
"       relevo ticket show NUMBER --tenant SLUG\n\n"
"  --status    open in_progress awaiting_customer resolved closed\n"
"  --priority  low medium high urgent\n"
"  --queued    those that wait for an agent\n\n"
"show prints what was said last: mind who is looking over your shoulder.\n",
    .run = ticket_run
};
